"""Limits of readability: for whom they are, what is measured, and what a finding names."""

from __future__ import annotations

import functools

import pytest

from healthlint.language.compiler import compile_rulesets
from healthlint.language.program import Program
from healthlint.loading import load_rulesets, locate
from small_program import check, make_program

EASY = "Take it with food. Drink some milk. Call us if you feel sick. "
LONG = (
    "The team that looks after you will ask how you slept and what you ate and which pills you took and when you went to bed "
    "and how often you woke up in the night before they say what to do next. "
)
HARD = (
    "Pharmacological interventions necessitate comprehensive multidisciplinary evaluation of contraindications, "
    "comorbidities and polypharmacy considerations preceding individualised therapeutic recommendations. "
)


def limit(metric: str = "flesch_kincaid_grade", **keys: object) -> dict[str, object]:
    return {"metric": metric, **keys}


def program_of(*limits: dict[str, object], **keys: object) -> Program:
    rule = {
        "id": "level",
        "kind": "readability",
        "message": "{where}: {measure} {value} of {limit} for {audience}",
        "severity": "info",
        "limits": list(limits),
        "minimum-words": 10,
        **keys,
    }
    return make_program(rule)


AT_8 = {"at-most": 8}
AUDIENCES = [
    (limit(**AT_8), "", True),
    (limit(**AT_8), "professional", True),
    (limit(**AT_8, audience=["patients", "consumer"]), "patients", True),
    (limit(**AT_8, audience=["patients", "consumer"]), "professional", False),
    (limit(**AT_8, audience=["patients", "consumer"]), "", False),
    (limit(**AT_8, audience=["unknown"]), "", True),
    (limit(**AT_8, audience=["unknown"]), "patients", False),
]


@pytest.mark.parametrize(("one", "audience", "is_told"), AUDIENCES)
def test_a_limit_is_for_its_audience(one: dict[str, object], audience: str, is_told: bool) -> None:
    meta = {"audience": audience} if audience else {}
    assert bool(check(program_of(one), HARD * 2, **meta).findings) == is_told


def test_front_matter_says_for_whom_a_page_is() -> None:
    program = program_of(limit(**AT_8, audience=["patients"]))
    assert check(program, f"---\nhealthlint: {{audience: patients}}\n---\n{HARD * 2}").findings
    assert not check(
        program, f"---\nhealthlint: {{audience: professional}}\n---\n{HARD * 2}", audience="patients"
    ).findings


def test_what_a_finding_says() -> None:
    program = program_of(limit(**AT_8, audience=["patients"]), **{"name-hardest": 1})
    (finding,) = check(program, EASY * 3 + HARD * 3, audience="patients").findings
    assert finding.message.startswith("the page: flesch kincaid grade ")
    assert finding.message.endswith(" of 8 for patients")
    (related,) = finding.related
    assert related.message.startswith("one of the hardest sentences: grade ")
    assert (EASY * 3 + HARD * 3)[related.start : related.end] == HARD.strip()


def test_words_a_sentence() -> None:
    program = program_of(limit("words_per_sentence", **{"at-most": 20}))
    assert check(program, EASY * 5).findings == []
    (finding,) = check(program, LONG * 2).findings
    assert finding.message == "the page: words per sentence 42.0 of 20 for "


def test_short_pages_and_what_is_no_running_prose_are_left_alone() -> None:
    program = program_of(limit(**AT_8), **{"minimum-words": 100})
    assert check(program, HARD).findings == []
    assert check(program, "".join(f"# {HARD}\n\n" for _ in range(20))).findings == []
    assert check(program, EASY * 20).findings == []


def test_a_section_is_told_at_its_heading() -> None:
    program = program_of(limit(**AT_8, unit="section"))
    text = f"# Easy\n\n{EASY * 3}\n\n# Hard\n\n{HARD * 3}"
    (finding,) = check(program, text).findings
    assert text[finding.start : finding.end] == "Hard"
    assert finding.message.startswith("the section: ")


@functools.cache
def builtin() -> Program:
    return Program(compile_rulesets(load_rulesets(locate.builtin_files())))


BUILT_IN = [
    (EASY * 12, "", []),
    (EASY * 12, "patients", []),
    (EASY * 12, "teens", []),
    (LONG * 5, "patients", ["reading-level", "sentence-length"]),
    (LONG * 5, "", ["sentence-length"]),
    (LONG * 5, "professional", []),
    (HARD * 10, "", ["reading-level"]),
    (HARD * 10, "consumer", ["reading-level"]),
    (HARD * 10, "professional", []),
    (HARD, "patients", []),  # too few words
]


@pytest.mark.parametrize(("text", "audience", "rules"), BUILT_IN)
def test_the_built_in_limits(text: str, audience: str, rules: list[str]) -> None:
    meta = {"audience": audience} if audience else {}
    found = [each for each in check(builtin(), text, **meta).findings if each.rule.kind == "readability"]
    assert [each.rule.id for each in found] == rules
    assert {each.severity for each in found} <= {"info"}
    assert all(each.related for each in found)
