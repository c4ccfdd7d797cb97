from __future__ import annotations

from healthlint.output import WITH_SUMMARY, load
from healthlint.output.summary import problems, summary
from healthlint.output.view import View
from healthlint.report import Report


def concise(report: Report, **view: object) -> list[str]:
    return list(load("concise")(report, View(**view)))  # type: ignore[arg-type]


def test_golden(report: Report) -> None:
    assert concise(report) == [
        "content/tea.md:3:10: error calm-promise promises calms everyone, always",
        "content/tea.md:4:4: warning plain-word says utilise for use",
    ]


def test_suppressed_and_statistics(report: Report) -> None:
    assert concise(report, suppressed=True, statistics=True)[2:] == [
        "content/tea.md:4:12: info plain-word says leaves [suppressed: agreed with the editor]",
        "      1  error    calm-promise",
        "      1  warning  plain-word",
    ]


def test_one_finding_is_one_line_whatever_it_says(report: Report) -> None:
    report.files[0].findings[0].message = "says\n  \x1b[1mmuch\r\nmore"
    report.files[0].label = "a\nb.md"
    assert concise(report)[0] == "a\\x0ab.md:3:10: error calm-promise says \\x1b[1mmuch more"


def test_summary_and_problems_go_beside_it(report: Report) -> None:
    assert "concise" not in WITH_SUMMARY
    assert list(summary(report, View())) == [
        "checked 2 files: 1 error, 1 warning, 1 suppressed",
        "1 problem: not everything was checked",
    ]
    assert list(problems(report, View())) == ["not checked gone.md: no such file or folder"]
