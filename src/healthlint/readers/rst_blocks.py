"""Finds the blocks of reStructuredText by their lines: headings, paragraphs, quotations, literal blocks.

Lists, tables and explicit markup have modules of their own; how words are written is the matter of `rst_inline`.
"""

from __future__ import annotations

import re

from healthlint.readers.markup_page import MAX_DEPTH
from healthlint.readers.rst_lists import RstLists

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from healthlint.readers.lines import Lines
    from healthlint.readers.rst_page import RstPage

    Handler = Callable[["RstBlocks", int, int], int]

_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1*\Z")
_GRID = re.compile(r"\+-[-+]+-\+\Z")
_SIMPLE = re.compile(r"=+(?:[ \t]+=+)+\Z")
_ANONYMOUS = re.compile(r"__(?:[ \t]|\Z)")


class RstBlocks:
    """The blocks of one run of lines: those of the document, or of a cell of a table."""

    def __init__(self, page: RstPage, lines: Lines) -> None:
        self.page = page
        self.builder = page.builder
        self.lines = lines
        self.text = lines.text
        self.lists = RstLists(self)

    # -- going over the lines

    def read(self, first: int, last: int) -> None:
        """Read the lines `first` to `last` (exclusive); their margin is the least column among them."""
        lines, page = self.lines, self.page
        if page.depth >= MAX_DEPTH:
            self._read_flat(first, last)
            return
        page.depth += 1
        margin = lines.indent(first, last)
        starts, ends, columns = lines.starts, lines.ends, lines.columns
        at = first
        while at < last:
            if starts[at] >= ends[at]:
                at += 1
            elif columns[at] > margin:
                at = self._quotation(at, last, margin)
            else:
                for handler in _HANDLERS.get(self.text[starts[at]], ()):
                    if (end := handler(self, at, last)) > at:
                        at = end
                        break
                else:
                    at = self._text(at, last)
        page.depth -= 1

    def _read_flat(self, first: int, last: int) -> None:
        while (first := self.lines.next_filled(first, last)) < last:
            end = self.lines.filled_end(first, last)
            self.page.write(self.lines.stretch(first, end))
            first = end

    def inside(self, first: int, last: int, start: int) -> None:
        """Read the lines `first` to `last` (exclusive) as a body whose first line starts at the offset `start`.

        The other lines give its margin; where there are none that are set in less, its own column does.
        """
        lines = self.lines
        lines.starts[first] = min(start, lines.ends[first])
        lines.columns[first] = lines.indent(first + 1, last)
        self.read(first, last)

    # -- paragraphs and headings

    def _text(self, at: int, last: int) -> int:
        lines = self.lines
        below = at + 1
        if _ADORNMENT.match(self.text, lines.starts[at], lines.ends[at]):
            end = self._adorned(at, last)
            if end > at:
                return end
        if below < last and not lines.is_empty(below):
            if lines.columns[below] > lines.columns[at]:
                return self.lists.definitions(at, last)
            width = lines.ends[at] - lines.starts[at]
            if self.is_adornment(below, min(width, 4)):
                self._heading(at, self.text[lines.starts[below]])
                return below + 1
        return self._paragraph(at, last)

    def is_adornment(self, line: int, width: int) -> bool:
        """Whether a line is a run of one sign of punctuation, at least so wide."""
        start, end = self.lines.starts[line], self.lines.ends[line]
        return end - start >= width and _ADORNMENT.match(self.text, start, end) is not None

    def _adorned(self, at: int, last: int) -> int:
        """A heading with a line above it, or a rule."""
        lines, sign = self.lines, self.text[self.lines.starts[at]]
        is_closed = at + 2 < last and self.is_adornment(at + 2, 1) and self.text[lines.starts[at + 2]] == sign
        if is_closed and not lines.is_empty(at + 1) and not self.is_adornment(at + 1, 4):
            self._heading(at + 1, sign + sign)
            return at + 3
        if lines.ends[at] - lines.starts[at] >= 4 and (at + 1 >= last or lines.is_empty(at + 1)):
            return at + 1
        return at

    def _heading(self, line: int, style: str) -> None:
        self.page.write(self.lines.stretch(line, line + 1), "heading", self.page.heading_level(style))

    def _paragraph(self, at: int, last: int) -> int:
        lines = self.lines
        starts, ends, columns = lines.starts, lines.ends, lines.columns
        column = columns[at]
        end = at + 1
        while end < last and starts[end] < ends[end] and columns[end] == column:
            end += 1
        stretch = lines.stretch(at, end)
        if not stretch.text.endswith("::", stretch.start, stretch.end):
            self.page.write(stretch)
            return end
        words = stretch.text[stretch.start : stretch.end - 2].rstrip()
        spaced = stretch.start + len(words) < stretch.end - 2
        stretch.end = stretch.start + len(words) if spaced or not words else stretch.end - 1
        self.page.write(stretch)
        return self._literal(end, last, column)

    def _literal(self, at: int, last: int, column: int) -> int:
        """The line behind a literal block that may start at `at`."""
        lines = self.lines
        first = lines.next_filled(at, last)
        if first >= last or first == at:
            return at
        if lines.columns[first] > column:
            return lines.block_end(first, last, column)
        sign = self.text[lines.starts[first]]
        if not _ADORNMENT.match(sign):
            return at
        while first < last and self.text.startswith(sign, lines.starts[first], lines.ends[first]):
            first += 1
        return first

    def doctest(self, at: int, last: int) -> int:
        """What somebody typed at a prompt, and what came back."""
        return self.lines.filled_end(at, last) if self.lines.words(at).startswith(">>> ") else at

    # -- what is set in

    def _quotation(self, at: int, last: int, margin: int) -> int:
        """A quotation; a list that is merely set in is none."""
        lines = self.lines
        end = lines.block_end(at, last, margin)
        if self.lists.starts(at):
            self.read(at, end)
        else:
            self.page.enter("blockquote", "blockquote")
            self.read(at, end)
            self.page.leave()
        return end

    # -- tables and explicit markup

    def grid(self, at: int, last: int) -> int:
        """A table drawn as a grid."""
        if not _GRID.match(self.text, self.lines.starts[at], self.lines.ends[at]):
            return at
        # Imported only where there is a table.
        from healthlint.readers.rst_tables import grid_cells

        end, cells = grid_cells(self.lines, at, last)
        self.page.write_cells(self.text, cells)
        return end

    def simple_table(self, at: int, last: int) -> int:
        """A table with rules above and below, and no lines between its columns."""
        if not _SIMPLE.match(self.text, self.lines.starts[at], self.lines.ends[at]):
            return at
        from healthlint.readers.rst_tables import simple_cells

        end, cells = simple_cells(self.lines, at, last)
        self.page.write_cells(self.text, cells)
        return end

    def anonymous(self, at: int, last: int) -> int:
        """The target of a link without a name."""
        if not _ANONYMOUS.match(self.text, self.lines.starts[at], self.lines.ends[at]):
            return at
        return self.lines.block_end(at + 1, last, self.lines.columns[at])

    def explicit(self, at: int, last: int) -> int:
        """What two full stops begin: directives, comments, targets, notes."""
        start, end = self.lines.starts[at], self.lines.ends[at]
        if not self.text.startswith("..", start) or not (end == start + 2 or self.text[start + 2] in " \t"):
            return at
        return self.page.explicit(self, at, last)


def _of_lists(read: Callable[[RstLists, int, int], int]) -> Handler:
    return lambda blocks, at, last: read(blocks.lists, at, last)


def _by_first_sign() -> dict[str, tuple[Handler, ...]]:
    bullet, enumerated, options = map(_of_lists, (RstLists.bullets, RstLists.enumerated, RstLists.options))
    numbers = "0123456789(#ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    return {
        **dict.fromkeys(numbers, (enumerated,)),
        **dict.fromkeys("*\u2022\u2023\u2043", (bullet,)),
        "-": (bullet, options),
        "+": (bullet, RstBlocks.grid),
        "/": (options,),
        ".": (RstBlocks.explicit,),
        "_": (RstBlocks.anonymous,),
        ":": (_of_lists(RstLists.fields),),
        "|": (_of_lists(RstLists.line_block),),
        "=": (RstBlocks.simple_table,),
        ">": (RstBlocks.doctest,),
    }


_HANDLERS = _by_first_sign()
"""What may start in a line, by its first sign."""
