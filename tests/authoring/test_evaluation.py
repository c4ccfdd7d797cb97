"""Precision and recall on labelled text, with small rulesets."""

from __future__ import annotations

import json

import pytest

from healthlint.authoring.evaluation import evaluate
from healthlint.checker import Options
from healthlint.output import evaluation as output
from healthlint.output.view import View
from small_program import claim, cue, terminology, word_list

RULESET = {
    "ruleset": "own/eval",
    "version": "1.0.0",
    "lists": {"goods": word_list("tea", subject="product")},
    "cues": {"not": cue("never", stance="negated")},
    "rules": [
        claim("cures all", id="all", category="disease-treatment"),
        claim("cures", id="cures", category="disease-treatment", severity="warning"),
        claim("calms", id="calms", category="guarantee"),
        claim("calms deeply", id="deep", category="safety-absolute", refines=["calms"]),
        claim("nice", id="nice", category="immune", severity="info"),
        claim("sold here", id="sold", category="testimonial", contexts=["commercial"]),
        claim("british", id="british", category="immune", jurisdictions=["UK"]),
        terminology({"avoid": "addict"}),
    ],
}


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Evaluates lines with RULESET alone."""
    folder = tmp_path / "rulesets"
    folder.mkdir()
    (folder / "eval.yaml").write_text(json.dumps(RULESET), encoding="utf-8")
    monkeypatch.setattr("healthlint.loading.locate.builtin_folder", lambda: str(folder))

    def run_it(*lines, least="warning", **options):
        path = tmp_path / "l.jsonl"
        path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
        return evaluate([(str(path), "l.jsonl")], Options(cache=False, **options), least)

    return run_it


def line(text, *expect, **more):
    """A line; `expect` are pairs of a category or rule and a quote."""
    rules = {rule["id"] for rule in RULESET["rules"]}
    return {
        "text": text,
        "expect": [{"rule" if name in rules else "category": name, "quote": q} for name, q in expect],
        **more,
    }


def figures(tally):
    return (tally.expected, tally.found, tally.findings, tally.true)


def table(tallies):
    return {tally.name: figures(tally) for tally in tallies}


def test_found_missed_and_false(run):
    found = run(
        line("Tea cures all.", ("disease-treatment", "cures all")),
        line("Tea never cures.", ("disease-treatment", "cures"), id="neg"),
        line("Tea calms.", id="quiet"),
        line("Water."),
    )
    assert (found.texts, found.silent, found.flagged, found.right) == (4, 2, 1, 1)
    assert figures(found.overall) == (2, 1, 2, 1)
    assert table(found.categories) == {"disease-treatment": (2, 1, 1, 1), "guarantee": (0, 0, 1, 0)}
    assert table(found.rules) == {"calms": (0, 0, 1, 0), "all": (0, 0, 1, 1)}
    assert [tally.name for tally in found.rules] == ["calms", "all"]
    (missed,) = found.missed
    assert (missed.id, missed.line, missed.category, missed.rule, missed.words) == (
        "neg",
        2,
        "disease-treatment",
        "",
        "cures",
    )
    assert missed.note == "let go, cures: stance negated, by “never”"
    (false,) = found.false
    assert (false.id, false.rule, false.category, false.severity, false.words) == (
        "quiet",
        "calms",
        "guarantee",
        "warning",
        "calms",
    )


def test_by_place_a_claim_of_another_category_is_found_but_by_category_it_is_not(run):
    found = run(line("Tea cures.", ("immune", "cures")))
    assert figures(found.overall) == (1, 1, 1, 1)
    assert found.right == 0
    assert table(found.categories) == {"disease-treatment": (0, 0, 1, 0), "immune": (1, 0, 0, 0)}
    assert found.missed[0].note == "found as cures"
    assert found.false[0].note == "expected here: immune"


def test_what_a_rule_names_counts_as_found(run):
    found = run(line("Tea calms deeply.", ("guarantee", "calms"), ("safety-absolute", "calms deeply")))
    assert table(found.categories) == {"guarantee": (1, 1, 0, 0), "safety-absolute": (1, 1, 1, 1)}
    assert (found.missed, found.false) == ([], [])
    assert table(run(line("Tea calms deeply.", ("calms", "calms"))).rules) == {
        "calms": (1, 1, 0, 0),
        "deep": (0, 0, 1, 1),
    }


def test_an_expected_rule_must_find_it_itself(run):
    found = run(line("Tea cures.", ("all", "cures")))
    assert figures(found.overall) == (1, 1, 1, 1)
    assert table(found.categories) == {"disease-treatment": (1, 1, 1, 1)}
    assert table(found.rules) == {"all": (1, 0, 0, 0), "cures": (0, 0, 1, 1)}
    assert found.missed[0].rule == "all"


def test_the_least_severity(run):
    lines = [line("Tea cures.", ("disease-treatment", "cures")), line("Nice tea.", ("immune", "Nice"))]
    assert figures(run(*lines).overall) == (2, 1, 1, 1)
    assert run(*lines).missed[0].note == "only info, by nice"
    assert figures(run(*lines, least="info").overall) == (2, 2, 2, 2)
    assert figures(run(*lines, least="error").overall) == (2, 0, 0, 0)


def test_only_claims_count(run):
    found = run(line("An addict."))
    assert (figures(found.overall), found.flagged) == ((0, 0, 0, 0), 0)


def test_what_no_selected_rule_looks_for_is_left_out(run):
    lines = [line("Tea cures and calms.", ("disease-treatment", "cures"), ("calms", "calms"), ("weight-loss", "Tea"))]
    found = run(*lines, select=("guarantee",))
    assert (found.left_out, table(found.categories)) == (1, {"weight-loss": (1, 0, 0, 0), "guarantee": (1, 1, 1, 1)})
    assert run(*lines, ignore=("calms", "deep")).left_out == 1
    assert run(*lines).left_out == 0


def test_the_page_that_a_line_describes(run):
    expected = ("testimonial", "sold here")
    assert figures(run(line("Tea is sold here.", expected)).overall) == (1, 0, 0, 0)
    assert figures(run(line("Tea is sold here.", expected, context="commercial")).overall) == (1, 1, 1, 1)
    british = line("So british.", ("immune", "british"))
    assert figures(run(british).overall) == (1, 0, 0, 0)
    assert figures(run({**british, "jurisdictions": ["UK"]}).overall) == (1, 1, 1, 1)
    assert figures(run(british, jurisdictions=("UK",)).overall) == (1, 1, 1, 1)


@pytest.mark.parametrize(
    ("text", "format_", "found"),
    [
        ("<p>It <b>cu</b>res</p>", "html", 1),
        ("It <b>cu</b>res", "text", 0),
        ("`cures`", "markdown", 0),
        ("`cures`", "text", 1),
    ],
)
def test_the_format_says_how_a_text_is_read(run, text, format_, found):
    assert run(line(text, format=format_)).overall.findings == found


def test_what_could_not_be_checked_is_a_problem(run):
    found = run(line("---\nhealthlint: {contxt: editorial}\n---\nTea."))
    assert [(file, number) for file, number, _ in found.problems] == [("l.jsonl", 1)]
    assert "`healthlint: contxt` of the front matter is unknown" in found.problems[0][2]


def test_the_table(run):
    found = run(
        line("Tea cures all.", ("disease-treatment", "cures all")),
        line("Tea cures.", ("immune", "cures"), id="b"),
        line("Tea calms.", id="quiet"),
        line("It calms."),
    )
    assert (
        "\n".join(output.render(found, 1, View()))
        == """\
                     EXPECTED  FOUND  MISSED  RECALL  FINDINGS  TRUE  FALSE  PRECISION
