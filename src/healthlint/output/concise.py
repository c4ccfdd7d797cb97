"""`concise`: one finding a line, `path:line:column: severity rule message`, for editors and `grep`."""

from __future__ import annotations

from healthlint.finding import ASIDE
from healthlint.output.summary import statistics_table, why_aside

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.finding import Finding
    from healthlint.output.view import View
    from healthlint.report import Report


def render(report: Report, view: View) -> Iterator[str]:
    """The lines of all files. Problems and the summary are not among them: they belong on standard error."""
    phrases: dict[str, str] = {}  # the pages of a site say the same again and again
    for file in report.eventful():
        if len(phrases) > _MOST_PHRASES:
            phrases.clear()
        path = view.paint(view.clean(file.label), "path")
        for finding in file.findings:
            yield _line(path, finding, view, phrases)
        if view.suppressed:
            for finding in file.let_go:
                if finding.disposition in ASIDE:
                    aside = f"{finding.disposition}: {why_aside(finding)}"
                    yield f"{_line(path, finding, view, phrases)} [{view.phrase(aside)}]"
    if view.statistics:
        yield from statistics_table(report, view)


_MOST_PHRASES = 10_000


def _line(path: str, finding: Finding, view: View, phrases: dict[str, str]) -> str:
    message, severity, place = finding.message, finding.severity, finding.place
    phrase = phrases.get(message)
    if phrase is None:
        phrase = phrases[message] = view.phrase(message)
    if view.colour:
        severity = view.paint(severity, severity)
    return f"{path}:{place.line}:{place.column}: {severity} {finding.rule.id} {phrase}"
