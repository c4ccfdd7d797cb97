"""Which fixes are made at a time, and where everything else is afterwards. Plain arithmetic on places."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from itertools import accumulate

from healthlint.finding import Finding, Fix


def changes_of(fix: Fix) -> list[Fix]:
    """The replacements that a fix is made of, by place."""
    return sorted((fix, *fix.along), key=_place)


def _place(change: Fix) -> tuple[int, int]:
    return change.start, change.end


def choose(findings: list[Finding]) -> list[Finding]:
    """The findings that can be fixed together: of fixes that touch each other the first by place."""
    taken: list[tuple[int, int]] = []  # by place
    chosen = []
    for finding in sorted((each for each in findings if each.fix), key=_first):
        own = [_place(change) for change in _changes(finding)]
        if not any(_touches(taken, *place) for place in own):
            for place in own:
                insort(taken, place)
            chosen.append(finding)
    return chosen


def _touches(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a span touches one of those that are taken: none of these reaches beyond the next."""
    at = bisect_right(taken, end, key=_start) - 1
    return at >= 0 and taken[at][1] >= start


def _start(span: tuple[int, int]) -> int:
    return span[0]


def _first(finding: Finding) -> tuple[int, int, str]:
    change = _changes(finding)[0]
    return change.start, change.end, finding.rule.id


def _changes(finding: Finding) -> list[Fix]:
    return changes_of(finding.fix) if finding.fix else []


class Plan:
    """The replacements of some fixes that do not touch each other, and where they leave other places.

    `before` are the spans of the source that they replace, `after` the spans of the new text that stand there,
    `inserted` those of them that replace nothing.
    """

    __slots__ = ("_ends", "_shifts", "_starts", "after", "before", "changes", "inserted")

    def __init__(self, findings: list[Finding]) -> None:
        self.changes = sorted((change for finding in findings for change in _changes(finding)), key=_place)
        self.before = [(change.start, change.end) for change in self.changes]
        self._starts = [start for start, _ in self.before]
        self._ends = [end for _, end in self.before]
        grown = (len(change.text) - (change.end - change.start) for change in self.changes)
        self._shifts = list(accumulate(grown, initial=0))
        self.after = [
            (change.start + shift, change.start + shift + len(change.text))
            for change, shift in zip(self.changes, self._shifts, strict=False)
        ]
        self.inserted = [
            span for span, change in zip(self.after, self.changes, strict=True) if change.start == change.end
        ]

    def apply(self, text: str) -> str:
        """The text with all replacements made."""
        parts: list[str] = []
        done = 0
        for change in self.changes:
            parts += (text[done : change.start], change.text)
            done = change.end
        return "".join((*parts, text[done:]))

    def moved(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of the source is in the new text. What is inserted at its edges stays outside."""
        return (
            start + self._shifts[bisect_right(self._ends, start)],
            end + self._shifts[bisect_left(self._starts, end)],
        )
