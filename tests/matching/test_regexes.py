from __future__ import annotations

import pytest

from healthlint.matching import regexes
from healthlint.matching.page import Page
from healthlint.matching.regexes import regex_hits
from healthlint.report import Problem
from small_program import claim, make_page, make_program


def found(page: Page, idle: set[int] | None = None, problems: list[Problem] | None = None) -> list[str]:
    return [
        page.words_of(index, hit.start, hit.end)
        for index in range(len(page.sentences))
        for hit in regex_hits(page, index, set() if idle is None else idle, [] if problems is None else problems)
    ]


SILENT = [
    (r"risk of", "risk. Of"),
    (r"risk of", "risk\n\nof"),
    (r"^of", "risk of"),
    (r"(?<=safe\. )It", "safe. It helps"),
    (r"[.,]", "🍵"),
]


@pytest.mark.parametrize(("expression", "text"), SILENT)
def test_what_an_expression_does_not_match(expression: str, text: str) -> None:
    assert found(make_page(make_program(claim({"regex": expression})), text)) == []


FIRING = [
    (r"0\s?% addictive", "It is 0 % addictive and 0% addictive", ["0 % addictive", "0% addictive"]),
    (r"RISK", "Risk and risky", ["Risk", "risky"]),
    (r"^of", "Risk. Of it", ["Of"]),
    (r"risk$", "A risk. No", []),
    (r"risk\.$", "A risk. No", ["risk."]),
    (r"addict", "It is addictive", ["addictive"]),
    (r"isk of add", "risk of addiction", ["risk of addiction"]),
    (r"tea", "tea, tea", ["tea", "tea"]),
]


@pytest.mark.parametrize(("expression", "text", "words"), FIRING)
def test_what_an_expression_matches(expression: str, text: str, words: list[str]) -> None:
    assert found(make_page(make_program(claim({"regex": expression})), text)) == words


def test_expressions_of_rules_that_are_not_asked_for_are_left_out() -> None:
    page = make_page(make_program(claim({"regex": "tea"}), claim({"regex": "cups"}, id="two")), "tea cups")
    (first, _), (second, _) = page.program.regexes
    assert found(page, {first}) == ["cups"]
    assert found(page, {first, second}) == []


def test_an_expression_that_takes_too_long_is_told_once_and_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    class Slow:
        tries = 0

        def finditer(self, text: str, timeout: float) -> object:
            Slow.tries += 1
            assert timeout == regexes.SECONDS
            raise TimeoutError

    monkeypatch.setattr(regexes, "_compiled", lambda expression: Slow())
    page = make_page(make_program(claim({"regex": "tea"})), "One.\n\nTwo. Three.")
    problems: list[Problem] = []
    assert found(page, set(), problems) == []
    assert Slow.tries == 1
    (problem,) = problems
    assert (problem.line, problem.message) == (
        1,
        "the expression `tea` took longer than 1 s here; from here on it was left out",
    )


def test_a_program_without_expressions_asks_nothing() -> None:
    assert found(make_page(make_program(claim("tea")), "tea")) == []
