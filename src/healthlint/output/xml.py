"""Text inside XML 1.0. Knows characters only."""

from __future__ import annotations

import re

_ILLEGAL = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_IN_TEXT = re.compile("[&<>\r]")
_IN_VALUE = re.compile('[&<>"\t\n\r]')

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
"""The first line of a document."""


def text(value: str) -> str:
    """`value` between tags; characters that XML can't hold are written as escapes."""
    return _IN_TEXT.sub(_entity, _ILLEGAL.sub(_escape, value))


def element(name: str, attributes: dict[str, object]) -> str:
    """The inside of a tag. A line end in a value stays one: a parser would make a blank of it."""
    given = [
        f' {key}="{_IN_VALUE.sub(_entity, _ILLEGAL.sub(_escape, str(value)))}"' for key, value in attributes.items()
    ]
    return f"{name}{''.join(given)}"


def _entity(match: re.Match[str]) -> str:
    return _ENTITIES[match[0]]


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
