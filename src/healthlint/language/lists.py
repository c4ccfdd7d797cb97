"""Word lists to sequences of keys: alternatives and optional words spelt out, inflections generated."""

from __future__ import annotations

from healthlint.language.data import EntryData, ListData
from healthlint.language.inflect import adjective_forms, all_forms, noun_forms, verb_forms
from healthlint.language.phrase import Alternatives, Element, ListRef, PhraseError, Words, parse

Sequence = tuple[str, ...]

MOST_WAYS = 256
"""Ways to write one entry or run of words at most."""


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


def expand(data: ListData, into: Expanded) -> None:
    """Add the entries of a list.

    Raises PhraseError, with the entry as its second argument, where an entry can't be read.
    """
    for entry in data.entries:
        try:
            _expand_entry(entry, data.inflect, into)
        except PhraseError as error:
            raise PhraseError(str(error), entry.word) from None


def _expand_entry(entry: EntryData, inflect: str, into: Expanded) -> None:
    tree = parse(entry.word)
    if len(tree) == 1 and isinstance(tree[0], ListRef) and not tree[0].form:
        into.includes.append(tree[0].name)
        return
    found = ways(tree)
    if found is None:
        raise PhraseError("an entry is made of words: no gaps, no `^` or `$`, a {list} only as the whole entry")
    for sequence in found:
        if sequence:
            _inflect(sequence, "none" if entry.forms is not None else inflect, into)
    for form in entry.forms or ():
        for sequence in ways(parse(form)) or ():
            into.sequences[sequence] = None


def _inflect(sequence: Sequence, inflect: str, into: Expanded) -> None:
    into.sequences[sequence] = None
    if inflect == "verb":
        for name, forms in verb_forms(sequence[0]).items():
            group = into.forms.setdefault(name, {})
            for form in forms:
                group[(form, *sequence[1:])] = None
                into.sequences[(form, *sequence[1:])] = None
        return
    generate = {"noun": noun_forms, "adjective": adjective_forms}.get(inflect)
    if generate and not sequence[-1].startswith("="):
        for form in generate(sequence[-1]):
            into.sequences[(*sequence[:-1], form)] = None
