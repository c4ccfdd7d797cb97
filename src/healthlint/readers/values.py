"""Values of front matter with their places: a tree of dicts, lists and scalars, and how quoted text is unquoted.

Knows no notation as a whole and nothing of what is prose.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeAlias

    Plain: TypeAlias = str | int | float | bool | None
    Node: TypeAlias = "Scalar | list[Node] | dict[str, Node]"

MAX_DEPTH = 50
MAX_NODES = 10_000


class Scalar:
    """A single value. `start` and `end` are the source offsets of what stands inside its quotes; `style` says how it is
    written: a quote, "|" for a block of lines, "" for plain words.
    """

    __slots__ = ("end", "start", "style", "value")

    def __init__(self, value: Plain, style: str, start: int, end: int) -> None:
        self.value = value
        self.style = style
        self.start = start
        self.end = end

    def __repr__(self) -> str:
        return f"Scalar({self.value!r}, {self.style!r}, {self.start}, {self.end})"


class BrokenError(Exception):
    """The notation is not kept: why, and at which source offset."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


_HEX = "[0-9a-fA-F]"
_LINE = r"(?:\r\n?|\n)"
_ESCAPE = (
    rf"\\(?:u[dD][89abAB]{_HEX}{{2}}\\u[dD][c-fC-F]{_HEX}{{2}}|x{_HEX}{{2}}|u{_HEX}{{4}}|U{_HEX}{{8}}"
    rf"|[ \t]*{_LINE}\s*|[^\r\n])"
)
_BREAK = rf"(?<![ \t])[ \t]*{_LINE}(?:[ \t]*{_LINE})*[ \t]*"
_UNITS = {
    '"': re.compile(rf"{_ESCAPE}|{_BREAK}"),
    "'": re.compile(rf"''|{_BREAK}"),
    "": re.compile(_BREAK),
}
_ESCAPED = re.compile(_ESCAPE)
_NAMED = {"0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b"}
_NAMED |= {"N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029"}


def unescaped(quoted: str) -> str:
    """The value of text with backslash escapes as JSON, TOML and YAML have them."""
    return _ESCAPED.sub(_escape, quoted) if "\\" in quoted else quoted


def _escape(match: re.Match[str]) -> str:
    written = match.group()
    if len(written) == 12:
        return chr(0x10000 + ((int(written[2:6], 16) & 0x3FF) << 10) + (int(written[8:], 16) & 0x3FF))
    sign = written[1]
    if len(written) > 3 and sign in "xuU":
        number = int("0x" + written[2:], base=0)
        return chr(number) if number < 0x110000 else "\ufffd"
    if sign in " \t\r\n" and len(written) > 2:
        return ""
    return _NAMED.get(sign, sign if sign not in "\r\n" else "")


def pieces(text: str, scalar: Scalar) -> Iterator[tuple[str, int, int]]:
    """What the words of a scalar look like to a reader of the page: (visible, start, end), in order.

    A line end is one space, an empty line two line feeds.
    """
    done = scalar.start
    for unit in _UNITS.get(scalar.style, _UNITS[""]).finditer(text, scalar.start, scalar.end):
        start, end = unit.span()
        if done < start:
            yield text[done:start], done, start
        visible = _visible(unit)
        if visible:
            yield visible, start, end
        done = end
    if done < scalar.end:
        yield text[done : scalar.end], done, scalar.end


def _visible(unit: re.Match[str]) -> str:
    written = unit.group()
    if written == "''":
        return "'"
    if written[0] != "\\":
        lines = written.count("\n") + written.count("\r") - written.count("\r\n")
        return " " if lines == 1 else "\n\n"
    character = _escape(unit)
    return " " if character and character < " " else character
