"""`junit`: a suite a file, a case a finding, for services that show test results.

A finding at or above the fail level fails, so that the service says what the exit code says; one below it is a case
that passes and tells of it. A clean file is one case that passes, a problem is an error.
"""

from __future__ import annotations

from healthlint.finding import ASIDE, SEVERITIES
from healthlint.output.summary import why_aside
from healthlint.output.wording import NOT_CHECKED, advice
from healthlint.output.xml import HEAD, element, text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.finding import Finding
    from healthlint.output.view import View
    from healthlint.report import FileReport, Report


def render(report: Report, view: View) -> Iterator[str]:
    """An XML document."""
    counts = [_counts(file, view) for file in report.files]
    totals = {name: sum([each[name] for each in counts]) for name in ("tests", "failures", "errors")}
    yield HEAD
    yield f"<{element('testsuites', {'name': 'healthlint', **totals})}>"
    for file, numbers in zip(report.files, counts, strict=True):
        yield f"  <{element('testsuite', {'name': file.label, **numbers})}>"
        yield from _cases(file, view)
        yield "  </testsuite>"
    yield "</testsuites>"


def _counts(file: FileReport, view: View) -> dict[str, int]:
    aside = _aside(file, view)
    return {
        "tests": len(file.problems) + len(file.findings) + len(aside) or 1,
        "failures": sum([_fails(finding, view) for finding in file.findings]),
        "errors": len(file.problems),
        "skipped": len(aside),
    }


def _aside(file: FileReport, view: View) -> list[Finding]:
    return [finding for finding in file.let_go if view.suppressed and finding.disposition in ASIDE]


def _fails(finding: Finding, view: View) -> bool:
    return view.fail_on != "never" and SEVERITIES.index(finding.severity) <= SEVERITIES.index(view.fail_on)


def _cases(file: FileReport, view: View) -> Iterator[str]:
    for problem in file.problems:
        name = f"{NOT_CHECKED} (line {problem.line})" if problem.line else NOT_CHECKED
        message = view.phrase(problem.message)
        yield from _case(file, name, f"<{element('error', {'type': NOT_CHECKED, 'message': message})}/>")
    for finding in file.findings:
        yield from _finding(file, finding, view)
    for finding in _aside(file, view):
        message = f"{finding.disposition}: {view.phrase(why_aside(finding))}"
        yield from _case(file, _name(finding), f"<{element('skipped', {'message': message})}/>")
    if not file.problems and not file.findings and not _aside(file, view):
        yield f"    <{element('testcase', {'name': 'healthlint', 'classname': file.label})}/>"


def _finding(file: FileReport, finding: Finding, view: View) -> Iterator[str]:
    message = view.phrase(finding.message)
    place = f"{view.clean(file.label)}:{finding.place.line}:{finding.place.column}"
    body = text("\n".join([f"{place}: {finding.severity}: {message}", *map(view.phrase, advice(finding))]))
    if _fails(finding, view):
        failure = element("failure", {"type": finding.rule.id, "message": message})
        yield from _case(file, _name(finding), f"<{failure}>{body}</failure>")
    else:
        yield from _case(file, _name(finding), f"<system-out>{body}</system-out>")


def _name(finding: Finding) -> str:
    return f"{finding.rule.id} ({finding.place.line}:{finding.place.column})"


def _case(file: FileReport, name: str, outcome: str) -> Iterator[str]:
    yield f"    <{element('testcase', {'name': name, 'classname': file.label})}>"
    yield f"      {outcome}"
    yield "    </testcase>"
