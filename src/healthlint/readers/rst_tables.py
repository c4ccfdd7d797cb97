"""Cuts the tables of reStructuredText into cells: drawn grids and simple tables.

A cell is a list of the spans of its lines. Nothing is known here of what stands in them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from unicodedata import combining, east_asian_width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from healthlint.readers.lines import Lines

    Cell = list[tuple[int, int]]

_RULE = re.compile(r"[-=]+\Z")
_CORNERS = re.compile(r"(?=\+[-=]+\+)\+[-=]+")
_SIMPLE_RULE = re.compile(r"(?:=[= \t]*|-[- \t]*)\Z")


class _Row:
    """A line of a table, addressed by columns as a person sees them; `start` is the offset of the first one."""

    __slots__ = ("_places", "start", "width")

    def __init__(self, lines: Lines, line: int, margin: int) -> None:
        text, start, end = lines.text, lines.starts[line], lines.ends[line]
        indent = max(lines.columns[line] - margin, 0)
        self.start = start - indent if text[start - indent : start] == " " * indent else start
        written = text[self.start : end]
        self._places: list[int] | None = None
        if not written.isascii() or "\t" in written:
            self._places = []
            for at, sign in enumerate(written, self.start):
                wide = 8 - len(self._places) % 8 if sign == "\t" else 0 if combining(sign) else 1
                self._places += [at] * (2 if east_asian_width(sign) in "WF" else wide)
            self._places.append(end)
        self.width = len(self._places) - 1 if self._places is not None else end - self.start

    def place(self, column: int) -> int:
        """The offset at a column; behind the line that of its end."""
        column = min(column, self.width)
        return self._places[column] if self._places is not None else self.start + column

    def column(self, place: int) -> int:
        """The first column of what stands at an offset."""
        return bisect_left(self._places, place) if self._places is not None else place - self.start


def grid_cells(lines: Lines, at: int, last: int) -> tuple[int, list[Cell]]:
    """The line behind the grid that starts in the line `at`, and its cells in reading order."""
    text, margin = lines.text, lines.columns[at]
    end = at
    while end < last and not lines.is_empty(end) and lines.columns[end] == margin and text[lines.starts[end]] in "+|":
        end += 1
    rows = [_Row(lines, line, margin) for line in range(at, end)]
    found = ((row, corner) for row in rows for corner in _CORNERS.finditer(text, row.start, row.place(row.width)))
    corners = sorted({row.column(place) for row, corner in found for place in corner.span()})
    done: list[Cell] = []
    cells: dict[int, Cell] = {}
    for row in rows:
        inside = corners[: bisect_left(corners, row.width)]
        borders = [column for column in inside if text[row.place(column)] in "+|"]
        if borders and row.width - borders[-1] > 1:
            borders.append(row.width)  # the last border is missing
        for left, right in pairwise(borders):
            begin, stop = row.place(left) + 1, row.place(right)
            if stop > begin and _RULE.match(text, begin, stop):
                _finish(cells, corners[bisect_left(corners, left) : bisect_left(corners, right)], done)
            else:
                cells.setdefault(left, []).append((begin, max(stop, begin)))
    _finish(cells, corners, done)
    return end, done


def _finish(cells: dict[int, Cell], columns: Sequence[int], done: list[Cell]) -> None:
    """Move the cells that start at one of these columns to those that are done."""
    done += [cells.pop(column) for column in columns if column in cells]


def simple_cells(lines: Lines, at: int, last: int) -> tuple[int, list[Cell]]:
    """The line behind the simple table that starts in the line `at`, and its cells; `at` itself where it is none."""
    margin = lines.columns[at]
    end = _simple_end(lines, at, last)
    if end == at:
        return at, []
    top = lines.words(at).expandtabs(8)
    starts = [column.start() for column in re.finditer(r"=+", top)]
    table = _SimpleRows()
    for line in range(at + 1, end):
        row = _Row(lines, line, margin)
        if lines.is_empty(line):
            table.gap = row.start
            continue
        is_rule = lines.columns[line] <= margin and _SIMPLE_RULE.match(lines.text, row.start, lines.ends[line])
        if is_rule or lines.columns[line] - margin < (starts[1] if len(starts) > 1 else 1):
            table.end_row()
        if not is_rule:
            for column, span in _simple_parts(lines.text, row, starts):
                table.add(column, span)
    table.end_row()
    return end, table.done


class _SimpleRows:
    """The cells of a simple table, a row after the other: `done` are those of the rows that are over. `gap` is where
    the last empty line of a row stands, -1 where there is none: its cells get one when they go on behind it.
    """

    __slots__ = ("_cells", "done", "gap")

    def __init__(self) -> None:
        self.done: list[Cell] = []
        self.gap = -1
        self._cells: dict[int, Cell] = {}

    def add(self, column: int, span: tuple[int, int]) -> None:
        """Go on with a cell of the row."""
        cell = self._cells.setdefault(column, [])
        if cell and cell[-1][1] < self.gap:
            cell.append((self.gap, self.gap))
        cell.append(span)

    def end_row(self) -> None:
        """The next cells are those of another row."""
        self.done += [self._cells[column] for column in sorted(self._cells)]
        self._cells = {}
        self.gap = -1


def _simple_end(lines: Lines, at: int, last: int) -> int:
    """The line behind the last rule of a simple table: the second or third one, with an empty line behind it."""
    rules = 0
    for line in range(at + 1, last):
        words = lines.words(line) if lines.columns[line] <= lines.columns[at] else ""
        if words[:1] == "=" and not words.strip("= \t"):
            rules += 1
            if rules == 2 or line + 1 == last or lines.is_empty(line + 1):
                return line + 1
    return at


def _simple_parts(text: str, row: _Row, starts: Sequence[int]) -> Iterator[tuple[int, tuple[int, int]]]:
    """The parts of a line with the number of their column; a text that runs over a border belongs to the first."""
    first = 0
    for number in range(1, len(starts) + 1):
        is_end = number == len(starts) or starts[number] >= row.width
        border = starts[number] - 1 if not is_end else 0
        if border and text[row.place(border)] not in " \t":
            continue
        begin = row.place(starts[first])
        stop = row.place(row.width if is_end else starts[number])
        if text[begin:stop].strip():
            yield first, (begin, stop)
        if is_end:
            return
        first = number
