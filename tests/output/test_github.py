from __future__ import annotations

import re

import pytest

from healthlint.finding import Finding, Place
from healthlint.output.github import MOST
from healthlint.report import FileReport, Problem, Report

from .conftest import WORD
from .shapes import rendered

COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::([^\r\n]*)")


def lines_of(report: Report, **view: object) -> list[str]:
    return rendered("github", report, **view).removesuffix("\n").split("\n")


def commands_of(report: Report) -> list[str]:
    return [line for line in lines_of(report) if line.startswith("::")]


def many(severity: str, number: int) -> Report:
    """A report of one file with `number` findings."""
    file = FileReport("a.md")
    for index in range(number):
        finding = Finding(WORD, index, index + 1, f"word {index}", severity)
        finding.place = Place(index + 1, 1, index + 1, 2)
        file.findings.append(finding)
    return Report([file], [])


def test_golden(report: Report) -> None:
    assert lines_of(report, suppressed=True, statistics=True) == [
        "error content/tea.md:3:10 calm-promise promises calms everyone, always",
        "warning content/tea.md:4:4 plain-word says utilise for use",
        "info content/tea.md:4:12 plain-word says leaves [suppressed: agreed with the editor]",
        "not checked gone.md: no such file or folder",
        "::error file=gone.md,title=healthlint%3A not checked::no such file or folder",
        (
            "::error file=content/tea.md,line=3,endLine=3,col=10,endColumn=31,title=calm-promise (guarantee)"
            "::promises calms everyone, always%0AInstead: Say what the tea tastes like.%0ALaw: 1 TEA 2"
        ),
        "::warning file=content/tea.md,line=4,endLine=4,col=4,endColumn=10,title=plain-word::says utilise for use",
        "      1  error    calm-promise",
        "      1  warning  plain-word",
        "checked 2 files: 1 error, 1 warning, 1 suppressed",
        "1 problem: not everything was checked",
    ]
    assert "checked 2 files" not in rendered("github", report, quiet=True)


def test_a_command_is_escaped_as_the_runner_takes_it_apart(report: Report) -> None:
    report.files[0].label = "50%, a:b\r\n::add-mask::x.md"
    report.files[0].findings[0].message = "says 100%: a,\r\nb ::error::c %0A"
    shown = commands_of(report)[1]
    assert shown.startswith("::error file=50%25%2C a%3Ab\\x0d\\x0a%3A%3Aadd-mask%3A%3Ax.md,line=3,")
    assert "::says 100%25: a, b ::error::c %250A%0AInstead:" in shown


def test_no_line_of_the_log_is_a_command(report: Report) -> None:
    report.files[0].label = report.files[2].label = "::add-mask::x ##[add-mask]y\n::z"
    report.files[0].findings[0].message = "##[error]x"
    for line in lines_of(report):
        assert not line.lstrip().startswith("::") or COMMAND.fullmatch(line)
    log = [line for line in lines_of(report) if not line.startswith("::")]
    assert "##[" not in "\n".join(log)
    assert len(log) == 5


def test_columns_are_for_spans_of_one_line(report: Report) -> None:
    finding = report.files[0].findings[0]
    finding.place = Place(3, 10, 5, 4)
    assert ",line=3,endLine=5,title=" in commands_of(report)[1]
    finding.place = Place(3, 10, 5, 1)
    assert ",line=3,endLine=4,title=" in commands_of(report)[1]
    finding.place = Place(3, 10, 3, 10)
    assert ",line=3,endLine=3,col=10,endColumn=10,title=" in commands_of(report)[1]


def test_paths_are_below_the_root_in_annotations_and_as_written_in_the_log(report: Report) -> None:
    shown = lines_of(report, locate=lambda label: f"site/{label}")
    assert shown[0].startswith("error content/tea.md:3:10 ")
    assert all("file=site/" in line for line in shown if line.startswith("::"))


@pytest.mark.parametrize(("severity", "level"), [("error", "error"), ("warning", "warning")])
def test_what_is_beyond_the_cap_is_counted(severity: str, level: str) -> None:
    assert len(commands_of(many(severity, MOST))) == MOST
    shown = commands_of(many(severity, MOST + 3))
    assert [line.startswith(f"::{level} ") for line in shown] == [True] * MOST + [False]
    assert shown[-1].startswith("::notice title=healthlint::3 more annotations: in the log of this step and in the job")
    assert len([line for line in lines_of(many(severity, MOST + 3)) if line.startswith(severity)]) == MOST + 3


def test_the_note_takes_the_place_of_a_notice() -> None:
    assert len(commands_of(many("info", MOST))) == MOST
    shown = commands_of(many("info", MOST + 1))
    assert len(shown) == MOST
    assert shown[-1].startswith("::notice title=healthlint::2 more annotations: ")


def test_problems_go_first() -> None:
    report = many("error", MOST)
    report.files.append(FileReport("gone.md"))
    report.files[1].problems.append(Problem("is gone", 7))
    shown = commands_of(report)
    assert shown[0] == "::error file=gone.md,line=7,title=healthlint%3A not checked::is gone"
    assert shown[-1].startswith("::notice title=healthlint::1 more annotation: ")
    assert len(shown) == MOST + 1


def test_nothing_found(report: Report) -> None:
    assert lines_of(Report([report.files[1]], [])) == ["checked 1 file: no findings"]
