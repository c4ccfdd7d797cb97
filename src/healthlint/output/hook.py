"""What a commit that was stopped shows: each finding that stops it in a few lines, and what to do next.

Short on purpose: a hook speaks to somebody who is about to do something else. Findings that stop nothing are counted.
"""

from __future__ import annotations

from healthlint.finding import SEVERITIES
from healthlint.output import summary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.finding import Finding
    from healthlint.output.view import View
    from healthlint.report import FileReport, Report

MOST = 20
"""Findings that are shown; a commit with more of them wants the whole report."""

_NARROWEST = 20  # cells left for text, however narrow the terminal is


def render(report: Report, view: View) -> Iterator[str]:
    """Problems, the findings that stop the commit, and the way on."""
    yield from summary.problems(report, view)
    number, first = 0, ""
    for file in report.files:
        for finding in file.findings:
            if _stops(finding, view):
                number += 1
                first = first or f"{view.clean(file.label)}:{finding.place.line}"
                yield from _finding(file, finding, view) if number <= MOST else ()
    if number > MOST:
        yield f"and {number - MOST} more: healthlint check"
    yield from summary.summary(report, view)
    if first:
        yield f"why: healthlint explain {first}"


def _stops(finding: Finding, view: View) -> bool:
    return view.fail_on != "never" and SEVERITIES.index(finding.severity) <= SEVERITIES.index(view.fail_on)


def _finding(file: FileReport, finding: Finding, view: View) -> Iterator[str]:
    place = view.paint(f"{view.clean(file.label)}:{finding.place.line}:{finding.place.column}", "path")
    yield f"{place} {view.paint(f'{finding.severity}[{finding.rule.id}]', finding.severity)}"
    for name, text in (("", finding.message), ("instead: ", finding.suggestion)):
        lines = view.wrap(text, max(view.width - 2 - len(name), _NARROWEST))
        for number, line in enumerate(lines):
            yield f"  {' ' * len(name) if number else name}{line}"
