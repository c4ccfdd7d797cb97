from __future__ import annotations

import pytest

from healthlint.readability import words
from healthlint.readability.words import COUNTS, as_text, normalised, tally, unpack


@pytest.mark.parametrize(
    ("sentence", "counted_as"),
    [
        ("Ask a doctor.", "Ask a doctor."),
        ("Ask a doctor", "Ask a doctor."),
        ("Is it? Or not", "Is it, Or not."),
        ("Wait for it...", "Wait for it..."),
        ('He said "stop."', 'He said "stop."'),
        ("They took 0.5 mg in the U.S. group!", "They took 0,5 mg in the U,S, group!"),
        ("It’s the patientʼs choice", "It's the patient's choice."),
        ("  anti\u00adoxidants\ufffc help no\u200bone \n", "antioxidants help noone."),
        ("‘Natural’ is not safe", "‘Natural' is not safe."),
        ("", "."),
    ],
)
def test_normalised(sentence, counted_as):
    assert normalised(sentence) == counted_as


def test_as_text_leaves_fragments_out():
    assert as_text(["Dosage", "Take one a day", "Buy now!", "Ask a doctor."]) == "Take one a day.\nAsk a doctor."


@pytest.mark.parametrize(
    ("sentence", "name", "count"),
    [
        ("one two three", "words", 3),
        ("one two - three", "words", 3),
        ("one two - three", "pieces", 4),
        ("one two three", "characters", 12),  # with the full stop that is added
        ("one two three.", "characters", 12),
        ("it's a doctors' list", "letters", 15),
        ("medicine for everybody", "polysyllables", 2),
        ("medicine for everybody", "complex_words", 0),
        ("addiction for everybody", "complex_words", 1),
        ("addiction for everybody", "difficult_words", 1),
        ("doctor doctors doctoral", "difficult_words", 2),
        ("Doctor, doctor! DOCTOR", "difficult_words", 0),
        ("well-known and loved", "words", 3),
    ],
)
def test_one_count_of_a_tally(sentence, name, count):
    assert unpack(tally(sentence))[name] == count


def test_a_fragment_has_no_tally():
    assert tally("Side effects!") == 0


def test_sums_of_tallies_do_not_run_into_each_other():
    sentence = "Addiction specialists recommend supervised detoxification programmes."
    one, many = unpack(tally(sentence)), unpack(tally(sentence) * 1_000_000)
    assert list(one) == list(COUNTS)
    assert many == {name: count * 1_000_000 for name, count in one.items()}


def test_what_is_forgotten_is_counted_again(monkeypatch):
    sentence = "Every one of these seven words counts twice, and then every one of these counts again."
    expected = tally(sentence)
    for memory in (words._piece_tallies, words._word_tallies):
        memory.clear()
    monkeypatch.setattr(words, "_MOST_REMEMBERED", 3)
    assert tally(sentence) == expected
    assert len(words._piece_tallies) <= 3
    assert len(words._word_tallies) <= 3


def test_long_pieces_are_not_remembered():
    piece = "x" * 500
    assert tally(f"{piece} {piece} {piece}") == tally(f"{piece} {piece} {piece}") > 0
    assert piece not in words._piece_tallies
