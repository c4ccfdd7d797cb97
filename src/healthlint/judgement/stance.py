"""Cues and stance: what the words around a match make of it.

Words that a pattern asks for are never cues (but for cues `inside` or `anywhere`, which only count points); words in
its gaps are. Cues reach no further than their sentence, their clause and their number of words. Which cues there are
is data.
"""

from __future__ import annotations

from operator import itemgetter

from healthlint.language.program import Cue
from healthlint.matching.matcher import Hit
from healthlint.matching.page import Page
from healthlint.matching.sentence import Sentence
from healthlint.words import PUNCTUATION

ORDER = ("negated", "questioned", "warned-against", "hypothetical", "attributed", "hedged")
"""Which stance wins where several cues apply."""

INSIDE = ("inside", "anywhere")
"""Where cues may stand in the match itself; they count points and never make a stance."""

_BREAKS = frozenset((";", ":", "--"))


Placed = tuple[int, Hit]
"""Words on the page: the index of their sentence, and where they are in it."""


class Applied:
    """A cue that reaches a match, and where on the page it stands: in which sentence, and there."""

    __slots__ = ("_page", "cue", "hit", "sentence")

    def __init__(self, cue: Cue, sentence: int, hit: Hit, page: Page) -> None:
        self.cue = cue
        self.sentence = sentence
        self.hit = hit
        self._page = page

    @property
    def words(self) -> str:
        """Its words."""
        return self._page.words_of(self.sentence, self.hit.start, self.hit.end)


def cues_at(
    page: Page, index: int, hit: Hit, category: str = "", subject: str = "", ignored: tuple[str, ...] = ()
) -> list[Applied]:
    """The cues that reach the match `hit` in sentence `index`, each once, in the order of the program.

    `category` is the category of the claim and `subject` the class of its subject ("" for what is no claim), `ignored`
    the ids of cues that its rule leaves out.
    """
    cues = page.program.cues
    found: list[tuple[int, Applied]] = []
    cancelled: set[str] = set()
    for number, (at, cue_hit) in sorted(_reaching(page, index, hit).items(), key=itemgetter(0)):
        cue = cues[number]
        if (
            cue.id not in ignored
            and (not cue.categories or category in cue.categories)
            and (not cue.subjects or subject in cue.subjects)
        ):
            found.append((number, Applied(cue, at, cue_hit, page)))
            cancelled.update(cue.cancels)
    return [applied for _, applied in found if applied.cue.id not in cancelled]


def stance_of(applied: list[Applied]) -> tuple[str, Applied | None]:
    """The stance that the cues make, and the cue that makes it; affirmed where none does."""
    making = [each for each in applied if each.cue.stance in ORDER and each.cue.where not in INSIDE]
    if not making:
        return "affirmed", None
    first = min(making, key=lambda each: ORDER.index(each.cue.stance))
    return first.cue.stance, first


def _reaching(page: Page, index: int, hit: Hit) -> dict[int, Placed]:
    """The cues that reach a match, each where it stands first."""
    sentence = page.sentences[index]
    cues = page.program.cues
    found: dict[int, Placed] = {}
    for number, cue_hit in page.cue_hits(index):
        if number not in found and _reaches(sentence, cues[number], cue_hit, hit):
            found[number] = (index, cue_hit)
    for number, placed in _around(page, index):
        found.setdefault(number, placed)
    for number, places in _of_page(page).items():
        if number not in found:
            elsewhere = next((each for each in places if each[0] != index or not _overlap(each[1], hit)), None)
            if elsewhere is not None:
                found[number] = elsewhere
    return found


def _around(page: Page, index: int) -> list[tuple[int, Placed]]:
    """The cues that reach all of a sentence from the one before, the one behind and the heading."""
    key = ("around", index)
    known = page.memory.get(key)
    if isinstance(known, list):
        return known
    found: list[tuple[int, Placed]] = []
    for neighbour, where in ((index - 1, "previous"), (index + 1, "next")):
        if 0 <= neighbour < len(page.sentences) and _adjoin(page, index, neighbour):
            found += _of(page, neighbour, where)
    heading = page.document.regions[page.sentences[index].region].heading
    if heading >= 0:
        found += _of_heading(page, heading)
    page.memory[key] = found
    return found


# A heading may hold as many sentences as there are claims under it, a page as many cues as claims: to go through all of
# them for each claim would take time in proportion to their product.


def _of_heading(page: Page, heading: int) -> list[tuple[int, Placed]]:
    """The cues of the heading that is region `heading`, each where it stands first."""
    key = ("heading", heading)
    known = page.memory.get(key)
    if not isinstance(known, list):
        first: dict[int, Placed] = {}
        for at in page.sentences_of(heading):
            for number, placed in _of(page, at, "heading"):
                first.setdefault(number, placed)
        known = page.memory[key] = list(first.items())
    return known


def _of_page(page: Page) -> dict[int, list[Placed]]:
    """The cues with `where: page`, each with its places."""
    known = page.whole.get("page cues")
    if isinstance(known, dict):
        return known
    places: dict[int, list[Placed]] = {}
    for number, index, hit in page.page_cues():
        places.setdefault(number, []).append((index, hit))
    page.whole["page cues"] = places
    return places


def _overlap(one: Hit, other: Hit) -> bool:
    return one.start < other.end and other.start < one.end


def _of(page: Page, index: int, where: str) -> list[tuple[int, Placed]]:
    cues = page.program.cues
    return [(number, (index, hit)) for number, hit in page.nearby(index) if cues[number].where == where]


def _adjoin(page: Page, index: int, neighbour: int) -> bool:
    """Whether the neighbouring sentence stands in the same region, or one of the two is the heading of the other (a
    question, and its answer).
    """
    regions = page.document.regions
    one, other = page.sentences[index].region, page.sentences[neighbour].region
    first, second = (other, one) if neighbour < index else (one, other)
    return one == other or regions[second].heading == first


def _reaches(sentence: Sentence, cue: Cue, at: Hit, hit: Hit) -> bool:
    if cue.where in INSIDE:
        return cue.where == "anywhere" or _overlap(at, hit)
    if cue.where not in ("before", "after", "around", "sentence"):
        return False
    begins_inside = _overlap(at, hit) and hit.start <= at.start
    if begins_inside or cue.where == "sentence":
        return cue.where != "after" and (not begins_inside or hit.holds_in_gap(at.start, at.end))
    before = at.start < hit.start
    if cue.where != "around" and before != (cue.where == "before"):
        return False
    low, high = (at.end, hit.start) if before else (hit.end, at.start)
    if cue.within and _are_more_words(sentence, low, high, cue.within):
        return False
    return cue.across or not clause_breaks(sentence, low, high)


def _are_more_words(sentence: Sentence, low: int, high: int, most: int) -> bool:
    """Whether more than `most` words stand between the tokens `low` and `high` (exclusive)."""
    for at in range(low, high if high - low > most else low):
        most -= sentence.keys[at] not in PUNCTUATION
        if most < 0:
            return True
    return False


def clause_breaks(sentence: Sentence, low: int, high: int) -> bool:
    """Whether a clause ends between the tokens `low` and `high` (exclusive)."""
    if low >= high:
        return False
    known = sentence.facts.get("breaks")
    if known is None:
        signs = [at for at, key in enumerate(sentence.keys) if key in _BREAKS]
        known = sentence.facts["breaks"] = sorted({*signs, *sentence.special("clause-break")})
    return any(low <= start < high for start in known)
