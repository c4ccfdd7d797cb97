"""The model of confidence and the profiles: points and thresholds, checked and completed."""

from __future__ import annotations

from healthlint.errors import Mistake
from healthlint.language.data import ProfileData, Text
from healthlint.language.rules import plain
from healthlint.rule import BY_CONTEXT

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
    if not _fall(result["thresholds"]):
        place = next(iter(model), None)
        text = place if isinstance(place, Text) else Text.at("model")
        mistakes.append(text.mistake("thresholds must fall: high above medium above low"))
    return result


def _fall(levels: dict[str, float]) -> bool:
    return levels["high"] > levels["medium"] > levels["low"]


def compile_profiles(
    profiles: dict[str, ProfileData], thresholds: dict[str, float], mistakes: list[Mistake]
) -> dict[str, dict[str, object]]:
    """The profiles as plain data; no context belongs to two of them, and their thresholds fall."""
    result: dict[str, dict[str, object]] = {}
    owners: dict[str, str] = {}
    for name, profile in profiles.items():
        values = plain(profile.values)
        if not isinstance(values, dict):
            continue
        if name == BY_CONTEXT:
            mistakes.append(profile.name.mistake(f"{BY_CONTEXT} stands for the profile that fits: choose another name"))
        own = values.get("thresholds")
        if isinstance(own, dict) and not _fall({**thresholds, **own}):
            mistakes.append(profile.name.mistake("thresholds must fall: high above medium above low"))
        for context in values.get("contexts", ()):
            if owners.setdefault(context, name) != name:
                message = f"pages of the context {context} have the profile {owners[context]} already"
                mistakes.append(profile.name.mistake(message))
        result[name] = values
    return result
