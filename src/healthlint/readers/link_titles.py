"""Finds the titles of links and images in Markdown source and writes them as alternative texts.

Knows the notation of a link, not how a document is read.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from healthlint.readers.builder import Builder

_UNIT = re.compile(
    r"\\[!-/:-@\[-`{-~]|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{1,32});|(?<![ \t])[ \t]*(?:\r\n?|\n)[ \t>]*"
)
_DEFINITION = re.compile(
    r"(?:\A|(?<=[\r\n]))[ \t>]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)*\[((?:[^\[\]\\]|\\.){1,999})\]:"  # the label, maybe in a quote or a list
    r"[ \t]*(?:(?:\r\n?|\n)[ \t>]*)?(?:<(?:[^<>\\\r\n]|\\.)*>|[^\s<]\S*)"  # the target
    r"""[ \t]*(?:(?:\r\n?|\n)[ \t>]*)?("(?:[^"\\]|\\[\s\S]){0,2000}"|'(?:[^'\\]|\\[\s\S]){0,2000}'"""
    r"|\((?:[^()\\]|\\[\s\S]){0,2000}\))[ \t]*(?=[\r\n]|\Z)"
)
_SPACE = " \t\r\n>"
_OPENING = {'"': '"', "'": "'", ")": "("}


class LinkTitles:
    """The titles of one document.

    `text` is the source as the parser got it, offset by offset.
    """

    def __init__(self, builder: Builder, text: str) -> None:
        self.builder = builder
        self.text = text
        self._definitions: dict[str, list[tuple[int, int]]] | None = None
        self._told: set[int] = set()

    def write(self, link: dict[str, str], start: int, end: int) -> None:
        """Write the title of the link or image source[start:end] that the parser describes by `link`.

        The title of a definition is written where it is first used.
        """
        inline = link["link_type"] == "Inline"
        places = [_title_place(self.text, start, end - 1)] if inline else self._places(link["id"])
        wanted = _words(link["title"])
        read = (list(_pieces(self.text, *place)) for place in places)
        # What looks like a definition may stand in code: the parser says which words the right one has.
        pieces = next((each for each in read if _words(visible for visible, _, _ in each) == wanted), [])
        if not pieces:
            self.builder.trouble("the title of a link was not found in its source", start)
            return
        if not inline and pieces[0][1] in self._told:
            return
        self._told.add(pieces[0][1])
        self.builder.open("alt-text")
        for visible, piece_start, piece_end in pieces:
            self.builder.write(visible, piece_start, piece_end)
        self.builder.close()

    def _places(self, label: str) -> list[tuple[int, int]]:
        """The insides of the titles of all definitions with this label."""
        if self._definitions is None:
            self._definitions = {}
            for found in _DEFINITION.finditer(self.text):
                place = (found.start(2) + 1, found.end(2) - 1)
                self._definitions.setdefault(_folded(found.group(1)), []).append(place)
        return self._definitions.get(_folded(label), [])


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
