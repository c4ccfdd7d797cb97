"""textstat's other measures, for those who ask for all of them: imported only then, and kept from downloading anything.

Which measures a language has is a table here. Knows nothing of our own seven scores but the syllables they share.
"""

from __future__ import annotations

from healthlint.errors import HealthlintError, UsageError
from healthlint.readability.syllables import spoken

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_ANY = ("lix", "rix", "reading_time")
FURTHER = {
    "en": (
        "spache_readability",
        "dale_chall_readability_score_v2",
        "linsear_write_formula",
        "mcalpine_eflaw",
        "text_standard",
        *_ANY,
    ),
    "ar": ("osman", "reading_time"),
    "de": ("flesch_reading_ease", *(f"wiener_sachtextformel_{variant}" for variant in (1, 2, 3, 4)), *_ANY),
    "es": (
        "flesch_reading_ease",
        "fernandez_huerta",
        "szigriszt_pazos",
        "gutierrez_polini",
        "crawford",
        *_ANY,
    ),
    "fr": ("flesch_reading_ease", *_ANY),
    "hu": ("flesch_reading_ease", *_ANY),
    "it": ("flesch_reading_ease", "gulpease_index", *_ANY),
    "nl": ("flesch_reading_ease", *_ANY),
    "ru": ("flesch_reading_ease", *_ANY),
}
"""The measures of a language by textstat's names. `flesch_reading_ease` has the weights that fit the language (Amstad,
Fernández Huerta, Flesch-Vacca, Douma and so on); `reading_time` is in seconds."""


class _Pronunciations:
    """The CMU dictionary as textstat reads it, from our own table: of a word's sounds only the vowels."""

    def __getitem__(self, word: str) -> list[tuple[str, ...]]:
        count = spoken(word)
        if count < 0:
            raise KeyError(word)
        return [("1",) * count]


def further_measures(text: str, language: str = "en") -> dict[str, float]:
    """The measures of FURTHER for a text (see `as_text`) in a language ("de", "en_US"), by name; all 0 for no text.

    Raises UsageError for a language without measures and HealthlintError where textstat is missing or too different.
    """
    root = language.replace("-", "_").split("_")[0].lower()
    if root not in FURTHER:
        raise UsageError(f"no readability measures for the language {language!r}: use one of {', '.join(FURTHER)}")
    if not text.strip():
        return dict.fromkeys(FURTHER[root], 0.0)
    source, counting = _textstat()
    statistics = source.textstatistics()
    statistics.set_lang("en_US" if root == "en" else root)
    download = counting.get_cmudict
    counting.get_cmudict = _pronunciations
    try:
        return {name: _value(statistics, name, text) for name in FURTHER[root]}
    finally:
        counting.get_cmudict = download


def _textstat() -> tuple[Any, Any]:
    """The main module of textstat and that of its modules that asks for the dictionary."""
    from importlib import import_module  # a third of a second with all of textstat, so only here

    try:
        source = import_module("textstat.textstat")
        counting = import_module("textstat.backend.counts._count_syllables")
    except ImportError as error:
        raise HealthlintError(
            f"the further measures need textstat 0.7.8 or later: python -m pip install -U textstat ({error})"
        ) from error
    if not hasattr(counting, "get_cmudict"):
        raise HealthlintError(
            "this version of textstat looks syllables up in a way that healthlint does not know: "
            "python -m pip install textstat==0.7.13"
        )
    return source, counting


def _pronunciations(lang: str) -> _Pronunciations | None:
    return _Pronunciations() if lang.startswith("en") else None


def _value(statistics: Any, name: str, text: str) -> float:
    if name == "text_standard":
        return float(statistics.text_standard(text, float_output=True))
    formula, _, variant = name.rpartition("_")
    if formula == "wiener_sachtextformel":
        return float(statistics.wiener_sachtextformel(text, int(variant)))
    return float(getattr(statistics, name)(text))
