"""`explain`, `score`, `rules`, `test` and `validate` of the installed command, with the rulesets that it comes with."""

from __future__ import annotations

import json

import pytest

from endtoend.command import Command

PAGE = (
    "# Tea\n\nKratom *cures*\nanxiety.\n\nKratom does not cure anxiety.\n\nIbuprofen treats pain.\n\nThe river runs.\n"
)


@pytest.fixture(autouse=True)
def page(healthlint: Command) -> None:
    healthlint.write("tea.md", PAGE)


def test_explain_a_flagged_line(healthlint: Command) -> None:
    for line in (3, 4):  # the match stands on both
        ended = healthlint("explain", f"tea.md:{line}")
        assert ended.code == 0, ended
        assert "error[treats-disease]" in ended.out
        assert "judged: about Kratom (watched-substance), affirmed, high confidence" in ended.out
        assert "pattern cures, in a paragraph" in ended.out
        assert '  pattern cures  "{cure}' in ended.out
        assert '  subject watched-substance, named in the sentence  "Kratom"' in ended.out
        assert "\n    =  +" in ended.out


def test_explain_a_denial(healthlint: Command) -> None:
    ended = healthlint("explain", "tea.md:6")
    assert ended.code == 0, ended
    assert "tea.md:6: 4 matches; context unknown" in ended.out
    assert "let-go: stance negated, by \u201cnot\u201d" in ended.out
    assert "judged: about Kratom (watched-substance), negated" in ended.out
    assert '  subject watched-substance, named in the sentence  "Kratom"' in ended.out
    assert "reported" not in ended.out


def test_explain_a_medicine(healthlint: Command) -> None:
    ended = healthlint("explain", "tea.md:8:1")
    assert ended.code == 0, ended
    assert "subject medicine, named in the sentence" in ended.out
    assert "judged: about Ibuprofen (medicine), affirmed" in ended.out


def test_explain_a_line_without_a_match(healthlint: Command) -> None:
    assert healthlint("explain", "tea.md:10").out.startswith("tea.md:10: 0 matches")


@pytest.mark.parametrize(("place", "code"), [("tea.md:99", 2), ("missing.md:1", 3), ("no-such-rule", 2), ("tea.md", 2)])
def test_explain_what_there_is_not(healthlint: Command, place: str, code: int) -> None:
    ended = healthlint("explain", place)
    assert ended.code == code
    assert ended.out == ""
    assert ended.err.startswith("healthlint: ")


def test_explain_agrees_with_check(healthlint: Command) -> None:
    found = {finding["rule"] for file in healthlint.json("tea.md")["files"] for finding in file["findings"]}
    shown = healthlint("explain", "tea.md:3").out
    assert "treats-disease" in found
    assert all(f"[{rule}]" in shown for rule in found)


def test_every_rule_can_be_explained(healthlint: Command) -> None:
    listed = healthlint("rules")
    assert listed.code == 0
    names = [line.split()[0] for line in listed.out.splitlines() if line.startswith("  ")]
    assert len(names) >= 20
    ended = healthlint("explain", names[0])
    assert ended.code == 0
    assert names[0] in ended.out


def test_score(healthlint: Command) -> None:
    slow = "The river that runs past the old mill carries the barges down to the harbour."
    healthlint.write("mill.md", f"# Mill\n\n{slow} It runs.\n\n# Harbour\n\nThe barges wait there.\n")
    ended = healthlint("score", "mill.md", "--format", "json", "--worst", "1", "--sections")
    assert ended.code == 0, ended
    (file,) = json.loads(ended.out)["files"]
    assert file["readability"] == healthlint.json("mill.md")["files"][0]["readability"]
    assert [(found["line"], found["text"]) for found in file["worst"]] == [(3, slow)]
    assert [section["heading"] for section in file["sections"]] == ["Mill", "Harbour"]
    assert healthlint("score", "missing.md").code == 3


def test_the_rulesets_that_come_with_it_are_free_of_mistakes(healthlint: Command) -> None:
    ended = healthlint("validate")
    assert ended.code == 0, ended
    assert "no mistakes" in ended.out + ended.err


def test_the_examples_of_the_rulesets_hold(healthlint: Command) -> None:
    ended = healthlint("test")
    assert ended.code == 0, ended
    assert "all as they should be" in ended.out + ended.err
