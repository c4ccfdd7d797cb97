"""Points to confidence, and confidence to severity."""

from __future__ import annotations

from healthlint.finding import SEVERITIES, Point

CAPS = {"high": "error", "medium": "warning", "low": "info"}
"""The gravest severity of a finding by its confidence."""


def confidence_of(points: list[Point], thresholds: dict[str, float]) -> str:
    """high, medium or low by the sum of the points; "" below the lowest threshold."""
    total = sum(point.points for point in points)
    for level in ("high", "medium", "low"):
        if total >= thresholds[level]:
            return level
    return ""


def capped(severity: str, confidence: str) -> str:
    """The severity of a rule, lowered to what the confidence allows: medium a warning, low an info."""
    return SEVERITIES[max(SEVERITIES.index(severity), SEVERITIES.index(CAPS[confidence]))]
