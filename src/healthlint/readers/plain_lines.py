"""Finds the units of plain text by the shape of its lines: paragraphs, headings, list items, quotations.

Knows lines and columns, never words, and writes nothing.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

PARAGRAPH, HEADING, ITEM = range(3)
"""Kinds of units."""

_WRAPPED = 120
"""Code points: where no line of a block is longer, its lines may have been broken by width."""

_SHORT = 90
_LONGEST_RULE = 200
_SIGNS = "-*+\u2022\u2023\u25e6\u25aa\u25cf\u25cb\u00b7\u2713\u2714\u2705\u27a4\u27a2\u25ba\u25b6"
_DASHES = "\u2013\u2014"
_CERTAIN = f"{_SIGNS}#o"
_SYMBOLS = ("(c)", "(C)", "(r)", "(R)")
_CLOSERS = "\"')]\u201d\u2019"
_ENDS = frozenset(("\n", "\r", "\r\n"))
_WORDS = re.compile(r"\S[^\r\n]*")
_WORDS_BEFORE_LF = re.compile(r"\S.*")
"""The same where no carriage return is: much faster."""

_QUOTE = re.compile(r"(?:[ \t]{0,3}>){1,20}[ \t]?")
_AMOUNT = re.compile(r">[ \t]*[0-9]")  # "more than"
_SENTENCE_END = re.compile(r"[a-z]{3}[.?!][ \t]")
_RULE = re.compile(rf"([{_SIGNS}{_DASHES}=_~#.])[ \t]?(?:\1[ \t]?){{2,}}")
_HASHES = re.compile(r"#{1,6}[ \t]+(?=\S)")
_BULLET = re.compile(rf"(?:[{_SIGNS}{_DASHES}o]\ufe0f?|\(?(?:([0-9]{{1,3}})[.)]|[A-Za-z]\)))[ \t]+(?=\S)")
_MARKED = frozenset(f"{_SIGNS}{_DASHES}=_~#.(0123456789")


_Line = tuple[int, int, int]
"""Where the columns of a line count from, where its text starts and ends."""


class Unit:
    """A paragraph, a heading or a list item.

    `lines` are the source spans of its lines, without what marks them. `level` is that of a heading, `indent` the
    column where the first line starts (the bullet of an item), `quote` the number of the quotation around it, else 0.
    """

    __slots__ = ("indent", "kind", "level", "lines", "quote")

    def __init__(self, kind: int, start: int, end: int, indent: int, quote: int) -> None:
        self.kind = kind
        self.lines = [(start, end)]
        self.level = 0
        self.indent = indent
        self.quote = quote


def find_units(text: str) -> Iterator[Unit]:
    """The units of `text`, in order."""
    waiting: list[Unit] = []  # short lines, which what follows makes headings, or not
    is_first = True
    for block, quote in _blocks(text):
        for unit in _read_block(text, block, quote) if block else ():
            waiting.append(unit)
            if not _may_be_heading(text, unit):
                _find_headings(text, waiting, is_first)
                yield from waiting
                waiting = []
                is_first = False
    _find_headings(text, waiting, is_first)
    yield from waiting


def _blocks(text: str) -> Iterator[tuple[list[_Line], int]]:
    """The blocks of lines without an empty line, some of them empty, each with the number of the quotation that it
    stands in, else 0.
    """
    block: list[_Line] = []
    quote = quotations = done = 0
    for line in (_WORDS if "\r" in text else _WORDS_BEFORE_LF).finditer(text):
        start, end = line.span()
        between = text[done:start]
        begin, done = start, end
        if between not in _ENDS:
            begin -= len(between) - 1 - max(between.rfind("\n"), between.rfind("\r"))
            if between.count("\n") + between.count("\r") - between.count("\r\n") > 1:
                yield block, quote
                block, quote = [], 0
        if text[end - 1].isspace():
            end = start + len(text[start:end].rstrip())
        if quote or text[start] == ">":
            marked = _quote_end(text, begin, start, end, is_new=not quote)
            if marked >= end or (marked < 0) == (quote > 0):
                yield block, quote
                block = []
            if marked < 0:
                quote = 0
            else:
                begin, start = marked, end - len(text[marked:end].lstrip())
                if not quote:
                    quotations += 1
                    quote = quotations
        if start < end:
            block.append((begin, start, end))
    yield block, quote


def _quote_end(text: str, begin: int, start: int, end: int, is_new: bool) -> int:
    """Where the text behind the signs of a quotation starts, in a line that begins at `begin` and has words from
    `start` to `end`; -1 where it is none. `is_new`: the lines before it are not quoted.
    """
    marker = _QUOTE.match(text, begin, end)
    if marker is None or (is_new and _AMOUNT.match(text, start, end)):
        return -1
    return marker.end()


def _read_block(text: str, block: list[_Line], quote: int) -> list[Unit]:
    """The units of a block of lines without an empty line."""
    units: list[Unit] = []
    width = max([end - begin for begin, _, end in block])
    is_wrapped = width <= _WRAPPED
    unit: Unit | None = None
    before = (0, 0, 0)
    for line in block:
        begin, start, end = line
        indent = _column(text, begin, start) if begin < start else 0
        joined = is_wrapped and unit is not None and _is_joined(text, before, start, end, width, unit)
        if text[start] in _MARKED or text[start + 1 : start + 2] in (" ", "\t", ")"):
            if end - start <= _LONGEST_RULE and _RULE.fullmatch(text, start, end):
                _underline(text[start], unit)
                unit = None
                continue
            content = _marker_end(text, start, end, indent, unit, joined and _is_unended(text, *before[1:]))
            if content > start:
                unit = Unit(HEADING if text[start] == "#" else ITEM, content, end, indent, quote)
                unit.level = text.count("#", start, content) if text[start] == "#" else 0
                units.append(unit)
                before = line
                continue
        if unit is not None and unit.kind != HEADING and (joined or (unit.kind == ITEM and indent > unit.indent)):
            unit.lines.append((start, end))
        else:
            unit = Unit(PARAGRAPH, start, end, indent, quote)
            units.append(unit)
        before = line
    return units


def _column(text: str, begin: int, start: int) -> int:
    return start - begin if text.find("\t", begin, start) < 0 else len(text[begin:start].expandtabs(4))


def _is_joined(text: str, before: _Line, start: int, end: int, width: int, unit: Unit) -> bool:
    """Whether the line text[start:end] goes on with the line `before` it, the last of `unit`.

    It does if its first word would not have fitted into the width of the block, or if a sentence that started with a
    capital stands unended before it and it starts with a small letter.
    """
    space = text.find(" ", start, end)
    if before[2] - before[0] + 1 + (space if space >= 0 else end) - start > width:
        return True
    return (
        text[start].islower() and not text[unit.lines[0][0]].islower() and _is_unended(text, before[1], before[2], ",")
    )


def _is_unended(text: str, start: int, end: int, allowed: str = "") -> bool:
    """Whether no mark stands at the end of text[start:end] that ends a sentence or clause."""
    last = text[max(start, end - 4) : end].rstrip(_CLOSERS)[-1:]
    return last not in ".?!:;,\u2026" or (last == allowed != "")


def _marker_end(text: str, start: int, end: int, indent: int, unit: Unit | None, unbroken: bool) -> int:
    """Where the text behind a bullet, a number or hash signs starts; `start` where there is no such marker.

    `unbroken`: the line goes on with an unended line before it, so a dash or a number may be part of its sentence.
    """
    match = (_HASHES if text[start] == "#" else _BULLET).match(text, start, end)
    if match is None:
        return start
    in_list = unit is not None and unit.kind == ITEM
    sign = text[start]
    if not in_list and ((sign == "o" and not indent) or text.startswith(_SYMBOLS, start)):
        return start
    counted = match.group(1) if match.re is _BULLET else None
    if unbroken and (sign in _DASHES or (sign not in _CERTAIN and counted != "1" and not in_list)):
        return start
    return match.end()


def _underline(sign: str, unit: Unit | None) -> None:
    """Make the paragraph above a rule of `sign` a heading."""
    if unit is not None and unit.kind == PARAGRAPH and len(unit.lines) <= 2 and sign in "=-~":
        unit.kind = HEADING
        unit.level = 1 if sign == "=" else 2


def _may_be_heading(text: str, unit: Unit) -> bool:
    """Whether a unit has the shape of a heading that nothing marks as one."""
    if unit.kind != PARAGRAPH or len(unit.lines) > 1:
        return False
    start, end = unit.lines[0]
    if end - start > _SHORT or not text[start].isupper() or not _is_unended(text, start, end):
        return False
    return _SENTENCE_END.search(text, start, end) is None


def _find_headings(text: str, units: list[Unit], is_first: bool) -> None:
    """Make headings of those that stand before something longer, of units that may be headings, and one more at the
    end. `is_first`: the first of them is the first of the text.
    """
    for index in range(len(units) - 2, -1, -1):
        unit, following = units[index], units[index + 1]
        if unit.quote != following.quote:
            continue
        start, end = unit.lines[0]
        is_shouted = text[start:end].isupper()
        if following.kind == HEADING:
            introduces = (is_first and index == 0) or is_shouted
        else:
            introduces = following.kind == ITEM or _is_longer(text, following, end - start)
        if introduces:
            unit.kind = HEADING
            unit.level = 1 if is_shouted else 2


def _is_longer(text: str, unit: Unit, length: int) -> bool:
    start, end = unit.lines[0]
    if len(unit.lines) > 1:
        return True
    return end - start > length and (end - start > _SHORT or not _is_unended(text, start, end))
