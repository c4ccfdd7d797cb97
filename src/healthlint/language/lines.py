"""A phrase to lines: the flat sequences of word sets and gaps that the matcher runs.

A line is a list of items; each item is a set of words in a row and of lists, with the gap allowed before it.
Alternatives that are words alone become one set, others a line each.
"""

from __future__ import annotations

from itertools import islice

from healthlint.language.lists import LONGEST_RUN, MOST_WAYS, Sequence, ways
from healthlint.language.phrase import Alternatives, Anchor, Element, Gap, ListRef, PhraseError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_LINES = 128
"""Lines that one phrase may make."""


class Item:
    """One step of a line: any of `sequences` (words in a row) or `lists`, after a gap of up to `gap` words.

    A negative gap is one that passes over no punctuation.
    """

    __slots__ = ("gap", "lists", "optional", "sequences")

    def __init__(
        self, lists: tuple[str, ...] = (), sequences: tuple[Sequence, ...] = (), optional: bool = False, gap: int = 0
    ) -> None:
        self.lists = lists
        self.sequences = sequences
        self.optional = optional
        self.gap = gap

    def after(self, gap: int, optional: bool) -> Item:
        """The same set behind another gap."""
        return Item(self.lists, self.sequences, optional, gap)


class Line:
    """A flat pattern: its items, and whether it holds to the start and the end of the sentence."""

    __slots__ = ("at_end", "at_start", "items")

    def __init__(self, items: list[Item], at_start: bool, at_end: bool) -> None:
        self.items = items
        self.at_start = at_start
        self.at_end = at_end


def flatten(tree: list[Element]) -> list[Line]:
    """The lines of a phrase.

    Raises PhraseError where there are more than MOST_LINES.
    """
    at_start = isinstance(tree[0], Anchor)
    at_end = isinstance(tree[-1], Anchor)
    steps = _steps([element for element in tree if not isinstance(element, Anchor)])
    resolved = (items for sequence in steps for items in _resolve(sequence))
    lines = [Line(items, at_start, at_end) for items in islice(resolved, MOST_LINES + 1)]
    if any(not line.items for line in lines):
        raise PhraseError("every word is optional: the phrase would match everywhere")
    _limit(lines)
    return lines


def _limit(lines: list[Line] | list[list[Item | int]]) -> None:
    if len(lines) > MOST_LINES:
        raise PhraseError(f"more than {MOST_LINES} combinations of alternatives: split the phrase or use lists")


def _steps(tree: list[Element]) -> list[list[Item | int]]:
    """Every sequence of items and gaps (ints) that the elements stand for."""
    result: list[list[Item | int]] = [[]]
    position = 0
    while position < len(tree):
        branches, position = _step(tree, position)
        result = [head + branch for head in result for branch in branches]
        _limit(result)
    return result


def _step(tree: list[Element], position: int) -> tuple[list[list[Item | int]], int]:
    element = tree[position]
    if isinstance(element, Gap):
        return [[-element.words if element.close else element.words]], position + 1
    run, after = _run(tree, position)
    if run is not None:
        return [[run]], after
    item = _as_set(element)
    if item is not None:
        return [[item]], position + 1
    alternatives = element.branches if isinstance(element, Alternatives) else []
    branches = [steps for branch in alternatives for steps in _steps(branch)]
    return branches + ([[]] if element.optional else []), position + 1


def _run(tree: list[Element], position: int) -> tuple[Item | None, int]:
    """The longest run of words from here as one item, and the position after it."""
    end = position
    found: list[Sequence] = []
    while end < len(tree):
        try:
            longer = ways(tree[position : end + 1])
        except PhraseError:
            if end == position:
                raise
            break
        if longer is None or (found and (len(longer) > MOST_WAYS // 4 or max(map(len, longer)) > LONGEST_RUN)):
            break
        found = longer
        end += 1
    if end == position:
        return None, position
    return Item((), tuple(way for way in found if way), () in found), end


def _as_set(element: Element) -> Item | None:
    if isinstance(element, ListRef):
        return Item((_name(element),), (), element.optional)
    if not isinstance(element, Alternatives):
        return None
    lists: list[str] = []
    sequences: list[Sequence] = []
    for branch in element.branches:
        only = branch[0]
        if len(branch) == 1 and isinstance(only, ListRef) and not only.optional:
            lists.append(_name(only))
            continue
        found = ways(branch)
        if found is None or () in found:
            return None
        sequences += found
    return Item(tuple(lists), tuple(sequences), element.optional)


def _name(reference: ListRef) -> str:
    return f"{reference.name}/{reference.form}" if reference.form else reference.name


def _resolve(steps: list[Item | int]) -> Iterator[list[Item]]:
    """Put each gap into the item behind it.

    An optional item at the start or behind a gap makes a line with it and one without.
    """
    for index, step in enumerate(steps):
        if isinstance(step, Item) and step.optional and (index == 0 or isinstance(steps[index - 1], int)):
            yield from _resolve([*steps[:index], step.after(0, optional=False), *steps[index + 1 :]])
            yield from _resolve(steps[:index] + steps[index + 1 :])
            return
    items: list[Item] = []
    gap = 0
    for step in steps:
        if isinstance(step, int):
            gap = gap + step if gap * step >= 0 else abs(gap) + abs(step)
        else:
            items.append(step.after(gap if items else 0, step.optional))
            gap = 0
    yield items
