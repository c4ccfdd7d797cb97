from __future__ import annotations

import pytest

from healthlint.baseline.entries import Entry
from healthlint.baseline.matching import Checked, Outcome, Scope, match
from healthlint.baseline.renewal import grown, shrunk
from healthlint.finding import Finding
from healthlint.fingerprint import with_ordinal
from healthlint.rule import Rule

RULES = {"calm": "claim", "notice": "disclaimer", "grade": "readability", "waiver": "directive"}
RAN = frozenset(RULES)


def digits(sentence: str) -> str:
    return sentence.encode().hex().ljust(20, "0")[:20]


def found(sentence: str, rule: str = "calm", severity: str = "error", ordinal: int = 0) -> Finding:
    finding = Finding(Rule(rule, RULES[rule], "r"), 0, 5, "", severity, pattern="absent")
    finding.fingerprint = with_ordinal(digits(sentence), ordinal)
    finding.match = sentence
    return finding


def entry(path: str, sentence: str, rule: str = "calm", severity: str = "error", ordinal: int = 0) -> Entry:
    return Entry(path, rule, with_ordinal(digits(sentence), ordinal), severity, "2026-01-02", sentence)


def matched(
    entries: list[Entry],
    files: dict[str, list[Finding]],
    *,
    gone: tuple[str, ...] = (),
    all: bool = False,
    rules: frozenset[str] = RAN,
    broken: tuple[str, ...] = (),
) -> Outcome:
    checked = [Checked(name, findings, name not in broken) for name, findings in files.items()]
    return match(entries, checked, Scope(rules, lambda name: name not in gone, all))


def tally(outcome: Outcome) -> tuple[int, ...]:
    """held, fresh, graver, gone, unjudged"""
    parts = (outcome.held, outcome.fresh, outcome.graver, outcome.gone, outcome.unjudged)
    return tuple(len(part) for part in parts)


@pytest.mark.parametrize(
    ("entries", "findings", "expected"),
    [
        pytest.param([entry("a", "one")], [found("one")], (1, 0, 0, 0, 0), id="the same"),
        pytest.param([entry("a", "one")], [found("two")], (0, 1, 0, 1, 0), id="edited"),
        pytest.param([entry("a", "one")], [found("one", "notice")], (0, 1, 0, 1, 0), id="another rule"),
        pytest.param([entry("a", "one")], [], (0, 0, 0, 1, 0), id="deleted"),
        pytest.param([entry("a", "one")], [found("one"), found("one", ordinal=1)], (1, 1, 0, 0, 0), id="a copy"),
        pytest.param(
            [entry("a", "one"), entry("a", "one", ordinal=1)],
            [found("one")],
            (1, 0, 0, 1, 0),
            id="one of two deleted",
        ),
        pytest.param([entry("a", "one", ordinal=1)], [found("one")], (1, 0, 0, 0, 0), id="the number is no matter"),
        pytest.param([entry("a", "one", severity="warning")], [found("one")], (0, 1, 1, 0, 0), id="graver"),
        pytest.param([entry("a", "one")], [found("one", severity="info")], (1, 0, 0, 0, 0), id="less grave"),
        pytest.param(
            [entry("a", "one"), entry("a", "one", severity="info", ordinal=1)],
            [found("one", severity="info"), found("one")],
            (2, 0, 0, 0, 0),
            id="the gravest gets the gravest",
        ),
        pytest.param([], [found("one", "waiver")], (0, 0, 0, 0, 0), id="suppressions are never accepted"),
        pytest.param([entry("a", "one", "waiver")], [found("one", "waiver")], (0, 0, 0, 1, 0), id="nor held back"),
    ],
)
def test_one_file(entries: list[Entry], findings: list[Finding], expected: tuple[int, ...]) -> None:
    assert tally(matched(entries, {"a": findings})) == expected


