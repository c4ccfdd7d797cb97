"""Lines of a text with their indentation, and runs of words over several lines: what readers of markup go over.

Knows no markup. Nothing is copied: a line is a span of the source, and so is a run of words wherever it can be one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from healthlint.readers.builder import Builder

OBJECT = "\ufffc"
"""What stands in the prose for a thing that is no words."""

ESCAPE = "\0"
"""What stands in a text for a backslash that takes its meaning from the character behind it."""

_BLANK = " \t\v\f"
_ADDRESS = (
    r"(?:\b(?:https?|ftp)://|\bwww\.)[^\s<>\ufffc\0]{0,2000}[^\s<>\ufffc\0?!.,:;*_~'\")\]}|]"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"
)
_BREAK = r"[\r\n]\s*|\0(?:[\r\n]\s*|[\s\S])?"
_BREAKS = re.compile(_BREAK)
_UNITS = re.compile(rf"{_BREAK}|(?P<address>{_ADDRESS})")
_GAP = re.compile(r"\s+")
_BREAK_SIGNS = ("\n", "\r", ESCAPE)
_ADDRESS_SIGNS = ("://", "www.", "@")


class Lines:
    """Lines of `text`: `text[starts[i]:ends[i]]` is a line without its indentation and without white space at its end,
    empty where both are equal; `columns[i]` is the column at which it starts, from 0.

    A reader that goes into a list item moves the start of its first line behind the bullet.
    """

    __slots__ = ("columns", "ends", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.columns: list[int] = []

    def __len__(self) -> int:
        return len(self.starts)

    def add(self, begin: int, end: int, tab: int) -> None:
        """Add the line text[begin:end]; `tab` is the width of a tabulator."""
        line = self.text[begin:end].rstrip()
        stop = begin + len(line)
        start = stop - len(line.lstrip(_BLANK))
        indent = self.text[begin:start]
        self.starts.append(start)
        self.ends.append(stop)
        self.columns.append(len(indent.expandtabs(tab)) if "\t" in indent else start - begin)

    def is_empty(self, line: int) -> bool:
        """Whether nothing stands in a line."""
        return self.starts[line] >= self.ends[line]

    def words(self, line: int) -> str:
        """What stands in a line."""
        return self.text[self.starts[line] : self.ends[line]]

    def clear(self, first: int, last: int) -> None:
        """Take out what stands in the lines `first` to `last` (exclusive)."""
        self.ends[first:last] = self.starts[first:last]

    def indent(self, first: int, last: int) -> int:
        """The least column at which one of the lines that are not empty starts."""
        filled = (self.columns[line] for line in range(first, last) if self.starts[line] < self.ends[line])
        return min(filled, default=0)

    def block_end(self, first: int, last: int, column: int) -> int:
        """The line behind the last of those from `first` on that are set in further than `column`."""
        end = first
        for line in range(first, last):
            if self.starts[line] < self.ends[line]:
                if self.columns[line] <= column:
                    break
                end = line + 1
        return end

    def filled_end(self, first: int, last: int) -> int:
        """The first empty line from `first` on, `last` where there is none."""
        for line in range(first, last):
            if self.starts[line] >= self.ends[line]:
                return line
        return last

    def next_filled(self, first: int, last: int) -> int:
        """The first line from `first` on that is not empty, `last` where there is none."""
        for line in range(first, last):
            if self.starts[line] < self.ends[line]:
                return line
        return last

    def stretch(self, first: int, last: int) -> Stretch:
        """The words of the lines `first` to `last` (exclusive)."""
        return stretch_of(self.text, list(zip(self.starts[first:last], self.ends[first:last], strict=True)))


def source_lines(text: str, starts: Sequence[int], body: int, tab: int) -> Lines:
    """The lines of `text` from the offset `body` on, which starts a line; `starts` are the offsets of all lines."""
    lines = Lines(text)
    first = bisect_right(starts, body) - 1
    add = lines.add
    for begin, end in zip(starts[first:], [*starts[first + 1 :], len(text)], strict=True):
        add(max(begin, body), end, tab)
    return lines


def cut_lines(text: str, spans: Iterable[tuple[int, int]], tab: int) -> Lines:
    """Lines that are parts of lines of `text`: those of a cell of a table."""
    lines = Lines(text)
    for begin, end in spans:
        lines.add(begin, end, tab)
    return lines


class Stretch:
    """Words to read in one go: `text[start:end]`, where `text` is the source or was put together of parts of it."""

    __slots__ = ("_begins", "_places", "end", "start", "text")

    def __init__(self, text: str, start: int, end: int, begins: Sequence[int] = (), places: Sequence[int] = ()) -> None:
        self.text = text
        self.start = start
        self.end = end
        self._begins = begins
        self._places = places

    def source_start(self, at: int) -> int:
        """The source offset of text[at]."""
        if not self._begins:
            return at
        part = max(bisect_right(self._begins, at) - 1, 0)
        return self._places[part] + at - self._begins[part]

    def source_end(self, at: int) -> int:
        """The source offset at which text[at - 1] ends."""
        return self.source_start(at - 1) + 1 if self._begins else at

    def parts(self, start: int, end: int) -> Iterable[tuple[int, int]]:
        """text[start:end] in runs that stand in the source as they do here."""
        begins = self._begins
        low, high = bisect_right(begins, start), bisect_right(begins, end - 1)
        cuts = [start, *begins[low:high], end]
        return pairwise(cuts)


def stretch_of(text: str, spans: Sequence[tuple[int, int]]) -> Stretch:
    """The words at `spans`, the lines of a paragraph: as they stand in `text` where nothing but white space and line
    ends stands between them.
    """
    if all(_GAP.fullmatch(text, before[1], after[0]) for before, after in pairwise(spans)):
        return Stretch(text, spans[0][0], spans[-1][1])
    return joined_stretch(text, spans)


def joined_stretch(text: str, spans: Sequence[tuple[int, int]], between: str = "\n") -> Stretch:
    """The parts of `text` at `spans`, with the character `between` (or nothing) after each but the last."""
    begins, places = [], []
    length = 0
    for start, end in spans:
        begins.append(length)
        places.append(start)
        length += end - start + len(between)
    return Stretch(between.join([text[start:end] for start, end in spans]), 0, length - len(between), begins, places)


class Words:
    """Writes the words of one stretch to the open region of a builder."""

    __slots__ = ("_write", "builder", "stretch", "text")

    def __init__(self, builder: Builder, stretch: Stretch) -> None:
        self.builder = builder
        self.stretch = stretch
        self.text = stretch.text
        self._write = builder.write

    def run(self, start: int, end: int) -> None:
        """Write plain words: a line end is one space, what `ESCAPE` stands before is no markup, an address no words."""
        piece = self.text[start:end]
        units = None
        for sign in _BREAK_SIGNS:
            if sign in piece:
                units = _BREAKS
        for sign in _ADDRESS_SIGNS:
            if sign in piece:
                units = _UNITS
        if units is None:
            self._copy(piece, start, end)
            return
        done = start
        for unit in units.finditer(self.text, start, end):
            begin, stop = unit.span()
            sign = self.text[begin]
            if sign in "\r\n":
                words = self.text[done:begin].rstrip()
                self._copy(words, done, done + len(words))
                self._space(done + len(words), stop)
            else:
                self._copy(self.text[done:begin], done, begin)
                if unit.lastgroup:
                    self.address(begin, stop)
                else:
                    self.unit(self.text[begin + 1 : stop].strip(), begin, stop)
            done = stop
        self._copy(self.text[done:end], done, end)

    def _space(self, start: int, end: int) -> None:
        stretch = self.stretch
        self.builder.space(
            stretch.source_end(start) if start else stretch.source_start(start), stretch.source_start(end)
        )

    def _copy(self, piece: str, start: int, end: int) -> None:
        if not piece:
            return
        stretch = self.stretch
        first = stretch.source_start(start)
        if stretch.source_end(end) - first == end - start:
            self._write(piece, first, first + end - start)
            return
        for begin, stop in stretch.parts(start, end):
            first = stretch.source_start(begin)
            self._write(self.text[begin:stop], first, first + stop - begin)

    def unit(self, visible: str, start: int, end: int) -> None:
        """Write `visible`, which stands for text[start:end] as a whole."""
        self._write(visible, self.stretch.source_start(start), self.stretch.source_end(end))

    def thing(self, start: int, end: int, mark: str = "", value: str = "") -> None:
        """Something at text[start:end] that is no words, with a mark around it."""
        if mark:
            self.builder.begin_mark(mark, value)
        self.unit(OBJECT, start, end)
        if mark:
            self.builder.end_mark(mark)

    def address(self, start: int, end: int) -> None:
        """The address text[start:end], which is its own link."""
        self.thing(start, end, "link", self.text[start:end])

    def marked(self, start: int, end: int, mark: str, value: str = "") -> None:
        """Write plain words with a mark around them."""
        self.builder.begin_mark(mark, value)
        self.run(start, end)
        self.builder.end_mark(mark)
