from __future__ import annotations

import json
from typing import Any

from healthlint import __version__
from healthlint.document import Document, Region
from healthlint.output import load
from healthlint.output.view import View
from healthlint.report import FileReport, Report

from .conftest import make_document, make_finding, placed


def as_json(report: Report, statistics: bool = False) -> Any:
    return json.loads("\n".join(load("json")(report, View(statistics=statistics))))


FINDING = {
    "rule": "calm-promise",
    "ruleset": "claims/calm",
    "kind": "claim",
    "category": "guarantee",
    "severity": "error",
    "confidence": "high",
    "message": "promises calms everyone, always",
    "match": "calms everyone, always",
    "line": 3,
    "column": 10,
    "end_line": 3,
    "end_column": 32,
    "start": 24,
    "end": 46,
    "byte_start": 24,
    "byte_end": 46,
    "stance": "affirmed",
    "subject": "This tea",
    "scope": "paragraph",
    "suggestion": "Say what the tea tastes like.",
    "fix": None,
    "related": [{"message": "the heading names the product", "line": 1, "column": 3, "end_line": 1, "end_column": 14}],
    "references": [{"title": "Tea Act", "citation": "1 TEA 2", "url": "https://law.example/tea"}],
    "subject_class": "product",
    "pattern": "calms-all",
    "also": ["plain-word"],
    "points": [
        {"points": 2, "what": "pattern calms-all", "words": "calms everyone"},
        {"points": 1, "what": "subject", "words": "This tea"},
    ],
}


def test_golden(report: Report) -> None:
    value = as_json(report)
    assert list(value) == ["format", "healthlint", "rulesets", "files", "summary"]
    assert value["format"] == 1
    assert value["healthlint"] == __version__
    assert value["rulesets"] == [{"name": "claims/calm", "version": "1.0.0", "sha256": "ab" * 32}]
    assert value["summary"] == {
        "files": 3,
        "errors": 1,
        "warnings": 1,
        "infos": 0,
        "suppressed": 1,
        "baselined": 0,
        "unchanged": 0,
        "baseline_gone": 0,
        "baseline_graver": 0,
        "problems": 1,
        "fixed": 0,
    }
    tea, clean, gone = value["files"]
    first = tea["findings"][0]
    assert len(first.pop("fingerprint")) == 24
    assert first == FINDING
    assert tea["findings"][1]["fix"] == {"start": 51, "end": 58, "text": "use", "safe": True, "along": []}
    assert tea["findings"][1]["suggestion"] is None
    assert tea["suppressed"][0]["match"] == "leaves"
    assert tea["suppressed"][0]["suppressed_by"] == {
        "reason": "agreed with the editor",
        "until": None,
        "by": None,
        "line": None,
    }
    assert (tea["context"], tea["context_reason"]) == ("commercial", "a price")
    assert list(tea["readability"]) == [
        "words",
        "sentences",
        "flesch_reading_ease",
        "flesch_kincaid_grade",
        "smog_index",
        "gunning_fog",
        "coleman_liau_index",
        "automated_readability_index",
        "dale_chall_readability_score",
    ]
    assert clean["findings"] == []
    assert clean["suppressed"] == []
    assert clean["readability"]["words"] == 3
    assert gone == {
        "path": "gone.md",
        "findings": [],
        "suppressed": [],
        "readability": None,
        "problems": [{"message": "no such file or folder", "line": None}],
        "context": "unknown",
        "context_reason": "",
    }


def test_the_text_is_pure_ascii(report: Report) -> None:
    report.files[0].label = "caf\u00e9/\udcff.md"
    assert "\n".join(load("json")(report, View())).isascii()
    assert as_json(report)["files"][0]["path"] == "caf\u00e9/\udcff.md"


def test_statistics_are_a_key_of_their_own(report: Report) -> None:
    assert as_json(report, statistics=True)["statistics"] == [
        {"rule": "calm-promise", "severity": "error", "findings": 1},
        {"rule": "plain-word", "severity": "warning", "findings": 1},
    ]


def test_bytes_count_from_the_start_of_the_file() -> None:
    for encoding, mark in (("utf-8", 0), ("utf-8", 3), ("utf-16-le", 2), ("utf-32-be", 4), ("cp1252", 0)):
        text = (
            "caf\u00e9 calms everyone, always"
            if encoding == "cp1252"
            else "\U0001f642 caf\u00e9 calms everyone, always"
        )
        document = Document("a.md", text, encoding, mark)
        document.prose = text
        document.map.add(0, len(text), 0, len(text))
        document.regions.append(Region("paragraph", 0, len(text)))
        file = FileReport("a.md", document)
        file.findings = placed(document, [make_finding(document, "always"), make_finding(document, "calms everyone")])
        found = as_json(Report([file], []))["files"][0]["findings"]
        data = b"\0" * mark + text.encode(encoding)
        for entry, words in zip(found, ("always", "calms everyone"), strict=True):
            assert data[entry["byte_start"] : entry["byte_end"]].decode(encoding) == words
            assert text[entry["start"] : entry["end"]] == words


def test_columns_count_code_points_and_line_ends_count_once() -> None:
    document = make_document("a.md", "one\r\n\U0001f642e\u0301 calms everyone, always")
    file = FileReport("a.md", document)
    file.findings = placed(document, [make_finding(document, "calms everyone, always")])
    entry = as_json(Report([file], []))["files"][0]["findings"][0]
    assert (entry["line"], entry["column"], entry["end_column"]) == (2, 5, 27)


def test_no_file_at_all() -> None:
    assert as_json(Report([], []))["files"] == []


def test_jsonl(report: Report) -> None:
    lines = [json.loads(line) for line in load("jsonl")(report, View())]
    assert [(line["type"], line.get("path")) for line in lines] == [
        ("finding", "content/tea.md"),
        ("finding", "content/tea.md"),
        ("problem", "gone.md"),
        ("summary", None),
    ]
    assert lines[0]["match"] == "calms everyone, always"
    assert lines[2]["message"] == "no such file or folder"
    assert {key: lines[3][key] for key in ("format", "files", "errors", "problems")} == {
        "format": 1,
        "files": 3,
        "errors": 1,
        "problems": 1,
    }
    assert lines[3]["rulesets"][0]["name"] == "claims/calm"
