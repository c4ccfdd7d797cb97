"""A document made ready for rules: its words, its sentences with their tags, and what its words say it is for and about.

Sentences are tagged in order; cues are looked for only where something matched.
"""

from __future__ import annotations

from bisect import bisect_right

from healthlint.document import Document
from healthlint.language.program import CUE, Program
from healthlint.matching.matcher import Hit, Sentence
from healthlint.segmentation import Text


class Page:
    """A document with its sentences under a program. `meta` is what front matter and configuration say of it (context, topic,
    product, audience), each a tuple of strings. `memory` is where the judgement keeps what it found of a sentence, by its first token."""

    __slots__ = ("_page_cues", "_sentence_of_region", "_votes", "document", "memory", "meta", "program", "sentences", "text")

    def __init__(self, program: Program, document: Document, meta: dict[str, tuple[str, ...]] | None = None) -> None:
        self.program = program
        self.document = document
        self.meta = meta or {}
        self.text = Text(document, program.keys)
        self.sentences = [Sentence(program, self.text, *sentence) for sentence in self.text.sentences]
        self.memory: dict[int, object] = {}
        self._sentence_of_region = [sentence.region for sentence in self.sentences]
        self._votes: list[list[tuple[int, Hit]]] | None = None
        self._page_cues: list[tuple[int, Hit]] | None = None

    def words(self, start: int, end: int) -> str:
        """The visible words of the tokens `start` to `end` (exclusive), on one line."""
        if start >= end:
            return ""
        return " ".join(self.document.prose[self.text.starts[start] : self.text.ends[end - 1]].split())

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source span of the tokens `start` to `end` (exclusive)."""
        return self.document.span(self.text.starts[start], self.text.ends[end - 1])

    def sentences_of(self, region: int) -> range:
        """The indexes of the sentences of a region."""
        regions = self._sentence_of_region
        return range(bisect_right(regions, region - 1), bisect_right(regions, region))

    def votes(self, sentence: int) -> list[tuple[int, Hit]]:
        """The contextual cues of a sentence as (cue, hit)."""
        if self._votes is None:
            patterns = self.program.patterns
            self._votes = [
                [(patterns[hit.pattern].index, hit) for hit in each.hits(self.program.contextual)]
                for each in self.sentences
            ]
        return self._votes[sentence]

    def page_cues(self) -> list[tuple[int, Hit]]:
        """The cues with `where: page` that stand anywhere, as (cue, hit)."""
        if self._page_cues is None:
            cues, patterns = self.program.cues, self.program.patterns
            self._page_cues = []
            if any(cue.where == "page" and not cue.context for cue in cues):
                self._page_cues = [
                    (patterns[hit.pattern].index, hit)
                    for sentence in self.sentences
                    for hit in sentence.cued()
                    if patterns[hit.pattern].owner == CUE and cues[patterns[hit.pattern].index].where == "page"
                ]
        return self._page_cues
