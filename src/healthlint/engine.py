"""One document through one program to a report: no input or output, no clock, no state between documents.

The only place that catches every exception: a rule that fails becomes a problem of the file, never a clean page.
"""

from __future__ import annotations

from healthlint.document import Document
from healthlint.finding import Finding
from healthlint.judgement.context import context_of
from healthlint.judgement.profile import profile_of
from healthlint.kinds import claim, disclaimer, overlap, readability
from healthlint.language.program import Program
from healthlint.matching.matcher import Hit
from healthlint.matching.page import Page
from healthlint.page_meta import IGNORE, SAYS, front_matter, mistakes
from healthlint.placing import place
from healthlint.report import FileReport, Problem
from healthlint.rule import HOME
from healthlint.selection import Selection

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from healthlint.kinds import evidence
    from healthlint.page_meta import Meta


def check(
    document: Document,
    program: Program,
    selection: Selection,
    meta: Meta | None = None,
    explain: bool = False,
    day: str = "",
    sections: bool = False,
    reasons: bool = False,
) -> FileReport:
    """Everything that the selected rules find in the document.

    `meta` is what the configuration says of the page; front matter wins over it. `reasons` asks for the claims that
    are let go too, which costs time. To `explain` means the same, and that rules that are not for this page are tried
    and let go. `day` is today, YYYY-MM-DD, on which suppressions may be over; without it none is. `sections` asks for
    the readability by heading.
    """
    report = FileReport(document.label, document)
    for trouble in document.troubles:
        report.problems.append(Problem(trouble.message, document.lines.position(trouble.offset)[0]))
    try:
        page = _page(document, program, selection, {**(meta or {}), **front_matter(document)}, explain)
        report.problems += [Problem(message) for message in mistakes(document, program, page.meta)]
        report.context, report.context_reason = context_of(page)
        ran = _run(page, selection, report, explain, explain or reasons)
        report.sections = readability.sections_of(page) if sections else []
        if _has_suppressions(document):
            _suppress(page, selection, ran, report, day)
        report.findings.sort(key=_place)
        report.let_go.sort(key=_place)
        aside = [finding for finding in report.let_go if explain or finding.disposition != "let-go"]
        # In one go: a finding keeps its fingerprint when one like it is suppressed.
        place(document, page.text, sorted((*report.findings, *aside), key=_place))
    except Exception as error:  # noqa: BLE001  # the one guard: what fails is reported as not checked
        report.problems.append(
            Problem(f"a rule failed: {type(error).__name__}: {error}; please report it with the file")
        )
    return report


def _page(document: Document, program: Program, selection: Selection, meta: Meta, explain: bool) -> Page:
    """The document as a page. Where nothing need be explained the rules of other jurisdictions are not looked for."""
    places = meta.get("jurisdictions") or (HOME,)
    return Page(program, document, meta, selection.rules if explain else selection.held(program, places))


class _Found:
    """What the sentences of a page held so far: findings, the statements that evidence rules matched, and by rule the
    phrases with a role.
    """

    __slots__ = ("findings", "roles", "statements")

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.statements: evidence.Statements = []
        self.roles: evidence.Roles = {}


