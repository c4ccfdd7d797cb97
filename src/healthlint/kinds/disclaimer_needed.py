"""What makes a disclaimer necessary on a page: claims, words, the product, the topic, what the page is for.

Knows nothing of how a disclaimer reads or where it must stand.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache

from healthlint.document import Mark
from healthlint.finding import CONFIDENCES, Finding
from healthlint.judgement.stance import cues_at, stance_of
from healthlint.judgement.subject import topic_of
from healthlint.matching.matcher import Hit
from healthlint.matching.page import Page
from healthlint.rule import Rule
from healthlint.words import fold, split

_DENIED = ("negated", "warned-against")
_OVERLAPPING = 20  # sentences that may begin inside a longer one: alternative texts, footnotes


class Trigger:
    """A place that makes a disclaimer necessary: the source span, how sure it is, and what it is in words.

    `at` is the index of its sentence and the token after its last, or what finds them when they are first asked for.
    """

    __slots__ = ("_at", "confidence", "end", "start", "what")

    def __init__(self, start: int, end: int, at: tuple[int, int] | Locator, confidence: str, what: str) -> None:
        self.start = start
        self.end = end
        self._at = at
        self.confidence = confidence
        self.what = what

    @property
    def sentence(self) -> int:
        """The index of its sentence."""
        return self._place()[0]

    @property
    def after(self) -> int:
        """The token after its last."""
        return self._place()[1]

    def _place(self) -> tuple[int, int]:
        if isinstance(self._at, Locator):
            self._at = self._at.place(self.start, self.end)
        return self._at


class Locator:
    """Finds the sentences and tokens of a page that stand for source spans."""

    __slots__ = ("_order", "_page", "_spans")

    def __init__(self, page: Page) -> None:
        self._page = page
        self._spans: list[tuple[int, int]] = []
        self._order: list[int] = []

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The index of the innermost sentence around the source span, and the token after its last."""
        page = self._page
        if not self._spans:
            self._spans = list(map(page.span, page.text.firsts, page.text.lasts))
            self._order = sorted(range(len(self._spans)), key=self._spans.__getitem__)
        spans, order = self._spans, self._order
        at = max(bisect_right(order, start, key=lambda index: spans[index][0]), 1)
        around = [index for index in order[max(at - _OVERLAPPING, 0) : at] if spans[index][1] >= end]
        index = max(around, key=lambda index: spans[index][0], default=order[at - 1])
        sentence = page.sentences[index]
        tokens = range(sentence.first, sentence.last)
        inside = bisect_left(tokens, end, key=lambda token: page.span(token, token + 1)[0])
        return index, sentence.first + max(inside, 1)


def triggers(
    page: Page, rule: Rule, hits: list[tuple[int, Hit]], findings: list[Finding], context: str
) -> list[Trigger]:
    """What makes the disclaimer of `rule` necessary, in the order of the source; empty where nothing does.

    `hits` are the matches of the rule's phrases, `findings` what was found on the page so far, `context` what it is
    for.
    """
    if context not in (_option(rule, "contexts") or (context,)):
        return []
    categories, subjects = _option(rule, "categories"), _option(rule, "subjects")
    asked = categories or _option(rule, "phrases") or _option(rule, "links")
    claims = [each for each in findings if _is_meant(each, categories, subjects)] if categories else []
    words = [each for each in with_role(page, hits, "needed") if _counts(page, rule, *each)]
    links = _links(page, _option(rule, "links"))
    if asked and not claims and not words and not links:
        return []
    topics, others = _option(rule, "topics"), _option(rule, "except-topics")
    if not _is_product(page, _option(rule, "products"), hits) or (topics and not _is_about(page, topics)):
        return []
    if others and _is_about(page, others):
        return []
    found = [
        *_of_claims(page, claims),
        *(_of_hit(page, *each) for each in words),
        *(_of_link(page, each) for each in links),
    ]
    return sorted(found, key=lambda each: (each.start, each.end)) if asked else _of_page(page, topics)


def _is_meant(claim: Finding, categories: tuple[str, ...], subjects: tuple[str, ...]) -> bool:
    """Whether a finding is a claim of one of the categories, sure enough, and about one of the subjects, if any."""
    if claim.rule.kind != "claim" or claim.confidence == "low":
        return False
    if claim.rule.category not in categories and not any(each.category in categories for each in claim.also):
        return False
    return not subjects or claim.subject_class in subjects


