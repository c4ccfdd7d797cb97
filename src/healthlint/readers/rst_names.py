"""What names stand for in reStructuredText: the targets of links and the words of substitutions.

Looks for definitions only; it knows nothing of blocks, so one inside a literal block counts as well.
"""

from __future__ import annotations

import re

_LINE_START = r"(?:\A|(?<=[\r\n]))[ \t]*"
_TARGET = re.compile(
    rf"{_LINE_START}(?:(?:\.\. __:|__)[ \t]+|\.\. _(?P<name>`[^`\r\n]+`|(?:\0.|[^:`\0\r\n])+):[ \t]+)"
    r"(?P<target>\S[^\r\n]*)"
)
_SUBSTITUTION = re.compile(
    rf"{_LINE_START}\.\. \|(?P<name>[^|\r\n]+)\|[ \t]+(?P<way>replace|unicode)::[ \t]+(?P<words>\S[^\r\n]*)"
    r"(?=[\r\n]|\Z)(?!(?:\r\n?|\n)[ \t]+[^\s:])"
)
_MARKUP = re.compile(r"[*`|\0]|_(?!\w)")
_CODE_POINT = re.compile(r"(?:0x|x|\\x|U\+|u|\\u|&#x)([0-9a-f]{1,6});?|([0-9]{1,7})", re.IGNORECASE)
_MOST_WORDS = 200
"""Code points of a substitution that is written out: a longer one is a thing that is no words."""


class Names:
    """The names that a document defines."""

    def __init__(self, text: str) -> None:
        self._targets: dict[str, str] = {}
        self._anonymous: list[str] = []
        self._asked = 0
        self._words: dict[str, str] = {}
        self._left = len(text) + 100_000  # code points that substitutions may write yet: a page of them stays small
        if "_" in text:
            self._find_targets(text)
        if "|" in text:
            for found in _SUBSTITUTION.finditer(text):
                words = found["words"] if found["way"] == "replace" else _characters(found["words"])
                if words and len(words) <= _MOST_WORDS and not _MARKUP.search(words):
                    self._words.setdefault(normalised(found["name"]), words.strip())

    def _find_targets(self, text: str) -> None:
        for found in _TARGET.finditer(text):
            target = address(found["target"])
            if found["name"] is None:
                self._anonymous.append(target)
            else:
                self.define(found["name"].strip("`"), target)

    def define(self, name: str, target: str) -> None:
        """Keep the target of a name; the first one counts."""
        self._targets.setdefault(normalised(name), target)

    def target(self, name: str) -> str:
        """What a reference to `name` points to: an address, or "#name" for a place on the page."""
        key = normalised(name)
        found = self._targets.get(key, "")
        if found.endswith("_"):
            found = self._targets.get(normalised(found[:-1].strip("`")), "")
        return found or "#" + key

    def next_anonymous(self) -> str:
        """What the next reference without a name points to."""
        self._asked += 1
        return self._anonymous[self._asked - 1] if self._asked <= len(self._anonymous) else ""

    def words(self, name: str) -> str:
        """The plain words that a substitution stands for, "" where it has none."""
        found = self._words.get(normalised(name), "")
        self._left -= len(found)
        return found if self._left > 0 else ""


def normalised(name: str) -> str:
    """A name as it is compared."""
    return " ".join(name.replace("\0", "").lower().split())


def address(written: str) -> str:
    """An address without the white space and the backslashes inside."""
    return "".join(written.replace("\0", "").split())


def _characters(written: str) -> str:
    """The characters of a `unicode` directive, "" where it has words too."""
    found = [_CODE_POINT.fullmatch(word) for word in written.partition(" .. ")[0].split()]
    numbers = [int(one[1], 16) if one[1] else int(one[2]) for one in found if one]
    if len(numbers) < len(found) or any(number > 0x10FFFF or 0xD800 <= number < 0xE000 for number in numbers):
        return ""
    return "".join(map(chr, numbers))
