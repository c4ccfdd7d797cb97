from __future__ import annotations

import pytest

from healthlint.language.inflect import FORMS, adjective_forms, all_forms, noun_forms, verb_forms

VERBS = [
    ("treat", "treat treats treating treated"),
    ("relieve", "relieve relieves relieving relieved"),
    ("remedy", "remedy remedies remedying remedied"),
    ("destroy", "destroy destroys destroying destroyed"),
    ("stop", "stop stops stopping stopped"),
    ("prefer", "prefer prefers preferring preferred"),
    ("deter", "deter deters deterring deterred"),
    ("prevent", "prevent prevents preventing prevented"),
    ("heal", "heal heals healing healed"),
    ("help", "help helps helping helped"),
    ("fix", "fix fixes fixing fixed"),
    ("wash", "wash washes washing washed"),
    ("free", "free frees freeing freed"),
    ("die", "die dies dying died"),
    ("dye", "dye dyes dyeing dyed"),
    ("slow", "slow slows slowing slowed"),
    ("mimic", "mimic mimics mimicking mimicked"),
    ("quit", "quit quits quitting quit quitted"),
    ("fight", "fight fights fighting fought"),
    ("break", "break breaks breaking broke broken"),
    ("withdraw", "withdraw withdraws withdrawing withdrew withdrawn"),
    ("have", "have has having had"),
    ("do", "do does doing did done"),
    ("undergo", "undergo undergoes undergoing underwent undergone"),
]


@pytest.mark.parametrize(("word", "forms"), VERBS)
def test_verbs(word: str, forms: str) -> None:
    made = verb_forms(word)
    assert tuple(made) == FORMS
    assert [form for name in FORMS for form in made[name]] == forms.split()


@pytest.mark.parametrize(
    ("word", "past"),
    [("travel", "traveled travelled"), ("combat", "combated combatted"), ("program", "programed programmed")],
)
def test_verbs_that_are_written_in_two_ways(word: str, past: str) -> None:
    assert verb_forms(word)["ed"] == tuple(past.split())


NOUNS = [
    ("risk", "risks"),
    ("remedy", "remedies"),
    ("day", "days"),
    ("illness", "illnesses"),
    ("ox", "oxen"),
    ("tomato", "tomatoes"),
    ("diagnosis", "diagnoses"),
    ("arthrosis", "arthroses"),
    ("person", "people persons"),
    ("woman", "women"),
    ("virus", "viruses"),
    ("human", "humans"),
]


@pytest.mark.parametrize(("word", "plurals"), NOUNS)
def test_nouns(word: str, plurals: str) -> None:
    assert noun_forms(word) == (word, *plurals.split())


ADJECTIVES = [
    ("safe", "safe safer safest safely"),
    ("easy", "easy easier easiest easily"),
    ("gentle", "gentle gentler gentlest gently"),
    ("big", "big bigger biggest bigly"),
    ("new", "new newer newest newly"),
    ("full", "full fuller fullest fully"),
    ("sole", "sole soler solest solely"),
    ("natural", "natural naturally"),
    ("drastic", "drastic drasticer drasticest drastically"),
    ("good", "good better best well"),
    ("bad", "bad worse worst badly"),
    ("true", "true truer truest truly"),
]


@pytest.mark.parametrize(("word", "forms"), ADJECTIVES)
def test_adjectives(word: str, forms: str) -> None:
    assert adjective_forms(word) == tuple(forms.split())


def test_all_forms_of_a_word_begin_with_itself_and_repeat_nothing() -> None:
    assert all_forms("heal") == ("heal", "heals", "healing", "healed")
    assert "children" in all_forms("child")
    assert all(len(set(all_forms(word))) == len(all_forms(word)) for word, _ in VERBS + NOUNS)
