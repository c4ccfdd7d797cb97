from __future__ import annotations

import pytest

from healthlint.finding import Point
from healthlint.judgement.confidence import capped, confidence_of

THRESHOLDS = {"high": 3.0, "medium": 2.0, "low": 1.0}


@pytest.mark.parametrize(
    ("points", "confidence"),
    [
        ([], ""),
        ([0.5], ""),
        ([1.5, -1], ""),
        ([1], "low"),
        ([1.9], "low"),
        ([1, 1], "medium"),
        ([4, -1.5], "medium"),
        ([3], "high"),
        ([2, 0.5, 0.5], "high"),
    ],
)
def test_points_to_confidence(points: list[float], confidence: str) -> None:
    assert confidence_of([Point(each, "") for each in points], THRESHOLDS) == confidence


@pytest.mark.parametrize(
    ("severity", "confidence", "result"),
    [
        ("error", "high", "error"),
        ("warning", "high", "warning"),
        ("info", "high", "info"),
        ("error", "medium", "warning"),
        ("warning", "medium", "warning"),
        ("info", "medium", "info"),
        ("error", "low", "info"),
        ("warning", "low", "info"),
        ("info", "low", "info"),
    ],
)
def test_confidence_caps_the_severity(severity: str, confidence: str, result: str) -> None:
    assert capped(severity, confidence) == result
