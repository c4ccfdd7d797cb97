"""The trie of the tagger, stored in parts that are read when a word first asks for them: a page has few of all the
words of the lists.
"""

from __future__ import annotations

import marshal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.language.tags import Node

_START = 2
"""How many characters of the first key a part is stored by."""

_MOST_ABSENT = 50_000
"""Words that begin no run and are remembered at most."""


def pack(table: dict[str, Node]) -> dict[str, bytes]:
    """The parts of a trie. Nodes that others follow are packed once more: most of them are never asked for."""
    parts: dict[str, dict[str, Node | bytes]] = {}
    for key, node in table.items():
        parts.setdefault(key[:_START], {})[key] = node if node[1] is None else marshal.dumps(node)
    return {start: marshal.dumps(part) for start, part in parts.items()}


class Trie(dict[str, "Node | None"]):
    """The nodes by their first key, as far as they were asked for: `trie[key]`, None where no run begins so."""

    __slots__ = ("_open", "_parts")

    def __init__(self, parts: dict[str, bytes]) -> None:
        super().__init__()
        self._parts = parts
        self._open: dict[str, dict[str, Node | bytes]] = {}

    def __missing__(self, key: str) -> Node | None:
        start = key[:_START]
        part = self._open.get(start)
        if part is None:
            packed = self._parts.get(start)
            part = self._open[start] = marshal.loads(packed) if packed else {}  # noqa: S302 - made by `pack`
        node = part.get(key)
        if isinstance(node, bytes):
            node = marshal.loads(node)  # noqa: S302 - as above
        if node is not None or len(self) < _MOST_ABSENT:
            self[key] = node
        return node
