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

_TOLERANCE = 1e-6
"""Points that sums of the same numbers in another order may differ by."""

Entry = tuple[float, str, "str | Subject | Applied"]
"""What a match gets points for: how many, for what, and the words or what has them."""


class Judge:
    """Judges the claims of sentence `index`; what they have in common is worked out once.

    One that is let go makes a finding with that disposition and the reason; without `explain` it makes none. A finding
    has no words yet, since many give way to others on the same words: who keeps one has it put into words by `tell`.
    """

    __slots__ = ("_context", "_explain", "_index", "_most", "_page", "_profile", "_region", "_scope", "_untold")

    def __init__(self, page: Page, index: int, explain: bool) -> None:
        self._page = page
        self._index = index
        self._explain = explain
        self._untold: dict[Finding, tuple[Hit, Subject, list[Entry]]] = {}
        self._profile = profile_of(page)
        self._region = page.sentences[index].region
        self._scope = page.document.regions[self._region].scope
        self._context = context_points(page, index)
        self._most = most_of_cues(page, index) + self._context + page.program.model["scopes"].get(self._scope, 0.0)

    def finding(self, hit: Hit) -> Finding | None:
        """The finding that a match of the sentence makes, without words."""
        page, index, explain, profile = self._page, self._index, self._explain, self._profile
        pattern = page.program.patterns[hit.pattern]
        rule = page.program.rules[pattern.index]
        subject = subject_of(page, index, hit)
        is_unfit = bool(rule.subjects) and subject.kind not in rule.subjects
        if not explain and (is_unfit or self._is_hopeless(pattern, subject)):
            return None
        reason = self._cited() or self._not_here(rule) or exempt(page, index, hit)
        if reason and not explain:
            return None
        severities = profile.severities(rule)
        applied = cues_at(page, index, hit, rule.category, subject.kind, _strings(rule.options.get("ignore-cues")))
        stance, maker = stance_of(applied)
        if not explain and stance not in severities:
            return None
        entries = self._entries(pattern, subject, stance, applied)
        total = sum([points for points, _, _ in entries]) + self._context
        reason = (
            reason
            or _not_required(rule, applied)
            or _stance_reason(severities, stance, maker)
            or (_subject_reason(subject) if is_unfit else "")
            or _points_reason(total, profile.thresholds)
        )
        if reason and not explain:
            return None
        finding = self._made(hit, rule, pattern, subject)
        self._untold[finding] = hit, subject, entries
        finding.stance = stance
        finding.points = [Point(points, what) for points, what, _ in entries]
        if self._context:
            finding.points.append(Point(self._context, "context"))
        finding.confidence = confidence_of(finding.points, profile.thresholds) or "low"
        finding.reason = reason
        if reason:
            finding.disposition = "let-go"
            finding.severity = severities.get(stance) or next(iter(severities.values()), "info")
        else:
            finding.severity = profile.grade(finding)
        return finding

    def _is_hopeless(self, pattern: Pattern, subject: Subject) -> bool:
        """Whether a match stays below the lowest threshold whatever the cues around it are."""
        own = pattern.points + self._page.program.model["subjects"].get(subject.kind, 0.0)
        return own + self._most < self._profile.thresholds["low"] - _TOLERANCE

    def tell(self, finding: Finding) -> None:
        """Put a finding into words: its message, and what its points rest on."""
        page, index = self._page, self._index
        hit, subject, entries = self._untold.pop(finding)
        named = {name: page.words_of(index, *place) for name, *place in hit.captures}
        match = page.words(finding.first, finding.last)
        finding.message = fill(finding.rule.message, {**named, "match": match}, subject.words)
        finding.subject = subject.words
        points = _points(page, index, entries)
        finding.points[: len(points)] = points

    def _made(self, hit: Hit, rule: Rule, pattern: Pattern, subject: Subject) -> Finding:
        first, last = self._page.place_of(self._index, hit)
        start, end = self._page.span(first, last)
        scope, suggestion = self._scope, rule.suggestion
        finding = Finding(rule, start, end, "", "info", scope=scope, pattern=pattern.id, suggestion=suggestion)
        finding.first, finding.last = first, last
        finding.subject_class = subject.kind
        return finding

    def _entries(self, pattern: Pattern, subject: Subject, stance: str, applied: list[Applied]) -> list[Entry]:
        """All but the context: most matches are let go by the sum, so nothing is put into words here."""
        model = self._page.program.model
        entries: list[Entry] = [(pattern.points, pattern.what, pattern.text)]
        value = model["subjects"].get(subject.kind, 0.0)
        if value:
            entries.append((value, "subject", subject))
        value = model["stances"].get(stance, 0.0)
        if value:
            entries.append((value, f"stance {stance}", ""))
        value = model["scopes"].get(self._scope, 0.0)
        if value:
            entries.append((value, f"scope {self._scope}", ""))
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

    def _cited(self) -> str:
        return "an entry of a bibliography" if is_reference(self._page, self._region) else ""

    def _not_here(self, rule: Rule) -> str:
        elsewhere = rule.scopes and self._scope not in rule.scopes
        return f"the rule does not look at the scope {self._scope}" if elsewhere else ""


def _strings(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


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


def _not_required(rule: Rule, applied: list[Applied]) -> str:
    required = _strings(rule.options.get("requires"))
    if required and not any(each.cue.id in required for each in applied):
        return f"needs one of the cues {', '.join(required)}"
    return ""


def _stance_reason(severities: dict[str, str], stance: str, maker: Applied | None) -> str:
    if stance in severities:
        return ""
    return f"stance {stance}" + (f", by “{maker.words}”" if maker is not None and maker.words else "")


def _subject_reason(subject: Subject) -> str:
    return f"subject {subject.kind}" + (f": “{subject.words}” ({subject.how})" if subject.words else "")


def _points_reason(total: float, thresholds: dict[str, float]) -> str:
    low = thresholds["low"]
    return "" if total >= low else f"{total:g} points are below the lowest threshold, {low:g}"
