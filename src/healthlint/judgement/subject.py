"""What a claim is about.

The nearest member of a list with a subject class: in the match where the pattern starts with it, before the match, or
behind it as the agent ("with kratom"); else what the sentence before, the lead-in or the heading was about; else the
topic of the page.
"""

from __future__ import annotations

from healthlint.matching.matcher import Hit, Sentence
from healthlint.matching.page import Page
from healthlint.rule import SUBJECTS
from healthlint.segmentation import PUNCTUATION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

AGENT_REACH = 6
"""Words behind a match within which "with kratom" names its subject."""

OPENING = 30
"""Sentences at the start of a page that tell its topic, beside its headings."""

_MODIFIERS = 3
"""Words that may stand between a preposition and its noun ("of the new supplement")."""

_POINTERS = frozenset(("our", "this", "these"))
"""Words of lists that point at a thing and don't name it."""

_POINTED = 4
"""Words between "our" and a match that may be what it points at."""

SELLABLE = ("watched-substance", "product")


class Subject:
    """What a claim is about: the words, their class (of `rule.SUBJECTS`), and how it was found."""

    __slots__ = ("how", "kind", "words")

    def __init__(self, kind: str, words: str, how: str) -> None:
        self.kind = kind
        self.words = words
        self.how = how


class _Candidate:
    """A word or name with a subject class.

    `rank` is 0 for a noun of its own, 1 behind a preposition, 2 behind a comparison; `agent` says whether the
    preposition is one that names what does something.
    """

    __slots__ = ("agent", "end", "kind", "rank", "start")

    def __init__(self, kind: str, start: int, end: int, rank: int, agent: bool) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.rank = rank
        self.agent = agent


def subject_of(page: Page, index: int, hit: Hit) -> Subject:
    """The subject of the match `hit` in sentence `index`."""
    sentence = page.sentences[index]
    candidates = _candidates(page, sentence)
    chosen = _inside(candidates, hit) or _before(candidates, hit) or _behind(sentence, candidates, hit)
    if chosen is not None and chosen.kind not in ("person", "other"):
        return _subject(page, chosen, "named in the sentence", hit)
    carried = _carried(page, index)
    if carried is not None:
        return carried
    if chosen is not None:
        return _subject(page, chosen, "named in the sentence", hit)
    topic = topic_of(page)
    return Subject("topic", topic, "the topic of the page") if topic else Subject("none", "", "nothing named")


def _subject(page: Page, candidate: _Candidate, how: str, hit: Hit | None = None) -> Subject:
    """The subject in words; a word that only points ("our") with those between it and the match, or none."""
    words = page.words(candidate.start, candidate.end)
    if words.casefold() in _POINTERS:
        between = range(candidate.end, hit.start) if hit is not None else range(0)
        plain = 0 < len(between) <= _POINTED and not any(page.text.keys[at] in PUNCTUATION for at in between)
        words = page.words(candidate.start, between.stop) if plain else ""
    return Subject(candidate.kind, words, how)


def _candidates(page: Page, sentence: Sentence) -> list[_Candidate]:
    key = ("subjects", sentence.first)
    known = page.memory.get(key)
    if not isinstance(known, list):
        known = page.memory[key] = _found_candidates(page, sentence)
    return known


def _found_candidates(page: Page, sentence: Sentence) -> list[_Candidate]:
    program, found = page.program, sentence.found
    places: dict[tuple[int, int], str] = {}
    for tag in program.subjects.keys() & found.keys():
        for start, ends in found[tag].items():
            place, kind = (start, ends[0]), program.subjects[tag]
            places[place] = min(kind, places.get(place, kind), key=SUBJECTS.index)
    if not places:
        return []
    longer = {(start, ends[0]) for tag in program.named & found.keys() for start, ends in found[tag].items()}
    lead_in = _LeadIn(page, sentence)
    return _joined(
        _Candidate(kind, start, end, *lead_in.of(start))
        for (start, end), kind in sorted(places.items())
        # not "opioid" inside "opioid withdrawal", nor "glasses" where "these glasses" is a name of its own
        if not any(at <= start and end < stop for at, stop in longer)
        and not any(at < start and end == stop for at, stop in places)
    )


def _joined(candidates: Iterator[_Candidate]) -> list[_Candidate]:
    """The candidates, those of one class that stand side by side as one: "our" and "ginger tea"."""
    joined: list[_Candidate] = []
    for each in candidates:
        if joined and joined[-1].kind == each.kind and joined[-1].end == each.start:
            joined[-1].end = each.end
        else:
            joined.append(each)
    return joined


