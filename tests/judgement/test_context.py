from __future__ import annotations

import pytest

from healthlint.judgement.context import context_of, context_point
from healthlint.language.program import Program
from healthlint.language.sets import Watch
from healthlint.matching.page import Page
from healthlint.matching.sentence import Look, Sentence
from small_program import claim, cue, make_page, make_program

CUES = {
    "shop": cue("buy", where="page", vote=1, context="commercial"),
    "care": cue("doctor", where="page", vote=-1, context="public-health"),
    "loud": cue("bargain", where="page", vote=9),
    "news": cue("editor", where="page", vote=0.5, context="editorial"),
}
MODEL = {"contexts": {"commercial": 0.5, "public-health": -1}, "context": {"window": 1, "bound": 2, "weight": 3}}


@pytest.fixture(scope="module")
def program() -> Program:
    return make_program(claim("tea"), cues=CUES, model=MODEL)


SAID = [
    ("Nothing.", "unknown", "nothing says what the page is for"),
    ("Buy.", "unknown", "too little says what the page is for"),
    ("Buy. And a doctor.", "unknown", "too little says what the page is for"),
    ("Buy. Please buy. A doctor.", "commercial", "the page says “Buy”, “buy”"),
    ("A doctor. My doctor. Buy.", "public-health", "the page says “doctor”"),
    ("The editor. Our editor. An editor.", "unknown", "too little says what the page is for"),
]


@pytest.mark.parametrize(("text", "context", "reason"), SAID)
def test_what_a_page_is_for(program: Program, text: str, context: str, reason: str) -> None:
    assert context_of(make_page(program, text)) == (context, reason)


def test_what_the_page_says_of_itself_wins(program: Program) -> None:
    page = make_page(program, "Buy. Buy. Buy.", context="editorial")
    assert context_of(page) == ("editorial", "said by front matter or configuration")


def test_signs_of_a_shop_that_the_reader_saw(program: Program) -> None:
    page = Page(program, make_page(program, "A doctor.").document, {"commerce": ("a cart",)})
    assert context_of(page) == ("commercial", "the page says “a cart”")


AROUND = [
    ("Tea.", None),
    ("Buy. Tea.", 1.0),
    ("Buy. More. Tea.", None),
    ("Tea. Buy.", 1.0),
    ("Tea. More. Buy.", None),
    ("Buy tea. Please buy.", 1.0),
    ("Buy, buy, buy, buy tea.", None),
    ("Buy, buy, buy. Tea.", 1.0),
    ("Buy. Tea. Buy.", 1.5),
    ("A doctor. Tea. My doctor.", -1.5),
    ("Bargain. Tea.", 2.0),
    ("Buy. Tea. A doctor.", None),
]


@pytest.mark.parametrize(("text", "points"), AROUND)
def test_votes_of_the_sentences_around(program: Program, text: str, points: float | None) -> None:
    page = make_page(program, text)
    (index,) = [at for at, sentence in enumerate(page.sentences) if sentence.look(program.primary).hits]
    point = context_point(page, index)
    assert (point.points if point else None) == points


def test_a_vote_names_its_words(program: Program) -> None:
    point = context_point(make_page(program, "Buy. Please have tea."), 1)
    assert point is not None
    assert (point.what, point.words) == ("context of the sentences around", "Buy")


def test_points_of_a_context_that_the_page_says(program: Program) -> None:
    said = context_point(make_page(program, "Buy. Buy tea.", context="public-health"), 1)
    assert said is not None
    assert (said.points, said.what) == (-1.0, "context public-health")
    assert context_point(make_page(program, "Buy tea.", context="editorial"), 0) is None


def test_no_sentence_is_looked_at_where_the_page_says_what_it_is_for() -> None:
    program = make_program(claim("tea"), cues=CUES, model=MODEL)
    said = make_page(program, "Buy.\n\nMore. Tea.", context="commercial")
    assert context_of(said)[0] == "commercial"
    assert context_point(said, 2) is not None
    assert not any(sentence.facts for sentence in said.sentences)


def test_each_sentence_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    look = Sentence._look

    def counted(self: Sentence, watch: Watch) -> Look:
        asked.append(self.first)
        return look(self, watch)

    monkeypatch.setattr(Sentence, "_look", counted)
    page = make_page(make_program(claim("tea"), cues=CUES, model=MODEL), "Buy. Buy tea. Buy it. More. Tea.")
    context_of(page)
    for index in range(len(page.sentences)):
        context_point(page, index)
    assert asked == [sentence.first for sentence in page.sentences]


def test_a_page_without_words_or_with_one_sentence(program: Program) -> None:
    assert context_of(make_page(program, ""))[0] == "unknown"
    assert context_point(make_page(program, "Buy tea."), 0) is None
