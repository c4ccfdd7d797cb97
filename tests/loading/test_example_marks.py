from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthlint.language.data import Text
from healthlint.loading.examples import marked

WHOLE = [
    ("no marks", "no marks", []),
    ("a [[b c]] d", "a b c d", ["b c"]),
    ("[[a]] [[b]]", "a b", ["a", "b"]),
    ("[[a]][[b]]", "ab", ["a", "b"]),
    ("x [[[link](u)]] y", "x [link](u) y", ["[link](u)"]),
    ("x [[see [b]]] y", "x see [b] y", ["see [b]"]),
    ("[[*a* b]]\n\nc", "*a* b\n\nc", ["*a* b"]),
    ("😀 [[é]]", "😀 é", ["é"]),
    (r"\[[a\]] [[b]]", "[[a]] b", ["b"]),
    (r"[[a \[[b\]] c]]", "a [[b]] c", ["a [[b]] c"]),
    (r"a \* [b] ] [", r"a \* [b] ] [", []),
    ("[x][y] z]", "[x][y] z]", []),
]


@pytest.mark.parametrize(("source", "text", "words"), WHOLE)
def test_marks_become_spans(source, text, words):
    plain, spans, wrong = marked(Text.at(source))
    assert (plain, [plain[start:end] for start, end in spans], wrong) == (text, words, "")


BROKEN = [
    ("a [[b", "a mark [[ is never closed by ]]"),
    ("a [[b]] c [[d", "a mark [[ is never closed by ]]"),
    ("a [[b [[c]] d]]", 'a mark [[ stands inside another, near "a [[b [[c]] d]]"'),
    ("a b]]", r'a mark is closed by ]] but was not opened, near "a b]]": write \]] for the brackets themselves'),
    (
        "[[a]] b]]",
        r'a mark is closed by ]] but was not opened, near "[[a]] b]]": write \]] for the brackets themselves',
    ),
    ("a [[]]", "a mark [[ ]] holds no words"),
    (r"a [[b\]]", "a mark [[ is never closed by ]]"),
]


@pytest.mark.parametrize(("source", "message"), BROKEN)
def test_broken_marks_are_told(source, message):
    assert marked(Text.at(source))[1:] == ([], message)


plain_words = st.text(alphabet=st.sampled_from(list("ab [](é😀*\n")), min_size=1, max_size=8)


@settings(deadline=None)
@given(st.lists(st.tuples(plain_words, plain_words), max_size=4))
def test_marked_words_come_back(pieces):
    """What stands between marks is found again, whatever it is, as long as no bracket touches the marks."""

    def calm(words):
        return words.replace("[[", "[ [").replace("]]", "] ]").strip("[]") or "x"

    pieces = [(calm(calm(before)), calm(calm(words))) for before, words in pieces]
    source = "".join(f"{before}[[{words}]]" for before, words in pieces)
    plain, spans, wrong = marked(Text.at(source))
    assert wrong == ""
    assert plain == "".join(before + words for before, words in pieces)
    assert [plain[start:end] for start, end in spans] == [words for _, words in pieces]
