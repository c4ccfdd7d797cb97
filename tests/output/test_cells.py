from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthlint.output.cells import cells, clean, width_of


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words", "plain words"),
        ("", ""),
        ("caf\u00e9", "caf\u00e9"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\tb\nc\rd", "a\\x09b\\x0ac\\x0dd"),
        ("\x07bell \x7f", "\\x07bell \\x7f"),
        ("\x9b31m", "\\x9b31m"),
        ("left\u202eright", "left\\u202eright"),
        ("soft\u00adhyphen", "soft\\xadhyphen"),
        ("zero\u200bwidth\ufeff", "zero\\u200bwidth\\ufeff"),
        ("line\u2028end", "line\\u2028end"),
        ("half\udc80", "half\\udc80"),
        ("tag\U000e0041", "tag\\U000e0041"),
    ],
)
def test_clean_shows_what_a_terminal_would_obey(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_clean_escapes_what_the_encoding_lacks() -> None:
    assert clean("caf\u00e9 \u65e5", "ascii") == "caf\\xe9 \\u65e5"
    assert clean("caf\u00e9 \u65e5", "latin-1") == "caf\u00e9 \\u65e5"


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("abc", 3),
        ("caf\u00e9", 4),
        ("cafe\u0301", 4),
        ("\u65e5\u672c", 4),
        ("\uff21", 2),
        ("\U0001f642", 2),
        ("\U0001f44d\U0001f3fd", 2),
        ("\U0001f469\u200d\U0001f52c", 2),
        ("\u0915\u094d\u0937", 2),
        ("\u1112\u1161\u11ab", 2),
    ],
)
def test_width(text: str, width: int) -> None:
    assert width_of(text) == width


def test_tabs_reach_the_next_stop() -> None:
    assert cells("\ta\tbcd\te") == [
        ("    ", 4),
        ("a", 1),
        ("   ", 3),
        ("b", 1),
        ("c", 1),
        ("d", 1),
        (" ", 1),
        ("e", 1),
    ]


@settings(deadline=None)
@given(st.text(), st.sampled_from(["", "ascii", "cp1252"]))
def test_nothing_unprintable_is_left(text: str, encoding: str) -> None:
    shown = clean(text, encoding)
    assert all(char.isprintable() or char in "\u200c\u200d" or char.isspace() or _unassigned(char) for char in shown)
    assert "\x1b" not in shown
    shown.encode(encoding or "utf-8")


def _unassigned(char: str) -> bool:
    import unicodedata

    return unicodedata.category(char) in {"Cn", "Co"}
