from __future__ import annotations

from healthlint.finding import Fix
from healthlint.report import FileReport, Problem, Report

from .conftest import WORD, make_document, make_finding, placed
from .shapes import parsed


def test_golden(report: Report) -> None:
    value = parsed("rdjson", report)
    assert value["source"] == {"name": "healthlint"}
    assert value["diagnostics"] == [
        {
            "message": "promises calms everyone, always\nInstead: Say what the tea tastes like.\nLaw: 1 TEA 2",
            "location": {
                "path": "content/tea.md",
                "range": {"start": {"line": 3, "column": 10}, "end": {"line": 3, "column": 32}},
            },
            "severity": "ERROR",
            "code": {"value": "calm-promise", "url": "https://law.example/tea"},
        },
        {
            "message": "says utilise for use",
            "location": {
                "path": "content/tea.md",
                "range": {"start": {"line": 4, "column": 4}, "end": {"line": 4, "column": 11}},
            },
            "severity": "WARNING",
            "code": {"value": "plain-word"},
            "suggestions": [
                {"range": {"start": {"line": 4, "column": 4}, "end": {"line": 4, "column": 11}}, "text": "use"}
            ],
        },
        {
            "message": "Not checked: no such file or folder",
            "location": {"path": "gone.md"},
            "severity": "ERROR",
            "code": {"value": "not-checked"},
        },
    ]


def test_columns_count_bytes() -> None:
    document = make_document("a.md", "plain\ncaf\u00e9 \U0001f642 utilise\r\nth\u00e9 it")
    finding = make_finding(document, "utilise\r\nth\u00e9", WORD, "info")
    finding.fix = Fix(finding.start, finding.start + 7, "use")
    file = FileReport("a.md", document)
    file.findings = placed(document, [finding])
    (found,) = parsed("rdjson", Report([file], []))["diagnostics"]
    assert found["location"]["range"] == {"start": {"line": 2, "column": 12}, "end": {"line": 3, "column": 5}}
    assert found["suggestions"][0]["range"]["end"] == {"line": 2, "column": 19}
    assert found["severity"] == "INFO"


def test_a_fix_of_several_places_is_no_suggestion(report: Report) -> None:
    report.files[0].findings[1].fix = Fix(51, 58, "use", (Fix(0, 0, "*"),))
    assert "suggestions" not in parsed("rdjson", report)["diagnostics"][1]


def test_a_problem_with_a_line(report: Report) -> None:
    report.files[2].problems = [Problem("bad", 3)]
    assert parsed("rdjson", report)["diagnostics"][2]["location"]["range"] == {"start": {"line": 3}}


def test_paths_are_as_the_user_wrote_them(report: Report) -> None:
    found = parsed("rdjson", report, locate=lambda label: f"site/{label}")["diagnostics"]
    assert found[0]["location"]["path"] == "content/tea.md"


def test_nothing_found(report: Report) -> None:
    assert parsed("rdjson", Report([report.files[1]], []))["diagnostics"] == []
