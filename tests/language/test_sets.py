"""Sets of tags and what follows from each."""

from __future__ import annotations

import pytest

from healthlint.language.packed import pack_rows
from healthlint.language.program import Program
from healthlint.language.sets import ANYWHERE, BEHIND, NONE, Sets, Watch, mask_of, row_of
from small_program import claim, cue, make_page, make_program

SETS = [(), (0,), (0, 1), (1, 2), (3,)]
HOLDERS = [(0,), (0, 2), (), (70,)]


def made() -> Sets:
    subjects, named, blocks = {1: "topic", 2: "product"}, [0], {3: (0,)}
    of_sets = [row_of(each, HOLDERS, subjects, frozenset(named), blocks) for each in SETS]
    packed = bytearray()
    rows = {"sets": pack_rows(packed, of_sets), "holders": pack_rows(packed, HOLDERS), "packed": memoryview(packed)}
    return Sets({**rows, "subjects": subjects, "named": named, "blocks": blocks})


def test_what_follows_from_a_set() -> None:
    sets = made()
    numbers = range(len(SETS))
    assert [sets.elements[number] for number in numbers] == [set(), {0}, {0, 2}, {0, 2}, {70}]
    assert [sets.masks[number] for number in numbers] == [0, 1, 0b101, 0b101, 1 << 70]
    assert [sets.kinds[number] for number in numbers] == ["", "", "topic", "product", ""]
    assert [sets.is_named[number] for number in numbers] == [False, True, True, False, False]
    assert [sets.is_blocking[number] for number in numbers] == [False, False, False, False, True]


WITHOUT = [
    (2, {3}, 2, (0, 1)),
    (0, {0}, 0, ()),
    (1, {0, 1}, 0, ()),
    (2, {0, 1}, 0, ()),
    (2, {0}, 5, (1,)),
    (3, {1, 3}, 5, (2,)),
]


@pytest.mark.parametrize(("number", "dropped", "left", "tags"), WITHOUT)
def test_a_set_without_some_tags(number: int, dropped: set[int], left: int, tags: tuple[int, ...]) -> None:
    sets = made()
    assert sets.without(number, frozenset(dropped)) == left
    assert sets.tags[left] == tags


def test_a_set_that_was_made_is_found_again() -> None:
    sets = made()
    one = sets.without(2, frozenset([0]))
    assert sets.without(3, frozenset([2])) == one == len(SETS)
    other = sets.without(3, frozenset([1]))
    assert other == one + 1
    assert (sets.elements[one], sets.masks[one], sets.kinds[one], sets.is_named[one]) == ({0, 2}, 0b101, "topic", False)
    assert sets.elements[other] == frozenset()
    assert [sets.tags[number] for number in range(len(SETS))] == SETS


def test_masks() -> None:
    assert [mask_of(each) for each in ((), (0,), (3, 1), (200,))] == [0, 1, 0b1010, 1 << 200]


TRIED = {0: ((0,), ((NONE, ANYWHERE, (1,)), (70, BEHIND, (2, 3)))), 2: ((4,), ())}
ALL = -1

WATCHED = [
    ((), 0, None),
    ((), 4, None),
    ((), 1, ((0,), ((ANYWHERE, ALL, (1,)), (BEHIND, 1 << 70, (2, 3))))),
    ((), 2, ((0, 4), ((ANYWHERE, ALL, (1,)), (BEHIND, 1 << 70, (2, 3))))),
    ((0,), 1, ((), ((ANYWHERE, ALL, (1,)), (BEHIND, 1 << 70, (2, 3))))),
    ((1, 2), 1, ((0,), ((BEHIND, 1 << 70, (3,)),))),
    ((1, 2, 3), 1, ((0,), ())),
    ((0, 1, 2, 3), 1, None),
    ((0, 1, 2, 3), 2, ((4,), ())),
]


@pytest.mark.parametrize(("left_out", "number", "watched"), WATCHED)
def test_what_a_set_makes_be_tried(left_out: tuple[int, ...], number: int, watched: object) -> None:
    watch = Watch(made(), TRIED).without(frozenset(left_out))
    assert watch[number] == watched
    assert watch[number] is watch[number]


def test_what_is_left_out_is_left_out_of_the_copy_alone() -> None:
    whole = Watch(made(), TRIED)
    none = whole.without(frozenset(range(5)))
    assert [none[number] for number in range(len(SETS))] == [None] * len(SETS)
    assert whole[1] is not None
    assert whole.mask == none.mask == 0b101
    again = none.without(frozenset())
    assert [again[number] for number in range(len(SETS))] == [whole[number] for number in range(len(SETS))]


def program() -> Program:
    rules = [claim("tea", "cup of", id="one"), claim("tea", "cup", id="two", category="immune")]
    return make_program(*rules, cues={"no": cue("tea", stance="negated")})


OF_RULES = [
    ((0, 1), ["one/1", "one/2", "two/1", "two/2"]),
    ((0,), ["one/1", "one/2"]),
    ((1,), ["two/1", "two/2"]),
    ((), []),
]


@pytest.mark.parametrize(("rules", "found"), OF_RULES)
def test_lines_of_some_rules_alone(rules: tuple[int, ...], found: list[str]) -> None:
    made = program()
    watch = made.watch_of(frozenset(rules))
    (sentence,) = make_page(made, "A cup of tea.").sentences
    hits = [made.patterns[hit.pattern] for hit in sentence.hits(watch)]
    assert sorted(f"{made.rules[pattern.index].id}/{pattern.id}" for pattern in hits) == found
    assert (watch is made.primary) == (len(rules) == 2)
    assert len(sentence.hits(made.cued)) == 1


def test_choices_of_rules_are_kept_ready_up_to_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    made = program()
    one = made.watch_of(frozenset([0]))
    assert made.watch_of(frozenset([0])) is one
    monkeypatch.setattr("healthlint.language.program._MOST_WATCHES", 2)
    made.watch_of(frozenset([1]))
    assert made.watch_of(frozenset([0])) is one
    made.watch_of(frozenset())  # one too many: all are made anew
    assert len(made._watches) == 1
    assert made.watch_of(frozenset([0])) is not one
