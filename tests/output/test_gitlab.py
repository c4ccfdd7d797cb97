from __future__ import annotations

from healthlint.finding import Place
from healthlint.report import Problem, Report

from .shapes import parsed


def test_golden(report: Report) -> None:
    first, second, problem = parsed("gitlab", report)
    prints = [entry.pop("fingerprint") for entry in (first, second, problem)]
    assert len(set(prints)) == 3
    assert first == {
        "type": "issue",
        "description": "promises calms everyone, always",
        "content": {"body": "Instead: Say what the tea tastes like.\n\nLaw: 1 TEA 2"},
        "check_name": "calm-promise",
        "severity": "critical",
        "location": {"path": "content/tea.md", "lines": {"begin": 3, "end": 3}},
    }
    assert (second["severity"], second["content"]) == ("major", {"body": ""})
    assert problem == {
        "type": "issue",
        "description": "Not checked: no such file or folder",
        "check_name": "not-checked",
        "severity": "blocker",
        "location": {"path": "gone.md", "lines": {"begin": 1, "end": 1}},
    }


def test_fingerprints_differ_between_files_and_stay(report: Report) -> None:
    before = [entry["fingerprint"] for entry in parsed("gitlab", report)]
    assert [entry["fingerprint"] for entry in parsed("gitlab", report)] == before
    report.files[1].findings = report.files[0].findings
    report.files[1].problems = [Problem("no such file or folder"), Problem("no such file or folder")]
    prints = [entry["fingerprint"] for entry in parsed("gitlab", report)]
    assert len(prints) == len(set(prints)) == 7
    assert set(before) <= set(prints)


def test_severity_of_a_hint(report: Report) -> None:
    report.files[0].findings[0].severity = "info"
    assert parsed("gitlab", report)[0]["severity"] == "info"


def test_lines(report: Report) -> None:
    for place, lines in ((Place(3, 1, 5, 4), (3, 5)), (Place(3, 1, 5, 1), (3, 4)), (Place(3, 1, 3, 1), (3, 3))):
        report.files[0].findings[0].place = place
        found = parsed("gitlab", report)[0]["location"]["lines"]
        assert (found["begin"], found["end"]) == lines


def test_paths_are_below_the_root(report: Report) -> None:
    report.files[0].label = "caf\u00e9\udcff.md"
    found = parsed("gitlab", report, locate=lambda label: f"site/{label}")
    assert [entry["location"]["path"] for entry in found][1:] == ["site/caf\u00e9\\udcff.md", "site/gone.md"]


def test_nothing_found_is_an_empty_array(report: Report) -> None:
    assert parsed("gitlab", Report([report.files[1]], [])) == []
