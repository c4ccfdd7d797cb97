"""Tags: numbers for lists and runs of words, and the trie in which the tagger finds them."""

from __future__ import annotations

from healthlint.language.lists import Expanded, Sequence
from healthlint.language.phrase import NUMBER

_COMMON = {
    word: weight
    for weight, words in (
        (60, "the of and to in a , . is for that"),
        (25, "it with as on be are this by was or an from at which not can you your may have has but"),
        (
            10,
            "its also more other these than such their been were they some all help helps will used use people when who one",
        ),
        (
            5,
            "about into most many how what if so no any only after health during our we do does people other effect effects",
        ),
    )
    for word in words.split()
}
"""About how often a word stands in 1,000 words of health text: a pattern is tried where its rarest part stands."""

Node = tuple[tuple[int, ...], "dict[str, Node] | None"]


class Tags:
    """Numbers the lists and word runs that patterns use, each once."""

    def __init__(self, lists: dict[str, Expanded]) -> None:
        self._lists = lists
        self._numbers: dict[object, int] = {}
        self.names: list[str] = []
        self.sequences: list[list[Sequence]] = []
        self.weights: list[float] = []

    def of_words(self, sequences: tuple[Sequence, ...]) -> int:
        """The tag of a set of word runs."""
        return self._number(frozenset(sequences), "", list(sequences))

    def of_list(self, name: str) -> tuple[int, ...]:
        """The tags of a list (or `list/form`) and of all lists that it takes in."""
        base, _, form = name.partition("/")
        result: list[int] = []
        for member in self.closure(base):
            expanded = self._lists[member]
            sequences = expanded.forms.get(form, {}) if form else expanded.sequences
            if sequences:
                label = f"{member}/{form}" if form else member
                result.append(self._number(label, label, list(sequences)))
        return tuple(result)

    def own(self, name: str) -> tuple[int, ...]:
        """The tags of a list itself and of its verb forms, without the lists inside it."""
        expanded = self._lists[name]
        labels = [(name, expanded.sequences), *[(f"{name}/{form}", found) for form, found in expanded.forms.items()]]
        return tuple(self._number(label, label, list(sequences)) for label, sequences in labels if sequences)

    def closure(self, name: str) -> list[str]:
        """The list and every list inside it, each once."""
        found = [name]
        for member in found:
            found += [inner for inner in self._lists[member].includes if inner not in found]
        return found

    def number_tag(self) -> int:
        """The tag of any number: filled in when all words are known."""
        return self._number(NUMBER, NUMBER, [("#",)])

    def _number(self, identity: object, name: str, sequences: list[Sequence]) -> int:
        tag = self._numbers.get(identity)
        if tag is None:
            tag = self._numbers[identity] = len(self.names)
            self.names.append(name)
            self.sequences.append(sequences)
            self.weights.append(sum(min(_COMMON.get(key, 0.2) for key in sequence) for sequence in sequences))
        return tag

    def trie(self) -> dict[str, Node]:
        """All runs of all tags by their first key, as nested tuples and dicts."""
        self._complete_numbers()
        root: dict[str, list[object]] = {}
        for tag, sequences in enumerate(self.sequences):
            for sequence in sequences:
                _insert(root, sequence, tag)
        return {key: _freeze(node) for key, node in root.items()}

    def literal_numbers(self) -> list[str]:
        """The numbers that stand in lists and patterns."""
        keys = {key for sequences in self.sequences for sequence in sequences for key in sequence}
        return sorted(key for key in keys if key[0].isdigit() and not key[-1].isalpha())

    def _complete_numbers(self) -> None:
        tag = self._numbers.get(NUMBER)
        if tag is not None:
            self.sequences[tag] = [("#",), *[(number,) for number in self.literal_numbers()]]


def _insert(root: dict[str, list[object]], sequence: Sequence, tag: int) -> None:
    children = root
    node: list[object] = []
    for key in sequence:
        node = children.setdefault(key, [[], {}])
        children = node[1]  # type: ignore[assignment]
    node[0].append(tag)  # type: ignore[attr-defined]


def _freeze(node: list[object]) -> Node:
    tags, children = node
    assert isinstance(tags, list)
    assert isinstance(children, dict)
    frozen = {key: _freeze(child) for key, child in children.items()}
    return tuple(dict.fromkeys(tags)), frozen or None
