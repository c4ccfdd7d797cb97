"""Where a disclaimer stands: seen or hidden, in the place asked for, linked with the statement, in bold.

Knows the structure of pages, not the wordings of disclaimers.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate

from healthlint.document import Region
from healthlint.kinds.disclaimer_needed import Trigger
from healthlint.kinds.disclaimer_text import SYMBOLS
from healthlint.matching.page import Page

UNSEEN = {
    "alt-text": "an alternative text",
    "data": "the structured data of the page",
    "description": "the description of the page",
    "title": "the title of the page",
}
"""Scopes that a visitor does not read on the page, in words."""

_BODY = frozenset(("paragraph", "list-item", "blockquote", "table-cell", "caption", "footnote"))
_ENDS = frozenset(".!?")
_OPENERS = frozenset('"([')
_BEFORE = 6  # tokens between a symbol and the disclaimer that it begins ("* Note:")


class Occurrence:
    """A disclaimer on the page: the tokens `start` to `end` (exclusive), the indexes of its first and last sentence,
    those of its regions, and where a visitor does not see it, in words ("" where he does).
    """

    __slots__ = ("end", "first", "last", "regions", "start", "unseen")

    def __init__(self, page: Page, start: int, end: int) -> None:
        self.start = start
        self.end = end
        self.first = _sentence_at(page, start)
        self.last = _sentence_at(page, end - 1)
        self.regions = range(page.sentences[self.first].region, page.sentences[self.last].region + 1)
        self.unseen = next(filter(None, (_unseen(page.document.regions[index]) for index in self.regions)), "")


def _sentence_at(page: Page, token: int) -> int:
    return bisect_right(page.text.firsts, token) - 1


def _unseen(region: Region) -> str:
    return f"hidden text ({region.hidden})" if region.hidden else UNSEEN.get(region.scope, "")


class Layout:
    """The structure of a page, as far as places are asked about: how many paragraphs and how many visible regions there
    are before each region.
    """

    __slots__ = ("_page", "_paragraphs", "_shown")

    def __init__(self, page: Page) -> None:
        self._page = page
        regions = page.document.regions
        self._paragraphs = list(accumulate((region.scope in _BODY for region in regions), initial=0))
        self._shown = list(accumulate((not region.hidden for region in regions), initial=0))

    def is_seen(self, trigger: Trigger, found: Occurrence) -> bool:
        """Whether who reads the trigger sees the disclaimer: it is not hidden, or hidden together with the trigger."""
        if not found.unseen:
            return True
        here = self._page.sentences[trigger.sentence].region
        if here in found.regions:
            return True
        low, high = min(here, found.regions[0]), max(here, found.regions[-1])
        return self._shown[low] == self._shown[high + 1]

    def is_placed(self, place: object, trigger: Trigger, found: Occurrence) -> bool:
        """Whether the disclaimer stands where `place` (as in the rule language) asks for it."""
        here = self._page.sentences[trigger.sentence].region
        if place == "page" or self._page.document.regions[here].scope in UNSEEN:
            return True
        if isinstance(place, dict):
            return self.apart(trigger, found) <= int(place["paragraphs"])
        return self._section(here) in self._sections_above(found.regions[0])

    def apart(self, trigger: Trigger, found: Occurrence) -> int:
        """Paragraphs from the trigger to the disclaimer: 0 in the same one, 1 in the next."""
        here = self._page.sentences[trigger.sentence].region
        low, high = sorted((here, found.regions[0] if found.regions[0] > here else found.regions[-1]))
        return 0 if low == high else self._paragraphs[high] - self._paragraphs[low + 1] + 1

    def _section(self, index: int) -> int:
        region = self._page.document.regions[index]
        return index if region.scope == "heading" else region.heading

    def _sections_above(self, index: int) -> set[int]:
        """The section of a region and those around it, by the indexes of their headings (-1: before the first)."""
        at = self._section(index)
        found = {at}
        while at >= 0:
            at = self._page.document.regions[at].heading
            if at >= 0:
                found.add(at)
        return found


def is_bold(page: Page, found: Occurrence) -> bool:
    """Whether all words of the disclaimer are in bold by markup."""
    document, text = page.document, page.text
    if all(document.regions[index].scope == "heading" for index in found.regions):
        return True
    first, last = text.starts[found.start], text.ends[found.end - 1]
    marks = [mark for mark in document.marks if mark.kind == "strong" and mark.start < last and first < mark.end]
    return all(
        not document.prose[text.starts[at]].isalnum()
        or any(mark.start <= text.starts[at] and text.ends[at] <= mark.end for mark in marks)
        for at in range(found.start, found.end)
    )


class Links:
    """What links some disclaimers with statements: the sentences next to them, the symbols that begin them, footnotes.

    `statements` are the indexes of the sentences that hold statements: these may stand between a statement and the
    disclaimer.
    """

    __slots__ = ("_has_footnote", "_page", "_references", "_sentences", "_symbols")

    def __init__(self, page: Page, found: list[Occurrence], statements: set[int]) -> None:
        self._page = page
        self._symbols = {symbol for each in found for symbol in _symbols_before(page, each)}
        self._has_footnote = any(page.document.regions[each.regions[0]].scope == "footnote" for each in found)
        self._sentences = {index for each in found for index in range(each.first, each.last + 1)}
        for step, ends in ((-1, [each.first for each in found]), (1, [each.last for each in found])):
            for end in ends:
                at = end + step
                while at in statements and at not in self._sentences:
                    self._sentences.add(at)
                    at += step
        self._references = _references(page)

    def hold(self, trigger: Trigger) -> bool:
        """Whether one of the disclaimers is linked with the statement; what nobody reads on the page needs no link."""
        page = self._page
        if page.document.regions[page.sentences[trigger.sentence].region].scope in {*UNSEEN, "control"}:
            return True
        if trigger.sentence in self._sentences:
            return True
        references = _references_behind(page, self._references, trigger)
        if references and self._has_footnote:
            return True
        return not self._symbols.isdisjoint(references | _symbols_behind(page, trigger))


def symbols_at(page: Page, trigger: Trigger) -> set[str]:
    """The symbols and labels of footnotes, raised or not, at the end of a statement."""
    return _references_behind(page, _references(page), trigger) | _symbols_behind(page, trigger)


def symbols_that_begin(page: Page) -> set[str]:
    """The symbols with which regions of the page begin: notes that statements are linked with."""
    starts, prose = page.text.starts, page.document.prose
    found: set[str] = set()
    for region in page.document.regions:
        first = bisect_left(starts, region.start)
        after = next((at for at in range(first, len(starts)) if not _is_symbol(page, at)), len(starts))
        found |= {prose[starts[at]] for at in range(first, after)}
    return found


def _references(page: Page) -> list[tuple[int, str]]:
    return sorted((mark.start, mark.value) for mark in page.document.marks if mark.kind == "footnote-reference")


def _references_behind(page: Page, references: list[tuple[int, str]], trigger: Trigger) -> set[str]:
    """The raised symbols and footnote labels at the statement, of those of the page."""
    text, sentence = page.text, page.sentences[trigger.sentence]
    start, end = text.ends[trigger.after - 1], page.document.regions[sentence.region].end
    if sentence.last < len(text.starts):
        end = min(end, text.starts[sentence.last])
    first = bisect_left(references, (start, ""))
    last = bisect_left(references, (end + 1, ""), first)
    return {label for _, label in references[first:last]}


def _is_symbol(page: Page, token: int) -> bool:
    return page.text.keys[token] in SYMBOLS or page.document.prose[page.text.starts[token]] == "#"


def _symbols_behind(page: Page, trigger: Trigger) -> set[str]:
    """The symbols at the end of the statement: behind its words, and close behind its full stop."""
    text = page.text
    region = page.document.regions[page.sentences[trigger.sentence].region]
    at = trigger.after
    ended = text.keys[at - 1] in _ENDS
    found: list[int] = []
    while at < len(text.keys) and text.starts[at] < region.end:
        if ended and text.starts[at] > text.ends[at - 1]:
            break
        if _is_symbol(page, at):
            found.append(at)
        ended = ended or text.keys[at] in _ENDS
        at += 1
    return _runs(page, found)


def _symbols_before(page: Page, found: Occurrence) -> set[str]:
    """The symbols with which the disclaimer begins."""
    text = page.text
    region = page.document.regions[found.regions[0]]
    here: list[int] = []
    for at in range(found.start - 1, max(found.start - 1 - _BEFORE, -1), -1):
        if text.starts[at] < region.start or text.keys[at] in _ENDS:
            break
        if _is_symbol(page, at):
            here.insert(0, at)
        elif here and text.keys[at] not in _OPENERS:
            break
    return _runs(page, here) | _raised_before(page, found)


def _raised_before(page: Page, found: Occurrence) -> set[str]:
    """The raised symbol in front of the disclaimer: readers take it for a reference and leave it out of the prose."""
    start = page.span(found.start, found.end)[0]
    before = page.document.text[max(start - 300, 0) : start]
    if not before.rstrip().endswith("</sup>"):
        return set()
    import re  # few pages raise their symbols

    raised = re.search(r"<sup\b[^<>]*>(?:\s|<[^<>]*>)*([*†‡§#]+)(?:\s|<[^<>]*>)*$", before)
    return {raised.group(1)} if raised else set()


def _runs(page: Page, tokens: list[int]) -> set[str]:
    """The symbols as they are read: `**` is another one than `*`."""
    text, prose = page.text, page.document.prose
    runs: list[str] = []
    last = -2
    for at in tokens:
        symbol = prose[text.starts[at]]
        if runs and at == last + 1 and text.starts[at] == text.ends[last] and runs[-1][0] == symbol:
            runs[-1] += symbol
        else:
            runs.append(symbol)
        last = at
    return set(runs)
