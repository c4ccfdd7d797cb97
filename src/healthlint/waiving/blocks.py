"""The blocks of a document, between which a comment can stand on lines of its own. Knows formats, no rules."""

from __future__ import annotations

import os.path
import re
from bisect import bisect_right

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.document import Document, Region

_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd", ".mdx")
_MARKUP = (".html", ".htm", ".xhtml")
_TOGETHER = ("list", "table", "blockquote")
"""Outermost containers that no comment may part."""

_OPENINGS = re.compile(
    r"\s*(?:<(?:a|b|blockquote|button|caption|dd|dt|em|figcaption|h[1-6]|i|label|li|p|small|span|strong|summary|td|th)"
    r"(?:\s[^<>]*)?>\s*)+",
    re.IGNORECASE,
)
_PROLOGUE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!doctype[^>]*>)?", re.IGNORECASE)


def blocks_of(document: Document) -> list[tuple[int, int]]:
    """The blocks of the body as (first line, last line), 1-based, in their order."""
    suffix = _suffix(document)
    if suffix in _MARKDOWN:
        from healthlint.readers.markdown import blocks  # each format brings its own parser

        return [_lines(document, start, end) for start, end in blocks(document)]
    found = [_lines(document, start, end) for start, end in _spans(document, grouped=suffix not in _MARKUP)]
    if suffix in _MARKUP:
        return [(_above_tags(document, first), last) for first, last in found]
    return [_to_blank_lines(document, first, last) for first, last in found]


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
    return line if column == 1 else line + 1


def _suffix(document: Document) -> str:
    return os.path.splitext(document.label)[1].lower()


def _first(block: tuple[int, int]) -> int:
    return block[0]


def _lines(document: Document, start: int, end: int) -> tuple[int, int]:
    """The lines of source[start:end] without blank ones at its end."""
    stop = start + max(len(document.text[start:end].rstrip()), 1)
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


def _to_blank_lines(document: Document, first: int, last: int) -> tuple[int, int]:
    """The lines around that no blank line parts from these."""
    while first > 1 and _line(document, first - 1).strip():
        first -= 1
    while last < len(document.lines.starts) and _line(document, last + 1).strip():
        last += 1
    return first, last


def _above_tags(document: Document, first: int) -> int:
    """The first of the lines above that hold nothing but the tags in which a line stands."""
    while first > 1 and _OPENINGS.fullmatch(_line(document, first - 1)):
        first -= 1
    return first
