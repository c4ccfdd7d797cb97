"""JSON: which strings become which region, that each word maps to its place in the source, and what is told."""

from __future__ import annotations

import pytest

from healthlint import readers
from healthlint.document import Document
from reading import place, regions


def read(source: str, label: str = "page.json", keys: tuple[str, ...] = (), skip: tuple[str, ...] = ()) -> Document:
    document = readers.read(label, source.encode("utf-8", "surrogatepass"), keys, skip)
    assert document.text == source
    return document


REGIONS = [
    ("title", '{"title": "Hot tea"}', [("title", "Hot tea")]),
    ("title of one word", '{"title": "Tea"}', [("title", "Tea")]),
    ("description", '{"description": "Warms you"}', [("description", "Warms you")]),
    ("title of a part", '{"seo": {"title": "Tea"}}', [("title", "Tea")]),
    ("title in a language", '{"title": {"en-US": "Tea", "de": "Tee"}}', [("title", "Tea"), ("title", "Tee")]),
    ("slug in a language", '{"slug": {"en-US": "hot tea", "zh_Hans": "hot tea"}}', []),
    ("unknown in a language", '{"promo": {"fr": "hot tea"}, "x": {"en": "Tea"}}', [("field", "hot tea")]),
    ("a language at the top", '{"en": "hot tea"}', [("field", "hot tea")]),
    ("of WordPress", '[{"content": {"rendered": "Tea"}, "link": {"rendered": "hot tea"}}]', [("field", "Tea")]),
    ("title of a thing", '{"cards": [{"title": "Tea"}]}', [("field", "Tea")]),
    ("title in a list of records", '[{"title": "Tea", "description": "Warm"}]', [("field", "Tea"), ("field", "Warm")]),
    ("alternative text", '{"image": {"alt": "A cup", "src": "a b.png"}}', [("alt-text", "A cup")]),
    ("caption", '{"caption": "A cup"}', [("caption", "A cup")]),
    ("unknown key", '{"promise": "Warms you"}', [("field", "Warms you")]),
    ("unknown key, a sentence", '{"promise": "It warms you."}', [("paragraph", "It warms you.")]),
    ("unknown key, one word", '{"promise": "warm"}', []),
    ("name of one word", '{"name": "Tea"}', []),
    ("name", '{"name": "Green tea"}', [("field", "Green tea")]),
    ("list", '{"benefits": ["Warm", "Calm mind"]}', [("field", "Warm"), ("field", "Calm mind")]),
    ("list of an unknown key", '{"x": ["Warm", "Calm mind"]}', [("field", "Calm mind")]),
    ("top list", '["Calm mind", 3]', [("field", "Calm mind")]),
    ("top string", '"Calm mind"', [("field", "Calm mind")]),
    ("dotted keys", '{"home.promise": "Warms you", "home.url": "a b c"}', [("field", "Warms you")]),
    ("twice the same key", '{"text": "One cup", "text": "Two cups"}', [("field", "One cup"), ("field", "Two cups")]),
    ("two paragraphs", '{"body": "One cup\\n\\nTwo cups"}', [("paragraph", "One cup"), ("paragraph", "Two cups")]),
    ("wrapped lines", '{"body": "One hot\\r\\ncup of tea"}', [("field", "One hot cup of tea")]),
    ("HTML", '{"body": "<h2>Tea</h2><p>It <b>warms</b> you."}', [("heading", "Tea"), ("paragraph", "It warms you.")]),
    ("HTML key", '{"body_html": "<p>Warm &amp; calm</p>"}', [("field", "Warm & calm")]),
    ("tag inside", '{"tip": "It <em>warms</em> you"}', [("field", "It warms you")]),
    ("entity inside", '{"tip": "It warms&nbsp;you"}', [("field", "It warms\xa0you")]),
    ("Markdown", '{"body": "## Tea\\n\\nIt **warms** you.\\n\\n- One cup"}',
     [("heading", "Tea"), ("paragraph", "It warms you."), ("list-item", "One cup")]),
    ("inline Markdown", '{"tip": "It [warms](/w) *you*"}', [("field", "It warms you")]),
    ("asterisks that are no Markdown", '{"tip": "Warms you* and me 2 * 3"}', [("field", "Warms you* and me 2 * 3")]),
    ("Markdown in a title", '{"title": "**Hot** tea"}', [("title", "Hot tea")]),
    ("hidden HTML", '{"body": "<p hidden>Warm tea</p>"}', [("field", "Warm tea")]),
    ("address inside", '{"tip": "Warm tea: https://a.example/b now"}', [("field", "Warm tea: \ufffc now")]),
    ("placeholder", '{"tip": "Drink tea {name}, {{count}} cups"}', [("field", "Drink tea \ufffc, \ufffc cups")]),
    ("structured data", '{"@type": "Product", "name": "Green tea", "x": {"text": "Warm"}}',
     [("data", "Green tea"), ("data", "Warm")]),
    ("structured data without a type", '{"@context": "https://schema.org", "text": "Warm"}', [("data", "Warm")]),
    ("another script", '{"x": "緑茶は体を温めます"}', [("field", "緑茶は体を温めます")]),
    ("comments", '{ // cup\n "tip": /* hot */ "Warm tea", }', [("field", "Warm tea")]),
    ("JSON5", "{tip: 'Warm \\'tea\\' \\\n now', n: +.5, m: 0xFF, i: -Infinity,}", [("field", "Warm 'tea' now")]),
    ("nothing", "", []),
    ("space", " \n", []),
]  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), [case[1:] for case in REGIONS], ids=[case[0] for case in REGIONS])
def test_regions(source: str, expected: list[tuple[str, str]]) -> None:
    document = read(source)
    assert regions(document) == expected
    assert document.troubles == []


