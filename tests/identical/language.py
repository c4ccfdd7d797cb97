"""Random rulesets and random sentences about the same few words, so that phrases often match and nearly match."""

from __future__ import annotations

import random

from hypothesis import strategies as st

from healthlint.language.data import CueData, EntryData, ListData, PatternData, RuleData, RulesetData, Text
from healthlint.language.inflect import all_forms, verb_forms
from healthlint.language.lines import flatten
from healthlint.language.phrase import (
    NUMBER,
    Alternatives,
    Element,
    Gap,
    ListRef,
    PhraseError,
    Words,
    parse,
)

WORDS = ("tea", "kratom", "ease", "risk", "of", "the", "no", "not", "safe", "non-toxic", "it's", "12", "5", "café", "=AIDS", "=Tea", "=5")  # fmt: skip

_SIGNS = (",", ":", ";", "!", '"', "--", r"\$", r"\?", r"\#", "#", "%")


def _choice(weighted: dict[str, int]) -> st.SearchStrategy[str]:
    return st.sampled_from([each for each, weight in weighted.items() for _ in range(weight)])


_GAP = _choice({"": 6, "...": 1, "...2": 2, "..": 1, "..3": 1, "...12": 1})
_OPTIONAL = _choice({"": 4, "?": 1})
_WORD = st.one_of(st.sampled_from(WORDS), st.sampled_from(WORDS[:4]).map(lambda word: word + "~"))
_RUN = st.lists(_WORD, min_size=1, max_size=3).map(" ".join)
_LIST = st.sampled_from(["{drug}", "{ease-verb}", "{ease-verb/ing}", "{preposition}", "{pain}"])


