"""What makes a disclaimer necessary, what satisfies it, and how it is reported."""

from __future__ import annotations

import pytest

from kinds.disclaimer_pages import CLAIM, ONE, STATES, make_program, run, states, words
from small_program import patterns_of

CURE = "Brewroot cures gout."

NEEDED = {
    "phrase": ({"phrases": ["supports calm"]}, CLAIM, {}, True),
    "phrase is not there": ({"phrases": ["supports calm"]}, "Our tea is green.", {}, False),
    "claim": ({"categories": ["disease-treatment"]}, CURE, {}, True),
    "claim of another category": ({"categories": ["immune"]}, CURE, {}, False),
    "claim that gave way to another": ({"categories": ["efficacy-unsupported"]}, CURE, {}, True),
    "claim that is let go": ({"categories": ["disease-treatment"], "subjects": ["medicine"]}, CURE, {}, False),
    "claim of low confidence": ({"categories": ["disease-treatment"]}, "A bath eases gout.", {}, False),
    "claim about the subject": ({"categories": ["disease-treatment"], "subjects": ["product"]}, CURE, {}, True),
    "claim about another": (
        {"categories": ["disease-treatment"], "subjects": ["product"]},
        "It cures gout.",
        {},
        False,
    ),
    "phrase or claim": ({"categories": ["disease-treatment"], "phrases": ["supports calm"]}, CLAIM, {}, True),
    "claim or phrase": ({"categories": ["disease-treatment"], "phrases": ["supports calm"]}, CURE, {}, True),
    "link": ({"links": ["?aff="]}, "Buy [this tea](https://shop.example/t?AFF=7).", {}, True),
    "other link": ({"links": ["?aff="]}, "Buy [this tea](https://shop.example/t).", {}, False),
    "picture as link": ({"links": ["?aff="]}, "[![](t.png)](https://shop.example/t?aff=7) Our tea.", {}, True),
    "context": ({"contexts": ["commercial"]}, CLAIM, {"context": "commercial"}, True),
    "other context": ({"contexts": ["commercial"]}, CLAIM, {"context": "editorial"}, False),
    "unknown context": ({"contexts": ["commercial"]}, CLAIM, {}, False),
    "topic said": ({"topics": ["kava", "brewroot"]}, CLAIM, {"topic": "Brewroot"}, True),
    "topic said in more words": ({"topics": ["brewroot"]}, CLAIM, {"topic": "brewroot powder"}, True),
    "topic in a heading": ({"topics": ["kava root"]}, f"# Is Kava root good?\n\n{CLAIM}", {}, True),
    "topic in the title": ({"topics": ["kava"]}, f"---\ntitle: All about kava\n---\n{CLAIM}", {}, True),
    "topic guessed": ({"topics": ["brewroot"]}, "Brewroot is old. Brewroot is brown. Brewroot is wet.", {}, True),
    "topic in passing": ({"topics": ["kava"]}, f"{CLAIM} So does kava.", {}, False),
    "topic inside a word": ({"topics": ["kava"]}, f"# Kavalier\n\n{CLAIM}", {}, False),
    "excepted topic": ({"phrases": ["supports calm"], "except-topics": ["kava"]}, f"# Kava\n\n{CLAIM}", {}, False),
    "excepted topic said": ({"phrases": ["supports calm"], "except-topics": ["kava"]}, CLAIM, {"topic": "kava"}, False),
    "no excepted topic": ({"phrases": ["supports calm"], "except-topics": ["kava"]}, f"# Mint\n\n{CLAIM}", {}, True),
    "product said": ({"products": ["tea-bag", "cup"]}, CLAIM, {"product": "cup"}, True),
    "another product said": ({"products": ["tea-bag"]}, f"{CLAIM} Ten tea bags.", {"product": "cup"}, False),
    "product by its words": ({"products": ["tea-bag"]}, f"{CLAIM} Ten tea bags.", {}, True),
    "no product": ({"products": ["tea-bag"]}, CLAIM, {}, False),
    "product without a list": ({"products": ["cup"]}, f"{CLAIM} A cup.", {}, False),
    "all must hold": ({"products": ["tea-bag"], "topics": ["kava"]}, f"# Kava\n\n{CLAIM}", {}, False),
    "all hold": ({"products": ["tea-bag"], "topics": ["kava"]}, f"# Kava\n\n{CLAIM} Ten tea bags.", {}, True),
}


