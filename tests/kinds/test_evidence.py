from __future__ import annotations

import pytest

from healthlint.language.program import Program
from small_program import check, claim, cue, make_program, word_list, words_of

LISTS = {
    "herb": word_list("kratom", "kava", subject="product"),
    "drug": word_list("methadone", subject="medicine"),
}
CUES = {
    "no": cue("(no|never)", within=3, stance="negated"),
    "asked": cue(r"\?", where="after", stance="questioned", **{"across-clauses": True}),
    "maybe": cue("perhaps", stance="hedged"),
}


def evidence(*patterns, id="studies", **keys):
    """A rule of kind evidence."""
    return {
        "id": id,
        "kind": "evidence",
        "message": "says {match} of {subject}",
        "severity": "warning",
        "patterns": list(patterns) or ["studies show"],
        **keys,
    }


def program_of(*rules, **parts) -> Program:
    return make_program(*rules, lists=parts.get("lists", LISTS), cues=parts.get("cues", CUES))


PLAIN = program_of(evidence())


def found(program: Program, text: str, label: str = "page.md", **meta: str) -> list[str]:
    report = check(program, text, label, **meta)
    assert report.problems == []
    return words_of(report, [finding for finding in report.findings if finding.rule.kind == "evidence"])


def reason(program: Program, text: str, label: str = "page.md") -> str:
    report = check(program, text, label)
    assert report.findings == []
    (only,) = report.let_go
    assert only.disposition == "let-go"
    return only.reason


SOURCED = [
    ("[Studies show](https://a.example/1) that kava soothes.", "a link to https://a.example/1"),
    ("Studies show that kava soothes. Read [more](/reviews/kava).", "a link to /reviews/kava"),
    ("Studies show that kava soothes: <https://a.example/1>", "a link to https://a.example/1"),
    ("Studies show that kava soothes.[^1]\n\n[^1]: Lim.", "the note 1"),
    ("Studies show that kava soothes.<sup>3</sup>", "the note 3"),
    ("Studies show that kava soothes [4](#works).", "the note #works"),
    ("Studies show that kava soothes [see](#ref-lim).", "the note #ref-lim"),
    ("Studies show that kava soothes.³", "the footnote “³”"),
    ("Studies show that kava soothes [3].", "the citation “[3]”"),
    ("Studies show that kava soothes [1, 4-6].", "the citation “[1, 4-6]”"),
    ("Studies show that kava soothes (12).", "the citation “s (12).”"),
    ("Studies show that kava soothes (Lim, 2019).", "the citation “(Lim, 2019)”"),
    ("Studies show that kava soothes (Lim and Ode 2019b, Table 2).", "the citation “(Lim and Ode 2019b, Table 2)”"),
    ("As Lim (2019) wrote, studies show that kava soothes.", "the citation “Lim (2019)”"),
    ("Studies show that kava soothes, wrote Lim et al. in spring.", "the citation “et al”"),
    ("Studies show that kava soothes. PMID: 123456", "the citation “PMID: 1”"),
    ("Studies show that kava soothes. doi:10.1000/x", "the citation “doi:1”"),
    ("Studies show that kava soothes: NCT01234567.", "the citation “NCT01234567”"),
    ("Studies show that kava soothes (ref. 4).", "the citation “ref. 4”"),
    ("Studies show that kava soothes. Trees 2019;14(3):55.", "the citation “2019;14(3):5”"),
]


@pytest.mark.parametrize(("text", "what"), SOURCED)
def test_a_source_in_the_paragraph_is_enough(text: str, what: str) -> None:
    assert reason(PLAIN, text) == what


UNSOURCED = [
    "Studies show that kava soothes.",
    "Studies show that kava soothes [here](#buy).",
    "Studies show that kava soothes. [Mail us](mailto:a@b.example).",
    "Studies show that kava soothes (all of 20 people, in 3 weeks).",
    "Studies show that kava soothes (yes) and (1) warms, (2) cools.",
    "Studies show that kava soothes on 12 m² of ground.",
    "Studies show that kava soothes.\n\nSee [this](https://a.example).",
    "Studies show that kava soothes. ![a leaf](https://a.example/leaf.png)",
]


