from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from healthlint.language.data import Text
from healthlint.loading import source
from healthlint.loading.source import parse_yaml, read_yaml


@pytest.fixture(params=["c", "python"])
def parser(request, monkeypatch):
    """Both parsers of PyYAML: wheels bring the C one, some platforms have none."""
    if request.param == "python":
        monkeypatch.setattr(yaml, "CSafeLoader", yaml.SafeLoader)
    elif not hasattr(yaml, "CSafeLoader"):
        pytest.skip("PyYAML was built without libyaml")


def parse(text):
    mistakes = []
    data = text if isinstance(text, bytes) else text.encode()
    return parse_yaml(data, "a.yaml", mistakes), [str(mistake) for mistake in mistakes]


TAG = "1:4: a value that starts with ! is a tag in YAML, and tags are not allowed: quote the value if the ! belongs to it: "
SLIPS = [
    # Values that start with a character of YAML's own.
    ("a:\n  - {list} foo\n", '2:12: a value that starts with { must be quoted as a whole: "{list} foo"'),
    ("a: [b] c\n", '1:8: a value that starts with [ must be quoted as a whole: "[b] c"'),
    ('a:\n  - "b" c\n', "2:9: the value goes on behind its closing quote: quote it as a whole: '\"b\" c'"),
    (
        "a:\n  - 'won't go'\n",
        '2:10: an apostrophe ends a value in single quotes: put it into double quotes: "won\'t go"',
    ),
    ("a:\n  - * b\n", '2:5: a value can\'t start with * in YAML: quote it: "* b"'),
    (
        "a:\n  - *b c\n",
        '2:5: a value that starts with * repeats an anchor in YAML, and there is no &b: quote it: "*b c"',
    ),
    ("a: %d\n", '1:4: a value can\'t start with % in YAML: quote it: "%d"'),
    ("a: @d  # e\n", '1:4: a value can\'t start with @ in YAML: quote it: "@d"'),
    ("a:\n  - `d`\n", '2:5: a value can\'t start with ` in YAML: quote it: "`d`"'),
    ('a: %"d"\n', "1:4: a value can't start with % in YAML: quote it: '%\"d\"'"),
    ("a: ]\n", '1:4: a value can\'t start with ] in YAML: quote it: "]"'),
    ("a: , b\n", '1:4: a value can\'t start with , in YAML: quote it: ", b"'),
    (
        "a: &b c\n",
        '1:4: a value that starts with & is an anchor in YAML, and no *b uses it: quote the value if "&b" belongs to it',
    ),
    (
        "a: !b c\n",
        TAG + '"!b c"',
    ),
    (
        "a: !!python/object/apply:os.system [ls]\n",
        TAG + '"!!python/object/apply:os.system [ls]"',
    ),
    (
        "a: !!str 12\n",
        TAG + '"!!str 12"',
    ),
    (
        "a: |x\n  b\n",
        "1:5: behind | or > the text starts on the next line: quote the value if the | or > belongs to it",
    ),
    ("a: > b\n", "1:6: behind | or > the text starts on the next line: quote the value if the | or > belongs to it"),
    # Colons and dashes.
    (
        "a: b: c\n",
        '1:5: ": " separates a key from its value and can stand only once in a line: quote the value: "b: c"',
    ),
    (
        "a: (b|c): d\n",
        '1:9: ": " separates a key from its value and can stand only once in a line: quote the value: "(b|c): d"',
    ),
    ("a:b\nc: d\n", '2:2: the line above is not finished ("a:b"): a key is followed by a colon and a space'),
    ("a\nb: c\n", '2:2: the line above is not finished ("a"): a key is followed by a colon and a space'),
    ("a: b\nc\nd: e\n", '2:1: this line is neither "key: value" nor "- item": "c"'),
    ("a: - b\n", "1:4: a list starts on the line below its key; quote the value if the dash belongs to it"),
    ("a: b\n c: d\n", "2:3: this line is indented too far, or the value of the line above needs quotes"),
    ("a:\n  b: c\n d: e\n", "3:2: this line is indented by one space, which fits none of the lines above it"),
    ("- a\nb: c\n", "2:1: this line is indented by no spaces, which fits none of the lines above it"),
    ("{a: b}\nc: d\n", "2:1: the file's keys must all start in the same column"),
    ("a:\n\t- b\n", "2:1: there is a tab here: YAML takes only spaces"),
    # Quotes and brackets.
    ('a: "b\nc: d\n', '1:4: the quote " that opens here is never closed'),
    ("a: 'b\nc: d\n", "1:4: the quote ' that opens here is never closed"),
    ("a: [b\nc: d\n", "1:4: the [ here is not closed by ]: quote the whole value if the [ belongs to it"),
    ("a: {b: c\nd: e\n", "1:4: the { here is not closed by }: quote the whole value if the { belongs to it"),
    ("a: [b {c}]\n", "1:7: the words around this { need quotes, as they stand inside [ ]"),
    ('a: [b, "c" d]\n', '1:12: a comma is missing in front of "d]", or a quote around the words'),
    ("a: [b,\n- c\n", "2:1: a list item can't stand here: is a bracket or quote above it not closed?"),
    # Keys.
    ("a: b\nc: d\na: e\n", '3:1: a: the key "a" stands here twice: it was given in line 1'),
    ("<<: b\n", '1:1: merge keys ("<<") are not supported: write the keys out'),
    ("no: b\n", '1:1: YAML does not read the key no as text: quote it: "no"'),
    ("1.10: b\n", '1:1: YAML does not read the key 1.10 as text: quote it: "1.10"'),
    ("? [a]\n: b\n", '1:3: a key must be a single word, not "[a]": is a quote missing?'),
    ("?\n: b\n", "1:2: a key is missing in front of the colon"),
    # Whole files.
    ("a: b\n---\nc: d\n", '2:1: a second document starts here: take the "---" out, or make it a file of its own'),
    ("a: &x [*x]\n", "1:8: the alias *x stands inside what it repeats"),
    ("a: caf\xe9\nb: c\n".encode("latin-1"), "1:7: is not UTF-8 (byte 0xe9): save it as UTF-8"),
    ("a: b\nc: é\xe9".encode()[:-1], "2:5: is not UTF-8 (byte 0xc3): save it as UTF-8"),
    ("a: b\n".encode("utf-16"), "1:1: is stored as UTF-16: save it as UTF-8"),
    ("a: b\nc: d\x00e\n", "2:5: holds the invisible character U+0000: take it out"),
    ("a: b\u2028c\n", "1:5: holds the invisible character U+2028: take it out"),
    ("a: b\ufeff\n", "1:5: holds the invisible character U+FEFF: take it out"),
]


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(("text", "message"), SLIPS, ids=[repr(text)[:30] for text, _ in SLIPS])
def test_each_slip_is_told_in_plain_words_at_its_place(text, message):
    _, mistakes = parse(text)
    assert mistakes == [f"a.yaml:{message}"]


