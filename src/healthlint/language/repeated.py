"""Sentences that come again: pages of a site share menus, calls to action and disclaimers, which are matched once.

What is kept counts tokens from the start of the sentence. Most sentences come once, so of a new one no more is kept
than that it was there.
"""

from __future__ import annotations

Relative = tuple[int, int, int, tuple[tuple[str, int, int], ...]]
"""A match as pattern, start, end and items (see `matching.matcher.Hit`), counted from the start of the sentence."""

_MOST = 2_000
_MOST_ONCE = 30_000
"""Sentences that are kept at most, and those of which it is known that they were there; all are given up together."""


class Seen:
    """What is known of a sentence that came again: its spans, the elements of each and what stands before and behind
    each (as in `matching.matcher.Sentence`), and its matches by the number of the watch. Nothing is known at first.
    """

    __slots__ = ("before", "behind", "held", "hits", "spans")

    def __init__(self) -> None:
        self.spans: list[tuple[int, int, int]] | None = None
        self.held: list[frozenset[int]] = []
        self.before: list[int] = []
        self.behind: list[int] = []
        self.hits: dict[int, list[Relative]] = {}


class Repeated:
    """The sentences that came more than once, by their keys."""

    __slots__ = ("_once", "_seen")

    def __init__(self) -> None:
        self._once: set[int] = set()
        self._seen: dict[tuple[str, ...], Seen] = {}

    def clear(self) -> None:
        """Give up what is known."""
        self._seen.clear()

    def seen(self, keys: tuple[str, ...]) -> Seen | None:
        """What is known of a sentence; None where it comes for the first time."""
        known = self._seen.get(keys)
        if known is not None:
            return known
        mark = hash(keys)
        if mark not in self._once:
            if len(self._once) >= _MOST_ONCE:
                self._once.clear()
            self._once.add(mark)
            return None
        if len(self._seen) >= _MOST:
            self._seen.clear()
        known = self._seen[keys] = Seen()
        return known
