from __future__ import annotations

import pytest

from healthlint.language.program import Program
from small_program import check, make_program, terminology, word_list, words_of

TERMS = terminology(
    {"id": "plain", "avoid": "(addict|addicts)", "use": "person who uses"},
    {"id": "long", "avoid": "drug addict~", "use": "person with an addiction", "fix": True},
    {"id": "bare", "avoid": "junkie"},
    message="says {match} for {use}",
    suggestion="Say it kindly.",
    scopes=["paragraph", "heading"],
    **{"except": ["institute of addicts"]},
)


@pytest.fixture(scope="module")
def program() -> Program:
    return make_program(TERMS)


SILENT = [
    ("People came in.", ""),
    ("The Institute of Addicts closed.", "exempt: “Institute of Addicts”"),
    ('They called him an "addict" then.', "inside quotation marks"),
    ("They called him an “addict” then.", "inside quotation marks"),
    ("They called him «a poor addict» then.", "inside quotation marks"),
    ('He said: "You addict."', "inside quotation marks"),
    ('"An addict. Nothing more," he said.', "inside quotation marks"),
    ("“Nothing more. An addict. Go,” he said.", "inside quotation marks"),
    ('("Addicts")', "inside quotation marks"),
    ("- an addict", "the rule does not look at the scope list-item"),
]


@pytest.mark.parametrize(("text", "reason"), SILENT)
def test_terms_that_are_let_go(program: Program, text: str, reason: str) -> None:
    report = check(program, text)
    assert report.findings == []
    assert [finding.reason for finding in report.let_go] == [reason] * bool(reason)


FIRING = [
    ("An addict came in.", ["addict"]),
    ("# Addicts", ["Addicts"]),
    ("An *ad*dict came in.", ["ad*dict"]),
    ('A "friend" and addict came in "again".', ["addict"]),
    ('A 5" addict and a 6" bed.', ["addict"]),
    ('An addict said "no".', ["addict"]),
    ('He said "no" to an addict.', ["addict"]),
    ('An "addict came in.', ["addict"]),
    ("He said “no”.\n\nAn addict said “no”.", ["addict"]),
    ("He said “no.\n\nAn addict.\n\nNo” he said.", ["addict"]),
    ("Addict, addict.", ["Addict", "addict"]),
    ("A drug addict came in.", ["drug addict"]),
    ("A junkie and an addict.", ["junkie", "addict"]),
]


@pytest.mark.parametrize(("text", "words"), FIRING)
def test_terms_that_are_found(program: Program, text: str, words: list[str]) -> None:
    report = check(program, text)
    assert words_of(report, report.findings) == words


def test_what_a_finding_says(program: Program) -> None:
    (finding,) = check(program, "An addict came in.").findings
    assert (finding.message, finding.suggestion) == ("says addict for person who uses", "Write “person who uses”.")
    assert (finding.severity, finding.pattern, finding.scope) == ("warning", "plain", "paragraph")
    assert finding.fix is None
    (bare,) = check(program, "A junkie came in.").findings
    assert bare.suggestion == "Say it kindly."


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("A drug addict came in.", "person with an addiction"),
        ("Drug addicts came in.", "Person with an addiction"),
        ("A *drug* addict came in.", None),
        ("A drug\naddict came in.", "person with an addiction"),
        ("A DRUG ADDICT came in.", "PERSON WITH AN ADDICTION"),
        ("Drug Addict", "Person With an Addiction"),
        ("A drug addict's story.", None),
        ("A drug&nbsp;addict came in.", None),
    ],
)
def test_a_fix_stands_only_where_the_words_are_plain(program: Program, text: str, fix: str | None) -> None:
    report = check(program, text)
    (finding,) = report.findings
    assert (finding.fix.text if finding.fix else None) == fix
    if finding.fix:
        assert (finding.fix.start, finding.fix.end) == (finding.start, finding.end)


def test_of_the_terms_on_the_same_words_the_longest_counts() -> None:
    program = make_program(
        terminology({"avoid": "{drug}? addict~"}),
        terminology({"avoid": "addict"}, id="other"),
        lists={"drug": word_list("heroin")},
    )
    report = check(program, "A heroin addict, an addict.")
    assert [
        (finding.rule.id, word)
        for finding, word in zip(report.findings, words_of(report, report.findings), strict=True)
    ] == [
        ("words", "heroin addict"),
        ("other", "addict"),
    ]
    assert [[rule.id for rule in finding.also] for finding in report.findings] == [["other"], ["words"]]
