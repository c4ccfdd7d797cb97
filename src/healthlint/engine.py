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
from healthlint.placing import place
from healthlint.report import FileReport, Problem
from healthlint.rule import BY_CONTEXT, CONTEXTS, HOME, holds

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from healthlint.kinds import evidence

Meta = dict[str, tuple[str, ...]]
"""What front matter and configuration say of a page: context, topic, product, audience, jurisdictions,
profile.
"""


class Fit:
    """What of the selected rules is for pages of one context and the same jurisdictions: `rules` are those that are,
    `unfit` maps the others to the reason. `whole` are those of `rules` that look at a page as a whole, in order.
    """

    __slots__ = ("rules", "unfit", "whole")

    def __init__(self, program: Program, selected: frozenset[int], context: str, places: tuple[str, ...]) -> None:
        self.unfit: dict[int, str] = {}
        for contexts, jurisdictions, rules in program.fits:
            if reason := _unfit(contexts, jurisdictions, context, places):
                self.unfit.update(dict.fromkeys(selected.intersection(rules), reason))
        self.rules = selected.difference(self.unfit)
        self.whole = [index for index in program.whole if index in self.rules]


class Selection:
    """The rules of a program that a run uses, by index. `all_of` makes the one with every rule."""

    __slots__ = ("_fits", "_held", "rules")

    def __init__(self, rules: frozenset[int]) -> None:
        self.rules = rules
        self._fits: dict[tuple[Program, str, tuple[str, ...]], Fit] = {}
        self._held: dict[tuple[Program, tuple[str, ...]], frozenset[int]] = {}

    def fit(self, program: Program, context: str, places: tuple[str, ...]) -> Fit:
        """What of it is for pages of a context that are held to these jurisdictions. Kept: most pages are alike."""
        key = (program, context, places)
        fit = self._fits.get(key)
        if fit is None:
            fit = self._fits[key] = Fit(program, self.rules, context, places)
        return fit

    def held(self, program: Program, places: tuple[str, ...]) -> frozenset[int]:
        """The rules of it that hold in one of these jurisdictions."""
        key = (program, places)
        held = self._held.get(key)
        if held is None:
            out = [rules for _, jurisdictions, rules in program.fits if not holds(jurisdictions, places)]
            held = self._held[key] = self.rules.difference(*out)
        return held

    @classmethod
    def all_of(cls, program: Program) -> Selection:
        """Every rule of the program."""
        return cls(frozenset(range(len(program.rules))))


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
        report.problems += [Problem(message) for message in _mistakes(page)]
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
        else:
            from healthlint.kinds import terminology  # most pages write as they should

            term = terminology.judge(page, index, hit)
            kept = report.let_go if _let_go(term, unfit.get(pattern.index, "") if unfit else "") else terms
            kept.append(term)
    claims = overlap.merge(claims, profile_of(page).grade) if len(claims) > 1 else claims
    found.findings += claims
    found.findings += overlap.merge(overlap.longest(terms)) if len(terms) > 1 else terms
    if stated:
        found.statements.append((index, stated, claims))


def _unfit(contexts: tuple[str, ...], jurisdictions: tuple[str, ...], context: str, places: tuple[str, ...]) -> str:
    """Why rules for some contexts and jurisdictions are not for a page of this context and these jurisdictions; ""
    where they are.
    """
    if contexts and context not in contexts:
        return f"the rule is for pages of the context {' or '.join(contexts)}, this one is {context}"
    if holds(jurisdictions, places):
        return ""
    return f"the rule holds in {', '.join(jurisdictions)}, the page is held to {', '.join(places)}"


def jurisdictions_of(program: Program) -> frozenset[str]:
    """The jurisdictions that rules are about, and that of pages which name none."""
    return frozenset((HOME, *(place for _, places, _ in program.fits for place in places)))


def is_known(place: str, known: frozenset[str]) -> bool:
    """Whether rules are about a jurisdiction, or about the country that it is a part of."""
    return place in known or place.partition("-")[0] in known


def profiles_of(program: Program) -> tuple[str, ...]:
    """What may be named as the profile of a page."""
    return (*program.profiles, BY_CONTEXT)


def _place(finding: Finding) -> tuple[int, int, str]:
    return finding.start, finding.end, finding.rule.id


SAYS = "healthlint."
"""What the keys of front matter that speak to healthlint start with."""

KEYS = ("context", "topic", "product", "audience", "jurisdictions", "profile")
"""What a page may say of itself there."""

IGNORE = "ignore"
"""The key of the suppressions there, which are no matter of the page as a whole."""


def _mistakes(page: Page) -> list[str]:
    """What front matter says to healthlint and can't mean: it would be passed over in silence."""
    said = [key.removeprefix(SAYS) for key in page.document.meta if key.startswith(SAYS)]
    said = [key for key in said if key.partition(".")[0] != IGNORE]
    unknown = [key for key in said if key not in KEYS]
    wrong = [name for name in page.meta.get("context", ()) if name not in CONTEXTS]
    known = jurisdictions_of(page.program) if "jurisdictions" in said else frozenset()
    strange = [place for place in front_matter(page.document).get("jurisdictions", ()) if not is_known(place, known)]
    bare = ["`healthlint:` of the front matter holds keys with values"] if "healthlint" in page.document.meta else []
    profiles = profiles_of(page.program)
    unheard = [name for name in page.meta.get("profile", ()) if name not in profiles]
    return [
        *bare,
        *(
            f"`healthlint: {key}` of the front matter is unknown: known are {', '.join((*KEYS, IGNORE))}"
            for key in unknown
        ),
        *(f"`{name}` is no context: a page is one of {', '.join(CONTEXTS)}" for name in wrong),
        *(f"no rule is about the jurisdiction `{place}`; known: {', '.join(sorted(known))}" for place in strange),
        *(f"`{name}` is no profile: known are {', '.join(profiles)}" for name in unheard),
    ]


def front_matter(document: Document) -> Meta:
    """What the front matter says under `healthlint:`, and the signs of a shop that the reader saw."""
    found: Meta = {}
    for name in KEYS:
        value = document.meta.get(SAYS + name)
        if isinstance(value, str):
            found[name] = (value,)
        elif isinstance(value, list) and value:
            found[name] = tuple(str(each) for each in value)
    signs = [key for key in ("page.price", "page.cart") if document.meta.get(key)]
    if signs:
        found["commerce"] = tuple("a price in its data" if sign == "page.price" else "a cart" for sign in signs)
    return found
