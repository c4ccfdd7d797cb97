"""The built-in disclaimer rules on whole pages: which speak up, and which are content."""

from __future__ import annotations

import pytest

from healthlint import engine, programs, readers
from healthlint.selection import Selection
from kinds.disclaimer_pages import MANY, ONE


@pytest.fixture(scope="module")
def program():
    return programs.load((), cache=False).program


def found(program, text, name="page.md", **meta):
    """The disclaimer findings of a page as "rule: state"."""
    document = readers.read(name, text.encode())
    said = {key: value if isinstance(value, tuple) else (value,) for key, value in meta.items()}
    report = engine.check(document, program, Selection.all_of(program), said)
    assert report.problems == []
    return {f"{each.rule.id}: {each.pattern}" for each in report.findings if each.rule.kind == "disclaimer"}


SHOP = {"context": "commercial"}
CAPSULES = "# Night capsules\n\nOur valerian capsules support restful sleep"
LAWFUL = f"{CAPSULES}.\\*\n\nTake two in the evening.\n\n**\\*{ONE}**"

SUPPLEMENTS = {
    "lawful": (LAWFUL, set()),
    "lawful, in HTML": (
        f"<p>Our valerian capsules support restful sleep.<sup>*</sup></p><p>Take two.</p><p><b><sup>*</sup>{ONE}</b></p>",
        set(),
    ),
    "no disclaimer": (f"{CAPSULES}.", {"dshea-disclaimer: absent"}),
    "unlinked": (f"{CAPSULES}.\n\nTake two in the evening.\n\n**{MANY}**", {"dshea-disclaimer: unlinked"}),
    "not bold": (f"{CAPSULES}.\n\n{ONE}\n\nTake **two** of them.", {"dshea-disclaimer: not-bold"}),
    "altered": (LAWFUL.replace("Food and Drug Administration", "FDA"), {"dshea-disclaimer: near-miss"}),
    "half": (
        LAWFUL.replace("This statement has not been evaluated by the Food and Drug Administration. ", ""),
        {"dshea-disclaimer: near-miss"},
    ),
    "in a comment": (f"{CAPSULES}.\n\n<!-- {ONE} -->", {"dshea-disclaimer: hidden"}),
    "of state law": (
        f"{CAPSULES}.\\*\n\nTake two.\n\n**\\*This product is not intended to diagnose, treat, cure, or prevent any medical condition or disease.**",
        set(),
    ),
    "nothing said of the body": ("# Night capsules\n\nOur valerian capsules come in a jar of sixty.", set()),
    "tea is no supplement": ("# Tea\n\nOur mint tea supports digestion.", set()),
}


@pytest.mark.parametrize(("text", "expected"), SUPPLEMENTS.values(), ids=SUPPLEMENTS)
def test_supplements(program, text, expected):
    name = "page.html" if text.startswith("<") else "page.md"
    assert found(program, text, name, **SHOP) == expected


def test_pages_that_sell_nothing_need_no_disclaimer(program):
    assert found(program, f"{CAPSULES}.", context="public-health") == set()
    assert found(program, f"{CAPSULES}.", context="editorial") == set()


KRATOM = "# Kratom\n\nKratom relieves opioid withdrawal."
FDA = "The FDA has not approved it for any use."
ADVICE = "Talk to your doctor before you take it."
MEDICINES = "It can interact with other medicines."
HOOKED = "It can lead to dependence."
BABY = "Do not take it while pregnant or breastfeeding."
MISSING = {
    "fda-evaluation-missing: absent": FDA,
    "medical-advice-missing: absent": ADVICE,
    "interaction-warning-missing: absent": MEDICINES,
    "dependence-warning-missing: absent": HOOKED,
    "pregnancy-warning-missing: absent": BABY,
}


def test_a_page_that_recommends_kratom_must_warn(program):
    assert found(program, KRATOM) == set(MISSING)
    assert found(program, " ".join([KRATOM, *MISSING.values()])) == set()


@pytest.mark.parametrize("missing", MISSING)
def test_each_warning_satisfies_its_own_rule(program, missing):
    others = [words for name, words in MISSING.items() if name != missing]
    assert found(program, " ".join([KRATOM, *others])) == {missing}


