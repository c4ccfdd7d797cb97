from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from healthlint.errors import RulesetError
from healthlint.language.compiler import compile_rulesets
from healthlint.language.data import EntryData, ListData, PatternData, RuleData, RulesetData, Text
from healthlint.language.program import Program
from healthlint.matching.matcher import Matched
from healthlint.matching.page import Page
from healthlint.words import NUMBER, PUNCTUATION, QUIET
from small_program import claim, make_document, make_page, make_program, matches, phrase_matches, word_list

LISTS = {
    "dependence": word_list("addiction", "habit", "opioid addiction"),
    "relieve": word_list("relieve", inflect="verb"),
    "adverb": word_list("quickly", "very quickly"),
    "free": word_list("free", "free of charge"),
    "quoted": word_list('"', "no"),
}

SILENT = [
    ("without the risk", "without a risk"),
    ("without the risk", "the risk without"),
    ("without the risk", "without, the risk"),
    ("without the risk", "without the. Risk"),
    ("without the risk", "without the\n\nrisk"),
    ("non-addictive", "addictive"),
    ("{relieve/ing} it", "relieves it"),
    ("risk ...2 {dependence}", "risk of a new addiction"),
    ("risk ...2 {dependence}", "risk of; addiction"),
    ("risk ...2 {dependence}", "risk? No addiction"),
    ("risk ..2 {dependence}", "risk of, addiction"),
    ("risk ...2 {dependence}", "risk. Your addiction"),
    ("^ no", "and no"),
    ("no $", "no risk"),
    ("# %", "many %"),
    ("# cups", "5mg cups"),
    ("=AIDS", "it aids you"),
    ("=aids", "AIDS"),
    ("safe , gentle", "safe gentle"),
    (r"\# 1", "5 1"),
    (r"\$ #", "5 cups"),
    ("{dependence} ...1 {dependence}", "addiction"),
    ("a {free}? b", "a very b"),
    ("12 cups", "13 cups"),
    ("risk ...3 of", "risk 1 2 3 4 of"),
    ("risk ...1 of", "risk 5 % of"),
    ("risk ...1 of", "risk a ￼ of"),
]


@pytest.mark.parametrize(("phrase", "text"), SILENT)
def test_what_a_phrase_does_not_match(phrase: str, text: str) -> None:
    assert matches(make_program(claim(phrase), lists=LISTS), text) == []


FIRING = [
    ("without the risk", "Without THE risk", ["Without THE risk"]),
    ("without the risk", "without\n  the risk", ["without the risk"]),
    ("without the risk", 'without the "risk"', ['without the "risk']),
    ("without the risk", "without* the† risk", ["without* the† risk"]),
    ("without the risk", "without the kratom. Without the risk!", ["Without the risk"]),
    ("kratom is safe", "Kratom’s is safe", ["Kratom’s is safe"]),
    ("isn't safe", "isn’t safe", ["isn’t safe"]),
    ("café", "cafe\u0301", ["cafe\u0301"]),
    ("non-addictive", "non-addictive", ["non-addictive"]),
    ("non-addictive", "non addictive", ["non addictive"]),
    ("non-addictive", "nonaddictive", ["nonaddictive"]),
    ("non-addictive", "non\u2011addictive", ["non\u2011addictive"]),
    ("nonaddictive", "non\u00adaddictive", ["non\u00adaddictive"]),
    (
        "treat~ it",
        "treat it, treats it, treated it, treating it",
        ["treat it", "treats it", "treated it", "treating it"],
    ),
    ("{dependence}", "addiction and habit", ["addiction", "habit"]),
    ("{relieve/ing} it", "relieving it", ["relieving it"]),
    ("(risk|danger of) it", "risk it, danger of it", ["risk it", "danger of it"]),
    ("very? safe", "safe and very safe", ["safe", "very safe"]),
    ("safe {adverb}? now", "safe now, safe quickly now", ["safe now", "safe quickly now"]),
    ("safe (a|b)? now", "safe now, safe b now", ["safe now", "safe b now"]),
    ("risk ...2 {dependence}", "risk of opioid addiction", ["risk of opioid addiction"]),
    ("risk ...2 {dependence}", "risk addiction", ["risk addiction"]),
    ("risk ...2 {dependence}", "risk, of (a) habit", ["risk, of (a) habit"]),
    ("risk ..2 {dependence}", "risk of a habit", ["risk of a habit"]),
    ("risk ..2 {dependence}", 'risk of "a" habit', ['risk of "a" habit']),
    ("risk ...1 of", "risk % of", ["risk % of"]),
    ("risk ...2 of", "risk $ 5 of", ["risk $ 5 of"]),
    ("risk ...1 of", "risk (#) of", ["risk (#) of"]),
    ("risk ... of", "risk 1 2 3 4 5 6 of", ["risk 1 2 3 4 5 6 of"]),
    ("^ no", "No risk", ["No"]),
    ("^ no", '"No risk', ["No"]),
    ("^ no", "It is safe. No risk.", ["No"]),
    ("^ {quoted}", '" no risk', ['"', "no"]),
    ("safe $", "It is safe.", ["safe"]),
    ("safe $", 'It is "safe".', ["safe"]),
    ("^ safe $", "Safe!", ["Safe"]),
    ("# %", "90% and 3.5 % and 1,000%", ["90%", "3.5 %", "1,000%"]),
    ("# cups", "12 cups", ["12 cups"]),
    ("12 cups", "12 cups", ["12 cups"]),
    ("(12|#) cups", "12 cups and 13 cups", ["12 cups", "13 cups"]),
    ("=AIDS", "AIDS", ["AIDS"]),
    ("safe , gentle", "safe, gentle", ["safe, gentle"]),
    ("safe -- gentle", "safe — gentle", ["safe — gentle"]),
    ("safe -- gentle", "safe - gentle", ["safe - gentle"]),
    ("safe : yes", "safe: yes", ["safe: yes"]),
    ("safe !", "safe!", ["safe!"]),
    (r"safe \?", "Is it safe?", ["safe?"]),
    ('" safe "', "a “safe” cup", ["“safe”"]),
    (r"\$ #", "$5, £6 and € 7", ["$5", "£6", "€ 7"]),
    (r"\# 1", "it is # 1", ["# 1"]),
    ("R&D", "r and d, R&D", ["r and d", "R&D"]),
    ("and so", "& so", ["& so"]),
]


