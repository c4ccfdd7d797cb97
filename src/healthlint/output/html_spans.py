"""Where spans of the source stand in the prose of a document. Knows places only."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.document import Document

    Span = tuple[int, int]

_INSERTED = ("alt-text", "control")  # scopes of regions that may stand inside the source of another one


class Prose:
    """Finds spans of the source in the prose of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._pieces = sorted(document.map.pieces(), key=_source)
        self._starts = [piece[2] for piece in self._pieces]
        self._reach: list[int] = []  # how far the pieces up to each one reach in the source
        for piece in self._pieces:
            self._reach.append(max(piece[3], self._reach[-1] if self._reach else 0))

    def spans(self, start: int, end: int) -> list[Span]:
        """The stretches of prose that stand for source[start:end], in their order, none across a region.

        None where a visitor reads none of it. A picture inside a sentence does not belong to the words around it.
        """
        stretches: list[Span] = []
        opener = -1
        for piece in self._pieces[bisect_right(self._reach, start) : bisect_left(self._starts, end)]:
            prose_start, prose_end, source_start, source_end = piece
            if source_end <= start:
                continue
            if prose_end - prose_start == source_end - source_start:
                prose_end -= max(source_end - end, 0)
                prose_start += max(start - source_start, 0)
            if prose_start < prose_end:
                opener = prose_start if opener < 0 else opener
                stretches.append((prose_start, prose_end))
        return self._of_its_own(_merged(stretches), opener)

    def _of_its_own(self, stretches: list[Span], opener: int) -> list[Span]:
        if len(stretches) < 2:
            return stretches
        document = self._document
        own = document.region_at(opener)
        regions = [document.region_at(start) for start, _ in stretches]
        return [
            stretch
            for stretch, region in zip(stretches, regions, strict=True)
            if region == own or document.regions[region].scope not in _INSERTED
        ]


def _source(piece: tuple[int, int, int, int]) -> Span:
    return piece[2], piece[3]


def _merged(stretches: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
