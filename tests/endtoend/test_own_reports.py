"""Reports that a run left in the folder are not checked by the next one."""

from __future__ import annotations

import pytest

from endtoend.command import Command

PAGE = "# Tea\n\nKratom cures anxiety without side effects.\n"
REPORTS = {
    "json": "report.json",
    "jsonl": "report.jsonl",
    "sarif": "sarif.json",
    "gitlab": "gl-code-quality-report.json",
    "rdjson": "rdjson.json",
    "html": "report.html",
    "markdown": "report.md",
}


@pytest.mark.parametrize("page", [PAGE, "# Tea\n\nTea is a plant.\n"], ids=["findings", "none"])
def test_reports_are_no_content(healthlint: Command, page: str) -> None:
    healthlint.write("tea.md", page)
    files = [word for name, path in REPORTS.items() for word in ("--output-file", f"{name}={path}")]
    first = healthlint("check", "--fail-on", "never", "--show-suppressed", *files)
    assert first.code == 0, first
    assert all((healthlint.folder / path).stat().st_size for path in REPORTS.values())
    empty = [path for path in REPORTS.values() if (healthlint.folder / path).read_text().split() == ["[", "]"]]
    assert sorted(file["path"] for file in healthlint.json()["files"]) == [*empty, "tea.md"]


def test_a_page_about_reports_is_content(healthlint: Command) -> None:
    healthlint.write("about.md", "# What healthlint: checked\n\nKratom cures anxiety.\n")
    healthlint.write("about.html", "<!doctype html><meta name=generator content=Hugo><p>Kratom cures anxiety.")
    healthlint.write("about.json", '[{"type": "question", "text": "Kratom cures anxiety."}]')
    assert len(healthlint.json()["files"]) == 3
