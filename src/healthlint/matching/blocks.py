"""Entries of lists that do not count, since they stand inside words that the list takes exception to."""

from __future__ import annotations

from healthlint.language.program import Program

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.matching.tagger import Span


def unblocked(program: Program, found: list[Span]) -> list[Span]:
    """The spans of a sentence, without the tags that blocking words bar and without what has no tag left."""
    sets, blocks = program.sets, program.blocks
    blocking = {tag for _, _, number in found for tag in sets.tags[number] if tag in blocks}
    for tag in sorted(blocking):
        barred = frozenset(blocks[tag])
        left: list[Span] = []
        reach = 0
        for start, end, number in _by_length(found):
            if tag in sets.tags[number]:
                reach = max(reach, end)
            kept = sets.without(number, barred) if end <= reach else number
            if kept:
                left.append((start, end, kept))
        found = sorted(left)
    return found


def _by_length(found: list[Span]) -> list[Span]:
    """The spans by their starts, the longest first."""
    return sorted(found, key=lambda span: (span[0], -span[1]))
