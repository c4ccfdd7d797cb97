"""A plain matcher that is obviously right: every line of a phrase, at every word, by trying everything.

It goes by what `docs/rules-language.md` promises. With the product it shares how a phrase is read, laid out in lines and
inflected, and how a word is folded, all of which have tests of their own; it knows no tags, no trie, no triggers, and
remembers nothing from one try to the next.
"""

from __future__ import annotations

from functools import cache

from healthlint.language.data import EntryData, ListData, RulesetData
from healthlint.language.lines import Item, Line, flatten
from healthlint.language.lists import Expanded, expand
from healthlint.language.merge import merge
from healthlint.language.phrase import NUMBER, parse
from healthlint.words import PUNCTUATION, QUIET, fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

Match = tuple[int, int, tuple[tuple[str, int, int], ...]]
"""First word, word after the last, and what each item of the line matched as (captured list, first, after the last)."""

Rows = dict[str, list[tuple[str, ...]]]
"""Rows of words by the first of them."""

STOPS = frozenset(";?!.")
"""What no gap passes over."""


class WordLists:
    """The lists of some rulesets as rows of words, and the words in which they do not count."""

    def __init__(self, rulesets: list[RulesetData]) -> None:
        self._parts = merge(rulesets).lists
        self._expanded = {name: self._spelt_out(parts) for name, parts in self._parts.items()}
        self._rows: dict[str, tuple[Rows, Rows]] = {}

    @staticmethod
    def _spelt_out(parts: list[ListData]) -> Expanded:
        expanded = Expanded()
        for part in parts:
            expand(part, expanded)
        return expanded

    def _members(self, name: str) -> list[str]:
        members = [name]
        for member in members:
            members += [inner for inner in self._expanded[member].includes if inner not in members]
        return members

    def rows(self, name: str) -> tuple[Rows, Rows]:
        """The rows of words of a list (or of `list/form`), and those that bar what lies inside them."""
        if name not in self._rows:
            base, _, form = name.partition("/")
            members = self._members(base)
            entries = [
                row
                for member in members
                for row in (self._expanded[member].forms.get(form, ()) if form else self._expanded[member].sequences)
            ]
            barring = Expanded()
            for part in (part for member in members for part in self._parts[member]):
                expand(ListData(part.name, [EntryData(text) for text in part.exceptions]), barring)
            self._rows[name] = by_first(entries), by_first(barring.sequences)
        return self._rows[name]


def by_first(rows: Iterable[tuple[str, ...]]) -> Rows:
    """Rows of words by their first."""
    table: Rows = {}
    for row in rows:
        table.setdefault(row[0], []).append(row)
    return table


@cache
def lines_of(phrase: str) -> list[Line]:
    """The lines of a phrase."""
    return flatten(parse(phrase))


@cache
def rows_of(item: Item) -> Rows:
    """The words of an item by the first of them."""
    return by_first(item.sequences)


def is_number(word: str) -> bool:
    """Whether `#` matches a word of the text."""
    return fold(word)[0].isdigit() and not fold(word)[-1].isalpha()


def keys_of(word: str) -> list[str]:
    """The ways in which a phrase may ask for a word of the text: folded, and `=Word` in just this case."""
    possessive = word[-1] == "s" and fold(word) == fold(word[:-2] or word)
    return [fold(word), f"={word}", *([f"={word[:-2]}"] if possessive else [])]


class Reference:
    """One sentence, its words as they stand in the text, with all that can be asked of it."""

    def __init__(self, lists: WordLists, words: list[str]) -> None:
        self._lists = lists
        self._words = words
        self._folded = [fold(word) for word in words]
        self._keys = [keys_of(word) for word in words]
        self._bars: dict[str, list[tuple[int, int]]] = {}

    def matches(self, phrase: str) -> list[Match]:
        """The matches of a phrase: of each of its lines from left to right, none inside the one before."""
        return [match for line in lines_of(phrase) for match in self._line(line)]

    def _line(self, line: Line) -> list[Match]:
        found: list[Match] = []
        for start in range(len(self._words)):
            if found and start < found[-1][1]:
                continue
            if line.at_start and not all(word in PUNCTUATION for word in self._folded[:start]):
                continue
            items = self._way(line, 0, start)
            if items is not None:
                found.append((start, items[-1][2], tuple(items)))
        return found

    def _way(self, line: Line, number: int, position: int) -> list[tuple[str, int, int]] | None:
        """What the items from `number` on match behind `position`: the nearest place, there the most words."""
        if number == len(line.items):
            at_end = all(word in PUNCTUATION for word in self._folded[position:])
            return [] if at_end or not line.at_end else None
        item = line.items[number]
        for at in self._reach(position, item.gap) if number else [position]:
            for end in sorted(self._item(item, at), reverse=True):
                rest = self._way(line, number + 1, end)
                if rest is not None:
                    return [(capture(item), at, end), *rest]
        return self._way(line, number + 1, position) if item.optional else None

    def _reach(self, position: int, gap: int) -> list[int]:
        """Where the next item may begin: at once, behind quiet punctuation, behind up to `gap` words.

        A negative gap is one that no punctuation stands in.
        """
        places = []
        words = 0
        for at in range(position, len(self._words)):
            places.append(at)
            word = self._folded[at]
            if word in QUIET:
                continue
            if gap == 0 or word in STOPS or (gap < 0 and word in PUNCTUATION):
                break
            words += word not in PUNCTUATION
            if words > abs(gap):
                break
        return places

    def _item(self, item: Item, at: int) -> set[int]:
        """Where what an item asks for may end, if it begins at word `at`."""
        if at >= len(self._words):
            return set()
        return {end for name in item.lists for end in self._list(name, at)} | self._any(rows_of(item), at)

    def _list(self, name: str, at: int) -> list[int]:
        """The ends of the entries of a list that begin here, but for those inside of words that bar them."""
        if name == NUMBER:
            return [at + 1] if is_number(self._words[at]) else []
        entries, barring = self._lists.rows(name)
        if name not in self._bars:
            starts = range(len(self._words))
            self._bars[name] = [(start, end) for start in starts for end in self._any(barring, start)]
        bars = self._bars[name]
        return [end for end in self._any(entries, at) if not any(start <= at and end <= stop for start, stop in bars)]

    def _any(self, rows: Rows, at: int) -> set[int]:
        """Where any of some rows may end."""
        return {end for key in self._keys[at] for row in rows.get(key, ()) for end in self._row(row, at)}

    def _row(self, row: tuple[str, ...], at: int) -> set[int]:
        """Where words in a row may end; quiet punctuation does not keep them apart."""
        if at >= len(self._words) or row[0] not in self._keys[at]:
            return set()
        if len(row) == 1:
            return {at + 1}
        return {end for following in self._reach(at + 1, 0) for end in self._row(row[1:], following)}


def capture(item: Item) -> str:
    """The list that messages may name, "*" where it could be several, "" where it is words."""
    if not item.lists:
        return ""
    return item.lists[0].partition("/")[0] if len(item.lists) == 1 and not item.sequences else "*"
