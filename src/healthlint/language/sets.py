"""The sets of tags that end together at a node of the trie, and what follows from each: worked out when it is first
asked for, since a page meets few of them.
"""

from __future__ import annotations

from itertools import count

from healthlint.language.packed import count_of, row_of
from healthlint.rule import SUBJECTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from healthlint.language.packed import PackedRows

Items = tuple[tuple[int, int, bool, str], ...]
"""The items of a line, each as (gap in words, element, optional, captured list or "")."""

Line = tuple[int, Items, bool, bool, tuple[int, ...]]
"""A flat pattern: its pattern, its items, whether it holds to the start and to the end of the sentence, and the
elements that must stand there beside those it is watched by.
"""

NONE = -1
"""In the place of an element: nothing else has to stand in the sentence."""

ANYWHERE, BEHIND, BEFORE = range(3)
"""Where the other element must stand, seen from the one that a line is watched by."""


class Sets:
    """Sets of tags by number; number 0 is the empty one.

    `tags[i]` are the tags of a set, `elements[i]` the elements that any of them belongs to, `masks[i]` the same as the
    bits of a number. `kinds[i]` is the subject class that the set stands for ("" for none), `is_named[i]` says whether
    a list is among the tags, `is_blocking[i]` whether the words make others not count.
    """

    def __init__(self, data: dict[str, Any]) -> None:
        self.tags = _Tags(data["sets"])
        self._numbers: dict[tuple[int, ...], int] = {}
        self._next = count_of(data["sets"])
        self.elements = _Elements(self.tags, data["holders"])
        self.masks = _Masks(self.elements)
        self.kinds = _Kinds(self.tags, data["subjects"])
        self.is_named = _Meeting(self.tags, frozenset(data["named"]))
        self.is_blocking = _Meeting(self.tags, frozenset(data["blocks"]))

    def without(self, number: int, dropped: frozenset[int]) -> int:
        """The number of a set without some tags."""
        left = tuple([tag for tag in self.tags[number] if tag not in dropped])
        if len(left) == len(self.tags[number]):
            return number
        if not left:
            return 0
        known = self._numbers.get(left)
        if known is None:
            known = self._numbers[left] = self._next
            self.tags[known] = left
            self._next += 1
        return known


class _Tags(dict[int, tuple[int, ...]]):
    __slots__ = ("_packed",)

    def __init__(self, packed: PackedRows) -> None:
        super().__init__()
        self._packed = packed

    def __missing__(self, number: int) -> tuple[int, ...]:
        tags: tuple[int, ...] = row_of(self._packed, number)
        self[number] = tags
        return tags


class _Elements(dict[int, frozenset[int]]):
    __slots__ = ("_holders", "_tags")

    def __init__(self, tags: _Tags, holders: Sequence[tuple[int, ...]]) -> None:
        super().__init__()
        self._tags = tags
        self._holders = holders

    def __missing__(self, number: int) -> frozenset[int]:
        holders = self._holders
        elements = self[number] = frozenset([element for tag in self._tags[number] for element in holders[tag]])
        return elements


class _Masks(dict[int, int]):
    __slots__ = ("_elements",)

    def __init__(self, elements: _Elements) -> None:
        super().__init__()
        self._elements = elements

    def __missing__(self, number: int) -> int:
        mask = self[number] = mask_of(self._elements[number])
        return mask


def mask_of(elements: Iterable[int]) -> int:
    """Elements as the bits of a number: what a sentence holds is known by one `and`."""
    mask = 0
    for element in elements:
        mask |= 1 << element
    return mask


class _Kinds(dict[int, str]):
    __slots__ = ("_subjects", "_tags")

    def __init__(self, tags: _Tags, subjects: dict[int, str]) -> None:
        super().__init__()
        self._tags = tags
        self._subjects = subjects

    def __missing__(self, number: int) -> str:
        kinds = [self._subjects[tag] for tag in self._tags[number] if tag in self._subjects]
        kind = self[number] = min(kinds, key=SUBJECTS.index, default="")
        return kind


class _Meeting(dict[int, bool]):
    """Whether a set has any of some tags."""

    __slots__ = ("_tags", "_wanted")

    def __init__(self, tags: _Tags, wanted: frozenset[int]) -> None:
        super().__init__()
        self._tags = tags
        self._wanted = wanted

    def __missing__(self, number: int) -> bool:
        holds = self[number] = not self._wanted.isdisjoint(self._tags[number])
        return holds


_ALL = -1
"""The mask of all elements."""

Watched = tuple[tuple[int, ...], tuple[tuple[int, int, tuple[int, ...]], ...]]
"""What a set of tags makes be tried: the lines that it makes match by itself, and others as (where another element must
stand, its mask, lines).
"""

Tried = tuple[tuple[int, ...], tuple[tuple[int, int, tuple[int, ...]], ...]]
"""What an element makes be tried: the lines that it makes match by itself, and others as (another element that must
stand in the sentence or NONE, where that is, lines).
"""


_NUMBERS = count()


class Watch(dict[int, "Watched | None"]):
    """What each set of tags makes be tried, by the number of the set; None where it is nothing.

    `tried` is what elements make be tried, `leave_out` the lines that are not. `mask` has the elements that make any
    line be tried, `number` tells the watch from all others.
    """

    __slots__ = ("_leave_out", "_sets", "_tried", "mask", "number")

    def __init__(self, sets: Sets, tried: dict[int, Tried], leave_out: frozenset[int] = frozenset()) -> None:
        super().__init__()
        self._sets = sets
        self._tried = tried
        self._leave_out = leave_out
        self.mask = mask_of(tried)
        self.number = next(_NUMBERS)

    def without(self, lines: frozenset[int]) -> Watch:
        """The same for all but some lines."""
        return Watch(self._sets, self._tried, lines)

    def __missing__(self, number: int) -> Watched | None:
        alone: set[int] = set()
        together: dict[tuple[int, int], list[int]] = {}
        for element in self._tried.keys() & self._sets.elements[number]:
            by_itself, others = self._tried[element]
            alone.update(by_itself)
            for second, side, lines in others:
                together.setdefault((second, side), []).extend(lines)
        out = self._leave_out
        if out:
            alone -= out
            left = {key: [line for line in lines if line not in out] for key, lines in together.items()}
            together = {key: lines for key, lines in left.items() if lines}
        others = tuple(
            (side, _ALL if second == NONE else 1 << second, tuple(lines)) for (second, side), lines in together.items()
        )
        watched = self[number] = (tuple(alone), others) if alone or others else None
        return watched
