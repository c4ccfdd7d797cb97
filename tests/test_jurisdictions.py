"""The same sentence under the laws of several countries: what passes here and fails there."""

from __future__ import annotations

import json

import pytest

from healthlint import engine, programs, readers
from healthlint.language.compiler import compile_rulesets
from healthlint.language.program import Program
from healthlint.loading import load_rulesets
from healthlint.loading.locate import builtin_files
from healthlint.selection import Selection
from kinds.disclaimer_pages import ONE
from small_program import check, claim

SHOP = {"context": ("commercial",)}


@pytest.fixture(scope="module")
def program():
    return programs.load((), cache=False).program


def claims(program, text, *jurisdictions, **meta):
    """The ids of the rules of kind claim that fire on a page, those too that gave way on the same words."""
    document = readers.read("page.md", text.encode())
    said = {**SHOP, **{key: (value,) for key, value in meta.items()}}
    if jurisdictions:
        said["jurisdictions"] = jurisdictions
    report = engine.check(document, program, Selection.all_of(program), said)
    assert report.problems == []
    found = [each for each in report.findings if each.rule.kind == "claim"]
    return {rule.id for each in found for rule in (each.rule, *each.also)}


STATEMENT = f"Our capsules support immune health.\\*\n\nTake two.\n\n**\\*{ONE}**"
WORDS = "Our vitamin C contributes to the normal function of the immune system."
ASKED = ("US", "UK", "EU", "CA", "AU")
SENTENCES = {
    "structure/function statement with its disclaimer": (STATEMENT, {"UK", "EU"}, "eu-unauthorised-health-claim"),
    "register wording": (WORDS, set(), "eu-unauthorised-health-claim"),
    "more than the register allows": ("Our magnesium reduces tiredness.", {"UK"}, "uk-exaggerated-wording"),
    "as the register has it": (
        "Our magnesium contributes to the reduction of tiredness and fatigue.",
        set(),
        "uk-exaggerated-wording",
    ),
    "no claim for collagen": (
        "Our collagen contributes to the maintenance of normal skin.",
        {"UK", "EU"},
        "eu-refused-substance",
    ),
    "health suffers": (
        "Without our omega-3 capsules your brain will suffer.",
        {"UK", "EU"},
        "eu-health-suffers-without",
    ),
    "how much": ("Lose 5 kg with our shakes.", {"UK", "EU"}, "eu-rate-of-weight-loss"),
    "doctors recommend, in the EU": (
        "Our magnesium is recommended by doctors.",
        {"UK", "EU"},
        "eu-professional-recommendation",
    ),
    "doctors recommend, in Australia": (
        "Our magnesium is recommended by doctors.",
        {"AU"},
        "au-professional-endorsement",
    ),
    "medicine on prescription": ("Buy Wegovy from our clinic.", {"UK", "EU"}, "eu-prescription-medicine-offered"),
    "medicine without side effects": ("Our ibuprofen has no side effects.", {"UK", "EU"}, "eu-medicine-promise"),
    "fat from the belly": ("Our tea burns belly fat.", {"UK"}, "uk-loss-from-body-part"),
    "help through the menopause": (
        "Our gummies support women through the menopause.",
        {"UK"},
        "uk-helps-with-condition",
    ),
    "an approved medicine for a disease of the schedule": (
        "Our pharmacy's metformin treats diabetes.",
        {"CA"},
        "ca-schedule-a1",
    ),
    "safe": ("Our magnesium tablets are safe.", {"AU"}, "au-safe-or-harmless"),
    "a miracle": ("Our propolis balm is a miracle.", {"AU"}, "au-miraculous"),
    "a serious condition": ("Our capsules: made for type 2 diabetes.", {"AU"}, "au-restricted-representation"),
    "a prohibited representation": ("Our powder: hope against cancer.", {"AU"}, "au-prohibited-representation"),
    "doctor recommended": ("Our doctor-recommended magnesium.", {"US"}, "us-doctor-recommended"),
    "adds to a therapy": ("Our capsules boost the effect of antibiotics.", {"US"}, "us-augments-therapy"),
}


@pytest.mark.parametrize(("text", "where", "rule"), SENTENCES.values(), ids=SENTENCES)
def test_a_sentence_is_judged_by_the_law_that_is_asked_for(program, text, where, rule):
    assert {place for place in ASKED if rule in claims(program, text, place)} == where


@pytest.mark.parametrize(("text", "where", "rule"), SENTENCES.values(), ids=SENTENCES)
def test_without_a_jurisdiction_the_law_of_the_united_states_holds(program, text, where, rule):
    assert claims(program, text) == claims(program, text, "US")


