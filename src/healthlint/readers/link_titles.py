"""Finds the titles of links and images in Markdown source and writes them as alternative texts.

Knows the notation of a link, not how a document is read.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from healthlint.readers.mask import OBJECT
from healthlint.readers.parser import encodable, parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from healthlint.readers.builder import Builder
    from healthlint.readers.mask import Mask

_UNIT = (
    rf"{OBJECT}+|\\[!-/:-@\[-`{{-~]|&(?:#[0-9]{{1,7}}|#[xX][0-9a-fA-F]{{1,6}}|\w{{1,32}});"
    r"|(?<![ \t])[ \t]*(?:\r\n?|\n)[ \t>]*"
)
_DEFINITION = re.compile(
    # the label, maybe in a quote or a list; the target; the title
    r"(?:\A|(?<=[\r\n]))[ \t>]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)*\[((?:[^\[\]\\]|\\.){1,999})\]:"
    r"[ \t]*(?:(?:\r\n?|\n)[ \t>]*)?(?:<(?:[^<>\\\r\n]|\\.)*>|[^\s<]\S*)"
    r"""[ \t]*(?:(?:\r\n?|\n)[ \t>]*)?("(?:[^"\\]|\\[\s\S]){0,2000}"|'(?:[^'\\]|\\[\s\S]){0,2000}'"""
    r"|\((?:[^()\\]|\\[\s\S]){0,2000}\))[ \t]*(?=[\r\n]|\Z)"
)
_SPACE = " \t\r\n>"
_OPENING = {'"': '"', "'": "'", ")": "("}


class LinkTitles:
    """The titles of one document.

    `parsed` is what the parser got of it, `point` turns its byte offsets into those of the source.
    """

    def __init__(self, builder: Builder, masked: Mask, parsed: str, point: Callable[[int], int]) -> None:
        self.builder = builder
        self.text = masked.parsed
        self.parsed = parsed
        self.point = point
        self._silent = masked.silent
        self._unit = re.compile(f"{_UNIT}|{self._silent}+" if self._silent else _UNIT)
        self._definitions: dict[str, list[tuple[int, int]]] | None = None
        self._told: set[int] = set()

    def write(self, link: dict[str, str], start: int, end: int) -> None:
        """Write the title of the link or image source[start:end] that the parser describes by `link`.

        The title of a definition is written where it is first used.
        """
        inline = link["link_type"] == "Inline"
        places = [_title_place(self.text, start, end - 1)] if inline else self._places(link["id"])
        wanted = self._words([link["title"]])
        read = (self._pieces(*place) for place in places)
        pieces = next((each for each in read if self._words(visible for visible, _, _ in each) == wanted), [])
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
            starts, ends = self._shown()
            for found in _DEFINITION.finditer(self.text):
                before = bisect_right(starts, found.start(1)) - 1
                if before < 0 or ends[before] <= found.start(1):
                    place = (found.start(2) + 1, found.end(2) - 1)
                    self._definitions.setdefault(_folded(found.group(1)), []).append(place)
        return self._definitions.get(_folded(label), [])

    def _shown(self) -> tuple[list[int], list[int]]:
        """Where the words, code and HTML of the source start and end: what looks like a definition there is none."""
        starts: list[int] = []
        ends: list[int] = []
        for event, span in parse(self.parsed):
            if event.__class__ is dict and "Start" not in event and "End" not in event:
                starts.append(self.point(span["start"]))
                ends.append(self.point(span["end"]))
        return starts, ends

    def _words(self, parts: Iterable[str]) -> str:
        words = "".join(parts).replace(OBJECT, "")
        return encodable("".join((words.replace(self._silent, "") if self._silent else words).split()))

    def _pieces(self, start: int, end: int) -> list[tuple[str, int, int]]:
        """What the title inside source[start:end] looks like, with its places."""
        text = self.text
        found: list[tuple[str, int, int]] = []
        for unit in self._unit.finditer(text, start, end):
            if start < unit.start():
                found.append((text[start : unit.start()], start, unit.start()))
            visible = "" if self._silent and unit.group()[0] == self._silent else _visible(unit.group())
            if visible:
                found.append((visible, *unit.span()))
            start = unit.end()
        return [*found, (text[start:end], start, end)] if start < end else found


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()


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


def _visible(written: str) -> str:
    if written[0] == "\\":
        return written[1]
    if written[0] != "&":
        return OBJECT if written[0] == OBJECT else " "
    if written[1] == "#":
        number = int(written[3:-1], 16) if written[2] in "xX" else int(written[2:-1])
        return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
    # Imported only where a title has such a name: the table is long.
    from html.entities import html5

    return html5.get(written[1:], written)
