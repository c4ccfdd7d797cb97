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
    from healthlint.language.tags import Node

Places = dict[int, tuple[int, ...]]
"""The tokens at which something starts, in order, each with the tokens after its possible ends, longest first."""


class Tagged:
    """The tokens `first` to `last` (exclusive) of a text, which lie in the region with index `region`.

    What is found in them counts tokens from their start; `keys` are their keys. They are tagged when first asked for.
    """

    __slots__ = (
        "_before",
        "_behind",
        "_held",
        "_limits",
        "_numbers",
        "_program",
        "_spans",
        "_where",
        "facts",
        "first",
        "keys",
        "last",
        "region",
    )

    _held: list[frozenset[int]]
    _before: list[int]
    _behind: list[int]
    _limits: dict[tuple[int, int], int]
    _numbers: list[int]
    _where: dict[int, Places]

    def __init__(self, program: Program, text: Text, first: int, last: int, region: int) -> None:
        self._program = program
        self.first = first
        self.last = last
        self.region = region
        self.keys = tuple(text.keys[first:last])
        self.facts = program.repeated.facts(self.keys)
        self._spans: list[Span] | None = None

    @property
    def spans(self) -> list[Span]:
        """The runs of words that have tags, by their starts, then by their ends."""
        return self._tagged() if self._spans is None else self._spans

    def _tagged(self) -> list[Span]:
        program = self._program
        sets = program.sets
        found = spans(program.root.__getitem__, self.keys)
        numbers = [number for _, _, number in found]
        if True in map(sets.is_blocking.__getitem__, numbers):
            found = unblocked(program, found)
            numbers = [number for _, _, number in found]
        masks = list(map(sets.masks.__getitem__, numbers))
        self._numbers = numbers
        self._held = list(map(sets.elements.__getitem__, numbers))
        self._before = list(accumulate(masks, or_, initial=0))
        masks.reverse()
        self._behind = list(accumulate(masks, or_, initial=0))
        self._where = {}
        self._limits = {}
        self._spans = found
        return found

    def where(self, element: int) -> Places:
        """The places of an element."""
        spans = self.spans
        places = self._where.get(element)
        if places is None:
            found = [span for span, held in zip(spans, self._held) if element in held]  # noqa: B905  # quick
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
        return self.where(element) if element is not None else {}

    def places(self, tags: tuple[int, ...]) -> Places:
        """The places of any of some tags."""
        program, wanted = self._program, frozenset(tags)
        found = [span for span in self.spans if not wanted.isdisjoint(program.sets.tags[span[2]])]
        return self._places(found, tuple(program.lazy[tag] for tag in tags if tag in program.lazy))

    def _places(self, found: list[Span], tries: tuple[dict[str, Node], ...]) -> Places:
        """Spans as places, together with the runs of some tries."""
        for trie in tries:
            if not trie.keys().isdisjoint(self.keys):
                found = sorted([*found, *spans(trie.get, self.keys)])
        places: Places = {}
        for start, end, _ in found:
            ends = places.get(start)
            if ends is None:
                places[start] = (end,)
            elif end != ends[0]:
                places[start] = (end, *ends)
        return places
