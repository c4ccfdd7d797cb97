from __future__ import annotations

import pytest

from small_program import check, claim, cue, make_program, word_list, words_of

LISTS = {
    "herb": word_list("kratom", subject="watched-substance"),
    "drug": word_list("morphine", subject="medicine"),
    "dependence": word_list("addiction", "opioid addiction"),
}
CUES = {
    "not": cue("not", stance="negated"),
    "may": cue("may", stance="hedged"),
    "says": cue("says", stance="attributed"),
    "cheap": cue("cheap", where="sentence", points=1),
    "doubtful": cue("doubtful", where="sentence", points=-1.5),
}
MODEL = {
    "thresholds": {"high": 3, "medium": 2, "low": 1},
    "subjects": {"watched-substance": 1, "medicine": -3},
    "stances": {"attributed": -1},
    "scopes": {"heading": -0.5},
    "contexts": {"commercial": 0.5, "public-health": -1},
}


def run(text: str, *patterns: object, context: str = "", **keys: object):  # type: ignore[no-untyped-def]
    rule = claim(*(patterns or ("free of {dependence}",)), **keys)
    program = make_program(rule, lists=LISTS, cues=CUES, model=MODEL)
    return check(program, text, explain=True, **({"context": context} if context else {}))


LET_GO = [
    ("Kratom is not free of addiction.", {}, "stance negated, by “not”"),
    ("Kratom may be free of addiction.", {"severity": {"affirmed": "error"}}, "stance hedged, by “may”"),
    ("Morphine is free of addiction.", {}, "subject medicine: “Morphine” (named in the sentence)"),
    ("It is free of addiction.", {"subject": ["product"]}, "subject none"),
    ("Kratom is free of addiction.", {"scopes": ["heading"]}, "the rule does not look at the scope paragraph"),
    ("Kratom is free of addiction.", {"except": ["is free"]}, "exempt: “is free”"),
    ("Kratom is free of addiction.", {"requires": ["cheap"]}, "needs one of the cues cheap"),
    ("It is free of addiction, a doubtful word.", {}, "0.5 points are below the lowest threshold, 1"),
]


@pytest.mark.parametrize(("text", "keys", "reason"), LET_GO)
def test_matches_that_are_let_go(text: str, keys: dict[str, object], reason: str) -> None:
    report = run(text, **keys)
    assert report.findings == []
    (finding,) = report.let_go
    assert (finding.reason, finding.disposition) == (reason, "let-go")


def test_an_exception_of_another_rule_does_not_count() -> None:
    program = make_program(
        claim("free of addiction"),
        claim("free of charge", id="other", **{"except": ["free of addiction"]}),
        lists=LISTS,
    )
    assert len(check(program, "It is free of addiction.").findings) == 1


REPORTED = [
    # text, keys, severity, confidence
    ("Kratom is free of addiction.", {}, "error", "high"),
    ("It is free of addiction.", {}, "warning", "medium"),
    ("It is free of addiction.", {"points": 1}, "info", "low"),
    ("# It is free of addiction", {}, "info", "low"),
    ("It is cheap and free of addiction.", {}, "error", "high"),
    ("Kratom may be free of addiction.", {}, "error", "high"),
    ("Kratom may be free of addiction.", {"severity": {"affirmed": "error", "hedged": "info"}}, "info", "high"),
    ("He says kratom is free of addiction.", {}, "warning", "medium"),
    ("Morphine is free of addiction.", {"subject": ["medicine"], "points": 6}, "error", "high"),
    ("Kratom is free of addiction.", {"context": "public-health"}, "warning", "medium"),
    ("It is free of addiction.", {"context": "commercial", "points": 2.5}, "error", "high"),
    ("Kratom is free of addiction.", {"except": ["kratom is"]}, "error", "high"),
]


@pytest.mark.parametrize(("text", "keys", "severity", "confidence"), REPORTED)
def test_matches_that_are_reported(text: str, keys: dict[str, object], severity: str, confidence: str) -> None:
    (finding,) = run(text, **keys).findings  # type: ignore[arg-type]
    assert (finding.severity, finding.confidence, finding.disposition) == (severity, confidence, "active")


def test_the_ledger_adds_up() -> None:
    (finding,) = run("# He says cheap kratom is free of addiction", context="commercial", points=4).findings
    assert [(point.points, point.what, point.words) for point in finding.points] == [
        (4.0, "pattern 1", "free of {dependence}"),
        (1.0, "subject watched-substance, named in the sentence", "kratom"),
        (-1.0, "stance attributed", ""),
        (-0.5, "scope heading", ""),
        (1.0, "cue cheap", "cheap"),
        (0.5, "context commercial", "said by front matter or configuration"),
    ]


def test_the_points_of_a_pattern_come_before_those_of_its_rule() -> None:
    report = run(
        "It is free of addiction. It is harmless.",
        "free of addiction",
        {"phrase": "harmless", "points": 3, "id": "none"},
    )
    assert [(finding.pattern, finding.confidence) for finding in report.findings] == [("1", "medium"), ("none", "high")]


MESSAGES = [
    ("says {match}", "Kratom is free of opioid addiction.", "says free of opioid addiction"),
    ("{subject} is free of {dependence}", "Kratom is free of opioid addiction.", "Kratom is free of opioid addiction"),
    ("{subject} is free", "It is free of addiction.", "the product is free"),
    ("brings no {dependence}", "It is harmless, free from addiction.", "brings no free from addiction"),
    ("says {match}", "It is *free* of\n  addiction.", "says free of addiction"),
    ("says {match}", "It is free of {{dependence}} addiction.", None),
    ("says {match}", "It is clear of {{the}} addiction.", "says clear of addiction"),
]


@pytest.mark.parametrize(("message", "text", "filled"), MESSAGES)
def test_messages(message: str, text: str, filled: str | None) -> None:
    report = run(text, "free of {dependence}", "free from addiction", "clear ...3 addiction", message=message)
    assert [finding.message for finding in report.findings] == [filled] * (filled is not None)


def test_a_finding_carries_what_its_rule_says() -> None:
    report = run(
        "Kratom may be free of addiction.", {"phrase": "free of {dependence}", "id": "free"}, suggestion="Take it out."
    )
    (finding,) = report.findings
    assert (finding.rule.id, finding.pattern, finding.suggestion, finding.scope) == (
        "claim",
        "free",
        "Take it out.",
        "paragraph",
    )
    assert (finding.stance, finding.subject, finding.subject_class) == ("hedged", "Kratom", "watched-substance")
    assert words_of(report, [finding]) == ["free of addiction"]


def test_how_something_is_written_counts_within_bounds() -> None:
    style = {name: cue(name, where="anywhere", points=1, vote=1) for name in ("cheap", "pure", "fresh", "best")}
    style |= {name: cue(name, where="anywhere", points=-1, vote=-1) for name in ("doctor", "often", "people")}
    style["decided"] = cue("decided", where="anywhere", points=-4)
    program = make_program(
        claim("free of habit", subject=["none"]), cues=style, model={"style": {"most": 2.5, "least": -2}}
    )
    for words, sum_ in (
        ("cheap", 3.0),
        ("cheap pure fresh best", 4.5),
        ("doctor often people", 0.0),
        ("cheap doctor often people", 0.0),
        ("decided doctor often people", -4.0),
    ):
        report = check(program, f"It is {words} and free of habit.", explain=True)
        (finding,) = [*report.findings, *report.let_go]
        assert sum(point.points for point in finding.points) == sum_, words
