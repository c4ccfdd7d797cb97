"""The trie of the tagger, stored so that a word is looked up without reading what other words lead to: a page has few
of all the words of the lists.
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

_PORTABLE = 4  # the version of marshal that all Pythons read


def pack(table: dict[str, Node]) -> dict[str, bytes]:
    """The parts of a trie, each with its nodes behind a text that says where the node of a key is.

    A part begins with the length of that text in four bytes. In it each key stands between a line feed and a tab,
    neither of which is ever in a word, with the place of its node behind it. Equal nodes are stored once.
    """
    parts: dict[str, dict[str, Node]] = {}
    for key, node in table.items():
        parts.setdefault(key[:_START], {})[key] = node
    return {start: _packed(part) for start, part in parts.items()}


def _packed(part: dict[str, Node]) -> bytes:
    nodes = bytearray()
    places: dict[bytes, int] = {}
    lines = [b""]
    for key, node in part.items():
        data = marshal.dumps(node, _PORTABLE)
        if data not in places:
            places[data] = len(nodes)
            nodes += data
        lines.append(b"%b\t%d" % (_encoded(key), places[data]))
    index = b"\n".join((*lines, b""))
    return len(index).to_bytes(4, "big") + index + nodes


class Trie(dict[str, "Node | None"]):
    """The nodes by their first key, as far as they were asked for: `trie[key]`, None where no run begins so."""

    __slots__ = ("_parts",)

    def __init__(self, parts: dict[str, bytes]) -> None:
        super().__init__()
        self._parts = parts

    def __missing__(self, key: str) -> Node | None:
        node = self._read(key)
        if node is not None or len(self) < _MOST_ABSENT:
            self[key] = node
        return node

    def _read(self, key: str) -> Node | None:
        part = self._parts.get(key[:_START])
        if part is None:
            return None
        behind = 4 + int.from_bytes(part[:4], "big")
        line = b"\n%b\t" % _encoded(key)
        start = part.find(line, 4, behind)
        if start < 0:
            return None
        place = int(part[start + len(line) : part.index(b"\n", start + len(line))])
        node: Node = marshal.loads(memoryview(part)[behind + place :])  # noqa: S302 - made by `pack`
        return node


def _encoded(key: str) -> bytes:
    return key.encode("utf-8", "surrogatepass")
