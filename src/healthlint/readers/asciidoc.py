"""Reads AsciiDoc: what a visitor of the page would read, with the place of every word in the source.

Knows how a document begins: front matter and the header. All else is the matter of `asciidoc_blocks` and what it calls.
"""

from __future__ import annotations

import re

from healthlint.readers.asciidoc_attributes import is_plain
from healthlint.readers.asciidoc_blocks import AsciidocBlocks
from healthlint.readers.asciidoc_page import AsciidocPage
from healthlint.readers.beginning import body_of
from healthlint.readers.builder import Builder
from healthlint.readers.lines import source_lines
from healthlint.readers.page_fields import keep_field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.document import Document
    from healthlint.readers.lines import Lines

_NAME = r"[^\W\d_][\w'.\u2019-]*(?:[ \t]+[^\W\d_][\w'.\u2019-]*){0,2}(?:[ \t]+<[^<>]+>)?"
_AUTHORS = re.compile(rf"{_NAME}(?:;[ \t]*{_NAME})*\Z")
_REVISION = re.compile(r"(?:[vV]?[0-9][^\r\n]*|[^\s,]{1,20},[ \t]*[0-9][^\r\n]*)\Z")
_SPOKEN = ("title", "description")


def read(document: Document) -> Document:
    """Read an AsciiDoc document (see the contract in the package's docstring)."""
    builder = Builder(document)
    text = document.text
    body = body_of(builder)
    lines = source_lines(text, document.lines.starts, body, 8)
    page = AsciidocPage(builder)
    blocks = AsciidocBlocks(page, lines)
    blocks.read(_read_header(blocks, lines), len(lines))
    return builder.finish()


def _read_header(blocks: AsciidocBlocks, lines: Lines) -> int:
    """Read the header; the line behind it."""
    last = len(lines)
    at = lines.next_filled(0, last)
    titled = False
    while at < last and not lines.is_empty(at):
        words = lines.words(at)
        if blocks.remarks.is_comment(at):
            blocks.remarks.comment(at)
            at += 1
        elif blocks.remarks.is_entry(at):
            at = _read_entry(blocks, at, last)
        elif not titled and (words.startswith(("= ", "# ")) or blocks.is_underlined(at, last)):
            titled = True
            blocks.page.is_legacy = words[0] not in "=#"
            at = _past_authors(lines, blocks.block(at, last), last)
        else:
            break
        if not titled and at < last:
            at = lines.next_filled(at, last)
    return at


def _past_authors(lines: Lines, at: int, last: int) -> int:
    """The line behind the names of the authors and the revision, which stand below the title and are no prose."""
    if at < last and _AUTHORS.match(lines.words(at)):
        at += 1
        if at < last and _REVISION.match(lines.words(at)):
            at += 1
    return at


def _read_entry(blocks: AsciidocBlocks, at: int, last: int) -> int:
    """Keep an attribute of the page; one that people read is a region, unless words that refer to it show it."""
    lines, page = blocks.lines, blocks.page
    name, end = blocks.remarks.entry(at, last)
    value = page.values.value(name)
    scope = keep_field(page.builder.document, name, value) if "!" not in name else ""
    if scope and (scope in _SPOKEN or not is_plain(value)):
        page.write(lines.stretch(lines.next_filled(at, end), end), scope)
    return end
