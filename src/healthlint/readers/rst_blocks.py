"""Finds the blocks of reStructuredText by their lines: headings, paragraphs, lists, quotations, literal blocks.

Tables, directives and other explicit markup have modules of their own; how words are written is the matter of
`rst_inline`.
"""

from __future__ import annotations

import re

from healthlint.readers.lines import Lines, joined_stretch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from healthlint.readers.rst_page import RstPage

    Handler = Callable[[int, int], int]

MAX_DEPTH = 40
"""Blocks nested deeper are read as paragraphs: no page is so, and a stack has an end."""

FIELD = re.compile(r":(?![: \t])((?:[^:\0\r\n]|\0.|:(?![ \t`\r\n]|\Z)){1,200}?)(?<![ \t]):(?:[ \t]+|\Z)")
_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1*\Z")
_BULLET = re.compile(r"[-+*\u2022\u2023\u2043](?:[ \t]+|\Z)")
_ENUMERATOR = re.compile(r"(?:\(?(?:[0-9]{1,9}|[ivxlcdmIVXLCDM]{1,12}|[A-Za-z]|#)\)|(?:[0-9]{1,9}|[ivxlcdmIVXLCDM]{1,12}|[A-Za-z]|#)\.)(?:[ \t]+|\Z)")
_OPTION = r"(?:-[^\W_](?:[ ]?<[^<>]{1,80}>|[ ]?[A-Za-z][\w-]{0,80})?|(?:--|/)[\w-]{1,80}(?:[ =](?:<[^<>]{1,80}>|[A-Za-z][\w-]{0,80}))?)"
_OPTIONS = re.compile(rf"{_OPTION}(?:, {_OPTION}){{0,20}}(?:[ \t]{{2,}}|\Z)")
_LINE_BLOCK = re.compile(r"\|(?:[ \t]+|\Z)")
_GRID = re.compile(r"\+-[-+]+-\+\Z")
_SIMPLE = re.compile(r"=+(?:[ \t]+=+)+\Z")
_ANONYMOUS = re.compile(r"__(?:[ \t]|\Z)")
_PARAMETERS = frozenset(
    "param parameter arg argument key keyword kwarg type raises raise except var ivar cvar vartype rtype meta".split()
)