@pytest.mark.parametrize(("phrase", "text", "found"), FIRING)
def test_what_a_phrase_matches(phrase: str, text: str, found: list[str]) -> None:
    assert matches(make_program(claim(phrase), lists=LISTS), text) == found


ENDS = [
    # the longest entry first, and a shorter one where the longest leads nowhere
    ("{free}", "free of charge", ["free of charge"]),
    ("{free} of", "free of charge of", ["free of charge of"]),
    ("{free} of charge", "free of charge", ["free of charge"]),
    ("a b? c? d", "a b c d, a d, a c d", ["a b c d", "a d", "a c d"]),
    ("{free}? {free} now", "free of charge free now", ["free of charge free now", "free now"]),
    ("safe {free}? {adverb}? now", "safe now", ["safe now"]),
    ("safe {free}? {adverb}? now", "safe free very quickly now", ["safe free very quickly now"]),
    ("safe ...2 {free}? ...2 now", "safe x x x x now", ["safe x x x x now"]),
    ("safe ...2 {free}? ...2 now", "safe x x free x x now", ["safe x x free x x now"]),
    ("safe very?", "safe very", ["safe very"]),
    ("{free} (very {adverb})?", "free very quickly", ["free", "free very quickly"]),
    ("(a ...2 b|c) d", "a x b d and c d", ["a x b d", "c d"]),
    # the nearest way on is taken, and matches of one line never overlap
    ("a ...3 b", "a b b", ["a b"]),
    ("a ...3 b", "a a b b", ["a a b"]),
    ("a a", "a a a a a", ["a a", "a a"]),
]


@pytest.mark.parametrize(("phrase", "text", "found"), ENDS)
def test_where_a_match_ends(phrase: str, text: str, found: list[str]) -> None:
    assert matches(make_program(claim(phrase), lists=LISTS), text) == found


def test_captures_name_the_lists() -> None:
    program = make_program(claim("{free} ...3 {dependence} (x|{adverb})?"), lists=LISTS)
    page = make_page(program, "free of opioid addiction quickly")
    (hit,) = page.sentences[0].hits(program.primary)
    assert [(name, page.words(start, end)) for name, start, end in hit.captures][:2] == [
        ("free", "free"),
        ("dependence", "opioid addiction"),
    ]
    assert page.words(hit.start, hit.end) == "free of opioid addiction quickly"


def test_a_dead_end_does_not_swallow_the_captures_of_the_next_try() -> None:
    program = make_program(claim("{free} ...2 {dependence} now"), lists=LISTS)
    page = make_page(program, "free habit and free opioid addiction now")
    (hit,) = page.sentences[0].hits(program.primary)
    assert [page.words(start, end) for _, start, end in hit.captures] == ["free", "opioid addiction"]


CROWDED = [
    ("{a} ...12 {a} ...12 {a} ...12 {b}", "b " + "a " * 249),
    ("{a} ...12 {a}? ...12 {a}? ...12 {b}", "b " + "a " * 249),
    ("a {a}? {a}? {a}? {a}? {a}? {b}", "b " + "a " * 249),
    ("(a|{a}) (a|{a})? (a|{a})? (a|{a})? {b}", "b " + "a " * 249),
    ("{a} ...12 {b}", "a b " * 125),
    ("{runs} {runs} {runs} {runs} {b}", "b " + "a " * 249),
]


