"""Reports come back from plain data slot by slot: whoever adds a slot has to say here what it holds."""

from __future__ import annotations

import marshal
from itertools import count

import pytest

from healthlint.finding import Finding, Fix, Line, Place, Point, Related
from healthlint.packing import fill, pack
from healthlint.report import FileReport, Problem, Section
from healthlint.rule import Rule
from healthlint.waiver import Waiver

RULES = [Rule(f"rule-{number}", "claim", "claims/calm") for number in range(4)]
NUMBERS = {rule.id: number for number, rule in enumerate(RULES)}
VALUES = (FileReport, Finding, Fix, Line, Place, Point, Problem, Related, Section, Waiver)

fresh = count(1)


def filled(value: object, **known: object) -> object:
    """The value with something of its own in each slot: text and numbers made up, all else as it is `known`."""
    for slot in type(value).__slots__:
        now = getattr(value, slot)
        if slot in known:
            setattr(value, slot, known[slot])
        elif type(now) is str:
            setattr(value, slot, f"{slot} \u00e9\udce4\U0001f642 {next(fresh)}")
        elif type(now) in (int, float):
            setattr(value, slot, type(now)(next(fresh)) + (0.1 if type(now) is float else 0))
        else:
            pytest.fail(f"say what the slot {slot} of {type(value).__name__} holds")
    return value


def place() -> object:
    return filled(Place())


def fix(*along: object) -> object:
    return filled(Fix(0, 0, ""), along=along, place=place())


def finding(rule: Rule, waiver: object = None, disposition: str = "active") -> object:
    return filled(
        Finding(rule, 0, 0, "", ""),
        rule=rule,
        also=[RULES[3], RULES[0]],
        lines=(filled(Line(0, "")), filled(Line(0, ""))),
        points=[filled(Point(0.0, "")), filled(Point(0.0, ""))],
        related=[filled(Related("", 0, 0), place=place()), filled(Related("", 0, 0), place=place())],
        fix=fix(fix(), fix()),
        place=place(),
        waiver=waiver,
        disposition=disposition,
    )


def full_report() -> FileReport:
    waivers = [filled(Waiver("", "", "", "", "", "", 0, 0, 0)) for _ in range(2)]
    report = filled(
        FileReport("a.md"),
        document=None,
        findings=[finding(RULES[0]), finding(RULES[1])],
        let_go=[finding(RULES[2], waivers[1], "suppressed"), finding(RULES[2], None, "let-go")],
        origin=((1, 2, 3, 4, 5), b"digest", "2026-01-01", ""),
        measures={"words": 12, "smog_index": 4.1 / 3, "rest": float("inf")},
        problems=[filled(Problem("", 0)), filled(Problem(""), line=None)],
        sections=[filled(Section("", 0, 0, {}), measures={"words": 3.5})],
        waivers=waivers,
    )
    assert isinstance(report, FileReport)
    return report


def state(value: object) -> object:
    """All that a value holds, with the types of everything."""
    if isinstance(value, Rule):
        return id(value)
    for known in VALUES:
        if isinstance(value, known):
            return known.__name__, {slot: state(getattr(value, slot)) for slot in known.__slots__}
    if isinstance(value, list | tuple):
        return type(value), [state(each) for each in value]
    if isinstance(value, dict):
        return [(key, state(each)) for key, each in value.items()]
    return type(value), value


def there_and_back(report: FileReport) -> FileReport:
    back = FileReport.__new__(FileReport)
    fill(back, marshal.loads(marshal.dumps(pack(report, NUMBERS))), RULES)
    return back


def test_every_slot_comes_back() -> None:
    report = full_report()
    assert state(there_and_back(report)) == state(report)


def test_what_came_back_can_be_packed_again() -> None:
    report = full_report()
    assert state(there_and_back(there_and_back(report))) == state(report)


@pytest.mark.parametrize("report", [FileReport("a.md"), FileReport("")])
def test_a_report_that_holds_nothing_comes_back(report: FileReport) -> None:
    assert state(there_and_back(report)) == state(report)


def test_a_finding_without_details_comes_back() -> None:
    report = FileReport("a.md")
    report.findings.append(Finding(RULES[2], 3, 9, "a claim", "error"))
    assert state(there_and_back(report)) == state(report)


def test_a_suppression_stays_the_one_in_the_report() -> None:
    back = there_and_back(full_report())
    assert back.let_go[0].waiver is back.waivers[1]


def test_what_is_set_aside_keeps_its_details() -> None:
    expected = full_report()
    back = there_and_back(expected)
    for report in (expected, back):
        report.findings[0].disposition, report.findings[0].reason = "baselined", "accepted"
        report.set_aside()
    assert state(back) == state(expected)


def test_a_slot_that_is_none_is_an_error() -> None:
    back = there_and_back(full_report())
    with pytest.raises(AttributeError):
        back.findings[0].colour  # type: ignore[attr-defined]  # noqa: B018
