from __future__ import annotations

import sys
import types
from importlib import import_module

import pytest

from healthlint.errors import HealthlintError, UsageError
from healthlint.readability import as_text
from healthlint.readability.further import FURTHER, further_measures

TEXT = as_text(
    [
        "Nobody has shown that the leaves are a safe replacement for methadone.",
        "A physician who knows the patient’s history should supervise every change.",
        "Mitragynine acts on opioid receptors!",
    ]
)
GERMAN = "Wer Arzneimittel dauerhaft einnimmt, fragt vor jeder Umstellung zuerst die Ärztin. Das gilt auch für Kräuter."
SPANISH = "Antes de tomar cualquier suplemento, consulte a su médico. No todo lo natural es seguro para usted."
COUNTING = "textstat.backend.counts._count_syllables"


@pytest.fixture(autouse=True)
def forget():
    """Empty the caches of textstat: else it answers from what another test asked for."""

    def clear():
        for name in [name for name in sys.modules if name.startswith("textstat.backend.")]:
            for function in vars(sys.modules[name]).values():
                if hasattr(function, "cache_clear"):
                    function.cache_clear()

    clear()
    return clear


@pytest.fixture
def no_download(monkeypatch):
    def refuse(*arguments, **options):
        raise AssertionError("textstat wanted to download something")

    monkeypatch.setattr(import_module("nltk"), "download", refuse)
    monkeypatch.setattr(import_module("nltk").data, "find", refuse)


@pytest.mark.parametrize("name", FURTHER["en"])
def test_english_measures_are_those_of_textstat(name, reference, no_download, forget):
    options = {"float_output": True} if name == "text_standard" else {}
    measures = further_measures(TEXT)
    forget()
    assert measures[name] == pytest.approx(getattr(reference.textstat, name)(TEXT, **options), abs=1e-9)


@pytest.mark.parametrize("language", FURTHER)
def test_every_language_is_measured_without_a_download(language, no_download):
    measures = further_measures(TEXT, language)
    assert tuple(measures) == FURTHER[language]
    assert all(isinstance(value, float) for value in measures.values())
    assert measures["reading_time"] > 0


def test_german_has_its_own_weights_and_formula(no_download):
    measures = further_measures(GERMAN, "de_AT")
    textstat = import_module("textstat.textstat").textstatistics()
    textstat.set_lang("de")
    assert measures["wiener_sachtextformel_1"] == textstat.wiener_sachtextformel(GERMAN, 1)
    assert measures["wiener_sachtextformel_4"] == textstat.wiener_sachtextformel(GERMAN, 4)
    assert measures["flesch_reading_ease"] == textstat.flesch_reading_ease(GERMAN)


def test_spanish_differs_from_english(no_download):
    measures = further_measures(SPANISH, "es")
    assert measures["fernandez_huerta"] == pytest.approx(measures["flesch_reading_ease"])
    assert 60 < measures["fernandez_huerta"] < 100
    assert measures["crawford"] != 0


@pytest.mark.parametrize(("tag", "same_as"), [("en_US", "en"), ("en-GB", "en"), ("IT", "it"), ("es-MX", "es")])
def test_a_language_may_be_given_with_its_region(tag, same_as):
    assert further_measures(TEXT, tag) == further_measures(TEXT, same_as)


def test_no_text_is_zero():
    assert further_measures(" \n") == dict.fromkeys(FURTHER["en"], 0.0)


def test_an_unknown_language_is_an_error_that_names_the_known_ones():
    with pytest.raises(UsageError, match="language 'tlh': use one of en, ar, de, es, fr, hu, it, nl, ru"):
        further_measures(TEXT, "tlh")


def test_a_missing_textstat_is_an_error_that_says_what_to_do(monkeypatch):
    monkeypatch.setitem(sys.modules, "textstat.textstat", None)
    with pytest.raises(HealthlintError, match=r"need textstat 0\.7\.8 or later: python -m pip install"):
        further_measures(TEXT)


def test_a_textstat_that_is_too_different_is_an_error(monkeypatch):
    further_measures(TEXT)  # textstat itself must have been imported before a part of it is exchanged
    monkeypatch.setitem(sys.modules, COUNTING, types.ModuleType(COUNTING))
    with pytest.raises(HealthlintError, match=r"install textstat==0\.7\.13"):
        further_measures(TEXT)


def test_textstat_is_left_as_it_was(monkeypatch):
    def own(lang):
        return {}

    monkeypatch.setattr(import_module(COUNTING), "get_cmudict", own)
    further_measures(TEXT)
    assert import_module(COUNTING).get_cmudict is own
