"""The file in which results are kept: packed reports one after the other, then a table of them.

The file is read from its end: sums over both parts tell that it is whole, what it begins with tells what it is for.
Knows nothing of reports. Any other file counts as absent.
"""

from __future__ import annotations

import marshal
import os
import sys
from io import BytesIO
from zlib import crc32

from healthlint import kept

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO

    from healthlint.origin import Origin

    Entry = tuple[Origin, tuple[int, ...], int, int, int]
    Table = dict[str, Entry]

SIGN = b"healthlint results 1\n"
"""What each such file begins with."""

LARGEST = kept.LARGEST // 2
"""Bytes after which no report is added to a file."""

_WIDTHS = (8, 8, 4, 4, 8)  # bytes of the numbers at the end: sizes and sums of both parts, number of entries
_END = sum(_WIDTHS)
_PIECE = 1 << 20  # bytes that are read or copied at a time


class Stored:
    """The results of an earlier run: its `table` holds by label the origin of a report, its tally, where it stands in
    the file (start and size), and the day of its last use.
    """

    __slots__ = ("_file", "_spans", "table")

    def __init__(self, file: BinaryIO | None, table: Table) -> None:
        self._file = file
        self._spans: list[tuple[int, int]] = []
        self.table = table

    def number(self, entry: Entry) -> int:
        """The number to `get` the report of an entry by."""
        self._spans.append(entry[2:4])
        return len(self._spans) - 1

    def get(self, number: int) -> bytes:
        """The packed report with this number."""
        start, size = self._spans[number]
        return self.read(start, size)

    def read(self, start: int, size: int) -> bytes:
        """Bytes of the file."""
        if self._file is None:
            return b""
        self._file.seek(start)
        return self._file.read(size)

    def __del__(self) -> None:
        """Reports are read from the file as long as somebody has this."""
        if self._file is not None:
            self._file.close()


def load(path: str, about: bytes) -> Stored:
    """What is kept in the file at `path`, if it is for this: nothing where it is not, or is not whole."""
    nothing = Stored(None, {})
    file = kept.own(path)
    if file is None:
        return nothing
    if sys.platform == "win32":  # where a file that is open can't be replaced
        with file:
            file = BytesIO(file.read())
    try:
        table = _table(file, SIGN + about)
    except OSError:
        table = None
    if table is None:
        file.close()
        return nothing
    kept.remember_use(path)
    return Stored(file, table)


def describe(path: str) -> tuple[str, int] | None:
    """For which folder the file at `path` is, and how many reports it says that it has; None where nobody can tell."""
    file = kept.own(path)
    if file is None:
        return None
    with file:
        try:
            sign, folder = file.read(len(SIGN)), file.read(_LONGEST).partition(b"\0")[0]
            return (os.fsdecode(folder), _numbers(file)[-1]) if sign == SIGN else None
        except OSError:
            return None


_LONGEST = 1 << 15  # bytes of the name of a folder


def _numbers(file: BinaryIO) -> list[int]:
    size = file.seek(0, 2)
    file.seek(max(size - _END, 0))
    data = file.read(_END)
    ends = [sum(_WIDTHS[: index + 1]) for index in range(len(_WIDTHS))]
    return [int.from_bytes(data[end - width : end], "big") for end, width in zip(ends, _WIDTHS, strict=True)]


def _table(file: BinaryIO, head: bytes) -> Table | None:
    size = file.seek(0, 2)
    reports, table, reports_sum, table_sum, entries = _numbers(file)
    if reports + table + _END != size:
        return None
    file.seek(0)
    if file.read(len(head)) != head:
        return None
    sum_ = crc32(head)
    left = reports - len(head)
    while left > 0:
        piece = file.read(min(left, _PIECE))
        if not piece:
            return None
        sum_ = crc32(piece, sum_)
        left -= len(piece)
    data = file.read(table)
    if left or sum_ != reports_sum or crc32(data) != table_sum:
        return None
    found = kept.plain(data)
    return found if isinstance(found, dict) and len(found) == entries else None


class Writer:
    """Writes such a file, report after report, to take the place of the one at `path`. `table` is what is in it."""

    def __init__(self, path: str, about: bytes) -> None:
        self._file = kept.Replacement(path)
        self._size = 0
        self._sum = 0
        self.table: Table = {}
        self._write(SIGN + about)

    @property
    def is_full(self) -> bool:
        """Whether no more should be added."""
        return self._size >= LARGEST

    def add(self, label: str, origin: Origin, tally: tuple[int, ...], packed: bytes, used: int) -> None:
        """Add a packed report."""
        self.table[label] = (origin, tally, self._size, len(packed), used)
        self._write(packed)

    def keep(self, stored: Stored, entries: Table) -> None:
        """Take reports over from an earlier run, with their entries as they are now."""
        begin = end = moved = 0
        for label, (origin, tally, start, size, used) in sorted(entries.items(), key=_start):
            if start + moved >= LARGEST:
                break
            if start != end:
                self._copy(stored, begin, end)
                begin, moved = start, self._size - start
            self.table[label] = (origin, tally, start + moved, size, used)
            end = start + size
        self._copy(stored, begin, end)

    def _copy(self, stored: Stored, begin: int, end: int) -> None:
        for start in range(begin, end, _PIECE):
            self._write(stored.read(start, min(_PIECE, end - start)))

    def finish(self) -> bool:
        """Put the file in its place. Whether that could be done."""
        table = marshal.dumps(self.table, kept.PORTABLE)
        numbers = (self._size, len(table), self._sum, crc32(table), len(self.table))
        self._file.write(table)
        self._file.write(
            b"".join([number.to_bytes(width, "big") for number, width in zip(numbers, _WIDTHS, strict=True)])
        )
        return self._file.finish()

    def give_up(self) -> None:
        """Leave the file at `path` as it is."""
        self._file.give_up()

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._size += len(data)
        self._sum = crc32(data, self._sum)


def _start(entry: tuple[str, Entry]) -> int:
    return entry[1][2]
