from __future__ import annotations

import pytest

from healthlint.output.hook import MOST, render
from healthlint.output.view import View
from healthlint.report import Report

ERROR = [
    "content/tea.md:3:10 error[calm-promise]",
    "  promises calms everyone, always",
    "  instead: Say what the tea tastes like.",
]
WARNING = ["content/tea.md:4:4 warning[plain-word]", "  says utilise for use"]
TAIL = [
    "checked 2 files: 1 error, 1 warning, 1 suppressed",
    "1 problem: not everything was checked",
]
WHY = "why: healthlint explain content/tea.md:3"
PROBLEM = "not checked gone.md: no such file or folder"


@pytest.mark.parametrize(
    ("fail_on", "shown"),
    [
        ("error", [PROBLEM, *ERROR, *TAIL, WHY]),
        ("warning", [PROBLEM, *ERROR, *WARNING, *TAIL, WHY]),
        ("info", [PROBLEM, *ERROR, *WARNING, *TAIL, WHY]),
        ("never", [PROBLEM, *TAIL]),
    ],
)
def test_shows_what_stops_the_commit(report: Report, fail_on: str, shown: list[str]) -> None:
    assert list(render(report, View(fail_on=fail_on))) == shown


def test_many_findings_are_cut_and_counted(report: Report) -> None:
    tea = report.files[0]
    tea.findings = tea.findings[:1] * (MOST + 3)
    lines = list(render(report, View()))
    assert sum(line.endswith("error[calm-promise]") for line in lines) == MOST
    assert "and 3 more: healthlint check" in lines


def test_long_text_is_wrapped_under_its_name(report: Report) -> None:
    report.files[0].findings[0].suggestion = "Say " + "plainly " * 8 + "what it is."
    lines = list(render(report, View(width=40)))
    at = lines.index("  instead: Say plainly plainly plainly")
    assert lines[at + 1].startswith("           plainly")
    assert all(len(line) <= 40 for line in lines[at : at + 3])
