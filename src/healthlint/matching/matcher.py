"""Where the lines of patterns match in a sentence.

The matcher walks from item to item over the places that the tagger found, so its work follows the tagged words and
not the text. A dead end is remembered: time stays in proportion to the length of the sentence.
"""

from __future__ import annotations

from collections import deque

from healthlint.language.program import Line, Program
from healthlint.matching.tagger import Found, tag
from healthlint.segmentation import PUNCTUATION, QUIET, Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from healthlint.language.tags import Node

_STOPS = frozenset((";", "?", "!", "."))
"""A gap never passes over these."""


MOST_KEPT = 200_000
"""Tokens of a page whose tags are kept at most: those of a longer page are found anew when they are asked for again."""

_A_SENTENCE = 8  # tokens that a sentence takes as much memory as, whatever its length


class Kept:
    """The sentences of a page that were tagged last, up to MOST_KEPT tokens: memory does not grow with the page."""

    __slots__ = ("_sentences", "_tokens")

    def __init__(self) -> None:
        self._sentences: deque[Sentence] = deque()
        self._tokens = 0

    def add(self, sentence: Sentence) -> None:
        """Keep the tags of one more sentence; the oldest make room."""
        self._sentences.append(sentence)
        self._tokens += sentence.last - sentence.first + _A_SENTENCE
        while self._tokens > MOST_KEPT and len(self._sentences) > 1:
            oldest = self._sentences.popleft()
            self._tokens -= oldest.last - oldest.first + _A_SENTENCE
            oldest.forget()


