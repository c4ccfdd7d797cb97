"""Where a page gives its sources: links, notes, citations and words that name one, near a sentence or for the page.

Knows the structure of pages and the shapes of citations, not what needs a source.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from healthlint.document import Mark, Region
from healthlint.matching.matcher import Hit
from healthlint.matching.page import Page
from healthlint.rule import SOURCES, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    Belongs = Callable[[Region, int], bool]

NEAR = "source"
"""The role of phrases that name a source in reach; the others give the sources of the page."""

_SUPERSCRIPTS = "\u2070\u00b9\u00b2\u00b3\u2074-\u2079"
_YEAR = r"(?:19|20)\d\d[a-z]?"
_CITATIONS = (
    r"\[\d{1,3}(?:\s?[,;\u2013-]\s?\d{1,3}){0,20}\]",  # [3], [1,4-6]
    r"\w\s?\(\d{1,3}(?:\s?[,\u2013-]\s?\d{1,3}){0,20}\)[.,;:]",  # (3), in front of punctuation
    rf"\([^()\d]{{2,80}}[\s,]{_YEAR}[^()]{{0,80}}\)",  # (Smith, 2019)
    rf"\b[A-Z]\w+\s\({_YEAR}\)",  # Smith (2019)
    r"\bet al\b",
    r"\b(?i:doi|pmid|pmcid):?\s?\d|\b10\.\d{4,9}/\S|\b(?:PMC|NCT|ISRCTN)\d{5,}",
    r"\b(?i:refs?|references?|footnotes?|notes?)\.?\s\d{1,3}\b",
    rf"\b{_YEAR};\s?\d{{1,4}}(?:\s?\(\d{{1,4}}\))?:\s?e?\d",  # 2019;14(3):55
)
_CITATION = "|".join(_CITATIONS)
_NOTE_SIGN = rf"(?:(?<=[a-z]{{3}})|(?<=[.,;:)\"\u201d]))[{_SUPERSCRIPTS}]+"
_NOTE_TARGET = r"#(?:user-content-)?(?:fn|foot|note|ref|cit|bib|source|endnote|\d)"
_ADDRESS = ("http://", "https://", "www.", "doi.org/")
_NO_PAGE = ("mailto:", "tel:", "sms:", "javascript:", "data:")
_TOGETHER = {
    "table-cell": ("table-cell", "caption"),
    "caption": ("table-cell", "caption"),
    "blockquote": ("blockquote",),
}
"""Scopes whose regions stand together: a source of one serves the others."""

_PICTURE = "\ufffc"  # what stands in the prose for an address that is no word


class Sources:
    """The sources of a page, as a rule of kind `evidence` asks for them.

    `hits` are the matches of the phrases of its `unless`, as (index of the sentence, hit).
    """

    def __init__(self, page: Page, rule: Rule, hits: list[tuple[int, Hit]]) -> None:
        self._page = page
        unless = rule.options.get("unless")
        options = unless if isinstance(unless, dict) else {"sources": SOURCES}
        self._kinds: tuple[str, ...] = options.get("sources", ())
        self._barred = tuple(part.casefold() for part in options.get("not-links", ()))
        self._reach = rule.options.get("reach", "paragraph")
        self._named: dict[int, str] = {}
        self.of_page = ""
        for index, hit in hits:
            words = page.words_of(index, hit.start, hit.end)
            if page.program.patterns[hit.pattern].role == NEAR:
                self._named.setdefault(index, words)
            else:
                self.of_page = self.of_page or words
        self._marks = sorted(
            (mark for mark in page.document.marks if mark.kind in ("link", "footnote-reference")), key=_start
        )
        self._blocks: dict[tuple[bool, int], tuple[int, int]] = {}
        self._known: dict[tuple[int, int], str] = {}

    def near(self, index: int) -> str:
        """What serves the statement in sentence `index` as a source, in words; "" where nothing does."""
        if self.of_page:
            return f"the page gives its sources: “{self.of_page}”"
        first, last = self._sentences(index)
        if (first, last) not in self._known:
            self._known[first, last] = self._look(first, last)
        return self._known[first, last]

    def _look(self, first: int, last: int) -> str:
        """What serves as a source in the sentences `first` to `last` (exclusive)."""
        named = next((self._named[at] for at in range(first, last) if at in self._named), "") if self._named else ""
        if named:
            return f"“{named}”"
        page, text = self._page, self._page.text
        low, region = text.starts[page.sentences[first].first], page.sentences[last - 1].region
        follows = last < len(page.sentences) and page.sentences[last].region == region
        high = text.starts[page.sentences[last].first] - 1 if follows else page.document.regions[region].end
        return self._marked(low, high) or self._written(low, high)

    def _marked(self, low: int, high: int) -> str:
        """The link or the mark of a footnote between two offsets of the prose."""
        for at in range(bisect_left(self._marks, low, key=_start), len(self._marks)):
            mark = self._marks[at]
            if mark.start > high:
                break
            if mark.kind == "link" and mark.value[:1] != "#":
                if "link" in self._kinds and self._leads_out(mark.value):
                    return f"a link to {mark.value}"
            elif "footnote" in self._kinds and (mark.kind != "link" or self._is_note(mark)):
                return f"the note {mark.value}"
        return ""

    def _leads_out(self, target: str) -> bool:
        value = target.strip().casefold()
        return bool(value) and not value.startswith(_NO_PAGE) and not any(part in value for part in self._barred)

    def _is_note(self, mark: Mark) -> bool:
        words = self._page.document.prose[mark.start : mark.end].strip("[]() ")
        return words.isdecimal() or re.match(_NOTE_TARGET, mark.value) is not None

    def _written(self, low: int, high: int) -> str:
        """The address, sign of a note or citation between two offsets of the prose."""
        document = self._page.document
        words = document.prose[low:high]
        at = words.find(_PICTURE) if "link" in self._kinds else -1
        while at >= 0:
            start, end = document.span(low + at, low + at + 1)
            address = document.text[start:end]
            if address.startswith(_ADDRESS) and self._leads_out(address):
                return f"a link to {address}"
            at = words.find(_PICTURE, at + 1)
        for kind, shape in (("footnote", _NOTE_SIGN), ("citation", _CITATION)):
            found = re.search(shape, words) if kind in self._kinds else None
            if found:
                return f"the {kind} “{' '.join(found[0].split())}”"
        return ""

    # -- what is in reach

    def _sentences(self, index: int) -> tuple[int, int]:
        """The sentences in reach of sentence `index`: the first, and the one after the last."""
        if self._reach == "sentence":
            return index, index + 1
        if isinstance(self._reach, dict):
            around = int(self._reach["sentences"])
            return max(index - around, 0), min(index + around + 1, len(self._page.sentences))
        region = self._page.sentences[index].region
        low, high = self._block(region, self._reach == "section")
        return self._page.sentences_of(low).start, self._page.sentences_of(high).stop

    def _block(self, index: int, section: bool) -> tuple[int, int]:
        """The first and last region that belong with region `index`: its section; or its paragraph with the list that
        it introduces, its list with its lead-in, its table, its quotation.
        """
        known = self._blocks.get((section, index))
        if known is not None:
            return known
        regions = self._page.document.regions
        here = regions[index]
        if here.scope == "heading":
            low, high = self._spread(index, lambda region, _: region.heading == index)
            self._blocks[section, index] = low, high
            return low, high
        if section:
            low, high = self._spread(index, lambda region, at: here.heading in (region.heading, at))
        elif here.scope in _TOGETHER:
            together = _TOGETHER[here.scope]
            low, high = self._spread(index, lambda region, _: region.scope in together)
        else:
            head = here.lead if here.lead >= 0 else index
            low, high = self._spread(index, lambda region, at: head in (region.lead, at))
        self._blocks.update(
            ((section, at), (low, high)) for at in range(low, high + 1) if regions[at].scope != "heading"
        )
        return low, high

    def _spread(self, index: int, belongs: Belongs) -> tuple[int, int]:
        regions = self._page.document.regions
        low = high = index
        while low > 0 and belongs(regions[low - 1], low - 1):
            low -= 1
        while high + 1 < len(regions) and belongs(regions[high + 1], high + 1):
            high += 1
        return low, high


def _start(mark: Mark) -> int:
    return mark.start
