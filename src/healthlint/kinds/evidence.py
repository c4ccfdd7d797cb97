"""Rules of kind `evidence`: statements about studies and figures that give no source within reach.

A statement is judged by its stance and its subject; it carries no points. One that a claim on the same words tells
already gives way to it.
"""

from __future__ import annotations

from healthlint.finding import SEVERITIES, Finding
from healthlint.judgement.exemption import exempt
from healthlint.judgement.stance import cues_at, stance_of
from healthlint.judgement.subject import Subject, subject_of
from healthlint.kinds.overlap import merge
from healthlint.kinds.sources import Sources
from healthlint.kinds.wording import fill
from healthlint.matching.matcher import Hit
from healthlint.matching.page import Page
from healthlint.rule import Rule

Statements = list[tuple[int, list[Hit], list[Finding]]]
"""What the evidence rules matched: the index of a sentence, the hits in it, and the claims that were found there."""

Roles = dict[int, list[tuple[int, Hit]]]
"""By the index of a rule, the matches of its phrases that have a role, as (index of the sentence, hit)."""

NO_PLACE = frozenset(("title", "description", "alt-text", "data", "field", "control"))
"""Scopes in which no source can stand: the page itself gives it."""

TELLING = ("scientific-proof", "efficacy-unsupported", "testimonial", "fda-approval")
"""Categories of claims that say what an evidence rule would say of the same words."""


def check(page: Page, statements: Statements, roles: Roles) -> tuple[list[Finding], list[Finding]]:
    """The findings that the statements make, and those that are let go."""
    sources: dict[int, Sources] = {}
    found: list[Finding] = []
    let_go: list[Finding] = []
    for index, hits, claims in statements:
        open_: list[Finding] = []
        for hit in hits:
            rule = page.program.patterns[hit.pattern].index
            if rule not in sources:
                sources[rule] = Sources(page, page.program.rules[rule], roles.get(rule, []))
            finding = judge(page, index, hit, sources[rule])
            if finding.reason:
                let_go.append(finding)
            elif not _is_told(finding, claims):
                open_.append(finding)
        found += merge(open_) if len(open_) > 1 else open_
    return found, let_go


def judge(page: Page, index: int, hit: Hit, sources: Sources) -> Finding:
    """The finding that the statement `hit` of sentence `index` makes; its disposition is "let-go" where it is none."""
    pattern = page.program.patterns[hit.pattern]
    rule = page.program.rules[pattern.index]
    subject = _subject(page, index, hit)
    ignored = rule.options.get("ignore-cues")
    stance, maker = stance_of(cues_at(page, index, hit, ignored=ignored if isinstance(ignored, tuple) else ()))
    first, last = page.place_of(index, hit)
    values = {name: page.words_of(index, *place) for name, *place in hit.captures}
    message = fill(rule.message, {**values, "match": page.words(first, last)}, subject.words)
    scope = page.document.regions[page.sentences[index].region].scope
    severity = rule.severity.get(stance) or next(iter(rule.severity.values()), "info")
    finding = Finding(
        rule,
        *page.span(first, last),
        message,
        severity,
        scope=scope,
        pattern=pattern.id,
        suggestion=rule.suggestion,
    )
    finding.first, finding.last = first, last
    finding.stance, finding.subject, finding.subject_class = stance, subject.words, subject.kind
    finding.reason = (
        exempt(page, index, hit)
        or _not_here(rule, scope)
        or (
            ""
            if stance in rule.severity
            else f"stance {stance}" + (f", by “{maker.words}”" if maker is not None and maker.words else "")
        )
        or _not_about(rule, subject)
        or sources.near(index)
    )
    if finding.reason:
        finding.disposition = "let-go"
    return finding


def _subject(page: Page, index: int, hit: Hit) -> Subject:
    """What the statement is about: it stands in the words that follow ("studies show that …"), or before them."""
    return subject_of(page, index, Hit(hit.pattern, hit.start, len(page.sentences[index].keys), ()))


def _not_here(rule: Rule, scope: str) -> str:
    if scope in NO_PLACE:
        return f"no source can stand in the scope {scope}"
    return f"the rule does not look at the scope {scope}" if rule.scopes and scope not in rule.scopes else ""


def _not_about(rule: Rule, subject: Subject) -> str:
    if not rule.subjects or subject.kind in rule.subjects:
        return ""
    return f"subject {subject.kind}" + (f": “{subject.words}” ({subject.how})" if subject.words else "")


def _is_told(finding: Finding, claims: list[Finding]) -> bool:
    """Whether a claim that is as grave covers most of the same words; it then names the rule."""
    for claim in claims:
        shared = min(claim.last, finding.last) - max(claim.first, finding.first)
        if (
            claim.rule.category in TELLING
            and shared * 2 > finding.last - finding.first
            and SEVERITIES.index(claim.severity) <= SEVERITIES.index(finding.severity)
        ):
            if finding.rule not in claim.also:
                claim.also.append(finding.rule)
            return True
    return False
