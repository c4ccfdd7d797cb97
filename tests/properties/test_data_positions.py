"""JSON, YAML and CSV of any shape: a sentence that is planted in one is found in its place, in code points and bytes."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from healthlint.document import Document
from healthlint.readers import read

SENTENCE = "Nobody has measured the seven blue kettles."
START, END = "\u2402", "\u2403"
"""Signs that stand around the sentence until its place is known."""

WORDS = st.sampled_from(
    ["plain words", "naïve café", "𝒜stral 🍵 tea", 'a "quoted" cup', "it's", "back\\slash", "5 < 6", "Q&A", "a, b; c", "# no",
     "- dash", "two\nlines", "a: b", "| bar", "tab\there", "", "x: {y}", "%d", "*", "!x", "[", "}", "\u00a0", "https://a.example/b."]
)  # fmt: skip
PARTS = st.lists(WORDS, max_size=3).map(" ".join)
TEXTS = st.tuples(PARTS, PARTS).map(lambda parts: f"{parts[0]} {START}{SENTENCE}{END} {parts[1]}".strip())
KEYS = st.sampled_from(["body", "text", "x", "a.b", "naïve", "🍵", "answer", "0", "with space", ""])
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(-99, 99), WORDS)
MARKS = st.sampled_from([("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe")])


def values(planted: str) -> st.SearchStrategy[Any]:
    """Nested lists and objects with the planted text somewhere in them."""
    others = st.recursive(
        SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=5
    )

    def around(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        in_list = st.tuples(st.lists(others, max_size=2), inner, st.lists(others, max_size=2)).map(
            lambda p: [*p[0], p[1], *p[2]]
        )
        in_object = st.tuples(st.dictionaries(KEYS, others, max_size=2), KEYS, inner).map(
            lambda p: {**p[0], p[1]: p[2]}
        )
        return in_list | in_object

    return st.recursive(st.just(planted), around, max_leaves=4)


def assert_found(suffix: str, source: str, mark: tuple[str, bytes]) -> Document:
    """The planted sentence is found once, where it stands; the source may not write it but as it is."""
    start = source.index(START)
    source = source.replace(START, "").replace(END, "")
    end = start + len(SENTENCE)
    encoding, signature = mark
    data = signature + source.encode(encoding)
    document = read(f"page{suffix}", data)
    assert document.troubles == []
    assert document.prose.count(SENTENCE) == 1
    place = document.prose.index(SENTENCE)
    assert document.span(place, place + len(SENTENCE)) == (start, end)
    assert data[document.byte_offset(start) : document.byte_offset(end)].decode(encoding) == SENTENCE
    for low, high, begin, stop in document.map.pieces():
        if high - low == stop - begin > 1:
            assert document.prose[low:high] == source[begin:stop]
    return document


@settings(max_examples=150, deadline=None)
@given(TEXTS.flatmap(values), st.booleans(), st.sampled_from([None, 1, "\t"]), MARKS)
def test_json(value: Any, ascii_only: bool, indent: int | str | None, mark: tuple[str, bytes]) -> None:
    source = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    source = source.replace(f"\\u{ord(START):04x}", START).replace(f"\\u{ord(END):04x}", END)
    assert_found(".json", source, mark)
    if indent is None:
        assert_found(".jsonl", f"{source}\n[1]\n", mark)


@settings(max_examples=150, deadline=None)
@given(TEXTS.flatmap(values), st.sampled_from([None, "'", '"', "|", ">"]), st.booleans(), MARKS)
def test_yaml(value: Any, style: Any, unicode: bool, mark: tuple[str, bytes]) -> None:
    source = yaml.safe_dump(value, default_style=style, allow_unicode=True, width=10_000, explicit_start=unicode)
    assert_found(".yaml", source, mark)


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.lists(PARTS, min_size=1, max_size=3), st.sampled_from(",;\t|"), st.sampled_from(["\n", "\r\n"]), MARKS)
def test_csv(text: str, others: list[str], separator: str, line_end: str, mark: tuple[str, bytes]) -> None:
    written = io.StringIO()
    table = csv.writer(written, delimiter=separator, lineterminator=line_end)
    names = [f"c{number}" for number in range(len(others))]
    table.writerows([[*names, "text"], *[[*others, "x"]] * 3, [*others, text], [*others, "y"]])
    assert_found(".csv", f"sep={separator}{line_end}{written.getvalue()}", mark)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(["\\u0020", " ", "\\n", "\\t", "\\/", "\\u00e9", "\\ud83c\\udf75", "\\\\", '\\"', "é"])),
    st.data(),
)
def test_escapes_of_json_inside_the_sentence(before: list[str], data: st.DataObject) -> None:
    letters = "".join(
        f"\\u{ord(letter):04x}" if data.draw(st.booleans(), letter) else letter for letter in "measured the seven blue"
    )
    source = f'{{"tip": "{"".join(before)} It {letters} cups"}}'
    document = read("a.json", source.encode())
    place = document.prose.index("measured the seven blue")
    start, end = document.span(place, place + len("measured the seven blue"))
    assert source[start:end] == letters
