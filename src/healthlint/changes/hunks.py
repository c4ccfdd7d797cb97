"""The output of `git diff --unified=0` -> which lines of a file changed.

Lines are git's: 1-based, ended by line feeds alone. A finding is put among them by its bytes, because healthlint ends
lines at carriage returns too.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

_HEADER = re.compile(rb"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_FILE = b"diff --git "


class Lines:
    """Changed lines of one version of a file: spans of lines, and gaps in which lines are missing.

    `spans` are pairs of first line and number of lines in rising order; a gap is a span of no lines behind its line.
    None stands for the whole file.
    """

    __slots__ = ("_highest", "_lowest")

    def __init__(self, spans: list[tuple[int, int]] | None) -> None:
        # A stretch of lines is touched when it starts at `highest` at the latest and ends at `lowest` at the earliest.
        self._lowest = [0] if spans is None else [first if count else first + 1 for first, count in spans]
        self._highest: list[float] = (
            [float("inf")] if spans is None else [first + count - 1 if count else first for first, count in spans]
        )

    def touch(self, first: int, last: int) -> bool:
        """Whether the lines from `first` to `last` hold a changed one, or a gap between two of them."""
        at = bisect_right(self._lowest, last) - 1
        return at >= 0 and first <= self._highest[at]


class LineIndex:
    """Finds git's line of a byte of a file."""

    __slots__ = ("_ends",)

    def __init__(self, data: bytes) -> None:
        self._ends = [found.start() for found in re.finditer(b"\n", data)]

    def lines(self, start: int, end: int) -> tuple[int, int]:
        """The first and the last line of the bytes from `start` to `end` (exclusive)."""
        return bisect_left(self._ends, start) + 1, bisect_left(self._ends, max(end - 1, start)) + 1


def parse(patch: bytes) -> list[tuple[Lines, Lines]]:
    """The changed lines of the old and the new version of each file in a patch, in its order."""
    files: list[tuple[list[tuple[int, int]], list[tuple[int, int]]]] = []
    lines = patch.split(b"\n")
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if line.startswith(_FILE):
            files.append(([], []))
            continue
        header = _HEADER.match(line)
        if header is None or not files:
            continue
        first, count, now, many = [int(number or 1) for number in header.groups()]
        files[-1][0].append((first, count))
        files[-1][1].append((now, many))
        at += count + many  # what stands there may look like a header
        while at < len(lines) and lines[at].startswith(b"\\"):
            at += 1
    return [(Lines(old), Lines(new)) for old, new in files]