def _option(rule: Rule, key: str) -> tuple[str, ...]:
    needed = rule.options.get("needed")
    value = needed.get(key) if isinstance(needed, dict) else None
    return value if isinstance(value, tuple) else ()


def surest(found: list[Trigger]) -> str:
    """The confidence of the surest of some triggers."""
    return min((each.confidence for each in found), key=CONFIDENCES.index)


def with_role(page: Page, hits: list[tuple[int, Hit]], role: str) -> list[tuple[int, Hit]]:
    """The hits of the rule's phrases of a role, without those that one of its exceptions overlaps."""
    patterns = page.program.patterns
    return [
        (index, hit) for index, hit in hits if patterns[hit.pattern].role == role and page.exception(index, hit) is None
    ]


def _counts(page: Page, rule: Rule, index: int, hit: Hit) -> bool:
    scope = page.document.regions[page.sentences[index].region].scope
    if rule.scopes and scope not in rule.scopes:
        return False
    return stance_of(cues_at(page, index, hit, rule.category))[0] not in _DENIED


def _is_product(page: Page, classes: tuple[str, ...], hits: list[tuple[int, Hit]]) -> bool:
    if not classes:
        return True
    said = page.meta.get("product")
    return not set(said).isdisjoint(classes) if said else bool(with_role(page, hits, "product"))


def _is_about(page: Page, topics: tuple[str, ...]) -> bool:
    wanted = _all_folded(topics)
    names = [_folded(name) for name in (*page.meta.get("topic", ()), topic_of(page))]
    if any(topic in name for topic in wanted for name in names):
        return True
    return _naming(page, topics) is not None


def _naming(page: Page, topics: tuple[str, ...]) -> int | None:
    """The first title or heading that names one of some topics."""
    wanted = _all_folded(topics)
    return next((index for index, words in _titles(page) if any(topic in words for topic in wanted)), None)


def _titles(page: Page) -> list[tuple[int, str]]:
    """The sentences of titles and headings, as (index, folded words)."""
    known = page.whole.get("titles")
    if not isinstance(known, list):
        named = [at for at, region in enumerate(page.document.regions) if region.scope in ("title", "heading")]
        indexes = [index for region in named for index in page.sentences_of(region)]
        known = page.whole["titles"] = [
            (index, _folded(page.words(page.text.firsts[index], page.text.lasts[index]))) for index in indexes
        ]
    return known


@lru_cache(maxsize=100)
def _all_folded(topics: tuple[str, ...]) -> list[str]:
    return [_folded(topic) for topic in topics]


def _folded(words: str) -> str:
    return f" {' '.join(map(fold, split(words)))} "


def _of_page(page: Page, topics: tuple[str, ...]) -> list[Trigger]:
    """The page itself, at the title or heading that names its topic, else at its first sentence."""
    if not page.sentences:
        return []
    index = _naming(page, topics) or 0
    sentence = page.sentences[index]
    span = page.span(sentence.first, sentence.last)
    return [Trigger(*span, (index, sentence.last), "high", "what the page is about")]


def _links(page: Page, parts: tuple[str, ...]) -> list[Mark]:
    if not parts or not page.sentences:
        return []
    wanted = [part.casefold() for part in parts]
    links = [mark for mark in page.document.marks if mark.kind == "link"]
    targets = "\n".join([mark.value for mark in links]).casefold()
    if not any(part in targets for part in wanted):  # as on most pages
        return []
    return [mark for mark in links if any(part in mark.value.casefold() for part in wanted)]


def _of_link(page: Page, link: Mark) -> Trigger:
    """A link at its words; one without words (a picture) at the words that follow."""
    starts = page.text.starts
    first = min(bisect_left(starts, link.start), len(starts) - 1)
    after = max(bisect_left(starts, link.end), first + 1)
    index = bisect_right(page.text.firsts, first) - 1
    return Trigger(*page.span(first, after), (index, after), "high", f"the link “{page.words(first, after)}”")


def _of_hit(page: Page, index: int, hit: Hit) -> Trigger:
    first, last = page.place_of(index, hit)
    return Trigger(*page.span(first, last), (index, last), "high", f"“{page.words(first, last)}”")


def _of_claims(page: Page, claims: list[Finding]) -> list[Trigger]:
    locator = Locator(page)
    return [
        Trigger(claim.start, claim.end, locator, claim.confidence, f"the claim “{_quoted(page, claim)}”")
        for claim in claims
    ]


def _quoted(page: Page, claim: Finding) -> str:
    return " ".join(page.document.text[claim.start : claim.end].split())
