"""Reads Markdown and MDX: what a visitor of the page would read, with the place of every word in the source.

Knows how the documents' parts are put together; `markdown_events` turns the parser's events into regions, `mask` takes
out what is no Markdown, `front_matter` reads front matter, `html_flow` follows HTML.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from healthlint.document import Document
from healthlint.readers.beginning import FENCES, body_of
from healthlint.readers.builder import Builder
from healthlint.readers.markdown_events import MarkdownEvents
from healthlint.readers.mask import mask
from healthlint.readers.offsets import source_offsets
from healthlint.readers.parser import parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from healthlint.readers.mask import Mask

_INSIDE = r"(?:[^\\\r\n%s]|\\.|(?:\r\n?|\n)(?![ \t]*[\r\n]))*"
_COMMENT = (
    r"(?:\A|(?<=[\r\n]))[ \t>]{0,20}(?P<all>\[(?://|comment|_|#)\]:[ \t]*(?:#|<>|<#>)[ \t]+"
    rf"(?:\((?P<round>{_INSIDE % '()'})\)|\"(?P<double>{_INSIDE % chr(34)})\"|'(?P<single>{_INSIDE % chr(39)})'))"
    r"[ \t]*(?=[\r\n]|\Z)"
)
"""A definition of a link that nothing can point to: the usual way to write a comment in Markdown."""

# Compiled where a page first needs one, and kept by `re`.
_LONE_RETURN = r"\r(?!\n)"
_QUOTED_TAG = r">[ \t]*<"
_QUOTED_HTML = r"(?:\A|(?<=[\r\n]))[ \t\d.)*+>-]*>[ \t]*<"
_NOT_LINE_END = r"[^\r\n]"


def read(document: Document) -> Document:
    """Fill a document that holds only its label and text; a label that ends in ".mdx" is read as MDX."""
    builder = Builder(document)
    body, masked, parsed, point = _prepare(builder)
    if "<" in masked.page and _has_quoted_html(masked.page, body):
        masked.page = _without_quote_signs(masked.page, parsed, point)
    events = MarkdownEvents(builder, masked, parsed, point)
    events.read()
    for comment in masked.comments:
        builder.comment(*comment)
    if "]:" in parsed and any(label in parsed for label in ("[//]:", "[comment]:", "[_]:", "[#]:")):
        _keep_comments(builder, masked.parsed, body, events.opaque)
    return builder.finish()


def _has_quoted_html(page: str, body: int) -> bool:
    tag, html = re.compile(_QUOTED_TAG), re.compile(_QUOTED_HTML)  # the first is fast, and most pages have none
    return tag.search(page, body) is not None and html.search(page, body) is not None


def blocks(document: Document) -> list[tuple[int, int]]:
    """The source spans of the outermost blocks of a document: paragraphs, whole lists, whole tables, blocks of HTML."""
    _, _, parsed, point = _prepare(Builder(Document(document.label, document.text)))
    found: list[tuple[int, int]] = []
    depth = 0
    for event, span in parse(parsed):
        if event.__class__ is not dict:
            continue
        if "Start" in event:
            if not depth:
                found.append((point(span["start"]), point(span["end"])))
            depth += 1
        elif "End" in event:
            depth -= 1
    return found


def _prepare(builder: Builder) -> tuple[int, Mask, str, Callable[[int], int]]:
    """Read front matter and mask the body: where it starts, the mask, what the parser gets, and the way from its byte
    offsets to offsets of the source.
    """
    document = builder.document
    text = document.text
    body = body_of(builder, (*FENCES, "{"))
    is_mdx = document.label.lower().endswith(".mdx")
    if "\r" in text and (line_ends := list(re.finditer(_LONE_RETURN, text))):
        # The parser takes a carriage return alone for a line end in some places only.
        masked = mask(re.sub(_LONE_RETURN, "\n", text), body, is_mdx)
        masked.page = _with_returns(masked.page, [line_end.start() for line_end in line_ends])
    else:
        masked = mask(text, body, is_mdx)
    parsed = _without(masked.parsed, body, masked.cuts)
    return body, masked, parsed, source_offsets(masked.parsed, body, masked.cuts)


def _with_returns(page: str, places: list[int]) -> str:
    return "\r".join(page[start + 1 : end] for start, end in zip([-1, *places], [*places, len(page)], strict=True))


def _without(text: str, start: int, cuts: list[tuple[int, int]]) -> str:
    parts = []
    for cut_start, cut_end in cuts:
        parts.append(text[start:cut_start])
        start = cut_end
    return "".join((*parts, text[start:]))


def _without_quote_signs(page: str, parsed: str, point: Callable[[int], int]) -> str:
    """`page` with spaces for the ">" that stand inside blocks of HTML."""
    parts: list[str] = []
    done = quotes = 0
    last = -1  # where the line of HTML before ended, -1 outside a quoted block
    for event, span in parse(parsed):
        if event.__class__ is not dict:
            continue
        ((kind, value),) = event.items()
        if value.__class__ is dict and "BlockQuote" in value:
            quotes += 1 if kind == "Start" else -1
        elif kind == "Html":
            start = point(span["start"])
            if -1 < last < start:
                parts += (page[done:last], re.sub(_NOT_LINE_END, " ", page[last:start]))
                done = start
            last = point(span["end"]) if quotes else -1
        elif value == "HtmlBlock":
            last = -1
    return "".join((*parts, page[done:]))


def _keep_comments(builder: Builder, text: str, body: int, opaque: list[tuple[int, int]]) -> None:
    """Keep the definitions that are comments: those that are neither shown nor inside code or HTML."""
    found = {comment.start("all"): comment for comment in re.compile(_COMMENT).finditer(text, body)}
    starts = sorted(found)
    blocks = ((start, end) for _, _, start, end in builder.document.map.pieces())
    for start, end in (*blocks, *opaque) if found else ():
        for place in starts[bisect_left(starts, start) : bisect_left(starts, end)]:
            found.pop(place, None)
    for comment in found.values():
        body_start, body_end = max(comment.span(name) for name in ("round", "double", "single"))
        builder.comment(*comment.span("all"), body_start, body_end)
