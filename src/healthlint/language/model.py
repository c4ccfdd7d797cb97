"""The model of confidence: points and thresholds, checked and completed."""

from __future__ import annotations

from healthlint.errors import Mistake
from healthlint.language.data import Text

DEFAULTS: dict[str, dict[str, float]] = {
    "thresholds": {"high": 3.0, "medium": 2.0, "low": 1.0},
    "subjects": {},
    "stances": {},
    "scopes": {},
    "contexts": {},
    "style": {"most": 20.0, "least": -20.0},
    "context": {"window": 8.0, "bound": 1.0, "weight": 1.0},
}


def compile_model(model: dict[str, object], mistakes: list[Mistake]) -> dict[str, dict[str, float]]:
    """The model with defaults for what is absent; the thresholds must fall from high to low."""
    result = {name: dict(values) for name, values in DEFAULTS.items()}
    for name, values in model.items():
        if isinstance(values, dict):
            result[str(name)].update({str(key): float(value) for key, value in values.items()})
    levels = result["thresholds"]
    if not levels["high"] > levels["medium"] > levels["low"]:
        place = next(iter(model), None)
        text = place if isinstance(place, Text) else Text.at("model")
        mistakes.append(text.mistake("thresholds must fall: high above medium above low"))
    return result
