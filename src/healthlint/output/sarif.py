"""`sarif`: SARIF 2.1.0, for code scanning and for viewers. The rules are in `sarif_rules`.

Columns count code points. Paths are below the root of the repository, which is all that GitHub takes. Findings that
were set aside are told only when asked for: GitHub takes no notice of `suppressions` and would open an alert for each.
"""

from __future__ import annotations

import json

from healthlint import __version__
from healthlint.finding import ASIDE
from healthlint.output.fingerprints import in_report
from healthlint.output.json_text import listed
from healthlint.output.json_v1 import statistics_objects
from healthlint.output.sarif_rules import LEVELS, rule_object, rules_of
from healthlint.output.summary import why_aside
from healthlint.output.wording import mending, sentence, whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.finding import Finding, Fix, Place
    from healthlint.output.view import View
    from healthlint.report import FileReport, Problem, Report

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_ROOT = "%SRCROOT%"
_MOST = 2_000  # code points of a snippet: a span may be a page
_NAME = "healthlint/v1"  # of the fingerprint, which the JSON output and baselines have too
_NAME_IN_REPORT = "healthlintInRepository/v1"  # of the one that holds over all files


def render(report: Report, view: View) -> Iterator[str]:
    """A log of one run, a line for each rule, file and result. Pure ASCII."""
    rules = rules_of(report)
    yield f'{{"$schema": {json.dumps(SCHEMA)}, "version": "2.1.0", "runs": [{{'
    driver = {"name": "healthlint", "version": __version__, "semanticVersion": __version__}
    yield f'"tool": {{"driver": {json.dumps(driver)[:-1]}, "rules": ['
    yield from listed(rule_object(rule, view) for rule in rules)
    yield f']}}, "extensions": {json.dumps(_rulesets(report))}}},'
    yield f'"invocations": [{json.dumps(_invocation(report, view))}],'
    root = {_ROOT: {"description": {"text": "The root of the repository."}}}
    yield f'"originalUriBaseIds": {json.dumps(root)},'
    yield '"columnKind": "unicodeCodePoints", "newlineSequences": ["\\r\\n", "\\n", "\\r"],'
    if view.statistics:
        yield f'"properties": {json.dumps({"statistics": statistics_objects(report)})},'
    yield '"artifacts": ['
    yield from listed({"location": _artifact(file, view), "roles": ["analysisTarget"]} for file in report.files)
    yield '],\n"results": ['
    yield from listed(_results(report, {rule.id: index for index, rule in enumerate(rules)}, view))
    yield "]}]}"


def _rulesets(report: Report) -> list[dict[str, object]]:
    return [
        {"name": whole(stamp.name), "version": whole(stamp.version), "properties": {"sha256": stamp.sha256}}
        for stamp in report.rulesets
    ]


def _invocation(report: Report, view: View) -> dict[str, object]:
    told = [_notification(file, problem, view) for file in report.with_problems() for problem in file.problems]
    return {"executionSuccessful": not told, "toolExecutionNotifications": told}


def _notification(file: FileReport, problem: Problem, view: View) -> dict[str, object]:
    spot: dict[str, object] = {"artifactLocation": _artifact(file, view)}
    if problem.line:
        spot["region"] = {"startLine": problem.line}
    text = f"Not checked: {view.phrase(problem.message)}"
    return {"level": "error", "message": {"text": _escaped(text)}, "locations": [{"physicalLocation": spot}]}


_BEFORE = ("baselined", "unchanged")


def _results(report: Report, numbers: dict[str, int], view: View) -> Iterator[dict[str, object]]:
    tally = report.tally()
    compared = view.suppressed and any(tally[disposition] for disposition in _BEFORE)
    for file in report.files:
        shown = [*file.findings, *(each for each in file.let_go if view.suppressed and each.disposition in ASIDE)]
        for finding in sorted(shown, key=lambda each: (each.start, each.end, each.rule.id)):
            result = _result(file, finding, numbers[finding.rule.id], view)
            if compared:  # all results say it or none
                result["baselineState"] = "unchanged" if finding.disposition in _BEFORE else "new"
            yield result


def _result(file: FileReport, finding: Finding, number: int, view: View) -> dict[str, object]:
    artifact = _artifact(file, view)
    words = [sentence(view.phrase(finding.message)), view.phrase(finding.suggestion)]
    result: dict[str, object] = {
        "ruleId": finding.rule.id,
        "ruleIndex": number,
        "level": LEVELS[finding.severity],
        "message": {"text": _escaped(" ".join(filter(None, words)))},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": _region(finding)}}],
        "partialFingerprints": {_NAME: finding.fingerprint},
        "fingerprints": {_NAME_IN_REPORT: in_report(view.locate(file.label), finding.fingerprint)},
        "properties": {
            name: whole(value)
            for name, value in (
                ("confidence", finding.confidence),
                ("stance", finding.stance),
                ("subject", finding.subject),
                ("scope", finding.scope),
            )
            if value
        },
    }
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": index,
                "message": {"text": _escaped(sentence(view.phrase(related.message)))},
                "physicalLocation": {"artifactLocation": artifact, "region": _span(related.place)},
            }
            for index, related in enumerate(finding.related, 1)
        ]
    if finding.fix:
        result["fixes"] = [_fix(finding.fix, artifact, view)]
    if finding.disposition in ASIDE:
        result["suppressions"] = [_suppression(finding, artifact, view)]
    return result


def _suppression(finding: Finding, artifact: dict[str, str], view: View) -> dict[str, object]:
    kind = "inSource" if finding.disposition == "suppressed" else "external"
    told: dict[str, object] = {"kind": kind, "status": "accepted", "justification": view.phrase(why_aside(finding))}
    if finding.waiver:
        spot = {"artifactLocation": artifact, "region": {"startLine": finding.waiver.line}}
        told["location"] = {"physicalLocation": spot}
    return told


def _fix(fix: Fix, artifact: dict[str, str], view: View) -> dict[str, object]:
    changes = [
        {"deletedRegion": _span(each.place), "insertedContent": {"text": whole(each.text)}}
        for each in (fix, *fix.along)
    ]
    return {
        "description": {"text": _escaped(sentence(view.phrase(mending(fix))))},
        "artifactChanges": [{"artifactLocation": artifact, "replacements": changes}],
    }


def _region(finding: Finding) -> dict[str, object]:
    region: dict[str, object] = {
        **_span(finding.place),
        "charOffset": finding.start,
        "charLength": finding.end - finding.start,
        "byteOffset": finding.byte_start,
        "byteLength": finding.byte_end - finding.byte_start,
    }
    if len(finding.match) <= _MOST:
        region["snippet"] = {"text": whole(finding.match)}
    return region


def _span(place: Place) -> dict[str, int]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _escaped(text: str) -> str:
    """`text` as a message: what would be read as a link in it is not one."""
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]") if "](" in text else text


def _artifact(file: FileReport, view: View) -> dict[str, str]:
    from urllib.parse import quote  # slow to import

    path = view.locate(file.label)
    try:
        data = path.encode("utf-8", "surrogateescape")  # the bytes of a name that is no UTF-8
    except UnicodeEncodeError:
        data = path.encode("utf-8", "surrogatepass")
    if path.startswith("/"):
        return {"uri": f"file://{quote(data)}"}
    if path[1:3] == ":/":
        return {"uri": f"file:///{quote(data, safe='/:')}"}
    return {"uri": quote(data), "uriBaseId": _ROOT}
