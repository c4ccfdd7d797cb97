"""Front matter: its values become `meta`, the words for people regions with exact places; what is broken is told."""

from __future__ import annotations

import pytest

from healthlint.document import Document
from healthlint.readers.builder import Builder
from healthlint.readers.front_matter import read_front_matter
from healthlint.readers.keys import front_matter_scope


def read(source: str) -> tuple[Document, int]:
    document = Document("page.md", source)
    builder = Builder(document)
    body = read_front_matter(builder, source)
    return builder.finish(), body


def words(document: Document) -> list[tuple[str, str, str]]:
    """Of each region its scope, its prose, and its source."""
    found = []
    for region in document.regions:
        start, end = document.span(region.start, region.end)
        found.append((region.scope, document.prose[region.start : region.end], document.text[start:end]))
    return found


VALUES = [
    ("plain", "title: hot tea\n", ("title", "hot tea", "hot tea")),
    (
        "plain with signs",
        "title: hot tea, 5 cups (now!) a:b c#d\n",
        ("title", "hot tea, 5 cups (now!) a:b c#d", "hot tea, 5 cups (now!) a:b c#d"),
    ),
    ("plain before a comment", "title: hot tea # cup\n", ("title", "hot tea", "hot tea")),
    ("plain over lines", "title: hot\n  tea\n", ("title", "hot tea", "hot\n  tea")),
    ("single quotes", "title: 'it''s \"hot\"'\n", ("title", 'it\'s "hot"', "it''s \"hot\"")),
    ("single quotes over lines", "title: 'hot\n  tea'\n", ("title", "hot tea", "hot\n  tea")),
    (
        "double quotes",
        'title: "hot: \\"tea\\" \\u00e9\\x21"\n',
        ("title", 'hot: "tea" é!', 'hot: \\"tea\\" \\u00e9\\x21'),
    ),
    ("double quotes over lines", 'title: "hot\n  tea \\\n  cup"\n', ("title", "hot tea cup", "hot\n  tea \\\n  cup")),
    ("literal block", "title: |\n  hot\n  tea\n", ("title", "hot tea", "hot\n  tea")),
    ("literal block with indicators", "title: |2-\n    hot\n  tea\n\n", ("title", "hot tea", "hot\n  tea")),
    ("folded block", "title: >-\n  hot\n  tea\n\n", ("title", "hot tea", "hot\n  tea")),
    ("folded block with a comment", "title: > # cup\n  hot tea\n", ("title", "hot tea", "hot tea")),
    ("anchor and tag", "title: &a !!str 'hot tea'\n", ("title", "hot tea", "hot tea")),
    ("emoji before", "a: 😀😀\ntitle: hot 😀 tea\n", ("title", "hot 😀 tea", "hot 😀 tea")),
    ("number as it is written", "title: 'no'\n", ("title", "no", "no")),
]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize(("yaml", "expected"), [case[1:] for case in VALUES], ids=[case[0] for case in VALUES])
def test_yaml_words(yaml: str, expected: tuple[str, str, str], line_end: str) -> None:
    source = f"---\n{yaml}---\nbody".replace("\n", line_end)
    document, body = read(source)
    scope, prose, written = expected
    assert words(document) == [(scope, prose, written.replace("\n", line_end))]
    assert source[body:] == "body"
    assert document.troubles == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('+++\ntitle = "hot \\"tea\\" \\U0001F600"\n+++\n', ("title", 'hot "tea" 😀', 'hot \\"tea\\" \\U0001F600')),
        ("+++\ntitle = 'hot \\tea'\n+++\n", ("title", "hot \\tea", "hot \\tea")),
        ('+++\ntitle = """\nhot\n"tea" \\\n   cup"""\n+++\n', ("title", 'hot "tea" cup', 'hot\n"tea" \\\n   cup')),
        ("+++\r\ntitle = '''\r\nhot\r\ntea'''\r\n+++\r\n", ("title", "hot tea", "hot\r\ntea")),
        ("+++\n[params.seo]\ntitle = 'hot tea' # cup\n+++\n", ("title", "hot tea", "hot tea")),
        ("+++\nparams = { list = [ 1, { alt = 'hot tea' } ] }\n+++\n", ("alt-text", "hot tea", "hot tea")),
        (
            '{"title": "hot \\"tea\\" \\/ \\ud83d\\ude00"}\n',
            ("title", 'hot "tea" / 😀', 'hot \\"tea\\" \\/ \\ud83d\\ude00'),
        ),
        ('{"a": [1, {"caption": "hot tea"}]}\n', ("caption", "hot tea", "hot tea")),
        ('{\r\n  "title": "\\ud83d hot\\ntea"\r\n}\r\n', ("title", "\ud83d hot tea", "\\ud83d hot\\ntea")),
    ],
)
def test_toml_and_json_words(source: str, expected: tuple[str, str, str]) -> None:
    document, _ = read(source)
    assert words(document) == [expected]
    assert document.troubles == []


