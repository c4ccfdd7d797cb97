"""Fills in what findings tell of their places: lines, columns, bytes, words, an excerpt and the fingerprint.

Done once, while the document is at hand: whoever shows, compares or stores findings later needs no document.
"""

from __future__ import annotations

from healthlint.finding import Line, Place
from healthlint.fingerprint import fingerprints

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.document import Document
    from healthlint.finding import Finding
    from healthlint.segmentation import Text

MOST_LINES = 6
"""Lines that an excerpt holds; of a longer span the first ones and the last."""

REACH = 400
"""Code points of a line that an excerpt holds on either side of a span: a line may be a megabyte long."""


def place(document: Document, text: Text, findings: list[Finding]) -> None:
    """Fill in the places of findings of a document. `text` holds its sentences."""
    if not findings:
        return
    offsets = _byte_offsets(document, {edge for finding in findings for edge in (finding.start, finding.end)})
    prints = fingerprints(document, text, findings)
    for finding, fingerprint in zip(findings, prints, strict=True):
        finding.place = place_of(document, finding.start, finding.end)
        finding.byte_start, finding.byte_end = offsets[finding.start], offsets[finding.end]
        finding.match = document.text[finding.start : finding.end]
        finding.fingerprint = fingerprint
        finding.lines = excerpt(document, finding.start, finding.end)
        for related in finding.related:
            related.place = place_of(document, related.start, related.end)


def place_of(document: Document, start: int, end: int) -> Place:
    """The place of source[start:end]."""
    return Place(*document.lines.position(start), *document.lines.position(end))


def excerpt(document: Document, start: int, end: int) -> tuple[Line, ...]:
    """The lines of source[start:end], at most MOST_LINES of them, each cut to what may be shown of it."""
    first = document.lines.position(start)[0]
    last = document.lines.position(max(end - 1, start))[0]
    numbers = list(range(first, last + 1))
    if len(numbers) > MOST_LINES:
        numbers = [*numbers[: MOST_LINES - 1], last]
    return tuple(_line(document, number, start, end) for number in numbers)


def _line(document: Document, number: int, start: int, end: int) -> Line:
    starts = document.lines.starts
    line_start, line_end = starts[number - 1], starts[number] if number < len(starts) else len(document.text)
    left = max(line_start, start - REACH)
    return Line(number, document.text[left : min(line_end, end + REACH)].rstrip("\r\n"), left - line_start)


def _byte_offsets(document: Document, offsets: set[int]) -> dict[int, int]:
    """The byte offset in the file of each code-point offset, in one pass over the text.

    Asking the document for each of them would encode a long text once a finding.
    """
    before, size = 0, document.byte_offset(0)
    if document.encoding == "utf-8" and document.text.isascii():
        return {offset: offset + size for offset in offsets}
    result: dict[int, int] = {}
    for offset in sorted(offsets):
        size += len(document.text[before:offset].encode(document.encoding, "surrogatepass"))
        before = offset
        result[offset] = size
    return result
