"""`gitlab`: a Code Quality report. Paths are below the root of the project.

GitLab reads up to the first entry that it does not like and takes entries with the same fingerprint for one: each has
all keys, and a fingerprint of its own. It has no other place for problems, so they are entries too.
"""

from __future__ import annotations

from healthlint.output.fingerprints import in_report
from healthlint.output.json_text import listed
from healthlint.output.wording import NOT_CHECKED, advice, whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.finding import Finding
    from healthlint.output.view import View
    from healthlint.report import Problem, Report

_SEVERITIES = {"error": "critical", "warning": "major", "info": "info"}


def render(report: Report, view: View) -> Iterator[str]:
    """A JSON array, a line an entry. Pure ASCII."""
    yield "["
    yield from listed(_entries(report, view))
    yield "]"


def _entries(report: Report, view: View) -> Iterator[dict[str, object]]:
    for file in report.files:
        path = view.locate(file.label)
        for number, problem in enumerate(file.problems):
            yield _problem(path, problem, number, view)
        for finding in file.findings:
            yield _finding(path, finding, view)


def _finding(path: str, finding: Finding, view: View) -> dict[str, object]:
    place = finding.place
    return {
        "type": "issue",
        "description": view.phrase(finding.message),
        "content": {"body": "\n\n".join([view.phrase(line) for line in advice(finding)])},
        "check_name": finding.rule.id,
        "fingerprint": in_report(path, finding.fingerprint),
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": whole(path),
            "lines": {"begin": place.line, "end": max(place.line, place.end_line - (place.end_column == 1))},
        },
    }


def _problem(path: str, problem: Problem, number: int, view: View) -> dict[str, object]:
    return {
        "type": "issue",
        "description": f"Not checked: {view.phrase(problem.message)}",
        "check_name": NOT_CHECKED,
        "fingerprint": in_report(path, f"{number}\0{problem.message}"),
        "severity": "blocker",
        "location": {"path": whole(path), "lines": {"begin": problem.line or 1, "end": problem.line or 1}},
    }