NO_PROSE = [
    ("slug", "hot tea now"), ("url", "hot tea"), ("imageUrl", "hot tea"), ("cta_link_href", "hot tea"),
    ("className", "btn hot tea"), ("tags", "hot tea"), ("date", "Mon May tea"), ("$schema", "hot tea"),
    ("x", "https://example.org/hot tea"[:22]), ("title", "/hot/tea"), ("text", "tea.png"), ("content", "a1b2c3d4e5"),
    ("x", "12 May 2024"), ("x", "dGVhIGlzIGhvdA=="), ("x", "color: red; margin: 0 auto;"), ("x", "const hot = tea now"),
    ("x", ".tea { }"), ("x", "tea{hot:cup}"), ("x", "tea { hot: cup } b { calm: mind }"), ("x", "tea{color: hot pink}"), ("x", "tea {\\n hot cups }"), ("x", "UPDATE tea SET hot = cups now"),
    ("x", "SELECT hot tea FROM cups"), ("x", "(hot) => hot tea"), ("text", "{{ hot.tea }}"), ("x", ""), ("title", ""),
]  # fmt: skip


@pytest.mark.parametrize(("key", "value"), NO_PROSE)
def test_strings_that_are_no_prose(key: str, value: str) -> None:
    assert regions(read(f'{{"{key}": "{value}"}}')) == []


@pytest.mark.parametrize(
    "value",
    [
        "Hi {name}, hot tea warms you", "Hi{name}, hot tea warms you", "Tea {0} warms you", "Tea {x:.2f} warms you", "UPDATE hot tea warms you",
        "SELECT your hot tea", "Tip: drink hot tea; it warms", "let hot tea = warmth be",
    ],
)  # fmt: skip
def test_words_that_begin_nearly_like_code_are_prose(value: str) -> None:
    assert len(regions(read(f'{{"x": "{value}"}}'))) == 1


