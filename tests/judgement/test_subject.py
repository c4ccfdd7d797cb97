from __future__ import annotations

import pytest

from healthlint.finding import Finding
from healthlint.judgement import subject
from healthlint.judgement.candidates import Candidate, candidates_of
from healthlint.judgement.subject import subject_of, topic_of
from healthlint.language.program import Program
from healthlint.matching.sentence import Sentence
from small_program import check, claim, make_page, make_program, word_list

LISTS = {
    "herb": word_list("kratom", "brewroot", subject="watched-substance"),
    "goods": word_list("capsules", "our tea", "tea", subject="product"),
    "drug": word_list("morphine", "methadone", subject="medicine"),
    "help": word_list("counselling", "brewroot clinic", subject="care"),
    "people": word_list("doctors", "patients", subject="person"),
    "things": word_list("weather", "morphine", subject="other"),
    "need": word_list("kratom withdrawal", "pain"),
    "preposition": word_list("of", "for", "with", "in", "to"),
    "agent-preposition": word_list("with", "of", "using", "thanks to", "trying our"),
    "comparison": word_list("than", "unlike", "compared with", "alternative to"),
    "pronoun": word_list("it", "this"),
}


@pytest.fixture(scope="module")
def program() -> Program:
    everything = ["watched-substance", "product", "medicine", "care", "person", "other", "topic", "none"]
    return make_program(
        claim(
            "relieve~",
            "studies show ...4 works",
            "{herb} cures",
            "{need} relief",
            "calm ...2 with ...2 {herb}",
            subject=everything,
        ),
        lists=LISTS,
    )


def subjects(program: Program, text: str, **meta: str) -> list[tuple[str, str]]:
    report = check(program, text, **meta)
    assert not report.problems
    found: dict[int, Finding] = {}
    for finding in sorted([*report.findings, *report.let_go], key=lambda finding: finding.start):
        found.setdefault(finding.start, finding)
    return [(finding.subject_class, finding.subject) for finding in found.values()]


