"""Which lines are tried in a sentence: each is watched by the rarest of its items, and told apart by the next rarest.

So a line costs nothing where its rarest words do not stand, however many lines there are.
"""

from __future__ import annotations

from healthlint.language.collector import Collector
from healthlint.language.data import CueData
from healthlint.language.program import EXCEPTION, NEARBY, RULE, WATCHES
from healthlint.language.sets import ALWAYS

Watched = tuple[dict[int, tuple[tuple[int, int], ...]], ...]
"""For each of WATCHES: an element to the lines that are tried where it stands, each as (another element that must stand
in the sentence or ALWAYS, line).
"""


def watch(
    collector: Collector, triggers: list[int], eager: set[int], cues: list[CueData]
) -> tuple[list[tuple[object, ...]], Watched]:
    """The lines, each with its further items that must be there, and what they are watched by.

    `triggers` has the rarest element of each line. Items whose tags are looked for only where a pattern asks for them
    (those that are not `eager`) can't be told to be absent without looking: they are left out.
    """
    elements = list(collector.elements)
    lines: list[tuple[object, ...]] = []
    watched: tuple[dict[int, list[tuple[int, int]]], ...] = tuple({} for _ in WATCHES)
    for number, (line, trigger) in enumerate(zip(collector.lines, triggers, strict=True)):
        pattern, items, _, _ = line
        asked = dict.fromkeys(element for _, element, optional, _ in items if not optional)
        others = [each for each in asked if each != trigger and eager.issuperset(elements[each])]
        second, *further = sorted(others, key=collector.weight) or [ALWAYS]
        lines.append((*line, tuple(further)))
        owner, index = collector.patterns[pattern][:2]
        watched[_watch_of(owner, cues[index] if owner not in (RULE, EXCEPTION) else None)].setdefault(
            trigger, []
        ).append((second, number))
    return lines, tuple({element: tuple(pairs) for element, pairs in each.items()} for each in watched)


def _watch_of(owner: int, cue: CueData | None) -> int:
    """The index into WATCHES of the lines of a rule, an exception, or a cue."""
    if cue is None:
        return WATCHES.index("primary" if owner == RULE else "cued")
    where = str(cue.where)
    name = "contextual" if cue.vote else "nearby" if where in NEARBY else "paged" if where == "page" else "cued"
    return WATCHES.index(name)
