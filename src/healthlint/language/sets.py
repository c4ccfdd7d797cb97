"""The sets of tags that end together at a node of the trie, and what follows from each: read or worked out when it is
first asked for, since a page meets few of them.
"""

from __future__ import annotations

from itertools import count

from healthlint.language.packed import Rows
from healthlint.rule import SUBJECTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

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


Row = tuple[tuple[int, ...], frozenset[int], str, bool, bool]
"""A set of tags and what follows from it, as in `Sets`: tags, elements, kind, whether it is named, and blocking."""


def row_of(
    tags: tuple[int, ...],
    holders: Sequence[tuple[int, ...]],
    subjects: Mapping[int, str],
    named: frozenset[int],
    blocks: Mapping[int, object],
) -> Row:
    """What follows from a set of tags. `holders` are the elements that each tag belongs to, `subjects` the classes of
    those that have one, `named` the tags of lists, `blocks` has those that make others not count.
    """
    return (
        tags,
        frozenset([element for tag in tags for element in holders[tag]]),
        min([subjects[tag] for tag in tags if tag in subjects], key=SUBJECTS.index, default=""),
        not named.isdisjoint(tags),
        any(tag in blocks for tag in tags),
    )


class Sets:
    """Sets of tags by number; number 0 is the empty one.

    `tags[i]` are the tags of a set, `elements[i]` the elements that any of them belongs to, `masks[i]` the same as the
    bits of a number. `kinds[i]` is the subject class that the set stands for ("" for none), `is_named[i]` says whether
    a list is among the tags, `is_blocking[i]` whether the words make others not count.
    """

    def __init__(self, data: dict[str, Any]) -> None:
        rows = Rows(data["packed"], data["sets"])
        self._data = data
        self._numbers: dict[tuple[int, ...], int] = {}
        self._next = len(rows)
        self._rows: dict[int, Row] = rows.known
        self.tags: dict[int, tuple[int, ...]] = _Column(self._rows, 0)
        self.elements: dict[int, frozenset[int]] = _Column(self._rows, 1)
        self.masks = _Masks(self.elements)
        self.kinds: dict[int, str] = _Column(self._rows, 2)
        self.is_named: dict[int, bool] = _Column(self._rows, 3)
        self.is_blocking: dict[int, bool] = _Column(self._rows, 4)

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
            data = self._data
            holders = Rows(data["packed"], data["holders"])
            self._rows[known] = row_of(left, holders, data["subjects"], frozenset(data["named"]), data["blocks"])
            self._next += 1
        return known


class _Column(dict[int, "Any"]):
    """One of the columns of the rows."""

    __slots__ = ("_rows", "_which")

    def __init__(self, rows: dict[int, Row], which: int) -> None:
        super().__init__()
        self._rows = rows
        self._which = which

    def __missing__(self, number: int) -> Any:
        value = self[number] = self._rows[number][self._which]
        return value


class _Masks(dict[int, int]):
    __slots__ = ("_elements",)

    def __init__(self, elements: dict[int, frozenset[int]]) -> None:
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
        if not self._sets.masks[number] & self.mask:
            self[number] = None
            return None
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
