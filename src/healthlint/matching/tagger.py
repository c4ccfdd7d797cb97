"""Which lists and word runs stand where in a sentence: one pass over its keys.

Quiet punctuation may stand between the words of a run. Knows no rules: it reads the trie of the program and nothing
else.
"""

from __future__ import annotations

from healthlint.language.trie import Trie
from healthlint.words import QUIET

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.language.tags import Node

Found = dict[int, dict[int, tuple[int, ...]]]
"""Tag to the tokens at which it starts, each with the tokens after its possible ends, longest first."""


def tag(
    root: Trie | dict[str, Node], blocks: dict[int, tuple[int, ...]], keys: list[str], first: int, last: int
) -> Found:
    """The tags of the tokens `first` to `last` (exclusive)."""
    found: Found = {}
    look = root.__getitem__ if isinstance(root, Trie) else root.get
    for start in range(first, last):
        node = look(keys[start])
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
            if keys[end] in QUIET:
                _go_on(found, children, keys, start, end, last)
                break
            node = children.get(keys[end])
    for number in sorted(blocks.keys() & found.keys()):
        _block(found, found[number], blocks[number])
    return found


def _go_on(found: Found, children: dict[str, Node], keys: list[str], start: int, end: int, last: int) -> None:
    """Add the runs from token `start` that go on at the quiet token `end` or behind it."""
    pending = [(children, end)]
    seen: set[tuple[int, int]] = set()
    while pending:
        children, end = pending.pop()
        if end == last or (id(children), end) in seen:
            continue
        seen.add((id(children), end))
        if keys[end] in QUIET:
            pending.append((children, end + 1))
        node = children.get(keys[end])
        if node is None:
            continue
        tags, inner = node
        for number in tags:
            places = found.setdefault(number, {})
            places[start] = tuple(sorted({end + 1, *places.get(start, ())}, reverse=True))
        if inner is not None:
            pending.append((inner, end + 1))


def _block(found: Found, places: dict[int, tuple[int, ...]], tags: tuple[int, ...]) -> None:
    """Drop the places of `tags` that lie inside the blocking words."""
    for number in tags:
        starts = found.get(number, {})
        for start, ends in list(starts.items()):
            reach = max((blocking[0] for at, blocking in places.items() if at <= start), default=0)
            left = tuple(end for end in ends if end > reach)
            if left:
                starts[start] = left
            else:
                del starts[start]
        if number in found and not starts:
            del found[number]
