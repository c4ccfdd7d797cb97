from __future__ import annotations

import pytest

from healthlint.finding import Finding
from healthlint.judgement.stance import ORDER
from healthlint.report import FileReport
from small_program import check, claim, cue, make_program, word_list

LISTS = {"clause-break": word_list("but", "because", ", (and|so) it")}
RISK = claim("(without|free of) (the|any)? (risk|danger) of addiction", "habit", subject=["none", "topic", "product"])


def findings(report: FileReport) -> list[Finding]:
    assert not report.problems
    return sorted([*report.findings, *report.let_go], key=lambda finding: finding.start)


def judged(text: str, *cues: dict[str, object], rule: dict[str, object] = RISK, **meta: str) -> list[Finding]:
    named = {f"cue-{number}": each for number, each in enumerate(cues)}
    program = make_program(rule, cues=named, lists=LISTS)
    return findings(check(program, text, explain=True, **meta))


def stances(text: str, *cues: dict[str, object]) -> list[str]:
    return [finding.stance for finding in judged(text, *cues)]


NOT = cue("(not|never|no)", stance="negated", within=8)
AFTER = cue("(is|was) not", where="after", stance="negated", within=5)
AROUND = cue("myth", where="around", stance="negated", within=3)
ANYWHERE = cue("myth", where="sentence", stance="negated")
INSIDE = cue("without", where="inside", points=-2)
PREVIOUS = cue("(myth|wrong)", where="previous", stance="negated")
NEXT = cue("^ no", where="next", stance="negated")
HEADING = cue("myths", where="heading", stance="negated")
PAGE = cue("hoax", where="page", stance="negated")
ACROSS = cue("not", stance="negated", **{"across-clauses": True})
FALSE_FRIEND = cue("(not|no)", stance="negated", **{"except": ["not only", "no doubt"]})

UNREACHED = [
    (NOT, "It is free of the risk of addiction."),
    (NOT, "It is without any risk of addiction."),
    (NOT, "It is free of the danger of addiction, not bitter."),
    (NOT, "Not one of the many cups that we sell is a habit."),
    (NOT, "It is not new; it is a habit."),
    (NOT, "It is not new: a habit."),
    (NOT, "It is not new — a habit."),
    (NOT, "It is not new but a habit."),
    (NOT, "It is not new, and it is a habit."),
    (NOT, "It is not new. It is a habit."),
    (NOT, "It is not new.\n\nA habit."),
    (NOT, "- not new\n- a habit"),
    (AFTER, "It was not new, a habit."),
    (AFTER, "A habit of our dear old neighbours today was not found."),
    (AFTER, "A habit but it was not found."),
    (AROUND, "It is a habit of one two three four myth."),
    (AROUND, "A myth; a habit."),
    (ANYWHERE, "It is a habit. A myth."),
    (PREVIOUS, "A myth.\n\nA habit."),
    (PREVIOUS, "A habit. A myth."),
    (PREVIOUS, "A myth. A cup. A habit."),
    (NEXT, "Is it a habit?\n\nNo."),
    (NEXT, "Is it a habit? Maybe, no."),
    (NEXT, "No. Is it a habit?"),
    (HEADING, "# Facts\n\nA habit."),
    (HEADING, "Myths: a habit."),
    (HEADING, "# Myths\n\n# Facts\n\nA habit."),
    (PAGE, "A habit."),
    (FALSE_FRIEND, "It is not only a habit."),
    (FALSE_FRIEND, "No doubt a habit."),
]


@pytest.mark.parametrize(("only", "text"), UNREACHED)
def test_cues_that_do_not_reach_a_match(only: dict[str, object], text: str) -> None:
    (stance,) = stances(text, only)
    assert stance == "affirmed"


REACHED = [
    (NOT, "It is not without the risk of addiction."),
    (NOT, "It is never free of the danger of addiction."),
    (NOT, "It is not one two three four five six seven eight habit."),
    (NOT, "It is not, as we say, a habit."),
    (NOT, "It is not a “habit”."),
    (AFTER, "A habit was not found."),
    (AFTER, "A habit in one two three four is not found."),
    (AROUND, "It is a myth, a habit."),
    (AROUND, "A habit is a myth."),
    (ANYWHERE, "A myth; one two three four five six seven: a habit."),
    (ANYWHERE, "A habit because it is a myth."),
    (PREVIOUS, "That is wrong. A habit."),
    (PREVIOUS, "# A myth\n\nA habit."),
    (NEXT, "Is it a habit? No."),
    (NEXT, "# Is it a habit\n\nNo."),
    (HEADING, "# Myths\n\nA cup.\n\nA habit."),
    (HEADING, "# Facts\n\n## Myths\n\n- A habit."),
    (PAGE, "A habit.\n\nMore.\n\nA hoax."),
    (PAGE, "A hoax and a habit."),
    (ACROSS, "It is not new; but it is a habit."),
    (ACROSS, "It is not one two three four five six seven eight nine ten habit."),
    (FALSE_FRIEND, "It is not only new, it is no habit."),
]