PLACES = [
    ("escapes", r'{"a": "It \"warms\" \u00e9\ud83c\udf75 you\/me"}', 'warms" é🍵 you/me', r"warms\" \u00e9\ud83c\udf75 you\/me"),
    ("astral before", '{"x🍵": "🍵🍵", "a": "It warms 🍵 you"}', "warms 🍵 you", "warms 🍵 you"),
    ("HTML with escapes", r'{"body": "<p class=\"x\">It <b>warms<\/b> \u0026amp; calms"}', "warms & calms", r"warms<\/b> \u0026amp; calms"),
    ("Markdown over lines", r'{"body": "# Tea\n\nIt **warms**\nyou \ud83c\udf75 now"}', "warms you 🍵 now", r"warms**\nyou \ud83c\udf75 now"),
    ("entity of escapes", r'{"body": "<p>hot &\u0061mp; cold"}', "hot & cold", r"hot &\u0061mp; cold"),
    ("CRLF", '{\r\n"a": "It warms",\r\n"b": "you now"}\r\n', "you now", "you now"),
    ("line continuation", "{a: 'It warms\\\r\n you'}", "warmsyou", "warms\\\r\n you"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "words", "written"), [case[1:] for case in PLACES], ids=[case[0] for case in PLACES]
)
def test_places(source: str, words: str, written: str) -> None:
    assert place(read(source), words) == written


def test_a_byte_order_mark_counts_as_bytes_only() -> None:
    document = readers.read("a.json", '\ufeff{"a": "é It warms"}'.encode())
    start = document.span(document.prose.index("warms"), document.prose.index("warms") + 5)[0]
    assert (start, document.byte_offset(start)) == (12, 16)


def test_the_name_of_an_object_is_the_heading_of_its_values() -> None:
    document = read('{"items": [{"name": "Green tea", "text": "Warm"}, {"text": "Calm"}], "tip": "Hot cups"}')
    assert [(text, region.heading) for region, (_, text) in zip(document.regions, regions(document), strict=True)] == [
        ("Green tea", -1), ("Warm", 0), ("Calm", -1), ("Hot cups", -1),
    ]  # fmt: skip


@pytest.mark.parametrize("inner", ["en-US", "en", "rendered"])
def test_a_name_in_a_language_is_that_of_the_object_around_it(inner: str) -> None:
    document = read(
        f'{{"a": [{{"name": {{"{inner}": "Hot tea"}}, "text": {{"{inner}": "So warm."}}}}, {{"text": "Cold"}}]}}'
    )
    assert regions(document) == [("field", "Hot tea"), ("paragraph", "So warm."), ("field", "Cold")]
    assert [region.heading for region in document.regions] == [-1, 0, -1]


def test_headings_and_lists_inside_a_string_stay_inside() -> None:
    document = read('{"tip": "Hot cups", "body": "# Tea\\n\\nIt is:\\n\\n- warm\\n- calm", "end": "No more"}')
    assert [(region.heading, region.lead) for region in document.regions] == [
        (-1, -1), (-1, -1), (1, -1), (1, 2), (1, 2), (-1, -1),
    ]  # fmt: skip


def test_what_the_file_says_of_itself() -> None:
    document = read(
        '{"title": "Tea", "lang": "en", "n": 3, "tags": ["a", "b"], "deep": {"x": 1}, "mixed": [1, {"y": 2}],'
        ' "healthlint": {"context": "editorial", "topic": ["tea", "mint"], "ignore": [{"rule": "r", "reason": "so it is"}]}}'
    )
    assert {key: value for key, value in document.meta.items() if not key.startswith("mixed")} == {
        "title": "Tea", "lang": "en", "n": 3, "tags": ["a", "b"], "healthlint.context": "editorial",
        "healthlint.topic": ["tea", "mint"], "healthlint.ignore.0.rule": "r", "healthlint.ignore.0.reason": "so it is",
    }  # fmt: skip
    assert regions(document) == [("title", "Tea")]


def test_types_and_prices() -> None:
    document = read('[{"@type": ["https://schema.org/Product", "Drug"], "offers": {"price": "3.50"}}]')
    assert document.meta == {"page.schema": ["Product", "Drug"], "page.price": True}
    assert read('{"price": null, "lowPrice": ""}').meta.get("page.price") is None


def test_comments_are_kept() -> None:
    source = '{ // first\n "a": 1 /* second */ }'
    document = read(source)
    assert [(c.text, source[c.start : c.end], source[c.body :][:3]) for c in document.comments] == [
        (" first", "// first", " fi"), (" second ", "/* second */", " se"),
    ]  # fmt: skip


def test_comments_of_html_inside_a_string_are_kept_in_their_place() -> None:
    source = r'{"body": "<p>\"Tea\"<!-- note --> now"}'
    (comment,) = read(source).comments
    assert (comment.text, source[comment.start : comment.end]) == (" note ", "<!-- note -->")


