from __future__ import annotations

import random

import pytest

from healthlint.finding import Finding, Point
from healthlint.kinds import overlap
from healthlint.kinds.overlap import longest, merge
from healthlint.rule import Rule

RULES = {
    name: Rule(name, "claim", "own/test", category)
    for name, category in (
        ("cure", "disease-treatment"),
        ("wean", "withdrawal-aid"),
        ("works", "efficacy-unsupported"),
        ("safe", "safety-absolute"),
        ("safer", "safety-absolute"),
        ("cure-all", "guarantee"),
    )
}
RULES["cure-all"].refines = ("cure", "works")
RULES["cure-all"].severity = {"affirmed": "warning"}


def finding(
    rule: str, start: int, end: int, severity: str = "error", confidence: str = "high", points: float = 3
) -> Finding:
    made = Finding(RULES[rule], start, end, "", severity, confidence)
    made.points = [Point(points, "pattern")]
    return made


def shown(findings: list[Finding]) -> list[str]:
    return [
        f"{each.rule.id} {each.start}-{each.end}" + "".join(f" +{rule.id}" for rule in each.also) for each in findings
    ]


APART = [
    [("cure", 0, 10), ("cure", 20, 30)],
    [("cure", 0, 10), ("wean", 5, 30)],  # half of the shorter one is shared, not more
    [("cure", 0, 10), ("safe", 0, 20)],  # other families say other things: half of all words is not more than half
    [("cure", 0, 10), ("safe", 5, 15)],
]


def test_claims_that_stay_apart() -> None:
    for claims in APART:
        assert shown(merge([finding(*each) for each in claims])) == [
            f"{rule} {start}-{end}" for rule, start, end in claims
        ]


MERGED = [
    ([finding("cure", 0, 10), finding("cure", 0, 8)], ["cure 0-10"]),
    ([finding("cure", 0, 10), finding("wean", 4, 30)], ["wean 4-30 +cure"]),
    ([finding("cure", 0, 30), finding("wean", 4, 10)], ["wean 4-10 +cure"]),
    ([finding("works", 0, 10), finding("cure", 0, 10), finding("wean", 0, 10)], ["wean 0-10 +cure +works"]),
    ([finding("safe", 0, 10), finding("safer", 0, 12)], ["safer 0-12 +safe"]),
    ([finding("safe", 0, 10), finding("safer", 0, 10)], ["safe 0-10 +safer"]),
    ([finding("cure", 0, 10), finding("wean", 0, 10, "warning")], ["cure 0-10 +wean"]),
    ([finding("safe", 0, 10, confidence="low"), finding("safer", 0, 10)], ["safer 0-10 +safe"]),
    ([finding("safe", 0, 10), finding("safer", 0, 10, points=4)], ["safer 0-10 +safe"]),
    ([finding("safe", 20, 30), finding("cure", 0, 10)], ["cure 0-10", "safe 20-30"]),
    # The same words, whatever they are found to say.
    ([finding("cure", 0, 10), finding("safe", 0, 10)], ["safe 0-10 +cure"]),
    ([finding("cure", 0, 10), finding("safe", 0, 19, "warning")], ["cure 0-10 +safe"]),
    ([finding("cure", 0, 10), finding("safe", 3, 12, points=2)], ["safe 3-12 +cure"]),
    # What refines a rule wins, however grave the other is, if it holds half of the shorter one.
    ([finding("cure", 0, 10), finding("cure-all", 0, 10, "info", "low")], ["cure-all 0-10 +cure"]),
    ([finding("cure", 0, 30), finding("cure-all", 0, 10, "warning")], ["cure-all 0-10 +cure"]),
    ([finding("cure", 0, 10), finding("cure-all", 5, 20, "warning")], ["cure 0-10", "cure-all 5-20"]),
    # ... also by way of another rule, which it may have displaced, but only from its own words.
    (
        [finding("works", 0, 10), finding("cure", 0, 10), finding("cure-all", 0, 10, "info")],
        ["cure-all 0-10 +cure +works"],
    ),
    (
        [finding("works", 12, 16), finding("cure", 0, 16), finding("cure-all", 0, 10, "info")],
        ["cure-all 0-10 +cure", "works 12-16"],
    ),
    # A rule that others name gives way with all that it names.
    (
        [finding("cure", 0, 10), finding("cure-all", 0, 10, "info"), finding("wean", 0, 10)],
        ["wean 0-10 +cure-all +cure"],
    ),
]


def test_claims_on_the_same_words() -> None:
    for claims, left in MERGED:
        for each in claims:
            each.also = []
        assert shown(merge(claims)) == left


def test_a_rule_is_as_sure_as_the_one_that_it_refines() -> None:
    special, general = finding("cure-all", 0, 10, "info", "low", points=1), finding("cure", 0, 10, points=3.5)
    special.stance = "affirmed"
    (found,) = merge([special, general])
    assert (found.rule.id, found.confidence, found.severity) == ("cure-all", "high", "warning")
    assert [(point.points, point.what) for point in found.points] == [
        (1, "pattern"),
        (2.5, "as sure as cure, which it refines"),
    ]
    surer, other = finding("cure-all", 0, 10, "warning"), finding("cure", 0, 10, "info", "low", points=1)
    (found,) = merge([surer, other])
    assert (found.confidence, len(found.points)) == ("high", 1)


def test_a_finding_is_compared_only_with_those_near_it(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0
    same = overlap._is_same

    def counted(one: Finding, other: Finding) -> bool:
        nonlocal compared
        compared += 1
        return same(one, other)

    monkeypatch.setattr(overlap, "_is_same", counted)
    claims = [finding(rule, at, at + 10) for at in range(0, 40_000, 20) for rule in RULES]
    merged = merge(claims)
    assert [len(each.also) for each in merged] == [len(RULES) - 1] * 2000
    assert compared < 2 * len(claims)


def test_merging_does_not_depend_on_the_order() -> None:
    dice = random.Random(7)
    for _ in range(200):
        claims = [
            finding(
                dice.choice(list(RULES)),
                start := dice.randrange(20),
                start + dice.randrange(1, 20),
                points=dice.randrange(3),
            )
            for _ in range(6)
        ]
        first = shown(merge(claims))
        for each in claims:
            each.also = []
        dice.shuffle(claims)
        again = merge(claims)
        assert [(each.rule.id, each.start, each.end) for each in again] == [
            (text.split()[0], *map(int, text.split()[1].split("-"))) for text in first
        ]


def test_the_longest_of_overlapping_terms() -> None:
    terms = [
        finding("safe", 5, 9),
        finding("safe", 0, 9),
        finding("safe", 9, 12),
        finding("cure", 5, 9),
        finding("safe", 8, 10),
    ]
    assert sorted(shown(longest(terms))) == ["cure 5-9", "safe 0-9", "safe 9-12"]
    assert shown(longest([])) == []
