"""Why something was found, or let go, at one line of a file: every step of the judgement. Judges nothing itself."""

from __future__ import annotations

from healthlint.output.full import block, judged
from healthlint.output.summary import file_problems, why_aside

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.finding import Finding
    from healthlint.output.view import View
    from healthlint.report import FileReport


def render(file: FileReport, line: int, view: View) -> Iterator[str]:
    """All findings that touch the 1-based `line`, also those that were let go, each with the sum behind it."""
    yield from file_problems(file, view)
    if not file.is_read:
        return
    found = at_line(file, line)
    context = f"context {file.context}" + (f": {view.phrase(file.context_reason)}" if file.context_reason else "")
    matches = "1 match" if len(found) == 1 else f"{len(found)} matches"
    yield f"{view.clean(file.label)}:{line}: {matches}; {context}"
    told: set[str] = set()
    for finding in found:
        yield ""
        yield from _one(file.label, finding, view, told)


def at_line(file: FileReport, line: int) -> list[Finding]:
    """The findings of a file, active or not, whose spans touch a line."""
    found = [
        finding
        for finding in (*file.findings, *file.let_go)
        if finding.place.line <= line <= finding.place.end_line - (finding.place.end_column == 1)
    ]
    return sorted(found, key=lambda finding: (finding.start, finding.end, finding.rule.id))


def _one(label: str, finding: Finding, view: View, told: set[str]) -> Iterator[str]:
    if finding.disposition == "active":
        yield view.paint("reported", finding.severity)
    else:
        yield view.paint(f"{finding.disposition}: {view.phrase(why_aside(finding))}", "dim")
    yield from block(label, finding, view, told)
    yield f"      pattern {finding.pattern}, in a {finding.scope}" if finding.pattern else f"      in a {finding.scope}"
    if finding.points:
        yield from _sum(finding, view)


def _sum(finding: Finding, view: View) -> Iterator[str]:
    for point in finding.points:
        words = f'  "{view.phrase(point.words)}"' if point.words else ""
        yield f"      {point.points:+6.2f}  {view.phrase(point.what)}{words}"
    total = sum([point.points for point in finding.points])
    yield f"    = {total:+6.2f}  {judged(finding)}"
