"""Syllables of English words: the first pronunciation of the CMU dictionary, else the pieces that hyphenation gives.

Knows the layout of the tables in `data/` (NOTICE.md there names their sources) and reads each when it is first needed.
Knows nothing of sentences, counts or scores.
"""

from __future__ import annotations

import os.path
import re

_FOLDER = os.path.join(os.path.dirname(__file__), "data")
_PATTERN = r"(\D*)(\d+)"  # few pages have words that no table holds

# The tables as far as they were read: lines by the first two letters, and what was taken out of them so far.
_LINES: dict[str, bytes] = {}
_ROWS: dict[str, str] = {}
_PATTERN_LINES: dict[str, bytes] = {}
_PATTERNS: dict[str, dict[str, list[tuple[int, str]]]] = {}
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
                for place, digit in digits:
                    if digit > marks[start + place]:  # noqa: PLR1730  # a call of max takes longer than all else
                        marks[start + place] = digit
                end += 1
                digits = patterns.get(dotted[rest:end]) if end <= size else None
    return 1 + sum([mark in "13579" for mark in marks[3 : size - 2]])


def easy_words() -> set[str]:
    """The words of the Dale-Chall list, in lower case."""
    if not _EASY:
        _EASY.update(_bytes("easy_words.txt").decode().split())
    return _EASY


def _row(start: str) -> str:
    """The words that begin with three letters, as `,rest` and a count each; "" where there is none."""
    if not _LINES:
        _LINES.update(_read("syllables.txt"))
    line = _LINES.get(start[:2], b"").decode()
    marker = f";{start[2:]},"
    place = line.find(marker)
    if place < 0:
        return ""
    row = _ROWS[start] = line[place + len(marker) - 1 : line.index(";", place + 1)]
    return row


def _patterns(start: str) -> dict[str, list[tuple[int, str]]]:
    """The patterns of one line of the table: for what follows `start` in each the digits between its characters, which
    are not 0, with their places; none for what is but the beginning of a longer one.
    """
    if not _PATTERN_LINES:
        _PATTERN_LINES.update(_read("hyphenation.txt"))
    if start not in _PATTERN_LINES:
        return {}
    found: dict[str, list[tuple[int, str]]] = {}
    for rest, digits in re.findall(_PATTERN, _PATTERN_LINES[start].decode()):
        for length in range(len(rest)):
            found.setdefault(rest[:length], [])
        found[rest] = [(place, digit) for place, digit in enumerate(digits) if digit != "0"]
    _PATTERNS[start] = found
    return found


def _read(name: str) -> dict[str, bytes]:
    """A table of lines of two fields; the second one is decoded when it is asked for."""
    rows = (line.partition(b" ") for line in _bytes(name).split(b"\n") if line)
    return {start.decode(): rest for start, _, rest in rows}


def _bytes(name: str) -> bytes:
    with open(os.path.join(_FOLDER, name), "rb") as table:
        return table.read()