overall                     2      2       0    1.00         4     2      2       0.50
by category
  guarantee                 0      0       0       -         2     0      2       0.00
  disease-treatment         1      1       0    1.00         2     1      1       0.50
  immune                    1      0       1    0.00         0     0      0          -
by rule
  calms                     0      0       0       -         2     0      2       0.00
  cures                     0      0       0       -         1     0      1       0.00
  all                       0      0       0       -         1     1      0       1.00

missed: 1
l.jsonl:2 b: immune “cures”: found as cures

false: 3, 1 of them shown
l.jsonl:2 b: warning cures (disease-treatment) “cures”: expected here: immune"""
    )
    assert list(output.summary(found)) == [
        "4 texts, 2 of them without a claim (2 flagged); 1 of 2 claims found under the category expected"
    ]


def test_the_json(run):
    found = run(line("Tea cures.", ("immune", "cures"), id="é"), select=("disease-treatment", "immune"))
    text = "\n".join(output.as_json(found))
    assert text.isascii()
    read = json.loads(text)
    assert list(read) == [
        "format",
        "healthlint",
        "rulesets",
        "min_severity",
        "texts",
        "silent",
        "left_out",
        "overall",
        "categories",
        "rules",
        "missed",
        "false",
        "problems",
    ]
    assert read["overall"] == {
        "expected": 1,
        "found": 1,
        "missed": 0,
        "recall": 1.0,
        "findings": 1,
        "true": 1,
        "false": 0,
        "precision": 1.0,
        "right_category": 0,
    }
    assert read["rules"][0]["rule"] == "cures"
    assert read["rules"][0]["recall"] is None
    assert read["missed"] == [
        {
            "path": "l.jsonl",
            "line": 1,
            "id": "é",
            "category": "immune",
            "rule": None,
            "severity": None,
            "match": "cures",
            "note": "found as cures",
        }
    ]
    assert read["false"][0]["severity"] == "warning"
