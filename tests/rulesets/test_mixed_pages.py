"""Whole pages of more than one voice: a claim among careful sentences, a careful sentence among claims.

What a page is for moves thresholds, but must neither hide a claim nor condemn a warning. Claims at warning or error are
meant unless a test says otherwise.
"""

from __future__ import annotations

import pytest

from healthlint import programs
from healthlint.language.program import Program
from healthlint.report import FileReport
from small_program import check, words_of

CAREFUL = """\
# Living with knee pain

Knee pain has many causes, and most of them are harmless. Osteoarthritis is the most common one after the age of fifty.
{}

Your doctor can tell you which kind you have. An X-ray is seldom needed in the first weeks. Physiotherapy and regular
walks are the first choice for most people. Ibuprofen can relieve pain for a short time, but it can harm the stomach.

## When to seek help

See a doctor if the knee is hot, swollen or locked. Call an ambulance after a fall from a height. There is no cure for
osteoarthritis yet. Surgery is an option when nothing else has helped.
"""

CAREFUL_HTML = """\
<html><body><main>
<h1>Questions about sleep</h1>
<p>Adults need about seven hours of sleep. Insomnia means that you lie awake on three nights a week or more.</p>
<p>{}</p>
<ul><li>Go to bed at the same hour every day.</li><li>Leave the phone outside the bedroom.</li></ul>
<p>Cognitive behavioural therapy is the first treatment for insomnia. Sleeping tablets can lead to dependence.
It is not known whether valerian helps. Talk to your doctor before you take any supplement.</p>
<p>Tell your doctor if you snore loudly or wake up out of breath.</p>
</main></body></html>
"""

SALES = """\
# Mountain Calm drops

Meet the strongest drops that we have ever made. Order today and save 20%! Our Mountain Calm drops cure anxiety.
They heal depression, too. Free shipping on all orders over $50.

{}

- Relieves chronic pain
- Reverses diabetes
- Completely safe, with no side effects

Add to cart now. Customers love our Mountain Calm drops. Get your bottle before they are gone!
"""

SALES_HTML = """\
<html><body>
<h1>Kratom powder, red vein</h1>
<p class="price">$29.99</p><button>Add to cart</button>
<p>Our red vein kratom eases opioid withdrawal. It treats chronic pain better than oxycodone.</p>
<p>{}</p>
<p>It is natural and therefore safe. It is not addictive. Order now and get free shipping!</p>
<ul><li>Relieves anxiety</li><li>Cures insomnia</li><li>Lab tested</li></ul>
<p>We guarantee that it works for everyone. Shop our other strains.</p>
</body></html>
"""

CLAIMS = [
    pytest.param("Our turmeric capsules cure arthritis.", id="cure"),
    pytest.param("Kratom relieves chronic pain and is not addictive.", id="kratom"),
    pytest.param("Our balm is clinically proven to heal joint inflammation.", id="proof"),
    pytest.param("With our drops you can replace your antidepressants.", id="replacement"),
    pytest.param("Our CBD oil treats anxiety and has no side effects.", id="no-side-effects"),
]

WARNINGS = [
    pytest.param("These statements have not been evaluated by the Food and Drug Administration.", id="not-evaluated"),
    pytest.param("This product is not intended to diagnose, treat, cure, or prevent any disease.", id="not-intended"),
    pytest.param("Do not take this product if you are pregnant or have liver disease.", id="do-not-take"),
    pytest.param("Kratom can cause seizures, liver damage and dependence.", id="adverse-effects"),
    pytest.param("The FDA has not approved kratom for any use.", id="not-approved"),
    pytest.param("Talk to your doctor if you have high blood pressure.", id="ask-a-doctor"),
    pytest.param("Returns are free within thirty days if the seal is unbroken.", id="returns"),
]

SHOP = """\
# Peppermint tea, 20 bags

Our peppermint comes from a small farm by the river. The leaves are dried in the shade and packed by hand. The tea tastes
fresh and a little sweet. It has no caffeine, so it fits a late evening.

Pour hot water over a bag and wait for six minutes. Add honey if you like. Each bag holds two grams of leaves.

- Organic leaves
- Bags without plastic
- Tested for pesticides by an independent laboratory

We ship within two days. If you don't like the tea, we refund the price. Add to cart for $6.50.
"""

