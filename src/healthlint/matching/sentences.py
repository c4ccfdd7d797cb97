"""The sentences of a page, each made when it is asked for. Knows no rules, and not what is asked of a sentence."""

from __future__ import annotations

from healthlint.language.program import Program
from healthlint.matching.sentence import Sentence
from healthlint.segmentation import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_KEPT = 30_000
"""Tokens of a page whose sentences are kept at most, with their tags: those of a longer page are made anew when they
are asked for again.
"""

_A_SENTENCE = 8  # tokens that a sentence takes as much memory as, whatever its length


class Sentences:
    """The sentences of a text under a program, by their numbers. Memory does not grow with the text."""

    __slots__ = ("_kept", "_program", "_room", "_text")

    def __init__(self, program: Program, text: Text) -> None:
        self._program = program
        self._text = text
        self._kept: dict[int, Sentence] = {}
        self._room = MOST_KEPT

    def __len__(self) -> int:
        return len(self._text.firsts)

    def __iter__(self) -> Iterator[Sentence]:
        return map(self.__getitem__, range(len(self)))

    def __getitem__(self, index: int) -> Sentence:
        sentence = self._kept.get(index)
        return self._made(index) if sentence is None else sentence

    def _made(self, index: int) -> Sentence:
        text = self._text
        first, last = text.firsts[index], text.lasts[index]
        self._room -= last - first + _A_SENTENCE
        if self._room < 0:
            self._kept.clear()
            self._room = MOST_KEPT
        sentence = self._kept[index] = Sentence(self._program, text, first, last, text.within[index])
        return sentence
