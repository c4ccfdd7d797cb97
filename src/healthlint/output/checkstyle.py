"""`checkstyle`: the XML of Checkstyle, which many services and editors read. Columns count code points, paths are as
the user wrote them. It has no other place for problems, so they are errors too.
"""

from __future__ import annotations

from healthlint.output.wording import NOT_CHECKED, advice, sentence
from healthlint.output.xml import HEAD, element

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.output.view import View
    from healthlint.report import Report

_VERSION = "4.3"  # of the format, which has not changed since


def render(report: Report, view: View) -> Iterator[str]:
    """An XML document, a line a finding; files without findings are in it too."""
    yield HEAD
    yield f"<{element('checkstyle', {'version': _VERSION})}>"
    for file in report.files:
        yield f"  <{element('file', {'name': file.label})}>"
        for problem in file.problems:
            message = f"Not checked: {view.phrase(problem.message)}"
            yield _error(problem.line or 1, None, "error", message, NOT_CHECKED)
        for finding in file.findings:
            message = " ".join([view.phrase(text) for text in (sentence(finding.message), *advice(finding))])
            yield _error(finding.place.line, finding.place.column, finding.severity, message, finding.rule.id)
        yield "  </file>"
    yield "</checkstyle>"


def _error(line: int, column: int | None, severity: str, message: str, source: str) -> str:
    place = {"line": line} if column is None else {"line": line, "column": column}
    rest = {"severity": severity, "message": message, "source": f"healthlint.{source}"}
    return f"    <{element('error', {**place, **rest})}/>"
