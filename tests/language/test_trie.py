from __future__ import annotations

import pytest

from healthlint.language import packed, trie
from healthlint.language.packed import Table, pack_table
from healthlint.language.trie import Trie

TABLE = {"ab": ((1,), None), "abc": ((), {"d": ((2,), {"e": ((3,), None)})}), "x": ((4,), None)}


def made() -> Trie:
    packed = bytearray()
    table = pack_table(packed, TABLE)
    return Trie(Table(memoryview(packed), table))


def test_what_was_packed_is_found() -> None:
    found = made()
    assert [found[key] for key in TABLE] == list(TABLE.values())
    assert found["abc"] is found["abc"]


def test_what_begins_no_run_is_nothing() -> None:
    found = made()
    assert [found[key] for key in ("a", "abd", "q", "xy", "#0")] == [None] * 5


def test_a_node_is_read_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []
    loads = packed.marshal.loads

    def counted(data: bytes) -> object:
        read.append(loads(data))
        return read[-1]

    monkeypatch.setattr(packed.marshal, "loads", counted)
    found = made()
    assert not read
    for _ in range(2):
        assert found["ab"] == ((1,), None)
    assert [value for value in read if value in TABLE.values()] == [TABLE["ab"]]
    assert len(read) == 2  # where it is, and itself


def test_absent_words_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trie, "_MOST_ABSENT", 5)
    found = made()
    assert [found[f"q{number}"] for number in range(100)] == [None] * 100
    assert len(found) == 5
    assert found["x"] == ((4,), None)
