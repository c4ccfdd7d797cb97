"""Rules of kind `claim`: a match is judged by stance, subject, points and confidence, and reported or let go with the
reason.
"""

from __future__ import annotations

from healthlint.finding import Finding, Point
from healthlint.judgement.bibliography import is_reference
from healthlint.judgement.bound import most_of_cues
from healthlint.judgement.confidence import confidence_of
from healthlint.judgement.context import context_point, context_points
from healthlint.judgement.exemption import exempt
from healthlint.judgement.profile import profile_of
from healthlint.judgement.stance import Applied, cues_at, stance_of
from healthlint.judgement.subject import Subject, subject_of
from healthlint.kinds.wording import fill
from healthlint.language.program import Pattern
from healthlint.matching.matcher import Hit
from healthlint.matching.page import Page
from healthlint.rule import Rule


def judge(page: Page, index: int, hit: Hit, explain: bool) -> Finding | None:
    """The finding that the match `hit` of sentence `index` makes.

    One that is let go has that disposition and the reason; without `explain` it is None.
    """
    pattern = page.program.patterns[hit.pattern]
    rule = page.program.rules[pattern.index]
    profile = profile_of(page)
    severities = profile.severities(rule)
    subject = subject_of(page, index, hit)
    unfit = _subject_reason(rule, subject)
    if unfit and not explain:
        return None
    if not explain and _is_hopeless(page, index, pattern, subject, profile.thresholds["low"]):
        return None
    reason = _cited(page, index) or _not_here(page, index, rule) or exempt(page, index, hit)
    if reason and not explain:
        return None
    applied = cues_at(page, index, hit, rule.category, subject.kind, _strings(rule.options.get("ignore-cues")))
    stance, maker = stance_of(applied)
    entries = _entries(page, index, pattern, subject, stance, applied)
    total = sum([points for points, _, _ in entries]) + context_points(page, index)
    reason = (
        reason
        or _not_required(rule, applied)
        or _stance_reason(severities, stance, maker)
        or unfit
        or _points_reason(total, profile.thresholds)
    )
    if reason and not explain:
        return None
    finding = _finding(page, index, hit, rule, pattern, subject)
    finding.stance = stance
    finding.points = _points(page, index, entries)
    finding.confidence = confidence_of(finding.points, profile.thresholds) or "low"
    finding.reason = reason
    if reason:
        finding.disposition = "let-go"
        finding.severity = severities.get(stance) or next(iter(severities.values()), "info")
    else:
        finding.severity = profile.grade(finding)
    return finding


_TOLERANCE = 1e-6
"""Points that sums of the same numbers in another order may differ by."""


def _is_hopeless(page: Page, index: int, pattern: Pattern, subject: Subject, low: float) -> bool:
    """Whether a match stays below the lowest threshold whatever the cues around it are."""
    model = page.program.model
    scope = page.document.regions[page.sentences[index].region].scope
    sure = pattern.points + model["subjects"].get(subject.kind, 0.0) + model["scopes"].get(scope, 0.0)
    return sure + context_points(page, index) + most_of_cues(page, index) < low - _TOLERANCE


def _finding(page: Page, index: int, hit: Hit, rule: Rule, pattern: Pattern, subject: Subject) -> Finding:
    first, last = page.place_of(index, hit)
    start, end = page.span(first, last)
    scope = page.document.regions[page.sentences[index].region].scope
    named = {name: page.words_of(index, *place) for name, *place in hit.captures}
    message = fill(rule.message, {**named, "match": page.words(first, last)}, subject.words)
    finding = Finding(rule, start, end, message, "info", scope=scope, pattern=pattern.id, suggestion=rule.suggestion)
    finding.first, finding.last = first, last
    finding.subject = subject.words
    finding.subject_class = subject.kind
    return finding


def _strings(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


Entry = tuple[float, str, "str | Subject | Applied"]
"""What a match gets points for: how many, for what, and the words or what has them."""


def _entries(
    page: Page, index: int, pattern: Pattern, subject: Subject, stance: str, applied: list[Applied]
) -> list[Entry]:
    """All but the context: most matches are let go by the sum, so nothing is put into words here."""
    model = page.program.model
    entries: list[Entry] = [(pattern.points, pattern.what, pattern.text)]
    value = model["subjects"].get(subject.kind, 0.0)
    if value:
        entries.append((value, "subject", subject))
    value = model["stances"].get(stance, 0.0)
    if value:
        entries.append((value, f"stance {stance}", ""))
    scope = page.document.regions[page.sentences[index].region].scope
    value = model["scopes"].get(scope, 0.0)
    if value:
        entries.append((value, f"scope {scope}", ""))
    style = 0.0
    for each in applied:
        cue = each.cue
        if cue.points:
            entries.append((cue.points, cue.what, each))
        if cue.vote:
            style += cue.points
    bounds = model["style"]
    beyond = max(bounds["least"], min(bounds["most"], style)) - style
    if beyond:
        entries.append((beyond, "how it is written counts within bounds", ""))
    return entries


def _points(page: Page, index: int, entries: list[Entry]) -> list[Point]:
    points = []
    for value, what, words in entries:
        if isinstance(words, str):
            points.append(Point(value, what, words))
        elif isinstance(words, Subject):
            points.append(Point(value, f"subject {words.kind}, {words.how}", words.words))
        else:
            points.append(Point(value, what, words.words))
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


def _stance_reason(severities: dict[str, str], stance: str, maker: Applied | None) -> str:
    if stance in severities:
        return ""
    return f"stance {stance}" + (f", by “{maker.words}”" if maker is not None and maker.words else "")


def _subject_reason(rule: Rule, subject: Subject) -> str:
    if not rule.subjects or subject.kind in rule.subjects:
        return ""
    return f"subject {subject.kind}" + (f": “{subject.words}” ({subject.how})" if subject.words else "")


def _points_reason(total: float, thresholds: dict[str, float]) -> str:
    low = thresholds["low"]
    return "" if total >= low else f"{total:g} points are below the lowest threshold, {low:g}"
