"""Sentences that come again: pages of a site share menus, calls to action and disclaimers, which are matched once.

What is found in a sentence depends on its words alone and counts tokens from its start, so sentences of the same words
share it. Most sentences come once: behind the first few thousand no more is kept of a new one than that it was there.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Facts = dict[int | str, Any]
    """What was found in the words of a sentence and depends on nothing else. Nothing is known at first.

    By the number of a watch it holds what `matching.sentence` found, by name what that room and the judgement keep.
    """

_MOST = 8_000
"""Sentences that are kept at most as used of late; as many are kept that were used before these."""

_FIRST = 4_000
"""Sentences that are kept from the first time on: few files share theirs within so many."""

_MOST_ONCE = 30_000
"""Sentences of which it is known at most that they were there."""


class Repeated:
    """The sentences that came more than once, or among the first, by their keys."""

    __slots__ = ("_before", "_late", "_once")

    def __init__(self) -> None:
        self._once: set[int] = set()
        self._late: dict[tuple[str, ...], Facts] = {}
        self._before: dict[tuple[str, ...], Facts] = {}

    def clear(self) -> None:
        """Give up what is known."""
        self._late, self._before = {}, {}

    def facts(self, keys: tuple[str, ...]) -> Facts:
        """What is known of a sentence: kept from the second time on that it comes, the first ones at once."""
        known = self._late.get(keys)
        if known is not None:
            return known
        known = self._before.pop(keys, None)
        if known is None:
            known = {}
            mark = hash(keys)
            if mark not in self._once and (self._before or len(self._late) >= _FIRST):
                if len(self._once) >= _MOST_ONCE:
                    self._once.clear()
                self._once.add(mark)
                return known
        if len(self._late) >= _MOST:
            self._late, self._before = {}, self._late
        self._late[keys] = known
        return known