BROKEN = [
    ("no comma", '{\n"text": "Hot tea"\n"b": 1}', '"," or "}" is missing', 3, ["Hot tea"]),
    ("no comma in a list", '["Hot tea" 1]', '"," or "]" is missing', 1, ["Hot tea"]),
    ("no colon", '{"a" 1}', '":" is missing', 1, []),
    ("no value", '{"a": }', "a value is missing", 1, []),
    ("no key", "{3: 1}", "a key in double quotes is missing", 1, []),
    ("word", '{"a":\ntea}', '"tea" needs quotes', 2, []),
    ("open", '{"text": "Hot tea",\n', "a key in double quotes is missing", 1, ["Hot tea"]),
    ("open string", '{"text": "Hot tea\n}', "not valid JSON: a string is not closed on its line (a line end in it is written \\n): ", 1, []),
    ("open comment", '{"text": "Hot tea"\n/* }', "not valid JSON: a comment is not closed: ", 2, ["Hot tea"]),
    ("a sign", '{"text": "Hot tea", "a": <b>}', 'not valid JSON: "<" does not belong here: ', 1, ["Hot tea"]),
    ("wrong bracket", '{"a": [1}', '"," or "]" is missing', 1, []),
    ("template", '{\n"a": {{ x }}}', "a key in double quotes is missing", 2, []),
    ("text", "Hot tea", '"Hot" needs quotes', 1, []),
    ("depth", "[" * 101 + "]" * 101, "nested deeper than 100 levels", 1, []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "message", "line", "read_before"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN]
)
def test_broken_json_is_told_and_what_stands_before_read(
    source: str, message: str, line: int, read_before: list[str]
) -> None:
    document = read(source)
    (trouble,) = document.troubles
    assert message in trouble.message
    assert trouble.message.endswith("a file that is no content is left out by `exclude` in the configuration")
    assert document.lines.position(trouble.offset)[0] == line
    assert [text for _, text in regions(document)] == read_before


def test_json_lines() -> None:
    source = '{"title": "Tea", "text": "Warm tea"}\r\n\r\n{"text": [broken\n{"text": broken}\n["Calm mind"]\n'
    for label in ("a.jsonl", "a.NDJSON"):
        document = read(source, label)
        assert regions(document) == [("field", "Tea"), ("field", "Warm tea"), ("field", "Calm mind")]
        assert document.meta == {}
        (trouble,) = document.troubles
        assert trouble.message.startswith(
            'not valid JSON: "broken" needs quotes: the rest of the line (nor that of 1 more) was not read'
        )
        assert document.lines.position(trouble.offset)[0] == 3


KEYS = [
    (("promo",), (), ["a", "big cup", "no more"]),
    (("promo.*",), (), ["a", "big cup", "no more"]),
    ((".promo",), (), ["a", "big cup", "no more"]),
    (("x.promo",), (), ["big cup", "no more"]),
    (("promo.1",), (), ["big cup", "no more"]),
    (("*",), (), ["a", "big cup", "/u", "no more", "i d"]),
    (("parts.*.url",), (), ["big cup", "/u", "no more"]),
    (("parts.url",), (), ["big cup", "no more"]),
    (("p*o",), (), ["a", "big cup", "no more"]),
    ((), ("parts",), ["big cup"]),
    ((), ("parts.*.end",), ["big cup"]),
    ((), ("end",), ["big cup"]),
    ((), ("**",), []),
    (("end",), ("**",), ["no more"]),
    ((), (".end",), ["big cup", "no more"]),
    ((), ("PARTS",), ["big cup", "no more"]),
]  # fmt: skip


@pytest.mark.parametrize(("keys", "skip", "expected"), KEYS)
def test_keys_by_configuration(keys: tuple[str, ...], skip: tuple[str, ...], expected: list[str]) -> None:
    source = '{"promo": ["a", "big cup"], "parts": [{"url": "/u", "end": "no more"}], "id": "i d"}'
    assert [text for _, text in regions(read(source, keys=keys, skip=skip))] == expected
