from __future__ import annotations

import pytest

from healthlint.language.data import EntryData, ListData, Text
from healthlint.language.lists import LONGEST_RUN, MOST_WAYS, Expanded, expand, ways
from healthlint.language.phrase import PhraseError, parse


def expanded(*entries: object, inflect: str = "none") -> Expanded:
    into = Expanded()
    made = [
        EntryData(Text.at(entry[0]), [Text.at(form) for form in entry[1:]])
        if isinstance(entry, tuple)
        else EntryData(Text.at(str(entry)))
        for entry in entries
    ]
    assert expand(ListData(Text.at("words"), made, inflect=inflect), into) == []
    return into


def spelt(into: dict[tuple[str, ...], None]) -> list[str]:
    return [" ".join(sequence) for sequence in into]


ENTRIES = [
    ("none", ["dependence"], ["dependence"]),
    ("none", ["Crohn's disease"], ["crohn disease"]),
    ("none", ["(deep|lasting) relief"], ["deep relief", "lasting relief"]),
    ("none", ["lasting? relief"], ["lasting relief", "relief"]),
    ("none", ["bring~ relief"], ["bring relief", "brings relief", "bringing relief", "brought relief"]),
    ("none", ["ease of use", "ease of use"], ["ease of use"]),
    ("none", ["all-natural"], ["all natural", "allnatural"]),
    ("none", ["=WHO"], ["=WHO"]),
    ("none", [", and"], [", and"]),
    ("verb", ["relieve"], ["relieve", "relieves", "relieving", "relieved"]),
    ("verb", ["cut down on"], ["cut down on", "cuts down on", "cutting down on"]),
    (
        "verb",
        ["self-medicate"],
        [
            "self medicate",
            "self medicates",
            "self medicating",
            "self medicated",
            "selfmedicate",
            "selfmedicates",
            "selfmedicating",
            "selfmedicated",
        ],
    ),
    (
        "verb",
        ["(heal|help) it"],
        ["heal it", "heals it", "healing it", "healed it", "help it", "helps it", "helping it", "helped it"],
    ),
    ("verb", ["bring~ relief"], ["bring relief", "brings relief", "bringing relief", "brought relief"]),
    ("verb", [("wear off", "wears off", "wore off")], ["wear off", "wears off", "wore off"]),
    ("noun", ["side effect"], ["side effect", "side effects"]),
    ("noun", ["side-effect"], ["side effect", "side effects", "sideeffect", "sideeffects"]),
    ("noun", [("craving", "cravings galore")], ["craving", "cravings galore"]),
    ("noun", ["=AIDS"], ["=AIDS"]),
    ("adjective", ["very safe"], ["very safe", "very safer", "very safest", "very safely"]),
]


@pytest.mark.parametrize(("inflect", "entries", "sequences"), ENTRIES)
def test_how_entries_are_spelt_out(inflect: str, entries: list[str], sequences: list[str]) -> None:
    assert spelt(expanded(*entries, inflect=inflect).sequences) == sequences


def test_a_noun_gets_no_forms_of_a_verb() -> None:
    assert not expanded("risk", inflect="noun").forms


def test_the_forms_of_a_verb_are_kept_by_name() -> None:
    forms = expanded("relieve", "cut down on", inflect="verb").forms
    assert {name: spelt(found) for name, found in forms.items()} == {
        "base": ["relieve", "cut down on"],
        "s": ["relieves", "cuts down on"],
        "ing": ["relieving", "cutting down on"],
        "ed": ["relieved", "cut down on"],
    }


def test_irregular_forms_are_sorted_by_their_ending() -> None:
    forms = expanded(("wear off", "wears off", "wore off", "worn off", "wearing off"), inflect="verb").forms
    assert {name: spelt(found) for name, found in forms.items()} == {
        "base": ["wear off"],
        "s": ["wears off"],
        "ed": ["wore off", "worn off"],
        "ing": ["wearing off"],
    }


def test_a_whole_other_list() -> None:
    into = expanded("{soothe}", "relief")
    assert into.includes == ["soothe"]
    assert spelt(into.sequences) == ["relief"]


REFUSED = [
    ("a ...2 b", "no gaps"),
    ("^ a", "no `^`"),
    ("a {soothe}", "a {list} only as the whole entry"),
    ("{soothe/ing}", "a {list} only as the whole entry"),
    ("very?", "every word is optional"),
    ("(a|", "a `(` is not closed"),
    ("(a|b) " * 9 + "x", f"more than {MOST_WAYS} ways"),
    ("tea " * (LONGEST_RUN + 1), f"more than {LONGEST_RUN} words"),
]


@pytest.mark.parametrize(("entry", "message"), REFUSED)
def test_entries_that_are_refused(entry: str, message: str) -> None:
    word = Text.at(entry, "own.yaml", 7, 3, "lists.words.entries[0]")
    (mistake,) = expand(ListData(Text.at("words"), [EntryData(word)]), Expanded())
    assert message in mistake.message
    assert (mistake.file, mistake.line, mistake.column) == ("own.yaml", 7, 3)


def test_what_is_no_run_of_words_has_no_ways() -> None:
    assert ways(parse("a {x}")) is None
    assert ways(parse("a ... b")) is None
    assert ways(parse("a (b|{x})")) is None
    assert ways(parse("a b?")) == [("a", "b"), ("a",)]
    with pytest.raises(PhraseError):
        ways(parse("(a|b) " * 9))