def test_an_empty_line_in_a_block_parts_regions() -> None:
    document, _ = read("---\ndescription: |\n  hot\n  tea\n\n  cup\n---\n")
    assert words(document) == [("description", "hot tea", "hot\n  tea"), ("description", "cup", "cup")]


META = [
    ("flat", "---\na: hot\nb: 3\nc: true\nd:\ne: 2024-01-02\nf: [x, 'y z']\ng:\n- x\n- y\n---\n"),
    ("rich", "---\na: hot\nb: 3 #\nc: true\nd: ~\ne: 2024-01-02\nf:\n  - x\n  - 'y z'\ng: [ x, y ]\n---\n"),
    (
        "TOML",
        "+++\na = 'hot'\nb = 3\nc = true\ne = 2024-01-02\nf = ['x', \"y z\"]\ng = [\n  'x', # one\n  'y',\n]\n+++\n",
    ),
    ("JSON", '{"a": "hot", "b": 3, "c": true, "d": null, "e": "2024-01-02", "f": ["x", "y z"], "g": ["x", "y"]}\n'),
]


@pytest.mark.parametrize("source", [case[1] for case in META], ids=[case[0] for case in META])
def test_meta(source: str) -> None:
    document, _ = read(source)
    document.meta.setdefault("d", None)
    assert document.meta == {
        "a": "hot", "b": 3, "c": True, "d": None, "e": "2024-01-02", "f": ["x", "y z"], "g": ["x", "y"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("a:\n  b:\n    c: 1\n", {"a.b.c": 1}),
        ("a:\n- b: 1\n- b: 2\n", {"a.0.b": 1, "a.1.b": 2}),
        ("a: 1.5\nb: 0x10\nc: no\nd: 12:30\n", {"a": 1.5, "b": 16, "c": False, "d": 750}),
        ("a: 2024-01-02T03:04:05Z\nb: 2024-01-02 3:04:05\n", {"a": "2024-01-02T03:04:05Z", "b": "2024-01-02T03:04:05"}),
        ("a: 2024-13-45\n", {"a": "2024-13-45"}),
        ("a: &x hot\nb: *x\n", {"a": "hot", "b": "hot"}),
        ("a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  c: 3\n", {"a.b": 1, "a.c": 2, "d.b": 1, "d.c": 3}),
        ("a: 1\na: 2\n", {"a": 2}),
        ("no: 1\n2024: 2\n", {"no": 1, "2024": 2}),
        ("a: !thing hot\n", {"a": "hot"}),
        (
            "healthlint:\n  ignore:\n  - rule: x\n    reason: it was said in 2019\n",
            {"healthlint.ignore.0.rule": "x", "healthlint.ignore.0.reason": "it was said in 2019"},
        ),
    ],
)
def test_yaml_values(yaml: str, expected: dict[str, object]) -> None:
    document, _ = read(f"---\n{yaml}---\n")
    assert document.meta == expected
    assert document.troubles == []


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("title", "Tea", "title"),
        ("linkTitle", "Tea", "title"),
        ("seo.title", "Tea", "title"),
        ("og:title", "Tea", "title"),
        ("features.0.title", "Tea", "field"),
        ("description", "Tea", "description"),
        ("meta_description", "Tea", "description"),
        ("summary", "Tea", "description"),
        ("cards.1.description", "Tea", "field"),
        ("subtitle", "Tea", "field"),
        ("faq.0.answer", "Tea", "field"),
        ("cover.alt", "Tea", "alt-text"),
        ("image.caption", "Tea", "caption"),
        ("benefit", "calms the stomach quickly", "field"),
        ("benefits", "calm", "field"),
        ("benefit", "calm", ""),
        ("benefit", "see https://example.org for more", ""),
        ("slug", "hot tea for all", ""),
        ("tags", "hot tea for all", ""),
        ("healthlint.ignore.0.reason", "hot tea for all", ""),
        ("date", "2 January in 2024", ""),
        ("layout", "page", ""),
    ],
)
def test_which_values_are_prose(path: str, value: str, expected: str) -> None:
    assert front_matter_scope(path, value) == expected


