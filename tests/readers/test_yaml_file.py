"""YAML: which strings become which region, that each word maps to its place in the source, and what is told."""

from __future__ import annotations

import pytest

from healthlint import readers
from healthlint.document import Document


def read(source: str, keys: tuple[str, ...] = (), skip: tuple[str, ...] = ()) -> Document:
    document = readers.read("page.yml", source.encode(), keys, skip)
    assert document.text == source
    return document


def words(document: Document) -> list[tuple[str, str, str]]:
    """Of each region its scope, its prose, and its source."""
    found = []
    for region in document.regions:
        start, end = document.span(region.start, region.end)
        found.append((region.scope, document.prose[region.start : region.end], document.text[start:end]))
    return found


WORDS = [
    ("plain", "tip: Hot tea\n", [("field", "Hot tea", "Hot tea")]),
    ("plain over lines", "tip: Hot\n  tea\n", [("field", "Hot tea", "Hot\n  tea")]),
    ("plain with an empty line", "tip: Hot\n\n  tea\n", [("paragraph", "Hot", "Hot"), ("paragraph", "tea", "tea")]),
    ("single quotes", "tip: 'Hot ''tea''\n  now'\n", [("field", "Hot 'tea' now", "Hot ''tea''\n  now")]),
    (
        "double quotes",
        'tip: "Hot \\"tea\\" \\U0001F375 \\\n  now\\tyou"\n',
        [("field", 'Hot "tea" 🍵 now you', 'Hot \\"tea\\" \\U0001F375 \\\n  now\\tyou')],
    ),
    ("escaped line end and an empty line", 'tip: "Hot \\\n\n  tea"\n', [("field", "Hot tea", "Hot \\\n\n  tea")]),
    ("escaped tab and line end", 'tip: "Hot \\\t\n        tea cup"\n', [("field", "Hot tea cup", "Hot \\\t\n        tea cup")]),
    ("literal", "tip: |\n  Hot\n  tea\n", [("field", "Hot tea", "Hot\n  tea")]),
    ("literal with indicators", "tip: |4-\n      Hot\n    tea\n\n", [("field", "Hot tea", "Hot\n    tea")]),
    ("folded", "tip: >-\n  Hot\n  tea\n\n", [("field", "Hot tea", "Hot\n  tea")]),
    (
        "folded with an empty line",
        "tip: >\n  Hot\n  cup\n\n  Cold\n  cup\n",
        [("paragraph", "Hot cup", "Hot\n  cup"), ("paragraph", "Cold cup", "Cold\n  cup")],
    ),
    (
        "Markdown in a block",
        "a:\n- body: |\n    # Tea\n\n    It **warms**\n    you.\n\n      - one\n",
        [
            ("heading", "Tea", "Tea"),
            ("paragraph", "It warms you.", "It **warms**\n    you."),
            ("list-item", "one", "one"),
        ],
    ),
    ("code in a block", "body: |\n  It **warms**:\n\n  ```\n  hot tea\n  ```\n", [("field", "It warms:", "It **warms**:")]),
    ("list in a folded block", "body: >\n  Cups:\n\n    - **hot**\n    - cold\n",
     [("paragraph", "Cups:", "Cups:"), ("list-item", "hot", "hot"), ("list-item", "cold", "cold")]),
    ("HTML in a block", "body: |\n  <p>Hot &amp;\n  cold</p>\n", [("field", "Hot & cold", "Hot &amp;\n  cold")]),
    ("HTML on a line", "tip: 'It <b>warms</b> you.'\n", [("paragraph", "It warms you.", "It <b>warms</b> you.")]),
    ("empty block", "tip: |\ntext: Hot tea\n", [("field", "Hot tea", "Hot tea")]),
    ("block of spaces", "tip: |+\n   \n\ntext: Hot tea\n", [("field", "Hot tea", "Hot tea")]),
    ("anchor and alias", "a: &x Hot tea\nb: *x\nc: {<<: {d: *x}}\n", [("field", "Hot tea", "Hot tea")]),
    ("anchored mapping", "a: &x {tip: Hot tea}\nb: *x\n", [("field", "Hot tea", "Hot tea")]),
    ("tags", "a: !!str Hot tea\nb: !ours 'Cold tea'\n", [("field", "Hot tea", "Hot tea"), ("field", "Cold tea", "Cold tea")]),
    ("binary", "text: !!binary |\n  R0lG\n  ODlh\n", []),
    ("flow", "a: [Hot tea, {b: Cold tea}]\n", [("field", "Hot tea", "Hot tea"), ("field", "Cold tea", "Cold tea")]),
    ("compact list", "a:\n- Hot tea\n- b: Cold tea\n", [("field", "Hot tea", "Hot tea"), ("field", "Cold tea", "Cold tea")]),
    ("key that is a list", "? [tip, tea]\n: Hot tea\n", [("field", "Hot tea", "Hot tea")]),
    ("two documents", "tip: Hot tea\n---\ntip: Cold tea\n...\n", [("field", "Hot tea", "Hot tea"), ("field", "Cold tea", "Cold tea")]),
    ("twice the same key", "tip: Hot tea\ntip: Cold tea\n", [("field", "Hot tea", "Hot tea"), ("field", "Cold tea", "Cold tea")]),
    ("no text", "title: 12\nsummary: no\ncaption: 2024-01-02\ntext: ~\n", []),
    ("text in quotes", "title: 'no'\n", [("title", "no", "no")]),
    ("emoji before", "🍵: 🍵🍵\ntip: Hot 🍵 tea cup\n", [("field", "Hot 🍵 tea cup", "Hot 🍵 tea cup")]),
    ("only words", "Hot tea\n", [("field", "Hot tea", "Hot tea")]),
    ("comment behind", "tip: Hot tea # cold tea\n", [("field", "Hot tea", "Hot tea")]),
    ("nothing", "", []),
    ("comments only", "# hot tea\n", []),
]  # fmt: skip


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize(("source", "expected"), [case[1:] for case in WORDS], ids=[case[0] for case in WORDS])
def test_words_and_their_places(source: str, expected: list[tuple[str, str, str]], line_end: str) -> None:
    document = read(source.replace("\n", line_end))
    found = [(scope, " ".join(prose.split()), written.strip()) for scope, prose, written in words(document)]
    assert found == [(scope, prose, written.replace("\n", line_end)) for scope, prose, written in expected]
    assert document.troubles == []