@pytest.mark.parametrize(("only", "text"), REACHED)
def test_cues_that_reach_a_match(only: dict[str, object], text: str) -> None:
    (stance,) = stances(text, only)
    assert stance == "negated"


def test_words_inside_a_match_are_never_cues() -> None:
    without = [cue("without", where=where, stance="negated") for where in ("before", "sentence", "around", "page")]
    assert stances("It is without any risk of addiction.", *without) == ["affirmed"]
    assert stances("It is without doubt free of any risk of addiction.", without[0]) == ["negated"]


def test_a_cue_inside_counts_points_and_sets_no_stance() -> None:
    (finding,) = judged("It is without any risk of addiction.", INSIDE)
    assert finding.stance == "affirmed"
    assert ("cue cue-0", -2.0, "without") in [(point.what, point.points, point.words) for point in finding.points]
    (outside,) = judged("Without sugar, a habit.", INSIDE)
    assert all(not point.what.startswith("cue") for point in outside.points)


def test_which_stance_wins() -> None:
    cues = [cue(stance, where="sentence", stance=stance) for stance in reversed(ORDER)]
    for number, stance in enumerate(ORDER):
        assert stances(f"A habit {' and '.join(ORDER[number:])}.", *cues) == [stance]


def test_a_cue_of_other_categories_or_subjects_does_not_count() -> None:
    text = "It is not a habit."
    assert stances(text, {**NOT, "categories": ["immune"]}) == ["affirmed"]
    assert stances(text, {**NOT, "categories": ["immune", "addiction-safety"]}) == ["negated"]
    assert stances(text, {**NOT, "subjects": ["product"]}) == ["affirmed"]
    assert stances(text, {**NOT, "subjects": ["none"]}) == ["negated"]
    pointed = cue("cheap", where="sentence", points=2, subjects=["product"])
    (finding,) = judged("A cheap habit.", pointed)
    assert len(finding.points) == 1


def test_a_rule_may_ignore_cues() -> None:
    (finding,) = judged("It is not a habit.", NOT, rule={**RISK, "ignore-cues": ["cue-0"]})
    assert finding.stance == "affirmed"


def test_a_rule_may_require_cues() -> None:
    rule = {**RISK, "requires": ["cue-0"]}
    (without,) = judged("A habit.", cue("cup", points=1), rule=rule)
    assert (without.disposition, without.reason) == ("let-go", "needs one of the cues cue-0")
    (before,) = judged("A cup, a habit.", cue("cup", points=1), rule=rule)
    assert before.disposition == "active"
    vote = cue("buy now", where="page", vote=1, context="commercial")
    (commercial,) = judged("A habit.\n\nBuy now.", vote, rule=rule)
    assert commercial.disposition == "active"
    assert not any(point.what.startswith("cue") for point in commercial.points)


def test_a_cue_counts_once_a_match() -> None:
    (finding,) = judged("Cheap, cheap, cheap habit.", cue("cheap", where="sentence", points=2))
    assert [point.points for point in finding.points] == [2.0, 2.0]
    assert finding.points[1].words == "Cheap"


def test_the_reason_names_the_words() -> None:
    (finding,) = judged("It is never a habit.", NOT)
    assert finding.reason == "stance negated, by “never”"


FAR = claim("tea ...6 ease", subject=["none", "topic", "product"])

GAPS = [
    ("Tea does not ease.", "negated"),
    ("Tea, and not coffee, will ease.", "negated"),
    ("Not that tea will ease.", "negated"),
    ("Tea will ease, not cure.", "affirmed"),
    ("No tea can ease.", "negated"),
]


@pytest.mark.parametrize(("text", "stance"), GAPS)
def test_words_in_a_gap_of_the_match_are_cues(text: str, stance: str) -> None:
    denial = cue("(not|no tea)", stance="negated", within=3, **{"across-clauses": True})
    assert [finding.stance for finding in judged(text, denial, rule=FAR)] == [stance]


def test_words_that_the_pattern_asks_for_are_no_cues() -> None:
    rule = claim("without (any)? risk", subject=["none"])
    assert [
        finding.stance for finding in judged("It is without any risk.", cue("without", stance="negated"), rule=rule)
    ] == ["affirmed"]


def test_a_cue_anywhere_counts_in_the_match_and_outside() -> None:
    pure = cue("pure", where="anywhere", points=1)
    for text in ("Pure bliss, a habit.", "A habit, pure bliss."):
        (finding,) = judged(text, pure)
        assert [point.points for point in finding.points] == [2.0, 1.0]
    (inside,) = judged("Tea is pure, to ease.", pure, rule=FAR)
    assert [point.words for point in inside.points][1:] == ["pure"]


def test_a_cue_may_cancel_others() -> None:
    question = cue("\\?", where="after", stance="questioned", **{"across-clauses": True})
    yes = {**cue("^ yes", where="next"), "cancels": ["cue-0"]}
    assert stances("Is it a habit? No.", question, yes) == ["questioned"]
    assert stances("Is it a habit? Yes.", question, yes) == ["affirmed"]
    assert stances("Is it a habit? Yes.", question) == ["questioned"]
