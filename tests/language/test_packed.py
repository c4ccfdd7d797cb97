from __future__ import annotations

import pytest

from healthlint.language import packed
from healthlint.language.packed import Rows, Table, pack_rows, pack_table

ROWS = [(), ("a", 1), {"b": (2.5, None)}, [True], "\ud800"]


def test_rows_come_back_as_they_were() -> None:
    into = bytearray(b"before")
    one, other = pack_rows(into, ROWS), pack_rows(into, [1])
    rows = Rows(memoryview(into), one)
    assert [rows.read(number) for number in range(len(ROWS))] == list(rows) == ROWS
    assert (len(rows), rows.index(ROWS[2])) == (len(ROWS), 2)
    assert list(Rows(memoryview(into), other)) == [1]
    for number in (len(ROWS), -1):
        with pytest.raises(IndexError):
            rows.read(number)


def test_there_may_be_no_rows() -> None:
    into = bytearray()
    rows = pack_rows(into, ())
    assert list(Rows(memoryview(into), rows)) == []


def test_a_row_is_read_and_made_once() -> None:
    into = bytearray()
    made: list[object] = []
    packed_rows = pack_rows(into, [(1,), (2,), (3,)])
    rows = Rows(memoryview(into), packed_rows, lambda row: made.append(row) or [row])
    assert made == []
    first = rows[1]
    assert first == [(2,)]
    assert rows[1] is first
    assert made == [(2,)]


def table(values: dict[str, object]) -> tuple[Table, int]:
    """The values packed, and how many bytes they take."""
    into = bytearray(b"before")
    made = pack_table(into, values)
    return Table(memoryview(into), made), len(into)


@pytest.mark.parametrize("count", [0, 1, 3, 4, 5, 1000])
def test_values_are_found_by_their_keys(count: int) -> None:
    values = {f"key {number} \u00e9\ud800": (number % 7, {"a": number % 7}) for number in range(count)}
    found, _ = table(values)
    assert {key: found.get(key) for key in values} == values
    assert [found.get(key) for key in ("", "key", f"key {count}")] == [None] * 3


def test_equal_values_are_stored_once() -> None:
    same, other = ({str(number): "value" * 99 + str(number * by) for number in range(20)} for by in (0, 1))
    assert table(other)[1] - table(same)[1] > 19 * 5 * 99


def test_a_bucket_holds_few_keys() -> None:
    into = bytearray()
    rows, _ = pack_table(into, {str(number): number for number in range(1000)})
    held = [len(bucket) for bucket in Rows(memoryview(into), rows)]
    assert sum(held) == 1000
    assert max(held) <= 4 * packed._TO_A_BUCKET
