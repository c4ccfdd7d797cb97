"""Flag examples in which two rules find the same words: `validate` names them, unless something says that it is right."""

from __future__ import annotations

import json

import pytest

from healthlint import authoring, ruletest
from healthlint.language.compiler import compile_rulesets
from healthlint.language.program import Program
from small_program import claim, load, terminology

MESSAGE = (
    "the rule other finds “cures all” too: say which of the two is the more specific "
    "(refines: [other] in claim, or the reverse), or in the example that both are right (also: [other])"
)


def outcome(*rules):
    rulesets = load({"rules": list(rules)})
    return ruletest.run(Program(compile_rulesets(rulesets)), rulesets)


def rule(example="It [[cures all]].", **keys):
    return claim("cures all", category="disease-treatment", examples={"flag": [example]}, **keys)


OTHER = claim("cures", id="other", category="disease-treatment")


def test_two_rules_on_the_same_words_need_a_reason():
    found = outcome(rule(), OTHER)
    assert [mistake.message for mistake in found.overlaps] == [MESSAGE]
    assert found.overlaps[0].key == "rules.claim.examples.flag[0]"
    assert found.failures == []


@pytest.mark.parametrize(
    "rules",
    [
        [rule(refines=["other"]), OTHER],
        [rule(), {**OTHER, "refines": ["claim"]}],
        [rule({"text": "It [[cures all]].", "also": ["other"]}), OTHER],
        [rule(), claim("it", id="other", category="immune")],
        [rule(), terminology({"avoid": "cures all"})],
    ],
    ids=["refines", "is refined", "both are right", "other words", "another kind"],
)
def test_what_gives_a_reason(rules):
    found = outcome(*rules)
    assert (found.overlaps, found.failures) == ([], [])


def test_also_must_be_true():
    found = outcome(rule({"text": "It [[cures all]].", "also": ["other"]}), claim("heals", id="other"))
    assert [mistake.message for mistake in found.failures] == ["flag: also: other does not find the same words"]


def test_validate_names_them_beside_its_other_advice(tmp_path, monkeypatch):
    folder = tmp_path / "rulesets"
    folder.mkdir()
    monkeypatch.setattr("healthlint.loading.locate.builtin_folder", lambda: str(folder))
    first = {"ruleset": "a", "version": "1", "title": "A", "rules": [rule()]}
    second = {"ruleset": "b", "version": "1", "title": "B", "rules": [OTHER]}
    (folder / "a.yaml").write_text(json.dumps(first, indent=1), encoding="utf-8")
    (tmp_path / "b.yaml").write_text(json.dumps(second, indent=1), encoding="utf-8")
    found = authoring.validate_rulesets([str(tmp_path / "b.yaml")], only=False)
    assert MESSAGE in [mistake.message for mistake in found.advice]
    assert [mistake.file for mistake in found.advice] == sorted(
        [mistake.file for mistake in found.advice], key=lambda file: "rulesets" not in file
    )
    own = authoring.validate_rulesets([str(tmp_path / "b.yaml")], only=True)
    assert MESSAGE not in [mistake.message for mistake in own.advice]
