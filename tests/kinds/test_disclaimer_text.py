"""What is the disclaimer, what is almost it, and how the difference is told and mended."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinds.disclaimer_pages import CLAIM, FIRST, MANY, ONE, SECOND, make_program, run, states, words

PROGRAM = make_program()
PAGE = CLAIM + "\n\n"

SAME = {
    "one": ONE,
    "many": MANY,
    "capitals": MANY.upper(),
    "soft wraps": ONE.replace(" ", "\n"),
    "bold": f"**{ONE}**",
    "bold in part": ONE.replace("Food", "**Food").replace("Drug", "Drug**"),
    "a link": ONE.replace("Food and Drug Administration", "[Food and Drug Administration](https://fda.example)"),
    "straight quotes": f'"{ONE}"',
    "curly quotes": f"“{ONE}”",
    "quotes around a word": ONE.replace("disease", "“disease”"),
    "ampersand": ONE.replace("Food and", "Food &"),
    "entity": ONE.replace("Food and", "Food &amp;"),
    "soft hyphens": ONE.replace("evaluated", "eval&shy;uated"),
    "no serial comma": ONE.replace("cure, or", "cure or"),
    "no last full stop": ONE[:-1],
    "two paragraphs": f"{FIRST}\n\n{SECOND}",
    "two paragraphs without a full stop": f"{FIRST[:-1]}\n\n{SECOND}",
    "two list items": f"- {FIRST}\n- {SECOND}",
    "a quotation": f"> {ONE}",
    "behind words": f"Please note: {ONE} Store in a dry place.",
    "brackets": f"({ONE})",
    "a symbol": f"\\*{ONE}",
}


@pytest.mark.parametrize("text", SAME.values(), ids=SAME)
def test_the_wording_in_any_dress_satisfies(text):
    assert states(PAGE + text, PROGRAM) == []


DIFFERENT = {
    "agency": (ONE.replace("Food and Drug Administration", "FDA"), "“FDA” instead of “Food and Drug Administration”"),
    "typing error": (ONE.replace("evaluated", "evalutated"), "“evalutated” instead of “evaluated”"),
    "products": (
        MANY.replace("This product is", "These products are"),
        "“These products are” instead of “This product is”",
    ),
    "longer ending": (ONE.replace("any disease", "any disease or condition"), "“or condition” added"),
    "words inside": (ONE.replace("any disease", "any medical condition or disease"), "“medical condition or” added"),
    "a word less": (ONE.replace("diagnose, ", ""), "“diagnose,” missing"),
    "comma": (ONE.replace("treat, cure", "treat cure"), "“treat cure” instead of “treat, cure”"),
    "comma for full stop": (
        ONE.replace("Administration. This", "Administration, this"),
        "“Administration, this” instead of “Administration. This”",
    ),
    "first half": (FIRST, "“This product is not … prevent any disease” missing"),
    "second half": (SECOND, "“This statement has not … and Drug Administration.” missing"),
    "two changes": (
        MANY.replace("Food and Drug Administration", "FDA").replace("any disease", "disease"),
        "“FDA” instead of “Food and Drug Administration”; “any” missing",
    ),
    "many changes": (
        "These statements haven't been evaluated by the FDA. These products aren't meant to diagnose, treat, or cure diseases.",
        (
            "“haven't” instead of “have not”; “FDA” instead of “Food and Drug Administration”; "
            "“These products aren't meant” instead of “This product is not intended”; and 2 more"
        ),
    ),
}


@pytest.mark.parametrize(("text", "difference"), DIFFERENT.values(), ids=DIFFERENT)
def test_a_near_miss_shows_the_difference(text, difference):
    document, (finding,) = run(PAGE + text, PROGRAM)
    assert finding.message == f"the disclaimer is altered: {difference}"
    assert finding.pattern == "near-miss"
    assert words(document, finding) in text
    assert len(words(document, finding)) > len(text) * 0.9
    assert [(place.message, words(document, place)) for place in finding.related] == [
        ("makes it necessary", "supports calm")
    ]


@pytest.mark.parametrize("text", [text for text, _ in DIFFERENT.values()], ids=DIFFERENT)
def test_the_fix_restores_the_wording(text):
    document, (finding,) = run(PAGE + text, PROGRAM)
    fix = finding.fix
    assert fix is not None
    restored = document.text[: fix.start] + fix.text + document.text[fix.end :]
    assert states(restored, PROGRAM) == []
    assert restored.startswith(PAGE)
    assert restored.removeprefix(PAGE).rstrip(".") in (ONE.rstrip("."), MANY.rstrip("."))


def test_nothing_is_mended_where_little_of_the_wording_is_there():
    _, (finding,) = run(PAGE + "This statement has not been evaluated by us.", PROGRAM)
    assert finding.pattern == "near-miss"
    assert finding.fix is None


def test_the_fix_covers_no_more_than_the_difference():
    document, (finding,) = run(PAGE + DIFFERENT["typing error"][0], PROGRAM)
    assert (words(document, finding.fix), finding.fix.text) == ("evalutated", "evaluated")


def test_the_fix_keeps_capitals():
    document, (finding,) = run(PAGE + DIFFERENT["agency"][0].replace("by the", "by").upper(), PROGRAM)
    assert (words(document, finding.fix), finding.fix.text) == ("FDA", "THE FOOD AND DRUG ADMINISTRATION")


UNPLAIN = {
    "markup": ONE.replace("evaluated", "evalu**tated**"),
    "an entity": ONE.replace("evaluated", "eval&shy;utated"),
    "a soft wrap": ONE.replace("been evaluated", "been\nnot evaluated").replace("not been", "been"),
    "a symbol": ONE.replace("evaluated", "evalutated*").replace("by", "from"),
    "two paragraphs": ONE.replace("Food and Drug Administration. This product is", "FDA.\n\nThese products are"),
}


@pytest.mark.parametrize("text", UNPLAIN.values(), ids=UNPLAIN)
def test_nothing_is_mended_where_the_source_is_not_plain(text):
    _, (finding,) = run(PAGE + text, PROGRAM)
    assert finding.pattern == "near-miss"
    assert finding.fix is None


@pytest.mark.parametrize(
    "text",
    [
        "The agency evaluated the food last year.",
        "This product is green.",
        "Tell your doctor of any disease.",
        "Our products have not been tested on animals.",
        "We are not the Food and Drug Administration.",
    ],
)
def test_other_words_are_no_near_miss(text):
    assert states(PAGE + text, PROGRAM) == ["absent"]


def test_a_label_in_front_is_no_part_of_a_near_miss():
    document, (finding,) = run(f"{PAGE}FDA disclaimer: {SECOND}", PROGRAM)
    assert words(document, finding) == SECOND[:-1]


def test_the_likeliest_of_several_near_misses_is_reported():
    close = ONE.replace("treat", "heal")
    document, (finding,) = run(f"{PAGE}{SECOND}\n\nA kettle.\n\n{close}", PROGRAM)
    assert words(document, finding) == close[:-1]


def test_the_wording_elsewhere_forgives_a_near_miss():
    assert states(f"{PAGE}{ONE.replace('treat', 'heal')}\n\n{ONE}", PROGRAM) == []


def test_a_wording_with_a_number_needs_that_number():
    program = make_program(wordings=[{"id": "limit", "text": "Do not drink more than 3 cups of this tea in one day."}])
    assert states(PAGE + "Do not drink more than 3 cups of this tea in one day.", program) == []
    _, (finding,) = run(PAGE + "Do not drink more than 8 cups of this tea in one day.", program)
    assert finding.message.endswith("“8” instead of “3”")


PIECES = ONE.replace(".", " .").replace(",", " ,").split()


@given(
    st.integers(0, len(PIECES) - 1),
    st.sampled_from(["take out", "put in", "change"]),
    st.text(string.ascii_lowercase, min_size=4, max_size=9).map(lambda word: "zq" + word),
)
@settings(deadline=None, max_examples=60)
def test_one_changed_word_is_shown_and_mended(at, how, word):
    pieces = list(PIECES)
    if pieces[at] in ".,":
        return
    pieces[at : at + 1] = {"take out": [], "put in": [pieces[at], word], "change": [word]}[how]
    text = " ".join(pieces).replace(" .", ".").replace(" ,", ",")
    document, (finding,) = run(PAGE + text, PROGRAM)
    assert finding.pattern == "near-miss"
    assert (word in finding.message) == (how != "take out")
    fix = finding.fix
    assert states(document.text[: fix.start] + fix.text + document.text[fix.end :], PROGRAM) == []


@given(st.text(alphabet='theFDAproductndiseasv ,.!*\n#-[]()<>&;"“', max_size=300))
@settings(deadline=None, max_examples=120)
def test_any_text_gives_one_finding_at_most_a_state(text):
    found = states(PAGE + text, PROGRAM)
    assert len(found) == len(set(found))
