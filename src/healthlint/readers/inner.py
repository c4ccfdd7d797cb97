"""Writes a string of front matter or of a data file in the format that it is written in: plain words, Markdown or HTML.

The string is read as a document of its own, whose places are then those of the string in the source. Knows neither
notations nor keys.
"""

from __future__ import annotations

import re

from healthlint.document import Document, OffsetMap
from healthlint.readers.builder import Builder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_STARTS_WITH_TAG = re.compile(r"\s*<(?:[A-Za-z][^<>]*>|!--|!(?i:doctype))")
_HTML = re.compile(
    r"<(?:/?[A-Za-z][^<>]*>|!--)|&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,9}|#[xX][0-9a-fA-F]{1,8});",
)
_MARKDOWN = re.compile(
    r"\*\*[^\s*]|(?<![\w_])__[^\s_]|\]\(|`[^`\n]+`|~~[^\s~]|^ {0,3}(?:#{1,6}[ \t]|>|```|~~~)|^\|.*\|[ \t]*$"
    r"|(?<![\w*])\*[^\s*][^*\n]*(?<!\s)\*(?![\w*])|(?<![\w_])_[^\s_][^_\n]*(?<!\s)_(?![\w_])|\[\^[^\]\s]{1,99}\]",
    re.MULTILINE,
)
_MARKDOWN_SIGNS = "*_]`~#>|"
"""What all Markdown has one of, here. One character is found much faster than a pattern."""

_PLACEHOLDER = r"\{\{[^{}]*\}\}\}?|\{%[^%{}]*%\}|[$%#]?\{[\w.:$-]{1,60}\}|%\([\w.]{1,60}\)[sd]|<%[^%]*%>"
_UNIT = re.compile(rf"(?:\bhttps?://|\bwww\.)[^\s<>\"'\ufffc]{{0,2000}}[^\s<>\"'\ufffc.,;:!?)\]}}*_]|{_PLACEHOLDER}")
_UNIT_SIGNS = ("{", "%", "://", "www.")
_ENDS_A_SENTENCE = re.compile(r"[.!?\u2026\u3002][\"')\]\u2019\u201d*\u2020\u2021]*\s*\Z")
_OBJECT = "\ufffc"


def write_string(builder: Builder, scope: str, written: Iterable[tuple[str, int, int]]) -> None:
    """Write a string, given as (content, start, end) in the order of the source, as one region or as those of its
    paragraphs, headings and lists.

    `scope` is that of its running text. A "field" that ends like a sentence or has several parts is a "paragraph".
    """
    parts = list(written)
    content = "".join(part for part, _, _ in parts)
    read = _reader(content)
    if read is None:
        builder.open("paragraph" if scope == "field" and _is_sentence(content) else scope)
        for piece in parts:
            builder.write(*piece)
        builder.close()
        return
    place = OffsetMap()
    length = 0
    for part, start, end in parts:
        place.add(length, length + len(part), start, end)
        length += len(part)
    inner = read(Document("", content))
    if inner.comments and _is_on_one_line(builder.document, place.start(0), place.end(length)):
        _find_lines_below(inner)
    if scope == "field" and (len(inner.regions) > 1 or _is_sentence(inner.prose)):
        scope = "paragraph"
    builder.adopt(inner, place, scope)
    meta = builder.document.meta
    for key in ("page.price", "page.cart"):
        if inner.meta.get(key):
            meta[key] = True


def _is_on_one_line(document: Document, start: int, end: int) -> bool:
    position = document.lines.position
    return position(start)[0] == position(end)[0]


def _find_lines_below(document: Document) -> None:
    """Say of each comment where the next line is that holds more than blanks and comments."""
    text, position = document.text, document.lines.position
    bounds = [*document.lines.starts, len(text)]
    spans = {comment: (position(comment.start), position(comment.end - 1)[0]) for comment in document.comments}
    alone = {
        first: last
        for comment, ((first, column), last) in spans.items()
        if not (text[comment.start - column + 1 : comment.start] + text[comment.end : bounds[last]]).strip()
    }
    found = [(len(text), len(text))] * (len(bounds) + 1)  # by line: it or the next one that counts
    for line in range(len(bounds) - 1, 0, -1):
        start, end = bounds[line - 1], bounds[line]
        if line in alone:
            found[line] = found[alone[line] + 1]
        else:
            found[line] = (start, end) if text[start:end].strip() else found[line + 1]
    for comment, (_, last) in spans.items():
        comment.below = found[last + 1]


def _is_sentence(prose: str) -> bool:
    # Only the end matters: a search from the start would look at every full stop.
    return _ENDS_A_SENTENCE.search(prose[-40:].rstrip()) is not None


def _reader(content: str) -> Callable[[Document], Document] | None:
    """Who reads such a string; None where it is a line of words that stand as they are read."""
    # Each reader is imported when the first string of its format comes.
    if "<" in content and _STARTS_WITH_TAG.match(content):
        from healthlint.readers import html

        return html.read
    if any(map(content.__contains__, _MARKDOWN_SIGNS)) and _MARKDOWN.search(content):
        from healthlint.readers import markdown

        return markdown.read
    if ("<" in content or "&" in content) and _HTML.search(content):
        from healthlint.readers import html

        return html.read
    if "\n" in content.strip() or "\r" in content.strip():
        from healthlint.readers import plain

        return plain.read
    if any(map(content.__contains__, _UNIT_SIGNS)) and _UNIT.search(content):
        return _read_line
    return None


def _read_line(document: Document) -> Document:
    """Read one line of words with addresses and placeholders, which are no words."""
    builder = Builder(document)
    builder.open("paragraph")
    done = 0
    for unit in _UNIT.finditer(document.text):
        builder.copy(done, unit.start())
        builder.write(_OBJECT, *unit.span())
        done = unit.end()
    builder.copy(done, len(document.text))
    builder.close()
    return builder.finish()
