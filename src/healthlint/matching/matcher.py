"""Where the lines of patterns match in a sentence.

The matcher walks from item to item over the places that the tagger found, so its work follows the tagged words and
not the text. A dead end is remembered: time stays in proportion to the length of the sentence.
"""

from __future__ import annotations

from collections import deque

from healthlint.language.program import Line, Program
from healthlint.language.sets import ALWAYS, Watch
from healthlint.matching.blocks import unblocked
from healthlint.matching.tagger import Span, spans
from healthlint.segmentation import Text
from healthlint.words import PUNCTUATION, QUIET

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.language.tags import Node

Places = dict[int, tuple[int, ...]]
"""The tokens at which something starts, in order, each with the tokens after its possible ends, longest first."""

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

    __slots__ = (
        "_cued",
        "_kept",
        "_limits",
        "_present",
        "_program",
        "_spans",
        "_where",
        "first",
        "keys",
        "last",
        "region",
    )

    def __init__(self, program: Program, text: Text, first: int, last: int, region: int, kept: Kept) -> None:
        self._program = program
        self._kept = kept
        self.keys = text.keys
        self.first = first
        self.last = last
        self.region = region
        self._cued: list[Hit] | None = None
        self.forget()

    @property
    def spans(self) -> list[Span]:
        """The runs of words that have tags, by their starts, then by their ends."""
        found = self._spans
        if found is None:
            program = self._program
            found = spans(program.root.__getitem__, self.keys, self.first, self.last)
            if any(map(program.sets.is_blocking.__getitem__, {number for _, _, number in found})):
                found = unblocked(program, found)
            self._spans = found
            self._kept.add(self)
        return found

    def forget(self) -> None:
        """Give the tags up until they are asked for again."""
        self._spans: list[Span] | None = None
        self._present: set[int] | None = None
        self._where: dict[int, Places] = {}
        self._limits: dict[tuple[int, int], int] = {}

    def where(self, element: int) -> Places:
        """The places of an element."""
        places = self._where.get(element)
        if places is None:
            elements = self._program.sets.elements
            found = [span for span in self.spans if element in elements[span[2]]]
            places = self._where[element] = self._places(found, self._program.tries[element])
        return places

    def special(self, name: str) -> Places:
        """The places of one of the lists that the judgement reads by name."""
        element = self._program.special.get(name)
        return {} if element is None else self.where(element)

    def places(self, tags: tuple[int, ...]) -> Places:
        """The places of any of some tags."""
        program, wanted = self._program, frozenset(tags)
        found = [span for span in self.spans if not wanted.isdisjoint(program.sets.tags[span[2]])]
        return self._places(found, tuple(program.lazy[tag] for tag in tags if tag in program.lazy))

    def _places(self, found: list[Span], tries: tuple[dict[str, Node], ...]) -> Places:
        """Spans as places, together with the runs of some tries."""
        for trie in tries:
            found += spans(trie.get, self.keys, self.first, self.last)
        if len(found) == 1:
            return {found[0][0]: (found[0][1],)}
        if tries:
            found.sort()
        places: Places = {}
        for start, end, _ in found:
            ends = places.get(start)
            if ends is None:
                places[start] = (end,)
            elif end != ends[0]:
                places[start] = (end, *ends)
        return places

    def hits(self, watch: Watch) -> list[Hit]:
        """The matches of the lines that the sentence's tags make be tried by `watch`, a line after the other."""
        tagged = {number for _, _, number in self.spans}
        watched = [pair for number in tagged for pair in watch[number]]
        if not watched:
            return []
        present = self._present
        if present is None:
            present = self._present = {ALWAYS}.union(*map(self._program.sets.elements.__getitem__, tagged))
        numbers: set[int] = set()
        for second, lines in watched:
            if second in present:
                numbers.update(lines)
        hits: list[Hit] = []
        for number in sorted(numbers):
            line = self._program.lines[number]
            if present.issuperset(line[4]):
                self._match(line, hits)
        return hits

    def cued(self) -> list[Hit]:
        """The matches of cues and exceptions, found when first asked for."""
        if self._cued is None:
            self._cued = self.hits(self._program.cued)
        return self._cued

    def _match(self, line: Line, hits: list[Hit]) -> None:
        """Add the matches of a line."""
        pattern, items, at_start, at_end, _ = line
        for _, element, optional, _ in items:
            if not optional and not self.where(element):
                return
        capture = items[0][3]
        alone = len(items) == 1 and not at_end
        dead: set[tuple[int, int]] = set()
        after = self.first
        for start, ends in self.where(items[0][1]).items():
            if start < after or (at_start and not self._is_first(start)):
                continue
            if alone:
                after = ends[0]
                hits.append(Hit(pattern, start, after, ((capture, start, after),)))
                continue
            for end in ends:
                rest = self._follow(line, 1, end, dead)
                if rest is not None:
                    after = rest[-1][2]
                    hits.append(Hit(pattern, start, after, ((capture, start, end), *rest[:-1])))
                    break

    def _follow(
        self, line: Line, item: int, position: int, dead: set[tuple[int, int]]
    ) -> tuple[tuple[str, int, int], ...] | None:
        """The items from item `item` on, matched from token `position`; the last one, without a name, holds the
        end.
        """
        items = line[1]
        if item == len(items):
            if line[3] and not self._is_last(position):
                return None
            return (("", position, position),)
        if (item, position) in dead:
            return None
        gap, element, optional, capture = items[item]
        limit = -1
        for at, ends in self.where(element).items():
            if at < position:
                continue
            if limit < 0:
                limit = self._limit(position, gap)
            if at > limit:
                break
            for end in ends:
                rest = self._follow(line, item + 1, end, dead)
                if rest is not None:
                    return ((capture, at, end), *rest)
        rest = self._follow(line, item + 1, position, dead) if optional else None
        if rest is None:
            dead.add((item, position))
        return rest

    def _limit(self, position: int, gap: int) -> int:
        """The last token that may come next: the one at `position`, behind quiet punctuation, and behind up to `gap`
        words. A negative gap passes over no other punctuation.
        """
        limit = self._limits.get((position, gap))
        if limit is not None:
            return limit
        keys, last = self.keys, self.last
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
        return all(self.keys[at] in PUNCTUATION for at in range(self.first, position))

    def _is_last(self, position: int) -> bool:
        return all(self.keys[at] in PUNCTUATION for at in range(position, self.last))
