from __future__ import annotations

import pytest

from healthlint.language import trie
from healthlint.language.trie import Trie, pack

TABLE = {"ab": ((1,), None), "abc": ((), {"d": ((2,), {"e": ((3,), None)})}), "x": ((4,), None)}


def test_what_was_packed_is_found() -> None:
    found = Trie(pack(TABLE))
    assert [found[key] for key in TABLE] == list(TABLE.values())
    assert found["abc"] is found["abc"]


def test_what_begins_no_run_is_nothing() -> None:
    found = Trie(pack(TABLE))
    assert [found[key] for key in ("a", "abd", "q", "xy", "#0")] == [None] * 5


def test_a_part_is_read_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[bytes] = []
    loads = trie.marshal.loads
    monkeypatch.setattr(trie.marshal, "loads", lambda data: read.append(data) or loads(data))
    found = Trie(pack(TABLE))
    assert not read
    for _ in range(2):
        assert found["ab"] == ((1,), None)
    assert len(read) == 1
    for _ in range(2):
        assert found["abc"] == TABLE["abc"]
    assert len(read) == 2


def test_absent_words_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trie, "_MOST_ABSENT", 5)
    found = Trie(pack(TABLE))
    assert [found[f"q{number}"] for number in range(100)] == [None] * 100
    assert len(found) == 5
    assert found["x"] == ((4,), None)
