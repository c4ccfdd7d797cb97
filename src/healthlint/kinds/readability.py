"""Readability of a page and of its sections, and the rules of kind `readability` that set limits to it.

Only running prose is measured: paragraphs, quotations, footnotes, and list items that are whole sentences. Headings,
list fragments, tables, captions, controls, hidden text and front matter would distort the scores.
"""

from __future__ import annotations

from healthlint.finding import Finding, Related
from healthlint.matching.page import Page
from healthlint.readability import SENTENCE_LENGTH, Measures, hardest, measure
from healthlint.report import Section
from healthlint.rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

MEASURED = frozenset(("paragraph", "blockquote", "footnote"))
"""Scopes whose sentences count; a list item counts where it ends like a sentence."""

UNKNOWN = "unknown"
"""The audience of a page of which nothing is said."""

_ENDS = frozenset(".!?")
_QUOTES = frozenset('"*)]')


class Passage:
    """A page or one of its sections: the index of its heading region (-1: before the first heading, or the page), and
    its sentences as (index, prose).
    """

    __slots__ = ("heading", "sentences")

    def __init__(self, heading: int, sentences: list[tuple[int, str]]) -> None:
        self.heading = heading
        self.sentences = sentences

    def measure(self) -> Measures:
        """The scores of the passage."""
        return measure(prose for _, prose in self.sentences)


def whole(page: Page) -> Passage:
    """The running prose of the page."""
    return Passage(-1, list(_running(page)))


def _running(page: Page) -> Iterator[tuple[int, str]]:
    prose, starts, ends = page.document.prose, page.text.starts, page.text.ends
    for index, (first, last, region) in enumerate(page.text.sentences):
        if _is_measured(page, first, last, region):
            yield index, prose[starts[first] : ends[last - 1]]


def sections(page: Page) -> list[Passage]:
    """The running prose by heading, in order; headings without prose are left out."""
    found: dict[int, Passage] = {}
    for index, prose in _running(page):
        heading = page.document.regions[page.text.within[index]].heading
        found.setdefault(heading, Passage(heading, [])).sentences.append((index, prose))
    return list(found.values())


def _is_measured(page: Page, first: int, last: int, region: int) -> bool:
    """Whether the sentence of the tokens `first` to `last` (exclusive) in the region with this index counts."""
    here = page.document.regions[region]
    if here.hidden:
        return False
    if here.scope in MEASURED:
        return True
    if here.scope != "list-item":
        return False
    keys = page.text.keys
    at = last - 1
    while at > first and keys[at] in _QUOTES:
        at -= 1
    return keys[at] in _ENDS


def check(page: Page, rule: Rule, measures: dict[str, float]) -> list[Finding]:
    """The findings of a readability rule: the page or a section over its limit, each with its hardest sentences."""
    options = rule.options
    least, named = _whole_number(options, "minimum-words", 100), _whole_number(options, "name-hardest", 3)
    limits = options.get("limits")
    findings: list[Finding] = []
    for limit in limits if isinstance(limits, tuple) else ():
        if not _concerns(page, limit):
            continue
        if limit.get("unit", "page") == "page":
            if _exceeds(measures, limit, least):
                findings.append(_finding(page, rule, whole(page), limit, measures, named))
            continue
        for passage in sections(page):
            scores = passage.measure().as_dict()
            if _exceeds(scores, limit, least):
                findings.append(_finding(page, rule, passage, limit, scores, named))
    return findings


def _whole_number(options: dict[str, object], name: str, default: int) -> int:
    value = options.get(name)
    return value if isinstance(value, int) else default


def _value(scores: dict[str, float], metric: str) -> float:
    return scores["words"] / scores["sentences"] if metric == SENTENCE_LENGTH else scores[metric]


def _concerns(page: Page, limit: dict[str, object]) -> bool:
    """Whether the limit is for such pages: for every page, or for the audience that the page is said to have."""
    wanted = limit.get("audience")
    return not isinstance(wanted, tuple) or not set(wanted).isdisjoint(page.meta.get("audience") or (UNKNOWN,))


def _exceeds(scores: dict[str, float], limit: dict[str, object], least: int) -> bool:
    """Whether scores are beyond a limit; those of fewer than `least` words say too little."""
    if not scores or scores["words"] < least or not scores["sentences"]:
        return False
    value, most, bound = _value(scores, str(limit["metric"])), limit.get("at-most"), limit.get("at-least")
    return (isinstance(most, int | float) and value > most) or (isinstance(bound, int | float) and value < bound)


def _finding(
    page: Page, rule: Rule, passage: Passage, limit: dict[str, object], scores: dict[str, float], named: int
) -> Finding:
    first = page.sentences[passage.sentences[0][0]]
    region = page.document.regions[passage.heading] if passage.heading >= 0 else None
    start, end = (
        page.document.span(region.start, region.end) if region is not None else page.span(first.first, first.last)
    )
    bound = limit.get("at-most", limit.get("at-least"))
    metric = str(limit["metric"]).replace("_", " ")
    message = rule.message
    for name, text in (
        ("measure", metric),
        ("value", f"{_value(scores, str(limit['metric'])):.1f}"),
        ("limit", f"{bound:g}" if isinstance(bound, int | float) else ""),
        ("where", "the section" if limit.get("unit") == "section" else "the page"),
        ("audience", ", ".join(page.meta.get("audience", ()))),
    ):
        message = message.replace("{" + name + "}", text)
    finding = Finding(rule, start, end, message, rule.severity.get("", "warning"), suggestion=rule.suggestion)
    finding.scope = region.scope if region is not None else "paragraph"
    finding.pattern = str(limit["metric"])
    for position, grade, words in hardest((prose for _, prose in passage.sentences), named):
        sentence = page.sentences[passage.sentences[position][0]]
        place = page.span(sentence.first, sentence.last)
        finding.related.append(Related(f"one of the hardest sentences: grade {grade:.0f}, {words} words", *place))
    return finding


def measures_of(page: Page) -> dict[str, float]:
    """Words, sentences and the seven scores of the page's running prose."""
    return measure(prose for _, prose in _running(page)).as_dict()


def sections_of(page: Page) -> list[Section]:
    """The same of the running prose under each heading."""
    document = page.document
    found = []
    for passage in sections(page):
        region = document.regions[passage.heading] if passage.heading >= 0 else None
        words = " ".join(document.prose[region.start : region.end].split()) if region else ""
        start = region.start if region else page.text.starts[page.sentences[passage.sentences[0][0]].first]
        line = document.lines.position(document.map.start(start))[0]
        level = region.level if region else 0
        found.append(Section(words, level, line, passage.measure().as_dict(), passage.heading))
    return found
