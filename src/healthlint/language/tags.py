"""Tags: numbers for lists and runs of words, and the trie in which the tagger finds them."""

from __future__ import annotations

from itertools import product

from healthlint.language.frequency import frequency_of
from healthlint.language.inflect import FORMS
from healthlint.language.lists import Expanded, Sequence
from healthlint.language.phrase import NUMBER
from healthlint.words import NUMBER as ANY_NUMBER
from healthlint.words import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Node = tuple[int, "dict[str, Node] | None"]
"""A node of a trie: the number of the set of tags that end here (0: none), and what may follow."""


class Tags:
    """Numbers the lists and word runs that patterns use, each once."""

    def __init__(self, lists: dict[str, Expanded]) -> None:
        self._lists = lists
        self._order = {name: at for at, name in enumerate(lists)}
        self._holders: dict[str, list[str]] = {name: [] for name in lists}
        for name, expanded in lists.items():
            for inner in expanded.includes:
                self._holders[inner].append(name)
        self._numbers: dict[object, int] = {}
        self.names: list[str] = []
        self.sequences: list[list[Sequence]] = []
        self.weights: list[float] = []

    def of_words(self, sequences: tuple[Sequence, ...]) -> int:
        """The tag of a set of word runs."""
        return self._number(frozenset(sequences), "", list(sequences))

    def of_list(self, name: str) -> tuple[int, ...]:
        """The tag of a list (or `list/form`), which stands for the entries of all lists inside it too.

        None where it is empty.
        """
        base, _, form = name.partition("/")
        sequences: dict[Sequence, None] = {}
        for member in self.closure(base):
            expanded = self._lists[member]
            sequences.update(expanded.forms.get(form, {}) if form else expanded.sequences)
        return (self._number(name, name, list(sequences)),) if sequences else ()

    def around(self, name: str) -> tuple[int, ...]:
        """The tags, as far as they are used, of all lists that hold the entries of this one and of their verb forms."""
        holders = sorted(_reached(name, self._holders.__getitem__), key=self._order.__getitem__)
        labels = [label for other in holders for label in (other, *[f"{other}/{form}" for form in FORMS])]
        return tuple(self._numbers[label] for label in labels if label in self._numbers)

    def closure(self, name: str) -> list[str]:
        """The list and every list inside it, each once."""
        return _reached(name, lambda member: self._lists[member].includes)

    def number_tag(self) -> int:
        """The tag of any number: filled in when all words are known."""
        return self._number(NUMBER, NUMBER, [(ANY_NUMBER,)])

    def _number(self, identity: object, name: str, sequences: list[Sequence]) -> int:
        tag = self._numbers.get(identity)
        if tag is None:
            tag = self._numbers[identity] = len(self.names)
            self.names.append(name)
            self.sequences.append(sequences)
            self.weights.append(sum(map(frequency_of, sequences)))
        return tag

    def tries(
        self, exact: dict[str, str], eager: set[int]
    ) -> tuple[dict[str, Node], dict[int, dict[str, Node]], list[tuple[int, ...]]]:
        """The runs of the `eager` tags in one trie, those of each other tag in one of its own, and the sets of
        tags that end together.

        A trie is nodes by their first key, nested tuples and dicts; equal ends are one tuple, stored once. `exact` maps
        the words that some phrase asks for in exact case to their keys; other phrases find them in any case.
        """
        self._complete_numbers()
        variants: dict[str, list[str]] = {}
        for word, key in exact.items():
            variants.setdefault(fold(word), []).append(key)
        root = _Branch()
        alone: dict[int, _Branch] = {}
        for tag, sequences in enumerate(self.sequences):
            into = root if tag in eager else alone.setdefault(tag, _Branch())
            for sequence in sequences:
                for spelt in product(*[(key, *variants.get(key, ())) for key in sequence]) if variants else (sequence,):
                    into.insert(spelt, tag)
        freezing = _Freezing()
        whole, lazy = root.table(freezing), {tag: branch.table(freezing) for tag, branch in alone.items()}
        return whole, lazy, list(freezing.sets)

    def literal_numbers(self) -> list[str]:
        """The numbers that stand in lists and patterns."""
        keys = {key.removeprefix("=") for sequences in self.sequences for sequence in sequences for key in sequence}
        return sorted(key for key in keys if key[0].isdigit() and not key[-1].isalpha())

    def _complete_numbers(self) -> None:
        tag = self._numbers.get(NUMBER)
        if tag is not None:
            self.sequences[tag] = [(ANY_NUMBER,), *[(number,) for number in self.literal_numbers()]]


def _reached(name: str, following: Callable[[str], list[str]]) -> list[str]:
    """A name and all that is reached from it, each once, nearer ones first."""
    found = [name]
    seen = {name}
    for member in found:
        for each in following(member):
            if each not in seen:
                seen.add(each)
                found.append(each)
    return found


class _Branch:
    """A node of the trie while it grows: the tags that end here, and what may follow."""

    __slots__ = ("children", "tags")

    def __init__(self) -> None:
        self.tags: dict[int, None] = {}
        self.children: dict[str, _Branch] = {}

    def insert(self, sequence: Sequence, tag: int) -> None:
        """Let the tag end where the sequence leads."""
        branch = self
        for key in sequence:
            branch = branch.children.setdefault(key, _Branch())
        branch.tags[tag] = None

    def table(self, freezing: _Freezing) -> dict[str, Node]:
        """What may follow, as plain data."""
        return {key: freezing.node(branch.tags, branch.table(freezing)) for key, branch in self.children.items()}


class _Freezing:
    """The nodes and sets of tags that are there already."""

    __slots__ = ("_ends", "sets")

    def __init__(self) -> None:
        self.sets: dict[tuple[int, ...], int] = {(): 0}
        self._ends: dict[int, Node] = {}

    def node(self, tags: Iterable[int], children: dict[str, Node]) -> Node:
        """A node as plain data; equal ones behind which nothing follows are one."""
        number = self.sets.setdefault(tuple(sorted(tags)), len(self.sets))
        return (number, children) if children else self._ends.setdefault(number, (number, None))
