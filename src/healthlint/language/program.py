"""A compiled program ready to run: the data of the compiler, indexed for the tagger, the matcher and the judgement."""

from __future__ import annotations

from healthlint.language.packed import Rows, Table
from healthlint.language.repeated import Repeated
from healthlint.language.sets import Line, Sets, Watch
from healthlint.language.trie import Trie
from healthlint.rule import RULE_FIELDS, Reference, Rule
from healthlint.words import Keys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from healthlint.language.tags import Node

FORMAT = 9
"""The form of a compiled program; a stored program of another form is made anew."""

_MOST_WATCHES = 32
"""Choices of rules that are kept ready at most: the pages of a run make few."""

RULE, CUE, EXCEPTION = range(3)
"""What a pattern belongs to: the index beside it counts rules, cues, or exceptions."""


SAME = ("before", "after", "around", "inside", "anywhere", "sentence")
"""Where a cue stands that is looked for in the sentence of the match."""

NEARBY = ("previous", "next", "heading")
"""Where a cue stands that is looked for in another sentence than that of the match."""

ANY = "*"
"""The name of a capture that could be of several lists."""


class Cue:
    """Words around a match that change what it means; the fields are those of the rule language."""

    __slots__ = (
        "across",
        "cancels",
        "categories",
        "context",
        "id",
        "points",
        "stance",
        "subjects",
        "vote",
        "what",
        "where",
        "within",
    )

    def __init__(self, data: dict[str, Any]) -> None:
        self.id: str = data["id"]
        self.what = f"cue {self.id}"
        self.where: str = data["where"]
        self.within: int = data["within"]
        self.across: bool = data["across"]
        self.stance: str = data["stance"]
        self.points: float = data["points"]
        self.vote: float = data["vote"]
        self.cancels: tuple[str, ...] = data["cancels"]
        self.context: str = data["context"]
        self.categories: tuple[str, ...] = data["categories"]
        self.subjects: tuple[str, ...] = data["subjects"]


class Pattern:
    """A phrase or regular expression of a rule or cue.

    `owner` is RULE, CUE or EXCEPTION, `index` counts the owners. `role` is "", "except", "accept", "needed", "product",
    "source", "page-source"; `use` is what to write instead of a term, `fix` whether that may be done by machine.
    """

    __slots__ = ("fix", "id", "index", "owner", "points", "role", "text", "use", "what")

    def __init__(self, owner: int, index: int, id: str, points: float, text: str, extra: object) -> None:
        self.owner = owner
        self.index = index
        self.id = id
        self.points = points
        self.text = text
        self.what = f"pattern {id}"
        self.role = extra if isinstance(extra, str) else ""
        self.use, self.fix = extra if isinstance(extra, tuple) else ("", False)


WATCHES = ("primary", "cued", "nearby")
"""What lines are looked for together: in every sentence those of rules, of cues that vote and of cues that reach all of
the page; where something matched those of exceptions and of cues that reach a match in their own sentence; beside it
those of cues that reach one in another sentence.
"""


class _Lazy:
    """The tries of the tags that are not looked for in every sentence."""

    __slots__ = ("_numbers", "_tries")

    def __init__(self, numbers: dict[int, int], tries: Sequence[dict[str, Node]]) -> None:
        self._numbers = numbers
        self._tries = tries

    def __contains__(self, tag: int) -> bool:
        return tag in self._numbers

    def __getitem__(self, tag: int) -> dict[str, Node]:
        return self._tries[self._numbers[tag]]


class _Tries(dict[int, "tuple[dict[str, Node], ...]"]):
    """The tries of the lazy tags of an element, put together where they are first asked for."""

    __slots__ = ("_elements", "_lazy")

    def __init__(self, elements: dict[int, tuple[int, ...]], lazy: _Lazy) -> None:
        super().__init__()
        self._elements = elements
        self._lazy = lazy

    def __missing__(self, element: int) -> tuple[dict[str, Node], ...]:
        tries = self[element] = tuple(self._lazy[tag] for tag in self._elements[element] if tag in self._lazy)
        return tries


