"""What rules and cues find in a sentence, sorted by what it is for. It depends on the words of the sentence alone."""

from __future__ import annotations

from healthlint.language.program import CUE, EXCEPTION, NEARBY, RULE, SAME
from healthlint.language.sets import Watch
from healthlint.matching.matcher import Hit, Matched

CueHits = list[tuple[int, Hit]]
"""Cues by their numbers, each with the words that match it."""


class Look:
    """What is looked for in every sentence: the matches of rules, the cues that vote, and those of the page."""

    __slots__ = ("hits", "of_page", "votes")

    def __init__(self, hits: list[Hit], votes: CueHits, of_page: CueHits) -> None:
        self.hits = hits
        self.votes = votes
        self.of_page = of_page


_NOTHING = Look([], [], [])


class Sentence(Matched):
    """A sentence with what rules and cues find in it."""

    __slots__ = ()

    def look(self, watch: Watch) -> Look:
        """What `watch`, one of `Program.watch_of`, finds."""
        known: Look | None = self.facts.looks.get(watch.number)
        if known is None:
            known = self.facts.looks[watch.number] = self._look(watch)
        return known

    def _look(self, watch: Watch) -> Look:
        found = self._find(watch)
        if not found:
            return _NOTHING
        program = self._program
        patterns, cues, reaching = program.patterns, program.cues, program.reaching
        hits = [hit for hit in found if patterns[hit.pattern].owner == RULE]
        if len(hits) == len(found):
            return Look(hits, [], [])
        cast = self._cues_of(found)
        votes = [each for each in cast if cues[each[0]].vote]
        of_page = [each for each in cast if cues[each[0]].where == "page"]
        return Look(hits, votes, [each for each in of_page if each[0] in reaching or not cues[each[0]].vote])

    def cue_hits(self, watch: Watch) -> CueHits:
        """The cues that reach a match in the same sentence; `watch` as for `look`."""
        return self._reaching("cues", self._program.cued, watch, SAME)

    def nearby(self, watch: Watch) -> CueHits:
        """The cues that reach a match in a neighbouring sentence or under this one as a heading."""
        return self._reaching("nearby", self._program.nearby, watch, NEARBY)

    def _reaching(self, name: str, lines: Watch, watch: Watch, places: tuple[str, ...]) -> CueHits:
        """The cues of `lines`, and those that vote and have `where` in `places`; kept under `name`."""
        known: CueHits | None = self.facts.memory.get(name)
        if known is None:
            known = self.facts.memory[name] = self._cues_of(self.hits(lines)) + self._voting(watch, places)
        return known

    def exceptions(self) -> list[tuple[tuple[int, ...], Hit]]:
        """The words that let matches of rules pass, as (rules, hit)."""
        known: list[tuple[tuple[int, ...], Hit]] | None = self.facts.memory.get("exceptions")
        if known is None:
            patterns, exempted = self._program.patterns, self._program.exempted
            found = [(patterns[hit.pattern], hit) for hit in self.hits(self._program.cued)]
            known = [(exempted[pattern.index], hit) for pattern, hit in found if pattern.owner == EXCEPTION]
            self.facts.memory["exceptions"] = known
        return known

    def _voting(self, watch: Watch, places: tuple[str, ...]) -> CueHits:
        """The cues that vote and can reach a match too, of those with `where` in `places`."""
        if self._program.voting.isdisjoint(places):
            return []
        cues, reaching = self._program.cues, self._program.reaching
        votes = self.look(watch).votes
        return [(number, hit) for number, hit in votes if number in reaching and cues[number].where in places]

    def _cues_of(self, hits: list[Hit]) -> CueHits:
        """The cues among some hits, without those that their own exceptions overlap."""
        cues: CueHits = []
        barring: CueHits = []
        patterns = self._program.patterns
        for hit in hits:
            pattern = patterns[hit.pattern]
            if pattern.owner == CUE:
                (barring if pattern.role else cues).append((pattern.index, hit))
        if barring:
            cues = [
                (number, hit)
                for number, hit in cues
                if not any(number == other and bar.start < hit.end and hit.start < bar.end for other, bar in barring)
            ]
        return cues
