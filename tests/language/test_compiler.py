from __future__ import annotations

import marshal
import os
import subprocess
import sys

import pytest

from healthlint.errors import RulesetError
from healthlint.language.compiler import compile_rulesets
from healthlint.language.data import EntryData, ListData, PatternData, RuleData, RulesetData, Text
from healthlint.language.model import DEFAULTS
from healthlint.language.program import FORMAT, WATCHES, Program
from small_program import claim, cue, load, make_page, make_program, patterns_of, phrase_matches, terminology, word_list


def at(value: str, line: int) -> Text:
    return Text.at(value, "own.yaml", line, 5, "key")


def ruleset(
    *patterns: PatternData, lists: tuple[ListData, ...] = (), values: dict[str, object] | None = None
) -> RulesetData:
    data = RulesetData("own.yaml", "0", at("own/test", 1), "1.0.0")
    data.lists = list(lists)
    given = {"category": "immune", "message": at("says {match}", 4), "severity": "error", **(values or {})}
    options = {key: given.pop(key) for key in ("requires", "ignore-cues") if key in given}
    data.rules = [RuleData(at("one", 3), "claim", given, list(patterns), [], options, [])]
    return data


def mistakes(data: RulesetData) -> list[str]:
    with pytest.raises(RulesetError) as error:
        compile_rulesets([data])
    return [str(mistake) for mistake in error.value.mistakes]


def words(name: str, *entries: str, exceptions: tuple[str, ...] = (), inflect: str = "none") -> ListData:
    return ListData(
        at(name, 20),
        [EntryData(at(entry, 21)) for entry in entries],
        inflect=inflect,
        exceptions=[at(text, 22) for text in exceptions],
    )


REFUSED = [
    (ruleset(PatternData(at("a ... ... b", 9))), "own.yaml:9:5: key: `a ... ... b`: two gaps in a row"),
    (ruleset(PatternData(at("{tea}", 9))), "own.yaml:9:5: key: `{tea}`: no list is named `tea`; known: none"),
    (
        ruleset(PatternData(at("{tea}", 9)), lists=(words("coffee", "x"),)),
        "own.yaml:9:5: key: `{tea}`: no list is named `tea`; known: coffee",
    ),
    (
        ruleset(PatternData(at("{tea/ing}", 9)), lists=(words("tea", "x"),)),
        "own.yaml:9:5: key: `{tea/ing}`: the list `tea` has no forms of verbs: give it `inflect: verb`, or take `/ing` out",
    ),
    (ruleset(PatternData(at("(a+)+", 9), is_regex=True)), "own.yaml:9:5: key: the regular expression can run away"),
    (
        ruleset(PatternData(at("a", 9)), lists=(words("tea", "a ... b"),)),
        "own.yaml:21:5: key: `a ... b`: an entry is made of",
    ),
    (
        ruleset(PatternData(at("a", 9)), lists=(words("tea", "{x}"),)),
        "own.yaml:20:5: key: the list takes in `{x}`, which is no",
    ),
    (
        ruleset(PatternData(at("a", 9)), lists=(words("tea", "a", exceptions=("(",)),)),
        "own.yaml:22:5: key: `(`: a `(` is not closed",
    ),
    (
        ruleset(PatternData(at("a", 9)), lists=(words("tea", "a", exceptions=("{tea}",)),)),
        "own.yaml:22:5: key: `{tea}`: an exception is made of words, it can't be a list",
    ),
    (
        ruleset(PatternData(at("a", 9)), values={"message": at("says {nothing}", 4)}),
        "own.yaml:4:5: key: `{nothing}` is neither a list nor one of",
    ),
    (
        ruleset(PatternData(at("a", 9)), values={"message": at("says {", 4)}),
        "own.yaml:4:5: key: a `{` or `}` of the message",
    ),
    (
        ruleset(PatternData(at("a", 9)), values={"references": [at("law", 8)]}),
        "own.yaml:8:5: key: no reference is named `law`; known: none",
    ),
    (
        ruleset(PatternData(at("a", 9)), values={"requires": [at("shop", 8)]}),
        "own.yaml:8:5: key: no cue is named `shop`; known: none",
    ),
    (
        ruleset(PatternData(at("a", 9)), values={"ignore-cues": [at("shop", 8)]}),
        "own.yaml:8:5: key: no cue is named `shop`; known: none",
    ),
]


