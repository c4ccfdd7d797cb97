"""One page of an HTML report: its readability, its text with findings marked, and beside it their cards."""

from __future__ import annotations

from healthlint.output.html_cards import card
from healthlint.output.html_markup import begin, end, tag
from healthlint.output.html_scores import scores
from healthlint.output.html_spans import Prose
from healthlint.output.html_text import Stretch, Writer, groups
from healthlint.output.summary import count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from healthlint.document import Document
    from healthlint.finding import Related
    from healthlint.output.html_contents import Numbered, PageEntry
    from healthlint.output.html_markup import Markup
    from healthlint.output.view import View

_COLUMNS = 70  # code points in a line of text, about
_CARD = 9  # lines that a card is high, about
_QUOTED = 90  # code points of a related place that are quoted


def page(entry: PageEntry, view: View) -> Iterator[Markup]:
    """The section of a page."""
    file, title = entry.file, f"p{entry.number}-title"
    yield begin("section", id=f"p{entry.number}", class_="page", aria_labelledby=title, data_page=entry.number)
    yield tag("h2", tag("bdi", file.label), id=title)
    yield tag("p", *_about(entry, view), class_="about")
    if file.problems:
        yield problems(entry)
    layout = _Layout(entry)
    yield from scores(file, layout.anchors)
    yield from layout.render()
    yield end("section")


def problems(entry: PageEntry) -> Markup:
    """What kept the page, or something of it, from being checked."""
    told = [
        tag("li", f"line {problem.line}: {problem.message}" if problem.line else problem.message)
        for problem in entry.file.problems
    ]
    return tag("div", tag("p", tag("strong", "Not checked")), tag("ul", *told), class_="problems")


def _about(entry: PageEntry, view: View) -> Iterator[str]:
    file = entry.file
    yield ", ".join(
        [count(number, severity) for severity in ("error", "warning", "info") if (number := entry.count(severity))]
        or ["no findings"]
    )
    if not view.suppressed and (aside := entry.set_aside()):
        yield f"; {aside} suppressed or in the baseline, not shown"
    if file.context != "unknown" and file.context_reason:
        yield f". Taken for {file.context}: {file.context_reason}"


class _Layout:
    """Which findings stand where in the text, and which regions something links to."""

    def __init__(self, entry: PageEntry) -> None:
        self._entry = entry
        self._document = entry.file.document
        self._prose = Prose(self._document) if self._document else None
        self._stretches: dict[int, list[Stretch]] = {}
        self._cards: dict[int, list[Numbered]] = {}
        self._outside: list[Numbered] = []
        self.anchors: dict[int, str] = {}
        self._told: set[str] = set()
        for finding in entry.findings:
            self._place(finding)
        for section in entry.file.sections if self._document else ():
            if section.region >= 0:
                self._anchor(section.region)

    def _place(self, finding: Numbered) -> None:
        source = finding.finding
        spans = self._prose.spans(source.start, source.end) if self._prose else []
        for position, (start, stop) in enumerate(spans):
            region = self._region(start)
            self._stretches.setdefault(region, []).append(Stretch(start, stop, finding, position == 0))
        if spans:
            self._cards.setdefault(self._region(spans[0][0]), []).append(finding)
        else:
            self._outside.append(finding)
        for related in source.related:
            for start, _ in self._prose.spans(related.start, related.end)[:1] if self._prose else ():
                self._anchor(self._region(start))

    def _region(self, offset: int) -> int:
        return self._document.region_at(offset) if self._document else -1

    def _anchor(self, region: int) -> str:
        return self.anchors.setdefault(region, f"b{self._entry.number}-{region}")

    def _quote(self, related: Related) -> tuple[str, str]:
        if not self._document or not self._prose:
            return "", ""
        spans = self._prose.spans(related.start, related.end)
        if not spans:
            return "", ""
        words = " ".join(self._document.prose[spans[0][0] : spans[0][1]].split())
        cut = words if len(words) <= _QUOTED else f"{words[:_QUOTED].rstrip()}…"
        return self._anchor(self._region(spans[0][0])), cut

    def render(self) -> Iterator[Markup]:
        """Rows of text and the cards that belong to it; first what stands outside of the text."""
        if self._outside:
            note = "What these are about is no text that visitors read." if self._document else ""
            yield from self._row([tag("p", note, class_="role")] if note else [], self._outside, in_text=False)
        if self._document:
            writer = Writer(self._document, self._stretches, self.anchors)
            for members, findings in self._rows(self._document):
                text = [line for group in members for line in writer.group(group)]
                yield from self._row(text, findings, in_text=True)

    def _rows(self, document: Document) -> Iterator[tuple[list[range], list[Numbered]]]:
        """Groups of regions with their findings. A row ends at a heading, and before words with findings as soon as
        the text has caught up with the cards beside it.
        """
        row: list[range] = []
        findings: list[Numbered] = []
        lines = 0
        for group in groups(document):
            own = [finding for index in group for finding in self._cards.get(index, [])]
            caught_up = own and len(findings) * _CARD <= lines
            if row and (document.regions[group[0]].scope == "heading" or caught_up):
                yield row, findings
                row, findings, lines = [], [], 0
            row.append(group)
            findings += own
            lines += sum([(region.end - region.start) // _COLUMNS + 2 for region in document.regions[group[0] : group[-1] + 1]])
        if row:
            yield row, findings

    def _row(self, text: Sequence[str], findings: list[Numbered], in_text: bool) -> Iterator[Markup]:
        language = str(self._document.meta.get("lang", "")) if self._document else ""
        cards = [card(finding, in_text, self._quote, self._told) for finding in findings]
        yield begin("div", class_="row")
        yield tag("div", *text, class_="text", lang=language or None)
        if cards:
            yield tag("ol", *cards, class_="cards", aria_label="Findings in this passage")
        yield end("div")
