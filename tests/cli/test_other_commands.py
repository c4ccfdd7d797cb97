from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from healthlint.checker import Options
from healthlint.errors import Mistake
from healthlint.output.evaluation import Case, Evaluation, Tally

from .conftest import Fake, Run

Write = Callable[..., None]


def test_score_as_a_table(run: Run, fake: Fake, write: Write) -> None:
    write("a.md", "one two three", "in/b.md", "one")
    ended = run("score")
    assert ended.code == 0
    assert [line.split()[:2] for line in ended.out.splitlines()] == [["FILE", "WORDS"], ["a.md", "3"], ["in/b.md", "1"]]
    assert ended.err == "measured 2 files\n"
    assert fake.asked == (False, 0, False)


def test_score_with_everything(run: Run, fake: Fake, write: Write) -> None:
    write("a.md", "one two three")
    ended = run("score", "--sections", "--worst", "2", "--all", "-q", "a.md")
    assert fake.asked == (True, 2, True)
    assert ended.err == ""
    for part in ("  Tea ", "  lix     30.00", "a.md:1:1  grade 12.5, 3 words\n    A hard one.\n"):
        assert part in ended.out


def test_score_as_json_with_a_problem(run: Run, fake: Fake, write: Write) -> None:
    write("a.md", "one two three")
    ended = run("score", "--format", "json", "a.md", "gone.md")
    assert ended.code == 3
    assert [file["path"] for file in json.loads(ended.out)["files"]] == ["a.md", "gone.md"]
    assert ended.err == "not measured gone.md: no such file or folder\nmeasured 1 file\n"


def test_score_of_standard_input(run: Run, fake: Fake) -> None:
    assert run("score", "-", "--stdin-filename", "x.md", stdin=b"a b").out.splitlines()[1].split()[:2] == ["x.md", "2"]


def test_score_refuses_options_of_check(run: Run, fake: Fake) -> None:
    ended = run("score", "--fail-on", "error")
    assert ended.code == 2
    assert "no such option" in ended.err


def test_rules(run: Run, fake: Fake) -> None:
    ended = run("rules", "--select", "guarantee", "--ruleset", "x.yaml")
    assert ended.code == 0
    assert "  calm-promise  claim guarantee  error    Promise of calm\n" in ended.out
    assert fake.options is not None
    assert (fake.options.select, fake.options.rulesets) == (("guarantee",), ["x.yaml"])


def test_explain_a_rule(run: Run, fake: Fake) -> None:
    ended = run("explain", "calm-promise")
    assert ended.code == 0
    assert ended.out.startswith("calm-promise  Promise of calm\n")
    assert "Flagged\n  - An [[example]] of calm-promise.\n" in ended.out


def test_explain_a_rule_that_is_none(run: Run, fake: Fake, write: Write) -> None:
    ended = run("explain", "calm-promis")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        'healthlint: there is no rule "calm-promis" (did you mean "calm-promise"?)\n  healthlint rules lists them\n'
    )
    write("a.md", "")
    assert "to explain a place, write FILE:LINE" in run("explain", "a.md").err
    assert run("explain").code == 2
    assert run("explain", "a", "b").code == 2


@pytest.mark.parametrize("place", ["a.md:2", "a.md:2:4", "./a.md:2"])
def test_explain_a_place(run: Run, fake: Fake, write: Write, place: str) -> None:
    write("a.md", "one\nso calm\n")
    ended = run("explain", place)
    assert ended.code == 0
    assert ended.out.startswith("a.md:2: 1 match; context unknown\n\nreported\nerror[calm-promise]")


def test_explain_what_was_let_go(run: Run, fake: Fake, write: Write) -> None:
    write("a.md", "never calm")
    assert "let-go: negated\n" in run("explain", "a.md:1").out


def test_explain_a_place_that_is_none(run: Run, fake: Fake, write: Write) -> None:
    write("a.md", "one\nso calm")
    ended = run("explain", "a.md:3")
    assert (ended.code, ended.err) == (2, "healthlint: a.md has no line 3: it ends at line 2\n")
    ended = run("explain", "gone.md:3")
    assert (ended.code, ended.err) == (3, "healthlint: gone.md: no such file\n")
    Path("bad.md").write_bytes(b"\xff")
    ended = run("explain", "bad.md:1")
    assert ended.code == 3
    assert "not checked bad.md: is not UTF-8" in ended.out


def outcome(fake: Fake, rules: int = 1, examples: int = 4) -> None:
    for name, value in (("rules", rules), ("examples", examples), ("rulesets", 1)):
        setattr(fake, name, value)


def test_test(run: Run, fake: Fake) -> None:
    outcome(fake)
    ended = run("test")
    assert (ended.code, ended.out) == (0, "")
    assert ended.err == "4 examples of 1 rule: all as they should be\n"
    assert fake.asked == ([], False)
    fake.failures = [Mistake("calm.yaml", 7, "rules.calm", "flag: not found", 5)]
    ended = run("test", "calm.yaml")
    assert ended.code == 1
    assert ended.out == "error calm.yaml:7:5: rules.calm: flag: not found\n"
    assert ended.err == "4 examples of 1 rule: 1 failure\n"
    assert fake.asked == (["calm.yaml"], True)


