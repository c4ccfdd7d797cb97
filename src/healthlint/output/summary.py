"""What a run amounts to, in words: counts, problems, statistics. Used by the outputs and for standard error."""

from __future__ import annotations

from healthlint.finding import ASIDE, SEVERITIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.finding import Finding
    from healthlint.output.view import View
    from healthlint.report import FileReport, Report


def why_aside(finding: Finding) -> str:
    """Why a finding was set aside: the reason, and of a suppression who gave it, until when it holds, and where."""
    waiver = finding.waiver
    if waiver is None:
        return finding.reason or "no reason given"
    details = [f"by {waiver.by}"] if waiver.by else []
    details += [f"until {waiver.until}"] if waiver.until else []
    return ", ".join([finding.reason, *details, f"{waiver.directive} in line {waiver.line}"])


def summary(report: Report, view: View) -> Iterator[str]:
    """How many files were checked and what was found in them; a line each for what narrowed that down, and one where
    something was not checked.
    """
    tally = report.tally()
    checked = tally["read"]
    files = _files(checked, report)
    found = [
        view.paint(count(tally[severity], severity), severity)
        for severity in SEVERITIES
        if tally[severity] or severity == "error"
    ]
    outcome = ", ".join(found) if has_findings(report) else "no findings"
    for disposition in ASIDE:
        outcome += f", {tally[disposition]} {disposition}" if tally[disposition] else ""
    nothing_changed = report.changes is not None and not report.changes.files
    yield f"checked {files}: {outcome}" if checked and not nothing_changed else files
    if report.fixed:
        yield f"fixed {count(report.fixed, 'finding')} in {count(report.fixed_files, 'file')}"
    yield from _baseline(report, view)
    if tally["problems"]:
        undone = {problem.undone for file in report.with_problems() for problem in file.problems}
        what = f"not everything was {' and '.join(sorted(undone))}"
        yield view.paint(f"{count(tally['problems'], 'problem')}: {what}", "problem")


def _files(checked: int, report: Report) -> str:
    changes = report.changes
    if changes is not None and not changes.files:
        return f"no content file changed since {changes.since}, of {count(changes.total, 'file')}"
    if not checked:
        return "checked no file"
    if changes is not None:
        return f"{count(checked, 'changed file')} of {changes.total} since {changes.since}"
    return count(checked, "file")


def _baseline(report: Report, view: View) -> Iterator[str]:
    use = report.baseline
    if use is None:
        return
    told = [f"baseline {view.clean(use.label)}"]
    if use.graver:
        told.append(f"{count(use.graver, 'finding')} graver than accepted")
    if use.gone:
        told.append(f"{use.gone} of its entries {'is' if use.gone == 1 else 'are'} gone: healthlint baseline update")
    yield "; ".join(told)


def shown(file: FileReport, view: View) -> list[Finding]:
    """The findings of a file to show: the active ones, with those that were set aside if the view wants them."""
    if not view.suppressed:
        return file.findings
    aside = [finding for finding in file.let_go if finding.disposition in ASIDE]
    return sorted([*file.findings, *aside], key=lambda finding: (finding.start, finding.end, finding.rule.id))


def problems(report: Report, view: View) -> Iterator[str]:
    """A line for each problem."""
    for file in report.with_problems():
        yield from file_problems(file, view)


def file_problems(file: FileReport, view: View) -> Iterator[str]:
    """A line for each problem of a file."""
    for problem in file.problems:
        place = view.clean(file.label) + (f":{problem.line}" if problem.line else "")
        yield f"{view.paint(f'not {problem.undone}', 'problem')} {place}: {view.phrase(problem.message)}"


def graded(report: Report, most: int) -> tuple[list[FileReport], int]:
    """Up to `most` files with a readability grade, those with findings first, and how many there are."""
    found: list[FileReport] = []
    clean: list[FileReport] = []
    number = 0
    for file in report.files:
        if "flesch_kincaid_grade" in file.measures:
            number += 1
            kept = found if file.findings else clean
            if len(kept) < most:
                kept.append(file)
    return [*found, *clean][:most], number


def has_findings(report: Report) -> bool:
    """Whether any finding is active."""
    tally = report.tally()
    return any(tally[severity] for severity in SEVERITIES)


def statistics(report: Report) -> list[tuple[str, str, int]]:
    """Rule id, gravest severity and number of findings of each rule that fired, the most frequent first."""
    counts: dict[str, int] = {}
    gravest: dict[str, str] = {}
    for file in report.files:
        for finding in file.findings:
            rule = finding.rule.id
            counts[rule] = counts.get(rule, 0) + 1
            if rule not in gravest or SEVERITIES.index(finding.severity) < SEVERITIES.index(gravest[rule]):
                gravest[rule] = finding.severity
    return sorted([(rule, gravest[rule], number) for rule, number in counts.items()], key=lambda row: (-row[2], row[0]))


def statistics_table(report: Report, view: View) -> Iterator[str]:
    """The statistics as lines: number, severity, rule."""
    for rule, severity, number in statistics(report):
        yield f"{number:>7}  {view.paint(f'{severity:<7}', severity)}  {view.clean(rule)}"


def count(number: int, thing: str) -> str:
    """`number` and the noun in the right number."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
