from __future__ import annotations

import pytest

from healthlint.document import Document
from healthlint.readers.html import read as read_html
from reading import regions

OBJECT = "\ufffc"


def load(source: str) -> Document:
    return read_html(Document("page.html", source))


DATA = [
    ('{"description": "Good tea"}', [("data", "Good tea")]),
    ('{"@type": "Review", "name": "Fine", "reviewBody": "I like it"}', [("data", "Fine"), ("data", "I like it")]),
    ('{"@type": "Person", "name": "Ann"}', []),
    ('{"a": [{"text": "One"}, {"text": "Two"}], "sku": "no"}', [("data", "One"), ("data", "Two")]),
    ('{"positiveNotes": ["Warm", "Mild"]}', [("data", "Warm"), ("data", "Mild")]),
    ('<!-- {"headline": "In a comment"} -->', [("data", "In a comment")]),
    ('/*<![CDATA[*/ {"slogan": "Drink"} /*]]>*/', [("data", "Drink")]),
    ('{"description": "a",}', [("data", "a")]),
    ('{"description": "see https://example.org now"}', [("data", f"see {OBJECT} now")]),
    ('{"description": {{ page.text | jsonify }}, "headline": "{{ x }} grows"}', [("data", f"{OBJECT} grows")]),
    (" ", []),
    ("[" * 2000 + "]" * 2000, []),
]


@pytest.mark.parametrize(("data", "expected"), DATA)
def test_structured_data(data: str, expected: list[tuple[str, str]]) -> None:
    document = load(f'<script type="application/ld+json">{data}</script>')
    assert regions(document) == expected
    assert not document.troubles


def test_escapes_in_structured_data_keep_their_places() -> None:
    source = r'<script type=application/ld+json>{"description": "A \"g\u00f6od\" \ud83c\udf75\n\/ \ud83c cup &amp; x"}</script>'
    document = load(source)
    assert document.prose == 'A "göod" 🍵\n/ \ufffd cup &amp; x'
    for seen, written in (
        ("ö", r"\u00f6"),
        ("🍵", r"\ud83c\udf75"),
        ("\n", r"\n"),
        ("/", r"\/"),
        ("cup", "cup"),
        ('"', r"\""),
    ):
        place = document.prose.index(seen)
        assert source[slice(*document.span(place, place + len(seen)))] == written


def test_types_and_prices_of_structured_data() -> None:
    data = '{"@type": ["Product", "https://schema.org/Drug"], "offers": [{"@type": "Offer", "price": 9.5}, {"@type": "Offer"}]}'
    assert load(f"<script type='application/ld+json'>{data}</script>").meta == {
        "page.schema": ["Product", "Drug", "Offer"],
        "page.price": True,
    }
    assert load('<script type="application/ld+json">{"lowPrice": "9"}</script>').meta == {"page.price": True}
    assert load('<script type="application/ld+json">{"price": null, "highPrice": ""}</script>').meta == {}


@pytest.mark.parametrize(
    ("data", "message", "offset", "read"),
    [
        ('{"text": "a" "b": 1}', "a comma or a closing bracket is expected here", 12, ["a"]),
        ('{"text": }', "a value is expected here", 8, None),
        ('{"text" "a"}', "a colon is expected here", 7, None),
        ("{text: 1}", "a name in quotes is expected here", 1, None),
        ('{"text": "a"', "it ends before its brackets are closed", 12, ["a"]),
        ('{"text": "a"]', "this ] closes nothing", 12, ["a"]),
        ('{"text": "a', "a value is expected here", 8, None),
        ('{"text": "a"} {"text": "b"}', "a comma or a closing bracket is expected here", 13, ["a"]),
    ],
)
def test_broken_structured_data_is_told(data: str, message: str, offset: int, read: list[str] | None) -> None:
    opening = '<script type="application/ld+json">'
    document = load(f"{opening}{data}</script>")
    assert [text for _, text in regions(document)] == (read or [])
    assert [(trouble.message, trouble.offset) for trouble in document.troubles] == [
        (f"the structured data is broken: {message}", len(opening) + offset)
    ]