def test_coverage(run: Run, fake: Fake) -> None:
    outcome(fake)
    fake.coverage.unexplained = [Mistake("calm.yaml", 9, "rules.calm", "no example", 5)]
    fake.coverage.counts = {"patterns": (1, 2), "list entries": (3, 400)}
    fake.coverage.lists = {"tea": (3, 398), "bread": (0, 2)}
    fake.coverage.explained = 7
    assert run("test").out == ""
    ended = run("test", "--coverage")
    assert ended.code == 0
    assert ended.out == (
        "warning calm.yaml:9:5: rules.calm: no example\n"
        "patterns          1 of 2 reached\n"
        "list entries      3 of 400 reached\n"
        "7 said to be untested\n"
        "  tea:3/398\n"
    )
    assert ended.err == "4 examples of 1 rule: all as they should be, 1 unexplained\n"
    fake.failures = [Mistake("calm.yaml", 7, "rules.calm", "flag: not found", 5)]
    ended = run("test", "--coverage")
    assert (ended.code, ended.err) == (1, "4 examples of 1 rule: 1 failure, 1 unexplained\n")


def test_validate(run: Run, fake: Fake) -> None:
    outcome(fake)
    ended = run("validate")
    assert (ended.code, ended.err) == (0, "1 ruleset, 1 rule: no mistakes\n")
    fake.advice = [Mistake("calm.yaml", 9, "rules.calm", "give it a title", 5)]
    ended = run("validate", "calm.yaml")
    assert (ended.code, ended.out) == (1, "warning calm.yaml:9:5: rules.calm: give it a title\n")
    fake.mistakes = [Mistake("calm.yaml", 1, "", "unknown key", 1)]
    ended = run("validate")
    assert ended.code == 2
    assert ended.out.startswith("error calm.yaml:1:1: unknown key\n")
    assert ended.err == "1 ruleset, 1 rule: 1 mistake, 1 piece of advice\n"


def test_config_names_the_rulesets(run: Run, fake: Fake, write: Write) -> None:
    outcome(fake)
    write(".healthlint.yaml", "rulesets: [claims]\n")
    run("test")
    assert fake.asked == (["claims"], False)
    run("test", "--isolated")
    assert fake.asked == ([], False)


LABELLED = '{"text": "So calm.", "expect": []}\n'


def test_eval(run: Run, monkeypatch: pytest.MonkeyPatch, write: Write) -> None:
    asked: list[object] = []

    def evaluate(paths: list[tuple[str, str]], options: Options, least: str) -> Evaluation:
        asked[:] = [paths, options.select, options.ignore, options.rulesets, least]
        found = Evaluation(least, [])
        found.texts, found.silent, found.flagged = 2, 1, 1
        found.overall = Tally("overall", 4, 3, 5, 3)
        found.false = [Case("l.jsonl", number, str(number), "guarantee", "calm", "calm", "error") for number in (1, 2)]
        return found

    monkeypatch.setattr("healthlint.authoring.evaluation.evaluate", evaluate)
    write("l.jsonl", LABELLED, ".healthlint.yaml", "rulesets: [claims]\nignore: [immune]\n")
    ended = run("eval", "./l.jsonl", "--select", "calm", "--min-severity", "info")
    assert ended.code == 0
    assert asked == [[("./l.jsonl", "l.jsonl")], ("calm",), ("immune",), ["claims"], "info"]
    assert ended.out.splitlines()[1].split() == ["overall", "4", "3", "1", "0.75", "5", "3", "2", "0.60"]
    assert (
        ended.err == "2 texts, 1 of them without a claim (1 flagged); 0 of 3 claims found under the category expected\n"
    )
    ended = run("eval", "l.jsonl", "m.jsonl", "--show", "1", "--isolated")
    assert asked == [[("l.jsonl", "l.jsonl"), ("m.jsonl", "m.jsonl")], (), (), [], "warning"]
    assert ended.out.endswith("\nfalse: 2, 1 of them shown\nl.jsonl:1: error calm (guarantee) “calm”\n")
    assert '"precision": 0.6' in run("eval", "l.jsonl", "--format", "json").out


def test_eval_of_what_cannot_be_used(run: Run, write: Write) -> None:
    ended = run("eval", "none.jsonl")
    assert (ended.code, ended.err) == (3, "healthlint: none.jsonl: can't be read: No such file or directory\n")
    write("l.jsonl", LABELLED + "{\n")
    ended = run("eval", "l.jsonl")
    assert ended.code == 2
    assert ended.err.startswith("healthlint: a mistake was found, nothing was checked\n  l.jsonl:2:")
    assert run("eval").code == 2
    assert run("eval", "l.jsonl", "--show", "0").code == 2
