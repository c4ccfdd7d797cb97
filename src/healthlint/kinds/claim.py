"""Rules of kind `claim`: a match is judged by stance, subject, points and confidence, and reported or let go with the
reason.
"""

from __future__ import annotations

from healthlint.finding import Finding, Point
from healthlint.judgement.bibliography import is_reference
from healthlint.judgement.confidence import confidence_of
from healthlint.judgement.context import context_point
from healthlint.judgement.exemption import exempt
from healthlint.judgement.profile import profile_of
from healthlint.judgement.stance import Applied, cues_at, stance_of
from healthlint.judgement.subject import Subject, subject_of
from healthlint.kinds.wording import fill
from healthlint.language.program import Pattern
from healthlint.matching.matcher import Hit
from healthlint.matching.page import Page
from healthlint.rule import Rule


def judge(page: Page, index: int, hit: Hit) -> Finding:
    """The finding that the match `hit` of sentence `index` makes; its disposition is "let-go" where it is none."""
    pattern = page.program.patterns[hit.pattern]
    rule = page.program.rules[pattern.index]
    subject = subject_of(page, index, hit)
    applied = cues_at(page, index, hit, rule.category, subject.kind, _strings(rule.options.get("ignore-cues")))
    stance, words = stance_of(applied)
    profile = profile_of(page)
    severities = profile.severities(rule)
    finding = _finding(page, index, hit, rule, pattern, subject)
    finding.stance = stance
    finding.points = _points(page, index, pattern, subject, stance, applied)
    finding.confidence = confidence_of(finding.points, profile.thresholds) or "low"
    finding.reason = (
        _cited(page, index)
        or exempt(page, index, hit, pattern.index)
        or _not_here(page, index, rule)
        or _not_required(rule, applied)
        or _stance_reason(severities, stance, words)
        or _subject_reason(rule, subject)
        or _points_reason(finding, profile.thresholds)
    )
    if finding.reason:
        finding.disposition = "let-go"
        finding.severity = severities.get(stance) or next(iter(severities.values()), "info")
    else:
        finding.severity = profile.grade(finding)
    return finding


def _finding(page: Page, index: int, hit: Hit, rule: Rule, pattern: Pattern, subject: Subject) -> Finding:
    start, end = page.span(hit.start, hit.end)
    scope = page.document.regions[page.sentences[index].region].scope
    named = {name: page.words(first, last) for name, first, last in hit.captures}
    message = fill(rule.message, {**named, "match": page.words(hit.start, hit.end)}, subject.words)
    finding = Finding(rule, start, end, message, "info", scope=scope, pattern=pattern.id, suggestion=rule.suggestion)
    finding.first, finding.last = hit.start, hit.end
    finding.subject = subject.words
    finding.subject_class = subject.kind
    return finding


def _strings(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _points(
    page: Page, index: int, pattern: Pattern, subject: Subject, stance: str, applied: list[Applied]
) -> list[Point]:
    model = page.program.model
    scope = page.document.regions[page.sentences[index].region].scope
    points = [Point(pattern.points, f"pattern {pattern.id}", pattern.text)]
    for value, what, words in (
        (model["subjects"].get(subject.kind, 0.0), f"subject {subject.kind}, {subject.how}", subject.words),
        (model["stances"].get(stance, 0.0), f"stance {stance}", ""),
        (model["scopes"].get(scope, 0.0), f"scope {scope}", ""),
    ):
        if value:
            points.append(Point(value, what, words))
    points += [Point(each.cue.points, f"cue {each.cue.id}", each.words) for each in applied if each.cue.points]
    style = sum(each.cue.points for each in applied if each.cue.vote)
    bounds = model["style"]
    beyond = max(bounds["least"], min(bounds["most"], style)) - style
    if beyond:
        points.append(Point(beyond, "how it is written counts within bounds"))
    around = context_point(page, index)
    return [*points, around] if around else points


def _cited(page: Page, index: int) -> str:
    return "an entry of a bibliography" if is_reference(page, page.sentences[index].region) else ""


def _not_here(page: Page, index: int, rule: Rule) -> str:
    scope = page.document.regions[page.sentences[index].region].scope
    return f"the rule does not look at the scope {scope}" if rule.scopes and scope not in rule.scopes else ""


def _not_required(rule: Rule, applied: list[Applied]) -> str:
    required = _strings(rule.options.get("requires"))
    if required and not any(each.cue.id in required for each in applied):
        return f"needs one of the cues {', '.join(required)}"
    return ""


def _stance_reason(severities: dict[str, str], stance: str, words: str) -> str:
    if stance in severities:
        return ""
    return f"stance {stance}" + (f", by “{words}”" if words else "")


def _subject_reason(rule: Rule, subject: Subject) -> str:
    if not rule.subjects or subject.kind in rule.subjects:
        return ""
    return f"subject {subject.kind}" + (f": “{subject.words}” ({subject.how})" if subject.words else "")


def _points_reason(finding: Finding, thresholds: dict[str, float]) -> str:
    total = sum(point.points for point in finding.points)
    return (
        "" if total >= thresholds["low"] else f"{total:g} points are below the lowest threshold, {thresholds['low']:g}"
    )
