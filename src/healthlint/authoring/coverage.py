"""What no example reaches: patterns, terms, phrases of cues and lists, and entries that their own list does not find.

A pattern or term is reached where it matches marked words of a flag example of its rule; a cue or an entry where it
stands in any flag or pass example. What says why it is `untested` is explained.
"""

from __future__ import annotations

from healthlint.authoring.reach import Reach
from healthlint.authoring.tagging import Entries, entries_of, members, misread
from healthlint.language.merge import merge

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.errors import Mistake
    from healthlint.language.data import CueData, RuleData, RulesetData, Text
    from healthlint.language.program import Program

_SHOWN = 3
"""How many phrases one message names."""

_LONGEST = 60
"""How many characters it shows of each."""

_OR = "add an example, take it out, or say why: untested"


class Coverage:
    """What the examples reach.

    `counts` maps a sort of thing ("patterns", "cue phrases", "lists", "list entries") to how many of them are reached
    and how many there are; `lists` holds the same for the entries of each list. `unexplained` names what is not reached
    and does not say why, or says why though it is reached; `explained` counts what says why.
    """

    __slots__ = ("counts", "explained", "lists", "unexplained")

    def __init__(self) -> None:
        self.counts: dict[str, tuple[int, int]] = {}
        self.lists: dict[str, tuple[int, int]] = {}
        self.unexplained: list[Mistake] = []
        self.explained = 0

    def note(self, sort: str, reached: int, all_: int) -> None:
        """Count some things of a sort."""
        before = self.counts.get(sort, (0, 0))
        self.counts[sort] = (before[0] + reached, before[1] + all_)

    def judge(self, place: Text, reached: int, all_: int, untested: str, message: str) -> None:
        """Name a thing of which not `all_` parts are `reached`, unless it says why."""
        if reached < all_ and untested:
            self.explained += 1
        elif reached < all_:
            self.unexplained.append(place.mistake(message))
        elif untested:
            self.unexplained.append(place.mistake("is reached by an example: take `untested` out"))


def measure(program: Program, rulesets: list[RulesetData], tested: list[RulesetData]) -> Coverage:
    """What the examples of the rulesets `tested` reach of what these define; `program` is made of all `rulesets`."""
    reach = Reach(program)
    for data in tested:
        for rule in data.rules:
            for example in rule.examples:
                reach.read(rule, example)
    coverage = Coverage()
    for data in tested:
        for rule in data.rules:
            _patterns(coverage, reach, rule)
    files = {data.label for data in tested}
    merged = merge(rulesets)
    for cue in merged.cues:
        if cue.id.file in files:
            _cue(coverage, reach, cue)
    lists = entries_of(merged.lists)
    reached = {name: reach.entries(words, lists) for name, words in lists.items()}
    for name, words in lists.items():
        if words.data.name.file in files:
            _list(coverage, words, reached[name], any(reached[member] for member in members(name, lists)))
    for place, message in misread(program, lists):
        if place.file in files:
            coverage.unexplained.append(place.mistake(message))
    order = {data.label: index for index, data in enumerate(rulesets)}
    coverage.unexplained.sort(key=lambda mistake: (order.get(mistake.file, 0), mistake.line, mistake.column))
    return coverage


def _patterns(coverage: Coverage, reach: Reach, rule: RuleData) -> None:
    for name, place, untested in _written(rule):
        reached = int(reach.has_pattern(rule, name))
        coverage.note("patterns", reached, 1)
        coverage.judge(place, reached, 1, untested, f"no flag example is found by this pattern: {_OR}")


def _written(rule: RuleData) -> Iterator[tuple[str, Text, str]]:
    """The patterns and terms of a rule: the name of each in the program, its place, why it is untested."""
    for number, pattern in enumerate(rule.patterns):
        yield pattern.id or str(number + 1), pattern.text, pattern.untested
    terms: list[dict[str, Text]] = rule.options.get("terms", [])  # type: ignore[assignment]
    for number, term in enumerate(terms):
        yield str(term.get("id", number + 1)), term["avoid"], term.get("untested", "")


def _cue(coverage: Coverage, reach: Reach, cue: CueData) -> None:
    missing = [text for number, text in enumerate(cue.phrases) if not reach.has_phrase(cue, number)]
    all_ = len(cue.phrases)
    reached = all_ - len(missing)
    coverage.note("cue phrases", reached, all_)
    which = f"{len(missing)} of {all_} phrases" if reached else "any of its phrases" if all_ > 1 else "its phrase"
    coverage.judge(cue.id, reached, all_, cue.untested, f"no example reaches {which} ({_few(missing)}): {_OR}")


def _few(texts: list[Text]) -> str:
    shown = [f"`{text if len(text) <= _LONGEST else text[:_LONGEST] + '…'}`" for text in texts[:_SHOWN]]
    return ", ".join(shown) + (f" and {len(texts) - _SHOWN} more" if len(texts) > _SHOWN else "")


def _list(coverage: Coverage, words: Entries, reached: int, is_reached: bool) -> None:
    """Count the entries of a list; it `is_reached` too where one of a list that it takes in is."""
    name, all_ = words.data.name, len(words.entries)
    coverage.note("lists", int(is_reached), 1)
    coverage.note("list entries", reached, all_)
    if all_:
        coverage.lists[str(name)] = (reached, all_)
    coverage.judge(name, int(is_reached), 1, words.data.untested, f"no example reaches any entry of this list: {_OR}")
