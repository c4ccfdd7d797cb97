from __future__ import annotations

import pytest

from healthlint import readers
from healthlint.output.html_spans import Prose


@pytest.mark.parametrize(
    ("label", "source", "start", "end", "words"),
    [
        ("a.md", "Tea *calms* you.", "Tea", "you", ["Tea calms you"]),
        ("a.md", "Tea *calms* you.", "*", "*", ["calms"]),
        ("a.md", "Tea calms\r\nyou at\r\nnight.", "calms", "at", ["calms you at"]),
        ("a.md", "Tea &amp; milk", "&", "milk", ["& milk"]),
        ("a.md", "Tea &amp; milk", "amp", "amp", ["&"]),
        ("a.md", "> Tea\n> calms\n\nand heals", "Tea", "and", ["Tea calms", "and"]),
        ("a.md", "Tea ![a cup](c.png) calms.", "Tea", "calms", ["Tea  calms"]),
        ("a.md", "Tea ![a cup](c.png) calms.", "cup", "cup", ["cup"]),
        ("a.md", "---\nauthor: Eve\n---\nTea.", "Eve", "Eve", []),
        ("a.md", "Tea.\n\n<!-- a note -->", "a note", "note", []),
        ("a.md", "\U0001f375 tea [calms](x) all", "tea", "all", ["tea calms all"]),
        ("a.html", "<p>Tea <b>calms</b> &lt; all<p>Two", "Tea", "Two", ["Tea calms < all", "Two"]),
        ("a.txt", "Tea calms\nall.", "calms", "all", ["calms all"]),
    ],
)
def test_words_of_the_prose(label: str, source: str, start: str, end: str, words: list[str]) -> None:
    document = readers.read(label, source.encode())
    stop = document.text.rindex(end) + len(end)
    found = Prose(document).spans(document.text.index(start), stop)
    assert [document.prose[begin:finish].replace("\ufffc", "") for begin, finish in found] == words


def test_nothing_between_two_words_or_in_an_empty_page() -> None:
    document = readers.read("a.md", b"Tea calms.")
    assert Prose(document).spans(3, 3) == []
    assert Prose(readers.read("a.md", b"")).spans(0, 0) == []
