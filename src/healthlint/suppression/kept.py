"""Whether the sentence of a finding still says what a suppression asks for (`for="words"`)."""

from __future__ import annotations

import re

from healthlint.fingerprint import Passages, normal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.document import Document
    from healthlint.finding import Finding
    from healthlint.segmentation import Text


class Kept:
    """Looks words up in the sentences of one document; `text` holds them."""

    def __init__(self, document: Document, text: Text) -> None:
        self._document = document
        self._text = text
        self._passages: Passages | None = None

    def holds(self, finding: Finding, words: str) -> bool:
        """Whether the sentence in which the finding begins has the words in a row, whatever their case and the white
        space between them; always where none are given.
        """
        if not words:
            return True
        return has_words(self.sentence(finding), words)

    def sentence(self, finding: Finding) -> str:
        """The sentence in which the finding begins, as it is compared."""
        if self._passages is None:
            self._passages = Passages(self._document, self._text)
        return self._passages.around(finding.start, finding.end)[1]


def has_words(sentence: str, words: str) -> bool:
    """Whether a normalised sentence has `words` in a row, and not as a part of other words."""
    return re.search(rf"(?<!\w){re.escape(normal(words))}(?!\w)", sentence) is not None
