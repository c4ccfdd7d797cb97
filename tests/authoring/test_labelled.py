"""Labelled text: what a line may say, and every mistake at its line."""

from __future__ import annotations

import json

import pytest

from healthlint.authoring.labelled import read_labelled
from healthlint.authoring.labels import Known
from healthlint.errors import InputError, LabelsError

KNOWN = Known({"calm": "guarantee", "cure": "disease-treatment"}, {"words": "terminology"}, ["US", "UK"])


def read(tmp_path, *lines):
    path = tmp_path / "l.jsonl"
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    path.write_text(text, encoding="utf-8")
    return read_labelled(str(path), "l.jsonl", KNOWN)


def test_everything_that_a_line_may_say(tmp_path):
    first, second = read(
        tmp_path,
        {
            "id": "tea-1",
            "text": "It cures\n  all. It calms.",
            "format": "text",
            "expect": [
                {"category": "disease-treatment", "quote": "cures all"},
                {"rule": "calm", "start": 17, "end": 25},
                {"category": "guarantee"},
            ],
            "context": "commercial",
            "topic": ["kratom", "tea"],
            "product": "dietary-supplement",
            "audience": "consumer",
            "jurisdictions": ["US", "UK"],
        },
        "",
        '\ufeff{"text": "Fine.", "expect": []}'.lstrip("\ufeff"),
    )
    assert (first.id, first.line, first.format) == ("tea-1", 1, "text")
    assert [(each.category, each.rule, first.text[each.start : each.end]) for each in first.expect] == [
        ("disease-treatment", "", "cures\n  all"),
        ("guarantee", "calm", "t calms."),
        ("guarantee", "", first.text),
    ]
    assert first.page == {
        "context": ("commercial",),
        "topic": ("kratom", "tea"),
        "product": ("dietary-supplement",),
        "audience": ("consumer",),
        "jurisdictions": ("US", "UK"),
    }
    assert (second.id, second.line, second.format, second.expect, second.page) == ("3", 3, "markdown", [], {})


def test_line_ends_and_a_byte_order_mark_do_no_harm(tmp_path):
    path = tmp_path / "l.jsonl"
    path.write_bytes('\ufeff{"text": "A\u2028b.", "expect": []}\r\n\r\n{"text": "C.", "expect": []}\r\n'.encode())
    assert [(each.line, each.text) for each in read_labelled(str(path), "l", KNOWN)] == [(1, "A\u2028b."), (3, "C.")]


