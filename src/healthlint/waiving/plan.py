"""Which suppressions the findings of a document need, and where each is to stand. Changes no text."""

from __future__ import annotations

from healthlint.suppression.directive import FILE, NEXT_LINE, PASSAGE
from healthlint.waiving.blocks import block_at, blocks_of, top_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.document import Document
    from healthlint.finding import Finding
    from healthlint.suppression.kept import Kept

LONGEST = 60
"""Characters of a finding's words that a suppression names, so that the comment stays short."""

_OF_THE_PAGE = ("disclaimer", "readability")
"""The kinds of rules that say something of the page as a whole."""


class Step:
    """A suppression to write: its keyword, its rules, the words that the sentence must keep, and the lines that it is
    for (of the whole file the line before which it is to stand, twice).
    """

    __slots__ = ("first", "keyword", "last", "rules", "words")

    def __init__(self, keyword: str, rule: str, words: str, first: int, last: int) -> None:
        self.keyword = keyword
        self.rules = [rule]
        self.words = words
        self.first = first
        self.last = last


class Planner:
    """Plans suppressions for the findings of one document."""

    def __init__(self, document: Document, kept: Kept) -> None:
        self._document = document
        self._kept = kept
        self._top = top_of(document)
        self._blocks = blocks_of(document)

    def plan(self, findings: list[Finding], whole: set[str]) -> list[Step]:
        """The suppressions for these findings, in their order. Those whose fingerprints are in `whole` get one for the
        file.
        """
        steps: dict[tuple[str, int, int], list[Step]] = {}
        for finding in findings:
            step = self._step(finding, finding.fingerprint in whole)
            there = steps.setdefault((step.keyword, step.first, step.last), [])
            if not any(self._serves(other, step, finding) for other in there):
                _add(there, step)
        return [step for there in steps.values() for step in there]

    def _step(self, finding: Finding, is_whole: bool) -> Step:
        if finding.rule.kind in _OF_THE_PAGE:
            return Step(FILE, finding.rule.id, "", self._top, self._top)
        words = self._words(finding)
        block = None if is_whole else block_at(self._blocks, finding.place.line)
        if block is None or block[0] < self._top:
            return Step(FILE, finding.rule.id, words, self._top, self._top)
        keyword = NEXT_LINE if finding.place.line == block[0] else PASSAGE
        return Step(keyword, finding.rule.id, words, *block)

    def _words(self, finding: Finding) -> str:
        """The first words of a finding as its sentence has them; "" where it has none of them."""
        text = self._document.text[finding.start : finding.end]
        for words in (text, self._kept.words(finding)):
            short = _shortened(words.partition("\ufffc")[0])
            if short and self._kept.holds(finding, short):
                return short
        return ""

    def _serves(self, other: Step, step: Step, finding: Finding) -> bool:
        """Whether a suppression that is planned for the same place holds the finding of another one as well."""
        return step.rules[0] in other.rules and self._kept.holds(finding, other.words)


def _add(there: list[Step], step: Step) -> None:
    """Add a suppression to those at its place; one for the same words takes its rule in."""
    for other in there:
        if other.words == step.words:
            other.rules += step.rules
            return
    there.append(step)


def _shortened(words: str) -> str:
    """The first words of some, at most LONGEST characters of them."""
    whole = " ".join(words.split())
    if len(whole) <= LONGEST:
        return whole
    return whole[: LONGEST + 1].rpartition(" ")[0]
