"""How much is done for a page. The limits are what was counted, and a fifth: whoever does less lowers them, and nobody
raises them without a reason that is worth it."""

from __future__ import annotations

import gc
import os
import tempfile
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial

import pytest

from benchmarks import corpus, rulesets
from counted.counting import calls, of_room
from healthlint.checker import Checker, Options
from healthlint.language import repeated
from healthlint.language.compiler import compile_rulesets
from healthlint.language.program import Program
from healthlint.loading import load_rulesets
from healthlint.segmentation import Text
from healthlint.selection import Selection
from healthlint.store import Packer

PAGES = 20


def new_checker() -> Checker:
    """A checker that has seen some pages: what is loaded at first use counts for no page."""
    made = Checker(Options())
    for number in range(1000, 1000 + PAGES):
        made.check("page.md", corpus.page(number).encode())
    return made


@cache
def checker() -> Checker:
    """The one that the tests share: what it has seen before depends on their order."""
    return new_checker()


@cache
def pages() -> list[bytes]:
    return [corpus.page(number).encode() for number in range(PAGES)]


def check_all(made: Checker | None = None) -> None:
    made = made or checker()
    for data in pages():
        assert not made.check("page.md", data).problems


@cache
def sentences() -> int:
    made = checker()
    texts = [Text(made.read("page.md", data), made.program.keys) for data in pages()]
    return sum(len(list(text.sentences)) for text in texts)


# The calls of functions of a room for a sentence.
LIMITS = {
    "readers/": 16,
    "segmentation.py": 2.5,
    "matching/": 94,
    "judgement/": 27,
    "kinds/": 10.8,
    "readability/": 6,
    "": 165,
}


@cache
def counted() -> Counter[str]:
    """The calls for pages that are seen for the first time."""
    return calls(partial(check_all, new_checker()))


@pytest.mark.parametrize("room", LIMITS)
def test_calls_for_a_sentence(room: str) -> None:
    number = of_room(counted(), room) / sentences()
    assert 0 < number <= LIMITS[room]


def test_what_was_checked_before_changes_nothing() -> None:
    """No work is put off to a later page, and none grows with the pages before. Sentences that come again cost less:
    from the third time on what is known of them does not change.
    """
    first = sum(counted().values())
    for _ in range(3):
        check_all()
    assert sum(calls(check_all).values()) < first
    assert calls(check_all) == calls(check_all)


def test_rules_that_do_not_match_cost_no_calls() -> None:
    """A sentence is looked at once for all rules together, not once for each."""
    few, many = (own_rules(count) for count in (10, 400))
    page = corpus.page(3).encode()
    numbers = [sum(calls(partial(made.check, "page.md", page)).values()) for made in (few, many)]
    assert numbers[1] <= numbers[0] * 1.02


def test_rules_cost_no_calls_to_be_loaded() -> None:
    """A program is read where a page asks for it: how many rules it has counts for nothing before."""
    numbers = []
    for count in (10, 400):
        with own_file(count) as path:
            data = compile_rulesets(load_rulesets([path]))
        numbers.append(sum(calls(partial(started, data)).values()))
    assert numbers[0] == numbers[1] < 400


def started(data: dict[str, object]) -> None:
    """What a run does with a program before it checks a page."""
    program = Program(data)
    selection = Selection.all_of(program)
    selection.fit(program, "unknown", ("US",))
    Packer(program.rules, program.ids)


@contextmanager
def own_file(count: int) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "own.yaml")
        corpus.write(path, rulesets.ruleset(count))
        yield path


def own_rules(count: int) -> Checker:
    with own_file(count) as path:
        made = Checker(Options(rulesets=[path], cache=False))
    for number in range(1000, 1005):
        made.check("page.md", corpus.page(number).encode())
    return made


# -- memory


PEAK = 1_400_000
"""Bytes in use at most while a page of 6 KB is checked."""


@contextmanager
def traced() -> Iterator[None]:
    gc.collect()
    tracemalloc.start()
    try:
        yield
    finally:
        tracemalloc.stop()


def test_the_memory_of_a_page() -> None:
    check_all()
    with traced():
        for data in pages():
            tracemalloc.reset_peak()
            before, _ = tracemalloc.get_traced_memory()
            report = checker().check("page.md", data)
            assert tracemalloc.get_traced_memory()[1] - before <= PEAK
            del report


def test_nothing_is_kept_of_a_page() -> None:
    check_all()
    with traced():
        check_all()
        gc.collect()
        before, objects = tracemalloc.get_traced_memory()[0], len(gc.get_objects())
        for _ in range(5):
            check_all()
        gc.collect()
        assert tracemalloc.get_traced_memory()[0] - before <= 20_000
        assert len(gc.get_objects()) - objects <= 20


def test_what_is_kept_of_new_words_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words that were never seen are remembered with their keys, up to a bound, and what the rules make of those that
    they know; of the pages nothing is, but for sentences, up to a bound.
    """
    monkeypatch.setattr(repeated, "_MOST", 1)
    monkeypatch.setattr(repeated, "_MOST_NEW", 1)
    check_numbers(1900, 2000)  # few words of the rules are new behind these
    gc.collect()
    objects = len(gc.get_objects())
    check_numbers(2000, 2100)
    gc.collect()
    assert len(gc.get_objects()) - objects <= 60


def check_numbers(first: int, last: int) -> None:
    for number in range(first, last):
        checker().check("page.md", corpus.page(number).encode())
