"""Reads YAML: the strings that people read, with the place of every word, and the comments."""

from __future__ import annotations

import re

from healthlint.readers.builder import Builder
from healthlint.readers.data import write_broken, write_values
from healthlint.readers.data_values import Values
from healthlint.readers.values import BrokenError, Scalar
from healthlint.readers.yaml_events import ALIAS, END, LIST, MAPPING, SCALAR, yaml_events

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from healthlint.document import Document
    from healthlint.readers.data_prose import Keys

_COMMENT = re.compile(r"(?<!\S)#[^\r\n]*")
_HEADER = re.compile(r"[^\r\n]*")
_BLOCK = ("|", ">")
_BINARY = "tag:yaml.org,2002:binary"


def read(document: Document, keys: Keys) -> Document:
    """Read a YAML document or stream (see the contract in the package's docstring); `keys` is what the configuration
    says.
    """
    builder = Builder(document)
    walk = _Walk(document.text)
    try:
        walk.run()
    except BrokenError as error:
        write_broken(builder, error)
    write_values(builder, walk.values, keys)
    return builder.finish()


class _Walk:
    """Tells `values` what the events of a text are. `open` says of each open mapping whether a key has to come, and is
    None for a list.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.values = Values()
        self.open: list[bool | None] = []
        self.anchors: dict[str, Scalar | None] = {}
        self.done = 0  # where the last scalar ended: comments are looked for between them

    def run(self) -> None:
        for kind, event, scalar in yaml_events(self.text, 0, len(self.text)):
            if kind in (SCALAR, LIST, MAPPING) and event.anchor:
                self.anchors[event.anchor] = scalar
            if scalar is not None:
                self._scalar(scalar, event)
            elif kind == ALIAS:
                self._alias(event)
            elif kind in (LIST, MAPPING):
                if self._expects_key():
                    self.values.key("?")
                self.values.begin(kind == LIST, event.start_mark.index)
                self.open.append(None if kind == LIST else True)
            elif kind == END:
                self.open.pop()
                self.values.end()
                self._step()
        self._comments(len(self.text))

    def _scalar(self, scalar: Scalar, event: Any) -> None:
        start = event.start_mark.index
        head = _HEADER.match(self.text, start) if event.style in _BLOCK else None
        self._comments(head.end() if head else start)
        self.done = event.end_mark.index
        if self._expects_key():
            # A key counts as it is written: "no", "2024".
            self.values.key(self.text[scalar.start : scalar.end])
        else:
            self.values.scalar(Scalar(None, "", scalar.start, scalar.end) if event.tag == _BINARY else scalar)
        self._step()

    def _alias(self, event: Any) -> None:
        """What an alias stands for was read where it is written, but the file may say it of itself here."""
        at = event.start_mark.index
        if event.anchor not in self.anchors:
            raise BrokenError(f'there is no "&{event.anchor}" for this alias', at)
        if self._expects_key():
            self.values.key("?")
        else:
            self.values.scalar(self.anchors[event.anchor] or Scalar(None, "", at, at), again=True)
        self._step()

    def _expects_key(self) -> bool:
        return bool(self.open and self.open[-1])

    def _step(self) -> None:
        """A key or a value is over."""
        if self.open and self.open[-1] is not None:
            self.open[-1] = not self.open[-1]

    def _comments(self, end: int) -> None:
        """Keep the comments between the last scalar and `end`."""
        for comment in _COMMENT.finditer(self.text, self.done, end):
            start, stop = comment.span()
            self.values.comment(start, stop, start + 1, stop)
