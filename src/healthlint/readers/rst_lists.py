"""Reads the lists of reStructuredText: bullets, numbers, definitions, fields, options, lines set as they are.

Each function gets the line where a list may start and that behind the last one, and gives the line behind the list: the
first one itself where there is none.
"""

from __future__ import annotations

import re

from healthlint.readers.lines import stretch_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from healthlint.readers.rst_blocks import RstBlocks

FIELD = re.compile(r":(?![: \t])((?:[^:\0\r\n]|\0.|:(?![ \t`\r\n]|\Z)){1,200}?)(?<![ \t]):(?:[ \t]+|\Z)")
_BULLET = re.compile(r"[-+*\u2022\u2023\u2043](?:[ \t]+|\Z)")
_NUMBER = r"(?:[0-9]{1,9}|[ivxlcdmIVXLCDM]{1,12}|[A-Za-z]|#)"
_ENUMERATOR = re.compile(rf"(?:\(?{_NUMBER}\)|{_NUMBER}\.)(?:[ \t]+|\Z)")
_VALUE = r"(?:<[^<>]{1,80}>|[A-Za-z][\w-]{0,80})"
_OPTION = rf"(?:-[^\W_](?:[ ]?{_VALUE})?|(?:--|/)[\w-]{{1,80}}(?:[ =]{_VALUE})?)"
_OPTIONS = re.compile(rf"{_OPTION}(?:, {_OPTION}){{0,20}}(?:[ \t]{{2,}}|\Z)")
_LINE_BLOCK = re.compile(r"\|(?:[ \t]+|\Z)")
_PARAMETERS = ("param", "parameter", "arg", "argument", "keyword", "kwarg", "raises", "rtype", "type", "var", "vartype")
"""What names of fields begin with that describe code."""


class RstLists:
    """The lists of one run of lines."""

    def __init__(self, blocks: RstBlocks) -> None:
        self.blocks = blocks
        self.page = blocks.page
        self.lines = blocks.lines
        self.text = blocks.text

    def starts(self, line: int) -> bool:
        """Whether an item of a list seems to start in a line."""
        start, end = self.lines.starts[line], self.lines.ends[line]
        return any(pattern.match(self.text, start, end) for pattern in (_BULLET, _ENUMERATOR))

    def bullets(self, at: int, last: int) -> int:
        """A list with one sign of bullet."""
        sign = self.text[self.lines.starts[at]]
        return self._list(at, last, lambda line, _: self._bullet_end(line, sign))

    def _bullet_end(self, line: int, sign: str) -> int:
        start, end = self.lines.starts[line], self.lines.ends[line]
        bullet = _BULLET.match(self.text, start, end) if self.text[start] == sign else None
        return bullet.end() if bullet else start

    def enumerated(self, at: int, last: int) -> int:
        """A list with numbers or letters."""
        return self._list(at, last, self._enumerator_end)

    def _enumerator_end(self, line: int, last: int) -> int:
        """Where the text behind the number of an item starts; a line that a line of text follows is none."""
        lines = self.lines
        start, end = lines.starts[line], lines.ends[line]
        number = _ENUMERATOR.match(self.text, start, end)
        if number is None:
            return start
        below = line + 1
        goes_on = below < last and not lines.is_empty(below) and lines.columns[below] <= lines.columns[line]
        if goes_on and not _ENUMERATOR.match(self.text, lines.starts[below], lines.ends[below]):
            return start
        return number.end()

    def _list(self, at: int, last: int, marker_end: Callable[[int, int], int]) -> int:
        """A list of items; `marker_end` tells where the text behind the marker of a line starts."""
        lines = self.lines
        column = lines.columns[at]
        if marker_end(at, last) == lines.starts[at]:
            return at
        entered = self.page.begin_list()
        while at < last and not lines.is_empty(at) and lines.columns[at] == column:
            start = marker_end(at, last)
            if start == lines.starts[at]:
                break
            end = lines.block_end(at + 1, last, column)
            self._item(at, end, start)
            at = lines.next_filled(end, last)
        self.page.end_list(entered)
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
        self.blocks.read(first, last)

    def fields(self, at: int, last: int) -> int:
        """A list of fields: `:name: body`."""
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
                self.page.write(stretch_of(self.text, [(start, start + len(name))]))
            end = lines.block_end(at + 1, last, column)
            self.blocks.inside(at, end, field.end())
            at = lines.next_filled(end, last)
            field = FIELD.match(self.text, lines.starts[at], lines.ends[at]) if at < last else None
        self.page.leave()
        return at

    def options(self, at: int, last: int) -> int:
        """A list of the options of a command; only what is said of them is prose."""
        return self._list(at, last, self._options_end)

    def _options_end(self, line: int, last: int) -> int:
        """Where the text behind the options of a command starts; options that nothing is said of are words."""
        lines = self.lines
        start, end = lines.starts[line], lines.ends[line]
        options = _OPTIONS.match(self.text, start, end)
        if options is None or (
            options.end() == end and lines.block_end(line + 1, last, lines.columns[line]) <= line + 1
        ):
            return start
        return options.end()

    def definitions(self, at: int, last: int) -> int:
        """A list of terms with definitions that are set in; the first term is known to be one."""
        lines = self.lines
        column = lines.columns[at]
        self.page.enter_list()
        is_term = True
        while is_term:
            self.page.write(lines.stretch(at, at + 1))
            end = lines.block_end(at + 1, last, column)
            self.blocks.read(at + 1, end)
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

    def line_block(self, at: int, last: int) -> int:
        """Lines that start with a bar; one without words ends a region."""
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
            self.page.write(stretch_of(self.text, spans))
