"""Word lists to sequences of keys: alternatives and optional words spelt out, inflections generated."""

from __future__ import annotations

from healthlint.errors import Mistake
from healthlint.language.data import EntryData, ListData
from healthlint.language.inflect import adjective_forms, all_forms, noun_forms, verb_forms
from healthlint.language.phrase import Alternatives, Element, ListRef, PhraseError, Words, parse

Sequence = tuple[str, ...]

MOST_WAYS = 256
"""Ways to write one entry or run of words at most."""

LONGEST_RUN = 60
"""Words in a row at most."""


def ways(tree: list[Element]) -> list[Sequence] | None:
    """Every way to write a run of words, the empty one too where all is optional.

    None where the tree holds a list, a gap or an anchor. Raises PhraseError above MOST_WAYS.
    """
    result: list[Sequence] = [()]
    for element in tree:
        branches = _ways_of(element)
        if branches is None:
            return None
        if element.optional:
            branches = [*branches, ()]
        result = [head + tail for head in result for tail in branches]
        if len(result) > MOST_WAYS:
            raise PhraseError(f"more than {MOST_WAYS} ways to write it: split the phrase or use a list")
    return list(dict.fromkeys(result))


def _ways_of(element: Element) -> list[Sequence] | None:
    if isinstance(element, Words):
        if not element.inflect:
            return [element.keys]
        return [(*element.keys[:-1], form) for form in all_forms(element.keys[-1])]
    if not isinstance(element, Alternatives):
        return None
    result: list[Sequence] = []
    for branch in element.branches:
        found = ways(branch)
        if found is None:
            return None
        result += found
    return result


class Expanded:
    """A list spelt out: its sequences, those of single verb forms, and the lists that it takes in whole."""

    __slots__ = ("forms", "includes", "sequences")

    def __init__(self) -> None:
        self.sequences: dict[Sequence, None] = {}
        self.forms: dict[str, dict[Sequence, None]] = {}
        self.includes: list[str] = []

    def add(self, sequence: Sequence, form: str = "") -> None:
        """Add a sequence, and under the name of a verb form where it is one."""
        self.sequences[sequence] = None
        if form:
            self.forms.setdefault(form, {})[sequence] = None


def expand(data: ListData, into: Expanded) -> list[Mistake]:
    """Add the entries of a list; the mistakes of those that can't be read."""
    return [
        entry.word.mistake(f"`{entry.word}`: {problem}")
        for entry in data.entries
        if (problem := _problem_of(entry, data.inflect, into))
    ]


def _problem_of(entry: EntryData, inflect: str, into: Expanded) -> str:
    """Add an entry; what is wrong with it, "" where nothing is."""
    try:
        _expand_entry(entry, inflect, into)
    except PhraseError as error:
        return str(error)
    return ""


def _expand_entry(entry: EntryData, inflect: str, into: Expanded) -> None:
    tree = parse(entry.word)
    only = tree[0]
    if len(tree) == 1 and isinstance(only, ListRef) and not only.form and not only.optional:
        into.includes.append(only.name)
        return
    is_inflected, first = _is_inflected(tree), _first_words(only)
    for sequence in _sequences(tree):
        if entry.forms is not None:
            into.add(sequence, "base" if inflect == "verb" else "")
        elif is_inflected:
            into.add(sequence)
        else:
            _inflect(sequence, inflect, first, into)
    for text in entry.forms or ():
        for sequence in _sequences(parse(text)):
            into.add(sequence, _form_of(sequence[0]) if inflect == "verb" else "")


def _sequences(tree: list[Element]) -> list[Sequence]:
    found = ways(tree)
    if found is None:
        raise PhraseError("an entry is made of words: no gaps, no `^` or `$`, a {list} only as the whole entry")
    if any(len(sequence) > LONGEST_RUN for sequence in found):
        raise PhraseError(f"an entry of more than {LONGEST_RUN} words")
    return [sequence for sequence in found if sequence]


def _is_inflected(tree: list[Element]) -> bool:
    """Whether an entry says itself which of its words is inflected."""
    return any(
        element.inflect
        if isinstance(element, Words)
        else isinstance(element, Alternatives) and any(map(_is_inflected, element.branches))
        for element in tree
    )


def _first_words(element: Element) -> list[Sequence]:
    """The words with which an entry may begin, a compound as its parts in a row."""
    if isinstance(element, Words):
        return [element.keys]
    branches = element.branches if isinstance(element, Alternatives) else []
    return [keys for branch in branches for keys in _first_words(branch[0])]


def _form_of(word: str) -> str:
    """The name of an irregular form of a verb, by its ending."""
    if word.endswith("ing"):
        return "ing"
    return "s" if word.endswith("s") and not word.endswith("ss") else "ed"


def _inflect(sequence: Sequence, inflect: str, first: list[Sequence], into: Expanded) -> None:
    into.add(sequence)
    if inflect == "verb":
        at = max((len(keys) - 1 for keys in first if sequence[: len(keys)] == keys), default=0)
        for name, forms in verb_forms(sequence[at]).items():
            for form in forms:
                into.add((*sequence[:at], form, *sequence[at + 1 :]), name)
        return
    generate = {"noun": noun_forms, "adjective": adjective_forms}.get(inflect)
    if generate and not sequence[-1].startswith("="):
        for form in generate(sequence[-1]):
            into.add((*sequence[:-1], form))
