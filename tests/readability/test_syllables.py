from __future__ import annotations

import re
from importlib import import_module, util
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthlint.readability.syllables import easy_words, hyphenated, spoken, syllables

ROOT = Path(__file__).resolve().parents[2]
PYPHEN = import_module("pyphen").Pyphen(lang="en_US")
WORDS = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyz'’éﬀﬁﬂﬃ3_"), max_size=18)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("a", 1),
        ("an", 1),
        ("the", 1),
        ("doctor", 2),
        ("patient's", 2),
        ("medicine", 3),
        ("addiction", 3),
        ("antidisestablishmentarianism", 12),
        ("shh", 0),
        # Not in the dictionary: by hyphenation.
        ("grumbingly", 3),
        ("zyxqvort", 1),
        ("2019", 1),
        ("", 1),
    ],
)
def test_syllables(word, count):
    assert syllables(word) == count


@pytest.mark.parametrize("word", ["", "x", "zz", "doctorx", "docto", "mg2", "aba1", "don", "'", "Ångström"])
def test_only_whole_words_are_in_the_dictionary(word, pronunciations):
    assert (spoken(word) >= 0) == (word in pronunciations)


def test_every_word_that_can_be_looked_up_is_as_in_the_dictionary(pronunciations):
    reachable = re.compile(r"(?:[a-z]|'(?=[tsd]|ve|ll|re))+")
    expected = {
        word: sum(phone[-1].isdigit() for phone in sounds[0])
        for word, sounds in pronunciations.items()
        if reachable.fullmatch(word)
    }
    assert len(expected) > 120_000
    assert {word: spoken(word) for word in expected} == expected


@settings(deadline=None, max_examples=400)
@given(WORDS)
def test_hyphenation_is_that_of_pyphen(word):
    assert hyphenated(word) == len(PYPHEN.positions(word)) + 1


def test_every_pattern_works_as_in_pyphen():
    words = [pattern.strip(".") for pattern in PYPHEN.hd.patterns]
    assert len(words) > 10_000
    assert [hyphenated(word) for word in words] == [len(PYPHEN.positions(word)) + 1 for word in words]


def test_easy_words_are_those_of_the_list():
    assert {"doctor", "don't", "sick"} <= easy_words()
    assert easy_words().isdisjoint({"", "advice", "cross-eyed", "mr."})


@pytest.mark.parametrize("table", ["syllables.txt", "hyphenation.txt", "easy_words.txt"])
def test_the_tables_are_what_the_script_makes(table):
    script = ROOT / "scripts" / "build_syllables.py"
    spec = util.spec_from_file_location("build_syllables", script)
    build = util.module_from_spec(spec)
    spec.loader.exec_module(build)
    shipped = ROOT / "src" / "healthlint" / "readability" / "data" / table
    assert shipped.read_bytes().decode() == build.TABLES[table]()


@pytest.mark.parametrize("word", ["aardvarks2", "aati2", "a2", "ab\u0131de", "\ud800n", "aaron'", "on'", ",", "a."])
def test_what_only_looks_like_a_word_of_the_dictionary_is_none(word):
    assert spoken(word) == -1
