"""What a page is for: commercial, editorial, public health, or unknown.

Said by front matter or configuration, else read from the words that vote (prices, carts, "our product"; "talk to your
doctor").
"""

from __future__ import annotations

from healthlint.finding import Point
from healthlint.matching.page import Page

ENOUGH = 2.0
"""Votes of one side that make a page commercial or a public-health page."""

LOUDEST = 3.0
"""The most that one sentence can say of those around it."""

SILENT = 2
"""Sentences without a vote that are added to those around a match."""


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
            if not cue.context:
                continue
            votes[cue.context] = votes.get(cue.context, 0.0) + abs(cue.vote)
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
    """The mean vote of the sentences around (two more count as silent, so that few say little), within the bound."""
    settings = page.program.model["context"]
    window = int(settings["window"])
    total = 0.0
    count = SILENT
    words: list[str] = []
    for at in range(max(0, index - window), min(len(page.sentences), index + window + 1)):
        if at == index:
            continue
        vote, said = _vote(page, at)
        count += 1
        total += vote
        words += said
    points = max(-settings["bound"], min(settings["bound"], total / count * settings["weight"]))
    points = round(points * 4) / 4
    return Point(points, "context of the sentences around", ", ".join(dict.fromkeys(words))[:120]) if points else None


def _vote(page: Page, index: int) -> tuple[float, list[str]]:
    """The sum of the votes of a sentence, each cue once, within LOUDEST, and the words that vote."""
    key = ("vote", index)
    known = page.memory.get(key)
    if isinstance(known, tuple):
        return known
    cues: dict[int, str] = {}
    for number, hit in page.votes(index):
        if number not in cues:
            cues[number] = page.words(hit.start, hit.end)
    total = sum(page.program.cues[number].vote for number in cues)
    result = max(-LOUDEST, min(LOUDEST, total)), list(cues.values())
    page.memory[key] = result
    return result
