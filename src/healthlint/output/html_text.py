"""The text of a page as its readers see it, with findings marked in it. Knows regions, stretches and numbers; no rules
and no cards.
"""

from __future__ import annotations

from itertools import groupby

from healthlint.finding import SEVERITIES
from healthlint.output.html_markup import begin, end, join, tag

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TypeVar

    from healthlint.document import Document, Mark, Region
    from healthlint.output.html_contents import Numbered
    from healthlint.output.html_markup import Markup

    Span = TypeVar("Span", Mark, "Stretch")

OBJECT = "\ufffc"
"""What stands in the prose for code, addresses and templates."""

_ROLES = {
    "title": "Title",
    "description": "Description",
    "alt-text": "Text of a picture or link",
    "control": "Button or choice",
    "data": "Structured data",
    "field": "Field",
    "caption": "Caption",
    "footnote": "Footnote",
}
_ELEMENTS = {"strong": "strong", "emphasis": "em", "strike": "s", "link": "span"}
_GATHERED = ("list", "table")  # containers whose regions stay together
_LONGEST = 80  # code points of code or an address that are shown
_TOP = 3  # the level of the headings of pages in the report is one less


class Stretch:
    """A part of the prose that belongs to a finding; the first one of a finding `opens` it."""

    __slots__ = ("end", "finding", "opens", "start")

    def __init__(self, start: int, end: int, finding: Numbered, opens: bool) -> None:
        self.start = start
        self.end = end
        self.finding = finding
        self.opens = opens


def groups(document: Document) -> list[range]:
    """The regions that are shown together, as ranges of their indexes: a list, a table, or any other one alone."""
    found: list[range] = []
    indexes = range(len(document.regions))
    for outer, run in groupby(indexes, lambda index: document.regions[index].containers[:1]):
        members = list(run)
        if outer and outer[0] in _GATHERED:
            found.append(range(members[0], members[-1] + 1))
        else:
            found += [range(index, index + 1) for index in members]
    return found


