"""Which of many phrases stand in a sentence, in time that does not grow with the number of phrases."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

_PARTS = re.compile(r"\w+|\W")
_PHRASE = ""
"""The key in a node of the trie that holds the phrase which ends there: no part of a phrase is empty."""


class Phrases:
    """Phrases to be found whole, not as a part of other words. They and the sentences are normalised alike."""

    __slots__ = ("_root",)

    def __init__(self, phrases: Iterable[str]) -> None:
        self._root: dict[str, Any] = {}
        for phrase in phrases:
            node = self._root
            for part in _PARTS.findall(phrase):
                node = node.setdefault(part, {})
            node[_PHRASE] = phrase

    def within(self, sentence: str) -> set[str]:
        """Those of the phrases that stand in a sentence."""
        parts = _PARTS.findall(sentence)
        apart = [not (part[0].isalnum() or part[0] == "_") for part in parts]
        found = set()
        for first, part in enumerate(parts):
            node = self._root.get(part)
            if node is None or (first and not apart[first - 1]):
                continue
            following = first + 1
            while node is not None:
                if _PHRASE in node and (following == len(parts) or apart[following]):
                    found.add(node[_PHRASE])
                node = node.get(parts[following]) if following < len(parts) else None
                following += 1
        return found
