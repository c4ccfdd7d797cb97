"""Which lists and word runs stand where in a sentence: one pass over its keys.

Knows no rules: it reads the trie of the program and nothing else.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.language.tags import Node

Found = dict[int, dict[int, tuple[int, ...]]]
"""Tag to the tokens at which it starts, each with the tokens after its possible ends, longest first."""


def tag(root: dict[str, Node], blocks: dict[int, tuple[int, ...]], keys: list[str], first: int, last: int) -> Found:
    """The tags of the tokens `first` to `last` (exclusive)."""
    found: Found = {}
    for start in range(first, last):
        node = root.get(keys[start])
        end = start
        while node is not None:
            end += 1
            tags, children = node
            for number in tags:
                places = found.get(number)
                if places is None:
                    found[number] = {start: (end,)}
                else:
                    places[start] = (end, *places.get(start, ()))
            if children is None or end == last:
                break
            node = children.get(keys[end])
    for number in sorted(blocks.keys() & found.keys()):
        _block(found, found[number], blocks[number])
    return found


def _block(found: Found, places: dict[int, tuple[int, ...]], tags: tuple[int, ...]) -> None:
    """Drop the places of `tags` that lie inside the blocking words."""
    for number in tags:
        starts = found.get(number, {})
        inside = [
            start
            for start, ends in starts.items()
            if any(at <= start and ends[0] <= blocking[0] for at, blocking in places.items())
        ]
        for start in inside:
            del starts[start]
        if number in found and not starts:
            del found[number]