class Hit:
    """A match of a pattern: tokens `start` to `end` (exclusive), and what the pattern asks for in it as (name of the
    captured list or "", start, end); between these lie its gaps.
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


class Sentence:
    """The tokens `first` to `last` (exclusive) of a text, which lie in the region with index `region`.

    They are tagged when first asked for; `kept` decides how long the tags stay.
    """

    __slots__ = ("_cued", "_found", "_kept", "_program", "_where", "first", "keys", "last", "region")

    def __init__(self, program: Program, text: Text, first: int, last: int, region: int, kept: Kept) -> None:
        self._program = program
        self._kept = kept
        self.keys = text.keys
        self.first = first
        self.last = last
        self.region = region
        self._found: Found | None = None
        self._where: dict[int, dict[int, tuple[int, ...]]] = {}
        self._cued: list[Hit] | None = None

    @property
    def found(self) -> Found:
        """The tags and their places."""
        found = self._found
        if found is None:
            found = self._found = tag(self._program.root, self._program.blocks, self.keys, self.first, self.last)
            self._kept.add(self)
        return found

    def forget(self) -> None:
        """Give the tags up until they are asked for again."""
        self._found = None
        self._where = {}

    def where(self, element: int) -> dict[int, tuple[int, ...]]:
        """The places of an element: start token to its possible ends."""
        places = self._where.get(element)
        if places is None:
            places = self._where[element] = self._union(self._program.elements[element])
        return places

    def places(self, tags: tuple[int, ...]) -> dict[int, tuple[int, ...]]:
        """The places of any of some tags."""
        return self._union(tags)

    def _places_of(self, number: int) -> dict[int, tuple[int, ...]]:
        """The places of a tag, looked for now where it is one of those that few patterns ask for."""
        places = self.found.get(number)
        if places is None:
            root = self._program.lazy.get(number)
            if root is None:
                return {}
            found = tag(root, {}, self.keys, self.first, self.last)
            places = self.found[number] = found.get(number, {})
        return places

    def _union(self, tags: tuple[int, ...]) -> dict[int, tuple[int, ...]]:
        present = [places for number in tags if (places := self._places_of(number))]
        if len(present) == 1:
            return present[0]
        union: dict[int, tuple[int, ...]] = {}
        for places in present:
            for start, ends in places.items():
                if start in union:
                    union[start] = tuple(sorted({*union[start], *ends}, reverse=True))
                else:
                    union[start] = ends
        return union

    def hits(self, index: dict[int, list[int]]) -> list[Hit]:
        """The matches of the lines that the sentence's tags trigger in `index`, a line after the other."""
        present = self.found.keys()
        numbers: set[int] = set()
        for number in index.keys() & present:
            numbers.update(index[number])
        lines = self._program.lines
        hits: list[Hit] = []
        for number in sorted(numbers):
            line = lines[number]
            if not any(map(present.isdisjoint, line.required)):
                self._match(line, hits)
        return hits

    def cued(self) -> list[Hit]:
        """The matches of cues and exceptions, found when first asked for."""
        if self._cued is None:
            self._cued = self.hits(self._program.cued)
        return self._cued

    def _match(self, line: Line, hits: list[Hit]) -> None:
        """Add the matches of a line."""
        _, element, _, capture = line.items[0]
        places = self.where(element)
        dead: set[tuple[int, int]] = set()
        after = self.first
        alone = len(line.items) == 1 and not line.at_end
        for start in sorted(places) if len(places) > 1 else places:
            if start < after or (line.at_start and not self._is_first(start)):
                continue
            if alone:
                after = places[start][0]
                hits.append(Hit(line.pattern, start, after, ((capture, start, after),)))
                continue
            for end in places[start]:
                rest = self._follow(line, 1, end, dead)
                if rest is not None:
                    after = rest[-1][2]
                    hits.append(Hit(line.pattern, start, after, ((capture, start, end), *rest[:-1])))
                    break

    def _follow(
        self, line: Line, item: int, position: int, dead: set[tuple[int, int]]
    ) -> tuple[tuple[str, int, int], ...] | None:
        """The items from item `item` on, matched from token `position`; the last one, without a name, holds the
        end.
        """
        if item == len(line.items):
            if line.at_end and not self._is_last(position):
                return None
            return (("", position, position),)
        if (item, position) in dead:
            return None
        gap, element, optional, capture = line.items[item]
        walks = self._program.walks[element]
        places = {} if walks else self.where(element)
        for at in self._reach(position, gap) if walks or places else ():
            for end in self._ends(walks, at) if walks else places.get(at, ()):
                rest = self._follow(line, item + 1, end, dead)
                if rest is not None:
                    return ((capture, at, end), *rest)
        rest = self._follow(line, item + 1, position, dead) if optional else None
        if rest is None:
            dead.add((item, position))
        return rest

    def _ends(self, tries: tuple[dict[str, Node], ...], start: int) -> list[int]:
        """The tokens after the possible ends of any run of the tries that starts at `start`, the longest first."""
        keys, last = self.keys, self.last
        ends: set[int] = set()
        pending = [(root, start) for root in tries]
        seen: set[tuple[int, int]] = set()
        while pending:
            children, at = pending.pop()
            if at == last or (id(children), at) in seen:
                continue
            seen.add((id(children), at))
            node = children.get(keys[at])
            if node is not None and node[0]:
                ends.add(at + 1)
            if node is not None and node[1] is not None:
                pending.append((node[1], at + 1))
            if at > start and keys[at] in QUIET:
                pending.append((children, at + 1))
        return sorted(ends, reverse=True) if ends else []

    def _reach(self, position: int, gap: int) -> Iterable[int]:
        """The tokens that may come next: the one at `position`, behind quiet punctuation, and behind up to `gap` words.

        A negative gap passes over no other punctuation.
        """
        keys, last = self.keys, self.last
        if position < last and gap == 0 and keys[position] not in QUIET:
            return (position,)
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
        return range(position, min(at + 1, last))

    def _is_first(self, position: int) -> bool:
        return all(self.keys[at] in PUNCTUATION for at in range(self.first, position))

    def _is_last(self, position: int) -> bool:
        return all(self.keys[at] in PUNCTUATION for at in range(position, self.last))
