"""The lines of the source that a finding stands on, cut to the width at hand, with the cells to underline.

Knows lines and cells; no rules and no colours.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from healthlint.output.cells import cells

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from healthlint.finding import Line, Place

MOST_ROWS = 6
"""Rows that one span may take; of a longer one the first rows and the last are shown."""

_LEAD_IN = 12  # cells shown before a span that is wider than a row


class Row:
    """One row of an excerpt: the 1-based source line (0 where it goes on from the row above, -1 for rows left out),
    what to show, and the cells `mark_start:mark_end` to underline.
    """

    __slots__ = ("line", "mark_end", "mark_start", "text")

    def __init__(self, line: int, text: str, mark_start: int, mark_end: int) -> None:
        self.line = line
        self.text = text
        self.mark_start = mark_start
        self.mark_end = mark_end


def excerpt(lines: Sequence[Line], place: Place, width: int, cut: str = "…", encoding: str = "") -> list[Row]:
    """The rows that show the words at `place`, each at most `width` cells wide; `lines` are those it stands on.

    `cut` stands where a line was cut. Blank lines inside the span are left out.
    """
    rows: list[Row] = []
    first, last = place.line, lines[-1].number if lines else place.line
    for line in lines:
        text, skipped = line.text, line.skipped
        if not text.strip() and first != last:
            continue
        begin = place.column - 1 - skipped if line.number == first else len(text) - len(text.lstrip())
        ends_here = line.number == place.end_line
        finish = place.end_column - 1 - skipped if ends_here else len(text.rstrip())
        rows += _rows(line.number, cells(text, encoding), begin, max(finish, begin), width, cut)
    return _shorten(rows, last - first + 1 > len(lines), cut)


def _rows(line: int, shown: list[tuple[str, int]], begin: int, finish: int, width: int, cut: str) -> list[Row]:
    edges = [0]
    for _, cell in shown:
        edges.append(edges[-1] + cell)
    begin, finish = min(begin, len(shown)), min(finish, len(shown))
    if edges[-1] <= width:
        return [_row(line, shown, (0, len(shown)), (begin, finish), cut)]
    room = width - 2 * len(cut)
    marked = edges[finish] - edges[begin]
    if marked <= room:
        left = _starting(edges, min(edges[begin] - (room - marked) // 2, edges[-1] - room), begin)
        return [_row(line, shown, (left, _fitting(edges, left, room)), (begin, finish), cut)]
    rows: list[Row] = []
    left = _starting(edges, edges[begin] - _LEAD_IN, begin)
    while left < finish:
        right = _fitting(edges, left, room)
        rows.append(_row(0 if rows else line, shown, (left, right), (begin, finish), cut))
        left = right
    return rows


def _starting(edges: list[int], cell: int, most: int) -> int:
    """The first character, but not one behind `most`, that starts at `cell` or later and is no combining mark."""
    if cell <= 0:
        return 0
    return min(bisect_right(edges, edges[bisect_left(edges, cell)]) - 1, most)


def _fitting(edges: list[int], left: int, room: int) -> int:
    """The character behind the last one that fits into `room` cells from the character `left` on."""
    return max(bisect_right(edges, edges[left] + room) - 1, left + 1)


def _row(line: int, shown: list[tuple[str, int]], window: tuple[int, int], marked: tuple[int, int], cut: str) -> Row:
    left, right = window
    before = cut if left else ""
    text = before + "".join([part for part, _ in shown[left:right]]) + (cut if right < len(shown) else "")
    start, end = (min(max(edge, left), right) for edge in marked)
    mark_start = len(before) + sum([cell for _, cell in shown[left:start]])
    return Row(line, text, mark_start, mark_start + max(sum([cell for _, cell in shown[start:end]]), 1))


def _shorten(rows: list[Row], skipped: bool, cut: str) -> list[Row]:
    """At most MOST_ROWS rows and one that stands for those left out."""
    if len(rows) > MOST_ROWS or skipped:
        return [*rows[: MOST_ROWS - 1], Row(-1, cut, 0, 0), rows[-1]] if len(rows) > 1 else rows
    return rows