def test_what_a_change_brought_is_held_back_last() -> None:
    new, old = found("one", ordinal=1), found("one", severity="warning")
    outcome = match(
        [entry("a", "one")],
        [Checked("a", [new, old], fresh=frozenset([new.fingerprint]))],
        Scope(RAN, lambda _: True, True),
    )
    assert [finding for _, finding, _ in outcome.held] == [old]
    assert [finding for _, finding in outcome.fresh] == [new]


def test_files_and_rules_that_were_not_checked_are_left_alone() -> None:
    entries = [entry("a", "one"), entry("b", "two")]
    assert tally(matched(entries, {"a": []})) == (0, 0, 0, 1, 1)
    assert tally(matched(entries, {"a": []}, broken=("a",))) == (0, 0, 0, 0, 2)
    assert tally(matched(entries, {"a": [], "b": []}, rules=frozenset(["notice"]))) == (0, 0, 0, 0, 2)


def test_a_file_that_is_gone_says_so_only_to_who_looks_everywhere() -> None:
    entries = [entry("b", "two")]
    assert tally(matched(entries, {"a": []}, gone=("b",))) == (0, 0, 0, 0, 1)
    assert tally(matched(entries, {"a": []}, gone=("b",), all=True)) == (0, 0, 0, 1, 0)


def test_a_renamed_file_keeps_its_entries() -> None:
    entries = [entry("old", "one"), entry("old", "one", ordinal=1), entry("old", "two"), entry("b", "x")]
    files = {"new": [found("one"), found("two"), found("three")], "b": [found("x")]}
    outcome = matched(entries, files, gone=("old",), all=True)
    assert tally(outcome) == (3, 1, 0, 1, 0)
    assert sorted((each.path, name) for name, _, each in outcome.held) == [("b", "b"), ("old", "new"), ("old", "new")]
    assert {each.path for each in shrunk(outcome)} == {"new", "b"}


def test_a_copy_is_new_and_so_is_what_moves_to_a_known_file() -> None:
    entries = [entry("a", "one"), entry("b", "x")]
    assert tally(matched(entries, {"a": [found("one")], "copy": [found("one")]})) == (1, 1, 0, 0, 1)
    assert tally(matched(entries, {"b": [found("x"), found("one")]}, gone=("a",), all=True)) == (1, 1, 0, 1, 0)


def test_two_copies_of_a_file_that_is_gone_share_its_entries() -> None:
    files = {"c": [found("one")], "d": [found("one")]}
    assert tally(matched([entry("a", "one")], files, gone=("a",), all=True)) == (1, 1, 0, 0, 0)


def test_what_is_said_of_a_page_moves_only_with_a_passage() -> None:
    entries = [entry("a", "absent", "notice"), entry("a", "one")]
    other = {"new": [found("absent", "notice")]}
    assert tally(matched(entries, other, gone=("a",), all=True)) == (0, 1, 0, 2, 0)
    same = {"new": [found("absent", "notice"), found("one")]}
    assert tally(matched(entries, same, gone=("a",), all=True)) == (2, 0, 0, 0, 0)


def test_update_takes_out_and_accepts_only_when_asked() -> None:
    entries = [entry("a", "one", severity="warning"), entry("a", "two"), entry("a", "three")]
    outcome = matched(entries, {"a": [found("one"), found("two"), found("four")]})
    assert [(each.words, each.severity) for each in shrunk(outcome)] == [("one", "warning"), ("two", "error")]
    after = {each.words: (each.severity, each.since) for each in grown(outcome, "2026-05-05")}
    assert after == {
        "one": ("error", "2026-05-05"),
        "two": ("error", "2026-01-02"),
        "four": ("error", "2026-05-05"),
    }


def test_update_is_settled_at_once() -> None:
    entries = [entry("a", "one"), entry("a", "one", ordinal=1), entry("old", "two")]
    files = {"a": [found("one")], "new": [found("two"), found("five")]}
    once = grown(matched(entries, files, gone=("old",), all=True), "2026-05-05")
    again = matched(once, files, gone=("old",), all=True)
    assert tally(again) == (3, 0, 0, 0, 0)
    assert [each.key for each in shrunk(again)] == [each.key for each in once]
