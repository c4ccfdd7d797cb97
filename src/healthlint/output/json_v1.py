"""`json`, format 1: the whole report for programs. Keys are only ever added; docs/output.md says what each means."""

from __future__ import annotations

import json

from healthlint import __version__
from healthlint.finding import ASIDE, SEVERITIES
from healthlint.output.summary import statistics
from healthlint.readability.scores import SCORES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.finding import Finding, Place
    from healthlint.narrowing import ChangesUse
    from healthlint.output.view import View
    from healthlint.report import FileReport, Report

MEASURES = ("words", "sentences", *SCORES)
"""The readability keys, in their order."""


def render(report: Report, view: View) -> Iterator[str]:
    """One JSON object over several lines, a line a file. Pure ASCII, so that any stream can hold it."""
    yield '{"format": 1, "healthlint": ' + json.dumps(__version__) + ","
    yield '"rulesets": ' + json.dumps(rulesets(report)) + ","
    if view.statistics:
        yield '"statistics": ' + json.dumps(statistics_objects(report)) + ","
    if report.baseline is not None:
        yield '"baseline": ' + json.dumps(report.baseline.label) + ","
    if report.changes is not None:
        yield '"changes": ' + json.dumps(changes(report.changes)) + ","
    yield '"files": ['
    last = len(report.files) - 1
    for index, file in enumerate(report.files):
        yield json.dumps(file_object(file)) + ("," if index < last else "")
    yield "],"
    yield '"summary": ' + json.dumps(counts(report)) + "}"


def rulesets(report: Report) -> list[dict[str, str]]:
    """What the report was checked against."""
    return [{"name": stamp.name, "version": stamp.version, "sha256": stamp.sha256} for stamp in report.rulesets]


def statistics_objects(report: Report) -> list[dict[str, object]]:
    """The `statistics` array."""
    return [{"rule": rule, "severity": worst, "findings": number} for rule, worst, number in statistics(report)]


def counts(report: Report) -> dict[str, int]:
    """The `summary` object."""
    tally = report.tally()
    use = report.baseline
    return {
        "files": len(report.files),
        **{f"{severity}s": tally[severity] for severity in SEVERITIES},
        **{disposition: tally[disposition] for disposition in ASIDE},
        "baseline_gone": use.gone if use else 0,
        "baseline_graver": use.graver if use else 0,
        "problems": tally["problems"],
        "fixed": report.fixed,
    }


def changes(use: ChangesUse) -> dict[str, object]:
    """What the report was narrowed down to."""
    return {"since": use.since, "files": use.files, "total": use.total}


def file_object(file: FileReport) -> dict[str, object]:
    """One entry of `files`."""
    aside = [finding for finding in file.let_go if finding.disposition == "suppressed"]
    suppressed = [finding_object(finding) for finding in aside]
    for finding, entry in zip(aside, suppressed, strict=True):
        entry["suppressed_by"] = suppressed_by(finding)
    return {
        "path": file.label,
        "findings": [finding_object(finding) for finding in file.findings],
        "suppressed": suppressed,
        "readability": {name: file.measures[name] for name in MEASURES if name in file.measures} or None,
        "problems": [{"message": problem.message, "line": problem.line} for problem in file.problems],
        "context": file.context,
        "context_reason": file.context_reason,
    }


def suppressed_by(finding: Finding) -> dict[str, object]:
    """What holds a suppressed finding back."""
    waiver = finding.waiver
    if waiver is None:
        return {"reason": finding.reason, "until": None, "by": None, "line": None}
    return {
        "reason": waiver.reason,
        "until": waiver.until or None,
        "by": waiver.by or None,
        "line": waiver.line,
        "directive": waiver.directive,
        "for": waiver.words or None,
    }


def finding_object(finding: Finding) -> dict[str, object]:
    """A finding as a JSON object."""
    rule = finding.rule
    return {
        "rule": rule.id,
        "ruleset": rule.ruleset,
        "kind": rule.kind,
        "category": rule.category,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "message": finding.message,
        "match": finding.match,
        **_place(finding.place),
        "start": finding.start,
        "end": finding.end,
        "byte_start": finding.byte_start,
        "byte_end": finding.byte_end,
        "stance": finding.stance,
        "subject": finding.subject,
        "subject_class": finding.subject_class,
        "scope": finding.scope,
        "pattern": finding.pattern,
        "suggestion": finding.suggestion or None,
        "fix": _fix(finding),
        "related": [{"message": related.message, **_place(related.place)} for related in finding.related],
        "references": [
            {"title": reference.title, "citation": reference.citation, "url": reference.url}
            for reference in rule.references
        ],
        "fingerprint": finding.fingerprint,
        "also": [other.id for other in finding.also],
        "points": [{"points": point.points, "what": point.what, "words": point.words} for point in finding.points],
    }


def _place(place: Place) -> dict[str, int]:
    return {
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }


def _fix(finding: Finding) -> dict[str, object] | None:
    fix = finding.fix
    if fix is None:
        return None
    along = [{"start": each.start, "end": each.end, "text": each.text} for each in fix.along]
    return {"start": fix.start, "end": fix.end, "text": fix.text, "safe": True, "along": along}
