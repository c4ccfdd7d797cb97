"""Findings know their places, without the document."""

from __future__ import annotations

import pytest

from healthlint.document import Document, Region
from healthlint.finding import Finding, Fix, Related
from healthlint.placing import MOST_LINES, REACH, excerpt, place
from healthlint.rule import Rule
from healthlint.segmentation import Text
from healthlint.words import Keys

RULE = Rule("calm-promise", "claim", "claims/calm")


def placed(text: str, words: str, encoding: str = "utf-8", mark_size: int = 0) -> Finding:
    """The finding on the first occurrence of `words`, with a related one on the first word."""
    document = Document("a.md", text, encoding, mark_size)
    document.prose = text
    document.map.add(0, len(text), 0, len(text))
    document.regions.append(Region("paragraph", 0, len(text)))
    start = text.index(words)
    finding = Finding(RULE, start, start + len(words), "", "error")
    finding.related = [Related("here", 0, 1)]
    place(document, Text(document, Keys()), [finding])
    return finding


@pytest.mark.parametrize(
    ("text", "words", "lines", "bytes_"),
    [
        ("one two\n", "two", (1, 5, 1, 8), (4, 7)),
        ("a\r\n\U0001f642e\u0301 two", "two", (2, 5, 2, 8), (11, 14)),
        ("a\rtwo\rthree", "two\rthree", (2, 1, 3, 6), (2, 11)),
        ("two\n", "two\n", (1, 1, 2, 1), (0, 4)),
    ],
)
def test_lines_columns_bytes_and_words(text: str, words: str, lines: tuple[int, ...], bytes_: tuple[int, int]) -> None:
    found = placed(text, words)
    spot = found.place
    assert (spot.line, spot.column, spot.end_line, spot.end_column) == lines
    assert (found.byte_start, found.byte_end) == bytes_
    assert text.encode()[found.byte_start : found.byte_end].decode() == found.match == words
    assert (found.related[0].place.line, found.related[0].place.end_column) == (1, 2)
    assert len(found.fingerprint) == 24


def test_bytes_count_the_mark_and_the_encoding() -> None:
    found = placed("\u00e9 two", "two", "utf-16-le", 2)
    assert (found.byte_start, found.byte_end) == (6, 12)


def test_an_excerpt_holds_little_of_a_long_line() -> None:
    text = "a" * 5_000 + " two " + "b" * 5_000
    (line,) = placed(text, "two").lines
    assert (line.number, line.skipped) == (1, 5_001 - REACH)
    assert line.text == "a" * (REACH - 1) + " two " + "b" * (REACH - 1)


def test_an_excerpt_of_many_lines_holds_the_first_and_the_last() -> None:
    text = "".join(f"line {number}\n" for number in range(1, 21))
    lines = excerpt(Document("a", text), 5, len(text))
    assert [line.number for line in lines] == [*range(1, MOST_LINES), 20]
    assert [line.text for line in lines][-1] == "line 20"


@pytest.mark.parametrize(
    ("text", "words", "columns"),
    [
        ("one two\n", "two", (5, 8)),
        ("\u00e9\n\U0001f642e\u0301 two", "two", (9, 12)),
        ("caf\u00e9 \U0001f642\r\n\u00e9", "\U0001f642\r\n\u00e9", (7, 3)),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_byte_columns_count_utf_8_whatever_the_encoding(
    text: str, words: str, columns: tuple[int, int], encoding: str
) -> None:
    spot = placed(text, words, encoding, 2 if encoding != "utf-8" else 0).place
    assert (spot.byte_column, spot.end_byte_column) == columns


def test_a_fix_has_a_place_of_its_own() -> None:
    document = Document("a.md", "caf\u00e9 two words")
    document.prose = document.text
    finding = Finding(RULE, 5, 8, "", "error")
    finding.fix = Fix(9, 14, "word")
    place(document, Text(document, Keys()), [finding])
    spot = finding.fix.place
    assert (spot.line, spot.column, spot.end_column, spot.byte_column, spot.end_byte_column) == (1, 10, 15, 11, 16)
