"""Whether the sentence of a finding still says what a suppression asks for (`for="words"`)."""

from __future__ import annotations

from healthlint.fingerprint import Passages, normal
from healthlint.suppression.phrases import Phrases

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from healthlint.finding import Finding
    from healthlint.segmentation import Text

_NONE = frozenset(("",))


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
        wanted = normal(words)
        return not wanted or bool(Phrases([wanted]).within(self.sentence(finding)))

    def words(self, finding: Finding) -> str:
        """The words of the finding on the page, as they are compared."""
        return self._around(finding)[0]

    def sentence(self, finding: Finding) -> str:
        """The sentence in which the finding begins, as it is compared."""
        return self._around(finding)[1]

    def _around(self, finding: Finding) -> tuple[str, str]:
        if self._passages is None:
            self._passages = Passages(self._text.document, self._text)
        if self._last[0] is not finding:
            self._last = finding, self._passages.around(finding.start, finding.end)
        return self._last[1]


class Held:
    """Which of the words that any suppression of a document asks for the sentence of a finding has. All are normalised;
    "", for a suppression that asks for none, every sentence has.
    """

    def __init__(self, text: Text, asked: Iterable[str]) -> None:
        asked = {*asked} - _NONE
        self._kept = Kept(text)
        self._phrases = Phrases(asked) if asked else None
        self._found: dict[str, frozenset[str]] = {}

    def by(self, finding: Finding) -> frozenset[str]:
        """Those that the sentence of the finding has; one and the same set for sentences that are alike."""
        if self._phrases is None:
            return _NONE
        sentence = self._kept.sentence(finding)
        found = self._found.get(sentence)
        if found is None:
            found = self._found[sentence] = _NONE.union(self._phrases.within(sentence))
        return found
