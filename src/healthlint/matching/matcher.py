"""Where the lines of patterns match in a sentence.

The matcher walks from item to item over the places that the tagger found, so its work follows the tagged words and
not the text. A dead end is remembered: time stays in proportion to the length of the sentence.
"""

from __future__ import annotations

from healthlint.language.sets import Line, Watch
from healthlint.matching.tagged import Tagged
from healthlint.words import PUNCTUATION, QUIET

_STOPS = frozenset((";", "?", "!", "."))
"""A gap never passes over these."""


class Hit:
    """A match of a pattern: tokens `start` to `end` (exclusive) of a sentence, counted from its start, and what the
    pattern asks for in it as (name of the captured list or "", start, end); between these lie its gaps.
    """

    __slots__ = ("end", "items", "pattern", "start")

    def __init__(self, pattern: int, start: int, end: int, items: tuple[tuple[str, int, int], ...]) -> None:
        self.pattern = pattern
        self.start = start
        self.end = end
        self.items = items

    @property
    def captures(self) -> tuple[tuple[str, int, int], ...]:
        """The captured lists."""
        return tuple(item for item in self.items if item[0])

    def holds_in_gap(self, start: int, end: int) -> bool:
        """Whether the tokens `start` to `end` lie in a gap of the match: the pattern asks for none of them."""
        return (
            self.start <= start
            and end <= self.end
            and len(self.items) > 1
            and not any(first < end and start < last for _, first, last in self.items)
        )


class Matched(Tagged):
    """A sentence: its tokens, their tags, and the matches in it."""

    __slots__ = ()

    def hits(self, watch: Watch) -> list[Hit]:
        """The matches of the lines that the sentence's tags make be tried by `watch`, a line after the other. They are
        looked for anew each time.
        """
        if self._spans is None:
            self._tagged()
        if not self._before[-1] & watch.mask:
            return []
        alone: dict[int, list[tuple[int, int]]] = {}
        tried: set[int] = set()
        for at, watched in enumerate(map(watch.__getitem__, self._numbers)):
            if watched is None:
                continue
            by_itself, with_another = watched
            if by_itself:
                self._add_alone(at, by_itself, alone)
            if with_another:
                before = self._before
                seen = (before[-1], self._behind[len(before) - at - 2], before[at])
                for side, mask, lines in with_another:
                    if mask & seen[side]:
                        tried.update(lines)
        hits: list[Hit] = []
        lines_of = self._program.lines
        for number in sorted(tried.union(alone)) if alone else sorted(tried):
            line = lines_of[number]
            if number in alone:
                self._take(line, alone[number], hits)
            elif not line[4] or all(self._before[-1] >> element & 1 for element in line[4]):
                self._match(line, hits)
        return hits

    def _add_alone(self, at: int, lines: tuple[int, ...], alone: dict[int, list[tuple[int, int]]]) -> None:
        """Add the span `at` to the places of lines that match by themselves, the longest where several begin."""
        start, end, _ = self.spans[at]
        for line in lines:
            places = alone.get(line)
            if places is None:
                alone[line] = [(start, end)]
            elif places[-1][0] == start:
                places[-1] = (start, end)
            elif places[-1][1] <= start:
                places.append((start, end))

    def _take(self, line: Line, places: list[tuple[int, int]], hits: list[Hit]) -> None:
        """Add the places of a line of one item."""
        pattern, ((_, _, _, capture),), at_start, _, _ = line
        for start, end in places:
            if not at_start or self._is_first(start):
                hits.append(Hit(pattern, start, end, ((capture, start, end),) if capture else ()))

    def _match(self, line: Line, hits: list[Hit]) -> None:
        """Add the matches of a line of several items, or of one that ends the sentence."""
        pattern, items, at_start, _, _ = line
        known, tries = self._where, self._program.tries
        behind = -1
        for _, element, optional, _ in items:
            if optional:
                continue
            places = known.get(element)
            if places is None:
                if tries[element]:
                    continue  # its words are only looked for where the others leave them room
                places = self.where(element)
            if not places or next(reversed(places)) < behind:
                return
            behind = max(behind, next(iter(places)) + 1)
        _, element, _, capture = items[0]
        dead: set[tuple[int, int]] = set()
        after = 0
        for start, ends in self.where(element).items():
            if start < after or (at_start and not self._is_first(start)):
                continue
            for end in ends:
                rest = self._follow(line, 1, end, dead)
                if rest is not None:
                    after = rest[-1][2] if rest else end
                    hits.append(Hit(pattern, start, after, ((capture, start, end), *rest)))
                    break

    def _follow(
        self, line: Line, item: int, position: int, dead: set[tuple[int, int]]
    ) -> tuple[tuple[str, int, int], ...] | None:
        """The items from item `item` on, matched from token `position`; None where they do not stand there."""
        items = line[1]
        if item == len(items):
            return None if line[3] and not self._is_last(position) else ()
        if (item, position) in dead:
            return None
        gap, element, optional, capture = items[item]
        ends_here = item + 1 == len(items) and not line[3]
        for at, ends in self._reach(element, position, gap):
            if ends_here:
                return ((capture, at, ends[0]),)
            for end in ends:
                rest = self._follow(line, item + 1, end, dead)
                if rest is not None:
                    return ((capture, at, end), *rest)
        rest = self._follow(line, item + 1, position, dead) if optional else None
        if rest is None:
            dead.add((item, position))
        return rest

    def _reach(self, element: int, position: int, gap: int) -> list[tuple[int, tuple[int, ...]]]:
        """The places of an element that start at the token `position` or behind a gap."""
        places = self._where.get(element)
        if places is None:
            tries = self._program.tries[element]
            if len(tries) == len(self._program.elements[element]):  # none of its tags is known yet
                near = self.keys[position : self._limit(position, gap) + 1]
                if all(trie.keys().isdisjoint(near) for trie in tries):
                    return []
            places = self.where(element)
        near_places = [place for place in places.items() if place[0] >= position]
        if near_places and near_places[-1][0] > position:
            limit = self._limit(position, gap)
            near_places = [place for place in near_places if place[0] <= limit]
        return near_places

    def _limit(self, position: int, gap: int) -> int:
        """The last token that may come next: the one at `position`, behind quiet punctuation, and behind up to `gap`
        words. A negative gap passes over no other punctuation.
        """
        limit = self._limits.get((position, gap))
        if limit is not None:
            return limit
        keys, last = self.keys, len(self.keys)
        words, at = abs(gap), position
        while at < last:
            key = keys[at]
            if key not in QUIET:
                if gap == 0 or key in _STOPS:
                    break
                if key not in PUNCTUATION:
                    words -= 1
                if words < 0 or (gap < 0 and key in PUNCTUATION):
                    break
            at += 1
        limit = self._limits[position, gap] = min(at, last - 1)
        return limit

    def _is_first(self, position: int) -> bool:
        return PUNCTUATION.issuperset(self.keys[:position])

    def _is_last(self, position: int) -> bool:
        return PUNCTUATION.issuperset(self.keys[position:])
