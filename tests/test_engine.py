from __future__ import annotations

import itertools
import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthlint import engine
from healthlint.document import Document, Trouble
from healthlint.kinds import claim as claims
from healthlint.page_meta import front_matter
from healthlint.report import FileReport
from healthlint.selection import Selection
from small_program import check, claim, cue, make_document, make_program, terminology, word_list, words_of

LISTS = {
    "herb": word_list("kratom", "tea", subject="watched-substance"),
    "goods": word_list("tea", "capsules", subject="product"),
    "dependence": word_list("addiction", "habit"),
    "relieve": word_list("relieve", "ease", inflect="verb"),
}
CUES = {
    "not": cue("(not|never)", stance="negated", **{"except": ["not only"]}),
    "may": cue("may", stance="hedged"),
    "shop": cue("buy", where="page", vote=1, context="commercial"),
}
RULES = [
    claim("free of {dependence}", "{herb} ...2 {dependence}", id="habit-free"),
    claim("{relieve} ...3 {dependence}", "{relieve/ing} it", id="helps", category="withdrawal-aid"),
    claim("{relieve} ...3 (addiction|it)", id="treats", category="disease-treatment", points=3),
    claim({"regex": r"\bhabit \w+"}, id="by-regex", category="immune"),
    terminology({"avoid": "addict~", "use": "person"}, {"avoid": "tea addict", "use": "tea lover"}, id="kind-words"),
    {
        "id": "asks-a-doctor",
        "kind": "disclaimer",
        "message": "the disclaimer is {state}",
        "severity": "warning",
        "wordings": [{"id": "one", "text": "Ask your doctor first."}],
        "needed": {"categories": ["withdrawal-aid"]},
    },
]
TEXTS = [
    "Kratom tea is free of addiction and never eases your habit now. Buy it.",
    "# Easing it\n\nA tea addict may ease any addiction. Not only capsules relieve it, never habit forming.",
    "Nothing.",
]


def outcome(report: FileReport) -> list[tuple[object, ...]]:
    """Everything that a report says, without what depends on nothing but names."""
    return [
        (
            each.rule.id,
            each.pattern,
            each.start,
            each.end,
            each.severity,
            each.confidence,
            each.stance,
            each.subject,
            each.subject_class,
            each.message,
            each.disposition,
            each.reason,
            [(point.points, point.what, point.words) for point in each.points],
            sorted(rule.id for rule in each.also),
        )
        for each in (*report.findings, *report.let_go)
    ]


@pytest.fixture(scope="module")
def expected() -> list[list[tuple[object, ...]]]:
    program = make_program(*RULES, lists=LISTS, cues=CUES)
    return [outcome(check(program, text, explain=True)) for text in TEXTS]


def test_the_texts_say_something(expected: list[list[tuple[object, ...]]]) -> None:
    assert {each[0] for each in itertools.chain(*expected)} == {rule["id"] for rule in RULES}
    assert {each[6] for each in itertools.chain(*expected)} >= {"affirmed", "negated", "hedged"}
    assert expected[2] == []


@settings(deadline=None, max_examples=25)
@given(st.permutations(RULES), st.permutations(list(LISTS)))
def test_the_order_of_rules_and_lists_does_not_matter(
    expected: list[list[tuple[object, ...]]], rules: list[dict[str, object]], names: list[str]
) -> None:
    program = make_program(*rules, lists={name: LISTS[name] for name in names}, cues=CUES)
    assert [outcome(check(program, text, explain=True)) for text in TEXTS] == expected


@pytest.mark.parametrize("left_out", range(len(RULES) - 1))
def test_a_rule_finds_the_same_without_the_others(left_out: int) -> None:
    alone = make_program(RULES[left_out], lists=LISTS, cues=CUES)
    together = make_program(*RULES, lists=LISTS, cues=CUES)
    for text in TEXTS:
        own = {each[:8] for each in outcome(check(alone, text, explain=True))}
        among = outcome(check(together, text, explain=True))
        other = {each[:8] for each in among if each[0] == RULES[left_out]["id"]}
        gave_way = any(RULES[left_out]["id"] in each[-1] for each in among)  # type: ignore[operator]
        assert other <= own
        assert other == own or gave_way


