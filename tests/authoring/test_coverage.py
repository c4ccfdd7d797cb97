"""What no example reaches, on small rulesets."""

from __future__ import annotations

from healthlint.authoring.coverage import measure
from healthlint.language.compiler import compile_rulesets
from healthlint.language.program import Program
from small_program import claim, cue, load, terminology, word_list


def coverage_of(*rules, tested=None, **parts):
    """The coverage of one ruleset, and what it names: key and message, without what they all end with."""
    rulesets = load({"rules": list(rules), **parts}, *(tested or []))
    coverage = measure(Program(compile_rulesets(rulesets)), rulesets, rulesets[:1])
    named = [f"{mistake.key}: {mistake.message}" for mistake in coverage.unexplained]
    return coverage, [text.removesuffix(": add an example, take it out, or say why: untested") for text in named]


def flag(*texts):
    return {"flag": list(texts), "pass": ["Nothing here."]}


def test_patterns_are_reached_by_marked_words_of_flag_examples_of_their_rule():
    other = claim("beats all", id="other", examples={"flag": ["It [[beats all]]."], "pass": ["This works well."]})
    rule = claim("works well", "beats all", {"regex": r"cures \w+", "id": "cures"}, examples=flag("It [[works well]]."))
    coverage, named = coverage_of(rule, other)
    assert named == [
        "rules.claim.patterns[1]: no flag example is found by this pattern",
        "rules.claim.patterns.cures.regex: no flag example is found by this pattern",
    ]
    assert coverage.counts["patterns"] == (2, 4)
    rule["examples"]["flag"] = ["It [[cures all]], but works well and beats all.", "It [[works well and beats all]]."]
    assert coverage_of(rule, other)[1] == []


def test_two_patterns_on_the_same_words_are_both_reached():
    rule = claim("works ...3 well", {"phrase": "works well", "points": 4}, examples=flag("It [[works well]]."))
    assert coverage_of(rule)[1] == []


def test_a_rule_that_gives_way_to_another_is_reached():
    general = claim("cure", id="general", category="immune", examples=flag("A [[cure]]."))
    special = claim("cure", refines=["general"], examples=flag("A [[cure]]."))
    assert coverage_of(general, special)[1] == []


def test_terms_are_patterns():
    rule = terminology(
        {"avoid": "addict"}, {"avoid": "junkie", "id": "slang"}, examples=flag("An [[addict]]."), id="kind"
    )
    coverage, named = coverage_of(rule)
    assert named == ["rules.kind.terms.slang.avoid: no flag example is found by this pattern"]
    assert coverage.counts["patterns"] == (1, 2)


def test_phrases_of_cues_are_reached_by_flag_and_pass_examples():
    rule = claim(
        "works",
        examples={
            "flag": ["It may [[works]]."],
            "pass": ["It never works."],
            "gap": [{"text": "Hardly works.", "why": "x"}],
        },
    )
    cues = {
        "not": cue("never", "hardly", "by no means", stance="negated"),
        "may": cue("may", stance="hedged"),
        "shop": cue("buy", where="page", vote=1, context="commercial"),
        "next": cue("wrong", where="next", stance="negated"),
    }
    coverage, named = coverage_of(rule, cues=cues)
    assert named == [
        "cues.not: no example reaches 2 of 3 phrases (`hardly`, `by no means`)",
        "cues.shop: no example reaches its phrase (`buy`)",
        "cues.next: no example reaches its phrase (`wrong`)",
    ]
    assert coverage.counts["cue phrases"] == (2, 6)
    rule["examples"]["pass"] += ["It hardly works. Wrong.", "By no means it works.", "Buy what never works."]
    assert coverage_of(rule, cues=cues)[1] == []


def test_a_long_message_is_cut():
    cues = {"long": cue("x" * 80, "a", "b", "c", "d", stance="negated")}
    (named,) = coverage_of(claim("works", examples=flag("It [[works]].")), cues=cues)[1]
    assert named == f"cues.long: no example reaches any of its phrases (`{'x' * 60}…`, `a`, `b` and 2 more)"


LISTS = {
    "ease": word_list("ease", "soothe", inflect="verb"),
    "pain": word_list("pain", "ache"),
    "trouble": word_list("{pain}", "itch"),
    "group": word_list("{trouble}"),
}


def test_lists_are_reached_where_one_entry_is():
    rule = claim("{ease/ing} {group}", "{pain} away", examples=flag("It is [[easing pain away]]."))
    coverage, named = coverage_of(rule, lists=LISTS)
    assert named == []
    assert coverage.counts["lists"] == (4, 4)
    assert coverage.counts["list entries"] == (2, 5)
    assert coverage.lists == {"ease": (1, 2), "pain": (1, 2), "trouble": (0, 1)}


def test_a_list_of_which_nothing_is_reached_is_named():
    rule = claim("relief", "{group}? gone", examples=flag("What a [[relief]].", "All is [[gone]]."))
    coverage, named = coverage_of(rule, lists=LISTS)
    assert named == [f"lists.{name}: no example reaches any entry of this list" for name in LISTS]
    assert coverage.counts["list entries"] == (0, 5)


def test_each_entry_must_be_found_by_its_own_list():
    lists = {
        "pain": word_list("pain", "no pain", "=AIDS", "Crohn's disease", "self-harm", "(back|neck) pain", "e.g. this"),
        "ache": word_list("ache", "heart ache", **{"except": ["heart ache"]}),
    }
    rule = claim("{pain}", "{ache}", examples=flag("[[pain]]", "[[ache]]"))
    named = coverage_of(rule, lists=lists)[1]
    assert named == [
        "lists.ache.entries[1]: `heart ache` is not found by its own list where it stands alone (read as `heart ache`)"
    ]


def test_what_says_why_it_is_untested_is_explained():
    rule = claim("works", {"phrase": "beats all", "untested": "rare"}, examples=flag("It [[works]]."))
    lists = {"pain": word_list("pain", untested="for rulesets of users")}
    cues = {"not": cue("never", "no", stance="negated", untested="trivial")}
    coverage, named = coverage_of(rule, terminology({"avoid": "x", "untested": "rare"}), lists=lists, cues=cues)
    assert (named, coverage.explained) == ([], 4)
    rule["examples"]["flag"] += ["It [[beats all]]."]
    rule["examples"]["pass"] += ["It never works. No pain."]
    assert coverage_of(rule, lists=lists, cues=cues)[1] == [
        "rules.claim.patterns[1].phrase: is reached by an example: take `untested` out",
        "cues.not: is reached by an example: take `untested` out",
    ]


def test_only_what_the_tested_rulesets_define_is_named():
    rule = claim("{pain} goes", examples=flag("The [[pain goes]]."))
    other = {"lists": {"pain": word_list("pain"), "unused": word_list("ache")}, "rules": [claim("x", id="other")]}
    assert coverage_of(rule, tested=[other])[1] == []
