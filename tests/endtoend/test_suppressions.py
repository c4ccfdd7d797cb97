"""Suppressions from the command line: checked, listed, explained and written by the installed command."""

from __future__ import annotations

import csv
import io
import json
import os

import pytest

from endtoend.command import Command

DIRECTIVE = 'addiction-free reason="quoted from the letter" by=legal until=2027-03-01'
PAGE = f"# Tea\n\n<!-- healthlint: ignore-next-line {DIRECTIVE} -->\nKratom is not addictive.\n"
ONLY = ("--select", "addiction-free")


@pytest.fixture(autouse=True)
def page(healthlint: Command) -> None:
    healthlint.write("tea.md", PAGE)


def test_a_finding_that_is_suppressed_does_not_count(healthlint: Command) -> None:
    ended = healthlint("check", "tea.md", *ONLY, "--as-of", "2027-03-01", "--format", "concise")
    assert (ended.code, ended.out) == (0, "")
    assert "no findings, 1 suppressed" in ended.err
    shown = healthlint("check", "tea.md", *ONLY, "--as-of", "2027-03-01", "--format", "concise", "--show-suppressed")
    assert "[suppressed: quoted from the letter, by legal, until 2027-03-01, ignore-next-line in line 3]" in shown.out


def test_the_json_output_says_by_what(healthlint: Command) -> None:
    ended = healthlint("check", "tea.md", *ONLY, "--as-of", "2027-03-01", "--format", "json")
    (file,) = json.loads(ended.out)["files"]
    (finding,) = file["suppressed"]
    assert file["findings"] == []
    assert finding["suppressed_by"] == {
        "reason": "quoted from the letter",
        "until": "2027-03-01",
        "by": "legal",
        "line": 3,
        "directive": "ignore-next-line",
        "for": None,
    }
    assert json.loads(ended.out)["summary"]["suppressed"] == 1


def test_a_day_that_has_passed_counts_in_a_check_and_not_in_a_hook(healthlint: Command) -> None:
    ended = healthlint("check", "tea.md", *ONLY, "--as-of", "2027-03-02", "--format", "concise")
    assert ended.code == 1
    assert "tea.md:3:1: error suppression-expired this suppression of addiction-free held until 2027-03-01" in ended.out
    assert "tea.md:4:11: error addiction-free" in ended.out
    hook = healthlint("check", "tea.md", *ONLY, "--as-of", "2027-03-02", "--format", "concise", "--hook")
    assert (hook.code, hook.out) == (0, "")


@pytest.mark.parametrize("day", ["2027-02-29", "tomorrow", "2027-3-1", ""])
def test_what_is_no_day(healthlint: Command, day: str) -> None:
    ended = healthlint("check", "tea.md", "--as-of", day)
    assert ended.code == 2
    assert ended.err == f'healthlint: --as-of: "{day}" is no day: write YYYY-MM-DD\n'


def test_findings_of_directives_can_be_left_out_and_lowered(healthlint: Command) -> None:
    healthlint.write("tea.md", "<!-- healthlint: ignore-file nothing reason=x -->\n\nTea.\n")
    assert healthlint("check", "tea.md", *ONLY).code == 1
    assert healthlint("check", "tea.md", *ONLY, "--ignore", "suppression-unknown-rule").code == 0
    assert healthlint("check", "tea.md", *ONLY, "--ignore", "directive").code == 0
    healthlint.write(".healthlint.yaml", "severity: {suppression-unknown-rule: info}\n")
    assert healthlint("check", "tea.md", *ONLY).code == 0


def test_explain_a_line_and_a_rule(healthlint: Command) -> None:
    ended = healthlint("explain", "tea.md:4")
    assert "suppressed: quoted from the letter, by legal, until 2027-03-01, ignore-next-line in line 3" in ended.out
    rule = healthlint("explain", "suppression-expired")
    assert rule.code == 0
    assert "How to waive" in rule.out


def test_the_list_as_text(healthlint: Command) -> None:
    ended = healthlint("suppressions", "--as-of", "2027-02-01")
    assert ended.code == 0
    assert ended.out.splitlines() == [
        "place     rule            directive         state                findings  until       by     reason",
        "tea.md:3  addiction-free  ignore-next-line  ends within 30 days  1         2027-03-01  legal  quoted from the letter",
    ]
    assert ended.err == "1 suppression in 1 file: 1 ends within 30 days\n"


def test_the_list_as_json(healthlint: Command) -> None:
    report = json.loads(healthlint("suppressions", "--as-of", "2027-01-01", "--format", "json").out)
    assert (report["format"], report["as_of"], report["problems"]) == (1, "2027-01-01", [])
    assert report["suppressions"] == [
        {
            "path": "tea.md",
            "line": 3,
            "rule": "addiction-free",
            "directive": "ignore-next-line",
            "state": "in-use",
            "findings": 1,
            "reason": "quoted from the letter",
            "by": "legal",
            "until": "2027-03-01",
            "for": None,
        }
    ]


