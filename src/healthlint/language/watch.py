"""Which lines are tried in a sentence: each is watched by the rarest of its items, and told apart by the next rarest.

So a line costs nothing where its rarest words do not stand, however many lines there are.
"""

from __future__ import annotations

from healthlint.language.collector import Collector
from healthlint.language.data import CueData
from healthlint.language.program import EXCEPTION, NEARBY, RULE, WATCHES
from healthlint.language.sets import ANYWHERE, BEFORE, BEHIND, NONE, Items, Tried


def watch(
    collector: Collector, required: list[list[int]], eager: set[int], cues: list[CueData]
) -> tuple[list[tuple[object, ...]], tuple[dict[int, Tried], ...]]:
    """The lines, each with its further items that must be there, and for each of WATCHES what elements make be tried.

    `required` has the elements of each line that must be there, the rarest first. Items whose tags are looked for only
    where a pattern asks for them (those that are not `eager`) can't be told to be absent without looking: they are left
    out.
    """
    elements = list(collector.elements)
    lines: list[tuple[object, ...]] = []
    watched: tuple[dict[int, _Lines], ...] = tuple({} for _ in WATCHES)
    for number, (line, (rarest, *others)) in enumerate(zip(collector.lines, required, strict=True)):
        second, *further = [each for each in others if eager.issuperset(elements[each])] or [NONE]
        lines.append((*line, tuple(further)))
        side = ANYWHERE if second == NONE else _side(line[1], rarest, second)
        pattern, items, _, at_end = line
        owner, index = collector.patterns[pattern][:2]
        group = watched[_watch_of(owner, cues[index] if owner not in (RULE, EXCEPTION) else None)]
        group.setdefault(rarest, _Lines()).add(number, None if len(items) == 1 and not at_end else (second, side))
    return lines, tuple({element: each.tried() for element, each in group.items()} for group in watched)


class _Lines:
    """The lines that an element makes be tried: those that it makes match by itself, others by what must stand with
    it.
    """

    def __init__(self) -> None:
        self._alone: list[int] = []
        self._others: dict[tuple[int, int], list[int]] = {}

    def add(self, line: int, other: tuple[int, int] | None) -> None:
        """Add a line; `other` is the other element and its side, None where the line needs nothing else."""
        lines = self._alone if other is None else self._others.setdefault(other, [])
        lines.append(line)

    def tried(self) -> Tried:
        """All of them as plain data."""
        return tuple(self._alone), tuple((*other, tuple(lines)) for other, lines in self._others.items())


def _side(items: Items, one: int, other: int) -> int:
    """Where the second element stands beside the first."""
    order = [element for _, element, _, _ in items if element in (one, other)]
    return BEHIND if order == [one, other] else BEFORE if order == [other, one] else ANYWHERE


def _watch_of(owner: int, cue: CueData | None) -> int:
    """The index into WATCHES of the lines of a rule, an exception, or a cue."""
    if cue is None:
        return WATCHES.index("primary" if owner == RULE else "cued")
    where = str(cue.where)
    return WATCHES.index("primary" if cue.vote or where == "page" else "nearby" if where in NEARBY else "cued")
