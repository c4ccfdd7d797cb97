"""The tokens of a sentence with their tags: where the elements of patterns stand. Knows no patterns."""

from __future__ import annotations

from itertools import accumulate
from operator import or_

from healthlint.language.program import Program
from healthlint.matching.blocks import unblocked
from healthlint.matching.tagger import Span, spans
from healthlint.segmentation import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.language.repeated import Seen
    from healthlint.language.tags import Node

Places = dict[int, tuple[int, ...]]
"""The tokens at which something starts, in order, each with the tokens after its possible ends, longest first."""


class Tagged:
    """The tokens `first` to `last` (exclusive) of a text, which lie in the region with index `region`.

    They are tagged when first asked for.
    """

    __slots__ = (
        "_before",
        "_behind",
        "_held",
        "_limits",
        "_program",
        "_seen",
        "_spans",
        "_where",
        "first",
        "keys",
        "last",
        "region",
    )

    _held: list[frozenset[int]]
    _before: list[int]
    _behind: list[int]
    _where: dict[int, Places]
    _limits: dict[tuple[int, int], int]
    _seen: Seen | None

    def __init__(self, program: Program, text: Text, first: int, last: int, region: int) -> None:
        self._program = program
        self.keys = text.keys
        self.first = first
        self.last = last
        self.region = region
        self._spans: list[Span] | None = None

    @property
    def spans(self) -> list[Span]:
        """The runs of words that have tags, by their starts, then by their ends."""
        return self._tagged() if self._spans is None else self._spans

    def _tagged(self) -> list[Span]:
        seen = self._seen = self._program.repeated.seen(tuple(self.keys[self.first : self.last]))
        first = self.first
        if seen is None or seen.spans is None:
            found = self._tag()
            if seen is not None:
                seen.spans = [(start - first, end - first, number) for start, end, number in found]
                seen.held, seen.before, seen.behind = self._held, self._before, self._behind
        else:
            found = [(start + first, end + first, number) for start, end, number in seen.spans]
            self._held, self._before, self._behind = seen.held, seen.before, seen.behind
        self._spans = found
        self._where = {}
        self._limits = {}
        return found

    def _tag(self) -> list[Span]:
        program = self._program
        sets = program.sets
        found = spans(program.root.__getitem__, self.keys, self.first, self.last)
        numbers = [number for _, _, number in found]
        if True in map(sets.is_blocking.__getitem__, numbers):
            found = unblocked(program, found)
            numbers = [number for _, _, number in found]
        masks = [sets.masks[number] for number in numbers]
        self._held = [sets.elements[number] for number in numbers]
        self._before = list(accumulate(masks, or_, initial=0))
        self._behind = list(accumulate(reversed(masks), or_, initial=0))
        return found

    def where(self, element: int) -> Places:
        """The places of an element. The sentence must have been tagged."""
        places = self._where.get(element)
        if places is None:
            found = [span for span, held in zip(self.spans, self._held, strict=True) if element in held]
            tries = self._program.tries[element]
            if len(found) == 1 and not tries:
                start, end, _ = found[0]
                places = {start: (end,)}
            else:
                places = self._places(found, tries)
            self._where[element] = places
        return places

    def special(self, name: str) -> Places:
        """The places of one of the lists that the judgement reads by name."""
        element = self._program.special.get(name)
        return self.where(element) if element is not None and self.spans is not None else {}

    def places(self, tags: tuple[int, ...]) -> Places:
        """The places of any of some tags."""
        program, wanted = self._program, frozenset(tags)
        found = [span for span in self.spans if not wanted.isdisjoint(program.sets.tags[span[2]])]
        return self._places(found, tuple(program.lazy[tag] for tag in tags if tag in program.lazy))

    def _places(self, found: list[Span], tries: tuple[dict[str, Node], ...]) -> Places:
        """Spans as places, together with the runs of some tries."""
        for trie in tries:
            found = found + spans(trie.get, self.keys, self.first, self.last)
        if tries:
            found = sorted(found)
        places: Places = {}
        for start, end, _ in found:
            ends = places.get(start)
            if ends is None:
                places[start] = (end,)
            elif end != ends[0]:
                places[start] = (end, *ends)
        return places
