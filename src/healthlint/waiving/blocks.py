"""The blocks of a document, between which a comment can stand on lines of its own. Knows formats, no rules."""

from __future__ import annotations

import os.path
import re
from bisect import bisect_right

from healthlint.waiving.outermost import asciidoc_blocks, joined, rst_blocks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.document import Document, Region

_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd", ".mdx")
_OUTERMOST = {
    **dict.fromkeys((".rst", ".rest"), rst_blocks),
    **dict.fromkeys((".adoc", ".asciidoc", ".asc"), asciidoc_blocks),
}
_MARKUP = (".html", ".htm", ".xhtml")
_DATA = (".yaml", ".yml", ".jsonc", ".json5")
_TOGETHER = ("list", "table", "blockquote")
"""Outermost containers that no comment may part."""

_NAMES = "(?:a|b|blockquote|button|caption|dd|dt|em|figcaption|h[1-6]|i|label|li|p|small|span|strong|summary|td|th)"
_OPENINGS = re.compile(rf"\s*(?:<{_NAMES}(?:\s[^<>]*)?>\s*)+", re.IGNORECASE)
_CLOSINGS = re.compile(rf"\s*(?:</{_NAMES}>\s*)+", re.IGNORECASE)
_KEYED = re.compile(r"""\s*(?:-[ \t]+\S|(?:[\w.-]+|"[^"]*"|'[^']*')\s*:(?:\s|\Z))""")
_PROLOGUE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!doctype[^>]*>)?", re.IGNORECASE)


def blocks_of(document: Document) -> list[tuple[int, int]]:
    """The blocks of the body as (first line, last line), 1-based, in their order."""
    suffix = _suffix(document)
    if suffix in _MARKDOWN:
        from healthlint.readers.markdown import blocks  # each format brings its own parser

        return [_lines(document, start, end) for start, end in blocks(document)]
    if suffix in _OUTERMOST:
        lines = [_line(document, number) for number in range(1, len(document.lines.starts) + 1)]
        return joined(_OUTERMOST[suffix](lines), [_lines(document, *span) for span in _spans(document, grouped=True)])
    widen = _with_key if suffix in _DATA else _with_tags
    return sorted(widen(document, *_lines(document, *span)) for span in _spans(document, grouped=False))


def block_at(blocks: list[tuple[int, int]], line: int) -> tuple[int, int] | None:
    """The last block that begins at or before a line and reaches it; None where the line is in no block."""
    at = bisect_right(blocks, line, key=_first) - 1
    while at >= 0 and blocks[at][1] < line:
        at -= 1
    return blocks[at] if at >= 0 else None


def top_of(document: Document) -> int:
    """The 1-based line before which a comment for the whole file can stand: the first of the body; one more than there
    are lines where that is their end.
    """
    text = document.text
    body = 0
    if text[:3] in ("---", "+++") or text[:1] == "{":
        from healthlint.document import Document as Blank
        from healthlint.readers.builder import Builder
        from healthlint.readers.front_matter import read_front_matter

        body = read_front_matter(Builder(Blank(document.label, text)), text)
    elif _suffix(document) in _MARKUP and (prologue := _PROLOGUE.match(text)):
        body = prologue.end()
    line, column = document.lines.position(body)
    if column == 1:
        return line
    return line + 1 if not _line(document, line)[column - 1 :].strip() else len(document.lines.starts) + 1


def _suffix(document: Document) -> str:
    return os.path.splitext(document.label)[1].lower()


def _first(block: tuple[int, int]) -> int:
    return block[0]


def _lines(document: Document, start: int, end: int) -> tuple[int, int]:
    """The lines of source[start:end] without blank ones at its ends."""
    words = document.text[start:end]
    stop = start + max(len(words.rstrip()), 1)
    start += len(words) - len(words.lstrip())
    return document.lines.position(start)[0], document.lines.position(stop - 1)[0]


def _spans(document: Document, grouped: bool) -> list[tuple[int, int]]:
    """The source spans of the regions, in order; `grouped`: those of neighbours in a list or the like together."""
    found: list[tuple[int, int]] = []
    before = ""
    for region, start, end in sorted(
        ((region, *document.span(region.start, region.end)) for region in document.regions), key=_start
    ):
        container = region.containers[0] if region.containers and grouped else ""
        if container in _TOGETHER and container == before:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
        before = container
    return found


def _start(placed: tuple[Region, int, int]) -> int:
    return placed[1]


def _line(document: Document, line: int) -> str:
    starts = document.lines.starts
    return document.text[starts[line - 1] : starts[line] if line < len(starts) else len(document.text)]


def _with_tags(document: Document, first: int, last: int) -> tuple[int, int]:
    """The lines with those around that hold nothing but the tags in which they stand."""
    above, below = first, last
    while above > 1 and _OPENINGS.fullmatch(_line(document, above - 1)):
        above -= 1
    while below - last < first - above and below < len(document.lines.starts):
        if not _CLOSINGS.fullmatch(_line(document, below + 1)):
            break
        below += 1
    return above, below


def _with_key(document: Document, first: int, last: int) -> tuple[int, int]:
    """The lines of the value in a data file that these stand in, with that of its key and all that is set in below."""
    line = _line(document, first)
    inner = _indent(line)
    if not _KEYED.match(line):
        while first > 1 and not (_line(document, first).strip() and _indent(_line(document, first)) < inner):
            first -= 1
    outer = _indent(_line(document, first))
    below = last
    while below < len(document.lines.starts):
        line = _line(document, below + 1)
        if line.strip() and _indent(line) <= outer:
            break
        below += 1
        last = below if line.strip() else last
    return first, last


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
