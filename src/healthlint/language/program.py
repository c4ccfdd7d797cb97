"""A compiled program ready to run: the data of the compiler, indexed for the tagger, the matcher and the judgement."""

from __future__ import annotations

from healthlint.language.repeated import Repeated
from healthlint.language.sets import Line, Sets, Watch
from healthlint.language.trie import Trie
from healthlint.rule import Reference, Rule
from healthlint.words import Keys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from healthlint.language.tags import Node

FORMAT = 8
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


class _Tries(dict[int, "tuple[dict[str, Node], ...]"]):
    """The tries of the lazy tags of an element, put together where they are first asked for."""

    __slots__ = ("_elements", "_lazy")

    def __init__(self, elements: list[tuple[int, ...]], lazy: dict[int, dict[str, Node]]) -> None:
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
    the trie. `primary`, `cued` and `nearby` tell which lines are tried where (see WATCHES). `reaching` are the cues
    that can reach a match: all but those that only vote; `voting` are the places of those that do both. `exempted` has
    the rules of each exception, `excepted` all of them; `special` the elements of some lists by name. `repeated` holds
    what was found in sentences that come again.
    """

    def __init__(self, data: dict[str, Any]) -> None:
        self.stamps: list[tuple[str, str, str]] = data["stamps"]
        self.root = Trie(data["trie"])
        self.lazy: dict[int, dict[str, Node]] = data["lazy"]
        self.keys = Keys(data["exact"], frozenset(data["numbers"]))
        self.elements: list[tuple[int, ...]] = data["elements"]
        self.tries = _Tries(self.elements, self.lazy)
        self.sets = Sets(data)
        self.tags: list[str] = data["tags"]
        self.blocks: dict[int, tuple[int, ...]] = data["blocks"]
        self.special: dict[str, int] = data["special"]
        self.model: dict[str, dict[str, float]] = data["model"]
        self.profiles: dict[str, dict[str, Any]] = data["profiles"]
        self.rules = [_rule(fields) for fields in data["rules"]]
        self.cues = [Cue(fields) for fields in data["cues"]]
        self.reaching = _reaching(self.rules, self.cues)
        self.voting = frozenset([self.cues[number].where for number in self.reaching if self.cues[number].vote])
        self.patterns = [Pattern(*fields) for fields in data["patterns"]]
        self.repeated = Repeated()
        self._watches: dict[frozenset[int], Watch] = {}
        self.exempted: list[tuple[int, ...]] = data["exempted"]
        self.excepted = frozenset([rule for rules in self.exempted for rule in rules])
        self.lines: list[Line] = data["lines"]
        self.regexes: list[tuple[int, str]] = data["regexes"]
        self.primary, self.cued, self.nearby = (Watch(self.sets, pairs, self.lines) for pairs in data["watched"])

    def watch_of(self, rules: frozenset[int] | None) -> Watch:
        """`primary` for some rules alone: the patterns of others are not tried. None stands for all."""
        if rules is None:
            return self.primary
        watch = self._watches.get(rules)
        if watch is None:
            if len(self._watches) >= _MOST_WATCHES:
                self._watches.clear()
                self.repeated.clear()  # what was found by watches that are gone
            others = [at for at, each in enumerate(self.patterns) if each.owner == RULE and each.index not in rules]
            watch = self._watches[rules] = self.primary.without(frozenset(others)) if others else self.primary
        return watch

    @classmethod
    def empty(cls) -> Program:
        """A program without rules: it finds words and sentences and nothing else."""
        rows = (
            "stamps",
            "numbers",
            "elements",
            "tags",
            "sets",
            "holders",
            "rules",
            "cues",
            "patterns",
            "lines",
            "exempted",
        )
        tables = ("trie", "lazy", "exact", "blocks", "subjects", "special", "model", "profiles")
        more: dict[str, object] = {"regexes": (), "exempted": (), "named": (), "watched": ({},) * len(WATCHES)}
        return cls({**dict.fromkeys(rows, ()), **{name: {} for name in tables}, **more})

    def with_severities(self, severities: Mapping[str, str]) -> Program:
        """The same program, in which the rules named have another severity, whatever the stance."""
        from copy import copy  # few configurations change severities

        changed = copy(self)
        changed.rules = [_graded(rule, severities[rule.id]) if rule.id in severities else rule for rule in self.rules]
        return changed


def _reaching(rules: list[Rule], cues: list[Cue]) -> frozenset[int]:
    required = {id_ for rule in rules for id_ in _strings(rule.options.get("requires"))}
    return frozenset(
        number for number, cue in enumerate(cues) if cue.points or cue.stance or cue.cancels or cue.id in required
    )


def _strings(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _graded(rule: Rule, severity: str) -> Rule:
    from copy import copy  # as above

    graded = copy(rule)
    graded.severity = dict.fromkeys(rule.severity, str(severity))
    return graded


def _rule(fields: dict[str, Any]) -> Rule:
    references = tuple(Reference(*reference) for reference in fields["references"])
    return Rule(**{**fields, "references": references})
