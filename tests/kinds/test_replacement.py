"""The words that take a term's place: their case, and the article in front."""

from __future__ import annotations

import pytest

from small_program import check, make_program, terminology

USES = {"sofa": "couch", "old sofa": "armchair", "good sofa": "user seat", "odd sofa": "x-seat"}
PROGRAM = make_program(terminology(*({"avoid": avoid, "use": use, "fix": True} for avoid, use in USES.items())))

RIGHT = [
    ("The sofa stood there.", "The couch stood there."),
    ("Sofa and chair.", "Couch and chair."),
    ("THE SOFA.", "THE COUCH."),
    ("An old sofa stood there.", "An armchair stood there."),
    ("He sat on a sofa.", "He sat on a couch."),
    ("A Old Sofa", "An Armchair"),
    ("It was a old sofa.", "It was an armchair."),
    ("It was an sofa.", "It was a couch."),
    ("AN SOFA.", "A COUCH."),
    ("A OLD SOFA.", "AN ARMCHAIR."),
    ("An\nold\nsofa.", "An\narmchair."),
    ("The good sofa.", "The user seat."),
    ("Grade A: sofa.", "Grade A: couch."),
]


@pytest.mark.parametrize(("text", "wanted"), RIGHT)
def test_the_sentence_stays_right(text: str, wanted: str) -> None:
    (finding,) = check(PROGRAM, text).findings
    assert finding.fix is not None
    assert text[: finding.fix.start] + finding.fix.text + text[finding.fix.end :] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "It was a good sofa.",  # a or an user: letters don't tell
        "It was an odd sofa.",
        "An *sofa* fell.",  # the article would have to change across markup
        "The sofa's legs.",
        "The sofas’ legs.",
        "The *old* sofa.",
        "The old&nbsp;sofa.",
    ],
)
def test_no_fix_where_the_sentence_could_break(text: str) -> None:
    for finding in check(PROGRAM, text).findings:
        assert finding.fix is None
