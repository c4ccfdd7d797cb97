"""Byte offsets of a parsed text become code points of the source, whatever the width of its characters."""

from __future__ import annotations

import pytest

from healthlint.readers.offsets import source_offsets


@pytest.mark.parametrize(
    "text", ["", "tea", "é", "aé漢😀b", "ééé漢漢😀😀a", "\ud83dx\u07ff\u0800\uffff\U00010000", "a\r\né"]
)
def test_every_boundary(text: str) -> None:
    point = source_offsets(text)
    for place in range(len(text) + 1):
        assert point(len(text[:place].encode("utf-8", "surrogatepass"))) == place


def test_offsets_may_go_back() -> None:
    text = "é tea 漢 tea é"
    point = source_offsets(text)
    for place in (12, 0, 7, 1, 6, 13, 2):
        assert point(len(text[:place].encode())) == place


@pytest.mark.parametrize("text", ["title\n    hot\n  tea", "titlé\n    hôt\n  teâ"])
def test_start_and_cuts(text: str) -> None:
    cuts = [(6, 10), (14, 16)]
    point = source_offsets(text, 2, cuts)
    kept = [place for place in range(2, len(text)) if not any(start <= place < end for start, end in cuts)]
    parsed = "".join(text[place] for place in kept)
    assert [point(len(parsed[:index].encode())) for index in range(len(parsed))] == kept
