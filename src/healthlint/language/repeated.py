"""Sentences that come again: pages of a site share menus, calls to action and disclaimers, which are matched once.

What is found in a sentence depends on its words alone and counts tokens from its start, so sentences of the same words
share it. Most sentences come once: of a new one no more is kept than that it was there.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_MOST = 2_000
_MOST_ONCE = 30_000
"""Sentences that are kept at most, and those of which it is known that they were there; all are given up together."""


class Facts:
    """What was found in the words of a sentence. Nothing is known at first.

    `looks` and `hits` are what `matching.sentence` found, by the number of the watch; `memory` is where the judgement
    keeps what depends on nothing but the words.
    """

    __slots__ = ("hits", "looks", "memory")

    def __init__(self) -> None:
        self.looks: dict[int, Any] = {}
        self.hits: dict[int, Any] = {}
        self.memory: dict[str, Any] = {}


class Repeated:
    """The sentences that came more than once, by their keys."""

    __slots__ = ("_once", "_seen")

    def __init__(self) -> None:
        self._once: set[int] = set()
        self._seen: dict[tuple[str, ...], Facts] = {}

    def clear(self) -> None:
        """Give up what is known."""
        self._seen.clear()

    def facts(self, keys: tuple[str, ...]) -> Facts:
        """What is known of a sentence: kept from the second time on that it comes."""
        known = self._seen.get(keys)
        if known is not None:
            return known
        known = Facts()
        mark = hash(keys)
        if mark in self._once:
            if len(self._seen) >= _MOST:
                self._seen.clear()
            self._seen[keys] = known
        else:
            if len(self._once) >= _MOST_ONCE:
                self._once.clear()
            self._once.add(mark)
        return known
