"""Plain data in strings of bytes, of which each piece is read when it is asked for: a page needs few of all rules and
has few of all words.
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

PackedRows = tuple[bytes, bytes]
"""The places of the rows, and the rows."""

PackedTable = tuple[PackedRows, bytes]
"""The buckets, in each the places of values by their keys, and the values."""


def pack_rows(rows: Iterable[Any]) -> PackedRows:
    """Rows one behind the other, and where each begins."""
    places = []
    packed = bytearray()
    for row in rows:
        places.append(len(packed).to_bytes(_WIDTH, "little"))
        packed += marshal.dumps(row, _PORTABLE)
    return b"".join(places), bytes(packed)


def row_of(packed: PackedRows, number: int) -> Any:
    """The row with this number. Raises IndexError where there is none."""
    place = packed[0][_WIDTH * number : _WIDTH * (number + 1)]
    if not place:
        raise IndexError(number)
    return marshal.loads(memoryview(packed[1])[int.from_bytes(place, "little") :])  # noqa: S302 - made by `pack_rows`


def count_of(packed: PackedRows) -> int:
    """How many rows there are."""
    return len(packed[0]) // _WIDTH


class Rows(Sequence["Any"]):
    """Packed rows, or what `make` makes of each."""

    __slots__ = ("_known", "_make", "_packed")

    def __init__(self, packed: PackedRows, make: Callable[[Any], Any] | None = None) -> None:
        self._packed = packed
        self._make = make
        self._known: dict[int, Any] = {}

    def __len__(self) -> int:
        return count_of(self._packed)

    def __getitem__(self, number: Any) -> Any:
        known = self._known.get(number)
        if known is None:
            known = row_of(self._packed, number)
            known = self._known[number] = self._make(known) if self._make else known
        return known


def pack_table(table: Mapping[str, Any]) -> PackedTable:
    """Values that are found by their keys. Equal ones are stored once."""
    buckets: list[dict[str, int]] = [{} for _ in range(len(table) // _TO_A_BUCKET + 1)]
    places: dict[bytes, int] = {}
    values = bytearray()
    for key, value in table.items():
        data = marshal.dumps(value, _PORTABLE)
        if data not in places:
            places[data] = len(values)
            values += data
        buckets[_sum(key) % len(buckets)][key] = places[data]
    return pack_rows(buckets), bytes(values)


class Table:
    """A packed table."""

    __slots__ = ("_buckets", "_count", "_values")

    def __init__(self, packed: PackedTable) -> None:
        self._buckets, self._values = packed
        self._count = count_of(self._buckets)

    def get(self, key: str) -> Any:
        """The value of a key, read anew each time; None where there is none."""
        place = row_of(self._buckets, _sum(key) % self._count).get(key)
        return None if place is None else marshal.loads(memoryview(self._values)[place:])  # noqa: S302 - as above


def _sum(key: str) -> int:
    return crc32(key.encode("utf-8", "surrogatepass"))
