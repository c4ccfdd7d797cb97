"""Plain data in one string of bytes, of which each piece is read when it is asked for: a page needs few of all rules
and has few of all words.
"""

from __future__ import annotations

import marshal
from collections.abc import Sequence
from zlib import crc32

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

_PORTABLE = 4  # the version of marshal that all Pythons read
_WIDTH = 4  # bytes of a place

_TO_A_BUCKET = 4
"""Keys in a bucket of a table, about."""

PackedRows = tuple[int, int]
"""Where the places of the rows are, and how many rows there are."""

PackedTable = tuple[PackedRows, int]
"""The buckets, in each the places of values by their keys, and where the values are."""


def pack_rows(into: bytearray, rows: Iterable[Any]) -> PackedRows:
    """Add rows to `into`."""
    places = []
    for row in rows:
        places.append(len(into).to_bytes(_WIDTH, "little"))
        into += marshal.dumps(row, _PORTABLE)
    packed = len(into), len(places)
    into += b"".join(places)
    return packed


class Rows(Sequence["Any"]):
    """Packed rows, or what `make` makes of each: made once, when it is asked for. `known` is the same by number, for
    those who look up often.
    """

    __slots__ = ("_count", "_make", "_packed", "_start", "known")

    def __init__(self, packed: memoryview, rows: PackedRows, make: Callable[[Any], Any] | None = None) -> None:
        self._packed = packed
        self._start, self._count = rows
        self._make = make
        self.known: dict[int, Any] = _Known(self)

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: Any) -> Any:
        return self.known[number]

    def made(self, number: int) -> Any:
        """What is made of a row, anew each time. Raises IndexError where there is none."""
        row = self.read(number)
        return self._make(row) if self._make else row

    def read(self, number: int) -> Any:
        """A row, read anew each time. Raises IndexError where there is none."""
        if not 0 <= number < self._count:
            raise IndexError(number)
        packed, at = self._packed, self._start + _WIDTH * number
        place = int.from_bytes(packed[at : at + _WIDTH], "little")
        return marshal.loads(packed[place:])  # noqa: S302 - made by `pack_rows`


class _Known(dict[int, "Any"]):
    __slots__ = ("_rows",)

    def __init__(self, rows: Rows) -> None:
        super().__init__()
        self._rows = rows

    def __missing__(self, number: int) -> Any:
        made = self[number] = self._rows.made(number)
        return made


def pack_table(into: bytearray, table: Mapping[str, Any]) -> PackedTable:
    """Add values that are found by their keys to `into`. Equal ones are stored once."""
    start = len(into)
    buckets: list[dict[str, int]] = [{} for _ in range(len(table) // _TO_A_BUCKET + 1)]
    places: dict[bytes, int] = {}
    for key, value in table.items():
        data = marshal.dumps(value, _PORTABLE)
        if data not in places:
            places[data] = len(into) - start
            into += data
        buckets[_sum(key) % len(buckets)][key] = places[data]
    return pack_rows(into, buckets), start


class Table:
    """A packed table."""

    __slots__ = ("_buckets", "_values")

    def __init__(self, packed: memoryview, table: PackedTable) -> None:
        self._buckets = Rows(packed, table[0])
        self._values = packed[table[1] :]

    def get(self, key: str) -> Any:
        """The value of a key, read anew each time; None where there is none."""
        buckets = self._buckets
        place = buckets.read(_sum(key) % len(buckets)).get(key)
        return None if place is None else marshal.loads(self._values[place:])  # noqa: S302 - as above


def _sum(key: str) -> int:
    return crc32(key.encode("utf-8", "surrogatepass"))