@pytest.mark.usefixtures("parser")
def test_a_backslash_in_double_quotes_is_explained():
    _, (mistake,) = parse('a: "0\\s%"\n')
    assert mistake.startswith("a.yaml:1:")
    assert mistake.endswith(
        'a backslash inside "..." has a meaning of its own in YAML: '
        "put the value into single quotes, or write each \\ twice"
    )


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("character", ["\n", "\r\n", "\r"])
def test_values_know_file_line_column_and_key(character):
    root, mistakes = parse(
        character.join(
            [
                "\ufeff# é 😀",
                "rules:",
                "  - id: one",
                '    words: ["😀", b, {c: d}]',
                "  - {id: 2}",
                "  - x: y",
                "n: 1.5",
            ]
        )
    )
    assert mistakes == []
    rules = root.value["rules"]
    words = rules.value[0].value["words"]
    places = [rules.value[0].value["id"], *words.value[:2], words.value[2].value["c"], rules.value[2].value["x"]]
    assert [(node.value, node.line, node.column, node.key) for node in places] == [
        ("one", 3, 9, "rules.one.id"),
        ("😀", 4, 13, "rules.one.words[0]"),
        ("b", 4, 18, "rules.one.words[1]"),
        ("d", 4, 25, "rules.one.words[2].c"),
        ("y", 6, 8, "rules[2].x"),
    ]
    for node in places:
        text = node.value
        assert isinstance(text, Text)
        assert (text.file, text.line, text.column, text.key) == ("a.yaml", node.line, node.column, node.key)
    assert rules.value[1].key == "rules[1]"
    assert [(key, key.line, key.column, key.key) for key in root.value] == [
        ("rules", 2, 1, "rules"),
        ("n", 7, 1, "n"),
    ]
    assert words.written == '["😀", b, {c: d}]'
    assert root.value["n"].written == "1.5"


