"""Whatever makes the matcher fast, it finds what a plain one finds that tries everything."""

from __future__ import annotations

import json
import random
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthlint.document import Document
from healthlint.language.compiler import compile_rulesets
from healthlint.language.data import RulesetData
from healthlint.language.program import Program
from healthlint.loading import load_rulesets
from healthlint.loading.locate import builtin_files
from healthlint.matching.page import Page
from identical import language, product
from identical.reference import WordLists
from small_program import claim, cue, load, make_document, word_list


def assert_same(rulesets: list[RulesetData], program: Program, text: str) -> int:
    """The product finds in every sentence of a text what the reference finds; how much that is."""
    lists, page, matches = WordLists(rulesets), Page(program, make_document(text)), 0
    for index in range(len(page.sentences)):
        wanted = product.wanted(program, page, index, lists)
        assert product.in_sentence(program, page, index) == wanted, product.shown(program, page, index, wanted)
        matches += sum(map(len, wanted.values()))
    return matches


# phrase, text, number of matches
CORNERS = [
    ("c {x} a b", 'c y "a" b', 1),  # marks inside words that no other phrase asks for
    ("c {x} a b", "c y a, b", 0),
    ("# tea", "5 tea 6 tea", 2),  # a number stays one where a phrase asks for it in exact case
    ("=5 cups", "5 cups and 6 cups", 1),
    (r"\# #", "# 12", 1),
    (r"{x} \#", "y #", 1),
    ("{x} ...2 {x}", 'y "y" y', 1),
    ("{nested}", "y z", 2),
    ("{nested/ing} it", "easing it", 1),
    ("{barred}", "a b c, a b, a", 2),
    ("{barred} ...3 c", "a b c, a z c", 1),
    ("{mark} a", '" a', 1),
    ("^ {x}? a", '" a', 1),
    ("a {x}? $", "a y!", 1),
    ("a ...1 b", "a … b", 1),
    ("a ..1 b", "a … b", 0),
    ("a ...2 b", "a; b a? b a, b", 1),
    ("(a ...2 {x}|b) c?", "a y c b c", 2),
    ("{of} a", "of the a", 1),
    ("=US", "US’s, us, US", 2),
    ("us", "US’s, us, US", 3),
]


@cache
def corners() -> tuple[list[RulesetData], Program]:
    lists = {
        "x": word_list("y", subject="product"),
        "verb": word_list("ease", inflect="verb"),
        "nested": word_list("{x}", "{verb}", "z"),
        "barred": word_list("a", "a b", **{"except": ["a b c"]}),
        "mark": word_list('"', '" a'),
        "of": word_list("of", "of the"),
    }
    rules = [claim(phrase, id=f"rule-{number}") for number, (phrase, *_) in enumerate(CORNERS)]
    rulesets = load({"rules": rules, "lists": lists})
    return rulesets, Program(compile_rulesets(rulesets))


@pytest.mark.parametrize(("number", "text", "matches"), [(at, *case[1:]) for at, case in enumerate(CORNERS)])
def test_corners(number: int, text: str, matches: int) -> None:
    rulesets, program = corners()
    assert_same(rulesets, program, text)
    found = product.found(program, Page(program, make_document(text)))
    assert sum(len(each.get(number, ())) for each in found) == matches


@settings(deadline=None, max_examples=250)
@given(language.rules_and_text())
def test_random_rules_on_random_texts(made: tuple[RulesetData, str]) -> None:
    ruleset, text = made
    assert_same([ruleset], Program(compile_rulesets([ruleset])), text)


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=120))
def test_any_characters(text: str) -> None:
    assert_same(*corners(), text)


# -- the built-in rulesets


@cache
def builtin() -> tuple[list[RulesetData], Program]:
    rulesets = load_rulesets(builtin_files())
    return rulesets, Program(compile_rulesets(rulesets))


def told(size: int) -> list[str]:
    """So many examples of the built-in rules, always the same, of all rulesets."""
    texts = [example.text for data in builtin()[0] for rule in data.rules for example in rule.examples]
    random.Random(0).shuffle(texts)
    return texts[:size]


def test_the_built_in_rules_on_their_examples() -> None:
    assert assert_same(*builtin(), "\n\n".join(told(60))) > 500


def test_a_sentence_is_read_alike_alone_and_on_a_page_of_others() -> None:
    program = builtin()[1]
    text = "\n\n".join(told(400))
    page = Page(program, make_document(text))
    alone = []
    for sentence in page.sentences:
        words = text[page.text.starts[sentence.first] : page.text.ends[sentence.last - 1]]
        alone += product.found(program, Page(program, make_document(words)))
    assert product.found(program, page) == alone


def test_the_order_in_which_a_page_is_asked_does_not_matter() -> None:
    program = builtin()[1]
    document = make_document("\n\n".join(told(100)))
    forwards, backwards = Page(program, document), Page(program, document)
    numbers = range(len(backwards.sentences))
    asked = {index: product.in_sentence(program, backwards, index) for index in reversed(numbers)}
    assert [asked[index] for index in numbers] == product.found(program, forwards)


OWN = {
    "ruleset": "own/rules",
    "version": "1.0.0",
    "lists": {"own-thing": word_list("{condition}", "tea", "of the", "12", "=US", inflect="noun")},
    "rules": [
        claim("{own-thing} of the {condition}", "=Cure {own-thing}", "# % of", "=100 %", id="own-claim"),
        claim("a ...12 {own-thing} ...12 the", id="own-gaps", **{"except": ["the {condition}"]}),
    ],
    "cues": {"own-cue": cue("the", "of {own-thing}", where="next", points=0.5)},
}
"""Rules that share words, lists, numbers and words in exact case with the built-in ones."""


def test_rules_of_a_user_change_nothing_of_what_others_match(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(json.dumps(OWN))
    program = builtin()[1]
    more = Program(compile_rulesets(load_rulesets([*builtin_files(), str(tmp_path / "own.yaml")])))
    document = make_document("\n\n".join(told(150)))
    matches = known(program, document, program)
    assert known(more, document, program) == matches
    assert sum(map(len, matches)) > 500


def known(program: Program, document: Document, of: Program) -> list[set[tuple[object, ...]]]:
    """What the rules and cues of a program match, by their names."""
    names = {rule.id for rule in of.rules} | {cue.id for cue in of.cues}
    found = []
    for matches in product.found(program, Page(program, document)):
        named = {
            (*product.name_of(program, pattern), *each) for pattern, each_of in matches.items() for each in each_of
        }
        found.append({each for each in named if each[0] in names})
    return found
