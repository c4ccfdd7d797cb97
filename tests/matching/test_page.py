from __future__ import annotations

import pytest

from healthlint.matching import page as page_module
from healthlint.matching import sentences
from healthlint.matching.page import Page
from small_program import claim, cue, make_page, make_program

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.matching.sentence import CueHits

CUES = {
    "no": cue("no", "(never|not)", stance="negated", **{"except": ["no doubt", "not only"]}),
    "shop": cue("buy now", where="page", vote=1, context="commercial", **{"except": ["why buy now"]}),
    "scam": cue("scam", where="page", stance="warned-against"),
}


def page(text: str) -> Page:
    return make_page(make_program(claim("tea", **{"except": ["tea pot"]}), cues=CUES), text)


def words(page: Page, index: int, found: CueHits) -> list[tuple[str, str]]:
    return [(page.program.cues[number].id, page.words_of(index, hit.start, hit.end)) for number, hit in found]


def test_cues_of_a_sentence() -> None:
    made = page("No doubt, no tea pot. Not only that: never.")
    assert words(made, 0, made.cue_hits(0)) == [("no", "no")]
    assert words(made, 1, made.cue_hits(1)) == [("no", "never")]
    assert made.cue_hits(0) is made.cue_hits(0)


def test_exceptions_of_rules_are_no_cues() -> None:
    made = page("A tea pot.")
    assert not made.cue_hits(0)
    assert made.page_cues() == []


def test_votes_are_not_cues_and_their_exceptions_hold() -> None:
    made = page("Buy now. Why buy now?")
    assert words(made, 0, made.votes(0)) == [("shop", "Buy now")]
    assert not made.votes(1)
    assert not made.cue_hits(0)


def test_cues_of_the_page() -> None:
    made = page("Tea.\n\nA scam. No scam.")
    assert [made.words(*made.place_of(index, hit)) for _, index, hit in made.page_cues()] == ["scam", "scam"]
    assert [(index, made.program.cues[number].id) for number, index, _ in made.page_cues()] == [
        (1, "scam"),
        (2, "scam"),
    ]


def test_sentences_of_a_region() -> None:
    made = page("One. Two.\n\nThree.\n\n🍵\n\nFour. Five. Six.")
    assert [list(made.sentences_of(region)) for region in range(5)] == [[0, 1], [2], [], [3, 4, 5], []]


def test_words_and_spans() -> None:
    made = page("A cup\n of tea.")
    assert made.words(1, 4) == "cup of tea"
    assert made.words(2, 2) == ""
    assert made.span(1, 4) == (2, 13)


def test_tags_that_had_to_go_are_found_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentences, "MOST_KEPT", 24)
    monkeypatch.setattr(page_module, "MOST_KNOWN", 2)
    made = page("No tea.\n\nTea now, tea then.\n\nNever.\n\nTea.")

    def found() -> list[list[str]]:
        return [
            [made.words(*made.place_of(index, hit)) for hit in each.hits(made.program.primary)]
            for index, each in enumerate(made.sentences)
        ]

    assert found() == found() == [["tea"], ["Tea", "tea"], [], ["Tea"]]
    assert words(made, 0, made.cue_hits(0)) == [("no", "No")]
    first = made.sentences[0]
    assert made.sentences[0] is first
    assert [each.first for each in made.sentences] == [0, 3, 9, 11]
    assert made.sentences[0] is not first


def test_what_is_known_never_grows_beyond_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_module, "MOST_KNOWN", 2)
    made = page("No tea. Tea now. Never. Tea.")
    made.memory.update({("subjects", 0): 1})
    for number in range(5):
        made.memory["subjects", number] = number
        assert made.memory["subjects", number] == number
        assert len(made.memory) <= 2
    assert [made.words(at, at + 1) for at in range(4)] == ["No", "tea", ".", "Tea"]
