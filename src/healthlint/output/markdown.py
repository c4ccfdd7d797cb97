"""`markdown`: for job summaries and comments on pull requests. Tables as GitHub and GitLab show them.

Paths are below the root of the repository: whoever reads a comment has no current folder.
"""

from __future__ import annotations

from healthlint.finding import ASIDE, SEVERITIES
from healthlint.output import summary
from healthlint.output.markup import escaped, linked
from healthlint.output.summary import count
from healthlint.output.wording import cited, is_address, sentence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from healthlint.finding import Finding
    from healthlint.output.view import View
    from healthlint.report import FileReport, Report
    from healthlint.rule import Reference

MOST_GRADES = 20
"""Files whose readability is shown."""

_RESERVE = 200  # bytes for the note that something was left out
_ROWS = tuple(f"| {word}" for word in (*SEVERITIES, *ASIDE))
_HEAD = ("Severity", "Place", "Rule", "Finding", "Instead", "Law")


def render(report: Report, view: View) -> Iterator[str]:
    """The headline, problems, a table of findings a file, statistics where they are asked for, readability."""
    first, *rest = summary.summary(report, view)
    yield f"## healthlint: {first}"
    for line in rest:
        yield from ("", f"**{line}**")
    yield from _problems(report, view)
    for file in report.files:
        yield from _file(file, view)
    if view.statistics:
        rows = [(str(number), severity, escaped(rule)) for rule, severity, number in summary.statistics(report)]
        yield from _table("### Rules", ("Findings", "Severity", "Rule"), rows)
    if not view.quiet:
        yield from _grades(report, view)


def shortened(lines: Iterable[str], room: int) -> Iterator[str]:
    """The first of `lines` that fit into `room` bytes with their line ends, and a note of how many findings are left
    out.
    """
    room -= _RESERVE
    left_out = 0
    for line in lines:
        room -= len(line.encode("utf-8", "backslashreplace")) + 1
        if room >= 0:
            yield line
        else:
            left_out += line.startswith(_ROWS)
    if room < 0:
        yield from ("", f"**{count(left_out, 'finding')} left out: there is no room for more. The log has all.**")


def _problems(report: Report, view: View) -> Iterator[str]:
    if report.problems:
        yield from ("", "### Not checked", "")
    for file in report.with_problems():
        for problem in file.problems:
            place = _path(file, view) + (f":{problem.line}" if problem.line else "")
            yield f"- {place}: {escaped(view.phrase(problem.message))}"


def _file(file: FileReport, view: View) -> Iterator[str]:
    aside = [finding for finding in file.let_go if view.suppressed and finding.disposition in ASIDE]
    shown = sorted([*file.findings, *aside], key=lambda each: (each.start, each.end, each.rule.id))
    yield from _table(f"### {_path(file, view)}", _HEAD, [_row(finding, view) for finding in shown])


def _path(file: FileReport, view: View) -> str:
    return escaped(view.clean(view.locate(file.label)))


def _row(finding: Finding, view: View) -> tuple[str, ...]:
    severity = finding.severity
    message = escaped(sentence(view.phrase(finding.message)))
    if finding.disposition in ASIDE:
        severity = f"{finding.disposition} {severity}"
        message += f" {finding.disposition.capitalize()}: {escaped(sentence(view.phrase(summary.why_aside(finding))))}"
    return (
        severity,
        f"{finding.place.line}:{finding.place.column}",
        escaped(finding.rule.id),
        message,
        escaped(view.phrase(finding.suggestion)),
        "; ".join([_law(reference, view) for reference in finding.rule.references]),
    )


def _law(reference: Reference, view: View) -> str:
    words = view.phrase(cited(reference))
    return linked(words, reference.url) if is_address(reference.url) else escaped(words)


def _table(title: str, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    if rows:
        yield from (*(("", title) if title else ()), "", f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}")
        yield from (f"| {' | '.join(row)} |" for row in rows)


def _grades(report: Report, view: View) -> Iterator[str]:
    shown, number = summary.graded(report, MOST_GRADES)
    if not shown:
        return
    yield from ("", "<details><summary>Readability</summary>")
    rows = []
    for file in shown:
        grade, ease = file.measures["flesch_kincaid_grade"], file.measures.get("flesch_reading_ease", 0.0)
        rows.append((_path(file, view), f"{grade:.1f}", f"{ease:.1f}", str(int(file.measures.get("words", 0)))))
    yield from _table("", ("File", "Grade", "Reading ease", "Words"), rows)
    if number > len(rows):
        yield from ("", f"and {number - len(rows)} more: `healthlint score`")
    yield from ("", "</details>")
