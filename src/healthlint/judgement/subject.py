"""What a claim is about.

The nearest member of a list with a subject class: in the match where the pattern starts with it, before the match, or
behind it as the agent ("with kratom"); else what the sentence before, the lead-in or the heading was about; else the
topic of the page.
"""

from __future__ import annotations

from healthlint.judgement.candidates import Candidate, candidates_of
from healthlint.matching.matcher import Hit
from healthlint.matching.page import Page
from healthlint.matching.sentence import Sentence
from healthlint.words import PUNCTUATION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

AGENT_REACH = 6
"""Words behind a match within which "with kratom" names its subject."""

OPENING = 30
"""Sentences at the start of a page that tell its topic, beside its headings."""

_POINTERS = frozenset(("our", "this", "these"))
"""Words of lists that point at a thing and don't name it."""

_POINTED = 4
"""Words between "our" and a match that may be what it points at."""

SELLABLE = ("watched-substance", "product")


class Subject:
    """What a claim is about: the words, their class (of `rule.SUBJECTS`), and how it was found.

    The words are `words`, or those of a candidate in sentence `index` of a page, put together when they are first asked
    for.
    """

    __slots__ = ("_candidate", "_hit", "_index", "_page", "_words", "how", "kind")

    def __init__(
        self,
        kind: str,
        words: str,
        how: str,
        page: Page | None = None,
        index: int = 0,
        candidate: Candidate | None = None,
        hit: Hit | None = None,
    ) -> None:
        self.kind = kind
        self.how = how
        self._words = words
        self._page = page
        self._index = index
        self._candidate = candidate
        self._hit = hit

    @property
    def words(self) -> str:
        """The words; those of one that only points ("our") with those between it and the match, or none."""
        page, candidate = self._page, self._candidate
        if page is not None and candidate is not None:
            self._words = _spelt(page, self._index, candidate, self._hit)
            self._page = None
        return self._words


def subject_of(page: Page, index: int, hit: Hit) -> Subject:
    """The subject of the match `hit` in sentence `index`."""
    sentence = page.sentences[index]
    candidates = candidates_of(page.program, sentence)
    chosen = None
    if candidates:
        chosen = _inside(sentence, candidates, hit) or _before(sentence, candidates, hit)
        chosen = chosen or _behind(sentence, candidates, hit)
        if chosen is not None and chosen.kind not in ("person", "other"):
            return Subject(chosen.kind, "", "named in the sentence", page, index, chosen, hit)
    carried = _carried(page, index)
    if carried is not None:
        return carried
    if chosen is not None:
        return Subject(chosen.kind, "", "named in the sentence", page, index, chosen, hit)
    topic = topic_of(page)
    return Subject("topic", topic, "the topic of the page") if topic else Subject("none", "", "nothing named")


def _spelt(page: Page, index: int, candidate: Candidate, hit: Hit | None) -> str:
    words = page.words_of(index, candidate.start, candidate.end)
    if words.casefold() in _POINTERS:
        between = range(candidate.end, hit.start) if hit is not None else range(0)
        keys = page.sentences[index].keys
        plain = 0 < len(between) <= _POINTED and not any(keys[at] in PUNCTUATION for at in between)
        words = page.words_of(index, candidate.start, between.stop) if plain else ""
    return words


def _inside(sentence: Sentence, candidates: list[Candidate], hit: Hit) -> Candidate | None:
    """A subject at the start of the match; or inside it, where the pattern asks for no list ("studies show that
    kratom relieves"), as a noun of its own or as an agent ("relief from pain with kratom").
    """
    for candidate in candidates:
        if candidate.start < hit.start < candidate.end or candidate.start == hit.start < candidate.end < hit.end:
            return candidate
        if not (hit.start <= candidate.start and candidate.end <= hit.end):
            continue
        if any(start < candidate.end and candidate.start < end for _, start, end in hit.captures):
            continue
        rank, is_agent = candidate.lead_in(sentence)
        if rank == 0 or is_agent:
            return candidate
    return None


def _before(sentence: Sentence, candidates: list[Candidate], hit: Hit) -> Candidate | None:
    """The nearest noun of its own before the match, else the nearest one behind a preposition."""
    behind_preposition = None
    for each in reversed(candidates):
        if each.end <= hit.start:
            rank, _ = each.lead_in(sentence)
            if rank == 0:
                return each
            if rank == 1 and behind_preposition is None:
                behind_preposition = each
    return behind_preposition