SHOP_HTML = """\
<html><body>
<h1>Magnesium glycinate, 90 capsules</h1>
<p>Each capsule holds 120 mg of magnesium. Magnesium contributes to normal muscle function.*</p>
<p>Take two capsules a day with a meal. Do not exceed the daily dose. Keep out of the reach of children.</p>
<p>Ask your doctor first if you are pregnant or take medicines.</p>
<ul><li>Vegan capsule</li><li>No added sugar</li><li>Made in Oregon</li></ul>
<p>Free shipping on orders over $40. Add to cart.</p>
<p>*These statements have not been evaluated by the Food and Drug Administration. This product is not intended to
diagnose, treat, cure, or prevent any disease.</p>
</body></html>
"""

KRATOM_REPORT = """\
---
healthlint: {context: public-health}
---
# What we know about kratom

Kratom is made from the leaves of a tree that grows in Southeast Asia. Sellers say that it eases opioid withdrawal, pain
and low mood. None of this has been shown in good trials. The FDA has not approved kratom for any use, and warns people
not to take it.

Some people use kratom to cut down on opioids. Surveys of users can't tell us whether it works. Kratom acts on the same
receptors as opioids, and people who take it every day can become dependent on it.

## Risks

Reported effects include nausea, seizures and liver damage. Deaths have been reported, most of them with other drugs.
Is kratom safe because it is natural? No. Products may hold heavy metals or salmonella.

If you want to stop using opioids, methadone and buprenorphine are effective treatments. Call your local helpline.
"""

BIBLIOGRAPHY = """\
# Further reading

The list below is sorted by name.

## References

1. Adler P, Brook T. Curcumin treats arthritis: a randomised trial. J Invented Med. 2014;12(3):45-51.
2. Castor L, et al. Kratom for opioid withdrawal relief: a survey of users. Made-up Addict Rev. 2019;7:101-110.
3. Dunmore K. Garlic lowers high blood pressure: systematic review. Fict Heart J. 2011;3(1):9-20. doi:10.0000/fhj.2011.9
4. Ember J, Flint R. Ginkgo prevents dementia in older adults. Notional Neurol. 2008;44(2):200-8.
5. Grove S, et al. St John's wort cures depression? Imag Psychiatry. 2016;21:77-85.
"""

GRADED = """\
# Notes on an herb

{}

The leaves are dried and ground to a powder. The colour depends on the age of the leaf.
"""


@pytest.fixture(scope="module")
def program() -> Program:
    return programs.load([], cache=False).program


def claims(report: FileReport, *severities: str) -> list[tuple[str, str]]:
    """The severity and the words of each claim of these severities, those of warning and error if none is named."""
    found = [each for each in report.findings if each.rule.kind == "claim"]
    told = zip(found, words_of(report, found), strict=True)
    return [(each.severity, words) for each, words in told if each.severity in (severities or ("error", "warning"))]


def inside(report: FileReport, sentence: str) -> list[str]:
    """The words of each claim that touches the sentence."""
    start = report.document.text.index(sentence)
    return [
        report.document.text[each.start : each.end]
        for each in report.findings
        if each.rule.kind == "claim" and each.severity != "info"
        if each.start < start + len(sentence) and start < each.end
    ]


PAGES = {"careful.md": CAREFUL, "careful.html": CAREFUL_HTML, "sales.md": SALES, "sales.html": SALES_HTML}


@pytest.mark.parametrize("label", ["careful.md", "careful.html"])
@pytest.mark.parametrize("claim", CLAIMS)
def test_a_claim_inside_a_careful_page_is_found(program: Program, label: str, claim: str) -> None:
    report = check(program, PAGES[label].format(claim), label)
    found = claims(report)
    assert inside(report, claim)
    assert len(found) == len(inside(report, claim)), found


@pytest.mark.parametrize("label", ["careful.md", "careful.html"])
def test_a_careful_page_is_silent(program: Program, label: str) -> None:
    assert claims(check(program, PAGES[label].format("Rest helps."), label)) == []


