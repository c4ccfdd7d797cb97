"""What is written is what is read again, whatever stands in it and in whatever comment."""

from __future__ import annotations

import pytest

from healthlint.document import Comment
from healthlint.suppression.comments import directive_of
from healthlint.suppression.notation import directive, notation_of, quoted

HARD = [
    'say "this"',
    'a \\ b \\" c',
    "--> --!> -- <!-- >",
    "{# a #} {% endcomment %} {{ b }}",
    "*/ /* <% c %>",
    "it's over\n  two\tlines",
    "ünïcödé \U0001f375",
    "a=b, c",
]


@pytest.mark.parametrize("label", ["a.md", "a.MDX", "a.html", "a.rst", "a.adoc", "a.yml", "a.jsonc"])
@pytest.mark.parametrize("words", HARD)
def test_round_trip(label, words):
    notation = notation_of(label)
    line = notation.comment(directive("ignore-file", ["a", "b-c"], words, words))
    body = len(notation.opening)
    inside = line[body : len(line) - len(notation.closing)]
    found = directive_of(Comment(0, len(line), body, inside))
    assert found.faults == []
    assert list(found.rules) == ["a", "b-c"]
    assert found.reason == found.words == " ".join(words.split())


@pytest.mark.parametrize("words", HARD)
def test_nothing_ends_the_comment_or_begins_a_tag(words):
    value = quoted(words)
    assert not any(sign in value for sign in ("-->", "--", "->", "*/", "{{", "{%", "{#", "#}", "%}", "}}", "<%", "\n"))


@pytest.mark.parametrize("label", ["a.txt", "a.csv", "a.json", "a", "md"])
def test_formats_without_comments(label):
    assert notation_of(label) is None
