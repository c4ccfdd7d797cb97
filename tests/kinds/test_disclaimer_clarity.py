"""The state `hard-to-read`: a disclaimer whose sentences are over a limit of readability."""

from __future__ import annotations

import pytest

from healthlint.errors import RulesetError
from kinds.disclaimer_pages import CLAIM, ONE, make_program, run, states, words
from small_program import load

PLAIN = "Please ask your doctor before you drink this tea if you take pills for your heart or if you are ill in any way at all."
HARD = (
    "Individuals contemplating habitual consumption of botanical preparations should preliminarily ask your doctor regarding contraindications attributable "
    "to concomitant pharmacotherapeutic interventions, notwithstanding demonstrable phytopharmacological characteristics."
)
LIMIT = {"metric": "flesch_kincaid_grade", "at-most": 16}


def program(limit=LIMIT, severity=None):
    return make_program(
        severity or {"absent": "error", "hard-to-read": "info"}, accept=["ask your doctor"], readability=limit
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{CLAIM} {PLAIN}", []),
        (f"{CLAIM} {HARD}", ["hard-to-read"]),
        (f"{CLAIM} {HARD}\n\n{PLAIN}", []),
        (f"{CLAIM} Notwithstanding phytopharmacological characteristics ask your doctor.", []),
        (CLAIM, ["absent"]),
        (f"{CLAIM} {ONE}", []),
    ],
    ids=["plain", "hard", "one of two is plain", "too short to measure", "absent", "the wording itself"],
)
def test_states(text, found):
    assert states(text, program()) == found


def test_it_stands_at_the_disclaimer_and_names_score_and_limit():
    document, (finding,) = run(f"{CLAIM} {HARD}", program())
    assert words(document, finding) == "ask your doctor"
    assert finding.message.startswith("the disclaimer is hard to read: its flesch kincaid grade is ")
    assert finding.message.endswith(", the limit is 16")
    assert [words(document, each) for each in finding.related] == ["supports calm"]


def test_a_lower_limit():
    limit = {"metric": "flesch_reading_ease", "at-least": 30}
    assert states(f"{CLAIM} {HARD}", program(limit)) == ["hard-to-read"]
    assert states(f"{CLAIM} {PLAIN}", program(limit)) == []


def test_without_a_limit_nothing_is_measured():
    plain = make_program({"absent": "error", "hard-to-read": "info"}, accept=["ask your doctor"])
    assert states(f"{CLAIM} {HARD}", plain) == []


def test_a_limit_needs_a_bound():
    rule = {
        "id": "a",
        "kind": "disclaimer",
        "message": "m",
        "severity": "error",
        "wordings": [{"id": "b", "text": "c"}],
        "needed": {"phrases": ["tea"]},
        "readability": {"metric": "smog_index"},
    }
    with pytest.raises(RulesetError, match="must have at-most, at-least, or both"):
        load({"rules": [rule]})
