"""What rules and cues find in a sentence, sorted by what it is for. It depends on the words of the sentence alone."""

from __future__ import annotations

from healthlint.language.program import CUE, EXCEPTION, NEARBY, RULE, SAME
from healthlint.language.sets import Watch
from healthlint.matching.matcher import Hit, Matched

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    CueHits = Sequence[tuple[int, Hit]]
    """Cues by their numbers, each with the words that match it."""

    Exceptions = Sequence[tuple[tuple[int, ...], Hit]]
    """Words that let matches pass, as (rules, the words)."""


class Look:
    """What is looked for in every sentence: the matches of rules, the cues that vote, and those of the page."""

    __slots__ = ("hits", "of_page", "votes")

    def __init__(self, hits: Sequence[Hit], votes: CueHits, of_page: CueHits) -> None:
        self.hits = hits
        self.votes = votes
        self.of_page = of_page


_NOTHING = Look((), (), ())


class Sentence(Matched):
    """A sentence with what rules and cues find in it."""

    __slots__ = ()

    def look(self, watch: Watch) -> Look:
        """What `watch`, one of `Program.watch_of`, finds."""
        known: Look | None = self.facts.get(watch.number)
        if known is None:
            known = self.facts[watch.number] = self._look(watch)
        return known

    def _look(self, watch: Watch) -> Look:
        found = self.hits(watch)
        if not found:
            return _NOTHING
        program = self._program
        patterns, cues, reaching = program.patterns, program.cues, program.reaching
        hits = tuple([hit for hit in found if patterns[hit.pattern].owner == RULE])
        if len(hits) == len(found):
            return Look(hits, (), ())
        cast = self._cues_of(_bare([hit for hit in found if patterns[hit.pattern].owner != RULE]))
        votes = tuple([each for each in cast if cues[each[0]].vote])
        of_page = [each for each in cast if cues[each[0]].where == "page"]
        return Look(hits, votes, tuple([each for each in of_page if each[0] in reaching or not cues[each[0]].vote]))

    def cue_hits(self, watch: Watch) -> CueHits:
        """The cues that reach a match in the same sentence; `watch` as for `look`."""
        known: CueHits | None = self.facts.get("cues")
        if known is None:
            known = self.facts["cues"] = (*self._beside()[0], *self._voting(watch, SAME))
        return known

    def nearby(self, watch: Watch) -> CueHits:
        """The cues that reach a match in a neighbouring sentence or under this one as a heading."""
        known: CueHits | None = self.facts.get("nearby")
        if known is None:
            found = self._cues_of(_bare(self.hits(self._program.nearby)))
            known = self.facts["nearby"] = (*found, *self._voting(watch, NEARBY))
        return known

    def exceptions(self) -> Exceptions:
        """The words that let matches of rules pass."""
        return self._beside()[1]

    def _beside(self) -> tuple[CueHits, Exceptions]:
        """What is looked for where something matched: cues, without those that vote, and exceptions."""
        known: tuple[CueHits, Exceptions] | None = self.facts.get("beside")
        if known is None:
            patterns, exempted = self._program.patterns, self._program.exempted
            found = _bare(self.hits(self._program.cued))
            numbered = [(patterns[hit.pattern], hit) for hit in found]
            exceptions = [(exempted[pattern.index], hit) for pattern, hit in numbered if pattern.owner == EXCEPTION]
            known = self.facts["beside"] = self._cues_of(found), exceptions
        return known

    def _voting(self, watch: Watch, places: tuple[str, ...]) -> CueHits:
        """The cues that vote and can reach a match too, of those with `where` in `places`."""
        if self._program.voting.isdisjoint(places):
            return ()
        cues, reaching = self._program.cues, self._program.reaching
        votes = self.look(watch).votes
        return [(number, hit) for number, hit in votes if number in reaching and cues[number].where in places]

    def _cues_of(self, hits: list[Hit]) -> CueHits:
        """The cues among some hits, without those that their own exceptions overlap."""
        if not hits:
            return ()
        cues: list[tuple[int, Hit]] = []
        barring: list[tuple[int, Hit]] = []
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


def _bare(hits: list[Hit]) -> list[Hit]:
    """Matches of cues and exceptions, which are kept, without what they are made of: nobody asks for it."""
    for hit in hits:
        hit.items = ()
    return hits