class Program:
    """All loaded rules, lists and cues.

    `root` is the trie of the tags that are looked for in every sentence, `lazy` those of the others. `elements[i]` is a
    tuple of tags, `tries` maps an element to the tries of its lazy tags, `sets` are the sets of tags at the nodes of
    the trie. `primary`, `cued` and `nearby` tell which lines are tried where (see WATCHES). `ids` are those of the
    rules, `fits` the rules by the contexts and jurisdictions that they are for, `whole` those that look at a page as a
    whole. `reaching` are the cues that can reach a match: all but those that only vote; `voting` are the places of
    those that do both. `exempted` has the rules of each exception, `excepted` all of them; `special` the elements of
    some lists by name. `repeated` holds what was found in sentences that come again.
    """

    def __init__(self, data: dict[str, Any]) -> None:
        packed = data["packed"] = memoryview(data["packed"])
        self.stamps: list[tuple[str, str, str]] = data["stamps"]
        self.root = Trie(Table(packed, data["trie"]))
        self.lazy = _Lazy(data["lazy"], Rows(packed, data["tries"]))
        self.keys = Keys(data["exact"], frozenset(data["numbers"]))
        self.elements: dict[int, tuple[int, ...]] = Rows(packed, data["elements"]).known
        self.tries = _Tries(self.elements, self.lazy)
        self.sets = Sets(data)
        self.tags: list[str] = data["tags"]
        self.blocks: dict[int, tuple[int, ...]] = data["blocks"]
        self.special: dict[str, int] = data["special"]
        self.model: dict[str, dict[str, float]] = data["model"]
        self.profiles: dict[str, dict[str, Any]] = data["profiles"]
        self.rules: Sequence[Rule] = Rows(packed, data["rules"], _rule)
        self.ids: list[str] = data["ids"]
        self.fits: list[tuple[tuple[str, ...], tuple[str, ...], list[int]]] = data["fits"]
        self.whole: list[int] = data["whole"]
        self.cues = [Cue(fields) for fields in data["cues"]]
        self.reaching = frozenset(data["reaching"])
        self.voting = frozenset([self.cues[number].where for number in self.reaching if self.cues[number].vote])
        self.patterns: dict[int, Pattern] = Rows(packed, data["patterns"], _pattern).known
        self._starts: list[int] = data["starts"]
        self.repeated = Repeated()
        self._watches: dict[frozenset[int], Watch] = {}
        self.exempted: list[tuple[int, ...]] = data["exempted"]
        self.excepted = frozenset([rule for rules in self.exempted for rule in rules])
        self.lines: dict[int, Line] = Rows(packed, data["lines"]).known
        self.regexes: list[tuple[int, str]] = data["regexes"]
        self.primary, self.cued, self.nearby = (Watch(self.sets, watched) for watched in data["watched"])

    def watch_of(self, rules: frozenset[int] | None) -> Watch:
        """`primary` for some rules alone: the patterns of others are not tried. None stands for all."""
        if rules is None:
            return self.primary
        watch = self._watches.get(rules)
        if watch is None:
            if len(self._watches) >= _MOST_WATCHES:
                self._watches.clear()
                self.repeated.clear()  # what was found by watches that are gone
            starts = self._starts
            out = frozenset(range(len(self.rules))) - rules
            others = frozenset([line for rule in out for line in range(starts[rule], starts[rule + 1])])
            watch = self._watches[rules] = self.primary.without(others) if others else self.primary
        return watch

    @classmethod
    def empty(cls) -> Program:
        """A program without rules: it finds words and sentences and nothing else."""
        from healthlint.language.packed import pack_rows, pack_table  # a run over files comes with rules

        packed = bytearray()
        none = pack_rows(packed, ())
        rows = ("stamps", "numbers", "tags", "cues", "fits", "whole", "reaching", "ids", "starts", "exempted")
        tables = ("lazy", "exact", "blocks", "subjects", "special", "model", "profiles")
        return cls(
            {
                **dict.fromkeys((*rows, "regexes", "named"), ()),
                **{name: {} for name in tables},
                **dict.fromkeys(("sets", "elements", "holders", "rules", "patterns", "lines", "tries"), none),
                "watched": ({},) * len(WATCHES),
                "trie": pack_table(packed, {}),
                "packed": bytes(packed),
            }
        )

    def with_severities(self, severities: Mapping[str, str]) -> Program:
        """The same program, in which the rules named have another severity, whatever the stance."""
        from copy import copy  # few configurations change severities

        changed = copy(self)
        changed.rules = [_graded(rule, severities[rule.id]) if rule.id in severities else rule for rule in self.rules]
        return changed


def _graded(rule: Rule, severity: str) -> Rule:
    from copy import copy  # as above

    graded = copy(rule)
    graded.severity = dict.fromkeys(rule.severity, str(severity))
    return graded


def _rule(fields: tuple[Any, ...]) -> Rule:
    rule = Rule(*fields)
    rule.references = tuple([Reference(*reference) for reference in fields[_REFERENCES]])
    return rule


_REFERENCES = RULE_FIELDS.index("references")


def _pattern(fields: tuple[Any, ...]) -> Pattern:
    return Pattern(*fields)
