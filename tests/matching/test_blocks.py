"""Entries of lists inside the words that the list takes exception to."""

from __future__ import annotations

import pytest

from healthlint.language.program import Program
from healthlint.matching.blocks import unblocked
from healthlint.matching.tagger import spans
from small_program import claim, make_page, make_program, word_list

LISTS = {
    "relief": word_list("ease", "ease of mind", **{"except": ["ease of use", "with ease"]}),
    "all": word_list("{relief}", "calm"),
    "use": word_list("use", "of", **{"except": ["ease of use of"]}),
    "mind": word_list("ease", "mind"),
}


def made() -> Program:
    return make_program(claim("{relief} {all} {use} {mind}", "ease now"), lists=LISTS)


def named(program: Program, text: str, found: list[tuple[int, int, int]]) -> list[tuple[str, str]]:
    """Spans as their words and the lists that these belong to."""
    words = text.split()
    return [
        (" ".join(words[start:end]), " ".join(sorted(filter(None, (program.tags[tag] for tag in tags)))))
        for start, end, number in found
        if (tags := program.sets.tags[number])
    ]


EASE = ("ease", "all mind relief")

BLOCKED = [
    ("ease", [EASE]),
    ("ease calm", [EASE, ("calm", "all")]),
    ("with ease", [("ease", "mind")]),
    ("with calm ease", [("calm", "all"), EASE]),
    ("ease of use", [("ease", "mind"), ("of", "use"), ("use", "use")]),
    # the words of one list bar its own entries alone, and lists that hold them
    ("ease of use of", [("ease", "mind")]),
    ("ease of use of ease", [("ease", "mind"), EASE]),
    ("with ease of mind", [("ease", "mind"), ("ease of mind", "all relief"), ("of", "use"), ("mind", "mind")]),
    ("ease with ease", [EASE, ("ease", "mind")]),
    ("with ease of use", [("ease", "mind"), ("of", "use"), ("use", "use")]),
    ("with ease with ease ease", [("ease", "mind"), ("ease", "mind"), EASE]),
]


@pytest.mark.parametrize(("text", "left"), BLOCKED)
def test_what_is_left(text: str, left: list[tuple[str, str]]) -> None:
    program = made()
    keys = make_page(program, text).text.keys
    found = spans(program.root.__getitem__, tuple(keys))
    lists = [each for each in named(program, text, unblocked(program, found)) if each[1]]
    assert lists == left


def test_what_is_left_keeps_its_order_and_its_words() -> None:
    program = made()
    keys = make_page(program, "with ease now ease of mind").text.keys
    found = spans(program.root.__getitem__, tuple(keys))
    left = unblocked(program, found)
    assert left == sorted(left)
    assert {span[:2] for span in left} <= {span[:2] for span in found}
    assert (1, 3) in {span[:2] for span in left}  # the words of a phrase are no entry of a list
    assert all(program.sets.tags[number] for _, _, number in left)


def test_a_sentence_leaves_them_out() -> None:
    program = made()
    (sentence,) = make_page(program, "with ease ease").sentences
    relief, mind = program.tags.index("relief"), program.tags.index("mind")
    assert sentence.places((relief,)) == {2: (3,)}
    assert sentence.places((mind,)) == {1: (2,), 2: (3,)}
