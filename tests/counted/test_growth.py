"""Twice the text is twice the work, whatever the text: counted in calls, at three sizes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from itertools import pairwise

import pytest

from counted.counting import all_calls
from healthlint.checker import Checker, Options

MOST = 2.25
"""How many times the work may be for twice the text: 2 and a little for what begins to count only in larger ones."""

Make = Callable[[int], str]


def times(unit: str, each: int = 1) -> Make:
    return lambda size: unit * (size * each)


TEXTS: dict[str, tuple[str, Make]] = {
    "an endless line of words": ("a.md", times("walking by the river is quiet ")),
    "an endless line of claims": ("a.md", times("our tea cures anxiety and ")),
    "claims by the thousand": ("a.md", times("Our tea cures anxiety. It treats chronic pain.\n\n")),
    "claims in one paragraph": ("a.md", times("Kratom eases pain. Does it cure cancer? It is no cure. ")),
    "the same in plain text": ("a.txt", times("Kratom eases pain. Does it cure cancer? It is no cure. ")),
    "words of every list": ("a.md", times("pain anxiety tea doctor risk study safe natural cure relief without ")),
    "quotation marks": ("a.md", times('cures " pain " of " it " ')),
    "opening brackets": ("a.md", times("[", 10)),
    "opening and closing brackets": ("a.md", lambda size: "[" * size + "a" + "]" * size),
    "brackets around words": ("a.md", times("[cures](pain [it] ")),
    "links": ("a.md", times("[cures pain](https://example.org/a) ")),
    "emphasis": ("a.md", times("**cures *pain ")),
    "backticks": ("a.md", times("`a ``b ")),
    "quotations in quotations": ("a.md", lambda size: ">" * size + " a\n\n" + "> It cures pain.\n" * size),
    "lists": ("a.md", times("- cures pain\n  - and anxiety\n")),
    "a table": ("a.md", lambda size: "| a | b |\n|---|---|\n" + "| cures pain | tea |\n" * size),
    "headings": ("a.md", times("## Cures pain\n\nIt does.\n\n")),
    "footnotes": ("a.md", lambda size: "".join(f"Cures pain.[^{n}]\n\n[^{n}]: A study.\n\n" for n in range(size))),
    "directives": ("a.md", times("<!-- healthlint-ignore-next-line: treats-disease -- so -->\nIt cures pain.\n\n")),
    "HTML elements": ("a.html", times("<p>Our tea <b>cures</b> pain</p>")),
    "HTML that is not closed": ("a.html", times("<div><b>cures pain ")),
    "entities": ("a.html", times("<p>cures &amp; pain &#x41; ")),
    "numbers and units": ("a.md", times("100 % of 5.5 mg, 3 in 10 people, 12 weeks; ")),
    "full stops": ("a.md", times(". a.b.c. U.S. ... e.g. ")),
    "disclaimers": (
        "a.md",
        times("Supports immunity.* \\*These statements have not been evaluated by the Food and Drug.\n\n"),
    ),
    "CSV": ("a.csv", lambda size: "title,text\n" + "Tea,It cures pain for good and all.\n" * size),
    "JSON": ("a.json", lambda size: '[{"description": "It cures pain for good."}' + ', {"b": ["a"]}' * size + "]"),
}


@cache
def checker() -> Checker:
    return Checker(Options())


@pytest.mark.parametrize("text", TEXTS)
def test_growth(text: str) -> None:
    name, make = TEXTS[text]
    checker().check(name, make(20).encode())  # what is loaded at first use
    pages = [make(size).encode() for size in (100, 200, 400)]
    numbers = [all_calls(partial(checker().check, name, data)) for data in pages]
    growth = [after / before for before, after in pairwise(numbers)]
    assert max(growth) <= MOST, numbers
