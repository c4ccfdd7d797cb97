"""What a page is for: commercial, editorial, public health, or unknown.

Said by front matter or configuration, else read from the words that vote (prices, carts, "our product"; "talk to your
doctor").
"""

from __future__ import annotations

from healthlint.finding import Point
from healthlint.matching.matcher import Hit
from healthlint.matching.page import Page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.matching.sentence import CueHits

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
    cues = page.program.cues
    of_sentences = []
    for index, cast in page.all_votes():
        of_sentences.append(_vote(page, index, cast) if cast else 0.0)
        for number, hit in cast:
            cue = cues[number]
            if not cue.context:
                continue
            votes[cue.context] = votes.get(cue.context, 0.0) + abs(cue.vote)
            named = words.setdefault(cue.context, [])
            if len(named) < 3:
                named.append(page.words_of(index, hit.start, hit.end))
    page.whole["votes"] = of_sentences
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


def context_points(page: Page, index: int) -> float:
    """The points that the context adds to a match in sentence `index`: for what the page is said to be for, or by the
    votes of the sentences around (two more count as silent, so that few say little), within the bound of the model.
    """
    model = page.program.model
    said = page.meta.get("context")
    if said:
        return model["contexts"].get(said[0], 0.0)
    key = ("context", index)
    known = page.memory.get(key)
    if isinstance(known, float):
        return known
    settings = model["context"]
    before, after = _around(page, index)
    total = sum(_votes(page, after), sum(_votes(page, before)))
    mean = total / (len(before) + len(after) + SILENT)
    points = max(-settings["bound"], min(settings["bound"], mean * settings["weight"]))
    points = page.memory[key] = round(points * 4) / 4
    return points


def context_point(page: Page, index: int) -> Point | None:
    """The same with the words that the points rest on; None where the context adds nothing."""
    points = context_points(page, index)
    if not points:
        return None
    said = page.meta.get("context")
    if said:
        return Point(points, f"context {said[0]}", "said by front matter or configuration")
    key = ("context point", index)
    known = page.memory.get(key)
    if not isinstance(known, Point):
        words: dict[str, None] = {}
        for around in _around(page, index):
            for at in around:
                words |= dict.fromkeys(_words(page, at))
        known = page.memory[key] = Point(points, "context of the sentences around", ", ".join(words)[:120])
    return known


def _words(page: Page, index: int) -> list[str]:
    """The words of a sentence that vote."""
    key = ("voting words", index)
    known = page.memory.get(key)
    if not isinstance(known, list):
        found = _first(page.votes(index)).values()
        known = page.memory[key] = [page.words_of(index, hit.start, hit.end) for hit in found]
    return known


def _around(page: Page, index: int) -> tuple[range, range]:
    """The sentences before and after one that tell its context."""
    window = int(page.program.model["context"]["window"])
    last = min(len(page.sentences), index + window + 1)
    return range(max(0, index - window), index), range(index + 1, last)


def _votes(page: Page, sentences: range) -> list[float]:
    """The votes of sentences, each within LOUDEST."""
    known = page.whole.get("votes")
    if not isinstance(known, list):
        known = page.whole["votes"] = [_vote(page, index, cast) for index, cast in page.all_votes()]
    return known[sentences.start : sentences.stop]


def _vote(page: Page, index: int, cast: CueHits) -> float:
    facts = page.sentences[index].facts
    known: float | None = facts.get("vote")
    if known is None:
        cues = page.program.cues
        total = sum([cues[number].vote for number in _first(cast)])
        known = facts["vote"] = max(-LOUDEST, min(LOUDEST, total))
    return known


def _first(cast: CueHits) -> dict[int, Hit]:
    """The cues of a sentence that vote, each where it stands first."""
    found: dict[int, Hit] = {}
    for number, hit in cast:
        found.setdefault(number, hit)
    return found
