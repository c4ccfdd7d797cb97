"""One page of an HTML report: its readability, its text with findings marked, and beside it their cards."""

from __future__ import annotations

from healthlint.output.html_cards import card, law
from healthlint.output.html_markup import begin, end, tag
from healthlint.output.html_scores import scores
from healthlint.output.html_spans import Prose
from healthlint.output.html_text import Stretch, Writer, groups
from healthlint.output.summary import count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.document import Document, Region
    from healthlint.finding import Related
    from healthlint.output.html_contents import Numbered, PageEntry
    from healthlint.output.html_markup import Markup
    from healthlint.output.view import View

_COLUMNS = 70  # code points in a line of text, about
_CARD = 8  # lines that a card is high, about
_GENERAL = ("disclaimer", "readability", "directive")  # kinds whose findings say little of the words they stand on
_QUOTED = 90  # code points of a related place that are quoted


def page(entry: PageEntry, view: View) -> Iterator[Markup]:
    """The section of a page."""
    file, title = entry.file, f"p{entry.number}-title"
    yield begin("section", id=f"p{entry.number}", class_="page", aria_labelledby=title, data_page=entry.number)
    yield tag("h2", tag("bdi", file.label), id=title)
    yield tag("p", *_about(entry, view), class_="about")
    if file.problems:
        yield _problems(entry)
    layout = _Layout(entry)
    yield from scores(file, layout.anchors)
    yield from layout.render()
    yield from _laws(entry)
    yield end("section")


def _problems(entry: PageEntry) -> Markup:
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
        yield f"; {aside} set aside, not shown"
    if file.context != "unknown" and file.context_reason:
        yield f". Taken for {file.context}: {file.context_reason}"


def _laws(entry: PageEntry) -> Iterator[Markup]:
    """The authorities that the cards cite, in full."""
    cited = {reference.id: reference for each in entry.findings for reference in each.finding.rule.references}
    if cited:
        yield tag("h3", "Law cited on this page")
        yield tag("ul", *[tag("li", law(reference)) for reference in cited.values()], class_="laws")


class _Layout:
    """Which findings stand where in the text, and which regions something links to."""

    def __init__(self, entry: PageEntry) -> None:
        self._entry = entry
        self._document = entry.file.document
        self._prose = Prose(self._document) if self._document else None
        self._stretches: dict[int, list[Stretch]] = {}
        self._cards: dict[int, list[Numbered]] = {}
        self._general: list[tuple[Numbered, bool]] = []
        self.anchors: dict[int, str] = {}
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
        if spans and source.rule.kind not in _GENERAL:
            self._cards.setdefault(self._region(spans[0][0]), []).append(finding)
        else:
            self._general.append((finding, bool(spans)))
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
        """First what concerns the page as a whole, then rows of text and the cards that belong to it."""
        if self._general:
            title = f"p{self._entry.number}-general"
            yield tag("h3", "On the page as a whole", id=title)
            cards = [self._card(finding, in_text) for finding, in_text in self._general]
            yield tag("ol", *cards, class_="cards general", aria_labelledby=title)
        if self._document:
            writer = Writer(self._document, self._stretches, self.anchors)
            language = _language(self._document)
            yield begin("div", class_="rows")
            for members, findings in self._rows(self._document):
                text = [line for group in members for line in writer.group(group)]
                cards = [self._card(finding, in_text=True) for finding in findings]
                beside = tag("ol", *cards, class_="cards", aria_label="Findings in this passage") if cards else ""
                yield tag("div", tag("div", *text, class_="text", lang=language), beside, class_="row")
            yield end("div")

    def _card(self, finding: Numbered, in_text: bool) -> Markup:
        return card(finding, in_text, self._quote)

    def _rows(self, document: Document) -> Iterator[tuple[list[range], list[Numbered]]]:
        """Groups of regions with their findings. A row ends before words with findings as soon as the text has caught
        up with the cards beside it: they stand beside their words, and no gap opens in the text.
        """
        row: list[range] = []
        findings: list[Numbered] = []
        lines = 0
        for group in groups(document):
            own = [finding for index in group for finding in self._cards.get(index, [])]
            if row and own and len(findings) * _CARD <= lines:
                yield row, findings
                row, findings, lines = [], [], 0
            row.append(group)
            findings += own
            lines += sum([_lines(document.regions[index]) for index in group])
        if row:
            yield row, findings


def _lines(region: Region) -> int:
    return (region.end - region.start) // _COLUMNS + 2


def _language(document: Document) -> str | None:
    """What a page says of its language, where that can be one."""
    said = document.meta.get("lang")
    return said if isinstance(said, str) and said.isascii() and said.replace("-", "").isalnum() else None
