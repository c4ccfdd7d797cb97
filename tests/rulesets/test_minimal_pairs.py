"""Pairs of texts in which a word or two change the meaning: the claim is reported, its careful twin is not.

Both texts of a pair share the words that a keyword list would look for, so only what is said of what can tell them
apart. A claim counts as reported at warning or error; an info is a hint and counts as silence. The category is what the
claim says; which rule finds it is left to the examples of the rules.
"""

from __future__ import annotations

import pytest

from healthlint import programs
from healthlint.language.program import Program
from healthlint.rule import CATEGORIES
from small_program import check, words_of

# name: (category, what is reported, what is not)
PAIRS = {
    # who or what acts
    "herb-or-medicine": (
        "disease-treatment",
        "Ashwagandha treats depression.",
        "Sertraline treats depression.",
    ),
    "tea-or-surgery": (
        "disease-treatment",
        "Our nettle tea cures cataracts.",
        "Modern surgery cures cataracts.",
    ),
    "supplement-or-vaccine": (
        "disease-treatment",
        "Our elderberry syrup prevents the flu.",
        "The flu vaccine prevents the flu.",
    ),
    "capsule-or-doctor": (
        "disease-treatment",
        "Our capsules diagnose and treat high blood pressure.",
        "Your doctors diagnose and treat high blood pressure.",
    ),
    "kratom-or-buprenorphine": (
        "withdrawal-aid",
        "Kratom eases opioid withdrawal.",
        "Buprenorphine eases opioid withdrawal.",
    ),
    "kava-or-counselling": (
        "withdrawal-aid",
        "Kava tincture helps you stay sober.",
        "Weekly counselling helps you stay sober.",
    ),
    # approval of a named medicine
    "approved-herb-or-approved-medicine": (
        "fda-approval",
        "Our turmeric capsules are FDA-approved.",
        "Naltrexone tablets are FDA-approved.",
    ),
    "approved-for-a-disease": (
        "fda-approval",
        "Berberine is approved by the FDA for type 2 diabetes.",
        "Metformin is approved by the FDA for type 2 diabetes.",
    ),
    # negation and its scope
    "approved-or-not": (
        "fda-approval",
        "Kratom is approved by the FDA.",
        "Kratom is not approved by the FDA.",
    ),
    "registered-or-evaluated": (
        "fda-approval",
        "These statements on our gummies have been approved by the Food and Drug Administration.",
        "These statements on our gummies have not been evaluated by the Food and Drug Administration.",
    ),
    "negated-treatment": (
        "disease-treatment",
        "Turmeric capsules cure arthritis.",
        "Turmeric capsules do not cure arthritis.",
    ),
    "not-only": (
        "disease-treatment",
        "Garlic extract not only lowers high blood pressure, it also heals ulcers.",
        "Garlic extract neither lowers high blood pressure, nor does it heal ulcers.",
    ),
    "negation-of-another-clause": (
        "disease-treatment",
        "Don't wait: our mushroom drops cure cancer.",
        "Don't believe that our mushroom drops cure cancer.",
    ),
    "negation-of-the-taste": (
        "disease-treatment",
        "Black seed oil does not taste nice, but it cures asthma.",
        "Black seed oil does taste nice, but it does not cure asthma.",
    ),
    "no-evidence-or-no-doubt": (
        "disease-treatment",
        "There is no doubt that moringa reverses diabetes.",
        "There is no evidence that moringa reverses diabetes.",
    ),
    "addictive-or-not": (
        "addiction-safety",
        "Kratom is not addictive.",
        "Kratom is addictive.",
    ),
    "non-addictive-denied": (
        "addiction-safety",
        "Kratom is a non-addictive herb.",
        "Kratom is by no means a non-addictive herb.",
    ),
    "habit-forming": (
        "addiction-safety",
        "Phenibut powder is never habit-forming.",
        "Phenibut powder is often habit-forming.",
    ),
    "less-or-as-addictive": (
        "addiction-safety",
        "Kratom is less addictive than oxycodone.",
        "Kratom can be as addictive as oxycodone.",
    ),
    "without-risk-of-dependence": (
        "addiction-safety",
        "You can take kratom daily without the risk of dependence.",
        "You can't take kratom daily without the risk of dependence.",
    ),
    "side-effects-none-or-many": (
        "safety-absolute",
        "Our CBD oil has no side effects.",
        "Our CBD oil has side effects.",
    ),
    "safe-or-not-safe": (
        "safety-absolute",
        "Our kava extract is completely safe for everyone.",
        "Our kava extract is not completely safe for everyone.",
    ),
    "safe-or-warning": (
        "safety-absolute",
        "Kratom is perfectly safe during pregnancy.",
        "Kratom is never safe during pregnancy.",
    ),
    "natural-so-or-natural-no": (
        "natural-safe",
        "Kratom is natural, so it is safe.",
        "Kratom is natural, but that does not mean it is safe.",
    ),
    "because-it-is-natural": (
        "natural-safe",
        "Our sleep drops are safe because they are natural.",
        "Our sleep drops are not safe just because they are natural.",
    ),
    "replaces-or-not": (
        "drug-comparison",
        "Our berberine capsules replace metformin.",
        "Our berberine capsules do not replace metformin.",
    ),
    "natural-alternative": (
        "drug-comparison",
        "Kratom is a natural alternative to oxycodone.",
        "Kratom is no alternative to oxycodone.",
    ),
    "works-better-than": (
        "drug-comparison",
        "Turmeric works better than ibuprofen.",
        "Turmeric has not been shown to work better than ibuprofen.",
    ),
    "stop-or-keep-the-medicine": (
        "drug-comparison",
        "With our drops you can stop taking your statins.",
        "With our drops you must not stop taking your statins.",
    ),
    "boosts-immunity-or-not": (
        "immune",
        "Our zinc lozenges boost your immune system to fight off viruses.",
        "Our zinc lozenges do not boost your immune system to fight off viruses.",
    ),
    "weight-off-without-diet": (
        "weight-loss",
        "With our tea you lose weight without diet or exercise.",
        "With our tea you will not lose weight without diet or exercise.",
    ),
    "melts-fat": (
        "weight-loss",
        "Our garcinia capsules melt belly fat overnight.",
        "No capsules melt belly fat overnight.",
    ),
    # questions and the answer behind
    "question": (
        "disease-treatment",
        "Elderberry syrup cures the flu!",
        "Elderberry syrup cures the flu?",
    ),
    "question-words": (
        "withdrawal-aid",
        "Yes, kratom helps with opioid withdrawal.",
        "Does kratom help with opioid withdrawal?",
    ),
    "answer-yes-or-no": (
        "disease-treatment",
        "Does cinnamon cure diabetes? Yes, it does.",
        "Does cinnamon cure diabetes? No, it does not.",
    ),
    "answer-absolutely-or-unfortunately": (
        "safety-absolute",
        "Is kratom completely safe? Absolutely.",
        "Is kratom completely safe? Unfortunately not.",
    ),
    # cause and cure, warning, adverse effect
    "cause-or-cure": (
        "disease-treatment",
        "Kratom cures seizures.",
        "Kratom causes seizures.",
    ),
    "relieves-or-worsens": (
        "disease-treatment",
        "St John's wort relieves anxiety.",
        "St John's wort worsens anxiety.",
    ),
    "adverse-effect-withdrawal": (
        "withdrawal-aid",
        "Kratom ends withdrawal symptoms.",
        "Kratom brings withdrawal symptoms.",
    ),
    "heals-or-harms-the-liver": (
        "disease-treatment",
        "Green tea extract heals liver damage.",
        "Green tea extract is linked to liver damage.",
    ),
    "warning-ask-before": (
        "disease-treatment",
        "Use our ginger capsules for migraine.",
        "Ask a doctor before you use our ginger capsules if you have migraine.",
    ),
    "warning-do-not-use-for": (
        "disease-treatment",
        "Use colloidal silver to treat infections.",
        "Do not use colloidal silver to treat infections.",
    ),
    "warning-by-the-agency": (
        "disease-treatment",
        "We recommend kratom to treat opioid addiction.",
        "The FDA warns against kratom to treat opioid addiction.",
    ),
    # attribution and hypothesis
    "attributed-to-sellers": (
        "disease-treatment",
        "Kratom cures chronic pain, and it does so fast.",
        "Sellers claim that kratom cures chronic pain, which is unproven.",
    ),
    "myth": (
        "disease-treatment",
        "Fact: colloidal silver cures pneumonia.",
        "Myth: colloidal silver cures pneumonia.",
    ),
    "hypothetical": (
        "disease-treatment",
        "Because our mushroom extract cures dementia, doctors are excited.",
        "If a mushroom extract could cure dementia, doctors would be excited.",
    ),
    "trial-asks-whether": (
        "scientific-proof",
        "Clinical trials prove that ashwagandha cures insomnia.",
        "Clinical trials will test whether ashwagandha improves insomnia.",
    ),
    "studies-prove-or-fail": (
        "scientific-proof",
        "Studies prove that our turmeric capsules work.",
        "Studies fail to prove that our turmeric capsules work.",
    ),
    "clinically-proven": (
        "scientific-proof",
        "Our joint formula is clinically proven to relieve arthritis.",
        "Our joint formula is not clinically proven to relieve arthritis.",
    ),
    "doctors-recommend": (
        "scientific-proof",
        "Doctors recommend our CBD gummies for anxiety.",
        "Doctors warn against our CBD gummies for anxiety.",
    ),
    "concession-behind": (
        "efficacy-unsupported",
        "Ginkgo shows promise for dementia, and results are amazing.",
        "Ginkgo was tried for dementia, but a large trial found no benefit.",
    ),
    "concession-turned-round": (
        "disease-treatment",
        "Some say it is unproven, but our maca powder cures infertility.",
        "Some say maca powder cures infertility, but there is no proof.",
    ),
    "tradition-as-proof": (
        "efficacy-unsupported",
        "Used for centuries, kratom is proven by tradition to relieve pain.",
        "Used for centuries, kratom is not proven by tradition to relieve pain.",
    ),
    "works-or-unknown": (
        "efficacy-unsupported",
        "Our anxiety drops really work.",
        "Whether our anxiety drops really work is unknown.",
    ),
    # an everyday state, a level that is normal already
    "everyday-tiredness": (
        "disease-treatment",
        "Our guarana drink relieves chronic fatigue syndrome.",
        "Our guarana drink helps you through a long afternoon.",
    ),
    "everyday-tension": (
        "disease-treatment",
        "Our lavender bath relieves anxiety disorders.",
        "Our lavender bath helps you unwind after work.",
    ),
    "level-already-normal": (
        "disease-treatment",
        "Our plant sterols lower high cholesterol.",
        "Our plant sterols help maintain cholesterol levels already within the normal range.",
    ),
    "sugar-already-normal": (
        "disease-treatment",
        "Our chromium tablets help reverse high blood sugar.",
        "Our chromium tablets help support healthy blood sugar levels already in the normal range.",
    ),
    # guarantee of a cure, or of something else
    "guarantee-of-relief-or-delivery": (
        "guarantee",
        "We guarantee relief from back pain with our balm.",
        "We guarantee delivery of our balm in two days.",
    ),
    "money-back": (
        "guarantee",
        "If our drops don't cure your tinnitus, you get your money back.",
        "If our drops don't arrive in time, you get your money back.",
    ),
    "hundred-percent": (
        "guarantee",
        "Our anxiety gummies are 100% effective.",
        "Our gummies are 100% cotton-candy flavour.",
    ),
    # testimonials
    "customer-healed-or-pleased": (
        "testimonial",
        '"This oil cured my arthritis!" says Anna, a customer.',
        '"This oil came in a pretty bottle!" says Anna, a customer.',
    ),
    "after-two-weeks": (
        "testimonial",
        "After two weeks on these drops my eczema was gone.",
        "After two weeks on these drops my eczema was no better.",
    ),
    # doses
    "dose-for-a-condition": (
        "dosage-advice",
        "Take 5 grams of kratom three times a day for chronic pain.",
        "Take no kratom for chronic pain: 5 grams can be harmful.",
    ),
    "dose-of-a-medicine": (
        "dosage-advice",
        "Take 20 drops of our CBD oil twice a day for epilepsy.",
        "Take your epilepsy medicine twice a day as your doctor has told you.",
    ),
}

