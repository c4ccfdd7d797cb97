"""The own readers of front matter agree with the reference readers, and each value maps to where it is written."""

from __future__ import annotations

import json
import re
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from healthlint.readers.front_matter_json import parse_json
from healthlint.readers.front_matter_toml import parse_toml
from healthlint.readers.front_matter_yaml import parse_flat, parse_rich, parse_yaml
from healthlint.readers.values import BrokenError, Scalar, pieces

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.readers.values import Node

ANY = settings(deadline=None, max_examples=300)


def values(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, dict):
        return {key: values(inner) for key, inner in node.items()}
    return [values(inner) for inner in node]


def scalars(node: Node) -> list[tuple[object, str, int, int]]:
    if isinstance(node, Scalar):
        strings = isinstance(node.value, str)
        return [(node.value, node.style if strings else "", node.start if strings else 0, node.end if strings else 0)]
    return [scalar for inner in (node.values() if isinstance(node, dict) else node) for scalar in scalars(inner)]


def assert_words_in_place(text: str, node: Node) -> None:
    """The pieces of each string say what its value says, and those as long as their source are their source."""
    if isinstance(node, (dict, list)):
        for inner in node.values() if isinstance(node, dict) else node:
            assert_words_in_place(text, inner)
    elif isinstance(node.value, str):
        done = node.start
        visible = ""
        for words, start, end in pieces(text, node):
            assert done <= start < end <= node.end
            visible += words
            done = end
            if len(words) == end - start > 1:
                assert words == text[start:end]
        assert squeezed(visible) == squeezed(node.value)


def squeezed(words: str) -> str:
    return re.sub(r"[\s\x00-\x1f]+", "", words)


YAML_VALUES = """
true|yes|Off|~|null|3|007|1.5|2024-01-02|2024-1-2|12:30|[]|[a, b]|[a, 'b c', "d"]|[yes, no]|[a b , c]|[a, [b]]|[a: b]
{a: b}|>-|&a b|*a|'it''s'|'a' b|"a\\"b"|"a"|'|"|a: b|a #b|a#b|a:b|a:|- a|? a|!t a
"""
LINE = st.one_of(
    st.builds(
        "{}{}{}{}".format,
        st.sampled_from(["title", "a", "draft", "no", "x-y", "_k", "null", "2024"]),
        st.sampled_from([": ", ":", ":  ", " : "]),
        st.sampled_from(["", "|", *YAML_VALUES.strip().replace("\n", "|").split("|")])
        | st.text(st.sampled_from("abY :#'\"[]{},&*!|>%@`-?é😀\xa0\u200b.0"), max_size=8),
        st.sampled_from(["", " ", "  ", " # c"]),
    ),
    st.sampled_from(
        ["- a", "  - b c", "- 'd'", "-", "- ", "- a: b", "- [a]", "", "  ", "# c", "  # c", "\t", "...", "  more"]
    ),
)


@ANY
@given(st.lists(LINE, max_size=7), st.sampled_from(["\n", "\r\n", "\r"]))
@example(["a:", "# c", "- b", "", "- c"], "\n")
@example(["a:", "- b", "  - c"], "\n")
@example(["a: b", "  more"], "\n")
@example(["a:", "b:", "- c"], "\r\n")
def test_flat_yaml_is_read_as_yaml_reads_it(lines: list[str], line_end: str) -> None:
    text = "".join(line + line_end for line in lines)
    flat = parse_flat(text, 0, len(text))
    if flat is None:
        return
    rich = parse_rich(text, 0, len(text))
    assert values(flat) == values(rich)
    assert scalars(flat) == scalars(rich)
    assert [type(scalar[0]) for scalar in scalars(flat)] == [type(scalar[0]) for scalar in scalars(rich)]


def test_the_usual_front_matter_is_flat() -> None:
    text = "title: Hot tea, again\ndate: 2024-01-02\ndraft: false\ntags: [tea, 'hot cup']\nauthors:\n  - A. Brewer\nweight: 3\n"
    assert parse_flat(text, 0, len(text)) is not None


@ANY
@given(
    st.dictionaries(st.text("abc", min_size=1), st.text(min_size=1) | st.lists(st.text()), max_size=4),
    st.booleans(),
    st.integers(5, 60),
)
def test_words_of_yaml_are_in_place(data: dict[str, object], unicode: bool, width: int) -> None:
    import yaml

    for style in (None, "'", '"', "|", ">"):
        text = yaml.safe_dump(data, allow_unicode=unicode, width=width, default_style=style)
        try:
            node = parse_yaml(text, 0, len(text))
        except BrokenError:
            assert text == "{}\n" or not unicode or any(character in text for character in "\x85\u2028\u2029\ufeff\x7f")
            continue
        assert values(node) == yaml.safe_load(text)
        assert_words_in_place(text, node)


PLAIN = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=12)
)
TREES = st.dictionaries(
    st.text(max_size=5),
    st.recursive(
        PLAIN,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
        max_leaves=6,
    ),
    max_size=4,
)


@ANY
@given(TREES, st.booleans(), st.sampled_from([None, 2]))
def test_json_is_read_as_json_reads_it(data: dict[str, object], ascii_only: bool, indent: int | None) -> None:
    text = json.dumps(data, ensure_ascii=ascii_only, indent=indent)
    node, end = parse_json(text + "\nbody", 0)
    assert end == len(text)
    assert values(node) == json.loads(text)
    assert_words_in_place(text, node)


@ANY
@given(st.text(st.sampled_from('{}[]:,"\\ua0 \n1.-etrufalsn😀'), max_size=30))
def test_what_json_takes_is_taken(text: str) -> None:
    try:
        expected = json.loads("{" + text)
    except (ValueError, RecursionError):
        return
    assert values(parse_json("{" + text, 0)[0]) == expected


TOML_VALUES = (
    """
1|-1|1_000|0x1F|1.5|-1e5|true|false|''|""|'hot \\tea'|"hot \\"tea\\" \\u00e9"|[1, 2]|[]|{a = 1, b.c = 'd'}|{}
[{a = 1}, {a = 2}]|[[1], ['a']]|2024-01-02|07:32:00|2024-01-02 07:32:00|"""
    "a"
    """|''''a''''
"""
)
TOML_LINES = st.lists(
    st.one_of(
        st.builds(
            "{} = {}".format,
            st.sampled_from(["a", "b", "c.d", '"e f"', "'g'", "1"]),
            st.sampled_from(
                [
                    *TOML_VALUES.strip().replace("\n", "|").split("|"),
                    '"""\nhot\n tea"""',
                    "'''hot\n'tea'''",
                    '"""a \\\n  b"""',
                    "[ 'a', # c\n \"b\", ]",
                ]
            ),
        ),
        st.sampled_from(
            ["[t]", "[t.u]", "[[x]]", "[[x.y]]", "# c", "", "  ", "[ t . v ] # c", "a = 1 2", "a =", "= 1", "[t"]
        ),
    ),
    max_size=6,
)


@pytest.mark.skipif(sys.version_info < (3, 11), reason="tomllib came with Python 3.11")
@ANY
@given(TOML_LINES, st.sampled_from(["\n", "\r\n"]))
def test_toml_is_read_as_tomllib_reads_it(lines: list[str], line_end: str) -> None:
    if sys.version_info < (3, 11):
        return
    import tomllib

    text = "".join(line.replace("\n", line_end) + line_end for line in lines)
    try:
        expected = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    node = parse_toml(text, 0, len(text))
    assert values(node) == json.loads(json.dumps(expected, default=str))
    assert_words_in_place(text, node)