SCRIPT = """
import sys
sys.path.insert(0, {tests!r})
from small_program import check, make_program
from test_engine import CUES, LISTS, RULES, TEXTS, outcome
program = make_program(*RULES, lists=LISTS, cues=CUES)
print([outcome(check(program, text, explain=True)) for text in TEXTS])
"""


def test_the_hash_seed_does_not_matter(expected: list[list[tuple[object, ...]]]) -> None:
    tests = os.path.dirname(os.path.abspath(__file__))
    for seed in ("0", "1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT.format(tests=tests)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            encoding="utf-8",
        )
        assert done.stdout.strip() == str(expected)


def test_findings_stand_in_the_order_of_the_page() -> None:
    program = make_program(
        claim("tea", id="b"), claim("tea", id="a", category="immune"), claim("cup of tea", id="c", category="guarantee")
    )
    report = check(program, "Tea. A cup of tea.")
    assert [(finding.start, finding.end, finding.rule.id) for finding in report.findings] == [
        (0, 3, "b"),
        (7, 17, "c"),
        (14, 17, "b"),
    ]
    assert [[rule.id for rule in finding.also] for finding in report.findings] == [["a"], [], ["a"]]


def test_what_was_let_go_stands_in_the_order_of_the_page() -> None:
    rules = [claim("tea", id="b"), claim("cup", id="a", category="immune")]
    for order in (rules, rules[::-1]):
        report = check(make_program(*order, cues=CUES), "Never a cup of tea, never tea.", explain=True)
        assert [(finding.start, finding.rule.id) for finding in report.let_go] == [(8, "a"), (15, "b"), (26, "b")]


def test_two_patterns_of_a_rule_on_the_same_words_are_one_finding() -> None:
    program = make_program(claim("cup of tea", {"phrase": "cup ...2 tea", "points": 4}, {"regex": "cup of tea"}))
    (finding,) = check(program, "A cup of tea.").findings
    assert finding.pattern == "2"
    assert finding.also == []


SELECTED = [(), (0,), (1,), (0, 1)]


@pytest.mark.parametrize("selected", SELECTED)
def test_only_the_selected_rules_run(selected: tuple[int, ...]) -> None:
    program = make_program(claim("tea", id="one"), claim({"regex": "cup"}, id="two", category="immune"))
    report = engine.check(make_document("A cup of tea."), program, Selection(frozenset(selected)))
    assert [finding.rule.id for finding in report.findings] == [("one", "two")[each] for each in reversed(selected)]


def test_every_rule_of_a_program() -> None:
    program = make_program(claim("tea"), claim("cup", id="two"))
    assert Selection.all_of(program).rules == {0, 1}


JURISDICTIONS = [
    (None, (), True),
    (["US"], (), True),
    (["US"], ("US",), True),
    (["US", "UK"], ("UK",), True),
    (["US"], ("UK", "US"), True),
    (["US"], ("US-CA",), True),
    (["US-CA"], ("US-CA",), True),
    (["US"], ("UK",), False),
    (["US-CA"], ("US",), False),
    (["US-CA"], ("US-NY",), False),
    (["US"], ("USA",), False),
]


@pytest.mark.parametrize(("of_rule", "of_run", "runs"), JURISDICTIONS)
def test_jurisdictions(of_rule: list[str] | None, of_run: tuple[str, ...], runs: bool) -> None:
    program = make_program(claim("tea", **({"jurisdictions": of_rule} if of_rule else {})))
    report = engine.check(make_document("Tea."), program, Selection.all_of(program), {"jurisdictions": of_run})
    assert bool(report.findings) == runs


def test_a_rule_for_other_pages_does_not_run() -> None:
    program = make_program(
        claim("tea", contexts=["commercial"]), cues={"shop": cue("buy", where="page", vote=2, context="commercial")}
    )
    assert check(program, "Tea.").findings == []
    assert len(check(program, "Tea.", context="commercial").findings) == 1
    assert len(check(program, "Buy tea.").findings) == 1
    assert check(program, "Buy tea.", context="editorial").findings == []