# name of a pair and which half fails: why
UNSOLVED = {
    ("after-two-weeks", "careful"): "the noun “drops” is read as a verb, and “no better” is heard only by stories",
}


def _halves(number: int, half: str) -> list[object]:
    """One parameter for each pair: the text at `number` of its tuple."""
    return [
        pytest.param(
            pair[number],
            half == "claim",
            id=f"{name}-{half}",
            marks=[pytest.mark.xfail(strict=True, reason=UNSOLVED[name, half])] if (name, half) in UNSOLVED else [],
        )
        for name, pair in PAIRS.items()
    ]


@pytest.fixture(scope="module")
def program() -> Program:
    return programs.load([], cache=False).program


@pytest.mark.parametrize(("text", "reported"), [*_halves(1, "claim"), *_halves(2, "careful")])
def test_half_of_a_pair(program: Program, text: str, reported: bool) -> None:
    report = check(program, text)
    found = [each for each in report.findings if each.rule.kind == "claim" and each.severity in ("error", "warning")]
    assert report.problems == []
    told = [(each.rule.id, words) for each, words in zip(found, words_of(report, found), strict=True)]
    assert bool(found) == reported, told


def test_every_category_has_a_pair() -> None:
    assert {pair[0] for pair in PAIRS.values()} == set(CATEGORIES)