@pytest.mark.parametrize(("phrase", "text"), CROWDED)
def test_a_sentence_full_of_matches_costs_in_proportion(
    phrase: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = 0
    follow = Matched._follow

    def counted(self, *arguments):  # type: ignore[no-untyped-def]
        nonlocal calls
        calls += 1
        return follow(self, *arguments)

    monkeypatch.setattr(Matched, "_follow", counted)
    lists = {
        "a": word_list("a"),
        "b": word_list("b"),
        "runs": word_list(*(" ".join(["a"] * size) for size in range(1, 9))),
    }
    program = make_program(claim(phrase), lists=lists)
    page = make_page(program, text)
    found = list(page.sentences[0].hits(program.primary))
    tokens = len(page.text.keys)
    assert tokens == 250
    lines = program.lines.values()  # as far as they were tried
    assert calls <= len(lines) * max(len(items) for _, items, *_ in lines) * tokens * 14
    assert bool(found) == text.startswith("a")


# -- a slow matcher that is obviously right, on random phrases and sentences

ENTRIES = {"x": ["a", "a b", "c"], "y": ["b", "d c", ", a"]}
STOPS = {";", "?", "!", "."}


class Slow:
    """All matches of a phrase, by trying everything.

    A phrase is a list of (kind, value, optional). A state is a token, how it was come to ("start", "word" or "gap"), and
    the end of the last word that matched.
    """

    def __init__(self, keys: list[str]) -> None:
        self.keys = keys

    def matches(self, elements: list, at_start: bool, at_end: bool) -> set[tuple[int, int]]:
        return {
            (start, end)
            for start in range(len(self.keys))
            if not at_start or all(key in PUNCTUATION for key in self.keys[:start])
            for _, _, end in self.through(elements, {(start, "start", start)})
            if end > start and (not at_end or all(key in PUNCTUATION for key in self.keys[end:]))
        }

    def through(self, elements: list, states: set[tuple[int, str, int]]) -> set[tuple[int, str, int]]:
        for kind, value, optional in elements:
            passed = {after for state in states for after in self.step(kind, value, state)}
            states = passed | (states if optional else set())
        return states

    def step(self, kind: str, value: object, state: tuple[int, str, int]) -> set[tuple[int, str, int]]:
        token, how, end = state
        if kind == "group":
            return {after for branch in value for after in self.through(branch, {state})}  # type: ignore[attr-defined]
        if kind == "gap":
            words, close = value  # type: ignore[misc]
            # a match does not begin with a gap
            return {state} if how == "start" else {(at, "gap", end) for at in self.over(token, words, close)}
        if kind == "list":
            runs = [entry.split() for entry in ENTRIES[str(value)]]
        elif kind == "compound":
            one, other = str(value).split("-")
            runs = [[one, other], [one + other]]
        else:
            runs = [[str(value)]]
        starts = self.over(token, 0, True) if how == "word" else {token}
        return {(end, "word", end) for run in runs for start in starts for end in self.run(run, start)}

    def run(self, words: list[str], start: int) -> set[int]:
        if start >= len(self.keys) or not self.fits(words[0], self.keys[start]):
            return set()
        if len(words) == 1:
            return {start + 1}
        return {end for at in self.over(start + 1, 0, True) for end in self.run(words[1:], at)}

    def fits(self, word: str, key: str) -> bool:
        return key == NUMBER if word == "#" else key == word

    def over(self, token: int, words: int, close: bool) -> set[int]:
        """The tokens that can be reached from `token` by passing over quiet punctuation, and over words (and other
        punctuation where it is no close gap)."""
        found = {token}
        passed = 0
        while token < len(self.keys):
            key = self.keys[token]
            if key not in QUIET:
                if words == 0 or key in STOPS or (key in PUNCTUATION and close):
                    break
                passed += key not in PUNCTUATION
                if passed > words:
                    break
            token += 1
            found.add(token)
        return found


WORDS = st.sampled_from(["a", "b", "c", "d", "ab", ",", "#"])
WORD = st.one_of(
    WORDS.map(lambda word: ("word", word, False)),
    st.just(("compound", "a-b", False)),
    st.sampled_from([("list", "x", False), ("list", "y", False)]),
)


def optional(element: tuple) -> tuple:
    return (*element[:2], True)


def with_gaps(close: bool) -> st.SearchStrategy[list]:
    gap = st.integers(1, 4).map(lambda words: ("gap", (words, close), False))

    def sequences(inner: st.SearchStrategy[tuple]) -> st.SearchStrategy[list]:
        element = st.one_of(inner, inner.map(optional))
        pair = st.tuples(st.one_of(st.none(), gap), element).map(lambda both: [each for each in both if each])
        return st.tuples(element, st.lists(pair, max_size=3)).map(
            lambda both: [both[0], *(each for part in both[1] for each in part)]
        )

    groups = st.lists(sequences(WORD), min_size=1, max_size=3).map(lambda branches: ("group", branches, False))
    return sequences(st.one_of(WORD, groups))


def written(elements: list) -> str:
    parts = []
    for kind, value, is_optional in elements:
        if kind == "gap":
            text = ("..{}" if value[1] else "...{}").format(value[0])
        elif kind == "group":
            text = f"({'|'.join(map(written, value))})"
        else:
            text = f"{{{value}}}" if kind == "list" else value
        parts.append(text + "?" * is_optional)
    return " ".join(parts)


def direct_program(*phrases: str) -> Program:
    """A program built without YAML: quicker."""
    data = RulesetData("own.yaml", "0", Text.at("own/test"), "1.0.0")
    data.lists = [
        ListData(Text.at(name), [EntryData(Text.at(each)) for each in found]) for name, found in ENTRIES.items()
    ]
    values = {"category": "immune", "message": Text.at("says {match}"), "severity": "error"}
    data.rules = [
        RuleData(Text.at(f"rule-{number}"), "claim", dict(values), [PatternData(Text.at(phrase))], [], {}, [])
        for number, phrase in enumerate(phrases)
    ]
    return Program(compile_rulesets([data]))


TOKENS = st.sampled_from(["a", "a", "b", "b", "c", "d", "e", "ab", "7", ",", '"', "*", "(", ";", "--"])
PHRASES = st.one_of(with_gaps(close=False), with_gaps(close=True))


@settings(deadline=None, max_examples=400)
@given(PHRASES, st.lists(TOKENS, min_size=1, max_size=12), st.booleans(), st.booleans())
def test_the_matcher_agrees_with_a_slow_one(elements: list, tokens: list[str], at_start: bool, at_end: bool) -> None:
    phrase = f"{'^ ' * at_start}{written(elements)}{' $' * at_end}"
    try:
        program = direct_program(phrase)
    except RulesetError as error:
        assume(
            not any(told in str(error) for told in ("is optional", "optional words", "combinations of alternatives"))
        )
        raise
    page = Page(program, make_document(" ".join(tokens)))
    (sentence,) = page.sentences
    hits = {(hit.start, hit.end) for hit in sentence.hits(program.primary)}
    right = Slow(page.text.keys).matches(elements, at_start, at_end)
    assert hits <= right
    # every other match begins inside one that was found
    assert all(any(start <= other < end for start, end in hits) for other, _ in right)


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.filter_too_much])
@given(st.lists(PHRASES, min_size=2, max_size=5), st.lists(TOKENS, min_size=1, max_size=12), st.randoms())
def test_a_phrase_finds_the_same_whatever_stands_beside_it(phrases: list, tokens: list[str], random) -> None:  # type: ignore[no-untyped-def]
    texts = [written(elements) for elements in phrases]
    document = make_document(" ".join(tokens))

    def found(order: list[str]) -> dict[str, set[tuple[int, int]]]:
        program = direct_program(*order)
        result: dict[str, set[tuple[int, int]]] = {text: set() for text in order}
        for hit in Page(program, document).sentences[0].hits(program.primary):
            result[program.patterns[hit.pattern].text].add((hit.start, hit.end))
        return result

    try:
        together = found(texts)
    except RulesetError:
        assume(False)
    shuffled = list(texts)
    random.shuffle(shuffled)
    assert found(shuffled) == together
    for text in texts:
        assert found([text])[text] == together[text]


def test_lists_are_named_with_a_hyphen() -> None:
    assert phrase_matches("{long_name}".replace("_", "-"), "tea", long_name=word_list("tea")) == ["tea"]


@pytest.mark.parametrize("mark", ["™", "®", "℠", "*", "”", "[", "†"])
def test_a_mark_behind_a_name_keeps_no_words_apart(mark: str) -> None:
    assert phrase_matches("calm tea eases", f"Calm Tea{mark} eases") == [f"Calm Tea{mark} eases"]
    assert phrase_matches("{drink} eases", f"Calm{mark} tea eases", drink=word_list("calm tea")) == [
        f"Calm{mark} tea eases"
    ]


def test_a_gap_passes_over_words_left_out() -> None:
    assert phrase_matches("tea ...2 eases", "tea … really eases") == ["tea … really eases"]
    assert phrase_matches("tea ..2 eases", "tea … really eases") == []
