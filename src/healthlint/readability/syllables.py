"""Syllables of English words: the first pronunciation of the CMU dictionary, else the pieces that hyphenation gives.

Knows the layout of the tables in `data/` (NOTICE.md there names their sources) and reads each when it is first needed.
Knows nothing of sentences, counts or scores.
"""

from __future__ import annotations

import os.path

_FOLDER = os.path.join(os.path.dirname(__file__), "data")


class _Table:
    """The lines of a file, each called by what stands before its first space. To cut them all out would take longer
    than to read the file.
    """

    __slots__ = ("_data", "_name", "_places")

    def __init__(self, name: str) -> None:
        self._name = name
        self._data = b""
        self._places: dict[bytes, int] = {}

    def rest(self, start: str, mark: bytes = b"", stop: bytes = b"\n") -> str:
        """What stands in a line behind `mark` and before `stop`; "" where there is no such line or mark."""
        if not self._data:
            self._read()
        data, key = self._data, start.encode("utf-8", "surrogatepass")
        place = self._places.get(key, -1)
        if place < 0:
            return ""
        place += len(key) + 1
        if mark:
            place = data.find(mark, place, data.index(b"\n", place)) + 1
        return data[place : data.index(stop, place)].decode() if place else ""

    def _read(self) -> None:
        data = self._data = _bytes(self._name)
        place = 0
        while place < len(data):
            self._places[data[place : data.index(b" ", place)]] = place
            place = data.index(b"\n", place) + 1


# The tables, and what was taken out of them so far.
_SYLLABLES = _Table("syllables.txt")
_HYPHENATION = _Table("hyphenation.txt")
_MARKS = {"": b"@", "'": b"_", **{letter: letter.upper().encode() for letter in "abcdefghijklmnopqrstuvwxyz"}}
_ROWS: dict[str, str] = {}
_PATTERNS: dict[str, dict[str, str]] = {}
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
    return ord(count) - ord("0") if "0" <= count < "A" else -1


def hyphenated(word: str) -> int:
    """The pieces into which the American hyphenation patterns cut a lower-case word, at least two letters each."""
    if len(word) < 4 or word.isdecimal():
        return 1
    dotted = f".{word}."
    size = len(dotted)
    marks = ["0"] * (size + 1)
    widths = (2,) if word.isascii() else (1, 2)  # a ligature can be a pattern of its own
    for start in range(size - 1):
        for width in widths:
            rest = end = start + width + (start == 0)
            patterns = _PATTERNS.get(dotted[start:rest]) or _patterns(dotted[start:rest])
            digits = patterns.get("")
            while digits is not None:
                if digits:
                    for place, digit in enumerate(digits, start):
                        if digit > marks[place]:  # noqa: PLR1730  # a call of max takes longer than all else
                            marks[place] = digit
                end += 1
                digits = patterns.get(dotted[rest:end]) if end <= size else None
    return 1 + sum([mark in "13579" for mark in marks[3 : size - 2]])


def easy_words() -> set[str]:
    """The words of the Dale-Chall list, in lower case."""
    if not _EASY:
        _EASY.update(_bytes("easy_words.txt").decode().split())
    return _EASY


def _row(start: str) -> str:
    """The words that begin with three letters, as `,rest` and a count each, and a full stop; "" where there is none."""
    mark = _MARKS.get(start[2:])
    words = _SYLLABLES.rest(start[:2], mark, b".") if mark else ""
    if not words:
        return ""
    row = _ROWS[start] = f"{words}."
    return row


def _patterns(start: str) -> dict[str, str]:
    """The patterns of one line of the table: for what follows `start` in each the digits before and behind its
    characters, as far as they are not 0; "" for what is but the beginning of a longer one.
    """
    fields = _HYPHENATION.rest(start).split(",")
    patterns = dict(zip(fields[::2], fields[1::2]))  # noqa: B905  # a line that is not there has one field
    if patterns:
        _PATTERNS[start] = patterns
    return patterns


def _bytes(name: str) -> bytes:
    with open(os.path.join(_FOLDER, name), "rb") as table:
        return table.read()