class RstBlocks:
    """The blocks of one run of lines: those of the document, or of a cell of a table."""

    def __init__(self, page: RstPage, lines: Lines) -> None:
        self.page = page
        self.builder = page.builder
        self.lines = lines
        self.text = lines.text
        self._handlers = self._by_first_sign()

    def _by_first_sign(self) -> dict[str, tuple[Handler, ...]]:
        bullet, enumerated, options = (self._bullets,), (self._enumerated,), (self._option_list,)
        numbers = dict.fromkeys("0123456789(#ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", enumerated)
        return {
            **numbers,
            **dict.fromkeys("*\u2022\u2023\u2043", bullet),
            "-": (*bullet, *options),
            "+": (*bullet, self._grid),
            "/": options,
            ".": (self._explicit,),
            "_": (self._anonymous,),
            ":": (self._fields,),
            "|": (self._line_block,),
            "=": (self._simple_table,),
            ">": (self._doctest,),
        }

    # -- going over the lines

    def read(self, first: int, last: int) -> None:
        """Read the lines `first` to `last` (exclusive); their margin is the least column among them."""
        lines, page = self.lines, self.page
        if page.depth >= MAX_DEPTH:
            self._read_flat(first, last)
            return
        page.depth += 1
        margin = lines.indent(first, last)
        starts, ends, columns, handlers = lines.starts, lines.ends, lines.columns, self._handlers
        at = first
        while at < last:
            if starts[at] >= ends[at]:
                at += 1
            elif columns[at] > margin:
                at = self._quotation(at, last, margin)
            else:
                for handler in handlers.get(self.text[starts[at]], ()):
                    if (end := handler(at, last)) > at:
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
                return self._definitions(at, last)
            width = lines.ends[at] - lines.starts[at]
            if self._is_adornment(below, min(width, 4)):
                self._heading(at, self.text[lines.starts[below]])
                return below + 1
        return self._paragraph(at, last)

    def _is_adornment(self, line: int, width: int) -> bool:
        start, end = self.lines.starts[line], self.lines.ends[line]
        return end - start >= width and _ADORNMENT.match(self.text, start, end) is not None

    def _adorned(self, at: int, last: int) -> int:
        """A heading with a line above it, or a rule."""
        lines, sign = self.lines, self.text[self.lines.starts[at]]
        if at + 2 < last and not lines.is_empty(at + 1) and self._is_adornment(at + 2, 1):
            if self.text[lines.starts[at + 2]] == sign and not self._is_adornment(at + 1, 4):
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

    def _doctest(self, at: int, last: int) -> int:
        return self.lines.filled_end(at, last) if self.lines.words(at).startswith(">>> ") else at

    # -- what is set in

    def _quotation(self, at: int, last: int, margin: int) -> int:
        """A quotation; a list that is merely set in is none."""
        lines = self.lines
        end = lines.block_end(at, last, margin)
        first = lines.words(at)
        if _BULLET.match(first) or _ENUMERATOR.match(first):
            self.read(at, end)
        else:
            self.page.enter("blockquote", "blockquote")
            self.read(at, end)
            self.page.leave()
        return end

    def _definitions(self, at: int, last: int) -> int:
        lines = self.lines
        column = lines.columns[at]
        self.page.enter_list()
        is_term = True
        while is_term:
            self.page.write(lines.stretch(at, at + 1))
            end = lines.block_end(at + 1, last, column)
            self.read(at + 1, end)
            at = lines.next_filled(end, last)
            is_term = at + 1 < last and lines.columns[at] == column and not lines.is_empty(at + 1)
            is_term = is_term and lines.columns[at + 1] > column and not self._is_other(at, last)
        self.page.leave()
        return at

    def _is_other(self, at: int, last: int) -> bool:
        """Whether the line starts something other than a term."""
        text, start, end = self.text, self.lines.starts[at], self.lines.ends[at]
        return (
            any(pattern.match(text, start, end) for pattern in (_BULLET, FIELD, _LINE_BLOCK, _OPTIONS))
            or text.startswith((".. ", "__ "), start)
            or self._enumerator_end(at, last) > start
        )

    def _line_block(self, at: int, last: int) -> int:
        lines = self.lines
        column = lines.columns[at]
        spans: list[tuple[int, int]] = []
        first = at
        while at < last and not lines.is_empty(at):
            start, end = lines.starts[at], lines.ends[at]
            bar = _LINE_BLOCK.match(self.text, start, end)
            if bar is None and (lines.columns[at] <= column or at == first):
                break
            start = bar.end() if bar else start
            if start < end:
                spans.append((start, end))
            else:
                self._write_spans(spans)
                spans = []
            at += 1
        self._write_spans(spans)
        return at

    def _write_spans(self, spans: list[tuple[int, int]]) -> None:
        if spans:
            self.page.write(joined_stretch(self.text, spans))

    # -- lists

    def _bullets(self, at: int, last: int) -> int:
        sign = self.text[self.lines.starts[at]]
        return self._list(at, last, lambda line, _: self._bullet_end(line, sign))

    def _bullet_end(self, line: int, sign: str) -> int:
        start, end = self.lines.starts[line], self.lines.ends[line]
        bullet = _BULLET.match(self.text, start, end) if self.text[start] == sign else None
        return bullet.end() if bullet else start

    def _enumerated(self, at: int, last: int) -> int:
        return self._list(at, last, self._enumerator_end)

    def _enumerator_end(self, line: int, last: int) -> int:
        """Where the text behind the number of an item starts; a line that a line of text follows is none."""
        lines = self.lines
        start, end = lines.starts[line], lines.ends[line]
        number = _ENUMERATOR.match(self.text, start, end)
        if number is None:
            return start
        below = line + 1
        if below < last and not lines.is_empty(below) and lines.columns[below] <= lines.columns[line]:
            if not _ENUMERATOR.match(self.text, lines.starts[below], lines.ends[below]):
                return start
        return number.end()

    def _list(self, at: int, last: int, marker_end: Handler) -> int:
        """A list of items; `marker_end` tells where the text behind the marker of a line starts."""
        lines = self.lines
        column = lines.columns[at]
        if marker_end(at, last) == lines.starts[at]:
            return at
        entered = self.page.enter_list()
        while at < last and not lines.is_empty(at) and lines.columns[at] == column:
            start = marker_end(at, last)
            if start == lines.starts[at]:
                break
            end = lines.block_end(at + 1, last, column)
            self._item(at, end, start)
            at = lines.next_filled(end, last)
        self.page.leave(entered)
        return at

    def _item(self, first: int, last: int, start: int) -> None:
        lines = self.lines
        if start >= lines.ends[first]:
            lines.starts[first] = lines.ends[first]
        else:
            column = lines.columns[first] + len(self.text[lines.starts[first] : start].expandtabs(8))
            lines.starts[first], lines.columns[first] = start, column
            for line in range(first + 1, last):
                # A line that is set in too little still belongs to the item.
                lines.columns[line] = max(lines.columns[line], column)
        self.read(first, last)

    def _fields(self, at: int, last: int) -> int:
        lines = self.lines
        column = lines.columns[at]
        field = FIELD.match(self.text, lines.starts[at], lines.ends[at])
        if field is None:
            return at
        self.page.enter_list()
        while field and lines.columns[at] == column:
            name = field.group(1)
            if name.partition(" ")[0] not in _PARAMETERS:
                start = field.start(1)
                self.page.write(joined_stretch(self.text, [(start, start + len(name))]))
            end = lines.block_end(at + 1, last, column)
            self.inside(at, end, field.end())
            at = lines.next_filled(end, last)
            field = FIELD.match(self.text, lines.starts[at], lines.ends[at]) if at < last else None
        self.page.leave()
        return at

    def _option_list(self, at: int, last: int) -> int:
        lines = self.lines
        column = lines.columns[at]
        options = _OPTIONS.match(self.text, lines.starts[at], lines.ends[at])
        if options is None:
            return at
        self.page.enter_list()
        while options and lines.columns[at] == column:
            end = lines.block_end(at + 1, last, column)
            self.inside(at, end, options.end())
            at = lines.next_filled(end, last)
            options = _OPTIONS.match(self.text, lines.starts[at], lines.ends[at]) if at < last else None
        self.page.leave()
        return at

    # -- tables and explicit markup

    def _grid(self, at: int, last: int) -> int:
        if not _GRID.match(self.text, self.lines.starts[at], self.lines.ends[at]):
            return at
        # Imported only where there is a table.
        from healthlint.readers.rst_tables import grid_cells

        end, cells = grid_cells(self.lines, at, last)
        self.page.write_cells(self.text, cells)
        return end

    def _simple_table(self, at: int, last: int) -> int:
        if not _SIMPLE.match(self.text, self.lines.starts[at], self.lines.ends[at]):
            return at
        from healthlint.readers.rst_tables import simple_cells

        end, cells = simple_cells(self.lines, at, last)
        self.page.write_cells(self.text, cells)
        return end

    def _anonymous(self, at: int, last: int) -> int:
        if not _ANONYMOUS.match(self.text, self.lines.starts[at], self.lines.ends[at]):
            return at
        return self.lines.block_end(at + 1, last, self.lines.columns[at])

    def _explicit(self, at: int, last: int) -> int:
        start, end = self.lines.starts[at], self.lines.ends[at]
        if not self.text.startswith("..", start) or not (end == start + 2 or self.text[start + 2] in " \t"):
            return at
        return self.page.explicit(self, at, last)
