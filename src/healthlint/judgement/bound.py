"""The most that cues can add to a match, told without looking for them: most matches fall short of it."""

from __future__ import annotations

from healthlint.language.program import SAME, Cue
from healthlint.matching.page import Page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def most_of_cues(page: Page, index: int) -> float:
    """Points that cues add at most to a match in sentence `index`, whatever the match is."""
    facts = page.sentences[index].facts
    style: float | None = facts.memory.get("style")
    if style is None:
        cues = page.program.cues
        style = facts.memory["style"] = _sum(cues[number] for number, _ in page.votes(index))
    elsewhere, others = _of_page(page)
    bounds = page.program.model["style"]
    return max(bounds["least"], min(bounds["most"], style + elsewhere)) + others


def _sum(cues: Iterable[Cue]) -> float:
    """What cues that reach a match in their own sentence add to how it is written, at most."""
    return sum([cue.points for cue in set(cues) if cue.points > 0 and cue.where in SAME])


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