def _behind(sentence: Sentence, candidates: list[Candidate], hit: Hit) -> Candidate | None:
    for each in candidates:
        if each.start < hit.end:
            continue
        if sum(sentence.keys[at] not in PUNCTUATION for at in range(hit.end, each.start)) > AGENT_REACH:
            break
        if each.lead_in(sentence)[1]:
            return each
    return None


def _carried(page: Page, index: int) -> Subject | None:
    """What the sentence before, the lead-in of the list, or the heading is about."""
    key = ("carried", index)
    if key not in page.memory:
        page.memory[key] = _found_carried(page, index)
    known = page.memory[key]
    return known if isinstance(known, Subject) else None


def _found_carried(page: Page, index: int) -> Subject | None:
    sentence = page.sentences[index]
    region = page.document.regions[sentence.region]
    sources: list[tuple[int, str]] = []
    if index > 0 and page.sentences[index - 1].region == sentence.region:
        sources.append((index - 1, "carried from the sentence before"))
    if region.lead >= 0:
        sources += [(at, "named in the lead-in") for at in page.sentences_of(region.lead)[-1:]]
    if region.heading >= 0:
        sources += [(at, "named in the heading") for at in _naming(page, region.heading)]
    refers = _starts_with_pronoun(sentence)
    for at, how in sources:
        named = _carriable(page, at, refers)
        if named:
            nearest = min(named, key=_carrying(page.sentences[at]))
            return Subject(nearest.kind, _spelt(page, at, nearest, None), how)
    return None


def _carriable(page: Page, index: int, refers: bool) -> list[Candidate]:
    """What another sentence, which `refers` to it by a pronoun or not, may be about."""
    sentence = page.sentences[index]
    return [
        each
        for each in candidates_of(page.program, sentence)
        if each.kind not in ("person", "other") and (refers or each.kind in SELLABLE) and each.lead_in(sentence)[0] < 2
    ]


def _naming(page: Page, heading: int) -> list[int]:
    """The first sentences of the heading that is region `heading` in which a pronoun, or anything, finds its subject.

    It may hold as many sentences as there are claims under it: to go through all of them for each claim would take time
    in proportion to their product.
    """
    key = ("naming", heading)
    known = page.memory.get(key)
    if not isinstance(known, list):
        sentences = page.sentences_of(heading)
        firsts = [next((at for at in sentences if _carriable(page, at, refers)), -1) for refers in (True, False)]
        known = page.memory[key] = sorted({at for at in firsts if at >= 0})
    return known


def _carrying(sentence: Sentence) -> Callable[[Candidate], tuple[int, bool, int]]:
    """What a pronoun most likely stands for comes first: a noun of its own, something for sale, the first one."""
    return lambda each: (each.lead_in(sentence)[0], each.kind not in SELLABLE, each.start)


def _starts_with_pronoun(sentence: Sentence) -> bool:
    known: bool | None = sentence.facts.get("pronoun")
    if known is None:
        known = sentence.facts["pronoun"] = any(start < 2 for start in sentence.special("pronoun"))
    return known


def topic_of(page: Page) -> str:
    """The watched substance or product that the page is about: what front matter or configuration say, or what its
    title, headings and first paragraph name; "" where there is none.
    """
    if "topic" not in page.meta:
        page.meta["topic"] = _guessed_topic(page)
    return page.meta["topic"][0] if page.meta["topic"] else ""


def _guessed_topic(page: Page) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    for index, region in enumerate(page.text.within):
        scope = page.document.regions[region].scope
        if index > OPENING and scope not in ("title", "heading"):
            continue
        weight = 3 if scope in ("title", "heading") else 2 if index < 3 else 1
        for each in candidates_of(page.program, page.sentences[index]):
            if each.kind in SELLABLE:
                name = page.words_of(index, each.start, each.end).casefold()
                counts[name] = counts.get(name, 0) + weight
    if not counts:
        return ()
    name = max(counts, key=lambda name: counts[name])
    return (name,) if counts[name] >= 3 else ()
