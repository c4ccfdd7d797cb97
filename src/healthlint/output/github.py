"""`github`: what a step of GitHub Actions prints: a line a finding for the log, then the annotations, gravest first.

GitHub shows few annotations of a step and drops the others in silence; the job summary, which `cli` writes with the
output `markdown`, has room for all.
"""

from __future__ import annotations

from healthlint.finding import ASIDE
from healthlint.output import summary
from healthlint.output.summary import count
from healthlint.output.wording import advice

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.finding import Finding
    from healthlint.output.view import View
    from healthlint.report import FileReport, Report

MOST = 10
"""Annotations of each level that GitHub shows of one step."""

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def render(report: Report, view: View) -> Iterator[str]:
    """The lines of the log, the annotations, the statistics where they are asked for, and the summary."""
    for file in report.files:
        yield from _log(file, view)
    yield from _annotations(report, view)
    if view.statistics:
        yield from summary.statistics_table(report, view)
    if not view.quiet:
        yield from summary.summary(report, view)


def _log(file: FileReport, view: View) -> Iterator[str]:
    """Plain lines. Each begins with a word of ours: what begins with "::" is a command to the runner."""
    yield from (_inert(line) for line in summary.file_problems(file, view))
    aside = [finding for finding in file.let_go if view.suppressed and finding.disposition in ASIDE]
    for finding in (*file.findings, *aside):
        severity = view.paint(finding.severity, finding.severity)
        place = f"{view.clean(file.label)}:{finding.place.line}:{finding.place.column}"
        note = (
            f" [{finding.disposition}: {view.phrase(summary.why_aside(finding))}]"
            if finding.disposition in ASIDE
            else ""
        )
        yield _inert(f"{severity} {place} {finding.rule.id} {view.phrase(finding.message)}{note}")


def _inert(line: str) -> str:
    """A line without the other form of commands, which the runner finds anywhere in it."""
    return line.replace("##[", "##\u200b[")


def _annotations(report: Report, view: View) -> Iterator[str]:
    by_level: dict[str, list[str]] = {level: [] for level in _LEVELS.values()}
    for file in report.with_problems():
        for problem in file.problems:
            properties = {
                "file": view.clean(view.locate(file.label)),
                "line": problem.line,
                "title": "healthlint: not checked",
            }
            by_level["error"].append(_command("error", properties, view.phrase(problem.message)))
    for file in report.files:
        path = view.clean(view.locate(file.label))
        for finding in file.findings:
            level = _LEVELS[finding.severity]
            if len(by_level[level]) < MOST:
                by_level[level].append(_annotation(path, level, finding, view))
    tally = report.tally()
    numbers = (tally["problems"] + tally["error"], tally["warning"], tally["info"])
    over = sum([max(number - MOST, 0) for number in numbers])
    if over:
        over += len(by_level["notice"][MOST - 1 : MOST])  # gives way to the notice about the others
        del by_level["notice"][MOST - 1 :]
        shown = f"GitHub shows {MOST} errors, {MOST} warnings and {MOST} notices of a step"
        note = f"{count(over, 'more annotation')}: in the log of this step and in the job summary ({shown})"
        by_level["notice"].append(_command("notice", {"title": "healthlint"}, note))
    for commands in by_level.values():
        yield from commands[:MOST]


def _annotation(path: str, level: str, finding: Finding, view: View) -> str:
    place = finding.place
    properties: dict[str, str | int | None] = {"file": path, "line": place.line}
    if place.end_line == place.line:
        properties["endLine"] = place.line
        properties["col"] = place.column
        properties["endColumn"] = max(place.end_column - 1, place.column)  # inclusive: it is `col` where it is left out
    else:  # columns are for spans of one line only
        properties["endLine"] = place.end_line - (place.end_column == 1)
    properties["title"] = f"{finding.rule.id} ({finding.rule.category})" if finding.rule.category else finding.rule.id
    message = "\n".join([view.phrase(text) for text in (finding.message, *advice(finding))])
    return _command(level, properties, message)


def _command(name: str, properties: dict[str, str | int | None], message: str) -> str:
    """A workflow command on one line, escaped as the runner takes it apart."""
    given = ",".join([f"{key}={_property(str(value))}" for key, value in properties.items() if value])
    return f"::{name} {given}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