class Writer:
    """Writes the regions of one document. `stretches` are those of its findings by region, `anchors` maps regions that
    something links to to their ids.
    """

    def __init__(self, document: Document, stretches: dict[int, list[Stretch]], anchors: dict[int, str]) -> None:
        self._document = document
        self._stretches = stretches
        self._anchors = anchors
        self._marks: dict[int, list[Mark]] = {}
        for mark in document.marks:
            self._marks.setdefault(document.region_at(mark.start), []).append(mark)
        self._depths: dict[int, int] = {}

    def group(self, members: range) -> Iterator[Markup]:
        """The elements of one of the `groups`."""
        regions = self._document.regions
        outer = regions[members[0]].containers[:1]
        if outer == ("list",):
            yield begin("ul")
            for index in members:
                yield self._block("li", index, class_=f"depth-{min(max(regions[index].level, 1), 6)}")
            yield end("ul")
        elif outer == ("table",):
            yield from self._table(members)
        else:
            yield self._block(*self._element(members[0]))

    def _table(self, members: range) -> Iterator[Markup]:
        """Rows of cells; what stands on one line of the source is one row, where lines hold several cells at all."""
        document = self._document
        lines = {
            index: document.lines.position(document.map.start(document.regions[index].start))[0] for index in members
        }
        by_line = len(set(lines.values())) < len(members)
        for _, row in groupby(members, lambda index: by_line and lines[index]):
            yield tag("div", *[self._block("div", index, class_="cell") for index in row], class_="cells")

    def _element(self, index: int) -> tuple[str, int]:
        region = self._document.regions[index]
        if region.scope == "heading":
            return f"h{min(self._depth(index) + _TOP - 1, 6)}", index
        return ("blockquote" if "blockquote" in region.containers else "p"), index

    def _depth(self, index: int) -> int:
        """How deep a heading stands among the headings, from 1: whatever its level, none is passed over."""
        if index not in self._depths:
            parent = self._document.regions[index].heading
            self._depths[index] = self._depth(parent) + 1 if 0 <= parent < index else 1
        return self._depths[index]

    def _block(self, name: str, index: int, class_: str = "") -> Markup:
        region = self._document.regions[index]
        roles = [_ROLES.get(region.scope, ""), f"not visible at once: {region.hidden}" if region.hidden else ""]
        said = [tag("span", role, class_="role") for role in roles if role]
        classes = " ".join([part for part in (class_, "hidden-region" if region.hidden else "") if part])
        content = self._inline(index, region)
        return tag(name, *said, *content, id=self._anchors.get(index), class_=classes or None, dir="auto")

    def _inline(self, index: int, region: Region) -> list[Markup]:
        """The words of a region, cut wherever a mark or a stretch begins or ends."""
        marks = [mark for mark in self._marks.get(index, []) if mark.kind in _ELEMENTS]
        stretches = self._stretches.get(index, [])
        notes = {mark.start: mark.value for mark in self._marks.get(index, []) if mark.kind == "footnote-reference"}
        spans: list[Mark | Stretch] = [*marks, *stretches]
        edges = {region.start, region.end, *notes, *[edge for span in spans for edge in (span.start, span.end)]}
        inside = sorted([edge for edge in edges if region.start <= edge <= region.end])
        parts: list[Markup] = []
        for start, stop, around, found in zip(
            inside, inside[1:], _covering(marks, inside), _covering(stretches, inside), strict=False
        ):
            parts += [_note(notes[start])] if start in notes else []
            opened = [each.finding for each in found if each.opens and each.start == start]
            parts += [_number(finding) for finding in sorted(opened, key=lambda finding: finding.number)]
            parts.append(_marked(self._words(start, stop), around, found))
        return [*parts, _note(notes[region.end])] if region.end in notes else parts

    def _words(self, start: int, stop: int) -> Markup:
        prose = self._document.prose[start:stop]
        if OBJECT not in prose:
            return join((prose,))
        parts: list[str] = []
        position = start
        for words in prose.split(OBJECT):
            if position > start:
                parts.append(tag("code", self._source(position - 1)))
            parts.append(words)
            position += len(words) + 1
        return join(parts)

    def _source(self, offset: int) -> str:
        """What the source holds where the prose has an object: code without its marks, anything else as it stands."""
        begins, ends = self._document.span(offset, offset + 1)
        source = self._document.text[begins:ends].strip("`").strip()
        if source.lower().startswith("<code") and "</" in source:
            source = source[source.index(">") + 1 : source.rindex("</")]
        return source if len(source) <= _LONGEST else source[:_LONGEST] + "…"


def _covering(spans: Iterable[Span], edges: Sequence[int]) -> Iterator[list[Span]]:
    """For each of the growing `edges` the spans that cover it, in the order in which they begin."""
    waiting = sorted(spans, key=lambda span: (-span.start, span.end))
    covering: list[Span] = []
    for edge in edges:
        covering = [span for span in covering if span.end > edge]
        while waiting and waiting[-1].start <= edge:
            span = waiting.pop()
            covering += [span] if span.end > edge else []
        yield list(covering)


def _marked(words: Markup, around: list[Mark], found: list[Stretch]) -> Markup:
    """Words inside the elements of their marks and of the findings on them, the gravest innermost: its colour shows."""
    for mark in reversed(around):
        words = tag(_ELEMENTS[mark.kind], words, class_="link" if mark.kind == "link" else None)
    for stretch in sorted(found, key=lambda each: (*SEVERITIES, "aside").index(each.finding.severity)):
        words = tag("mark", words, class_=stretch.finding.severity, data_f=stretch.finding.key)
    return words


def _note(label: str) -> Markup:
    return tag("sup", f"[{label}]")


def _number(finding: Numbered) -> Markup:
    """The link from the text to the card; it says aloud what the colour of the mark shows."""
    return tag(
        "a",
        str(finding.number),
        id=f"m{finding.key}",
        href=f"#f{finding.key}",
        class_=f"number {finding.severity}",
        data_f=finding.key,
        aria_label=finding.spoken,
    )
