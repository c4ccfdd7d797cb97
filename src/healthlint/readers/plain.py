"""Reads plain text: writes the units that the shape of its lines shows as regions.

Knows no markup and no words.
"""

from __future__ import annotations

from healthlint.readers.builder import Builder
from healthlint.readers.html_text import write_plain
from healthlint.readers.plain_lines import HEADING, ITEM, find_units

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.document import Document
    from healthlint.readers.plain_lines import Unit

_MAX_LISTS = 32
"""Lists nested deeper are read as if they were not."""


def read(document: Document) -> Document:
    """Read a plain text document (see the contract in the package's docstring)."""
    builder = Builder(document)
    lists = _Lists(builder)
    quote = 0
    for unit in find_units(document.text):
        if unit.quote != quote:
            lists.leave_all()
            if quote:
                builder.leave()
            if unit.quote:
                builder.enter("blockquote")
            quote = unit.quote
        lists.go_to(unit)
        if unit.kind == HEADING:
            builder.open("heading", unit.level)
        elif lists.indents:
            builder.open("list-item", builder.list_depth)
        else:
            builder.open("blockquote" if quote else "paragraph")
        _write_lines(builder, unit)
        builder.close()
    return builder.finish()


class _Lists:
    """The open lists, by the columns of their bullets."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.indents: list[int] = []

    def go_to(self, unit: Unit) -> None:
        """Open and close lists so that `unit` stands in the right one, or in none."""
        indents = self.indents
        if unit.kind == ITEM:
            while len(indents) > 1 and unit.indent < indents[-1]:
                self._leave()
            if not indents or (unit.indent > indents[-1] + 1 and len(indents) < _MAX_LISTS):
                self.builder.enter("list")
                indents.append(unit.indent)
        elif unit.kind == HEADING:
            self.leave_all()
        else:
            while indents and unit.indent <= indents[-1]:
                self._leave()

    def leave_all(self) -> None:
        """Leave every list."""
        while self.indents:
            self._leave()

    def _leave(self) -> None:
        self.indents.pop()
        self.builder.leave()


def _write_lines(builder: Builder, unit: Unit) -> None:
    """Write the lines of a unit, a space for each line end but that behind the hyphen of a broken word."""
    lines = unit.lines
    text, start, end = builder.document.text, lines[0][0], lines[-1][1]
    piece = text[start:end]
    is_even = len(lines) == 1 or len(lines) - 1 == end - start - sum([stop - begin for begin, stop in lines])
    if is_even and not (_has_address(piece) or _has_broken_word(piece)):
        # Nothing but single line ends between lines, and no signs to look at: all in one go.
        builder.write(piece.replace("\n", " ").replace("\r", " "), start, end)
        return
    before = -1
    for begin, stop in lines:
        if before >= 0 and not _is_hyphenated(text, before, begin):
            builder.space(before, begin)
        write_plain(builder, begin, stop)
        before = stop


def _has_address(piece: str) -> bool:
    """Whether there may be an address. One character is found much faster than several."""
    return (":" in piece and "://" in piece) or "www." in piece


def _has_broken_word(piece: str) -> bool:
    return ("-" in piece and ("-\n" in piece or "-\r" in piece)) or "\u2010" in piece or "\xad" in piece


def _is_hyphenated(text: str, end: int, start: int) -> bool:
    """Whether a word is broken between the line that ends at `end` and the one that starts at `start`."""
    return text[end - 1] in "-\u2010\xad" and text[end - 2 : end - 1].isalpha() and text[start].islower()
