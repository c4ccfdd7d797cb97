"""The trie of the tagger: a word is looked up without reading what other words lead to."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.language.packed import Table
    from healthlint.language.tags import Node

_MOST_ABSENT = 50_000
"""Words that begin no run and are remembered at most."""


class Trie(dict[str, "Node | None"]):
    """The nodes by their first key, as far as they were asked for: `trie[key]`, None where no run begins so."""

    __slots__ = ("_table",)

    def __init__(self, table: Table) -> None:
        super().__init__()
        self._table = table

    def __missing__(self, key: str) -> Node | None:
        node: Node | None = self._table.get(key)
        if node is not None or len(self) < _MOST_ABSENT:
            self[key] = node
        return node
