"""The JSON report, format 1, written down a second time: what every program that reads it relies on."""

from __future__ import annotations

from typing import Any

KINDS = ("claim", "disclaimer", "evidence", "readability", "terminology", "directive")
CATEGORIES = (
    "disease-treatment",
    "withdrawal-aid",
    "addiction-safety",
    "safety-absolute",
    "natural-safe",
    "drug-comparison",
    "scientific-proof",
    "efficacy-unsupported",
    "guarantee",
    "testimonial",
    "fda-approval",
    "dosage-advice",
    "immune",
    "weight-loss",
)
SEVERITIES = ("error", "warning", "info")
POSITION = {"line": int, "column": int, "end_line": int, "end_column": int}
FINDING = {
    "rule": str,
    "ruleset": str,
    "kind": str,
    "category": str,
    "severity": str,
    "confidence": str,
    "message": str,
    "match": str,
    **POSITION,
    "start": int,
    "end": int,
    "byte_start": int,
    "byte_end": int,
    "stance": str,
    "subject": str,
    "scope": str,
    "suggestion": (str, type(None)),
    "fix": (dict, type(None)),
    "related": list,
    "references": list,
    "fingerprint": str,
}
READABILITY = {
    "words": int,
    "sentences": int,
    "flesch_reading_ease": float,
    "flesch_kincaid_grade": float,
    "smog_index": float,
    "gunning_fog": float,
    "coleman_liau_index": float,
    "automated_readability_index": float,
    "dale_chall_readability_score": float,
}
SUMMARY = dict.fromkeys(("files", "errors", "warnings", "infos", "suppressed", "baselined", "problems", "fixed"), int)


def assert_contract(report: Any, files: dict[str, tuple[bytes, str]]) -> None:
    """Everything that must hold for a report about `files`: path to bytes and their encoding."""
    has(report, {"format": int, "healthlint": str, "rulesets": list, "files": list, "summary": dict})
    assert report["format"] == 1
    for ruleset in report["rulesets"]:
        has(ruleset, {"name": str, "version": str, "sha256": str})
        assert len(ruleset["sha256"]) == 64
    assert report["rulesets"]
    assert [file["path"] for file in report["files"]] == list(files)
    names = {ruleset["name"] for ruleset in report["rulesets"]}
    for file in report["files"]:
        _file(file, *files[file["path"]], names)
    _summary(report)


def has(value: Any, keys: dict[str, Any]) -> None:
    """Whether `value` has all these keys, with values of these types."""
    assert isinstance(value, dict)
    for key, kind in keys.items():
        assert key in value, f"{key} is missing"
        found = value[key]
        wanted = (int, float) if kind is float else kind
        assert isinstance(found, wanted), f"{key} is {found!r}"
        assert not isinstance(found, bool), f"{key} is {found!r}"


def _file(file: Any, data: bytes, encoding: str, names: set[str]) -> None:
    has(file, {"path": str, "findings": list, "suppressed": list, "problems": list})
    for problem in file["problems"]:
        has(problem, {"message": str, "line": (int, type(None))})
    if file["readability"] is None:
        assert file["problems"]
        assert file["findings"] == []
        return
    has(file["readability"], READABILITY)
    text = data.decode(encoding).removeprefix("\ufeff")
    places = [(finding["start"], finding["end"], finding["rule"]) for finding in file["findings"]]
    assert places == sorted(places)
    prints = [finding["fingerprint"] for finding in file["findings"]]
    assert len(set(prints)) == len(prints)
    for finding in file["findings"]:
        _finding(finding, data, text, encoding, names)
    for finding in file["suppressed"]:
        _finding(finding, data, text, encoding, names)
        has(finding["suppressed_by"], {"reason": str})


def _finding(finding: Any, data: bytes, text: str, encoding: str, names: set[str]) -> None:
    has(finding, FINDING)
    assert finding["kind"] in KINDS
    assert finding["category"] in CATEGORIES or (finding["category"] == "" and finding["kind"] != "claim")
    assert finding["severity"] in SEVERITIES
    assert finding["confidence"] in ("high", "medium", "low")
    assert finding["ruleset"] in names
    assert finding["message"].strip() == finding["message"] != ""
    start, end = finding["start"], finding["end"]
    assert 0 <= start < end <= len(text)
    assert text[start:end] == finding["match"] != ""
    mark = len(data) - len(text.encode(encoding))  # the byte order mark is no text, and its bytes count
    assert finding["byte_start"] == mark + len(text[:start].encode(encoding))
    assert data[finding["byte_start"] : finding["byte_end"]].decode(encoding) == finding["match"]
    assert (finding["line"], finding["column"]) == position(text, start)
    assert (finding["end_line"], finding["end_column"]) == position(text, end)
    for related in finding["related"]:
        has(related, {"message": str, **POSITION})
        assert (1, 1) <= (related["line"], related["column"]) < (related["end_line"], related["end_column"])
    for reference in finding["references"]:
        has(reference, {"title": str, "citation": str, "url": str})
    if finding["fix"] is not None:
        has(finding["fix"], {"start": int, "end": int, "text": str})
        assert start <= finding["fix"]["start"] <= finding["fix"]["end"] <= end
        assert finding["fix"]["safe"] is True


def position(text: str, offset: int) -> tuple[int, int]:
    """The line and column of an offset, found by walking there: lines end at CRLF, CR or LF."""
    line = column = 1
    for at in range(offset):
        if text[at] == "\n" or (text[at] == "\r" and text[at + 1 : at + 2] != "\n"):
            line, column = line + 1, 1
        else:
            column += 1
    return line, column


def _summary(report: Any) -> None:
    has(report["summary"], SUMMARY)
    summary = report["summary"]
    findings = [finding for file in report["files"] for finding in file["findings"]]
    assert summary["files"] == len(report["files"])
    for severity in SEVERITIES:
        assert summary[f"{severity}s"] == sum(finding["severity"] == severity for finding in findings)
    assert summary["suppressed"] + summary["baselined"] >= sum(len(file["suppressed"]) for file in report["files"])
    assert summary["problems"] == sum(len(file["problems"]) for file in report["files"])
