"""Reads the lists of AsciiDoc: bullets, numbers, callouts, terms with their descriptions, and what is attached to them.

A list nests by its markers, not by indentation.
"""

from __future__ import annotations

import re

from healthlint.readers.lines import stretch_of
from healthlint.readers.markup_page import MAX_DEPTH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.readers.asciidoc_blocks import AsciidocBlocks

_MARKER = re.compile(
    r"(?:(?P<sign>-|\*{1,5}|\u2022|\.{1,5})|(?P<number>[0-9]{1,9}\.)|(?P<letter>[A-Za-z]\.)|(?P<roman>[ivxIVX]{1,10}\))"
    r"|(?P<callout><(?:[0-9]{1,4}|\.)>))[ \t]+(?=\S)"
)
_TERM = re.compile(r"(?![ \t/])[^\r\n]{1,1000}?(?P<sign>:::?:?|;;)(?:[ \t]+|\Z)")
_CHECK = re.compile(r"\[[ xX*]\][ \t]+(?=\S)")
_MOST_LISTS = 32
"""Lists nested deeper are read as if they were not."""


class _Marker:
    """What starts an item: lists with the same `kind` are one. The text of the item starts at `end`."""

    __slots__ = ("end", "kind", "term")

    def __init__(self, kind: str, end: int, term: int = -1) -> None:
        self.kind = kind
        self.end = end
        self.term = term  # where the term ends, -1 where there is none


class AsciidocLists:
    """The lists of one run of lines."""

    def __init__(self, blocks: AsciidocBlocks) -> None:
        self.blocks = blocks
        self.lines = blocks.lines
        self.text = blocks.text

    def marker(self, line: int) -> _Marker | None:
        """What starts an item in a line."""
        start, end = self.lines.starts[line], self.lines.ends[line]
        found = _MARKER.match(self.text, start, end)
        if found is not None:
            return _Marker(found["sign"] or found.lastgroup or "", found.end())
        if "::" in self.text[start:end] or ";;" in self.text[start:end]:
            term = _TERM.match(self.text, start, end)
            if term is not None:
                return _Marker(term["sign"], term.end(), term.start("sign"))
        return None

    def read(self, at: int, last: int) -> int:
        """Read the list that starts in the line `at`; the line behind it, `at` where there is none."""
        marker = self.marker(at)
        if marker is None:
            return at
        page, lines = self.blocks.page, self.lines
        kinds: list[str] = []
        while marker is not None:
            if marker.kind in kinds:
                while kinds[-1] != marker.kind:
                    kinds.pop()
                    page.leave()
            elif len(kinds) < _MOST_LISTS:
                kinds.append(marker.kind)
                page.enter_list()
            at = self._item(at, last, marker)
            following = lines.next_filled(at, last)
            marker = self.marker(following) if following < last else None
            at = following if marker is not None else at
        for _ in kinds:
            page.leave()
        return at

    def _item(self, at: int, last: int, marker: _Marker) -> int:
        """Read an item with what is attached to it; the line behind it."""
        lines, blocks = self.lines, self.blocks
        start = lines.starts[at]
        end = self._text_end(at, last)
        lines.starts[at] = marker.end
        lines.columns[at] = 0
        if marker.term >= 0:
            blocks.page.write(stretch_of(self.text, [(start, marker.term)]))
            if end == at + 1 and lines.is_empty(at):
                end = self._description(at + 1, last)
        check = _CHECK.match(self.text, marker.end, lines.ends[at])
        if check is not None:
            lines.starts[at] = check.end()
        blocks.write(at, end)
        return self._attached(end, last)

    def _description(self, at: int, last: int) -> int:
        """The line behind the description of a term that has none on its own line."""
        lines = self.lines
        first = lines.next_filled(at, last)
        if first >= last or self.blocks.breaks(first) or self.marker(first) is not None:
            return at
        return self._text_end(first, last)

    def _text_end(self, at: int, last: int) -> int:
        lines = self.lines
        end = at + 1
        while end < last and not lines.is_empty(end) and not self.blocks.breaks(end) and self.marker(end) is None:
            end += 1
        return end

    def _attached(self, at: int, last: int) -> int:
        """Read the blocks that are attached to an item by "+" lines, or by being set in."""
        lines = self.lines
        while at < last:
            following = lines.next_filled(at, last)
            if following >= last:
                break
            if lines.words(following) == "+":
                at = self._attached_block(lines.next_filled(following + 1, last), last)
            elif following > at and lines.columns[following] and self.marker(following) is None:
                at = self.blocks.paragraph_end(following, last)  # set in: a literal paragraph
            else:
                break
        return at

    def _attached_block(self, at: int, last: int) -> int:
        """Read the block that starts in a line, with what is said of it."""
        blocks = self.blocks
        blocks.remarks.said = None
        while at < last and not self.lines.is_empty(at) and (end := blocks.remarks.read(at, last)) > at:
            at = end
        if at >= last or self.lines.is_empty(at):
            return at
        page = blocks.page
        page.depth += 1
        if page.depth > MAX_DEPTH:
            end = blocks.paragraph_end(at, last)
            blocks.write(at, end)
        else:
            end = blocks.block(at, last)
        page.depth -= 1
        return end
