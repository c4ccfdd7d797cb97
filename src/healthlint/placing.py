"""Fills in what findings tell of their places: lines, columns, bytes, words, an excerpt and the fingerprint.

Done once, while the document is at hand: whoever shows, compares or stores findings later needs no document.
"""

from __future__ import annotations

from healthlint.finding import Line, Place
from healthlint.fingerprint import fingerprints

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from healthlint.document import Document
    from healthlint.finding import Finding, Fix, Related
    from healthlint.segmentation import Text

MOST_LINES = 6
"""Lines that an excerpt holds; of a longer span the first ones and the last."""

REACH = 400
"""Code points of a line that an excerpt holds on either side of a span: a line may be a megabyte long."""


def place(document: Document, text: Text, findings: list[Finding]) -> None:
    """Fill in the places of findings of a document. `text` holds its sentences."""
    if not findings:
        return
    spans = [span for finding in findings for span in _spans(finding)]
    for span in spans:
        span.place = place_of(document, span.start, span.end)
    offsets = _byte_offsets(document, spans)
    prints = fingerprints(document, text, findings)
    for finding, fingerprint in zip(findings, prints, strict=True):
        finding.byte_start, finding.byte_end = offsets[finding.start], offsets[finding.end]
        finding.match = document.text[finding.start : finding.end]
        finding.fingerprint = fingerprint
        finding.lines = excerpt(document, finding.start, finding.end)


def _spans(finding: Finding) -> list[Finding | Related | Fix]:
    return [finding, *finding.related, *([finding.fix, *finding.fix.along] if finding.fix else [])]


def place_of(document: Document, start: int, end: int) -> Place:
    """The place of source[start:end]."""
    return Place(*document.lines.position(start), *document.lines.position(end))


def excerpt(document: Document, start: int, end: int) -> tuple[Line, ...]:
    """The lines of source[start:end], at most MOST_LINES of them, each cut to what may be shown of it."""
    lines = document.lines
    first, last = lines.position(start)[0], lines.position(max(end - 1, start))[0]
    if first == last:  # most
        return (_line(document, first, start, end),)
    numbers = list(range(first, last + 1))
    if len(numbers) > MOST_LINES:
        numbers = [*numbers[: MOST_LINES - 1], last]
    return tuple(_line(document, number, start, end) for number in numbers)


def _line(document: Document, number: int, start: int, end: int) -> Line:
    starts = document.lines.starts
    line_start, line_end = starts[number - 1], starts[number] if number < len(starts) else len(document.text)
    left = max(line_start, start - REACH)
    return Line(number, document.text[left : min(line_end, end + REACH)].rstrip("\r\n"), left - line_start)


def _byte_offsets(document: Document, spans: Sequence[Finding | Related | Fix]) -> dict[int, int]:
    """The byte offset in the file of the edges of each span; fills in the byte columns of their places too."""
    offsets = {edge for span in spans for edge in (span.start, span.end)}
    mark, text = document.byte_offset(0), document.text
    if text.isascii() and document.encoding == "utf-8":
        return {offset: offset + mark for offset in offsets}
    starts = document.lines.starts
    lines = {starts[number - 1] for span in spans for number in (span.place.line, span.place.end_line)}
    sizes = _sizes(text, sorted(offsets | lines), "utf-8")
    for span in spans:
        spot = span.place
        spot.byte_column = sizes[span.start] - sizes[starts[spot.line - 1]] + 1
        spot.end_byte_column = sizes[span.end] - sizes[starts[spot.end_line - 1]] + 1
    if document.encoding != "utf-8":
        sizes = _sizes(text, sorted(offsets), document.encoding)
    return {offset: sizes[offset] + mark for offset in offsets}


def _sizes(text: str, offsets: list[int], encoding: str) -> dict[int, int]:
    """How many bytes stand before each of the sorted offsets, in one pass over the text.

    Asking the document for each of them would encode a long text once a finding.
    """
    before = size = 0
    result: dict[int, int] = {}
    for offset in offsets:
        size += len(text[before:offset].encode(encoding, "surrogatepass"))
        before = offset
        result[offset] = size
    return result