@pytest.mark.parametrize(("data", "message"), REFUSED)
def test_mistakes_name_their_place(data: RulesetData, message: str) -> None:
    (told,) = mistakes(data)
    assert told.startswith(message)


def test_all_mistakes_are_told_at_once() -> None:
    data = ruleset(PatternData(at("(", 9)), PatternData(at("a ...", 10)), PatternData(at("{x}", 11)))
    assert len(mistakes(data)) == 3


def test_thresholds_must_fall() -> None:
    data = ruleset(PatternData(at("a", 9)))
    data.model = {at("thresholds", 30): {"high": 1, "medium": 2}}
    assert mistakes(data) == ["own.yaml:30:5: key: thresholds must fall: high above medium above low"]


def test_a_model_is_completed() -> None:
    data = ruleset(PatternData(at("a", 9)))
    data.model = {at("subjects", 30): {"product": 2}}
    model = Program(compile_rulesets([data])).model
    assert model == {**DEFAULTS, "subjects": {"product": 2.0}}


def test_what_a_rule_leaves_out_is_filled_in() -> None:
    rule = make_program(claim("tea")).rules[0]
    assert rule.severity == {"affirmed": "error", "hedged": "error", "attributed": "error"}
    assert rule.subjects == ("watched-substance", "product", "topic", "none")
    assert rule.points == 2.0
    assert rule.ruleset == "own/test-0"


def test_a_severity_by_stance_is_kept_as_it_is() -> None:
    rule = make_program(claim("tea", severity={"affirmed": "error", "hedged": "info"})).rules[0]
    assert rule.severity == {"affirmed": "error", "hedged": "info"}


def test_references_are_resolved() -> None:
    law = {"title": "Tea Act", "citation": "1 TEA 2", "url": "https://law.example/tea", "read": "2026-01-02"}
    program = make_program(claim("tea", references=["law"]), references={"law": law})
    (reference,) = program.rules[0].references
    assert (reference.id, reference.title, reference.read) == ("law", "Tea Act", "2026-01-02")


def test_patterns_keep_their_names_and_points() -> None:
    program = make_program(
        claim("plain tea", {"id": "named", "phrase": "green tea", "points": 3}, {"regex": r"te+a"}, points=1),
        terminology({"id": "cup", "avoid": "mug", "use": "cup", "fix": True}, {"avoid": "jar"}),
    )
    assert [(pattern.id, pattern.points, pattern.use, pattern.fix) for pattern in patterns_of(program)] == [
        ("1", 1.0, "", False),
        ("named", 3.0, "", False),
        ("3", 1.0, "", False),
        ("cup", 2.0, "cup", True),
        ("2", 2.0, "", False),
    ]


def test_a_program_can_be_stored() -> None:
    data = compile_rulesets(
        load({"rules": [claim("{tea} ...3 # =AIDS", {"regex": "x+"})], "lists": {"tea": word_list("tea")}})
    )
    assert marshal.loads(marshal.dumps(data)) == data
    assert data["format"] == FORMAT


def test_an_empty_program_finds_nothing() -> None:
    program = Program.empty()
    assert not any((program.rules, program.cues, program.lines, program.regexes))
    page = make_page(program, "Tea is 1 cup. It cures all.")
    assert len(page.sentences) == 2
    for watch in (program.primary, program.cued, program.nearby):
        assert [sentence.hits(watch) for sentence in page.sentences] == [[], []]


LISTS = [
    ("{inner} risk", "calm risk", ["calm risk"]),
    ("{outer} risk", "calm risk and quiet risk", ["calm risk", "quiet risk"]),
    ("{around} risk", "calm risk and quiet risk and still risk", ["calm risk", "quiet risk", "still risk"]),
    ("{loop} risk", "calm risk", []),
    ("{relieve} it", "relieve it, relieved it", ["relieve it", "relieved it"]),
    ("{relieve/ing} it", "relieve it, relieving it", ["relieving it"]),
    ("{relieve/base} it", "relieve it, relieves it", ["relieve it"]),
    ("{ease-all/ed} it", "relieved it, eased it, ease it", ["relieved it", "eased it"]),
]


