"""Values of front matter and data files with their places: trees of dicts, lists and scalars, and how text is unquoted.

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

DOUBLED = '""'
"""A style in which two quotes stand for one, and line ends for themselves."""

MAX_DEPTH = 50
MAX_NODES = 10_000


class Scalar:
    """A single value. `start` and `end` are the source offsets of what stands inside its quotes; `style` says how it is
    written: a quote, "|" or ">" for a block of lines, "" for plain words, DOUBLED for a quoted cell of a table.
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
# Most values have none of these, so that each is compiled where one is first met; `re` keeps it.
_UNITS = {
    '"': ("\\\r\n", rf"{_ESCAPE}|{_BREAK}"),
    "'": ("'\r\n", rf"''|{_BREAK}"),
    "": ("\r\n", _BREAK),
    DOUBLED: ('"\r\n', rf'""|{_LINE}'),
}
"""Style to the characters that a unit starts or goes on with, and what a unit is."""

_BLOCK_LINE = r"[^\r\n]+"
_NAMED = {"0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b"}
_NAMED |= {"N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029"}


def unescaped(quoted: str) -> str:
    """The value of text with backslash escapes as JSON, TOML and YAML have them."""
    return re.sub(_ESCAPE, _escape, quoted) if "\\" in quoted else quoted


def _escape(match: re.Match[str]) -> str:
    written = match.group()
    if len(written) == 12 and written[1] == "u":
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
    for unit, start, end in _cut(text, scalar):
        visible = _visible(unit) if unit else text[start:end]
        if visible:
            yield visible, start, end


def contents(text: str, scalar: Scalar) -> Iterator[tuple[str, int, int]]:
    """What a scalar holds, for a reader of the format that it is written in: (content, start, end), in order.

    Line feeds that its notation keeps are line feeds; empty lines that it folds stay empty lines.
    """
    if scalar.style in ("|", ">"):
        yield from _block_contents(text, scalar)
        return
    for unit, start, end in _cut(text, scalar):
        content = _content(unit) if unit else text[start:end]
        if content:
            yield content, start, end


def _cut(text: str, scalar: Scalar) -> Iterator[tuple[re.Match[str] | None, int, int]]:
    """A scalar as units (escapes, doubled quotes, line ends) and the stretches between them, which are None."""
    done = scalar.start
    signs, units = _UNITS.get(scalar.style, _UNITS[""])
    has_units = any(text.find(sign, done, scalar.end) >= 0 for sign in signs)
    for unit in re.compile(units).finditer(text, done, scalar.end) if has_units else ():
        start, end = unit.span()
        if done < start:
            yield None, done, start
        yield unit, start, end
        done = end
    if done < scalar.end:
        yield None, done, scalar.end


def _visible(unit: re.Match[str]) -> str:
    if unit.group()[0] == "\\":
        character = _escape(unit)
        return " " if character and character < " " else character
    content = _content(unit)
    return "\n\n" if content.startswith("\n\n") else " " if content.isspace() else content


def _content(unit: re.Match[str]) -> str:
    written = unit.group()
    if written[0] in "'\"":
        return written[0]
    if written[0] != "\\":
        if unit.re.pattern == _UNITS[DOUBLED][1]:
            return "\n"
        lines = len(re.findall(_LINE, written))
        return " " if lines == 1 else "\n" * lines
    lines = len(re.findall(_LINE, written))
    if lines > 1:
        return "\n" * (lines - 1)  # the first one is escaped
    character = _escape(unit)
    if len(character) == 1 and (character < " " and character not in "\t\n\r"):
        return " "
    return "\ufffd" if "\ud800" <= character <= "\udfff" else character


def _block_contents(text: str, scalar: Scalar) -> Iterator[tuple[str, int, int]]:
    """The lines of a block without its indentation; what lies between two lines is one piece."""
    # The first line starts behind its indentation, a part of which may belong to the value.
    value = str(scalar.value).lstrip("\n")
    own = len(value) - len(value.lstrip(" "))
    indent = scalar.start - own
    while indent > 0 and text[indent - 1] == " ":
        indent -= 1
    indent = scalar.start - own - indent
    done, before = -1, ""
    for line in re.compile(_BLOCK_LINE).finditer(text, scalar.start - own, scalar.end):
        content = line.group()
        start = line.start()
        if content.isspace():
            continue
        if done >= 0:
            skipped = min(indent, len(content) - len(content.lstrip(" ")))
            content, start = content[skipped:], start + skipped
            lines = len(re.findall(_LINE, text[done:start]))
            folds = scalar.style == ">" and lines == 1 and before[0] not in " \t" and content[0] not in " \t"
            yield " " if folds else "\n" * lines, done, start
        yield content, start, line.end()
        done, before = line.end(), content
