"""The outermost blocks of reStructuredText and AsciiDoc, by their lines alone.

Only between these a comment parts nothing in any processor: inside of a directive, of a table or of a delimited block
it may be an error, be shown, or end a list. Knows no regions.
"""

from __future__ import annotations

import re
from bisect import bisect_right

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_LABEL = re.compile(r"\.\. (?:_(?:[^`:\\]|\\.)*:|_`[^`]+`:|__:|(?:rst-)?class::.*)\s*\Z")
"""What names or describes the block below it, and loses it where a comment stands between them."""

_DELIMITER = re.compile(r"(?:([-=.*_+/])\1{3,}|--|`{3,}|~{4,}|[|,:!]={3,})\Z")
_UNDERLINE = re.compile(r"([-=~^+])\1+\Z")


def rst_blocks(lines: Sequence[str]) -> list[tuple[int, int]]:
    """The blocks as (first line, last line), 1-based: each begins behind a blank line at the margin, and what is set in
    below belongs to it.
    """
    blocks: list[tuple[int, int]] = []
    for first, last in _parted(lines, [False] * len(lines)):
        if blocks and _LABEL.match(lines[blocks[-1][1] - 1]):
            blocks[-1] = blocks[-1][0], last
        else:
            blocks.append((first, last))
    return blocks


def asciidoc_blocks(lines: Sequence[str]) -> list[tuple[int, int]]:
    """The same of AsciiDoc, where a block between delimiters is not parted by its blank lines."""
    inner = [False] * len(lines)
    closing = ""
    for number, line in enumerate(lines):
        words = line.rstrip()
        inner[number] = bool(closing)
        if closing:
            closing = "" if words == closing else closing
        elif _DELIMITER.match(words) and not _is_underline(lines, number):
            closing = words
    return _parted(lines, inner)


def _is_underline(lines: Sequence[str], number: int) -> bool:
    """Whether a line makes a heading of the one above it."""
    words, above = lines[number].rstrip(), lines[number - 1].rstrip() if number else ""
    is_alone = number < 2 or not lines[number - 2].strip()
    return (
        is_alone and bool(_UNDERLINE.match(words)) and abs(len(words) - len(above)) < 2 and any(map(str.isalnum, above))
    )


def _parted(lines: Sequence[str], inner: Sequence[bool]) -> list[tuple[int, int]]:
    """The lines in blocks: one begins with a line at the margin behind a blank one, unless that is `inner`."""
    blocks: list[tuple[int, int]] = []
    behind_blank = True
    for number, (line, is_inner) in enumerate(zip(lines, inner, strict=True), 1):
        is_blank = not line.strip()
        if not is_blank or is_inner:
            begins = not is_inner and behind_blank and not line[0].isspace()
            if begins or not blocks:
                blocks.append((number, number))
            else:
                blocks[-1] = blocks[-1][0], number
        behind_blank = is_blank
    return blocks


def joined(blocks: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The blocks, those together that share one of some spans of lines, which come in order."""
    firsts = [first for first, _ in blocks]
    result = list(blocks)
    for first, last in spans:
        start, stop = bisect_right(firsts, first) - 1, bisect_right(firsts, last) - 1
        if 0 <= start < stop:
            result[start] = blocks[start][0], max(result[start][1], blocks[stop][1])
    merged: list[tuple[int, int]] = []
    for first, last in result:
        if merged and first <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], last)
        else:
            merged.append((first, last))
    return merged