SORTS = [
    ("b", "text", "b"),
    ('"12"', "text", "12"),
    ("=", "text", "="),
    ("<<", "text", "<<"),
    ("12", "number", 12),
    ("-3", "number", -3),
    (".5", "number", 0.5),
    ("1.10", "number", 1.1),
    ("010", "number", None),
    ("12:30", "number", None),
    ("1_000", "number", None),
    ("0x1F", "number", None),
    (".inf", "number", None),
    ("9" * 5000, "number", None),
    ("no", "flag", False),
    ("On", "flag", True),
    ("2026-11-21", "date", None),
    ("~", "nothing", None),
    ("", "nothing", None),
]


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(("written", "sort", "value"), SORTS, ids=[written[:10] for written, _, _ in SORTS])
def test_a_scalar_has_the_sort_that_yaml_gives_it(written, sort, value):
    root, mistakes = parse(f"a: {written}\n")
    node = root.value["a"]
    assert (node.sort, node.value, node.written, mistakes) == (sort, value, written.strip('"') and written, [])
    assert type(node.value) is type(value) or isinstance(node.value, Text)


@pytest.mark.usefixtures("parser")
def test_aliases_repeat_a_value_at_its_first_place():
    root, mistakes = parse("a: &x [b, {c: 1}]\nd: *x\ne: {f: *x}\n")
    assert mistakes == []
    assert root.plain() == {"a": ["b", {"c": 1}], "d": ["b", {"c": 1}], "e": {"f": ["b", {"c": 1}]}}
    assert root.value["d"].value[0].value.key == "a[0]"


@pytest.mark.usefixtures("parser")
def test_an_empty_file_is_nothing():
    for text in ("", "# only a comment\n", "---\n", "\ufeff"):
        root, mistakes = parse(text)
        assert (root.sort, mistakes) == ("nothing", [])


def bomb(levels, width=9):
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * width)}]" for n in range(1, levels)]
    return "\n".join(lines)


BOMBS = {
    "aliases": (bomb(20), "5:25: the aliases of this file stand for more than 10,000 values: write them out"),
    "chain": (
        "\n".join(["a0: &a0 [x]", *[f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 60)]]),
        "48:12: is nested more than 50 levels deep",
    ),
    "flow": ("a: " + "[" * 200_000, "1:53: is nested more than 50 levels deep"),
    "flow below": (
        "é: 1\r\nb:\r  - c: {d: x, e: [" + "[" * 200_000,
        "3:64: is nested more than 50 levels deep",
    ),
    "maps": ("{a: " * 200_000, "1:198: is nested more than 50 levels deep"),
    "block": ("\n".join("  " * n + "a:" for n in range(2000)), "50:99: is nested more than 50 levels deep"),
    "dashes": ("- " * 100_000, "1:101: is nested more than 50 levels deep"),
    "large": ("a: " + "b" * 5_000_000, "1:1: is larger than 5 MB: split it into several files"),
    "long word": ("a: %" + "b" * 4_000_000, None),
    "quotes": ('a: "' + "\n" * 400_000, None),
}


@pytest.mark.parametrize("name", BOMBS)
def test_nothing_blows_up_or_hangs(name):
    text, message = BOMBS[name]
    root, mistakes = parse(text)
    assert root is None
    assert len(mistakes) == 1
    assert len(mistakes[0]) < 1000
    if message:
        assert mistakes == [f"a.yaml:{message}"]


def test_too_many_values_are_refused(monkeypatch):
    monkeypatch.setattr(source, "MAXIMUM_NODES", 50)
    root, mistakes = parse("a: [" + "b, " * 60 + "]")
    assert root is None
    assert mistakes == ["a.yaml:1:146: the file holds more than 50 values: split it into several files"]


def test_a_file_that_cannot_be_read_is_a_mistake(tmp_path):
    mistakes = []
    assert read_yaml(str(tmp_path / "no.yaml"), "no.yaml", mistakes) == (None, b"")
    assert read_yaml(str(tmp_path), "folder", mistakes)[0] is None
    assert [str(mistake) for mistake in mistakes] == [
        "no.yaml: can't be read: No such file or directory",
        "folder: can't be read: Is a directory",
    ]


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet=st.sampled_from(list("ab:-?,[]{}&*!|>%@`'\"#~ \n\t.0é")), max_size=60))
def test_any_text_gives_a_tree_or_a_mistake(text):
    root, mistakes = parse(text)
    assert root is not None or len(mistakes) >= 1
    try:
        expected = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, ValueError, RecursionError):
        assert mistakes
        return
    if not mistakes:
        assert _known(root.plain(), expected)


def _known(ours, theirs):
    """Whether two trees are equal but for numbers and dates, of which ours keeps only plain ones."""
    if isinstance(theirs, dict) and isinstance(ours, dict):
        return ours.keys() == theirs.keys() and all(_known(ours[key], theirs[key]) for key in ours)
    if isinstance(theirs, list) and isinstance(ours, list):
        return len(ours) == len(theirs) and all(map(_known, ours, theirs))
    return ours == theirs or ours is None