NONE = [
    ("nothing", ""),
    ("text", "hot tea\n"),
    ("thematic break", "---\n\nhot tea\n\n---\n"),
    ("unclosed", "---\ntitle: hot tea\n"),
    ("four dashes", "----\ntitle: hot tea\n---\n"),
    ("indented", " ---\ntitle: hot tea\n---\n"),
    ("pluses", "+++\nhot tea\n"),
    ("braces", "{hot} tea"),
    ("shortcode", "{{< tea >}}"),
]


@pytest.mark.parametrize("source", [case[1] for case in NONE], ids=[case[0] for case in NONE])
def test_what_is_no_front_matter(source: str) -> None:
    document, body = read(source)
    assert body == 0
    assert document.regions == []
    assert document.meta == {}
    assert document.troubles == []


BODIES = [
    ("empty", "---\n---\nbody"),
    ("comment only", "---\n# hot\n---\nbody"),
    ("dots", "---\na: b\n...\nbody"),
    ("space behind the fence", "--- \na: b\n---\t\nbody"),
    ("TOML", "+++\na = 1\n+++\nbody"),
    ("JSON", '{"a": 1}body'),
    ("dashes in a value", "---\na: b---c\nd: '---'\n---\nbody"),
]


@pytest.mark.parametrize("source", [case[1] for case in BODIES], ids=[case[0] for case in BODIES])
def test_where_the_body_starts(source: str) -> None:
    document, body = read(source)
    assert source[body:] == "body"
    assert document.troubles == []


BROKEN = [
    ("YAML", "---\na: b\ntitle: [hot\n---\nbody", "not valid YAML: ", 20),
    ("YAML tab", "---\na:\n\t- b\n---\nbody", "not valid YAML: found character ", 7),
    ("YAML list", "---\n[a: b]\n---\nbody", "front matter is not a mapping of keys to values", 4),
    ("YAML alias", "---\na: *b\n---\nbody", 'there is no "&b" for this alias', 7),
    ("YAML control character", "---\na: b\x01c\n---\nbody", "not valid YAML: ", 8),
    ("YAML depth", "---\na: " + "[" * 60 + "]" * 60 + "\n---\nbody", "nested deeper than 50 levels", 56),
    ("TOML value", "+++\na = b\n+++\nbody", 'not valid TOML: "b" needs quotes', 8),
    ("TOML string", '+++\na = "b\n+++\nbody', "not valid TOML: a string is not closed", 8),
    ("TOML rest", "+++\na = 1 2\n+++\nbody", "not valid TOML: the line goes on behind the value", 9),
    ("TOML twice", "+++\na = 1\na = 2\n+++\nbody", 'not valid TOML: "a" is there already', 10),
    ("TOML depth", "+++\na = " + "[" * 60 + "\n+++\nbody", "nested deeper than 50 levels", 59),
    ("JSON", '{\n"a": b\n}\nbody', "not valid JSON", 7),
    ("JSON comma", '{\n"a": 1 "b": 2\n}\nbody', 'not valid JSON: "," or "}" is missing', 9),
]


@pytest.mark.parametrize(
    ("source", "message", "offset"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN]
)
def test_broken_front_matter_is_told_and_the_body_read(source: str, message: str, offset: int) -> None:
    document, body = read(source)
    (trouble,) = document.troubles
    # PyYAML words its messages differently with and without its C library.
    assert trouble.message.startswith(f"front matter: {message}")
    assert trouble.offset == offset
    assert source[body:] == "body"


def test_unclosed_toml_is_told() -> None:
    document, body = read("+++\ntitle = 'hot tea'\n")
    assert [trouble.message for trouble in document.troubles] == ["front matter: the closing +++ is missing"]
    assert body == 0


BOMBS = [
    ("doubling", "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9)).replace("*a0", "x")),
    ("of itself", "a: &a [*a, {b: *a}]\n"),
    ("chain", "a0: &a0 {b: 1}\n" + "".join(f"a{n}: &a{n} {{b: *a{n - 1}}}\n" for n in range(1, 400))),
]


@pytest.mark.parametrize("yaml", [case[1] for case in BOMBS], ids=[case[0] for case in BOMBS])
def test_alias_bombs_are_refused(yaml: str) -> None:
    document, body = read(f"---\n{yaml}---\nbody")
    assert [trouble.message for trouble in document.troubles] == ["front matter: more than 10000 values or 50 levels"]
    assert len(document.meta) <= 10_000
    assert document.text[body:] == "body"


def test_many_values_are_refused() -> None:
    document, _ = read("---\na: {b: 1}\n" + "".join(f"k{n}: {{v: 1}}\n" for n in range(5_001)) + "---\n")
    assert [trouble.message for trouble in document.troubles] == ["front matter: more than 10000 values"]
