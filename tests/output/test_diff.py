"""The unified diff: what other programs read, and what a terminal is spared."""

from __future__ import annotations

import pytest

from healthlint.output.diff import unified
from healthlint.output.view import View


def lines(before: str, after: str, safe: bool = False, colour: bool = False) -> list[str]:
    return list(unified("a.md", before, after, View(colour=colour), safe))


def test_line_ends_stay_and_missing_ones_are_told() -> None:
    assert lines("a\r\nb", "a\r\nc") == [
        "--- a.md",
        "+++ a.md",
        "@@ -1,2 +1,2 @@",
        " a\r",
        "-b",
        r"\ No newline at end of file",
        "+c",
        r"\ No newline at end of file",
    ]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("in/tea.md", "in/tea.md"),
        ("my tea.md", "my tea.md\t"),
        ("\u00fc\U0001f375.md", "\u00fc\U0001f375.md"),
        ('a "b"\\.md', r'"a \"b\"\\.md"'),
        ("a\nb\tc\x7f.md", r'"a\012b\011c\177.md"'),
        ("\udcff.md", r'"\377.md"'),
    ],
)
def test_odd_names_are_written_as_git_does(name: str, shown: str) -> None:
    assert list(unified(name, "a\n", "b\n", View(), safe=False))[:2] == [f"--- {shown}", f"+++ {shown}"]


def test_lines_that_look_like_heads_are_lines() -> None:
    assert lines("-- x", "-- y\n")[3:] == ["--- x", r"\ No newline at end of file", "+-- y"]


def test_other_line_ends_part_no_lines() -> None:
    assert lines("a\rb\x0bc\u2028d\n", "a\rB\x0bc\u2028d\n")[3:] == ["-a\rb\x0bc\u2028d", "+a\rB\x0bc\u2028d"]


def test_a_terminal_gets_escapes_for_what_would_move_its_cursor() -> None:
    assert lines("\x1b[2Ja\r\n", "b\r\n", safe=True)[3:] == [r"-\x1b[2Ja", "+b"]


def test_colours() -> None:
    shown = lines("a\nb\n", "a\nc\n", colour=True)
    assert shown[0] == "\x1b[1m--- a.md\x1b[0m"
    assert shown[3:] == [" a", "\x1b[1;31m-b\x1b[0m", "\x1b[1;32m+c\x1b[0m"]


def test_equal_texts_have_no_diff() -> None:
    assert lines("a\n", "a\n") == []
