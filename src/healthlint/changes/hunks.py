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
    """The changed lines of a file, and where the others stood before.

    `hunks` are those of git in their order: first line and number of lines in the old version, the same in the new one;
    no lines stand behind the line that is named. None means that the whole file is new.
    """

    __slots__ = ("_after", "_highest", "_lowest")

    def __init__(self, hunks: list[tuple[int, int, int, int]] | None) -> None:
        # A stretch of lines is touched when it starts at `highest` at the latest and ends at `lowest` at the earliest;
        # of a gap these are the lines around it.
        self._lowest = [0] if hunks is None else [first if count else first + 1 for _, _, first, count in hunks]
        self._highest: list[float] = [float("inf")]
        if hunks is not None:
            self._highest = [first + count - 1 if count else first for _, _, first, count in hunks]
        self._after = [(_behind(*hunk[2:]), _behind(*hunk[:2])) for hunk in hunks or ()]

    def touch(self, first: int, last: int) -> bool:
        """Whether the lines from `first` to `last` hold a changed one, or a gap between two of them."""
        at = bisect_right(self._lowest, last) - 1
        return at >= 0 and first <= self._highest[at]

    def before(self, line: int) -> int:
        """Where a line that did not change stood in the old version."""
        at = bisect_right(self._after, line, key=_now) - 1
        now, old = self._after[at] if at >= 0 else (1, 1)
        return line - now + old


def _behind(first: int, count: int) -> int:
    """The line behind a span of lines."""
    return first + count if count else first + 1


def _now(pair: tuple[int, int]) -> int:
    return pair[0]


class LineIndex:
    """Finds git's line of a byte of a file."""

    __slots__ = ("_ends",)

    def __init__(self, data: bytes) -> None:
        self._ends = [found.start() for found in re.finditer(b"\n", data)]

    def lines(self, start: int, end: int) -> tuple[int, int]:
        """The first and the last line of the bytes from `start` to `end` (exclusive)."""
        return bisect_left(self._ends, start) + 1, bisect_left(self._ends, max(end - 1, start)) + 1


def parse(patch: bytes) -> list[Lines]:
    """The changed lines of each file in a patch, in its order."""
    files: list[list[tuple[int, int, int, int]]] = []
    lines = patch.split(b"\n")
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if line.startswith(_FILE):
            files.append([])
            continue
        header = _HEADER.match(line)
        if header is None or not files:
            continue
        first, count, now, many = [int(number or 1) for number in header.groups()]
        files[-1].append((first, count, now, many))
        at += count + many  # what stands there may look like a header
        while at < len(lines) and lines[at].startswith(b"\\"):
            at += 1
    return [Lines(hunks) for hunks in files]
