"""Cuts comma-separated values into cells, as tables of markup hold them. Knows nothing of what stands in the cells."""

from __future__ import annotations

import re

from healthlint.readers.lines import Stretch, joined_stretch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.readers.lines import Lines


def separated_values(lines: Lines, first: int, last: int, sign: str) -> Iterator[Stretch]:
    """The cells of comma-separated values in these lines; `sign` stands between them."""
    first = lines.next_filled(first, last)
    while last > first and lines.is_empty(last - 1):
        last -= 1
    if first >= last:
        return
    text, begin, end = lines.text, lines.starts[first], lines.ends[last - 1]
    other = f"[^{re.escape(sign)}\r\n]*"
    cell = re.compile(rf'[ \t]*(?:"((?:[^"]|"")*)"{other}|({other}))(?:{re.escape(sign)}|\s*[\r\n]\s*|\Z)')
    for found in cell.finditer(text, begin, end):
        group = 1 if found.group(1) is not None else 2
        start, stop = found.span(group)
        stop = start + len(text[start:stop].rstrip())
        start = stop - len(text[start:stop].lstrip())
        if start < stop:
            yield _unquoted(text, start, stop) if group == 1 else Stretch(text, start, stop)


def _unquoted(text: str, start: int, end: int) -> Stretch:
    """A quoted cell: two quotes in it are one."""
    if text.find('""', start, end) < 0:
        return Stretch(text, start, end)
    spans = []
    for quotes in re.compile('""').finditer(text, start, end):
        spans.append((start, quotes.start() + 1))
        start = quotes.end()
    return joined_stretch(text, [*spans, (start, end)], between="")
