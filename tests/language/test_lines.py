from __future__ import annotations

import pytest

from healthlint.language.lines import MOST_LINES, Line, flatten
from healthlint.language.lists import LONGEST_RUN, MOST_WAYS
from healthlint.language.phrase import PhraseError, parse


def shown(line: Line) -> str:
    """A line in a form that shows its items: gap, alternatives, whether it may be left out."""
    parts = []
    for item in line.items:
        gap = f"...{item.gap} " if item.gap > 0 else f"..{-item.gap} " if item.gap < 0 else ""
        names = [f"{{{name}}}" for name in item.lists] + [" ".join(way) for way in item.sequences]
        parts.append(gap + "|".join(names) + ("?" if item.optional else ""))
    return ("^ " if line.at_start else "") + " / ".join(parts) + (" $" if line.at_end else "")


LINES = [
    ("without the risk", ["without the risk"]),
    ("without (the|any)? risk", ["without the risk|without any risk|without risk"]),
    ("treat~ it", ["treat it|treats it|treating it|treated it"]),
    ("non-addictive tea", ["non addictive tea|nonaddictive tea"]),
    ("a ...3 b", ["a / ...3 b"]),
    ("a ..3 b", ["a / ..3 b"]),
    ("a {x} b", ["a / {x} / b"]),
    ("(risk|{x}) of", ["{x}|risk / of"]),
    ("({x}|{y/ing})", ["{x}|{y/ing}"]),
    ("(risk of {x}|danger)", ["risk of / {x}", "danger"]),
    ("(a ...2 b|c) d", ["a / ...2 b / d", "c / d"]),
    ("{x} b? {y}", ["{x} / b? / {y}"]),
    ("b? {x}", ["b / {x}", "{x}"]),
    ("{x}? b", ["{x} / b", "b"]),
    ("a b?", ["a b|a"]),
    ("{x} b?", ["{x} / b?"]),
    ("a ...2 {x}? b", ["a / ...2 {x} / b", "a / ...2 b"]),
    ("a ...2 {x}? ...3 b", ["a / ...2 {x} / ...3 b", "a / ...5 b"]),
    ("a ..2 {x}? ..3 b", ["a / ..2 {x} / ..3 b", "a / ..5 b"]),
    ("a ..2 {x}? ...3 b", ["a / ..2 {x} / ...3 b", "a / ...5 b"]),
    ("a {x}? ...3 b", ["a / {x}? / ...3 b"]),
    ("a (b {x})? c", ["a / b / {x} / c", "a / c"]),
    ("^ no", ["^ no"]),
    ("no $", ["no $"]),
    ("^ no? {x} $", ["^ no / {x} $", "^ {x} $"]),
    ("# %", ["{#} / %"]),
    ("=AIDS cure", ["=AIDS cure"]),
]


@pytest.mark.parametrize(("phrase", "lines"), LINES)
def test_lines(phrase: str, lines: list[str]) -> None:
    assert [shown(line) for line in flatten(parse(phrase))] == lines


def test_long_runs_are_cut_into_items() -> None:
    (line,) = flatten(parse(" ".join(["tea"] * (LONGEST_RUN + 5))))
    assert [len(item.sequences[0]) for item in line.items] == [LONGEST_RUN, 5]


def test_many_ways_are_cut_into_items() -> None:
    (line,) = flatten(parse("(a|b|c|d) (a|b|c|d) (a|b|c|d) (a|b|c|d)"))
    assert [len(item.sequences) for item in line.items] == [64, 4]


def test_too_many_ways_to_write_one_group() -> None:
    with pytest.raises(PhraseError, match=f"more than {MOST_WAYS} ways"):
        flatten(parse("((a|b|c|d) (a|b|c|d) (a|b|c|d) (a|b|c|d) (a|b)) x"))


def test_a_long_list_of_single_alternatives_is_fine() -> None:
    (line,) = flatten(parse("(" + "|".join(f"w{number}" for number in range(200)) + ") x"))
    assert len(line.items) == 2


def test_too_many_lines() -> None:
    group = "(a {x}|b {x}|c {x})"
    assert len(flatten(parse(" ".join([group] * 4)))) == 81
    with pytest.raises(PhraseError, match=f"more than {MOST_LINES} combinations"):
        flatten(parse(" ".join([group] * 5)))


def test_too_many_optional_lists_are_refused_before_they_multiply() -> None:
    with pytest.raises(PhraseError, match=f"more than {MOST_LINES} combinations"):
        flatten(parse("a " + "...1 {x}? " * 60 + "...1 b"))
