"""What a page is for: commercial, editorial, public health, or unknown.

Said by front matter or configuration, else read from the words that vote (prices, carts, "our product"; "talk to your
doctor").
"""

from __future__ import annotations

from healthlint.finding import Point
from healthlint.matching.page import Page

ENOUGH = 2.0
"""Votes of one side that make a page commercial or a public-health page."""


def context_of(page: Page) -> tuple[str, str]:
    """The context of the page and the reason for it."""
    said = page.meta.get("context")
    if said:
        return said[0], "said by front matter or configuration"
    votes: dict[str, float] = {}
    words: dict[str, list[str]] = {}
    for index in range(len(page.sentences)):
        for number, hit in page.votes(index):
            cue = page.program.cues[number]
            votes[cue.context] = votes.get(cue.context, 0.0) + abs(cue.points)
            named = words.setdefault(cue.context, [])
            if len(named) < 3:
                named.append(page.words(hit.start, hit.end))
    hints = page.meta.get("commerce", ())
    if hints:
        votes["commercial"] = votes.get("commercial", 0.0) + ENOUGH
        words["commercial"] = [*hints, *words.get("commercial", [])]
    if not votes:
        return "unknown", "nothing says what the page is for"
    context = max(votes, key=lambda name: votes[name])
    if votes[context] < ENOUGH:
        return "unknown", "too little says what the page is for"
    return context, "the page says " + ", ".join(f"“{each}”" for each in dict.fromkeys(words[context]))


def context_point(page: Page, index: int) -> Point | None:
    """The points that the context adds to a match in sentence `index`: what the page is said to be for, or the votes
    of the sentences around, within the bound of the model.
    """
    model = page.program.model
    said = page.meta.get("context")
    if said:
        points = model["contexts"].get(said[0], 0.0)
        return Point(points, f"context {said[0]}", "said by front matter or configuration") if points else None
    key = ("context", index)
    if key not in page.memory:
        page.memory[key] = _around(page, index)
    point = page.memory[key]
    return point if isinstance(point, Point) else None


def _around(page: Page, index: int) -> Point | None:
    settings = page.program.model["context"]
    window = int(settings["window"])
    total = 0.0
    words: list[str] = []
    for at in range(max(0, index - window), min(len(page.sentences), index + window + 1)):
        for number, hit in page.votes(at):
            cue = page.program.cues[number]
            total += cue.points
            words.append(page.words(hit.start, hit.end))
    bound = settings["bound"]
    points = round(max(-1.0, min(1.0, total / settings["full-at"])) * bound * 2) / 2
    return Point(points, "context of the sentences around", ", ".join(dict.fromkeys(words))[:120]) if points else None
