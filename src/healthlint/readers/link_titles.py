"""Finds the titles of links and images in Markdown source and writes them as alternative texts.

Knows the notation of a link, not how a document is read.
"""

from __future__ import annotations

import re

from healthlint.readers.parser import reference_definitions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from healthlint.readers.builder import Builder

_UNIT = re.compile(
    r"\\[!-/:-@\[-`{-~]|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{1,32});|(?<![ \t])[ \t]*(?:\r\n?|\n)[ \t>]*"
)
_SPACE = " \t\r\n>"
_OPENING = {'"': '"', "'": "'", ")": "("}


class LinkTitles:
    """The titles of one document.

    `parsed` is what the parser got, `point` turns its byte offsets into offsets of `text`.
    """

    def __init__(self, builder: Builder, text: str, parsed: str, point: Callable[[int], int]) -> None:
        self.builder = builder
        self.text = text
        self.parsed = parsed
        self.point = point
        self._definitions: dict[str, tuple[int, int]] | None = None
        self._told: set[int] = set()

    def write(self, link: dict[str, str], start: int, end: int) -> None:
        """Write the title of the link or image source[start:end] that the parser describes by `link`.

        The title of a definition is written where it is first used.
        """
        if link["link_type"] == "Inline":
            place = _title_place(self.text, start, end - 1)
        else:
            start, end = self._definition(link["id"])
            if start in self._told:
                return
            self._told.add(start)
            place = _title_place(self.text, start, end)
        pieces = list(_pieces(self.text, *place))
        if _words(visible for visible, _, _ in pieces) != _words(link["title"]):
            self.builder.trouble("the title of a link was not found in its source", start)
            return
        self.builder.open("alt-text")
        for visible, piece_start, piece_end in pieces:
            self.builder.write(visible, piece_start, piece_end)
        self.builder.close()

    def _definition(self, label: str) -> tuple[int, int]:
        if self._definitions is None:
            self._definitions = {}
            for name, definition in reference_definitions(self.parsed).items():
                span = definition["span"]
                self._definitions[_folded(name)] = self.point(span["start"]), self.point(span["end"])
        return self._definitions.get(_folded(label), (0, 0))


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()


def _words(parts: Iterable[str]) -> str:
    return "".join("".join(parts).split())


def _title_place(text: str, start: int, end: int) -> tuple[int, int]:
    """The inside of the title that stands last in source[start:end].

    No sign that closes a title may stand inside it without a backslash, so that the last such sign before it opens it.
    """
    closing = start + len(text[start:end].rstrip(_SPACE)) - 1
    sign = _OPENING.get(text[closing], "") if closing > start else ""
    opening = text.rfind(sign, start, closing) if sign else -1
    while opening > start and _is_escaped(text, opening):
        opening = text.rfind(sign, start, opening)
    return (opening + 1, closing) if opening >= 0 else (start, start)


def _is_escaped(text: str, offset: int) -> bool:
    before = offset
    while text[before - 1] == "\\":
        before -= 1
    return (offset - before) % 2 == 1


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    for unit in _UNIT.finditer(text, start, end):
        if start < unit.start():
            yield text[start : unit.start()], start, unit.start()
        yield _visible(unit.group()), *unit.span()
        start = unit.end()
    if start < end:
        yield text[start:end], start, end


def _visible(written: str) -> str:
    if written[0] == "\\":
        return written[1]
    if written[0] != "&":
        return " "
    if written[1] == "#":
        number = int(written[3:-1], 16) if written[2] in "xX" else int(written[2:-1])
        return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
    # Imported only where a title has such a name: the table is long.
    from html.entities import html5

    return html5.get(written[1:], written)
