"""`concise`: one finding a line, `path:line:column: severity rule message`, for editors and `grep`."""

from __future__ import annotations

from healthlint.finding import ASIDE
from healthlint.output.summary import statistics_table, why_aside

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.finding import Finding
    from healthlint.output.view import View
    from healthlint.report import FileReport, Report


def render(report: Report, view: View) -> Iterator[str]:
    """The lines of all files. Problems and the summary are not among them: they belong on standard error."""
    for file in report.files:
        for finding in file.findings:
            yield _line(file, finding, view)
        if view.suppressed:
            for finding in file.let_go:
                if finding.disposition in ASIDE:
                    aside = f"{finding.disposition}: {why_aside(finding)}"
                    yield f"{_line(file, finding, view)} [{view.phrase(aside)}]"
    if view.statistics:
        yield from statistics_table(report, view)


def _line(file: FileReport, finding: Finding, view: View) -> str:
    path = view.paint(view.clean(file.label), "path")
    severity = view.paint(finding.severity, finding.severity)
    place = f"{path}:{finding.place.line}:{finding.place.column}"
    return f"{place}: {severity} {finding.rule.id} {view.phrase(finding.message)}"
