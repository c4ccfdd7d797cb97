"""Where a disclaimer stands: seen or hidden, in the place asked for, linked with the statement, in bold.

Knows the structure of pages, not the wordings of disclaimers.
"""

from __future__ import annotations

from bisect import bisect_right

from healthlint.kinds.disclaimer_needed import Trigger
from healthlint.kinds.disclaimer_text import SYMBOLS
from healthlint.matching.matcher import Sentence
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
    and those of its regions.
    """

    __slots__ = ("_beside", "end", "first", "last", "regions", "start")

    def __init__(self, page: Page, start: int, end: int) -> None:
        self.start = start
        self.end = end
        self.first = sentence_at(page, start)
        self.last = sentence_at(page, end - 1)
        self.regions = range(page.sentences[self.first].region, page.sentences[self.last].region + 1)
        self._beside: range | None = None

    def beside(self, statements: set[int]) -> range:
        """The sentences next to it with nothing but `statements` in between (the same on every call)."""
        if self._beside is None:
            low, high = self.first, self.last
            while low - 1 in statements:
                low -= 1
            while high + 1 in statements:
                high += 1
            self._beside = range(low, high + 1)
        return self._beside


def sentence_at(page: Page, token: int) -> int:
    """The index of the sentence that holds a token."""
    return bisect_right(page.sentences, token, key=_first_token) - 1


def _first_token(sentence: Sentence) -> int:
    return sentence.first


def unseen(page: Page, found: Occurrence) -> str:
    """Where a disclaimer stands that no visitor sees at once, "" where he does."""
    for region in (page.document.regions[index] for index in found.regions):
        if region.hidden:
            return f"hidden text ({region.hidden})"
        if region.scope in UNSEEN:
            return UNSEEN[region.scope]
    return ""


def is_seen(page: Page, trigger: Trigger, found: Occurrence) -> bool:
    """Whether who reads the trigger sees the disclaimer: it is not hidden, or hidden together with the trigger."""
    if not unseen(page, found):
        return True
    regions, here = page.document.regions, page.sentences[trigger.sentence].region
    if here in found.regions:
        return True
    between = regions[min(here, found.regions[0]) : max(here, found.regions[-1]) + 1]
    return all(region.hidden for region in between)


def is_placed(page: Page, place: object, trigger: Trigger, found: Occurrence) -> bool:
    """Whether the disclaimer stands where `place` (as in the rule language) asks for it."""
    if place == "page":
        return True
    here = page.sentences[trigger.sentence].region
    if page.document.regions[here].scope in UNSEEN:
        return True
    if isinstance(place, dict):
        return apart(page, trigger, found) <= int(place["paragraphs"])
    section = _section(page, here)
    return section in _sections_above(page, found.regions[0])


def apart(page: Page, trigger: Trigger, found: Occurrence) -> int:
    """Paragraphs from the trigger to the disclaimer: 0 in the same one, 1 in the next."""
    here = page.sentences[trigger.sentence].region
    low, high = sorted((here, found.regions[0] if found.regions[0] > here else found.regions[-1]))
    return sum(page.document.regions[index].scope in _BODY for index in range(low + 1, high)) + (low != high)


def _section(page: Page, index: int) -> int:
    region = page.document.regions[index]
    return index if region.scope == "heading" else region.heading


def _sections_above(page: Page, index: int) -> set[int]:
    """The section of a region and those around it, by the indexes of their headings (-1: before the first)."""
    at = _section(page, index)
    found = {at}
    while at >= 0:
        at = page.document.regions[at].heading
        if at >= 0:
            found.add(at)
    return found


def is_bold(page: Page, found: Occurrence) -> bool:
    """Whether all words of the disclaimer are in bold by markup."""
    regions, text = page.document.regions, page.text
    if all(regions[index].scope == "heading" for index in found.regions):
        return True
    marks = [(mark.start, mark.end) for mark in page.document.marks if mark.kind == "strong"]
    return all(
        not page.document.prose[text.starts[at]].isalnum()
        or any(start <= text.starts[at] and text.ends[at] <= end for start, end in marks)
        for at in range(found.start, found.end)
    )


def is_linked(page: Page, trigger: Trigger, found: Occurrence, statements: set[int]) -> bool:
    """Whether statement and disclaimer are next to each other or linked.

    `statements` are the indexes of the sentences that hold statements: they may stand in between.
    """
    if page.document.regions[page.sentences[trigger.sentence].region].scope in {*UNSEEN, "control"}:
        return True
    if trigger.sentence in found.beside(statements):
        return True
    references = _references(page, trigger)
    if references and page.document.regions[found.regions[0]].scope == "footnote":
        return True
    return not (references | _symbols_behind(page, trigger)).isdisjoint(_symbols_before(page, found))


def _references(page: Page, trigger: Trigger) -> set[str]:
    """The raised symbols and footnote labels at the statement."""
    text, sentence = page.text, page.sentences[trigger.sentence]
    start, end = text.ends[trigger.after - 1], page.document.regions[sentence.region].end
    if sentence.last < len(text.starts):
        end = min(end, text.starts[sentence.last])
    marks = [mark for mark in page.document.marks if mark.kind == "footnote-reference"]
    return {mark.value for mark in marks if start <= mark.start <= end}


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
