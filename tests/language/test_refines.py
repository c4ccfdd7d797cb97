from __future__ import annotations

import pytest

from healthlint.errors import RulesetError
from healthlint.language.compiler import compile_rulesets
from small_program import check, claim, load, make_program, terminology, words_of


def program_of(**refines):
    """A program of claims on the same word; `refines` are the rules by what they refine."""
    return make_program(
        *[claim("tea", id=id_, **({"refines": names} if names else {})) for id_, names in refines.items()]
    )


def test_a_rule_refines_also_what_those_refine_that_it_names():
    program = program_of(a=["b"], b=["c", "d"], c=[], d=["e"], e=[])
    assert {rule.id: rule.refines for rule in program.rules} == {
        "a": ("b", "c", "d", "e"),
        "b": ("c", "d", "e"),
        "c": (),
        "d": ("e",),
        "e": (),
    }


def test_the_most_specific_rule_wins_and_names_the_others():
    program = make_program(
        claim("cup of tea", id="cup", severity="warning", refines=["drink"]),
        claim("(cup|tea)", id="drink", category="guarantee"),
        claim("red cup", id="colour", category="immune"),
    )
    report = check(program, "A red cup of tea.")
    assert [(each.rule.id, [rule.id for rule in each.also]) for each in report.findings] == [
        ("colour", []),
        ("cup", ["drink"]),
    ]
    assert words_of(report, report.findings) == ["red cup", "cup of tea"]


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ([claim("a", refines=["claim"])], "the rule `claim` refines itself by way of this one: take one out"),
        (
            [claim("a", refines=["b"]), claim("b", id="b", refines=["claim"])],
            "the rule `b` refines itself by way of this one: take one out",
        ),
        (
            [claim("a", refines=["words"]), terminology({"avoid": "b"})],
            "`words` is of the kind terminology: a rule refines one of its own kind",
        ),
    ],
)
def test_what_a_rule_cannot_refine(rules, message):
    with pytest.raises(RulesetError) as error:
        compile_rulesets(load({"rules": rules}))
    assert message in [mistake.message for mistake in error.value.mistakes]


def test_a_rule_that_is_none_cannot_be_refined():
    with pytest.raises(RulesetError) as error:
        load({"rules": [claim("a", refines=["clai"], examples={"flag": [{"text": "[[a]]", "also": ["none-such"]}]})]})
    assert [mistake.message for mistake in error.value.mistakes] == [
        'unknown rule "clai" (did you mean "claim"?)',
        'unknown rule "none-such"',
    ]
