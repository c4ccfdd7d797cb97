"""Reads JSON, JSON with comments, JSON5 and JSON Lines: the strings that people read, with the place of every word."""

from __future__ import annotations

from healthlint.readers.builder import Builder
from healthlint.readers.data import write_broken, write_values
from healthlint.readers.data_values import Values
from healthlint.readers.json_scan import scan_json
from healthlint.readers.values import BrokenError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.document import Document
    from healthlint.readers.data_prose import Keys


def read(document: Document, keys: Keys) -> Document:
    """Read a JSON document (see the contract in the package's docstring); `keys` is what the configuration says."""
    builder = Builder(document)
    values = Values()
    text = document.text
    at = 0
    try:
        while at < len(text):
            at = scan_json(text, at, len(text), values)
    except BrokenError as error:
        write_broken(builder, error)
    write_values(builder, values, keys)
    return builder.finish()


def read_lines(document: Document, keys: Keys) -> Document:
    """Read a document of one JSON value a line; a line that is broken keeps no other from being read."""
    builder = Builder(document)
    values = Values(records=True)
    ends = [*document.lines.starts[1:], len(document.text)]
    broken: list[BrokenError] = []
    for start, end in zip(document.lines.starts, ends, strict=True):
        try:
            at = start
            while at < end:
                at = scan_json(document.text, at, end, values)
        except BrokenError as error:
            broken.append(error)
            values.abandon()
    if broken:
        more = f" (nor that of {len(broken) - 1} more)" if broken[1:] else ""
        write_broken(builder, broken[0], f"the rest of the line{more}")
    write_values(builder, values, keys)
    return builder.finish()
