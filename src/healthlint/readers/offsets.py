"""From the UTF-8 byte offsets of a parsed text to code points of the source.

The parsed text may lack stretches of the source (`cuts`). Knows nothing of what was parsed.
"""

from __future__ import annotations

import re
from bisect import bisect_right

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_WIDE = re.compile("[^\x00-\x7f]+")


def source_offsets(text: str, start: int = 0, cuts: Sequence[tuple[int, int]] = ()) -> Callable[[int], int]:
    """A function from byte offsets of the parsed text to code-point offsets of `text`.

    What was parsed is text[start:] without the `cuts` (pairs of code-point offsets, ascending). A byte offset where a
    cut was made gives the end of the cut.
    """
    if not cuts and text.isascii():
        return start.__add__
    runs = _Runs()
    for cut_start, cut_end in cuts:
        runs.add(text, start, cut_start)
        start = cut_end
    runs.add(text, start, len(text))
    return runs.function()


def _width(character: str) -> int:
    return 2 if character < "\u0800" else 3 if character < "\U00010000" else 4


class _Runs:
    """Stretches of characters of one width, in order: their first byte, their first code point, bytes a character."""

    __slots__ = ("_bytes", "_end", "_points", "_widths")

    def __init__(self) -> None:
        self._bytes: list[int] = []
        self._points: list[int] = []
        self._widths: list[int] = []
        self._end = 0

    def add(self, text: str, start: int, end: int) -> None:
        """Go on with text[start:end]."""
        line_end = start
        for line in text[start:end].split("\n"):
            line_start, line_end = line_end, line_end + len(line) + 1
            if line.isascii():  # much faster than a search
                continue
            for wide in _WIDE.finditer(text, line_start, line_end - 1):
                self._run(start, wide.start(), 1)
                self._wide(text, *wide.span())
                start = wide.end()
        self._run(start, end, 1)

    def _wide(self, text: str, start: int, end: int) -> None:
        width = _width(text[start])
        for at in range(start + 1, end):
            if (other := _width(text[at])) != width:
                self._run(start, at, width)
                start, width = at, other
        self._run(start, end, width)

    def _run(self, start: int, end: int, width: int) -> None:
        if start < end:
            self._bytes.append(self._end)
            self._points.append(start)
            self._widths.append(width)
            self._end += (end - start) * width

    def function(self) -> Callable[[int], int]:
        """The function that looks offsets up."""
        starts, points, widths = self._bytes, self._points, self._widths
        ends = [*starts[1:], self._end + 1]
        # Offsets mostly ascend: the run of the last one is tried first.
        first = last = shift = 0

        def point(offset: int) -> int:
            nonlocal first, last, shift
            if first <= offset < last:
                return offset + shift
            run = bisect_right(starts, offset) - 1
            if widths[run] == 1:
                first, last, shift = starts[run], ends[run], points[run] - starts[run]
                return offset + shift
            return points[run] + (offset - starts[run]) // widths[run]

        return point