@pytest.mark.parametrize(("needed", "text", "meta", "expected"), NEEDED.values(), ids=NEEDED)
def test_what_makes_it_necessary(needed, text, meta, expected):
    program = make_program(needed=needed)
    assert states(text, program, **meta) == (["absent"] if expected else [])
    assert states(f"{text}\n\n{ONE}", program, **meta) == []


@pytest.mark.parametrize("text", ["Our tea never supports calm.", "Beware: nothing supports calm."])
def test_a_denied_phrase_makes_nothing_necessary(text):
    from healthlint.language.compiler import compile_rulesets
    from healthlint.language.data import CueData, RulesetData, Text
    from healthlint.language.program import Program
    from kinds.disclaimer_pages import texts

    ruleset = RulesetData("own.yaml", "0", Text.at("own/tea"), "1.0.0")
    base = make_rules()
    ruleset.rules = base
    ruleset.cues = [
        CueData(Text.at("not"), texts(["never", "nothing"]), "before", stance="negated"),
        CueData(Text.at("warning"), texts(["beware"]), "before", stance="warned-against", across_clauses=True),
    ]
    program = Program(compile_rulesets([ruleset]))
    assert states(text, program) == []
    assert states(CLAIM, program) == ["absent"]


def make_rules():
    from healthlint.language.data import RuleData, Text
    from kinds.disclaimer_pages import texts

    options = {"wordings": [{"id": "one", "text": ONE}], "needed": {"phrases": ["supports calm"]}}
    values = texts({"message": "the disclaimer is {state}", "severity": "warning"})
    return [RuleData(Text.at("statement"), "disclaimer", values, [], [], texts(options), [])]


def test_an_exempt_phrase_makes_nothing_necessary():
    program = make_program(exceptions=["supports calm waters"])
    assert states("Our dam supports calm waters.", program) == []
    assert states("Our dam supports calm.", program) == ["absent"]


def test_scopes_limit_the_phrases():
    program = make_program(values={"scopes": ["heading"]})
    assert states(CLAIM, program) == []
    assert states(f"# {CLAIM}", program) == ["absent"]


@pytest.mark.parametrize(
    ("asked", "expected"), [((), []), (("US",), []), (("AU",), ["absent"]), (("US", "AU"), ["absent"])]
)
def test_rules_of_other_countries_are_silent_until_asked(asked, expected):
    program = make_program(values={"jurisdictions": ["AU", "NZ"]})
    assert states(CLAIM, program, **({"jurisdictions": asked} if asked else {})) == expected


@pytest.mark.parametrize("asked", [(), ("US",)])
def test_rules_of_the_home_country_speak_unasked(asked):
    program = make_program(values={"jurisdictions": ["US", "CA"]})
    assert states(CLAIM, program, **({"jurisdictions": asked} if asked else {})) == ["absent"]


ACCEPT = {
    "phrase": ("Ask your grandmother first.", []),
    "another phrase": ("Not for people with gout or a cold.", []),
    "exempt": ("No need to ask your grandmother.", ["absent"]),
    "neither": ("Ask nobody.", ["absent"]),
}


@pytest.mark.parametrize(("text", "expected"), ACCEPT.values(), ids=ACCEPT)
def test_accepted_phrases(text, expected):
    program = make_program(
        accept=["ask your (aunt|grandmother)", "not for people with ...3 (gout|cold)"],
        exceptions=["no need to ask"],
    )
    assert states(f"{CLAIM}\n\n{text}", program) == expected


def test_a_lawful_other_wording_is_no_near_miss():
    other = "This product is not intended to diagnose, treat, cure, or prevent any medical condition or disease."
    assert states(f"{CLAIM}\n\n{other}", make_program()) == ["near-miss"]
    program = make_program(accept=["prevent any medical condition or disease"])
    assert states(f"{CLAIM}\n\n{other}", program) == []


def test_there_is_one_finding_a_page_at_the_first_claim():
    document, (finding,) = run(f"It is green. {CLAIM}\n\nIt supports sleep. It supports calm.")
    assert (finding.start, words(document, finding)) == (document.text.index("supports calm"), "supports calm")
    assert finding.message == "the disclaimer is missing"
    assert finding.related == []
    assert (finding.severity, finding.confidence, finding.scope) == ("warning", "high", "paragraph")


