"""Sentences that come again: pages of a site share menus, calls to action and disclaimers, and versions of a page most
of it, which is matched once.

What is found in a sentence depends on its words alone and counts tokens from its start, so sentences of the same words
share it. Most sentences come once: a new one is kept for a while, and longer if it comes again.
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
"""Sentences that came again and are kept at most as used of late; as many are kept that were used before these."""

_MOST_NEW = 2_000
"""The same of sentences that came once."""

_MOST_ONCE = 30_000
"""Sentences of which it is known at most that they were there."""


class _Kept:
    """Facts by the keys of sentences, of the `late` ones and of as many before these."""

    __slots__ = ("before", "late")

    def __init__(self) -> None:
        self.late: dict[tuple[str, ...], Facts] = {}
        self.before: dict[tuple[str, ...], Facts] = {}

    def pop(self, keys: tuple[str, ...]) -> Facts | None:
        """The facts of a sentence, which are kept here no longer."""
        known = self.late.pop(keys, None)
        return self.before.pop(keys, None) if known is None else known

    def add(self, keys: tuple[str, ...], facts: Facts, most: int) -> None:
        """Keep facts; where there are `most` late ones these become those before."""
        if len(self.late) >= most:
            self.late, self.before = {}, self.late
        self.late[keys] = facts


class Repeated:
    """The sentences that came again, and the last ones that came once, by their keys."""

    __slots__ = ("_again", "_new", "_once")

    def __init__(self) -> None:
        self._once: set[int] = set()
        self.clear()

    def clear(self) -> None:
        """Give up what is known."""
        self._again, self._new = _Kept(), _Kept()

    def facts(self, keys: tuple[str, ...]) -> Facts:
        """What is known of a sentence; what is put into it is known when the sentence comes again."""
        known = self._again.late.get(keys)
        if known is not None:
            return known
        known = self._again.before.pop(keys, None)
        if known is None:
            known = self._new.pop(keys)
        if known is None:
            known = {}
            mark = hash(keys)
            if mark not in self._once:
                if len(self._once) >= _MOST_ONCE:
                    self._once.clear()
                self._once.add(mark)
                self._new.add(keys, known, _MOST_NEW)
                return known
        self._again.add(keys, known, _MOST)
        return known
