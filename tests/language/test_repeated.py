from __future__ import annotations

import pytest

from healthlint.language import program as program_module
from healthlint.language import repeated
from healthlint.language.repeated import Repeated
from small_program import claim, make_page, make_program, word_list


def test_a_sentence_is_known_when_it_comes_again() -> None:
    found = Repeated()
    first = found.facts(("tea", "."))
    assert found.facts(("no", "tea")) is not first
    assert found.facts(("tea", ".")) is first
    assert found.facts(("tea", ".")) is first


def test_one_that_comes_late_is_known_from_then_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repeated, "_MOST_NEW", 2)
    found = Repeated()
    first = found.facts(("menu",))
    for word in "abcde":
        found.facts((word,))
    menu = found.facts(("menu",))
    assert menu is not first
    for word in "fghij":
        found.facts((word,))
        assert found.facts(("menu",)) is menu


def test_what_is_known_is_given_up_when_there_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, most in (("_MOST", 2), ("_MOST_NEW", 3), ("_MOST_ONCE", 4)):
        monkeypatch.setattr(repeated, name, most)
    found = Repeated()
    for word in "abcdefghijabcdefghij":
        found.facts((word,))
        for kept, most in ((found._again, 2), (found._new, 3)):
            assert len(kept.late) <= most
            assert len(kept.before) <= most
        assert len(found._once) <= 4


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
    assert len(program.repeated._again.late) <= 1