def test_a_byte_order_mark_counts_as_bytes_only() -> None:
    document = readers.read("a.yaml", "\ufefftip: é it warms you\n".encode())
    start = document.span(document.prose.index("warms"), document.prose.index("warms") + 5)[0]
    assert (start, document.byte_offset(start)) == (10, 14)


def test_what_the_file_says_of_itself() -> None:
    document = read(
        "title: Tea\nlang: en\nhealthlint:\n  context: &c editorial\n  topic: [tea, mint]\n"
        "  ignore:\n  - {rule: r, reason: so it is}\n  audience: *c\n"
    )
    assert document.meta == {
        "title": "Tea", "lang": "en", "healthlint.context": "editorial", "healthlint.topic": ["tea", "mint"],
        "healthlint.ignore.0.rule": "r", "healthlint.ignore.0.reason": "so it is", "healthlint.audience": "editorial",
    }  # fmt: skip


def test_comments() -> None:
    source = "# one\na: b#c # two\nd: '# no'\ne: |\n  # no\n# three\nf: [x, # four\n  y]\n---\n# five\n"
    document = read(source)
    assert [(c.text, source[c.start : c.end], source[c.body :][:4]) for c in document.comments] == [
        (f" {each}", f"# {each}", f" {each}"[:4]) for each in ("one", "two", "three", "four", "five")
    ]


BROKEN = [
    ("open list", "tip: Hot tea\na: [b\nc: d\n", "not valid YAML: ", 3, ["Hot tea"]),
    ("tab", "tip: Hot tea\na:\n\t- b\n", "not valid YAML: found character ", 3, ["Hot tea"]),
    ("alias", "tip: Hot tea\na: *b\n", 'there is no "&b" for this alias', 2, ["Hot tea"]),
    ("template", "tip: Hot tea\n{{- if .x }}\na: b\n", "not valid YAML: ", 2, ["Hot tea"]),
    ("control character", "a: b\x01c\n", "not valid YAML: ", 1, []),
    ("control character behind wide ones", "a: 🍵🍵🍵\nb: c\x01\n\n\n\n\n", "not valid YAML: ", 2, []),
    ("depth", "a: " + "[" * 120 + "]" * 120 + "\n", "nested deeper than 100 levels", 1, []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "message", "line", "read_before"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN]
)
def test_broken_yaml_is_told_and_what_stands_before_read(
    source: str, message: str, line: int, read_before: list[str]
) -> None:
    document = read(source)
    (trouble,) = document.troubles
    assert message in trouble.message
    assert trouble.message.endswith("a file that is no content is left out by `exclude` in the configuration")
    assert abs(document.lines.position(trouble.offset)[0] - line) <= 1  # the two parsers of PyYAML differ
    assert [prose for _, prose, _ in words(document)] == read_before


def test_an_alias_bomb_is_read_once() -> None:
    source = "a: &a [Hot tea, Cold tea]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9)
    )
    assert [prose for _, prose, _ in words(read(source))] == ["Hot tea", "Cold tea"]


def test_keys_by_configuration() -> None:
    source = "a:\n- id: hot tea\n  tip: cold tea\n"
    assert [prose for _, prose, _ in words(read(source, ("a.*.id",), ("tip",)))] == ["hot tea"]
