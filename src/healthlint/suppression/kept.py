"""Whether the sentence of a finding still says what a suppression asks for (`for="words"`)."""

from __future__ import annotations

import re

from healthlint.fingerprint import Passages, normal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from healthlint.finding import Finding
    from healthlint.segmentation import Text


class Kept:
    """Looks words up in the sentences of one document, which are indexed when the first is asked for."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._passages: Passages | None = None
        self._last: tuple[Finding | None, tuple[str, str]] = None, ("", "")
        self._wanted: dict[str, str] = {}

    def holds(self, finding: Finding, words: str) -> bool:
        """Whether the sentence in which the finding begins has the words in a row, whatever their case and the white
        space between them; always where none are given.
        """
        return self.first(finding, [words]) is not None

    def first(self, finding: Finding, asked: Iterable[str]) -> int | None:
        """Which of several words, counted from 0, is the first for which `holds` is true; None where it is for none."""
        sentence = ""
        for number, words in enumerate(asked):
            if not words:
                return number
            sentence = sentence or self._around(finding)[1]
            wanted = self._wanted.get(words)
            if wanted is None:
                wanted = self._wanted[words] = normal(words)
            if wanted in sentence and _are_whole(wanted, sentence):
                return number
        return None

    def words(self, finding: Finding) -> str:
        """The words of the finding on the page, as they are compared."""
        return self._around(finding)[0]

    def _around(self, finding: Finding) -> tuple[str, str]:
        if self._passages is None:
            self._passages = Passages(self._text.document, self._text)
        if self._last[0] is not finding:
            self._last = finding, self._passages.around(finding.start, finding.end)
        return self._last[1]


def _are_whole(wanted: str, sentence: str) -> bool:
    """Whether words stand in a sentence, both normalised, and not as a part of other words."""
    return re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", sentence) is not None