EVALUATION = [
    "Due to the FDA's lack of evaluations, be careful.",
    "The Food and Drug Administration (FDA) has not evaluated this herb for safety.",
    "It has never been evaluated by the Food and Drug Administration.",
    "It is not FDA-approved.",
    "No kratom product has been approved by the FDA.",
    "It is sold without FDA approval.",
    "The FDA warns consumers not to use it.",
]
PROFESSIONAL = [
    "Consult a healthcare professional first.",
    "People should consult with their healthcare provider.",
    "Use it only under medical supervision.",
    "Individuals should seek the guidance of a qualified practitioner.",
    "Speak with your pharmacist.",
    "It should not replace professional medical treatment.",
    "This is not medical advice.",
    "It calls for careful consideration and requires professional guidance.",
    "Ask your own doctor or nurse.",
]
INTERACTION = [
    "Do not mix it with alcohol.",
    "Be careful if you are currently taking other medications.",
    "Its interaction with alcohol is dangerous.",
    "Drug interactions are likely.",
    "People on prescription medications must take care.",
    "Never combine it with opioids or sedatives.",
]
DEPENDENCE = [
    "Regular use may lead to addiction.",
    "Some users become dependent on it.",
    "It carries a risk of dependence.",
    "Watch for signs of dependence.",
    "It is addictive.",
    "Use it sparingly to avoid adverse effects or dependence.",
]


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        *[("fda-evaluation-missing: absent", words) for words in EVALUATION],
        *[("medical-advice-missing: absent", words) for words in PROFESSIONAL],
        *[("interaction-warning-missing: absent", words) for words in INTERACTION],
        *[("dependence-warning-missing: absent", words) for words in DEPENDENCE],
    ],
)
def test_warnings_in_other_words(program, missing, words):
    assert missing not in found(program, f"{KRATOM} {words}")


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ("fda-evaluation-missing: absent", "It is FDA approved."),
        ("fda-evaluation-missing: absent", "The FDA approved lofexidine."),
        ("medical-advice-missing: absent", "There is no need to see a doctor."),
        ("medical-advice-missing: absent", "Doctors love it."),
        ("interaction-warning-missing: absent", "It interacts with opioid receptors."),
        ("dependence-warning-missing: absent", "It reduces the risk of dependence."),
        ("dependence-warning-missing: absent", "It is a non-addictive herb."),
        ("dependence-warning-missing: absent", "Unlike opioids, which lead to addiction, it is mild."),
        ("dependence-warning-missing: absent", "It ends opioid dependence."),
        ("pregnancy-warning-missing: absent", "It is safe in pregnancy."),
    ],
)
def test_other_words_do_not_warn(program, missing, words):
    assert missing in found(program, f"{KRATOM} {words}")


def test_the_disclaimer_of_supplements_is_no_remedy_for_kratom(program):
    page = " ".join([KRATOM, *MISSING.values()])
    assert found(program, f"{page}\n\n{MANY}", **SHOP) == {"dshea-disclaimer-no-remedy: present"}
    state_law = "This product is not intended to diagnose, treat, cure, or prevent any medical condition or disease."
    assert found(program, f"{page}\n\n{state_law}", **SHOP) == set()


@pytest.mark.parametrize(
    "text",
    [
        "# Kratom\n\nNothing shows that kratom relieves opioid withdrawal.",
        "# Kratom\n\nKratom is a tree of South-East Asia.",
        "Methadone relieves opioid withdrawal. Your doctor can prescribe it.",
        "Wash your hands to prevent flu.",
    ],
)
def test_careful_pages_need_nothing(program, text):
    assert found(program, text) == set()


ADVERTISING = {
    "code": ("Get ten percent off with my code TEA10.", {"affiliate-disclosure-missing: absent"}),
    "disclosed code": ("I earn a commission when you use my code TEA10.", set()),
    "link": ("Try [this kettle](https://amzn.to/xyz).", {"affiliate-disclosure-missing: absent"}),
    "disclosed link": ("This page contains affiliate links. Try [this kettle](https://amzn.to/xyz).", set()),
    "disclosed in a comment": (
        "Try [this kettle](https://amzn.to/xyz).\n\n<!-- This page contains affiliate links. -->",
        {"affiliate-disclosure-missing: hidden"},
    ),
    "denied": (
        "I earn no commission. Get ten percent off with my code TEA10.",
        {"affiliate-disclosure-missing: absent"},
    ),
    "plain link": ("Try [this kettle](https://kettles.example/).", set()),
}


