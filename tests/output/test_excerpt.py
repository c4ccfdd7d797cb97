from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthlint.document import Document
from healthlint.output.cells import width_of
from healthlint.output.excerpt import MOST_ROWS, Row
from healthlint.output.excerpt import excerpt as rows_of
from healthlint.placing import excerpt as lines_of
from healthlint.placing import place_of


def excerpt(document: Document, start: int, end: int, width: int, cut: str = "\u2026", encoding: str = "") -> list[Row]:
    return rows_of(lines_of(document, start, end), place_of(document, start, end), width, cut, encoding)


def drawn(text: str, words: str, width: int = 60, cut: str = "\u2026", encoding: str = "") -> list[str]:
    """The rows of an excerpt with a line of carets below each."""
    start = text.index(words)
    lines = []
    for row in excerpt(Document("a", text), start, start + len(words), width, cut, encoding):
        lines.append(f"{row.line}|{row.text}")
        if row.mark_end:
            lines.append(f"{row.line}|{' ' * row.mark_start}{'^' * (row.mark_end - row.mark_start)}")
    return lines


@pytest.mark.parametrize(
    ("text", "words", "rows"),
    [
        ("one two three\n", "two", ["1|one two three", "1|    ^^^"]),
        ("first\r\none two\r\nlast", "two", ["2|one two", "2|    ^^^"]),
        ("first\rone two\rlast", "two", ["2|one two", "2|    ^^^"]),
        ("\tone\ttwo", "two", ["1|    one two", "1|        ^^^"]),
        ("a\t\ttwo", "two", ["1|a       two", "1|        ^^^"]),
        ("\U0001f642 two", "two", ["1|\U0001f642 two", "1|   ^^^"]),
        ("\u65e5\u672c two", "\u672c", ["1|\u65e5\u672c two", "1|  ^^"]),
        ("cafe\u0301 two", "two", ["1|cafe\u0301 two", "1|     ^^^"]),
        ("cafe\u0301 two", "cafe\u0301", ["1|cafe\u0301 two", "1|^^^^"]),
        ("\x1b[1m two", "two", ["1|\\x1b[1m two", "1|        ^^^"]),
        ("one\ttwo", "one\ttwo", ["1|one two", "1|^^^^^^^"]),
        ("end of it", "it", ["1|end of it", "1|       ^^"]),
    ],
)
def test_one_line(text: str, words: str, rows: list[str]) -> None:
    assert drawn(text, words) == rows


def test_what_the_encoding_lacks_takes_the_cells_of_its_escape() -> None:
    assert drawn("caf\u00e9 two", "two", encoding="ascii") == ["1|caf\\xe9 two", "1|        ^^^"]


@pytest.mark.parametrize(
    ("text", "at", "caret"),
    [("words", 0, (0, 1)), ("words", 5, (5, 6)), ("", 0, (0, 1)), ("a\n\nb", 2, (0, 1))],
)
def test_an_empty_span_is_one_caret(text: str, at: int, caret: tuple[int, int]) -> None:
    (row,) = excerpt(Document("a", text), at, at, 40)
    assert (row.mark_start, row.mark_end) == caret


def test_a_long_line_is_cut_around_the_span() -> None:
    text = "alpha " * 20 + "needle " + "omega " * 20
    assert drawn(text, "needle", 40) == [
        "1|\u2026pha alpha alpha needle omega omega ome\u2026",
        "1|                 ^^^^^^",
    ]
    assert drawn(text, "needle", 40, cut="...")[0] == "1|...a alpha alpha needle omega omega o..."


def test_a_long_line_is_cut_on_one_side_near_its_ends() -> None:
    text = "needle " + "omega " * 20 + "last"
    assert drawn(text, "needle", 30) == ["1|needle omega omega omega ome\u2026", "1|^^^^^^"]
    assert drawn(text, "last", 30) == ["1|\u2026omega omega omega omega last", "1|                         ^^^^"]


def test_a_span_over_lines_is_shown_on_each() -> None:
    assert drawn("> one two\n>   three\n\n> four five\n", "two\n>   three\n\n> four") == [
        "1|> one two",
        "1|      ^^^",
        "2|>   three",
        "2|^^^^^^^^^",
        "4|> four five",
        "4|^^^^^^",
    ]


def test_a_span_that_ends_with_its_line_does_not_show_the_next() -> None:
    assert drawn("one\ntwo\nthree", "two\n") == ["2|two", "2|^^^"]


def test_indentation_is_not_underlined_on_further_lines() -> None:
    assert drawn("one\n    two", "one\n    two") == ["1|one", "1|^^^", "2|    two", "2|    ^^^"]


def test_of_many_lines_the_first_and_the_last_are_shown() -> None:
    text = "\n".join(f"line {number}" for number in range(1, 31))
    rows = excerpt(Document("a", text), 0, len(text), 40)
    assert [row.line for row in rows] == [1, 2, 3, 4, 5, -1, 30]
    assert rows[5].text == "\u2026"


def test_a_span_wider_than_a_row_goes_on_below() -> None:
    text = "x" * 30 + "y" * 45 + "z" * 30
    assert drawn(text, "y" * 45, 30) == [
        "1|\u2026" + "x" * 12 + "y" * 16 + "\u2026",
        "1|" + " " * 13 + "^" * 16,
        "0|\u2026" + "y" * 28 + "\u2026",
        "0| " + "^" * 28,
        "0|\u2026" + "y" + "z" * 27 + "\u2026",
        "0| ^",
    ]


def test_a_very_long_span_is_shortened() -> None:
    text = "y" * 5000
    rows = excerpt(Document("a", text), 0, 5000, 30)
    assert len(rows) == MOST_ROWS + 1
    assert rows[-2].line == -1
    assert rows[-1].text.endswith("y")


@settings(deadline=None)
@given(
    st.text(st.sampled_from("ab \t\n\r\u0301\u65e5\U0001f642\u200d\x1b")),
    st.integers(0, 200),
    st.integers(0, 200),
    st.integers(24, 60),
)
def test_rows_fit_and_show_the_span(text: str, start: int, length: int, width: int) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    rows = excerpt(Document("a", text), start, end, width)
    for row in rows:
        assert width_of(row.text) <= width
        if row.line >= 0:
            assert row.mark_start < row.mark_end <= width + 1
    assert rows or not text[start:end].strip()