def test_the_list_as_csv_runs_no_formula(healthlint: Command) -> None:
    healthlint.write(
        "tea.md", """<!-- healthlint: ignore-file addiction-free reason='=1+2, "x"' by=-legal for="+a" -->\n"""
    )
    ended = healthlint("suppressions", "--format", "csv", "--output", "list.csv")
    assert (ended.code, ended.out) == (0, "")
    text = (healthlint.folder / "list.csv").read_text(encoding="utf-8")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["reason"], row["by"], row["for"], row["line"]) == ('\'=1+2, "x"', "'-legal", "'+a", "1")


def test_a_file_that_can_not_be_read(healthlint: Command) -> None:
    healthlint.write("bad.md", b"\xff\xfe\xfa")
    ended = healthlint("suppressions", "tea.md", "bad.md", "missing.md", "--as-of", "2027-01-01")
    assert ended.code == 3
    assert "tea.md:3" in ended.out
    assert "bad.md" in ended.err
    assert "missing.md" in ended.err
    assert healthlint("suppressions", "--output", "no/such.csv").code == 2


def test_suppressions_are_written_once(healthlint: Command) -> None:
    path = healthlint.write("new.md", "# Tea\r\n\r\nKratom is not addictive.\r\n")
    os.chmod(path, 0o640)
    ended = healthlint("check", "new.md", *ONLY, "--add-ignore", "agreed -- see file")
    assert (ended.code, ended.out) == (0, "")
    assert ended.err == "healthlint: new.md: 1 suppression added\nchecked 1 file: no findings, 1 suppressed\n"
    written = path.read_bytes()
    assert written == (
        b'# Tea\r\n\r\n<!-- healthlint: ignore-next-line addiction-free reason="agreed -\\- see file" for="not addictive" -->'
        b"\r\nKratom is not addictive.\r\n"
    )
    assert path.stat().st_mode & 0o777 == 0o640
    again = healthlint("check", "new.md", *ONLY, "--add-ignore", "agreed")
    assert (again.code, path.read_bytes()) == (0, written)
    (row,) = json.loads(healthlint("suppressions", "new.md", "--format", "json").out)["suppressions"]
    assert (row["reason"], row["for"], row["state"]) == ("agreed -- see file", "not addictive", "in-use")


def test_a_format_without_comments_is_told(healthlint: Command) -> None:
    path = healthlint.write("tea.txt", "Kratom is not addictive.\n")
    ended = healthlint("check", "tea.txt", *ONLY, "--add-ignore", "agreed")
    assert ended.code == 1
    assert ended.err.startswith("healthlint: tea.txt was left as it is: the format has no comments: ")
    assert path.read_text(encoding="utf-8") == "Kratom is not addictive.\n"


def test_a_file_that_can_not_be_written_is_no_success(healthlint: Command) -> None:
    path = healthlint.write("new.md", "Kratom is not addictive.\n")
    os.chmod(healthlint.folder, 0o500)
    try:
        if os.access(healthlint.folder, os.W_OK):
            pytest.skip("this user may write everywhere")
        ended = healthlint("check", "new.md", *ONLY, "--add-ignore", "agreed")
    finally:
        os.chmod(healthlint.folder, 0o700)
    assert ended.code == 3
    assert "cannot write new.md: Permission denied" in ended.err
    assert path.read_text(encoding="utf-8") == "Kratom is not addictive.\n"


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["tea.md", "--add-ignore", " "], "--add-ignore needs a reason"),
        (["-", "--add-ignore", "x"], "--add-ignore writes into files and can't be used with -"),
        (["tea.md", "--add-ignore", "x", "--fix"], "--fix and --add-ignore both write"),
    ],
)
def test_mistakes_of_the_call(healthlint: Command, argv: list[str], message: str) -> None:
    ended = healthlint("check", *argv)
    assert ended.code == 2
    assert message in ended.err
    assert (healthlint.folder / "tea.md").read_text(encoding="utf-8") == PAGE


def test_many_files_in_several_processes_tell_the_same(healthlint: Command) -> None:
    for number in range(60):
        healthlint.write(f"many/{number:02}.md", PAGE)
    one = healthlint("suppressions", "many", "--jobs", "1", "--as-of", "2027-01-01")
    two = healthlint("suppressions", "many", "--jobs", "2", "--as-of", "2027-01-01")
    assert one.out == two.out
    assert one.out.count("in use") == 60
