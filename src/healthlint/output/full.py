"""`full`: for a person at a terminal. Each finding with its place in the source, why it is one and what to write
instead.
"""

from __future__ import annotations

from healthlint.finding import ASIDE
from healthlint.output import summary
from healthlint.output.cells import width_of
from healthlint.output.excerpt import excerpt
from healthlint.output.wording import mending

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.finding import Finding
    from healthlint.output.excerpt import Row
    from healthlint.output.view import View
    from healthlint.report import FileReport, Report
    from healthlint.rule import Reference

MOST_GRADES = 20
"""Files whose readability the footer names; `healthlint score` shows them all."""

_NARROWEST = 20  # cells left for text, however narrow the terminal is


def render(report: Report, view: View) -> Iterator[str]:
    """The findings grouped by file, then the footer."""
    told: set[str] = set()
    for file in report.eventful():
        yield from _file(file, view, told)
    if view.statistics and summary.has_findings(report):
        yield from summary.statistics_table(report, view)
        yield ""
    if not view.quiet:
        yield from _grades(report, view)
        yield from summary.summary(report, view)


def _file(file: FileReport, view: View, told: set[str]) -> Iterator[str]:
    findings = summary.shown(file, view)
    if not findings and not file.problems:
        return
    yield view.paint(view.clean(file.label), "path") + _context(file, view)
    yield from summary.file_problems(file, view)
    yield ""
    for finding in findings:
        yield from block(file.label, finding, view, told)
        yield ""


def _context(file: FileReport, view: View) -> str:
    if file.context == "unknown" or not file.context_reason:
        return ""
    return view.paint(f"  taken for {file.context}: {view.phrase(file.context_reason)}", "dim")


def block(label: str, finding: Finding, view: View, told: set[str]) -> Iterator[str]:
    """The lines that show one finding in the file `label`: headline, excerpt, facts. `told` are the ids of the
    references that were shown in full.
    """
    rows = excerpt(finding.lines, finding.place, max(view.width - 8, _NARROWEST), view.glyphs["cut"], view.encoding)
    gutter = max(len(str(max([row.line for row in rows], default=1))), 2)
    yield from _headline(finding, view)
    corner = view.paint(view.glyphs["corner"], "dim")
    yield f"{' ' * gutter}  {corner} {view.clean(label)}:{finding.place.line}:{finding.place.column}"
    for row in rows:
        yield from _source(row, gutter, finding.severity, view)
    facts = list(_facts(finding, told))
    for index, (name, text) in enumerate(facts):
        yield from _fact(name, text, gutter, index == len(facts) - 1, view)


def _fact(name: str, text: str, gutter: int, is_last: bool, view: View) -> Iterator[str]:
    indent = " " * (gutter + 2)
    hang = " " * (len(name) + 2)
    lines = view.wrap(text, max(view.width - len(indent) - len(hang) - 2, _NARROWEST)) or [""]
    yield f"{indent}{view.paint(view.glyphs['last' if is_last else 'branch'], 'dim')} {name}: {lines[0]}"
    bar = " " if is_last else view.paint(view.glyphs["bar"], "dim")
    for line in lines[1:]:
        yield f"{indent}{bar} {hang}{line}"


def _headline(finding: Finding, view: View) -> Iterator[str]:
    head = view.paint(f"{finding.severity}[{finding.rule.id}]", finding.severity)
    category = f" ({finding.rule.category})" if finding.rule.category else ""
    lines = view.wrap(f"{finding.message}{category}", max(view.width - 2, _NARROWEST))
    first = len(finding.severity) + len(finding.rule.id) + 3
    if len(lines) == 1 and first + len(lines[0]) <= view.width:
        yield f"{head} {lines[0]}"
        return
    yield head
    for line in lines:
        yield f"  {line}"


def _source(row: Row, gutter: int, severity: str, view: View) -> Iterator[str]:
    bar = view.paint(view.glyphs["bar"], "dim")
    number = str(row.line) if row.line > 0 else ""
    yield f" {view.paint(f'{number:>{gutter}}', 'dim')} {bar} {row.text}"
    if row.mark_end:
        marks = view.paint("^" * (row.mark_end - row.mark_start), severity)
        yield f" {' ' * gutter} {bar} {' ' * row.mark_start}{marks}"


def _law(reference: Reference, told: set[str]) -> str:
    """An authority in full where it is met first, later by its citation alone."""
    if reference.id in told and reference.citation:
        return reference.citation
    told.add(reference.id)
    return ", ".join([part for part in (reference.title, reference.citation, reference.url) if part])


def _facts(finding: Finding, told: set[str]) -> Iterator[tuple[str, str]]:
    if finding.disposition in ASIDE:
        yield finding.disposition, summary.why_aside(finding)
    if finding.stance or finding.subject or finding.confidence != "high":
        yield "judged", judged(finding)
    for reference in finding.rule.references:
        yield "law", _law(reference, told)
    if finding.suggestion:
        yield "instead", finding.suggestion
    if finding.fix:
        yield "fix", mending(finding.fix)
    for related in finding.related:
        yield "see", f"line {related.place.line}, column {related.place.column}: {related.message}"
    if finding.also:
        yield "also", ", ".join([rule.id for rule in finding.also])


def judged(finding: Finding) -> str:
    """Subject, stance and confidence of a finding, in words."""
    parts = []
    if finding.subject:
        parts.append(f"about {finding.subject}" + (f" ({finding.subject_class})" if finding.subject_class else ""))
    if finding.stance:
        parts.append(finding.stance)
    parts.append(f"{finding.confidence} confidence")
    return ", ".join(parts)


def _grades(report: Report, view: View) -> Iterator[str]:
    shown, number = summary.graded(report, MOST_GRADES)
    if not shown:
        return
    labels = [view.clean(file.label) for file in shown]
    width = max(width_of(label) for label in labels)
    for file, label in zip(shown, labels, strict=True):
        grade, ease = file.measures["flesch_kincaid_grade"], file.measures.get("flesch_reading_ease", 0.0)
        words = int(file.measures.get("words", 0))
        padding = " " * (width - width_of(label))
        yield f"{label}{padding}  grade {grade:5.1f}  reading ease {ease:6.1f}  {summary.count(words, 'word')}"
    if number > len(shown):
        yield f"and {number - len(shown)} more: healthlint score"
    yield ""
