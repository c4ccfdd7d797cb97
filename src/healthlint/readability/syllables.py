"""Syllables of English words: the first pronunciation of the CMU dictionary, else the pieces that hyphenation gives.

Knows the layout of the tables in `data/` (NOTICE.md there names their sources) and reads each when it is first needed.
Knows nothing of sentences, counts or scores.
"""

from __future__ import annotations

import os.path
import re

_FOLDER = os.path.join(os.path.dirname(__file__), "data")
_PATTERN = r"(\D*)(\d+)"  # few pages have words that no table holds

# The tables as far as they were read, and what was taken out of them so far.
_TABLES: dict[str, _Table] = {}
_ROWS: dict[str, str] = {}
_PATTERNS: dict[str, tuple[int, dict[str, str]]] = {}
_EASY: set[str] = set()


def syllables(word: str) -> int:
    """The syllables of a lower-case word without punctuation, apostrophes of contractions apart. May be 0 ("shh")."""
    count = spoken(word)
    return hyphenated(word) if count < 0 else count


def spoken(word: str) -> int:
    """The syllables of a lower-case word as the CMU dictionary says it; -1 where it does not have the word."""
    start = word[:3]
    row = _ROWS[start] if start in _ROWS else _row(start)
    # The words of a row are sorted: if the word is there, it stands before all those that only begin like it.
    key = "," + word[3:]
    place = row.find(key)
    if place < 0:
        return -1
    count = row[place + len(key)]
    return ord(count) - ord("A") if count.isupper() else -1


def hyphenated(word: str) -> int:
    """The pieces into which the American hyphenation patterns cut a lower-case word, at least two letters each."""
    if len(word) < 4:
        return 1
    dotted = f".{word}."
    size = len(dotted)
    marks = ["0"] * (size + 1)
    widths = (2,) if word.isascii() else (1, 2)  # a ligature can be a pattern of its own
    for start in range(size - 1):
        for width in widths:
            rest = start + width + (start == 0)
            first = dotted[start:rest]
            longest, patterns = _PATTERNS[first] if first in _PATTERNS else _patterns(first)
            for end in range(rest, min(rest + longest, size) + 1):
                digits = patterns.get(dotted[rest:end])
                if digits is not None:
                    for place, digit in enumerate(digits, start):
                        if digit != "0" and digit > marks[place]:
                            marks[place] = digit
    return 1 + sum(mark in "13579" for mark in marks[3 : size - 2])


def easy_words() -> set[str]:
    """The words of the Dale-Chall list, in lower case."""
    if not _EASY:
        _EASY.update(_text("easy_words.txt").split())
    return _EASY


def _row(start: str) -> str:
    """The words that begin with three letters, as `,rest` and a count each; "" where there is none."""
    line = _line("syllables.txt", start[:2])
    marker = f";{start[2:]},"
    place = line.find(marker)
    if place < 0:
        return ""
    row = _ROWS[start] = line[place + len(marker) - 1 : line.index(";", place + 1)]
    return row


def _patterns(start: str) -> tuple[int, dict[str, str]]:
    """The patterns of one line of the table: how far they go on behind `start`; what follows it in each, and the digits
    between all its characters.
    """
    line = _line("hyphenation.txt", start)
    if not line:
        return -1, {}
    patterns = dict(re.findall(_PATTERN, line))
    _PATTERNS[start] = max(map(len, patterns)), patterns
    return _PATTERNS[start]


def _line(table: str, name: str) -> str:
    """What stands in the line of this name, "" where there is none."""
    if table not in _TABLES:
        _TABLES[table] = _Table(_text(table))
    return _TABLES[table].line(name)


class _Table:
    """Lines of a name and a field. They are found and not cut out: a page needs few of them."""

    __slots__ = ("_places", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._places: dict[str, int] = {}
        start = 0
        while start < len(text):
            field = text.index(" ", start)
            self._places[text[start:field]] = field + 1
            start = text.index("\n", field) + 1

    def line(self, name: str) -> str:
        """What stands behind a name, "" where there is no such line."""
        place = self._places.get(name)
        return "" if place is None else self._text[place : self._text.index("\n", place)]


def _text(name: str) -> str:
    with open(os.path.join(_FOLDER, name), "rb") as table:
        return table.read().decode()