def test_a_structure_function_statement_passes_in_the_united_states_alone(program):
    assert claims(program, STATEMENT, "US") == set()
    assert claims(program, STATEMENT, "UK") == {"eu-unauthorised-health-claim"}
    assert claims(program, STATEMENT, "EU") == {"eu-unauthorised-health-claim"}


def test_register_words_need_the_disclaimer_of_the_united_states_alone(program):
    text = "Our zinc capsules contribute to the maintenance of normal skin."
    for place in ASKED:
        document = readers.read("page.md", text.encode())
        report = engine.check(document, program, Selection.all_of(program), {**SHOP, "jurisdictions": (place,)})
        errors = {each.rule.id for each in report.findings if each.severity == "error"}
        assert errors == {"US": {"dshea-disclaimer"}, "AU": {"au-read-the-label"}}.get(place, set())


def test_register_words_pass_everywhere(program):
    for place in ASKED:
        assert claims(program, WORDS, place) == set()


def test_several_jurisdictions_are_all_held_to(program):
    text = f"{STATEMENT}\n\nOur magnesium tablets are safe."
    assert {"eu-unauthorised-health-claim", "au-safe-or-harmless"} <= claims(program, text, "US", "UK", "AU")


def test_northern_ireland_is_held_to_the_rules_of_the_united_kingdom(program):
    assert "uk-loss-from-body-part" in claims(program, "Our tea burns belly fat.", "UK-NI")


def test_who_sells_nothing_is_not_held_to_the_law_of_advertising(program):
    for place in ASKED:
        assert claims(program, "Magnesium supports muscle health.", place, context="public-health") == set()


AUTHORISED = [
    "Iron contributes to the reduction of tiredness and fatigue.",
    "Zinc contributes to the protection of cells from oxidative stress.",
    "Oat beta-glucan contributes to the maintenance of normal blood cholesterol levels.",
    "Calcium is needed for the maintenance of normal bones.",
    "Potassium contributes to the maintenance of normal blood pressure.",
    "Folate contributes to normal homocysteine metabolism.",
]
RISK = [
    "Adequate calcium as part of a healthful diet may reduce the risk of osteoporosis.",
    "Diets low in sodium may reduce the risk of high blood pressure.",
    "Soluble fiber from oat bran, in a diet low in saturated fat, may reduce the risk of heart disease.",
    "Diets rich in fruits and vegetables may reduce the risk of some types of cancer.",
    "Adequate folate may reduce a woman's risk of having a child with a spinal cord or brain defect.",
    "Sugar alcohols may reduce the risk of tooth decay.",
]
ALONE = [
    "Iron reduces tiredness and fatigue.",
    "Zinc protects cells from oxidative stress.",
    "Beta-glucan lowers blood cholesterol.",
    "Calcium may reduce the risk of heart disease.",
    "Our tea may reduce the risk of osteoporosis.",
]
PAIRS = (
    ("calcium", "osteoporosis"),
    ("low-sodium", "blood-pressure"),
    ("heart-diet", "heart-disease"),
    ("cancer-diet", "cancer"),
    ("folate", "neural-tube"),
    ("sweetener", "tooth-decay"),
)


@pytest.fixture(scope="module")
def exempting(tmp_path_factory):
    """A rule that flags any effect, but for the authorised claims of the built-in lists."""
    exempt = ["{authorised-claim}", *(f"{{risk-claim-{one}}} ...12 {{risk-claim-{two}}}" for one, two in PAIRS)]
    rule = claim(
        "(reduce~|lower~|protect~) ...6 (tiredness|stress|cholesterol)",
        "(reduction|protection|maintenance|metabolism|needed|normal|risk)",
        **{"except": exempt},
    )
    path = tmp_path_factory.mktemp("own") / "own.yaml"
    path.write_text(json.dumps({"ruleset": "own/effects", "version": "1.0.0", "rules": [rule]}))
    lists = [each for each in builtin_files() if each.endswith("authorised-claims.yaml")]
    return Program(compile_rulesets(load_rulesets([*lists, str(path)])))


@pytest.mark.parametrize("text", [*AUTHORISED, *RISK])
def test_authorised_wordings_are_exempt(exempting, text):
    report = check(exempting, text, explain=True)
    assert report.findings == []
    assert any(each.reason.startswith("exempt") for each in report.let_go)


@pytest.mark.parametrize("text", ALONE)
def test_other_wordings_are_not(exempting, text):
    assert check(exempting, text).findings
