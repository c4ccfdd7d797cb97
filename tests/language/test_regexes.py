from __future__ import annotations

import pytest

from healthlint.language.regexes import LONGEST, check_regex

ACCEPTED = [
    r"0\s?% addictive",
    r"colou?r",
    r"\bno (?:side )?effects?\b",
    r"(?:non|not)[- ]addictive",
    r".*risk.*free",
    r"(\w+\s)+x",
    r"(?:\w+\s+){0,3}risk",
    r"no(?:\W+\w+){0,5}\W+risk",
    r"\d{1,3}(,\d{3})*",
    r"\$\d+(?:\.\d\d)?",
    r"(\d{4} ?){4}",
    r"(?:x{1,3},)+y",
    r"(?:free|safe)(?:, (?:free|safe))*",
    r"(?:very |really )*good",
    r"(?:[a-z]+-)+free",
    r"(?:\s*,\s*\w+)+",
    r"[^.]{0,200}cure",
    r"(?i:CBD) oil",
    r"(?<!not )safe",
    r"safe(?! for)",
    r"(a|b|ab)c",
    r"(?:ha)+",
    r"a+b+c+",
]


@pytest.mark.parametrize("pattern", ACCEPTED)
def test_ordinary_expressions_are_accepted(pattern: str) -> None:
    assert check_regex(pattern) == ""


RUNNING_AWAY = [
    r"(a+)+",
    r"(a+)+b",
    r"(?:a+)*b",
    r"(a|a)*b",
    r"(a|ab|b)*c",
    r"(a|(b|a))*c",
    r"((a|b)*|c)*d",
    r"x(.*)*y",
    r"(.+,)+x",
    r"(\w+\s?)+x",
    r"(\s*\w+)+:",
    r"(\d+,?)+;",
    r"(a+){10}x",
    r"(a{0,10}){2,10}x",
    r"(?:(?:x+x+)+y)",
    r"(?=(a+)+b)c",
    r"(a?|b?)+c",
]


@pytest.mark.parametrize("pattern", RUNNING_AWAY)
def test_expressions_that_can_run_away_are_refused(pattern: str) -> None:
    assert "can run away on long text" in check_regex(pattern)


@pytest.mark.parametrize("pattern", [r"(\w+) \1", r"(?P<word>\w+) (?P=word)", r"(a)?b(?(1)c|d)"])
def test_references_back_are_refused(pattern: str) -> None:
    assert "refers back to a group" in check_regex(pattern)


@pytest.mark.parametrize("pattern", ["", "^", "$", r"\b", "x*", "(x)?", "(?=x)", "(?<!x)", "x{0,3}", "|x"])
def test_expressions_that_match_nothing_are_refused(pattern: str) -> None:
    assert "matches the empty text" in check_regex(pattern)


@pytest.mark.parametrize("pattern", ["(", "[a", "a**", r"\p{L}+", "[[a]]", "(?P<n>"])
def test_expressions_that_cannot_be_read_are_refused(pattern: str) -> None:
    assert check_regex(pattern).startswith("the regular expression can't be read: ")


def test_an_expression_may_not_be_endless() -> None:
    assert check_regex("x" * 300) == ""
    assert "too large" in check_regex("x" * 500)
    assert f"longer than {LONGEST} characters" in check_regex("x" * (LONGEST + 1))
    assert "too large" in check_regex("(?:" + "|".join(f"a{chr(97 + number % 26)}" * 3 for number in range(30)) + ")+x")
