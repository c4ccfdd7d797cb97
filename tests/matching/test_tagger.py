from __future__ import annotations

import pytest

from healthlint.language.program import Program
from healthlint.matching.sentence import Sentence
from healthlint.matching.tagger import spans
from small_program import claim, make_page, make_program, word_list

LISTS = {
    "short": word_list("a", "a b", "a b c", "d"),
    "quoted": word_list('a " b', "b"),
    "barred": word_list("d", "d e", "e", **{"except": ["c d", "d e f"]}),
}


def program() -> Program:
    return make_program(claim("{short} {quoted} {barred}"), lists=LISTS)


def places(name: str, text: str) -> dict[int, tuple[int, ...]]:
    made = program()
    (sentence,) = make_page(made, text).sentences
    return sentence.places((made.tags.index(name),))


NOWHERE = [("short", "x y z"), ("short", ""), ("short", "b c"), ("barred", "c d"), ("barred", "d e f")]


@pytest.mark.parametrize(("name", "text"), NOWHERE)
def test_where_a_list_does_not_stand(name: str, text: str) -> None:
    assert places(name, text + " x") == {}


PLACES = [
    ("short", "a x d", {0: (1,), 2: (3,)}),
    ("short", "a b c", {0: (3, 2, 1)}),
    ("short", "a a b", {0: (1,), 1: (3, 2)}),
    ("short", 'a " b', {0: (3, 1)}),
    ("short", 'a "" b * c', {0: (6, 4, 1)}),
    ("short", "a, b", {0: (1,)}),
    ("short", "a [ b", {0: (3, 1)}),
    ("quoted", 'a " b', {0: (3,), 2: (3,)}),
    ("quoted", 'a "" b', {0: (4,), 3: (4,)}),
    ("quoted", 'a * " b', {0: (4,), 3: (4,)}),
    ("quoted", "a b", {1: (2,)}),
    ("barred", "d e", {0: (2, 1), 1: (2,)}),
    ("barred", "c d e", {1: (3,), 2: (3,)}),
    ("barred", "d e f d", {3: (4,)}),
    ("barred", "c d e f d", {4: (5,)}),
]


@pytest.mark.parametrize(("name", "text", "found"), PLACES)
def test_where_a_list_stands(name: str, text: str, found: dict[int, tuple[int, ...]]) -> None:
    assert places(name, text) == found


QUOTES = 60
"""Quotation marks in a row in a phrase; four times as many stand in the text."""

# what runs begin with, and the looks that they may cost: a run from each start, at each of its nodes and each token
ENDLESS = [("a", QUOTES * 242), ('"', 242 * 242 // 2)]


@pytest.mark.parametrize(("begin", "most"), ENDLESS)
def test_quiet_punctuation_without_end_costs_one_look_each(begin: str, most: int) -> None:
    quotes = '"' * QUOTES
    made = make_program(claim(" ".join(["a", *quotes, "b"]), f"a {quotes} c"))
    keys = tuple(make_page(made, "a " + quotes * 4 + " b").text.keys)
    assert len(keys) == 242
    looks = 0

    class Counting(dict):  # type: ignore[type-arg]
        def get(self, key, default=None):  # type: ignore[no-untyped-def]
            nonlocal looks
            looks += 1
            return dict.get(self, key, default)

    def counting(node):  # type: ignore[no-untyped-def]
        number, children = node
        return number, children and Counting({key: counting(child) for key, child in children.items()})

    assert spans({begin: counting(made.root[begin])}.get, keys)
    assert looks > most // 2
    assert looks <= most


def test_a_sentence_sees_its_own_tokens_only() -> None:
    made = program()
    page = make_page(made, "x a. B c x")
    assert [sentence.places((made.tags.index("short"),)) for sentence in page.sentences] == [{1: (2,)}, {}]
    assert isinstance(page.sentences[0], Sentence)
