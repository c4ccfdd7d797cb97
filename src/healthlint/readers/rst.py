"""Reads reStructuredText: what a visitor of the page would read, with the place of every word in the source.

Knows how a document begins: front matter, the metadata that Nikola writes as comments, the fields of docutils and
Pelican. All else is the matter of `rst_blocks` and what it calls.
"""

from __future__ import annotations

import re

from healthlint.readers.beginning import body_of
from healthlint.readers.builder import Builder
from healthlint.readers.lines import ESCAPE, source_lines
from healthlint.readers.page_fields import keep_field
from healthlint.readers.rst_blocks import RstBlocks
from healthlint.readers.rst_lists import FIELD
from healthlint.readers.rst_names import Names
from healthlint.readers.rst_page import TAB, RstPage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.document import Document
    from healthlint.readers.lines import Lines

_ESCAPED = re.compile(r"\\([\s\S])")
_NIKOLA = re.compile(r"\.\.[ \t]+(?!healthlint:)([a-zA-Z][\w.-]{0,80}):(?:[ \t]+|\Z)")
_DIRECTIVE = re.compile(r"\.\.[ \t]+[\w.:+-]{1,80}[ \t]?::(?:[ \t]|\Z)")
_BIBLIOGRAPHIC = frozenset(("abstract", "dedication"))


def read(document: Document) -> Document:
    """Read a reStructuredText document (see the contract in the package's docstring)."""
    builder = Builder(document)
    text = document.text
    body = body_of(builder)
    if "\\" in text:
        text = _ESCAPED.sub(ESCAPE + r"\1", text)
    lines = source_lines(text, document.lines.starts, body, TAB)
    page = RstPage(builder, Names(text))
    _Beginning(page, lines).read()
    return builder.finish()


class _Beginning:
    """The reading of a document from its first line: what it says of itself, then its blocks."""

    def __init__(self, page: RstPage, lines: Lines) -> None:
        self.page = page
        self.lines = lines
        self.blocks = RstBlocks(page, lines)

    def read(self) -> None:
        last = len(self.lines)
        self._nikola(last)
        at = self._title_end(self._past_comments(0, last), last)
        fields = self._past_comments(at, last)
        end = self._fields(fields, last)
        if end > fields:
            self.blocks.read(0, fields)
        self.blocks.read(end if end > fields else 0, last)

    def _nikola(self, last: int) -> None:
        """Comments of the form `.. key: value` in the first block of lines."""
        lines = self.lines
        at = lines.next_filled(0, last)
        while at < last and not lines.is_empty(at):
            field = _NIKOLA.match(lines.text, lines.starts[at], lines.ends[at])
            if field is None:
                return
            lines.starts[at] = field.end()
            self._keep(field.group(1), at, at + 1)
            lines.starts[at] = field.start()
            at += 1

    def _keep(self, name: str, first: int, last: int) -> None:
        """Keep and write the field whose value stands in these lines, none of which but the first is empty."""
        lines = self.lines
        first = lines.next_filled(first, last)
        written = lines.text[lines.starts[first] : lines.ends[last - 1]] if first < last else ""
        scope = keep_field(self.page.builder.document, name, written.replace(ESCAPE, ""))
        if scope:
            self.page.write(lines.stretch(first, last), scope)

    def _title_end(self, at: int, last: int) -> int:
        """The line behind the title of the document, if it starts in the line `at`."""
        signs = [self.blocks.is_adornment(line, 2) for line in range(at, min(at + 3, last))]
        if signs[:1] == [False] and signs[1:2] == [True]:
            return at + 2
        return at + 3 if signs == [True, False, True] else at

    def _past_comments(self, at: int, last: int) -> int:
        """The first line that is neither empty nor part of a comment or target."""
        lines = self.lines
        while (at := lines.next_filled(at, last)) < last:
            words = lines.words(at)
            if words[:2] != ".." or _DIRECTIVE.match(words):
                break
            at = lines.block_end(at + 1, last, lines.columns[at])
        return at

    def _fields(self, at: int, last: int) -> int:
        """The line behind the fields that start in the line `at`."""
        lines = self.lines
        while at < last:
            field = FIELD.match(lines.text, lines.starts[at], lines.ends[at])
            if field is None or lines.columns[at]:
                break
            end = lines.block_end(at + 1, last, 0)
            self._field(field, at, end)
            at = lines.next_filled(end, last)
        return at

    def _field(self, field: re.Match[str], at: int, end: int) -> None:
        lines = self.lines
        if field.group(1).strip().lower() in _BIBLIOGRAPHIC:
            self.blocks.inside(at, end, field.end())
        elif lines.filled_end(at, end) == end:
            lines.starts[at] = field.end()
            self._keep(field.group(1), at, end)
        else:
            self.blocks.read(at, end)
