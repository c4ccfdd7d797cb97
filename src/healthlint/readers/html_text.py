"""Writes runs of HTML text to a builder: character references and bare addresses as units, all else as it stands.

It knows nothing of tags.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.readers.builder import Builder

OBJECT = "\ufffc"
"""What stands in the prose for a thing that is no words: code, an address."""

# The set in front lets the search skip whatever can't start a unit.
_ADDRESS_TAIL = r"(?<!\w[hw])(?:ttps?://|ww\.)[^\s<>\"'\ufffc]{0,2000}[^\s<>\"'\ufffc.,;:!?)\]}*_]"
ADDRESS = f"[hw]{_ADDRESS_TAIL}"
"""A bare web address."""

_REFERENCE = r"(?:#[0-9]{1,9}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});?"
_UNIT = re.compile(rf"[&hw](?:(?<=&){_REFERENCE}|(?<=[hw]){_ADDRESS_TAIL})")
_ADDRESS = re.compile(ADDRESS)
_OVERWRITTEN = re.compile(rf"{OBJECT}+|[ ]+")

_COMMON = {
    "amp": "&",
    "lt": "<",
    "gt": ">",
    "quot": '"',
    "apos": "'",
    "nbsp": "\xa0",
    "copy": "©",
    "reg": "®",
    "trade": "™",
    "mdash": "—",
    "ndash": "\u2013",
    "lsquo": "\u2018",
    "rsquo": "\u2019",
    "ldquo": "“",
    "rdquo": "”",
    "hellip": "…",
    "bull": "•",
    "middot": "·",
    "shy": "\xad",
    "deg": "°",
}


def write_html(builder: Builder, start: int, end: int, in_attribute: bool = False, text: str = "") -> None:
    """Write source[start:end], HTML text or the value of an attribute, to the open region.

    `text` is the source with what is no HTML overwritten by as many `OBJECT` signs or spaces, "" the source itself.
    """
    text = text or builder.document.text
    piece = text[start:end]
    if "&" not in piece and "://" not in piece and "www." not in piece:
        _write_source(builder, text, start, end)
        return
    done = start
    for match in _UNIT.finditer(text, start, end):
        begin, stop = match.span()
        visible = OBJECT
        if text[begin] == "&":
            decoded = decode_reference(match.group(), in_attribute, text.startswith("=", stop))
            if decoded is None:
                continue
            visible, length = decoded
            stop = begin + length
        _write_source(builder, text, done, begin)
        builder.write(visible, begin, stop)
        done = stop
    _write_source(builder, text, done, end)


def _write_source(builder: Builder, text: str, start: int, end: int) -> None:
    """Write text[start:end]; what was overwritten there becomes units."""
    source = builder.document.text
    piece = text[start:end]
    if text is source or piece == source[start:end]:
        builder.write(piece, start, end)
        return
    done = 0
    for match in _OVERWRITTEN.finditer(piece):
        begin, stop = match.span()
        if match.group() != source[start + begin : start + stop]:
            builder.write(piece[done:begin], start + done, start + begin)
            builder.write(piece[begin], start + begin, start + stop)
            done = stop
    builder.write(piece[done:], start + done, end)


def write_plain(builder: Builder, start: int, end: int, text: str = "") -> None:
    """Write source[start:end], text without any markup, to the open region: addresses as units. `text` as above."""
    text = text or builder.document.text
    done = start
    piece = text[start:end]
    if "://" in piece or "www." in piece:
        for match in _ADDRESS.finditer(text, start, end):
            _write_source(builder, text, done, match.start())
            builder.write(OBJECT, match.start(), match.end())
            done = match.end()
    _write_source(builder, text, done, end)


def decode_reference(reference: str, in_attribute: bool = False, assigned: bool = False) -> tuple[str, int] | None:
    """What a character reference stands for and how many of its code points belong to it; None where it is text.

    In an attribute a name counts without its semicolon only if it is whole and no "=" follows (`assigned`).
    """
    if reference[1] == "#":
        digits = reference[2:].rstrip(";")
        number = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
        return _character(number), len(reference)
    name = reference[1:]
    if name[-1] == ";" and name[:-1] in _COMMON:
        return _COMMON[name[:-1]], len(reference)
    # Imported only where a rarer name occurs: the table has 2,231 of them.
    from html.entities import html5

    if name in html5:
        skipped = in_attribute and assigned and name[-1] != ";"
        return None if skipped else (html5[name], len(reference))
    for length in range(0 if in_attribute else min(len(name), 6), 1, -1):
        if name[:length] in html5:
            return html5[name[:length]], length + 1
    return None


def _character(number: int) -> str:
    if 0x80 <= number < 0xA0:  # browsers read these as Windows-1252
        return bytes((number,)).decode("cp1252", "replace")
    if number == 0 or number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
        return "\ufffd"
    return chr(number)
