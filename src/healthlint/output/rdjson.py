"""`rdjson`: the Reviewdog Diagnostic Format. Columns count bytes in UTF-8, paths are as the user wrote them.

Reviewdog refuses a report with a key that it does not know: none here is newer than the format.
"""

from __future__ import annotations

from healthlint.output.json_text import listed
from healthlint.output.wording import NOT_CHECKED, address, advice, whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.finding import Finding, Place
    from healthlint.output.view import View
    from healthlint.report import FileReport, Report


def render(report: Report, view: View) -> Iterator[str]:
    """One `DiagnosticResult`, a line a diagnostic. Pure ASCII."""
    yield '{"source": {"name": "healthlint"}, "diagnostics": ['
    yield from listed(_diagnostics(report, view))
    yield "]}"


def _diagnostics(report: Report, view: View) -> Iterator[dict[str, object]]:
    for file in report.files:
        yield from _problems(file, view)
        for finding in file.findings:
            yield _finding(file, finding, view)


def _problems(file: FileReport, view: View) -> Iterator[dict[str, object]]:
    for problem in file.problems:
        location: dict[str, object] = {"path": whole(file.label)}
        if problem.line:
            location["range"] = {"start": {"line": problem.line}}
        yield {
            "message": f"Not checked: {view.phrase(problem.message)}",
            "location": location,
            "severity": "ERROR",
            "code": {"value": NOT_CHECKED},
        }


def _finding(file: FileReport, finding: Finding, view: View) -> dict[str, object]:
    url = address(finding.rule)
    diagnostic: dict[str, object] = {
        "message": "\n".join([view.phrase(text) for text in (finding.message, *advice(finding))]),
        "location": {"path": whole(file.label), "range": _range(finding.place)},
        "severity": finding.severity.upper(),
        "code": {"value": finding.rule.id, **({"url": url} if url else {})},
    }
    if finding.fix and not finding.fix.along:  # a suggestion stands alone, and of these all must be taken
        diagnostic["suggestions"] = [{"range": _range(finding.fix.place), "text": whole(finding.fix.text)}]
    return diagnostic


def _range(place: Place) -> dict[str, object]:
    return {
        "start": {"line": place.line, "column": place.byte_column},
        "end": {"line": place.end_line, "column": place.end_byte_column},
    }