@pytest.mark.parametrize("label", ["sales.md", "sales.html"])
@pytest.mark.parametrize("sentence", WARNINGS)
def test_a_careful_sentence_inside_a_sales_page_is_silent(program: Program, label: str, sentence: str) -> None:
    report = check(program, PAGES[label].format(sentence), label)
    assert inside(report, sentence) == []


@pytest.mark.parametrize(
    ("label", "sentences"),
    [
        (
            "sales.md",
            ["cure anxiety", "heal depression", "Relieves chronic pain", "Reverses diabetes", "no side effects"],
        ),
        (
            "sales.html",
            [
                "eases opioid withdrawal",
                "better than oxycodone",
                "natural and therefore safe",
                "not addictive",
                "Relieves anxiety",
                "Cures insomnia",
                "works for everyone",
            ],
        ),
    ],
)
def test_a_warning_hides_no_claim_of_a_sales_page(program: Program, label: str, sentences: list[str]) -> None:
    text = PAGES[label].format("Do not take this product if you are pregnant or have liver disease.")
    report = check(program, text, label)
    assert [each for each in sentences if not inside(report, each)] == []


@pytest.mark.parametrize(("label", "text"), [("tea.md", SHOP), ("magnesium.html", SHOP_HTML)])
@pytest.mark.parametrize("context", ["unknown", "commercial"])
def test_an_honest_shop_page_is_silent(program: Program, label: str, text: str, context: str) -> None:
    assert claims(check(program, text, label, context=context)) == []


@pytest.mark.parametrize("profile", ["default", "public-health", "by-context"])
def test_a_report_on_kratom_has_no_error(program: Program, profile: str) -> None:
    report = check(program, KRATOM_REPORT, "kratom.md", profile=profile)
    assert report.problems == []
    assert claims(report, "error") == []


def test_a_report_on_kratom_that_sells_it_has_an_error(program: Program) -> None:
    text = KRATOM_REPORT.replace("## Risks", "Kratom cures opioid addiction.\n\n## Risks")
    report = check(program, text, "kratom.md", profile="by-context")
    assert [severity for severity, words in claims(report) if "addiction" in words] == ["error"]


@pytest.mark.parametrize("context", ["unknown", "commercial", "public-health"])
def test_a_bibliography_is_silent(program: Program, context: str) -> None:
    assert claims(check(program, BIBLIOGRAPHY, "sources.md", context=context)) == []


def gravest(program: Program, sentence: str, head: str = "", **meta: str) -> str:
    """The severity of the gravest claim of a short page about the sentence, `none` if there is none."""
    report = check(program, head + GRADED.format(sentence), "page.md", **meta)
    assert report.problems == []
    found = {severity for severity, _ in claims(report, "error", "warning", "info")}
    return next((each for each in ("error", "warning", "info") if each in found), "none")


HEDGED = "Our valerian drops may help to treat insomnia."
ATTRIBUTED = "Sellers say that valerian drops cure insomnia."
AFFIRMED = "Our valerian drops cure insomnia."
PUBLIC_HEALTH = "---\nhealthlint: {context: public-health}\n---\n"
STRICT = "---\nhealthlint: {profile: strict}\n---\n"


@pytest.mark.parametrize("sentence", [HEDGED, ATTRIBUTED])
def test_strict_is_graver_than_public_health(program: Program, sentence: str) -> None:
    assert gravest(program, sentence, profile="strict") == "error"
    assert gravest(program, sentence, STRICT) == "error"
    assert gravest(program, sentence, profile="public-health") in ("info", "none")


@pytest.mark.parametrize("sentence", [HEDGED, ATTRIBUTED])
def test_front_matter_tells_what_a_page_is_for(program: Program, sentence: str) -> None:
    assert gravest(program, sentence, PUBLIC_HEALTH, profile="by-context") in ("info", "none")
    assert gravest(program, sentence, profile="by-context", context="commercial") == "error"


@pytest.mark.parametrize("profile", ["default", "strict", "public-health"])
def test_an_affirmed_claim_for_a_product_is_an_error_in_every_profile(program: Program, profile: str) -> None:
    assert gravest(program, AFFIRMED, profile=profile) == "error"