T = '"text": "It cures all, it cures."'
MISTAKES = [
    ('{"text": "a", "expect": []', "is no JSON: Expecting ',' delimiter"),
    ("[1]", 'is no object: write {"text": "...", "expect": []}'),
    ("[" * 200_000, "is no JSON that can be read: it is nested too deep, or holds a number that is too long"),
    ('{"text": "a", "text": "b", "expect": []}', "text: stands here twice"),
    ('{"expect": []}', "text: must be there and hold words"),
    ('{"text": " ", "expect": []}', "text: must be there and hold words"),
    ('{"text": "\\ud800", "expect": []}', "text: holds half a character (a lone surrogate)"),
    (f'{{"text": "{"é" * 2_500_001}", "expect": []}}', "text: is larger than 5 MB: split it"),
    (f"{{{T}}}", "expect: must be a list of the claims that are there: [] where the text must stay silent"),
    (f'{{{T}, "expect": {{}}}}', "expect: must be a list of the claims that are there: [] where"),
    (f'{{{T}, "expect": [], "expects": []}}', 'unknown key "expects" (did you mean "expect"?): allowed are id, text,'),
    (f'{{{T}, "expect": [], "id": true}}', "id: must be a word or a number"),
    (f'{{{T}, "expect": [], "id": " "}}', "id: must be a word or a number"),
    (
        f'{{{T}, "expect": [], "format": "htm"}}',
        'must be one of markdown, html, text, not "htm" (did you mean "html"?)',
    ),
    (f'{{{T}, "expect": [], "context": ["editorial"]}}', "context: must be a word"),
    (
        f'{{{T}, "expect": [], "context": "shop"}}',
        "context: must be one of commercial, editorial, public-health, unknown",
    ),
    (f'{{{T}, "expect": [], "topic": []}}', "topic: must be a word or a list of words"),
    (f'{{{T}, "expect": [], "topic": [1]}}', "topic: must be a word or a list of words"),
    (f'{{{T}, "expect": [], "jurisdictions": "FR"}}', 'jurisdictions: must be one of UK, US, not "FR"'),
    (f'{{{T}, "expect": ["guarantee"]}}', 'expect[0]: must be an object: {"category": "...", "quote": "..."}'),
    (f'{{{T}, "expect": [{{"quote": "all"}}]}}', "expect[0]: must have either category or rule"),
    (f'{{{T}, "expect": [{{"category": "guarantee", "rule": "calm"}}]}}', "must have either category or rule"),
    (f'{{{T}, "expect": [{{"category": "garantee"}}]}}', "expect[0].category: must be one of disease-treatment"),
    (f'{{{T}, "expect": [{{"rule": "clam"}}]}}', 'expect[0].rule: there is no rule "clam" (did you mean "calm"?)'),
    (f'{{{T}, "expect": [{{"rule": 7}}]}}', "expect[0].rule: there is no rule 7"),
    (f'{{{T}, "expect": [{{"rule": "words"}}]}}', "expect[0].rule: words is of the kind terminology: only claims are"),
    (f'{{{T}, "expect": [{{"rule": "calm", "quot": "a"}}]}}', 'expect[0]: unknown key "quot" (did you mean "quote"?)'),
    (
        f'{{{T}, "expect": [{{"rule": "calm", "quote": "cure it"}}]}}',
        'expect[0].quote: "cure it" does not stand in the text',
    ),
    (
        f'{{{T}, "expect": [{{"rule": "calm", "quote": "cures"}}]}}',
        '"cures" stands in the text 2 times: give start and end',
    ),
    (f'{{{T}, "expect": [{{"rule": "calm", "quote": " "}}]}}', "expect[0].quote: must hold words of the text"),
    (f'{{{T}, "expect": [{{"rule": "calm", "quote": 1}}]}}', "expect[0].quote: must hold words of the text"),
    (f'{{{T}, "expect": [{{"rule": "calm", "quote": "all", "start": 1}}]}}', "must have either quote or start and end"),
    (
        f'{{{T}, "expect": [{{"rule": "calm", "start": 1}}]}}',
        "start and end must be code points of the text: 0 <= start",
    ),
    (f'{{{T}, "expect": [{{"rule": "calm", "start": 4, "end": 4}}]}}', "0 <= start < end <= 23"),
    (f'{{{T}, "expect": [{{"rule": "calm", "start": 0, "end": 24}}]}}', "0 <= start < end <= 23"),
    (f'{{{T}, "expect": [{{"rule": "calm", "start": false, "end": 2}}]}}', "0 <= start < end <= 23"),
]


@pytest.mark.parametrize(("line", "message"), MISTAKES, ids=range(len(MISTAKES)))
def test_each_mistake_is_told_at_its_line(tmp_path, line, message):
    with pytest.raises(LabelsError) as error:
        read(tmp_path, "", line)
    (mistake,) = error.value.mistakes
    assert str(mistake).startswith("l.jsonl:2:")
    assert message in str(mistake)


def test_all_mistakes_are_told_at_once(tmp_path):
    with pytest.raises(LabelsError) as error:
        read(tmp_path, "{", {"id": 1, "text": "a", "expect": []}, {"id": "1", "text": "b"})
    assert [str(mistake).rpartition(": ")[0] for mistake in error.value.mistakes][1:] == [
        "l.jsonl:3: id",
        "l.jsonl:3: expect: must be a list of the claims that are there",
    ]
    assert error.value.exit_code == 2


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_a_file_without_text_is_a_mistake(tmp_path, text):
    with pytest.raises(LabelsError, match=r"l\.jsonl: holds no labelled text: write one JSON object a line"):
        read(tmp_path, text)


def test_a_file_that_cannot_be_read(tmp_path):
    with pytest.raises(InputError) as error:
        read_labelled(str(tmp_path / "none"), "none", KNOWN)
    assert (error.value.exit_code, error.value.message) == (3, "can't be read: No such file or directory")
    (tmp_path / "bytes").write_bytes(b"\n\xff")
    with pytest.raises(InputError, match="line 2 is not UTF-8"):
        read_labelled(str(tmp_path / "bytes"), "bytes", KNOWN)
