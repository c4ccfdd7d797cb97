"""HTML: a paragraph is an element, and stands inside the part of the page that holds its text."""

from __future__ import annotations

import re

from healthlint.notation import Notation, Room, line_end

_ENDS = ("main", "article", "body", "html")
"""The elements at whose end there is room, the most fitting first."""

_TAG = re.compile(
    r"<!--.*?-->|<(script|style|template|textarea|title|svg|iframe)\b.*?</\1\s*>|<(/?)(main|article|body|html)\b[^<>]*>",
    re.DOTALL | re.IGNORECASE,
)
_TEMPLATE = re.compile(r"\{%|<%|<\?(?!xml\b)|\{\{-?\s*(?:define|block|template|end)\b", re.IGNORECASE)
_END_OF_BLOCK = re.compile(
    r"(?:\s|</?(?:a|abbr|b|cite|code|em|i|mark|q|small|span|strong|sub|sup|u)\b[^<>]*>)*</(?:p|h[1-6])\s*>",
    re.IGNORECASE,
)


def _paragraph(words: str, symbol: str, is_bold: bool) -> str | None:
    written = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<p><strong>{symbol}{written}</strong></p>" if is_bold else f"<p>{symbol}{written}</p>"


def _at_end(text: str) -> Room | None:
    """Room at the end of the main part: of the element that holds it, or of a page without such elements."""
    ends: dict[str, list[int]] = {}
    for tag in _TAG.finditer(text):
        if tag[2]:
            ends.setdefault(tag[3].lower(), []).append(tag.start())
    name = next((name for name in _ENDS if len(ends.get(name, ())) == 1), "")
    if name:
        return _in_front(text, ends[name][0])
    if _TEMPLATE.search(text):  # what stands behind the blocks of a template may never be shown
        return None
    offset = len(text.rstrip())
    return Room(offset, line_end(text, offset) + _indentation(text, offset) if offset else "")


def _in_front(text: str, offset: int) -> Room:
    """Room in front of the end tag at `offset`, on a line of its own where the tag has one."""
    content = len(text[:offset].rstrip())
    gap = text[content:offset]
    if "\n" not in gap and "\r" not in gap:
        return Room(offset, "")
    return Room(content, line_end(text, offset) + _inner_indentation(text, content, offset))


def _inner_indentation(text: str, content: int, offset: int) -> str:
    """How far what stands inside the element that ends at `offset` is indented: the least of the lines above that are
    indented more than its end tag.
    """
    own = _indentation(text, offset)
    least = own
    for line in reversed(text[:content].splitlines()):
        if not line.strip():
            continue
        indentation = line[: len(line) - len(line.lstrip(" \t"))]
        if len(indentation) <= len(own):
            break
        if least == own or len(indentation) < len(least):
            least = indentation
    return least


def _indentation(text: str, offset: int) -> str:
    """The white space that begins the line of `offset`."""
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    line = text[start:offset]
    return line[: len(line) - len(line.lstrip(" \t"))]


def _behind(text: str, offset: int) -> Room | None:
    """Room behind the paragraph or heading whose words end at `offset`."""
    end = _END_OF_BLOCK.match(text, offset)
    if end is None:
        return None
    return Room(end.end(), line_end(text, offset) + _indentation(text, end.end()))


NOTATION = Notation({"*": "*", "†": "†", "‡": "‡", "§": "§"}, _paragraph, _at_end, _behind)
"""HTML."""
