from __future__ import annotations

import pytest

from healthlint.language import packed
from healthlint.language.packed import Rows, Table, count_of, pack_rows, pack_table, row_of

ROWS = [(), ("a", 1), {"b": (2.5, None)}, [True], "\ud800"]


def test_rows_come_back_as_they_were() -> None:
    made = pack_rows(ROWS)
    assert count_of(made) == len(ROWS)
    assert [row_of(made, number) for number in range(len(ROWS))] == ROWS
    with pytest.raises(IndexError):
        row_of(made, len(ROWS))


def test_rows_are_a_sequence() -> None:
    rows = Rows(pack_rows(ROWS))
    assert list(rows) == ROWS
    assert (len(rows), len(Rows(pack_rows(())))) == (len(ROWS), 0)
    assert rows.index(ROWS[2]) == 2


def test_a_row_is_read_and_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    rows = Rows(pack_rows([(1,), (2,), (3,)]), lambda row: made.append(row) or [row])
    assert made == []
    first = rows[1]
    assert first == [(2,)]
    assert rows[1] is first
    assert made == [(2,)]


@pytest.mark.parametrize("count", [0, 1, 3, 4, 5, 1000])
def test_values_are_found_by_their_keys(count: int) -> None:
    values = {f"key {number} \u00e9\ud800": (number % 7, {"a": number % 7}) for number in range(count)}
    table = Table(pack_table(values))
    assert {key: table.get(key) for key in values} == values
    assert [table.get(key) for key in ("", "key", f"key {count}")] == [None] * 3


def test_equal_values_are_stored_once() -> None:
    few, many = (pack_table({str(number): ("value", number % 2) for number in range(count)})[1] for count in (2, 100))
    assert few == many


def test_a_bucket_holds_few_keys() -> None:
    buckets = pack_table({str(number): number for number in range(1000)})[0]
    held = [len(row_of(buckets, number)) for number in range(count_of(buckets))]
    assert sum(held) == 1000
    assert max(held) <= 4 * packed._TO_A_BUCKET