@pytest.mark.parametrize("text", UNSOURCED)
def test_what_is_no_source(text: str) -> None:
    assert found(PLAIN, text) == ["Studies show"]


def test_an_address_in_plain_text_is_a_link() -> None:
    assert reason(PLAIN, "Studies show it.\nhttps://a.example/1\n", "a.txt") == "a link to https://a.example/1"
    assert found(PLAIN, "Studies show it.\n", "a.txt") == ["Studies show"]


def test_only_what_unless_names_is_a_source() -> None:
    program = program_of(evidence(unless={"phrases": ["in the almanac"], "page": ["^ sources $"]}))
    assert found(program, "Studies show (Lim, 2019) [that](https://a.example).[^1]\n\n[^1]: x") == ["Studies show"]
    assert reason(program, "Studies show it. It stands in the almanac.") == "“in the almanac”"
    assert reason(program, "Studies show it.\n\n# Next\n\nText.\n\n## Sources\n\nLim.") == (
        "the page gives its sources: “Sources”"
    )
    footnote = program_of(evidence(unless={"sources": ["footnote"]}))
    assert found(footnote, "Studies show [it](https://a.example) [3].") == ["Studies show"]
    assert reason(footnote, "Studies show it.[^1]\n\n[^1]: x") == "the note 1"


def test_links_that_are_no_source() -> None:
    unless = {"sources": ["link"], "not-links": ["/Shop", "?aff="]}
    program = program_of(evidence(unless=unless))
    assert found(program, "Studies show it. [Buy](https://a.example/shop/1)") == ["Studies show"]
    assert found(program, "Studies show it. https://a.example/?aff=1", "a.txt") == ["Studies show"]
    assert reason(program, "Studies show it. [Buy](/shop) or [read](/trial).") == "a link to /trial"


LINK = "[this](https://a.example)"
REACHES = [
    ("sentence", f"Studies show it, says {LINK}.", True),
    ("sentence", "Studies show it.[^1] More.\n\n[^1]: x", True),
    ("sentence", f"Studies show it. See {LINK}.", False),
    ({"sentences": 1}, f"Studies show it. See {LINK}.", True),
    ({"sentences": 1}, f"Studies show it. Yes. See {LINK}.", False),
    ({"sentences": 1}, f"See {LINK}.\n\nStudies show it.", True),
    ("paragraph", f"See {LINK}. Yes. Studies show it.", True),
    ("paragraph", f"What {LINK} says:\n\n- studies show it\n- more", True),
    ("paragraph", f"What they say:\n\n- studies show it\n- {LINK}", True),
    ("paragraph", f"Studies show:\n\n- one\n- two {LINK}", True),
    ("paragraph", f"| a | b |\n|---|---|\n| studies show it | {LINK} |", True),
    ("paragraph", f"> Studies show it.\n>\n> {LINK}", True),
    ("paragraph", f"# Studies show it\n\nText.\n\nSee {LINK}.", True),
    ("paragraph", f"# Studies show it\n\nText.\n\n# Next\n\nSee {LINK}.", False),
    ("section", f"# One\n\nStudies show it.\n\nSee {LINK}.", True),
    ("section", f"# One\n\nStudies show it.\n\n# Two\n\nSee {LINK}.", False),
    ("section", f"Studies show it.\n\nSee {LINK}.", True),
]


@pytest.mark.parametrize(("reach", "text", "is_sourced"), REACHES)
def test_how_far_a_source_reaches(reach: object, text: str, is_sourced: bool) -> None:
    assert (found(program_of(evidence(reach=reach)), text) == []) == is_sourced