def _run(page: Page, selection: Selection, report: FileReport, explain: bool, reasons: bool) -> frozenset[int]:
    """Put what the rules find into the report, in no order; the rules that are for the page."""
    program = page.program
    report.measures = readability.measures_of(page)
    fit = selection.fit(program, report.context, page.meta.get("jurisdictions") or (HOME,))
    unfit = fit.unfit if explain else {}
    tried = selection.rules if explain else fit.rules
    idle = {number for number, _ in program.regexes if program.patterns[number].index not in tried}
    found = _Found()
    for index, hits in _with_expressions(page, idle, report) if program.regexes else _matches(page):
        fitting = [hit for hit in hits if program.patterns[hit.pattern].index in tried]
        if fitting:
            _read(page, index, fitting, unfit if reasons else None, found, report)
    findings, roles = found.findings, found.roles
    if found.statements:
        from healthlint.kinds import evidence  # most pages make no statement that needs a source

        unsourced, sourced = evidence.check(page, found.statements, roles)
        others = {program.rules[index].id: reason for index, reason in unfit.items()}
        for finding in unsourced:
            kept = report.let_go if _let_go(finding, others.get(finding.rule.id, "")) else findings
            kept.append(finding)
        report.let_go += sourced
    for index in fit.whole:
        rule = program.rules[index]
        if rule.kind == "disclaimer":
            findings += disclaimer.check(page, rule, roles.get(index, []), findings, report.context)
        else:
            findings += readability.check(page, rule, report.measures)
    report.findings = findings
    return fit.rules


def _matches(page: Page) -> Iterator[tuple[int, Sequence[Hit]]]:
    """The matches of phrases, by sentence."""
    return ((index, look.hits) for index, look in page.primary().items())


def _with_expressions(page: Page, idle: set[int], report: FileReport) -> Iterator[tuple[int, Sequence[Hit]]]:
    """The matches of all sentences, those of regular expressions included."""
    from healthlint.matching.regexes import regex_hits  # few rules have any

    phrases = dict(_matches(page))
    for index in range(len(page.sentences)):
        yield index, [*phrases.get(index, ()), *regex_hits(page, index, idle, report.problems)]


def _has_suppressions(document: Document) -> bool:
    return any("healthlint" in comment.text.lower() for comment in document.comments) or any(
        key.startswith(SAYS + IGNORE) for key in document.meta
    )


def _suppress(page: Page, selection: Selection, ran: frozenset[int], report: FileReport, day: str) -> None:
    from healthlint.suppression.application import Rules, suppress  # few pages have suppressions

    suppress(page.text, report, Rules(page.program.rules, selection.rules, ran, day))


def _let_go(finding: Finding, reason: str) -> bool:
    """Whether a finding is let go, for this reason or one of its own."""
    if reason:
        finding.disposition, finding.reason = "let-go", reason
    return finding.disposition != "active"


def _read(
    page: Page, index: int, hits: Sequence[Hit], unfit: Mapping[int, str] | None, found: _Found, report: FileReport
) -> None:
    """Sort what matched in a sentence; judge claims and terms. `unfit` says why some rules are not for the page, None
    where what is let go need not be told.
    """
    program = page.program
    claims: list[Finding] = []
    terms: list[Finding] = []
    stated: list[Hit] = []
    judge: claim.Judge | None = None
    for hit in hits:
        pattern = program.patterns[hit.pattern]
        kind = program.rules[pattern.index].kind
        if pattern.role:
            found.roles.setdefault(pattern.index, []).append((index, hit))
        elif kind == "evidence":  # judged when all of the page that could give a source is known
            stated.append(hit)
        elif kind == "claim":
            judge = judge or claim.Judge(page, index, unfit is not None)
            judged = judge.finding(hit)
            if judged is not None:
                kept = report.let_go if _let_go(judged, unfit.get(pattern.index, "") if unfit else "") else claims
                kept.append(judged)
                if kept is not claims:
                    judge.tell(judged)
        else:
            from healthlint.kinds import terminology  # most pages write as they should

            term = terminology.judge(page, index, hit)
            kept = report.let_go if _let_go(term, unfit.get(pattern.index, "") if unfit else "") else terms
            kept.append(term)
    claims = overlap.merge(claims, profile_of(page).grade) if len(claims) > 1 else claims
    if judge is not None:
        for judged in claims:
            judge.tell(judged)
    found.findings += claims
    found.findings += overlap.merge(overlap.longest(terms)) if len(terms) > 1 else terms
    if stated:
        found.statements.append((index, stated, claims))


def _place(finding: Finding) -> tuple[int, int, str]:
    return finding.start, finding.end, finding.rule.id
