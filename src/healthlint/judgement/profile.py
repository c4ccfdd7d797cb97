"""Profiles: how strictly the claims of a page are judged, chosen for a page by name or by what the page is for.

A profile is data: other thresholds, and what a claim of a stance, subject or confidence is at most. It adds no points;
where it changes a severity it says so in the ledger of the finding.
"""

from __future__ import annotations

from healthlint.finding import SEVERITIES, Finding, Point
from healthlint.judgement.confidence import CAPS, capped
from healthlint.judgement.context import context_of
from healthlint.matching.page import Page
from healthlint.rule import BY_CONTEXT, DEFAULT_PROFILE, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_LEDGER = "profile "
"""What the entries start with that a profile makes in the ledger of a finding."""


class Profile:
    """A profile, completed by the model; `own` says whether it has thresholds of its own.

    `thresholds` are those of the points. `caps`, `stances` and `subjects` map a confidence, stance or class of subject
    to the gravest severity of its claims. Stances `like_affirmed` are as grave as an affirmed claim.
    """

    __slots__ = ("caps", "like_affirmed", "name", "own", "stances", "subjects", "thresholds")

    def __init__(self, name: str, data: dict[str, Any], thresholds: dict[str, float]) -> None:
        self.name = name
        self.thresholds: dict[str, float] = {**thresholds, **data.get("thresholds", {})}
        self.own = "thresholds" in data
        self.caps: dict[str, str] = {**CAPS, **data.get("confidence", {})}
        self.like_affirmed: tuple[str, ...] = data.get("like-affirmed", ())
        self.stances: dict[str, str] = data.get("stances", {})
        self.subjects: dict[str, str] = data.get("subjects", {})

    def severities(self, rule: Rule) -> dict[str, str]:
        """The severity of a rule by stance; a stance that is not in it is let go."""
        affirmed = rule.severity.get("affirmed")
        if affirmed is None or not self.like_affirmed:
            return rule.severity
        return {
            **rule.severity,
            **{stance: _graver(affirmed, rule.severity.get(stance, affirmed)) for stance in self.like_affirmed},
        }

    def grade(self, finding: Finding) -> str:
        """The severity of a claim whose stance, subject and confidence are known; a change that the profile makes is
        told in the points of the finding, in place of what an earlier grade told.
        """
        finding.points = [point for point in finding.points if not point.what.startswith(_LEDGER)]
        own: str = self.severities(finding.rule)[finding.stance]
        stance, subject = self.stances.get(finding.stance), self.subjects.get(finding.subject_class)
        result = max((own, self.caps[finding.confidence], stance or own, subject or own), key=SEVERITIES.index)
        plain = finding.rule.severity.get(finding.stance, "")
        plain = capped(plain, finding.confidence) if plain else "let go"
        if result != plain:
            finding.points.append(
                Point(0.0, f"{_LEDGER}{self.name}: {result}, not {plain}", self._why(finding, result))
            )
        if self.own:
            levels = ", ".join(f"{level} {points:g}" for level, points in self.thresholds.items())
            finding.points.append(Point(0.0, f"{_LEDGER}{self.name}: thresholds of its own", levels))
        return result

    def _why(self, finding: Finding, result: str) -> str:
        own = self.severities(finding.rule)[finding.stance]
        causes = (
            (self.stances.get(finding.stance) == result, f"stance {finding.stance}"),
            (self.subjects.get(finding.subject_class) == result, f"subject {finding.subject_class}"),
            (own != finding.rule.severity.get(finding.stance), f"stance {finding.stance} as grave as affirmed"),
            (self.caps[finding.confidence] != CAPS[finding.confidence], f"{finding.confidence} confidence"),
        )
        return ", ".join(words for holds, words in causes if holds)


def _graver(one: str, other: str) -> str:
    return min(one, other, key=SEVERITIES.index)


def profile_of(page: Page) -> Profile:
    """The profile of the page: that which front matter or configuration name, or choose by what the page is for; else
    the default one.
    """
    known = page.whole.get("profile")
    if isinstance(known, Profile):
        return known
    profiles = page.program.profiles
    name = _name(page)
    made = Profile(name, profiles.get(name, {}), page.program.model["thresholds"])
    page.whole["profile"] = made
    return made


def _name(page: Page) -> str:
    said = page.meta.get("profile", (DEFAULT_PROFILE,))[0]
    if said != BY_CONTEXT:
        return said
    context = context_of(page)[0]
    fitting = (name for name, data in page.program.profiles.items() if context in data.get("contexts", ()))
    return next(fitting, DEFAULT_PROFILE)
