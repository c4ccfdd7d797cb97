"""How many cells of a terminal a text takes, and how to show what a terminal must not be sent.

Knows characters only: no findings, no colours.
"""

from __future__ import annotations

TAB = 4
"""Cells between two tab stops."""

_JOINER = "\u200d"
_HIDDEN = frozenset(("Cc", "Cf", "Zl", "Zp", "Cs"))
_JOINERS = "\u200c\u200d"


def clean(text: str, encoding: str = "") -> str:
    """`text` with control characters, invisible characters and those that `encoding` lacks written as escapes.

    `encoding` is "" where every character can be shown.
    """
    if text.isprintable() and (text.isascii() or _can_hold(encoding, text)):
        return text
    return "".join([shown for shown, _ in cells(text, encoding, expand=False)])


def _can_hold(encoding: str, text: str) -> bool:
    try:
        return not encoding or bool(text.encode(encoding))
    except UnicodeError:
        return False


def width_of(text: str) -> int:
    """How many cells `text` takes, which must be clean."""
    return len(text) if text.isascii() else sum([width for _, width in cells(text, expand=False)])


def cells(text: str, encoding: str = "", expand: bool = True) -> list[tuple[str, int]]:
    """For each character of a line, what to show for it and how many cells that takes.

    Tabs become spaces up to the next tab stop (`expand`) or an escape. A combining mark and whatever a joiner ties to
    the character before take no cell of their own.
    """
    result: list[tuple[str, int]] = []
    column = 0
    before = ""
    for char in text:
        if " " <= char <= "~":
            cell = (char, 1)
        elif char == "\t" and expand:
            cell = (" " * (TAB - column % TAB), TAB - column % TAB)
        else:
            cell = _cell(char, before, encoding)
        result.append(cell)
        column += cell[1]
        before = char
    return result


def _cell(char: str, before: str, encoding: str) -> tuple[str, int]:
    import unicodedata  # pure ASCII, the common case, does not need it

    category = unicodedata.category(char)
    if category in _HIDDEN and char not in _JOINERS:
        return _escape(char)
    if encoding:
        try:
            char.encode(encoding)
        except UnicodeError:
            return _escape(char)
    if char in _JOINERS or category in ("Mn", "Me") or "\u1160" <= char <= "\u11ff":
        return char, 0
    wide = unicodedata.east_asian_width(char) in ("W", "F")
    if wide and (before == _JOINER or "\U0001f3fb" <= char <= "\U0001f3ff"):
        return char, 0
    return char, 2 if wide else 1


def _escape(char: str) -> tuple[str, int]:
    code = ord(char)
    shown = f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    return shown, len(shown)
