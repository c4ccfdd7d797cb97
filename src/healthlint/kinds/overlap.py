"""Several claims on the same words become one finding: the most specific stays and names the others."""

from __future__ import annotations

from healthlint.finding import CONFIDENCES, SEVERITIES, Finding

# Categories that say the same thing more or less specifically; the first is the most specific.
_FAMILY = ("withdrawal-aid", "weight-loss", "immune", "disease-treatment", "efficacy-unsupported")


def merge(findings: list[Finding]) -> list[Finding]:
    """The claims that stay, sorted by place and rule id; the others are in their `also`."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=_precedence):
        winner = next((other for other in kept if _same_words(finding, other) and _same_claim(finding, other)), None)
        if winner is None:
            kept.append(finding)
        elif finding.rule is not winner.rule and finding.rule not in winner.also:
            winner.also.append(finding.rule)
    return sorted(kept, key=lambda finding: (finding.start, finding.end, finding.rule.id))


def longest(findings: list[Finding]) -> list[Finding]:
    """Of the terms of one rule that overlap the longest, the first of equally long ones."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda each: (each.start - each.end, each.start)):
        if not any(
            other.rule is finding.rule and other.start < finding.end and finding.start < other.end for other in kept
        ):
            kept.append(finding)
    return kept


def _precedence(finding: Finding) -> tuple[int, int, int, float, int, int, str]:
    category = finding.rule.category
    return (
        SEVERITIES.index(finding.severity),
        _FAMILY.index(category) if category in _FAMILY else 0,
        CONFIDENCES.index(finding.confidence),
        -sum(point.points for point in finding.points),
        finding.start - finding.end,
        finding.start,
        finding.rule.id,
    )


def _same_words(one: Finding, other: Finding) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared * 2 > min(one.end - one.start, other.end - other.start)


def _same_claim(one: Finding, other: Finding) -> bool:
    first, second = one.rule.category, other.rule.category
    return first == second or (first in _FAMILY and second in _FAMILY)