def test_front_matter_wins_over_the_configuration() -> None:
    program = make_program(claim("tea"))
    report = check(program, "---\nhealthlint: {context: editorial}\n---\nTea.", context="commercial")
    assert (report.context, report.context_reason) == ("editorial", "said by front matter or configuration")


def test_a_context_that_is_none_is_a_problem() -> None:
    report = check(make_program(claim("tea")), "---\nhealthlint: {context: comercial}\n---\nTea.")
    assert [problem.message for problem in report.problems] == [
        "`comercial` is no context: a page is one of commercial, editorial, public-health, unknown"
    ]


def test_a_jurisdiction_that_no_rule_is_about_is_a_problem() -> None:
    program = make_program(claim("tea", jurisdictions=["UK", "EU"]))
    report = check(program, "---\nhealthlint: {jurisdictions: [GB, UK-NI, US]}\n---\nTea.")
    assert [problem.message for problem in report.problems] == [
        "no rule is about the jurisdiction `GB`; known: EU, UK, US"
    ]
    assert len(report.findings) == 1


def test_an_unknown_key_for_healthlint_is_a_problem() -> None:
    report = check(make_program(claim("tea")), "---\nhealthlint: {contxt: commercial, topic: [tea]}\n---\nTea.")
    (problem,) = report.problems
    assert problem.message == (
        "`healthlint: contxt` of the front matter is unknown: "
        "known are context, topic, product, audience, jurisdictions, profile, ignore"
    )


def test_what_front_matter_says() -> None:
    document = Document("page.md", "")
    document.meta = {
        "healthlint.context": "commercial",
        "healthlint.topic": ["kratom", "tea"],
        "healthlint.audience": [],
        "healthlint.product": 7,
        "page.price": True,
        "page.cart": False,
        "title": "Tea",
    }
    assert front_matter(document) == {
        "context": ("commercial",),
        "topic": ("kratom", "tea"),
        "commerce": ("a price in its data",),
    }


def test_what_could_not_be_read_is_a_problem_with_its_line() -> None:
    document = make_document("Tea.\nMore.\nTea.")
    document.troubles.append(Trouble("can't be read", 6))
    report = engine.check(document, make_program(claim("tea")), Selection(frozenset([0])))
    assert [(problem.line, problem.message) for problem in report.problems] == [(2, "can't be read")]
    assert len(report.findings) == 2


@pytest.mark.parametrize("what", ["Judge", "Page"])
def test_a_rule_that_fails_is_a_problem_and_no_clean_page(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object) -> None:
        raise ValueError("out of tea")

    monkeypatch.setattr(claims if what == "Judge" else engine, what, fail)
    report = check(make_program(claim("tea")), "Tea.")
    assert [problem.message for problem in report.problems] == [
        "a rule failed: ValueError: out of tea; please report it with the file"
    ]


def test_nothing_is_kept_between_documents() -> None:
    program = make_program(*RULES, lists=LISTS, cues=CUES)
    first = [outcome(check(program, text, explain=True)) for text in TEXTS]
    again = [outcome(check(program, text, explain=True)) for text in reversed(TEXTS)]
    assert again == first[::-1]


def test_positions_are_those_of_the_source() -> None:
    program = make_program(claim("free of addiction"))
    report = check(program, "\ufeff# Tea 🍵\r\n\r\nIt is **free&nbsp;of\r\n> addiction**.".replace("> ", ""))
    assert words_of(report, report.findings) == ["free&nbsp;of\r\naddiction"]


ACROSS = [
    "without the risk",
    "without *the* risk",
    "with**out** the risk",
    "without [the](https://tea.example) risk",
    "without&nbsp;the&#32;risk",
    "without\nthe\nrisk",
    "> without\n> the risk",
    "- without\n  the risk",
    "with&shy;out the risk",
    "without <b>the</b> risk",
    "without the “risk”",
    "Without The RISK",
]


@pytest.mark.parametrize("text", ACROSS)
def test_words_match_across_markup(text: str) -> None:
    assert len(check(make_program(claim("without the risk")), text).findings) == 1
