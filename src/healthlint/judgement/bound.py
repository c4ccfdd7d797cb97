"""The most that cues can add to a match, told without looking for them: most matches fall short of it."""

from __future__ import annotations

from healthlint.language.program import SAME
from healthlint.matching.page import Page


def most_of_cues(page: Page, index: int) -> float:
    """Points that cues add at most to a match in sentence `index`, whatever the match is."""
    facts = page.sentences[index].facts
    style: float | None = facts.get("style")
    if style is None:
        cues = page.program.cues
        voting = {cues[number] for number, _ in page.votes(index)}
        style = sum([cue.points for cue in voting if cue.points > 0 and cue.where in SAME])
        facts["style"] = style
    elsewhere, others = _of_page(page)
    bounds = page.program.model["style"]
    return max(bounds["least"], min(bounds["most"], style + elsewhere)) + others


def _of_page(page: Page) -> tuple[float, float]:
    """What cues in other places add at most to how a sentence is written; and what cues that do not tell how it is
    written and stances add, wherever they are.
    """
    known = page.whole.get("most of cues")
    if isinstance(known, tuple):
        return known
    cues = page.program.cues
    present = {number for number, _, _ in page.page_cues()}
    able = [cue for at, cue in enumerate(cues) if cue.points > 0 and (cue.where != "page" or at in present)]
    elsewhere = sum([cue.points for cue in able if cue.vote and cue.where not in SAME])
    others = sum([cue.points for cue in able if not cue.vote])
    found = elsewhere, others + max([0.0, *page.program.model["stances"].values()])
    page.whole["most of cues"] = found
    return found