NOBODY = [
    "It relieves.",
    "Nobody relieves.",
    "Stronger than kratom, it relieves.",
    "Unlike kratom it relieves.",
    "Compared with strong kratom it relieves.",
    "An alternative to kratom relieves.",
    "It relieves kratom.",
    "It relieves the very old dear good town, city and land with kratom.",
    "It relieves. Kratom is a tree.",
    "It relieves kratom withdrawal.",
    "Morphine is a drug.\n\nNothing relieves.",
    "Morphine is a drug. Nothing relieves.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_where_nothing_is_named(program: Program, text: str) -> None:
    assert subjects(program, text) == [("none", "")]


NAMED = [
    # before the match
    ("Kratom relieves.", "watched-substance", "Kratom"),
    ("Our tea relieves.", "product", "Our tea"),
    ("Morphine relieves.", "medicine", "Morphine"),
    ("Kratom and morphine relieve.", "medicine", "morphine"),
    ("Kratom with morphine relieves.", "watched-substance", "Kratom"),
    ("Cups of kratom relieve.", "watched-substance", "kratom"),
    ("Kratom, unlike morphine, relieves.", "watched-substance", "Kratom"),
    ("Kratom, stronger than morphine, relieves.", "watched-substance", "Kratom"),
    ("Kratom compared with morphine relieves.", "watched-substance", "Kratom"),
    ("A brewroot clinic relieves.", "care", "brewroot clinic"),
    # behind it, with a word that names an agent
    ("It relieves pain with kratom.", "watched-substance", "kratom"),
    ("It relieves using the finest kratom.", "watched-substance", "kratom"),
    ("It relieves thanks to kratom.", "watched-substance", "kratom"),
    ("It relieves by trying our capsules.", "product", "capsules"),
    ("It relieves kratom withdrawal with tea.", "product", "tea"),
    ("It relieves, said a friend of a friend of mine in town, with kratom.", "none", ""),
    # a longer name of something else that the name stands in
    ("Kratom withdrawal relieves.", "none", ""),
    ("Brewroot relieves.", "watched-substance", "Brewroot"),
    # two names side by side of one class are one, of two classes they are two
    ("Our tea capsules relieve.", "product", "Our tea capsules"),
    ("Kratom capsules relieve.", "product", "capsules"),
    # inside it
    ("Kratom cures.", "watched-substance", "Kratom"),
    ("Studies show that kratom works.", "watched-substance", "kratom"),
    ("Morphine and calm days with kratom.", "medicine", "Morphine"),
    # behind the comparison of something else
    ("Better than morphine with kratom it relieves.", "watched-substance", "kratom"),
    # a word of two lists
    ("Morphine it is: it relieves.", "medicine", "Morphine"),
    # people and other things count where nothing else is named
    ("Doctors relieve.", "person", "Doctors"),
    ("The weather relieves.", "other", "weather"),
]


@pytest.mark.parametrize(("text", "kind", "words"), NAMED)
def test_what_the_sentence_names(program: Program, text: str, kind: str, words: str) -> None:
    assert subjects(program, text)[0] == (kind, words)


CARRIED = [
    ("Kratom is a tree. It relieves.", "watched-substance", "Kratom"),
    ("Kratom is a tree. Nothing relieves.", "watched-substance", "Kratom"),
    ("Morphine is a drug. It relieves.", "medicine", "Morphine"),
    ("Doctors like kratom. It relieves.", "watched-substance", "kratom"),
    ("Morphine and tea were sold. It relieves.", "product", "tea"),
    ("Kratom is a tree. Doctors relieve.", "watched-substance", "Kratom"),
    ("Unlike kratom, tea is old. It relieves.", "product", "tea"),
    ("Kratom is here:\n\n- relieves\n- calms", "watched-substance", "Kratom"),
    ("Tea. Kratom is here:\n\n- relieves\n- calms", "watched-substance", "Kratom"),
    ("# Kratom\n\nThat relieves.", "watched-substance", "Kratom"),
    ("# Kratom\n\nMore.\n\nThat relieves.", "watched-substance", "Kratom"),
]


@pytest.mark.parametrize(("text", "kind", "words"), CARRIED)
def test_what_is_carried_over(program: Program, text: str, kind: str, words: str) -> None:
    assert subjects(program, text)[-1] == (kind, words)


def test_sentences_under_a_long_heading_cost_in_proportion(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = 0

    def counted(program: Program, sentence: Sentence) -> list[Candidate]:
        nonlocal looks
        looks += 1
        return candidates_of(program, sentence)

    monkeypatch.setattr(subject, "candidates_of", counted)
    page = make_page(program, "# " + "Doctors agree. " * 300 + "\n\n" + "It relieves.\n\n" * 300)
    for index, sentence in enumerate(page.sentences):
        for hit in sentence.look(program.primary).hits:
            assert subject_of(page, index, hit).kind == "none"
    assert looks < 10 * len(page.sentences)


def test_the_sentence_before_is_nearer_than_the_heading(program: Program) -> None:
    assert subjects(program, "# Kratom\n\nTea is old. It relieves.") == [("product", "Tea")]


def test_the_topic_of_the_page(program: Program) -> None:
    assert subjects(program, "Kratom is old. Kratom is new. Kratom is near.\n\nNothing relieves.") == [
        ("topic", "kratom")
    ]
    assert subjects(program, "Nothing relieves.", topic="brewroot") == [("topic", "brewroot")]
    assert subjects(program, "Tea is old.\n\nNothing relieves.") == [("none", "")]


TOPICS = [
    ("", ""),
    ("Kratom.", ""),
    ("Kratom, kratom.", "kratom"),
    ("A.\n\nB.\n\nC.\n\nKratom and tea and kratom and kratom.", "kratom"),
    ("Morphine, morphine, morphine.", ""),
    ("Kratom withdrawal. Kratom withdrawal. Kratom withdrawal.", ""),
]


@pytest.mark.parametrize(("text", "topic"), TOPICS)
def test_which_topic_the_words_show(program: Program, text: str, topic: str) -> None:
    assert topic_of(make_page(program, text)) == topic


def test_a_heading_shows_the_topic(program: Program) -> None:
    assert subjects(program, "## Kratom\n\n# More\n\nNothing relieves.") == [("topic", "kratom")]


def test_how_it_was_found_is_said(program: Program) -> None:
    page = make_page(program, "Kratom is old. It relieves. Tea relieves.")
    hits = [(index, hit) for index in (1, 2) for hit in page.look(index).hits]
    assert [subject_of(page, index, hit).how for index, hit in hits] == [
        "carried from the sentence before",
        "named in the sentence",
    ]


def test_a_word_of_two_lists_does_not_depend_on_their_order() -> None:
    lists = dict(reversed(LISTS.items()))
    for order in (LISTS, lists):
        program = make_program(claim("relieve~", "{things} x", "{drug} y", subject=["medicine", "other"]), lists=order)
        assert subjects(program, "Morphine relieves.") == [("medicine", "Morphine")]
        program = make_program(claim("{things} x", "{drug} y", "relieve~", subject=["medicine", "other"]), lists=order)
        assert subjects(program, "Morphine relieves.") == [("medicine", "Morphine")]
