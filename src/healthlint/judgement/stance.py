"""Cues and stance: what the words around a match make of it.

Cues never come from inside a match (but for those that ask for `inside`, which only count points), and reach no
further than their sentence, their clause and their number of words. Which cues there are is data.
"""

from __future__ import annotations

from healthlint.language.program import Cue
from healthlint.matching.matcher import Hit, Sentence
from healthlint.matching.page import Page
from healthlint.segmentation import PUNCTUATION

ORDER = ("negated", "questioned", "warned-against", "hypothetical", "attributed", "hedged")
"""Which stance wins where several cues apply."""

_BREAKS = frozenset((";", ":", "--"))


class Applied:
    """A cue that reaches a match, and its words."""

    __slots__ = ("cue", "words")

    def __init__(self, cue: Cue, words: str) -> None:
        self.cue = cue
        self.words = words


def cues_at(
    page: Page, index: int, hit: Hit, category: str = "", subject: str = "", ignored: tuple[str, ...] = ()
) -> list[Applied]:
    """The cues that reach the match `hit` in sentence `index`, each once, in the order of the program.

    `category` is the category of the claim and `subject` the class of its subject ("" for what is no claim), `ignored`
    the ids of cues that its rule leaves out.
    """
    found: dict[int, str] = {}
    for number, words in _reaching(page, index, hit):
        cue = page.program.cues[number]
        if (
            number not in found
            and cue.id not in ignored
            and (not cue.categories or category in cue.categories)
            and (not cue.subjects or subject in cue.subjects)
        ):
            found[number] = words
    return [Applied(page.program.cues[number], found[number]) for number in sorted(found)]


def stance_of(applied: list[Applied]) -> tuple[str, str]:
    """The stance that the cues make, and the words that make it; affirmed where none does."""
    for stance in ORDER:
        for each in applied:
            if each.cue.stance == stance and each.cue.where != "inside":
                return stance, each.words
    return "affirmed", ""


def _reaching(page: Page, index: int, hit: Hit) -> list[tuple[int, str]]:
    sentence = page.sentences[index]
    result = [
        (number, page.words(cue_hit.start, cue_hit.end))
        for number, cue_hit in page.cue_hits(index)
        if _reaches(page, sentence, page.program.cues[number], cue_hit, hit)
    ]
    for neighbour, where in ((index - 1, "previous"), (index + 1, "next")):
        if 0 <= neighbour < len(page.sentences) and _adjoin(page, index, neighbour):
            result += _of(page, neighbour, where)
    heading = page.document.regions[sentence.region].heading
    for at in page.sentences_of(heading) if heading >= 0 else ():
        result += _of(page, at, "heading")
    result += [
        (number, page.words(cue_hit.start, cue_hit.end))
        for number, cue_hit in page.page_cues()
        if not _overlap(cue_hit, hit)
    ]
    return result


def _overlap(one: Hit, other: Hit) -> bool:
    return one.start < other.end and other.start < one.end


def _of(page: Page, index: int, where: str) -> list[tuple[int, str]]:
    cues = page.program.cues
    return [
        (number, page.words(hit.start, hit.end)) for number, hit in page.cue_hits(index) if cues[number].where == where
    ]


def _adjoin(page: Page, index: int, neighbour: int) -> bool:
    """Whether the neighbouring sentence stands in the same region, or one of the two is the heading of the other (a
    question, and its answer).
    """
    regions = page.document.regions
    one, other = page.sentences[index].region, page.sentences[neighbour].region
    first, second = (other, one) if neighbour < index else (one, other)
    return one == other or regions[second].heading == first


def _reaches(page: Page, sentence: Sentence, cue: Cue, at: Hit, hit: Hit) -> bool:
    if cue.where == "inside":
        return _overlap(at, hit)
    if _overlap(at, hit) or cue.where not in ("before", "after", "around", "sentence"):
        return False
    if cue.where == "sentence":
        return True
    before = at.end <= hit.start
    if cue.where != "around" and before != (cue.where == "before"):
        return False
    low, high = (at.end, hit.start) if before else (hit.end, at.start)
    if cue.within and _words_between(sentence, low, high) > cue.within:
        return False
    return cue.across or not clause_breaks(page, sentence, low, high)


def _words_between(sentence: Sentence, low: int, high: int) -> int:
    return sum(sentence.keys[at] not in PUNCTUATION for at in range(low, high))


def clause_breaks(page: Page, sentence: Sentence, low: int, high: int) -> bool:
    """Whether a clause ends between the tokens `low` and `high` (exclusive)."""
    keys = sentence.keys
    if any(keys[at] in _BREAKS for at in range(low, high)):
        return True
    breaks = sentence.places(page.program.special.get("clause-break", ()))
    return any(low <= start < high for start in breaks)