@pytest.mark.parametrize(("text", "expected"), ADVERTISING.values(), ids=ADVERTISING)
def test_advertising(program, text, expected):
    assert found(program, text) == expected


def test_homeopathy(program):
    claim = f"Our homeopathic pellets cure hay fever. {ADVICE}"
    disclosure = (
        "There is no scientific evidence that this product works. Its claims are based only on theories of homeopathy "
        "from the 1700s that are not accepted by most modern medical experts."
    )
    assert found(program, claim, **SHOP) == {"homeopathy-disclosure: absent"}
    assert found(program, f"{claim} {disclosure}", **SHOP) == set()


def test_australia_is_checked_when_asked(program):
    page = f"Our magnesium tablets support muscle health. {ADVICE}"
    statement = "ALWAYS READ THE LABEL AND FOLLOW THE DIRECTIONS FOR USE"
    australian = {**SHOP, "jurisdictions": "AU"}
    assert "au-read-the-label: absent" not in found(program, page, **SHOP)
    assert found(program, page, **australian) == {"au-read-the-label: absent"}
    assert found(program, f"{page}\n\n{statement}", **australian) == set()
    assert found(program, f"{page}\n\n{statement.capitalize()}.", **australian) == set()
    altered = statement.replace("FOLLOW THE DIRECTIONS", "USE ONLY AS DIRECTED")
    assert found(program, f"{page}\n\n{altered}", **australian) == {"au-read-the-label: near-miss"}


EUROPEAN = {**SHOP, "jurisdictions": ("EU", "UK")}
SAID = {
    "eu-varied-diet-statement-missing: absent": "Supplements are no substitute for a varied, balanced diet.",
    "eu-daily-dose-statement-missing: absent": "Do not exceed the recommended daily dose.",
    "eu-out-of-reach-statement-missing: absent": "Keep out of the reach of young children.",
    "eu-quantity-statement-missing: absent": "Take one capsule a day.",
}


def test_europe_is_checked_when_asked(program):
    page = "Our iron capsules contribute to normal energy metabolism."
    assert SAID.keys().isdisjoint(found(program, page, **SHOP))
    assert found(program, page, **EUROPEAN) == set(SAID)
    assert found(program, " ".join((page, *SAID.values())), **EUROPEAN) == set()


@pytest.mark.parametrize("left_out", SAID)
def test_each_statement_for_food_supplements_is_missed_alone(program, left_out):
    page = "Our iron capsules contribute to normal energy metabolism."
    said = [statement for name, statement in SAID.items() if name != left_out]
    assert found(program, " ".join((page, *said)), **EUROPEAN) == {left_out}


def test_a_claim_on_disease_risk_needs_the_statement_on_risk_factors(program):
    page = "Our spread holds plant sterols, which have been shown to lower blood cholesterol."
    factors = "Coronary heart disease has multiple risk factors."
    missing = "eu-risk-factors-statement-missing: absent"
    assert missing in found(program, page, **EUROPEAN)
    assert missing not in found(program, f"{page} {factors}", **EUROPEAN)
    assert missing not in found(program, page, **SHOP)


def test_advertising_of_a_medicine_invites_to_read_the_leaflet(program):
    page = "Order ibuprofen from our pharmacy."
    missing = {"eu-read-the-leaflet-missing: absent"}
    assert found(program, page, **EUROPEAN) == missing
    assert found(program, f"{page} Always read the label.", **EUROPEAN) == set()
    assert found(program, page, **SHOP) == set()


def test_words_for_everyday_states_need_the_disclaimer(program):
    page = "# Night capsules\n\nOur valerian capsules ease occasional sleeplessness"
    assert "dshea-disclaimer: absent" in found(program, f"{page}.", **SHOP)
    assert "dshea-disclaimer: absent" not in found(program, f"{page}.\\*\n\nTake two.\n\n**\\*{ONE}**", **SHOP)