def _sequence(part: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pairs = st.lists(st.tuples(_GAP, part), max_size=3)
    return st.tuples(part, pairs).map(lambda both: " ".join([both[0], *(" ".join(pair) for pair in both[1])]))


def _parts() -> st.SearchStrategy[str]:
    plain = st.one_of(_WORD, _RUN, _LIST, st.sampled_from(_SIGNS))
    single = st.tuples(st.one_of(_WORD, _LIST), _OPTIONAL).map("".join)
    branches = st.lists(_sequence(st.one_of(plain, single)), min_size=1, max_size=3).map("|".join)
    group = st.tuples(branches, _OPTIONAL).map(lambda both: f"({both[0]}){both[1]}")
    return st.one_of(plain, single, group)


def _is_readable(phrase: str) -> bool:
    try:
        return bool(flatten(parse(phrase)))
    except PhraseError:
        return False


_ENDS = (_choice({"": 6, "^ ": 1}), _choice({"": 6, " $": 1}))
PHRASE = st.tuples(_ENDS[0], _sequence(_parts()), _ENDS[1]).map("".join).filter(_is_readable)

_ENTRY = st.lists(st.sampled_from([*WORDS, "pain", "in", "opioid"]), min_size=1, max_size=3).map(" ".join)


@st.composite
def rulesets(draw: st.DrawFn) -> RulesetData:
    """A ruleset of lists that hold each other, rules with exceptions, and cues of every place."""
    data = RulesetData("own.yaml", "0", Text.at("own/random"), "1.0.0")
    data.lists = [
        _list("drug", draw(st.lists(_ENTRY, min_size=1, max_size=4)), subject="product"),
        _list("ease-verb", ["ease", "help with", *draw(st.lists(_ENTRY, max_size=2))], inflect="verb"),
        _list("preposition", ["of", "of the", *draw(st.lists(st.sampled_from(["{drug}", "in"]), max_size=2))]),
        _list("pain", ["pain", "{drug}"], excepted=draw(st.lists(_ENTRY, max_size=2))),
    ]
    data.rules = [
        RuleData(
            Text.at(f"rule-{number}"),
            "claim",
            {"category": "immune", "message": Text.at("says {match}"), "severity": "error"},
            [PatternData(Text.at(phrase)) for phrase in draw(st.lists(PHRASE, min_size=1, max_size=3))],
            [Text.at(phrase) for phrase in draw(st.lists(PHRASE, max_size=1))],
            {},
            [],
        )
        for number in range(draw(st.integers(1, 4)))
    ]
    for number, where in enumerate(draw(st.lists(st.sampled_from(["before", "next", "page"]), max_size=2))):
        data.cues.append(_cue(f"cue-{number}", where, draw(PHRASE), draw(st.sampled_from([0.0, 1.0]))))
    return data


def _list(name: str, entries: list[str], inflect: str = "none", subject: str = "", excepted: object = ()) -> ListData:
    assert isinstance(excepted, list | tuple)
    made = [EntryData(Text.at(entry)) for entry in dict.fromkeys(entries)]
    exceptions = [Text.at(entry) for entry in excepted]
    return ListData(Text.at(name), made, inflect=inflect, subject=subject, exceptions=exceptions)


def _cue(id: str, where: str, phrase: str, vote: float) -> CueData:
    return CueData(Text.at(id), [Text.at(phrase)], where, points=1.0, vote=vote)


_HARD = (
    "Tea", "TEA", "Tea's", "AIDS", "aids", "AIDS’s", "kratom’s", "caf\u0065\u0301", "kra\u00adtom", "non toxic", "nontoxic", "non\u2011toxic",
    "easing", "eased", "eases", "helps with", "helping", "pain", "in", "opioid", "and", "it’s", "5mg", "13", "3.5", "①", "5%", "ﬁne", "\ufffc",
)  # fmt: skip
_MARKS = (
    ",",
    ";",
    "!",
    "?",
    ".",
    "…",
    '"',
    "“",
    "*",
    "†",
    "[",
    "]",
    "(",
    "™",
    "--",
    " – ",
    ":",
    "$",
    "€",
    "#",
    "%",
    "•",
)
_TOKEN = st.one_of(
    st.sampled_from([word.lstrip("=") for word in WORDS]),
    st.sampled_from(_HARD),
    st.sampled_from(_MARKS),
)
_ANYTHING = st.text(max_size=6)

LOOSE = st.lists(
    st.tuples(st.one_of(_TOKEN, _TOKEN, _TOKEN, _ANYTHING), _choice({" ": 8, "": 1, "\n": 1})), min_size=1, max_size=16
).map(lambda parts: "".join(word + space for word, space in parts))
"""Words of the phrases in any order and spelling, between any punctuation; now and then anything at all."""


@st.composite
def rules_and_text(draw: st.DrawFn) -> tuple[RulesetData, str]:
    """A ruleset, and a text of sentences that its own phrases tell, or nearly tell, among loose words."""
    ruleset = draw(rulesets())
    chance = draw(st.randoms(use_true_random=False))
    phrases = [
        phrase for rule in ruleset.rules for phrase in (*[each.text for each in rule.patterns], *rule.exceptions)
    ]
    phrases += [phrase for cue in ruleset.cues for phrase in cue.phrases]
    teller = Teller({str(each.name): [str(entry.word) for entry in each.entries] for each in ruleset.lists}, chance)
    told = [teller.tell(chance.choice(phrases)) for _ in range(draw(st.integers(1, 5)))]
    told.insert(draw(st.integers(0, len(told))), draw(LOOSE))
    return ruleset, chance.choice((" ", ". ", "\n\n", ", ")).join(told)


class Teller:
    """Says in words what a phrase asks for, with marks that keep no words apart, and now and then something wrong."""

    def __init__(self, lists: dict[str, list[str]], chance: random.Random) -> None:
        self._lists = lists
        self._chance = chance

    def tell(self, phrase: str) -> str:
        """Words that most likely match the phrase."""
        words = self._words(parse(phrase))
        spaced = [word + self._chance.choice((*[" "] * 12, ' "', "* ", " , ", " [", "™ ", "  ")) for word in words]
        return "".join(spaced).rstrip(' "')

    def _words(self, elements: list[Element]) -> list[str]:
        words: list[str] = []
        for element in elements:
            if not (element.optional and self._chance.random() < 0.4) and self._chance.random() > 0.02:
                words += self._element(element)
        return words

    def _element(self, element: Element) -> list[str]:
        chance = self._chance
        if isinstance(element, Words):
            last = chance.choice(all_forms(element.keys[-1])) if element.inflect else element.keys[-1]
            return [key.lstrip("=") or key for key in (*element.keys[:-1], last)]
        if isinstance(element, ListRef):
            entries = ["7", "12", "5"] if element.name == NUMBER else self._lists[element.name]
            entry = chance.choice(entries)
            if element.name == "ease-verb":
                entry = chance.choice(verb_forms("ease")[element.form or "s"])
            return self._words(parse(entry)) if entry.startswith("{") else entry.replace("=", "").split()
        if isinstance(element, Alternatives):
            return self._words(chance.choice(element.branches))
        if isinstance(element, Gap):
            between = chance.randint(0, chance.choice((2, 2, element.words, element.words + 1)))
            return [chance.choice((*WORDS[:8], "word", ",", "13", "--", ";", "?")) for _ in range(between)]
        return []
