from __future__ import annotations

import pytest

from healthlint.language import program as program_module
from healthlint.language import repeated
from healthlint.language.repeated import Repeated
from small_program import claim, make_page, make_program, word_list


def test_the_first_sentences_are_known_at_once() -> None:
    found = Repeated()
    first = found.facts(("tea", "."))
    assert found.facts(("tea", ".")) is first
    assert found.facts(("no", "tea")) is not first


def test_later_a_sentence_is_known_from_the_second_time_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repeated, "_FIRST", 0)
    found = Repeated()
    first = found.facts(("tea", "."))
    known = found.facts(("tea", "."))
    assert known is not first
    assert found.facts(("tea", ".")) is known
    assert found.facts(("no", "tea")) is not known


def test_what_is_known_is_given_up_when_there_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repeated, "_MOST", 2)
    monkeypatch.setattr(repeated, "_FIRST", 0)
    monkeypatch.setattr(repeated, "_MOST_ONCE", 3)
    found = Repeated()
    for word in "abcdefg":
        first = found.facts((word,))
        assert found.facts((word,)) is not first
        assert len(found._late) <= 2
        assert len(found._before) <= 2
        assert len(found._once) <= 3


def test_what_was_used_of_late_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repeated, "_MOST", 2)
    found = Repeated()
    found.facts(("menu",))
    menu = found.facts(("menu",))
    for word in "abcdefg":
        found.facts((word,))
        found.facts((word,))
        assert found.facts(("menu",)) is menu
    found.clear()
    assert found.facts(("menu",)) is not menu


def test_sentences_that_come_again_match_where_they_stand() -> None:
    program = make_program(
        claim("{tea} ...2 sleep", "^ no risk"), lists={"tea": word_list("tea", "green tea", **{"except": ["mint tea"]})}
    )
    text = "Green tea brings sleep. No risk. Mint tea brings sleep."
    again = " ".join([text] * 4)
    once, often = make_page(program, text), make_page(program, again)

    def places(page):  # type: ignore[no-untyped-def]
        return [
            [
                (hit.pattern, page.words(*page.place_of(index, hit)), hit.start, hit.items and hit.items[0][0])
                for hit in sentence.hits(page.program.primary)
            ]
            for index, sentence in enumerate(page.sentences)
        ]

    assert places(often) == places(once) * 4
    assert places(often) == places(once) * 4
    for sentence in often.sentences:
        for hit in sentence.hits(often.program.primary):
            assert 0 <= hit.start < hit.end <= len(sentence.keys)
            assert all(hit.start <= start <= end <= hit.end for _, start, end in hit.items)


def test_what_watches_found_goes_with_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program_module, "_MOST_WATCHES", 1)
    program = make_program(claim("tea"), claim("coffee", id="other"))
    page = make_page(program, "Tea, coffee. Tea, coffee. Tea, coffee.")
    for rules in (frozenset({0}), frozenset({1}), frozenset({0})):
        watch = program.watch_of(rules)
        found = [program.patterns[hit.pattern].index for sentence in page.sentences for hit in sentence.hits(watch)]
        assert found == [*rules] * 3
    assert len(program.repeated._late) <= 1
