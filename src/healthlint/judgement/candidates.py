"""The words of a sentence that it can be about: entries of lists with a subject class, and what stands before them."""

from __future__ import annotations

from healthlint.language.program import Program
from healthlint.matching.sentence import Sentence
from healthlint.rule import SUBJECTS
from healthlint.words import PUNCTUATION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_MODIFIERS = 3
"""Words that may stand between a preposition and its noun ("of the new supplement")."""


class Candidate:
    """A word or name with a subject class."""

    __slots__ = ("_lead", "end", "kind", "start")

    def __init__(self, kind: str, start: int, end: int) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self._lead: tuple[int, bool] | None = None

    def lead_in(self, sentence: Sentence) -> tuple[int, bool]:
        """What stands before it in its sentence, looked at when it is first asked for: 0 for a noun of its own, 1
        behind a preposition, 2 behind a comparison; and whether the preposition is one that names what does something.
        """
        lead = self._lead
        if lead is None:
            lead = self._lead = _lead_in(sentence, self.start)
        return lead


def candidates_of(program: Program, sentence: Sentence) -> list[Candidate]:
    """The candidates of a sentence by their place; their tokens count from its start."""
    known: list[Candidate] | None = sentence.facts.get("subjects")
    if known is None:
        known = sentence.facts["subjects"] = _found(program, sentence)
    return known


def _found(program: Program, sentence: Sentence) -> list[Candidate]:
    sets = program.sets
    kinds, is_named = sets.kinds, sets.is_named
    places: dict[tuple[int, int], str] = {}
    for start, end, number in sentence.spans:
        kind = kinds[number]
        if kind:
            place = (start, end)
            places[place] = min(kind, places.get(place, kind), key=SUBJECTS.index)
    if not places:
        return []
    longer = {(start, end) for start, end, number in sentence.spans if is_named[number]}
    return _joined(
        Candidate(kind, start, end)
        for (start, end), kind in sorted(places.items())
        # not "opioid" inside "opioid withdrawal", nor "glasses" where "these glasses" is a name of its own
        if not any(at <= start and end < stop for at, stop in longer)
        and not any(at < start and end == stop for at, stop in places)
    )


def _joined(candidates: Iterator[Candidate]) -> list[Candidate]:
    """The candidates, those of one class that stand side by side as one: "our" and "ginger tea"."""
    joined: list[Candidate] = []
    for each in candidates:
        if joined and joined[-1].kind == each.kind and joined[-1].end == each.start:
            joined[-1].end = each.end
        else:
            joined.append(each)
    return joined


def _lead_in(sentence: Sentence, start: int) -> tuple[int, bool]:
    """What stands in front of the noun at token `start`: the nearest word decides."""
    if start == 0:
        return 0, False
    comparisons, agents, prepositions = _leading(sentence)
    keys = sentence.keys
    for at in range(start, max(0, start - 1 - _MODIFIERS), -1):
        if at in comparisons:
            return 2, False
        if at in agents:
            return 1, True
        if at in prepositions:
            return 1, False
        if keys[at - 1] in PUNCTUATION:
            break
    return 0, False


def _leading(sentence: Sentence) -> list[tuple[int, ...]]:
    """The tokens behind comparisons, behind prepositions that name what does something, and behind others."""
    known: list[tuple[int, ...]] | None = sentence.facts.get("leading")
    if known is None:
        names = ("comparison", "agent-preposition", "preposition")
        known = [tuple([end for ends in sentence.special(name).values() for end in ends]) for name in names]
        sentence.facts["leading"] = known
    return known
