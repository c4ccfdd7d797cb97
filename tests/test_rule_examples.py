"""Every example of every built-in rule, as a test of its own."""

import pytest

from healthlint import ruletest
from healthlint.language.compiler import compile_rulesets
from healthlint.language.program import Program
from healthlint.loading import load_rulesets, locate
from healthlint.loading.lint import lint_rulesets
from healthlint.selection import Selection

RULESETS = load_rulesets(locate.builtin_files())
PROGRAM = Program(compile_rulesets(RULESETS))
EVERYTHING = Selection.all_of(PROGRAM)
INDEXES = {rule.id: index for index, rule in enumerate(PROGRAM.rules)}
EXAMPLES = [
    pytest.param(str(rule.id), example, id=f"{rule.id}:{example.kind}:{number + 1}")
    for data in RULESETS
    for rule in data.rules
    for number, example in enumerate(rule.examples)
]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_example(rule, example):
    index = INDEXES[rule]
    report = ruletest.check_example(PROGRAM, EVERYTHING, index, example)
    assert list(ruletest.failures(PROGRAM, index, example, report)) == []


def test_rulesets_follow_the_advice():
    assert [str(mistake) for mistake in lint_rulesets(RULESETS)] == []


def test_every_claim_rule_has_flagged_and_passing_examples():
    for data in RULESETS:
        for rule in data.rules:
            if rule.kind == "claim":
                kinds = [example.kind for example in rule.examples]
                assert kinds.count("flag") >= 2, rule.id
                assert kinds.count("pass") >= 2, rule.id


def test_a_failing_example_is_told():
    """The helper itself must be able to fail: a claim marked as silent, and silence marked as a claim."""
    index = INDEXES["withdrawal-relief"]
    flags = [
        example
        for data in RULESETS
        for rule in data.rules
        if rule.id == "withdrawal-relief"
        for example in rule.examples
    ]
    flag = next(example for example in flags if example.kind == "flag")
    passing = next(example for example in flags if example.kind == "pass")
    report = ruletest.check_example(PROGRAM, EVERYTHING, index, flag)
    flag_as_pass = type(flag)("pass", flag.source, flag.text, [])
    assert any("must stay silent" in each for each in ruletest.failures(PROGRAM, index, flag_as_pass, report))
    report = ruletest.check_example(PROGRAM, EVERYTHING, index, passing)
    pass_as_flag = type(passing)("flag", passing.source, passing.text, [(0, 5)])
    assert any("is not found" in each for each in ruletest.failures(PROGRAM, index, pass_as_flag, report))
