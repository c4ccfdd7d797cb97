"""Attributes of AsciiDoc: the named values of a document, and the lists of attributes in brackets.

Knows no blocks and no inline markup.
"""

from __future__ import annotations

import re

_ATTRIBUTE = re.compile(
    r"\s*(?:([^\W\d][\w:.-]{0,60})\s*=\s*)?(?:\"((?:\\.|[^\"\\])*)\"|'((?:\\.|[^'\\])*)'|([^,]*))\s*(?:,|\Z)", re.DOTALL
)
_SHORTHAND = re.compile(r"[^.#%]*")
_OPTION = re.compile(r"%([\w-]+)")
_REFERENCE = re.compile(r"\{([\w-]+)\}")
_MARKUP = re.compile(r"[*_#`^~{\[<\\&+]|://|::")
_MOST_WORDS = 200
"""Code points of a value that is written out: a longer one is a thing that is no words."""

_BUILT_IN = {
    "amp": "&",
    "apos": "'",
    "asterisk": "*",
    "backslash": "\\",
    "backtick": "`",
    "caret": "^",
    "cpp": "C++",
    "deg": "°",
    "endsb": "]",
    "gt": ">",
    "ldquo": "“",
    "lsquo": "\u2018",
    "lt": "<",
    "nbsp": "\xa0",
    "plus": "+",
    "pp": "++",
    "quot": '"',
    "rdquo": "”",
    "rsquo": "\u2019",
    "sp": " ",
    "startsb": "[",
    "tilde": "~",
    "two-colons": "::",
    "two-semicolons": ";;",
    "vbar": "|",
}
_NOTHING = ("empty", "blank", "zwsp", "wj", "set")


class Values:
    """The named values of a document, in the order in which they are defined."""

    def __init__(self, text: str) -> None:
        self._values: dict[str, str] = {}
        self._left = len(text) + 100_000  # code points that references may write yet: a page of them stays small

    def define(self, name: str, value: str) -> None:
        """Keep a value; references in it are resolved at once."""
        if "{" in value:
            value = _REFERENCE.sub(lambda found: self._values.get(found[1].lower(), found[0]), value[:1000])
        self._values[name] = value[:1000]

    def drop(self, name: str) -> None:
        """Forget a value."""
        self._values.pop(name, None)

    def value(self, name: str) -> str:
        """The value as it is written, "" where there is none."""
        return self._values.get(name.lower(), "")

    def words(self, name: str) -> str | None:
        """The plain words that a reference stands for: "" for nothing, None for a thing that is no words."""
        name = name.lower()
        if name in self._values:
            value = self._values[name]
            self._left -= len(value)
            return value if is_plain(value) and self._left > 0 else None
        return "" if name in _NOTHING else _BUILT_IN.get(name)


def is_plain(value: str) -> bool:
    """Whether a value is words without markup, few enough to stand for a reference."""
    return len(value) <= _MOST_WORDS and _MARKUP.search(value) is None


class Attributes:
    """A list of attributes: `named` and `positional` hold the places of their values.

    `style` is the first positional value up to its signs, `options` what stands behind its percent signs.
    """

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.named: dict[str, tuple[int, int]] = {}
        self.positional: list[tuple[int, int]] = []
        for found in _ATTRIBUTE.finditer(text, start, end):
            span = _stripped(text, *found.span(found.lastindex or 4))
            if found[1]:
                self.named.setdefault(found[1].lower(), span)
            elif found.start() < end:
                self.positional.append(span)
        first = text[slice(*self.positional[0])] if self.positional else ""
        shorthand = _SHORTHAND.match(first)
        self.style = shorthand.group().strip() if shorthand else ""
        named = text[slice(*self.named["options"])] if "options" in self.named else ""
        self.options = {*_OPTION.findall(first), *named.replace(",", " ").split()}

    def value(self, name: str) -> str:
        """The value of a named attribute, "" where there is none."""
        return self.text[slice(*self.named[name])] if name in self.named else ""


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    end = start + len(text[start:end].rstrip())
    return end - len(text[start:end].lstrip()), end
