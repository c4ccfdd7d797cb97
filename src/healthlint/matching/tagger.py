"""Which runs of words of a trie stand where in a sentence: one pass over its keys.

Quiet punctuation may stand between the words of a run. Knows no rules: it reads a trie and nothing else.
"""

from __future__ import annotations

from healthlint.words import QUIET

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from healthlint.language.tags import Node

Span = tuple[int, int, int]
"""A run of words: its first token, the token after its last, and the number of the set of tags that it has."""


def spans(look: Callable[[str], Node | None], keys: tuple[str, ...]) -> list[Span]:
    """The runs among the keys of a sentence, by their starts, then by their ends. `look` gives the node of the trie
    that a key leads to.
    """
    words = (*keys, "")  # no run goes on behind the last word
    if not QUIET.isdisjoint(keys):
        return _over_quiet(look, words)
    found = []
    for start, begun in enumerate(map(look, words)):
        if begun is None:
            continue
        number, children = begun
        end = start + 1
        while True:
            if number:
                found.append((start, end, number))
            if children is None:
                break
            node = children.get(words[end])
            if node is None:
                break
            number, children = node
            end += 1
    return found


def _over_quiet(look: Callable[[str], Node | None], words: tuple[str, ...]) -> list[Span]:
    """The same where quiet punctuation stands among the words: it can be a word of a run, or be passed over."""
    found = []
    for start, node in enumerate(map(look, words)):
        if node is None:
            continue
        ends = set()
        pending = [(*node, start + 1)]
        seen: set[tuple[int, int]] = set()
        while pending:
            number, children, end = pending.pop()
            if number:
                ends.add((start, end, number))
            if children is None or (id(children), end) in seen:
                continue
            seen.add((id(children), end))
            if words[end] in QUIET:
                pending.append((0, children, end + 1))
            following = children.get(words[end])
            if following is not None:
                pending.append((*following, end + 1))
        found += sorted(ends)
    return found