@pytest.mark.parametrize(("phrase", "text", "found"), LISTS)
def test_lists_inside_lists(phrase: str, text: str, found: list[str]) -> None:
    assert (
        phrase_matches(
            phrase,
            text,
            inner=word_list("calm"),
            outer=word_list("quiet", "{inner}"),
            around=word_list("still", "{outer}"),
            loop=word_list("{pool}"),
            pool=word_list("{loop}"),
            relieve=word_list("relieve", inflect="verb"),
            ease_all=word_list("ease", "{relieve}", inflect="verb"),
        )
        == found
    )


EXCEPT = [
    ("with ease", []),
    ("ease it", ["ease"]),
    ("ease of use and ease", ["ease"]),
    ("with ease of mind", ["ease of mind"]),
    ("at ease with ease", ["ease"]),
]


@pytest.mark.parametrize(("text", "found"), EXCEPT)
def test_entries_inside_the_exceptions_of_a_list_do_not_count(text: str, found: list[str]) -> None:
    relief = word_list("ease", "ease of mind", **{"except": ["ease of use", "with ease"]})
    assert phrase_matches("{relief}", text, relief=relief) == found
    assert phrase_matches("{all}", text, relief=relief, all=word_list("{relief}")) == found
    # only the list's own entries are blocked: the word itself is still found
    assert len(phrase_matches("ease", text, relief=relief)) == text.split().count("ease")


def test_an_exact_word_of_one_rule_does_not_hide_it_from_others() -> None:
    exact, others = claim("=AIDS cure"), claim("aids cure", "{ill} cure", id="others", category="immune")
    program = make_program(exact, others, lists={"ill": word_list("aids")})

    def found(text: str) -> list[str]:
        (sentence,) = make_page(program, text).sentences
        return sorted(program.patterns[hit.pattern].text for hit in sentence.hits(program.primary))

    assert found("An AIDS cure") == ["=AIDS cure", "aids cure", "{ill} cure"]
    assert found("An AIDS’s cure") == ["=AIDS cure", "aids cure", "{ill} cure"]
    assert found("It aids cure") == ["aids cure", "{ill} cure"]


def test_the_trigger_of_a_line_is_its_rarest_part() -> None:
    data = compile_rulesets(
        load({"rules": [claim("the {tea} of ...3 addiction")], "lists": {"tea": word_list(*"abcdefgh")}})
    )
    program = Program(data)
    (element,) = data["watched"][WATCHES.index("primary")]
    ((trigger,),) = [program.elements[element]]
    found = program.root["addiction"]
    assert found is not None
    assert program.sets.tags[found[0]] == (trigger,)
    assert program.tags[trigger] == ""  # words, no list
    assert program.primary[found[0]] is not None
    others = [program.root[word] for word in ("the", *"abcdefgh", "of")]
    assert [program.primary[node[0]] for node in others if node] == [None] * sum(map(bool, others))


CUES = {
    "plain": cue("not", stance="negated"),
    "voting": cue("shop", where="page", vote=1, context="commercial"),
    "voting-stance": cue("scam", where="page", vote=1, context="commercial", stance="warned-against"),
    "voting-required": cue("price", where="sentence", vote=1, context="commercial"),
}


def test_which_cues_can_reach_a_match() -> None:
    program = make_program(claim("tea", requires=["voting-required"]), cues=CUES)
    assert [program.cues[number].id for number in sorted(program.reaching)] == [
        "plain",
        "voting-stance",
        "voting-required",
    ]


SCRIPT = """
import sys
sys.path.insert(0, {tests!r})
from small_program import claim, cue, load, word_list
from healthlint.language.compiler import compile_rulesets
data = compile_rulesets(load({{
    "lists": {{"tea": word_list("tea", "coffee", "{{water}}", subject="product"), "water": word_list("water", subject="medicine"),
              "relieve": word_list("relieve", "ease", inflect="verb", **{{"except": ["with ease"]}})}},
    "cues": {{"no": cue("(no|not|never)", stance="negated"), "shop": cue("shop", where="page", vote=1, context="commercial")}},
    "rules": [claim("{{tea}} ...3 {{relieve}}", "(a|b|c) (risk|danger) of =AIDS", "# % {{tea}}", {{"regex": "[0-9]+ cups"}}), claim("very? {{water}}", id="two")],
}}))
print(repr([(key, sorted(value) if isinstance(value, set) else value) for key, value in data.items() if key != "stamps"]))
"""


def test_the_hash_seed_does_not_change_a_program() -> None:
    tests = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    made = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT.format(tests=tests)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(made) == 1
    assert len(made.pop()) > 1_000
