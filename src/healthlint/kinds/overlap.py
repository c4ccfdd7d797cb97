"""Several findings on the same words become one: the most specific stays and names the others.

Each finding is compared only with those that begin near it, never with all of a sentence. Lengths are
counted in words: line ends and markup change nothing. Knows nothing of how a finding was made.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from healthlint.finding import CONFIDENCES, SEVERITIES, Finding, Point
from healthlint.judgement.confidence import capped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

# Categories that say the same thing more or less specifically; the first is the most specific.
_FAMILY = ("withdrawal-aid", "weight-loss", "immune", "disease-treatment", "efficacy-unsupported")


def plain_grade(finding: Finding) -> str:
    """The severity of a finding by its rule, stance and confidence, as where a page has no profile."""
    return capped(finding.rule.severity.get(finding.stance, finding.severity), finding.confidence)


def merge(findings: list[Finding], grade: Callable[[Finding], str] = plain_grade) -> list[Finding]:
    """The findings that stay, sorted by place and rule id; the others are in their `also`.

    A rule that refines another one wins on the same words, and is as sure as it: `grade` then tells its severity anew.
    Else the graver, more specific, surer, longer finding wins.
    """
    kept = _Places()
    for finding in _refined(sorted(findings, key=_precedence), grade):
        winner = kept.first(finding, _is_same)
        if winner is None:
            kept.add(finding)
        else:
            _name(winner, finding)
    return sorted(kept.findings(), key=_place)


def longest(findings: list[Finding]) -> list[Finding]:
    """Of the terms of one rule that overlap the longest, the first of equally long ones; sorted as by `merge`."""
    rules: dict[str, _Places] = {}
    for finding in sorted(findings, key=lambda each: (each.first - each.last, each.first)):
        places = rules.setdefault(finding.rule.id, _Places())
        if places.first(finding, _overlap) is None:
            places.add(finding)
    return sorted([finding for places in rules.values() for finding in places.findings()], key=_place)


class _Places:
    """Findings by where they begin; of several the one that was added first counts."""

    __slots__ = ("_found", "_starts", "_widest")

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._found: list[tuple[int, Finding]] = []
        self._widest = 0

    def findings(self) -> list[Finding]:
        """All findings, by where they begin."""
        return [finding for _, finding in self._found]

    def add(self, finding: Finding) -> None:
        """Add a finding."""
        at = bisect_right(self._starts, finding.first)
        self._starts.insert(at, finding.first)
        self._found.insert(at, (len(self._found), finding))
        self._widest = max(self._widest, finding.last - finding.first)

    def first(self, finding: Finding, wins: Callable[[Finding, Finding], bool]) -> Finding | None:
        """The first added of those that overlap `finding` and win against it."""
        low = bisect_right(self._starts, finding.first - self._widest)
        high = bisect_left(self._starts, finding.last)
        near = [pair for pair in self._found[low:high] if wins(pair[1], finding)]
        return min(near)[1] if near else None


def _name(winner: Finding, other: Finding) -> None:
    """Name the rule of a finding, and those that it names, in the one that wins against it."""
    for rule in (other.rule, *other.also):
        if rule is not winner.rule and rule not in winner.also:
            winner.also.append(rule)


def _refined(findings: list[Finding], grade: Callable[[Finding], str]) -> list[Finding]:
    """Findings by precedence, without those that a more specific form of the same claim names."""
    refined = {id_ for finding in findings for id_ in finding.rule.refines}
    if refined.isdisjoint([finding.rule.id for finding in findings]):
        return findings
    left: list[Finding] = []
    refining = _Places()
    # What refines another rule refines all that this one does: it comes first.
    for finding in sorted(findings, key=lambda each: -len(each.rule.refines)):
        winner = refining.first(finding, _refines) if finding.rule.id in refined else None
        if winner is not None:
            _name(winner, finding)
            _make_as_sure(winner, finding, grade)
            continue
        left.append(finding)
        if finding.rule.refines:
            refining.add(finding)
    return sorted(left, key=_precedence)


def _make_as_sure(winner: Finding, other: Finding, grade: Callable[[Finding], str]) -> None:
    """Make a finding as sure as one that it refines: what is surely the general claim is no less surely a claim."""
    if CONFIDENCES.index(other.confidence) >= CONFIDENCES.index(winner.confidence):
        return
    more = _sum(other) - _sum(winner)
    winner.points.append(Point(more, f"as sure as {other.rule.id}, which it refines"))
    winner.confidence = other.confidence
    winner.severity = grade(winner)


def _sum(finding: Finding) -> float:
    return sum([point.points for point in finding.points])


def _place(finding: Finding) -> tuple[int, int, str]:
    return finding.start, finding.end, finding.rule.id


def _precedence(finding: Finding) -> tuple[int, int, int, float, int, int, str]:
    category = finding.rule.category
    return (
        SEVERITIES.index(finding.severity),
        _FAMILY.index(category) if category in _FAMILY else 0,
        CONFIDENCES.index(finding.confidence),
        -_sum(finding),
        finding.first - finding.last,
        finding.first,
        finding.rule.id,
    )


def _shared(one: Finding, other: Finding) -> int:
    return min(one.last, other.last) - max(one.first, other.first)


def _overlap(one: Finding, other: Finding) -> bool:
    return _shared(one, other) > 0


def _holds_half(one: Finding, other: Finding) -> bool:
    """Whether the findings share more than half of the shorter one."""
    return _shared(one, other) * 2 > min(one.last - one.first, other.last - other.first)


def _refines(winner: Finding, other: Finding) -> bool:
    return other.rule.id in winner.rule.refines and _holds_half(winner, other)


def _is_same(one: Finding, other: Finding) -> bool:
    """Whether two findings stand on the same words; for claims that say the same, half of the shorter one is enough."""
    shared = _shared(one, other)
    if shared * 2 > max(one.last, other.last) - min(one.first, other.first):
        return True
    first, second = one.rule.category, other.rule.category
    return (first == second or (first in _FAMILY and second in _FAMILY)) and _holds_half(one, other)
