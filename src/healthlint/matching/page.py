"""A document made ready for rules: its words, its sentences with their tags, and the cues in them.

Sentences are tagged in order; cues are looked for only where something matched.
"""

from __future__ import annotations

from bisect import bisect_right

from healthlint.document import Document
from healthlint.language.program import CUE, EXCEPTION, NEARBY, SAME, Program
from healthlint.matching.matcher import Hit
from healthlint.matching.sentences import Sentences
from healthlint.segmentation import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TypeVar

    Key = TypeVar("Key")
    Value = TypeVar("Value")

MOST_KNOWN = 5_000
"""Entries that a page remembers at most of each kind: what is found of a sentence can be found again."""


class Known(dict["Key", "Value"]):
    """What was found of the last sentences. Emptied when it is full: memory does not grow with the page."""

    __slots__ = ()

    def __setitem__(self, key: Key, value: Value) -> None:
        if len(self) >= MOST_KNOWN:
            self.clear()
        super().__setitem__(key, value)


class Page:
    """A document with its sentences under a program.

    `meta` is what front matter and configuration say of it (context, topic, product, audience), each a tuple of
    strings. `memory` is where the judgement keeps what it found of a sentence or a region, as long as there is
    room, `whole` where it keeps what it found of the page.
    """

    __slots__ = (
        "_cue_hits",
        "_nearby",
        "_page_cues",
        "_votes",
        "_words",
        "document",
        "memory",
        "meta",
        "program",
        "sentences",
        "text",
        "whole",
    )

    def __init__(self, program: Program, document: Document, meta: dict[str, tuple[str, ...]] | None = None) -> None:
        self.program = program
        self.document = document
        self.meta = meta or {}
        self.text = Text(document, program.keys)
        self.sentences = Sentences(program, self.text)
        self.memory: Known[tuple[str, int], object] = Known()
        self.whole: dict[str, object] = {}
        self._cue_hits: Known[int, list[tuple[int, Hit]]] = Known()
        self._nearby: Known[int, list[tuple[int, Hit]]] = Known()
        self._votes: Known[int, list[tuple[int, Hit]]] = Known()
        self._page_cues: list[tuple[int, Hit]] | None = None
        self._words: Known[tuple[int, int], str] = Known()

    def words(self, start: int, end: int) -> str:
        """The visible words of the tokens `start` to `end` (exclusive), on one line."""
        if start >= end:
            return ""
        place = (start, end)
        words = self._words.get(place)
        if words is None:
            words = self.document.prose[self.text.starts[start] : self.text.ends[end - 1]]
            words = " ".join(words.replace("\ufffc", " ").split())  # where a picture or a template stands
            self._words[place] = words
        return words

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source span of the tokens `start` to `end` (exclusive)."""
        return self.document.span(self.text.starts[start], self.text.ends[end - 1])

    def sentences_of(self, region: int) -> range:
        """The indexes of the sentences of a region."""
        regions = self.text.within
        return range(bisect_right(regions, region - 1), bisect_right(regions, region))

    def votes(self, sentence: int) -> list[tuple[int, Hit]]:
        """The cues of a sentence that vote, as (cue, hit)."""
        hits = self._votes.get(sentence)
        if hits is None:
            hits = self._votes[sentence] = self._cues_of(self.sentences[sentence].hits(self.program.contextual))
        return hits

    def cue_hits(self, sentence: int) -> list[tuple[int, Hit]]:
        """The cues that reach a match in the same sentence, as (cue, hit)."""
        hits = self._cue_hits.get(sentence)
        if hits is None:
            hits = self._cues_of(self.sentences[sentence].cued()) + self._voting(sentence, SAME)
            self._cue_hits[sentence] = hits
        return hits

    def exception(self, sentence: int, hit: Hit) -> Hit | None:
        """The words that let the match `hit` of a sentence pass: an exception of its rule that overlaps it."""
        patterns = self.program.patterns
        rule = patterns[hit.pattern].index
        if rule not in self.program.excepted:
            return None
        for other in self.sentences[sentence].cued():
            if other.start < hit.end and hit.start < other.end:
                pattern = patterns[other.pattern]
                if pattern.owner == EXCEPTION and pattern.index == rule:
                    return other
        return None

    def nearby(self, sentence: int) -> list[tuple[int, Hit]]:
        """The cues of a sentence that reach a match in a neighbouring one or under it as a heading, as (cue, hit)."""
        hits = self._nearby.get(sentence)
        if hits is None:
            found = self.sentences[sentence].hits(self.program.nearby)
            hits = self._nearby[sentence] = self._cues_of(found) + self._voting(sentence, NEARBY)
        return hits

    def _voting(self, sentence: int, places: tuple[str, ...]) -> list[tuple[int, Hit]]:
        """The cues of a sentence that vote and can reach a match too, of those with `where` in `places`."""
        cues, reaching = self.program.cues, self.program.reaching
        return [
            (number, hit) for number, hit in self.votes(sentence) if number in reaching and cues[number].where in places
        ]

    def _cues_of(self, hits: Iterable[Hit]) -> list[tuple[int, Hit]]:
        """The cues among some hits, without those that their own exceptions overlap."""
        cues: list[tuple[int, Hit]] = []
        barring: list[tuple[int, Hit]] = []
        for hit in hits:
            pattern = self.program.patterns[hit.pattern]
            if pattern.owner == CUE:
                (barring if pattern.role else cues).append((pattern.index, hit))
        if barring:
            cues = [
                (number, hit)
                for number, hit in cues
                if not any(number == other and bar.start < hit.end and hit.start < bar.end for other, bar in barring)
            ]
        return cues

    def page_cues(self) -> list[tuple[int, Hit]]:
        """The cues with `where: page` that stand anywhere, as (cue, hit)."""
        if self._page_cues is None:
            for _ in self.all_votes():
                pass
        return self._page_cues or []

    def all_votes(self) -> Iterator[list[tuple[int, Hit]]]:
        """The cues that vote, a sentence after the other. On the way the cues of the page are noted: a long page is not
        gone through for them once more.
        """
        cues: list[tuple[int, Hit]] = []
        for index, sentence in enumerate(self.sentences):
            cues += self._cues_of(sentence.hits(self.program.paged))
            cues += self._voting(index, ("page",))
            yield self.votes(index)
        self._page_cues = cues