class _LeadIn:
    """What stands in front of the nouns of a sentence: prepositions and comparisons, by the token behind them."""

    __slots__ = ("_agents", "_comparisons", "_prepositions", "_sentence")

    def __init__(self, page: Page, sentence: Sentence) -> None:
        self._sentence = sentence
        self._comparisons, self._prepositions, self._agents = (
            {end for ends in sentence.places(page.program.special.get(name, ())).values() for end in ends}
            for name in ("comparison", "preposition", "agent-preposition")
        )

    def of(self, start: int) -> tuple[int, bool]:
        """The rank of the noun at token `start`, and whether it is an agent: the nearest word in front decides."""
        sentence = self._sentence
        for at in range(start, max(sentence.first, start - 1 - _MODIFIERS), -1):
            if at in self._comparisons:
                return 2, False
            if at in self._agents:
                return 1, True
            if at in self._prepositions:
                return 1, False
            if sentence.keys[at - 1] in PUNCTUATION:
                break
        return 0, False


def _inside(candidates: list[_Candidate], hit: Hit) -> _Candidate | None:
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
        if candidate.rank == 0 or candidate.agent:
            return candidate
    return None


def _before(candidates: list[_Candidate], hit: Hit) -> _Candidate | None:
    earlier = [each for each in candidates if each.end <= hit.start and each.rank < 2]
    for rank in (0, 1):
        for each in reversed(earlier):
            if each.rank == rank:
                return each
    return None


def _behind(sentence: Sentence, candidates: list[_Candidate], hit: Hit) -> _Candidate | None:
    for each in candidates:
        if each.start < hit.end:
            continue
        words = sum(sentence.keys[at] not in PUNCTUATION for at in range(hit.end, each.start))
        if words <= AGENT_REACH and each.agent:
            return each
    return None


def _carried(page: Page, index: int) -> Subject | None:
    """What the sentence before, the lead-in of the list, or the heading is about."""
    sentence = page.sentences[index]
    region = page.document.regions[sentence.region]
    sources: list[tuple[int, str]] = []
    if index > 0 and page.sentences[index - 1].region == sentence.region:
        sources.append((index - 1, "carried from the sentence before"))
    if region.lead >= 0:
        sources += [(at, "named in the lead-in") for at in reversed(page.sentences_of(region.lead))][:1]
    if region.heading >= 0:
        sources += [(at, "named in the heading") for at in page.sentences_of(region.heading)]
    refers = _starts_with_pronoun(page, sentence)
    for at, how in sources:
        named = [
            each
            for each in _candidates(page, page.sentences[at])
            if each.rank < 2 and each.kind not in ("person", "other") and (refers or each.kind in SELLABLE)
        ]
        if named:
            first = min(named, key=_carrying)
            return _subject(page, first, how)
    return None


def _carrying(candidate: _Candidate) -> tuple[int, bool, int]:
    """What a pronoun most likely stands for comes first: a noun of its own, something for sale, the first one."""
    return candidate.rank, candidate.kind not in SELLABLE, candidate.start


def _starts_with_pronoun(page: Page, sentence: Sentence) -> bool:
    pronouns = sentence.places(page.program.special.get("pronoun", ()))
    return any(sentence.first <= start < sentence.first + 2 for start in pronouns)


def topic_of(page: Page) -> str:
    """The watched substance or product that the page is about: what front matter or configuration say, or what its
    title, headings and first paragraph name; "" where there is none.
    """
    if "topic" not in page.meta:
        page.meta["topic"] = _guessed_topic(page)
    return page.meta["topic"][0] if page.meta["topic"] else ""


def _guessed_topic(page: Page) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    for index, sentence in enumerate(page.sentences):
        scope = page.document.regions[sentence.region].scope
        if index > OPENING and scope not in ("title", "heading"):
            continue
        weight = 3 if scope in ("title", "heading") else 2 if index < 3 else 1
        for each in _candidates(page, sentence):
            if each.kind in SELLABLE:
                name = page.words(each.start, each.end).casefold()
                counts[name] = counts.get(name, 0) + weight
    if not counts:
        return ()
    name = max(counts, key=lambda name: counts[name])
    return (name,) if counts[name] >= 3 else ()
