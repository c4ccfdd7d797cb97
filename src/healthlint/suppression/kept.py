"""Whether the sentence of a finding still says what a suppression asks for (`for="words"`)."""

from __future__ import annotations

import re

from healthlint.fingerprint import Passages, normal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.finding import Finding
    from healthlint.segmentation import Text


class Kept:
    """Looks words up in the sentences of one document, which are indexed when the first is asked for."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._passages: Passages | None = None
        self._last: tuple[Finding | None, tuple[str, str]] = None, ("", "")

    def holds(self, finding: Finding, words: str) -> bool:
        """Whether the sentence in which the finding begins has the words in a row, whatever their case and the white
        space between them; always where none are given.
        """
        return not words or has_words(self._around(finding)[1], words)

    def words(self, finding: Finding) -> str:
        """The words of the finding on the page, as they are compared."""
        return self._around(finding)[0]

    def _around(self, finding: Finding) -> tuple[str, str]:
        if self._passages is None:
            self._passages = Passages(self._text.document, self._text)
        if self._last[0] is not finding:
            self._last = finding, self._passages.around(finding.start, finding.end)
        return self._last[1]


def has_words(sentence: str, words: str) -> bool:
    """Whether a normalised sentence has `words` in a row, and not as a part of other words."""
    wanted = normal(words)
    return wanted in sentence and re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", sentence) is not None
