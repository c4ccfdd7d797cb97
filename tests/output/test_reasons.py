from __future__ import annotations

from healthlint.output.reasons import render
from healthlint.output.view import View
from healthlint.report import Report


def test_what_was_let_go_is_shown_with_the_reason(report: Report) -> None:
    shown = "\n".join(render(report.files[0], 1, View()))
    assert shown.startswith("content/tea.md:1: 1 match; context commercial: a price\n\nlet-go: negated\n")
    assert "│ # Evening tea" in shown


def test_the_sum_of_points_is_shown(report: Report) -> None:
    lines = list(render(report.files[0], 3, View()))
    assert lines[0] == "content/tea.md:3: 1 match; context commercial: a price"
    assert lines[-4:] == [
        "      pattern calms-all, in a paragraph",
        '       +2.00  pattern calms-all  "calms everyone"',
        '       +1.00  subject  "This tea"',
        "    =  +3.00  about This tea (product), affirmed, high confidence",
    ]


def test_reported_and_suppressed_stand_side_by_side(report: Report) -> None:
    lines = list(render(report.files[0], 4, View()))
    assert lines[0].startswith("content/tea.md:4: 2 matches")
    assert "reported" in lines
    assert "suppressed: agreed with the editor" in lines


def test_a_line_where_nothing_matched(report: Report) -> None:
    assert list(render(report.files[1], 1, View())) == ["content/water.txt:1: 0 matches; context unknown"]


def test_a_file_that_could_not_be_read(report: Report) -> None:
    assert list(render(report.files[2], 1, View())) == ["not checked gone.md: no such file or folder"]
