"""Suppressions in the strings of data files, which have comments of their own, and beside them."""

from __future__ import annotations

import json

import pytest

from suppression.pages import check, held, states

NEXT = "healthlint: ignore-next-line tireless reason=old"


@pytest.mark.parametrize(
    ("text", "finding", "suppression"),
    [
        (f"text: | # {NEXT}\n  It never tires.\n", 2, 1),
        (f"text: >-\t# {NEXT}\n  It never tires.\n", 2, 1),
        (f"list:\n- text: !x &y | # {NEXT}\n    It never tires.\n", 3, 2),
        (f"text: |\n  <!-- {NEXT} -->\n  It never tires.\n", 3, 2),
        (f"text: >\n  <!-- {NEXT} -->\n  It never tires.\n", 3, 2),
        (f"text: | # one\r\n  # {NEXT}\r\n  It never tires.\r\n# {NEXT}\r\nb: It never tires.\r\n", 5, 4),
    ],
)
def test_in_yaml(text, finding, suppression):
    report = check(text, "page.yaml")
    assert held(report) == [("tireless", finding, suppression)]


def test_words_of_a_block_scalar_are_no_comment():
    report = check(f"text: |\n  Tea. # {NEXT}\n  It never tires.\n", "page.yaml")
    assert [finding.rule.id for finding in report.findings] == ["tireless"]
    assert report.waivers == []


@pytest.mark.parametrize(
    ("lines", "shown", "expected"),
    [
        ([f"<!-- {NEXT} -->", "<p>It never tires.</p>", "<p>It tires nobody.</p>"], ["tires nobody"], ["in-use"]),
        ([f"<!-- {NEXT} -->", "", "It *never tires*.", "", "It tires nobody."], ["tires nobody"], ["in-use"]),
        ([f"<!-- {NEXT} --><p>It never tires.</p>", "<p>Tea.</p>"], ["never tires"], ["unused"]),
        ([f"<p>It never tires. <!-- {NEXT} --></p>", "<p>It tires nobody.</p>"], ["never tires"], ["in-use"]),
        ([f"<p>It never tires.</p><!-- {NEXT} -->"], ["never tires"], ["unused"]),
        (
            [
                f'<!-- {NEXT} for="never tires" -->',
                '<!-- healthlint: ignore-next-line tireless\nreason=x for="tires nobody" -->',
                "<!-- more -->",
                "<p>It never tires. It tires nobody.</p>",
                "<p>It never tires.</p>",
            ],
            ["never tires"],
            ["in-use", "in-use"],
        ),
    ],
)
@pytest.mark.parametrize("label", ["page.json", "page.yaml"])
def test_the_next_line_of_a_string_on_one_line_is_the_next_of_the_string(label, lines, shown, expected):
    report = check(json.dumps({"text": "\n".join(lines)}), label)
    assert [finding.match for finding in report.findings if finding.rule.id == "tireless"] == shown
    assert [state for _, _, state, _ in states(report)] == expected


def test_lines_of_the_source_count_where_the_string_has_several():
    report = check(f'text: "<!-- {NEXT} -->\n\n  <p>It never tires.</p>"\n', "page.yaml")
    assert held(report) == [("tireless", 3, 1)]


def test_a_string_does_not_reach_beyond_itself():
    page = {"text": f"<p>Tea.</p><!-- {NEXT} -->", "more": "It never tires."}
    report = check(json.dumps(page, indent=1), "page.json")
    assert [state for _, _, state, _ in states(report)] == ["unused"]
