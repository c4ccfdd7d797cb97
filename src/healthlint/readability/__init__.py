"""Readability: scores of sentences with the counts behind them. Knows no document, no rule and no threshold."""

from __future__ import annotations

from healthlint.readability.scores import METHOD, SCORES, SENTENCE_LENGTH, Measures, hardest, measure
from healthlint.readability.words import as_text

__all__ = ["METHOD", "SCORES", "SENTENCE_LENGTH", "Measures", "as_text", "hardest", "measure"]