LET_GO = [
    ("No studies show it.", "stance negated, by “No”"),
    ("Studies show it?", "stance questioned, by “?”"),
    ("---\ntitle: Studies show it\n---\n", "no source can stand in the scope title"),
]


@pytest.mark.parametrize(("text", "why"), LET_GO)
def test_statements_that_need_no_source(text: str, why: str) -> None:
    assert reason(PLAIN, text) == why


def test_the_rule_says_what_to_look_at() -> None:
    program = program_of(evidence(scopes=["paragraph"], subject=["product"], **{"except": ["studies show off"]}))
    assert reason(program, "Studies show off kratom.") == "exempt: “Studies show off”"
    assert reason(program, "# Studies show kratom") == "the rule does not look at the scope heading"
    assert reason(program, "Studies show it.") == "subject none"
    assert reason(program, "Studies show that methadone helps.") == (
        "subject medicine: “methadone” (named in the sentence)"
    )
    assert found(program, "Studies show that kratom helps.") == ["Studies show"]
    ignoring = program_of(evidence(**{"ignore-cues": ["no"]}))
    assert found(ignoring, "No studies show it.") == ["studies show"]


def test_what_a_finding_says() -> None:
    program = program_of(
        evidence(
            {"id": "herbs", "phrase": "studies of {herb}"},
            "perhaps {drug}",
            severity={"affirmed": "error", "hedged": "info"},
            message="{match}, {herb}, {subject}, {drug}",
            suggestion="Name it.",
        ),
    )
    (finding,) = check(program, "We like studies of kava.").findings
    assert finding.message == "studies of kava, kava, kava, studies of kava"
    assert (finding.rule.id, finding.pattern, finding.severity, finding.stance) == (
        "studies",
        "herbs",
        "error",
        "affirmed",
    )
    assert (finding.subject, finding.subject_class, finding.suggestion) == ("kava", "product", "Name it.")
    (hedged,) = check(program, "Perhaps studies of kava.").findings
    assert (hedged.stance, hedged.severity) == ("hedged", "info")


def test_several_rules_on_the_same_words_make_one_finding() -> None:
    program = program_of(evidence("studies show that"), evidence(id="graver", severity="error"))
    (finding,) = check(program, "Studies show that kava soothes.").findings
    assert (finding.rule.id, [rule.id for rule in finding.also]) == ("graver", ["studies"])


CLAIMS = [
    ("scientific-proof", "error", ["claim"]),
    ("scientific-proof", "info", ["claim", "studies"]),  # less grave than what the evidence rule says
    ("disease-treatment", "error", ["claim", "studies"]),  # says something else
]


@pytest.mark.parametrize(("category", "severity", "rules"), CLAIMS)
def test_a_claim_that_says_the_same_takes_it_over(category: str, severity: str, rules: list[str]) -> None:
    program = program_of(
        claim("studies show that kava soothes", category=category, severity=severity, points=9), evidence()
    )
    report = check(program, "Studies show that kava soothes.", context="commercial")
    assert sorted(finding.rule.id for finding in report.findings) == rules
    if rules == ["claim"]:
        assert [rule.id for rule in report.findings[0].also] == ["studies"]


def test_expressions_are_statements_too() -> None:
    assert found(program_of(evidence({"regex": r"\d+ of \d+ users"})), "Now 9 of 10 users agree.") == ["9 of 10 users"]


@pytest.mark.parametrize(
    "text",
    [
        "| studies show |\n|---|\n" + "| studies show it [a](#b) |\n" * 4000,
        "# studies show\n\n" * 4000,
        "- studies show [a](#b)\n" * 4000,
        "Studies show [a](#b). " * 4000,
        "(" * 20000 + "studies show " + "[1," * 10000,
    ],
    ids=["table", "headings", "list", "paragraph", "brackets"],
)
def test_pages_full_of_statements_come_through(text: str) -> None:
    assert found(PLAIN, text)
