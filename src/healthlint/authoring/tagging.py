"""The entries of lists spelt out, and whether each list finds its own entries where they stand alone."""

from __future__ import annotations

import re

from healthlint.document import SEPARATOR, Document, Region
from healthlint.language.data import ListData
from healthlint.language.lists import Expanded, expand
from healthlint.matching.page import Page
from healthlint.words import QUIET, fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from healthlint.language.data import EntryData, Text
    from healthlint.language.lists import Sequence
    from healthlint.language.program import Program

_PLAIN = re.compile(r"[\w' .-]+")


class Entries:
    """A list spelt out: `data` is its definition, `entries` the words of each entry with all its sequences of keys,
    `includes` the names of the lists that it takes in. What extends the list is part of it.
    """

    __slots__ = ("data", "entries", "includes")

    def __init__(self, parts: list[ListData]) -> None:
        self.data = parts[0]
        self.entries: list[tuple[Text, list[Sequence]]] = []
        self.includes: list[str] = []
        for part in parts:
            for entry in part.entries:
                self._add(part, entry)

    def _add(self, part: ListData, entry: EntryData) -> None:
        expanded = Expanded()
        expand(ListData(part.name, [entry], inflect=part.inflect), expanded)
        self.includes += expanded.includes
        if expanded.sequences:
            self.entries.append((entry.word, list(expanded.sequences)))


def entries_of(lists: dict[str, list[ListData]]) -> dict[str, Entries]:
    """The lists by name, each spelt out."""
    return {name: Entries(parts) for name, parts in lists.items()}


def holders(name: str, lists: dict[str, Entries]) -> set[str]:
    """The list and every list that takes it in, also by way of others."""
    found = {name}
    while True:
        more = {other for other, words in lists.items() if not found.isdisjoint(words.includes)} - found
        if not more:
            return found
        found |= more


def members(name: str, lists: dict[str, Entries]) -> list[str]:
    """The list and every list that it takes in, also by way of others."""
    found = [name]
    for member in found:
        found += [inner for inner in lists[member].includes if inner not in found]
    return found


def in_any_case(sequence: Iterable[str]) -> Sequence:
    """A sequence of keys without the marks of exact case and without quiet punctuation."""
    return tuple([fold(key[1:]) if key[0] == "=" and key[1:] else key for key in sequence if key not in QUIET])


def tags_of(program: Program, names: set[str]) -> tuple[int, ...]:
    """The tags that stand for some lists, those for one form of their verbs too."""
    return tuple([tag for tag, name in enumerate(program.tags) if name and name.partition("/")[0] in names])


def misread(program: Program, lists: dict[str, Entries]) -> Iterator[tuple[Text, str]]:
    """The entries that their own list does not find where they stand alone, each with what is wrong."""
    tried: list[tuple[str, Text, str]] = []
    tags: dict[str, tuple[int, ...]] = {}
    for name, words in lists.items():
        around = holders(name, lists)
        tags[name] = tuple([tag for tag in tags_of(program, around) if "/" not in program.tags[tag]])
        if tags[name]:
            tried += [(name, word, _spelt(word, sequences[0])) for word, sequences in words.entries]
    page = Page(program, _document([text for _, _, text in tried]))
    for index, (name, word, _) in enumerate(tried):
        found = page.sentences_of(index)
        if len(found) != 1:
            yield word, f"`{word}` is read as {len(found)} sentences: the list never finds it"
            continue
        sentence = page.sentences[found[0]]
        if not any(max(ends) == len(sentence.keys) for at, ends in sentence.places(tags[name]).items() if at == 0):
            read = " ".join(sentence.keys)
            yield word, f"`{word}` is not found by its own list where it stands alone (read as `{read}`)"


def _spelt(word: Text, sequence: Sequence) -> str:
    """An entry as a person writes it."""
    if _PLAIN.fullmatch(word):
        return str(word)
    return " ".join([key[1:] if key[0] == "=" and key[1:] else key for key in sequence])


def _document(texts: list[str]) -> Document:
    """A document with a paragraph for each text."""
    prose = SEPARATOR.join(texts)
    document = Document("entries.txt", prose)
    document.prose = prose
    document.map.add(0, len(prose), 0, len(prose))
    start = 0
    for text in texts:
        document.regions.append(Region("paragraph", start, start + len(text)))
        start += len(text) + len(SEPARATOR)
    return document