def test_each_state_is_reported_once():
    text = f"# One\n\n{CLAIM}\n\n{ONE}\n\n# Two\n\n{CLAIM}\n\n# Three\n\nIt supports sleep."
    document, findings = run(text, make_program(place="section"))
    assert [finding.pattern for finding in findings] == ["misplaced"]
    assert findings[0].start == document.text.index("supports calm", 30)
    linked = make_program(place="section", symbol=True)
    apart = text.replace(f"{CLAIM}\n\n{ONE}", f"{CLAIM}\n\nIt is green.\n\n{ONE}")
    assert states(apart, linked) == ["unlinked", "misplaced"]


@pytest.mark.parametrize("state", STATES)
def test_a_state_without_severity_is_not_reported(state):
    pages = {
        "absent": CLAIM,
        "near-miss": f"{CLAIM}\n\n{ONE.replace('treat', 'heal')}",
        "misplaced": f"# One\n\n{CLAIM}\n\n# Two\n\n{ONE}",
        "hidden": f"{CLAIM}\n\n<!-- {ONE} -->",
        "unlinked": f"{CLAIM}\n\nIt is green.\n\n{ONE}",
    }
    options = {"place": "section", "symbol": True}
    assert states(pages[state], make_program(**options)) == [state]
    others = {other: "error" for other in STATES if other != state}
    assert states(pages[state], make_program(severity=others, **options)) == []
    _, (finding,) = run(pages[state], make_program(severity={state: "error"}, **options))
    assert finding.severity == "error"


def test_present_where_it_is_of_no_use():
    program = make_program(severity={"present": "info"}, message="the disclaimer is {state}")
    document, (finding,) = run(f"{CLAIM}\n\n{ONE}", program)
    assert words(document, finding) == ONE[:-1]
    assert finding.message == "the disclaimer is no help here"
    assert [(place.message, words(document, place)) for place in finding.related] == [
        ("stands on the same page", "supports calm")
    ]
    assert states(CLAIM, program) == []
    assert states(f"Green tea.\n\n{ONE}", program) == []


def test_the_disclaimer_is_no_surer_than_the_claim():
    program = make_program(needed={"categories": ["disease-treatment"]}, severity={"absent": "error"})
    _, (finding,) = run("Brewroot cures gout.", program)
    assert (finding.confidence, finding.severity) == ("high", "error")
    medium = make_program(needed={"categories": ["disease-treatment"]}, severity={"absent": "error"}, medium=True)
    _, (finding,) = run("Brewroot eases gout. Brewroot eases gout.", _with_points(medium, 2.0))
    assert (finding.confidence, finding.severity) == ("medium", "warning")


def _with_points(program, points):
    for pattern in patterns_of(program):
        if pattern.text == "eases gout":
            pattern.points = points
    return program


MESSAGES = {
    "state": ("it is {state}", "it is altered: “heal” instead of “treat”"),
    "difference": ("write it right ({difference})", "write it right (“heal” instead of “treat”)"),
    "neither": ("no disclaimer", "no disclaimer: “heal” instead of “treat”"),
}


@pytest.mark.parametrize(("message", "expected"), MESSAGES.values(), ids=MESSAGES)
def test_messages(message, expected):
    _, (finding,) = run(f"{CLAIM}\n\n{ONE.replace('treat', 'heal')}", make_program(message=message))
    assert finding.message == expected


def test_without_a_suggestion_the_wording_is_suggested():
    _, (finding,) = run(CLAIM)
    assert finding.suggestion == f"Insert “{ONE}”"
    _, (finding,) = run(CLAIM, make_program(values={"suggestion": "Say so."}))
    assert finding.suggestion == "Say so."


def test_a_page_that_is_needed_as_such_is_reported_where_it_names_its_topic():
    program = make_program(needed={"topics": ["kava"]})
    document, (finding,) = run("Hello.\n\n## All about kava\n\nA root.", program)
    assert words(document, finding) == "All about kava"
    document, (finding,) = run("Hello there.\n\nA root.", program, topic="kava")
    assert words(document, finding) == "Hello there."


@pytest.mark.parametrize("text", ["", "\n", "---\ntitle: kava\n---\n", "![](a.png)"])
def test_empty_pages(text):
    program = make_program(needed={"contexts": ["unknown"]})
    assert len(states(text, program)) <= 1
    assert states(text, make_program(needed={"links": ["?aff="]})) == []


def test_the_order_of_the_source_decides_which_claim_is_first():
    text = "<p>Drink <img alt='our tea supports focus' src=x> what supports calm.</p>"
    document, (finding,) = run(text, name="page.html")
    assert words(document, finding) == "supports focus"
    linked = make_program(symbol=True)
    assert states(f"{text}<p>It is green.</p><p>{ONE}</p>", linked, "page.html") == ["unlinked"]
