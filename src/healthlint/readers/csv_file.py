"""Reads tables of separated values (CSV, TSV): the cells that people read, with the place of every word.

The names in the first row are the keys of the cells below.
"""

from __future__ import annotations

import re

from healthlint.readers.builder import Builder
from healthlint.readers.data import write_broken, write_value
from healthlint.readers.data_prose import data_scope
from healthlint.readers.keys import PRICES
from healthlint.readers.values import DOUBLED, BrokenError, Scalar, contents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.document import Document
    from healthlint.readers.data_prose import Keys

_SEPARATORS = ",;\t|"
_SAID = re.compile(r"sep=([,;\t|])(?:\r\n?|\n)")
_QUOTED = re.compile(r'"(?:[^"]|"")*(?:"|\Z)')
_LINE_END = re.compile(r"\r\n?|\n")
_SAMPLE = 20_000
_SAMPLE_LINES = 20

_NO_NAME = re.compile(r"[-+]?[\d.,%$€£\s]+\Z|.*(?:[.!?](?:\s|\Z)|://)|(?:\S+\s+){5}\S", re.DOTALL)
"""What the name of a column is not: a number, a sentence, an address, six words."""


def read(document: Document, keys: Keys) -> Document:
    """Read a table (see the contract in the package's docstring); `keys` is what the configuration says."""
    builder = Builder(document)
    text = document.text
    said = _SAID.match(text)
    separator = said.group(1) if said else _separator(document.label, text)
    names: list[str] | None = None
    builder.enter("table")
    try:
        for row in _rows(text, said.end() if said else 0, separator):
            # The first row is read too: what looks like names may be words.
            _write_row(builder, row, names or [], keys)
            if names is None:
                names = _names(text, row)
    except BrokenError as error:
        write_broken(builder, error)
    builder.leave()
    return builder.finish()


def _separator(label: str, text: str) -> str:
    """The sign that stands equally often in most of the first lines, outside of quotes."""
    if label.lower().endswith(".tsv"):
        return "\t"
    sample = _QUOTED.sub("", text[:_SAMPLE])
    lines = [line for line in _LINE_END.split(sample)[:_SAMPLE_LINES] if line.strip()]
    if not lines:
        return ","
    scores = {}
    for sign in _SEPARATORS:
        counts = [line.count(sign) for line in lines]
        scores[sign] = (sum(count == counts[0] for count in counts) if counts[0] else 0, counts[0])
    return max(_SEPARATORS, key=scores.__getitem__)


def _rows(text: str, start: int, separator: str) -> Iterator[list[Scalar]]:
    """The rows behind `start`, each with its cells. Raises BrokenError."""
    sign = re.escape(separator)
    # Quoted, or up to the next separator or line end.
    cell = re.compile(rf' *"([^"]*(?:""[^"]*)*)" *(?={sign}|[\r\n]|\Z)|([^{sign}\r\n]*)')
    row: list[Scalar] = []
    while start < len(text):
        match = cell.match(text, start)
        if match is None or (match.lastindex == 2 and match.group(2).startswith('"')):
            raise BrokenError(f"not valid CSV: {_wrong_quote(text, start)}", start)
        begin, end = match.span(match.lastindex or 0)
        row.append(Scalar(text[begin:end], DOUBLED if match.lastindex == 1 else "", begin, end))
        start = match.end()
        line_end = _LINE_END.match(text, start)
        if line_end or start == len(text):
            yield row
            row = []
        start = line_end.end() if line_end else start + 1
    if row:  # the text ends with a separator
        yield row


def _wrong_quote(text: str, start: int) -> str:
    closed = re.compile(r'"[^"]*(?:""[^"]*)*"').match(text, start)
    return "a quoted cell goes on behind its closing quote" if closed else "this quote is never closed"


def _names(text: str, row: list[Scalar]) -> list[str]:
    """The names of the columns, none where the first row holds no names."""
    names = ["".join(part for part, _, _ in contents(text, cell)).strip() for cell in row]
    known = [name for name in names if name]
    if not known or len({name.lower() for name in known}) < len(known) or any(map(_NO_NAME.match, known)):
        return []
    return names


def _write_row(builder: Builder, row: list[Scalar], names: list[str], keys: Keys) -> None:
    title = -1
    for column, cell in enumerate(row):
        if cell.start == cell.end:
            continue
        key = names[column].replace(" ", "_") if column < len(names) else ""
        if key.lower() in PRICES:
            builder.document.meta["page.price"] = True
        path = key or str(column)
        if data_scope(path, path, str(cell.value), keys):
            named = write_value(builder, key, "table-cell", cell, title)
            title = title if title >= 0 else named
