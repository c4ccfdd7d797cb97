"""A document made ready for rules: its words, its sentences with their tags, and what was found in them.

Sentences are looked at once in order for rules and for cues that vote; other cues are looked for only where something
matched.
"""

from __future__ import annotations

from bisect import bisect_right

from healthlint.document import Document
from healthlint.language.program import Program
from healthlint.matching.matcher import Hit
from healthlint.matching.sentences import Sentences
from healthlint.segmentation import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeVar

    from healthlint.matching.sentence import CueHits, Look

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
    strings; `rules` are those that are looked for, all where it is None. `memory` is where the judgement keeps what it
    found of a sentence or a region, as long as there is room, `whole` where it keeps what it found of the page.
    """

    __slots__ = (
        "_of_page",
        "_primary",
        "_watch",
        "_words",
        "document",
        "memory",
        "meta",
        "program",
        "sentences",
        "text",
        "whole",
    )

    def __init__(
        self,
        program: Program,
        document: Document,
        meta: dict[str, tuple[str, ...]] | None = None,
        rules: frozenset[int] | None = None,
    ) -> None:
        self.program = program
        self.document = document
        self.meta = meta or {}
        self.text = Text(document, program.keys)
        self.sentences = Sentences(program, self.text)
        self.memory: Known[tuple[str, int], object] = Known()
        self.whole: dict[str, object] = {}
        self._watch = program.watch_of(rules)
        self._primary: dict[int, Look] | None = None
        self._of_page: list[tuple[int, int, Hit]] = []
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

    def words_of(self, sentence: int, start: int, end: int) -> str:
        """The same for tokens that are counted from the start of a sentence."""
        first = self.text.firsts[sentence]
        return self.words(first + start, first + end)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source span of the tokens `start` to `end` (exclusive)."""
        return self.document.span(self.text.starts[start], self.text.ends[end - 1])

    def place_of(self, sentence: int, hit: Hit) -> tuple[int, int]:
        """The tokens of a match of a sentence, as (first, after the last)."""
        first = self.text.firsts[sentence]
        return first + hit.start, first + hit.end

    def sentences_of(self, region: int) -> range:
        """The indexes of the sentences of a region."""
        regions = self.text.within
        return range(bisect_right(regions, region - 1), bisect_right(regions, region))

    def look(self, sentence: int) -> Look:
        """What rules, cues that vote and those of the page find in a sentence."""
        known = self._primary.get(sentence) if self._primary else None
        return known or self.sentences[sentence].look(self._watch)

    def votes(self, sentence: int) -> CueHits:
        """The cues of a sentence that vote."""
        return self.look(sentence).votes

    def cue_hits(self, sentence: int) -> CueHits:
        """The cues that reach a match in the same sentence."""
        return self.sentences[sentence].cue_hits(self._watch)

    def nearby(self, sentence: int) -> CueHits:
        """The cues of a sentence that reach a match in a neighbouring one or under it as a heading."""
        return self.sentences[sentence].nearby(self._watch)

    def exception(self, sentence: int, hit: Hit) -> Hit | None:
        """The words that let the match `hit` of a sentence pass: an exception of its rule that overlaps it."""
        rule = self.program.patterns[hit.pattern].index
        if rule in self.program.excepted:
            for rules, other in self.sentences[sentence].exceptions():
                if rule in rules and other.start < hit.end and hit.start < other.end:
                    return other
        return None

    def primary(self) -> dict[int, Look]:
        """What was found in the sentences in which rules match, in their order."""
        if self._primary is None:
            for _ in self.all_votes():
                pass
        return self._primary or {}

    def page_cues(self) -> list[tuple[int, int, Hit]]:
        """The cues with `where: page` that stand anywhere, as (cue, sentence, hit)."""
        if self._primary is None:
            self.primary()
        return self._of_page

    def all_votes(self) -> Iterator[tuple[int, CueHits]]:
        """The cues that vote, as (sentence, cues), a sentence after the other. On the way it is noted where rules match
        and where the cues of the page are: a long page is not gone through for them once more.
        """
        primary: dict[int, Look] = {}
        of_page: list[tuple[int, int, Hit]] = []
        watch = self._watch
        for index, sentence in enumerate(self.sentences):
            look = sentence.look(watch)
            if look.hits:
                primary[index] = look
            if look.of_page:
                of_page += [(number, index, hit) for number, hit in look.of_page]
            yield index, look.votes
        self._primary, self._of_page = primary, of_page
