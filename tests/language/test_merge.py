from __future__ import annotations

from healthlint.language.compiler import compile_rulesets
from healthlint.language.data import CueData, ListData, RuleData, RulesetData, Text
from healthlint.language.merge import merge
from healthlint.language.program import Program
from small_program import claim, cue, load, patterns_of, word_list


def entries(rulesets: list[RulesetData], name: str) -> list[str]:
    merged = merge(rulesets)
    assert merged.mistakes == []
    return [entry.word for part in merged.lists[name] for entry in part.entries]


def test_a_list_of_another_file_is_extended_or_replaced_whatever_the_order() -> None:
    define = {"lists": {"tea": word_list("green tea")}}
    extend = {"lists": {"tea": word_list("black tea", extend=True)}}
    override = {"lists": {"tea": word_list("mint tea", override=True)}}
    assert entries(load(define, extend), "tea") == ["green tea", "black tea"]
    assert entries(load(extend, define), "tea") == ["green tea", "black tea"]
    assert entries(load(define, override), "tea") == ["mint tea"]
    assert entries(load(define, override, extend), "tea") == ["mint tea", "black tea"]


def test_a_cue_is_extended_or_replaced() -> None:
    define = {"cues": {"no": cue("no", stance="negated", **{"except": ["no doubt"]})}}
    extend = {"cues": {"no": {"phrases": ["never"], "extend": True, "except": ["never mind"]}}}
    override = {"cues": {"no": cue("not", stance="negated", where="after", override=True)}}
    (more,) = merge(load(extend, define)).cues
    assert (more.phrases, more.exceptions, more.where) == (["no", "never"], ["no doubt", "never mind"], "before")
    (other,) = merge(load(define, override)).cues
    assert (other.phrases, other.exceptions, other.where) == (["not"], [], "after")


def test_merging_leaves_the_rulesets_as_they_are() -> None:
    rulesets = load(
        {
            "cues": {"no": cue("no", stance="negated")},
            "lists": {"tea": word_list("tea")},
            "model": {"subjects": {"product": 1}},
        },
        {
            "cues": {"no": {"phrases": ["never"], "extend": True}},
            "lists": {"tea": word_list("coffee", extend=True)},
            "model": {"subjects": {"product": 2}},
        },
    )
    first, second = merge(rulesets), merge(rulesets)
    assert second.cues[0].phrases == first.cues[0].phrases == ["no", "never"]
    assert len(second.lists["tea"]) == 2
    assert rulesets[0].model == {"subjects": {"product": 1}}
    assert rulesets[0].cues[0].phrases == ["no"]


def test_later_models_override_single_values() -> None:
    merged = merge(load({"model": {"subjects": {"product": 1, "none": 0}}}, {"model": {"subjects": {"product": 2}}}))
    assert merged.model == {"subjects": {"product": 2.0, "none": 0.0}}


def test_a_rule_that_overrides_keeps_what_it_leaves_out() -> None:
    rulesets = load(
        {
            "rules": [{"id": "calm", "override": True, "severity": "info", "requires": ["shop"]}],
            "cues": {"shop": cue("shop", points=1)},
        },
        {"rules": [claim("calm tea", id="calm", message="says calm", points=3), claim("other", id="other")]},
    )
    program = Program(compile_rulesets(rulesets))
    rule = program.rules[0]
    assert [each.id for each in program.rules] == ["calm", "other"]
    assert (rule.severity["affirmed"], rule.message, rule.points) == ("info", "says calm", 3.0)
    assert rule.options["requires"] == ("shop",)
    assert rule.ruleset == "own/test-0"
    assert [pattern.text for pattern in patterns_of(program) if pattern.owner == 0] == ["calm tea", "other"]


def test_new_patterns_take_the_place_of_the_old_ones() -> None:
    rulesets = load(
        {"rules": [claim("calm tea", id="calm", **{"except": ["calm teapot"]})]},
        {"rules": [{"id": "calm", "override": True, "patterns": ["quiet tea"]}]},
    )
    (rule,) = merge(rulesets).rules
    assert [pattern.text for pattern in rule.patterns] == ["quiet tea"]
    assert rule.exceptions == ["calm teapot"]


def at(value: str, line: int) -> Text:
    return Text.at(value, "own.yaml", line)


def ruleset(name: str, line: int = 1) -> RulesetData:
    return RulesetData("own.yaml", "0", at(name, line), "1.0.0")


def told(*rulesets: RulesetData) -> list[str]:
    return [str(mistake) for mistake in merge(list(rulesets)).mistakes]


def test_two_rulesets_of_one_name() -> None:
    assert told(ruleset("own/a"), ruleset("own/a", 2)) == [
        "own.yaml:2: the ruleset `own/a` is loaded already, from own.yaml"
    ]


def test_two_definitions_of_one_name() -> None:
    data = ruleset("own/a")
    data.lists = [ListData(at("tea", 2), []), ListData(at("tea", 3), [])]
    data.cues = [CueData(at("no", 4), [], "before"), CueData(at("no", 5), [], "before")]
    data.rules = [RuleData(at("one", line), "claim", {}, [], [], {}, []) for line in (6, 7)]
    ways = "to change it write `override: true`"
    assert told(data) == [
        f"own.yaml:3: the list `tea` is defined already at own.yaml:2; {ways}, to add to it `extend: true`",
        f"own.yaml:5: the cue `no` is defined already at own.yaml:4; {ways}, to add to it `extend: true`",
        f"own.yaml:7: the rule `one` is defined already at own.yaml:6; {ways}",
    ]


def test_changes_of_what_is_not_there() -> None:
    data = ruleset("own/a")
    data.lists = [ListData(at("tea", 2), [], mode="extend"), ListData(at("cup", 3), [], mode="override")]
    data.cues = [CueData(at("no", 4), [], "before", mode="extend")]
    data.rules = [RuleData(at("one", 5), "claim", {}, [], [], {}, [], override=True)]
    assert told(data) == [
        "own.yaml:2: `extend: true`, but no list is named `tea`: take `extend` out or correct the name",
        "own.yaml:3: `override: true`, but no list is named `cup`: take `override` out or correct the name",
        "own.yaml:4: `extend: true`, but no cue is named `no`: take `extend` out or correct the name",
        "own.yaml:5: `override: true`, but no rule is named `one`: take `override` out or correct the name",
    ]
