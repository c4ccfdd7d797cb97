"""Reads the tables of AsciiDoc: cells between bars, comma- and colon-separated values, and what a cell may hold.

Knows nothing of the blocks around.
"""

from __future__ import annotations

import re

from healthlint.readers.lines import cut_lines
from healthlint.readers.separated_values import separated_values

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.readers.asciidoc_attributes import Attributes
    from healthlint.readers.asciidoc_blocks import AsciidocBlocks

_SEPARATORS = {"|": "|", "!": "!", ",": ",", ":": ":"}
_FORMATS = {"csv": ",", "tsv": "\t", "dsv": ":"}
_SPEC = r"(?:(?<=\s)(?:([0-9]{1,4})?(?:\.[0-9]{1,4})?([*+]))?(?:\.?[<^>]){0,2}([adehlmsv])?)?(?<!\\)"
"""What may stand before the bar of a cell."""

_COLUMN = re.compile(r"(?:([0-9]{1,4})\*)?[^,;a-z]{0,20}([a-z])?")
_MOST_COLUMNS = 10_000
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")
_CODE = "lm"


def read_table(blocks: AsciidocBlocks, first: int, last: int, sign: str, said: Attributes | None) -> None:
    """Read the table in the lines `first` to `last` (exclusive), whose delimiter starts with `sign`."""
    lines, page = blocks.lines, blocks.page
    first = lines.next_filled(first, last)
    while last > first and lines.is_empty(last - 1):
        last -= 1
    if first >= last:
        return
    separator = _FORMATS.get(said.value("format"), _SEPARATORS[sign]) if said else _SEPARATORS[sign]
    if said and said.value("separator"):
        separator = said.value("separator")[0]
    page.enter("table", "table-cell")
    if separator in ",\t" or (said and said.value("format") in _FORMATS) or sign in ",:":
        for stretch in separated_values(lines, first, last, separator):
            page.write(stretch)
    else:
        styles = _columns(said.value("cols")) if said else []
        for style, start, end in _cells(lines.text, lines.starts[first], lines.ends[last - 1], separator, styles):
            _write_cell(blocks, style, start, end)
    page.leave()


def _columns(written: str) -> list[str]:
    """The style of each column as the attribute `cols` says it."""
    styles: list[str] = []
    for part in re.split("[,;]", written):
        column = _COLUMN.match(part.strip())
        if column is not None and len(styles) < _MOST_COLUMNS:
            styles += [column[2] or ""] * min(int(column[1] or 1), _MOST_COLUMNS)
    return styles


def _cells(text: str, start: int, end: int, sign: str, styles: list[str]) -> Iterator[tuple[str, int, int]]:
    """The style and the place of each cell in text[start:end]."""
    column = 0
    inside = -1
    style = ""
    for found in re.compile(_SPEC + re.escape(sign)).finditer(text, start, end):
        if inside >= 0:
            yield style, inside, found.start()
        inside = found.end()
        style = found[3] or (styles[column % len(styles)] if styles else "")
        column += int(found[1] or 1) if found[2] else 1
    if inside >= 0:
        yield style, inside, end
    else:
        yield style, start, end  # no bar at all: the words are on the page nevertheless


def _write_cell(blocks: AsciidocBlocks, style: str, start: int, end: int) -> None:
    """A cell whose content is AsciiDoc, code, or paragraphs."""
    if style and style in _CODE:
        return
    text = blocks.text
    lines = cut_lines(text, (line.span() for line in _LINE.finditer(text, start, end)), 8)
    inside = type(blocks)(blocks.page, lines)
    if style == "a":
        lines.columns[lines.next_filled(0, len(lines) - 1)] = 0
        inside.read(0, len(lines))
        return
    at = 0
    while (at := lines.next_filled(at, len(lines))) < len(lines):
        last = lines.filled_end(at, len(lines))
        inside.write(at, last)
        at = last
