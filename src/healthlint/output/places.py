"""Positions of a document's spans for machine formats, in lines, columns and bytes."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from healthlint.document import Document


def span(document: Document, start: int, end: int) -> dict[str, int]:
    """The 1-based lines and columns of source[start:end]; the end column is exclusive."""
    line, column = document.lines.position(start)
    end_line, end_column = document.lines.position(end)
    return {"line": line, "column": column, "end_line": end_line, "end_column": end_column}


def byte_offsets(document: Document, offsets: Iterable[int]) -> dict[int, int]:
    """The byte offset in the file of each code-point offset, in one pass over the text.

    Asking the document for each of them would encode a long text once a finding.
    """
    result: dict[int, int] = {}
    before, size = 0, document.byte_offset(0)
    for offset in sorted(set(offsets)):
        size += len(document.text[before:offset].encode(document.encoding, "surrogatepass"))
        before = offset
        result[offset] = size
    return result
