"""Several outputs in one run, files that are whole or not there, and what a step on GitHub prints and keeps."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from healthlint import output
from healthlint.cli import reports
from healthlint.output import OUTPUTS

from .conftest import Fake, Run

Write = Callable[..., None]


@pytest.fixture(autouse=True)
def content(run: Run, fake: Fake, write: Write) -> None:
    """A page a severity and a clean one."""
    write("error.md", "So calm.\n", "warning.md", "A soothing tea.\n", "in/info.md", "It is mild.\n")
    write("clean.md", "Leaves.\n")


@pytest.mark.parametrize("format", sorted(OUTPUTS))
@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("check clean.md", 0),
        ("check warning.md in", 0),
        ("check error.md", 1),
        ("check warning.md --fail-on warning", 1),
        ("check error.md --fail-on never", 0),
        ("check warning.md --max-warnings 0", 1),
        ("check error.md missing.md", 3),
    ],
)
def test_no_format_changes_the_exit_code(run: Run, format: str, line: str, code: int) -> None:
    assert run(*line.split(), "--format", format, "--output-file", f"{format}=report").code == code
    assert Path("report").is_file()


def test_all_formats_in_one_run(run: Run) -> None:
    asked = [f"--output-file={name}=out.{name}" for name in OUTPUTS]
    ended = run("check", "error.md", "warning.md", "in", "missing.md", "--statistics", *asked)
    assert ended.code == 3
    found = {name: Path(f"out.{name}").read_text(encoding="utf-8") for name in OUTPUTS}
    assert len(json.loads(found["sarif"])["runs"][0]["results"]) == 3
    assert len(json.loads(found["gitlab"])) == 4
    assert len(json.loads(found["rdjson"])["diagnostics"]) == 4
    assert ET.fromstring(found["junit"]).attrib["tests"] == "4"
    assert len(list(ET.fromstring(found["checkstyle"]).iter("error"))) == 4
    assert found["github"].count("\n::") == 4
    assert found["markdown"].startswith("## healthlint: checked 3 files: 1 error, 1 warning, 1 info\n")
    assert json.loads(found["json"])["statistics"][0]["rule"] == "calm-promise"
    assert json.loads(found["jsonl"].splitlines()[-1])["statistics"][0]["findings"] == 3
    for name in ("sarif", "markdown", "github", "full", "concise"):
        assert "calm-promise" in found[name].replace("| 3 | error |", "")
    assert "\x1b" not in "".join(found.values())


def test_paths_for_services_are_below_the_root(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("in")
    given = ["info.md", str(Path("../error.md").absolute()), "../warning.md"]
    named = ["--output-file=gitlab=g", "--output-file=sarif=s", "--output-file=github=h", "--output-file=rdjson=r"]
    run("check", *given, *named)
    paths = ["in/info.md", "error.md", "warning.md"]
    assert [entry["location"]["path"] for entry in json.loads(Path("g").read_text())] == paths
    (sarif,) = json.loads(Path("s").read_text())["runs"]
    assert [each["location"]["uri"] for each in sarif["artifacts"]] == paths
    assert "::error file=error.md,line=1," in Path("h").read_text()
    assert "::notice file=in/info.md,line=1," in Path("h").read_text()
    assert json.loads(Path("r").read_text())["diagnostics"][2]["location"]["path"] == "../warning.md"


def test_what_fails_in_junit_is_what_fails_the_run(run: Run, write: Write) -> None:
    for line, failures in (("", "1"), ("--fail-on info", "3"), ("--fail-on never", "0")):
        run("check", "error.md", "warning.md", "in", *line.split(), "--output-file", "junit=j.xml")
        assert ET.parse("j.xml").getroot().attrib["failures"] == failures
    write(".healthlint.yaml", "fail-on: warning\n")
    run("check", "error.md", "warning.md", "in", "--output-file", "junit=j.xml")
    assert ET.parse("j.xml").getroot().attrib["failures"] == "2"


def test_a_file_is_whole_or_as_it_was(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Iterator[str]:
        yield "half"
        raise MemoryError

    Path("out").mkdir()
    Path("out/old.sarif").write_text("before")
    monkeypatch.setattr(reports, "load", lambda name: broken if name == "sarif" else output.load(name))
    for name in ("old", "new"):
        assert run("check", "error.md", "--output-file", f"sarif=out/{name}.sarif").code == 3
    assert os.listdir("out") == ["old.sarif"]
    assert Path("out/old.sarif").read_text() == "before"


def test_an_old_report_is_replaced_and_keeps_its_permissions(run: Run) -> None:
    Path("a.json").write_text("x" * 100_000)
    Path("a.json").chmod(0o600)
    run("check", "error.md", "--output-file", "json=a.json")
    assert json.loads(Path("a.json").read_text())["summary"]["errors"] == 1
    assert stat.S_IMODE(Path("a.json").stat().st_mode) == 0o600 or os.name == "nt"


@pytest.mark.skipif(os.name == "nt", reason="needs a pipe with a name")
def test_a_pipe_is_written_to(run: Run, tmp_path: Path) -> None:
    import threading

    os.mkfifo("pipe")
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append(Path("pipe").read_text(encoding="utf-8")))
    reader.start()
    assert run("check", "error.md", "--output-file", "json=pipe").code == 1
    reader.join(10)
    assert json.loads(got[0])["summary"]["errors"] == 1


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_that_may_not_be_written(run: Run) -> None:
    Path("shut").mkdir(mode=0o500)
    ended = run("check", "clean.md", "--output-file", "json=shut/a.json")
    assert (ended.code, "cannot write shut/a.json: Permission denied" in ended.err) == (3, True)


@pytest.mark.parametrize(
    ("value", "first"), [("true", "error error.md:1:4 "), ("false", "error.md:1:4: "), ("", "error.md:1:4: ")]
)
def test_the_format_on_github(run: Run, monkeypatch: pytest.MonkeyPatch, value: str, first: str) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", value)
    ended = run("check", "error.md", "missing.md")
    assert ended.out.startswith(first)
    assert run("check", "error.md", "--format", "concise").out.startswith("error.md:1:4: ")
    if value == "true":
        assert ended.err == ""
        assert "::error file=missing.md,title=healthlint%3A not checked::no such file or folder\n" in ended.out


def test_the_job_summary_is_added_to(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    run("check", "error.md", "--format", "concise")
    assert summary.read_text() == "before\n"
    assert run("check", "error.md", "--format", "github").code == 1
    shown = summary.read_text(encoding="utf-8")
    assert shown.startswith("before\n## healthlint: checked 1 file: 1 error\n")
    assert "| error | 1:4 | calm-promise | Promises calm. |" in shown
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    run("check", "error.md", "--color", "always")
    assert summary.read_text(encoding="utf-8").count("## healthlint") == 2
    assert "\x1b" not in summary.read_text(encoding="utf-8")


def test_a_job_summary_stays_below_what_github_takes(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("x" * (1024 * 1024 - 300))
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    run("check", "error.md", "warning.md", "--format", "github")
    assert summary.stat().st_size <= 1024 * 1024
    assert "findings left out: there is no room for more. The log has all.**\n" in summary.read_text(encoding="utf-8")


def test_a_job_summary_that_cannot_be_written_is_told(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path))
    ended = run("check", "clean.md", "--format", "github")
    assert ended.code == 3
    assert f"cannot write {tmp_path}: " in ended.err


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
@pytest.mark.parametrize(("quiet", "shown"), [([], True), (["--quiet"], False)])
def test_progress_is_for_a_person_who_watches(
    run: Run, monkeypatch: pytest.MonkeyPatch, quiet: list[str], shown: bool
) -> None:
    import pty

    from healthlint.cli import main

    monkeypatch.setattr("healthlint.cli.terminal._PATIENCE", 0.0)
    monkeypatch.setattr("healthlint.cli.terminal._BEAT", 0.0)
    ours, theirs = pty.openpty()
    with open(theirs, "w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stderr", stream)
        main(["check", "error.md", "warning.md", *quiet])
        stream.write("end")
        stream.flush()
        told = ""
        while "end" not in told:
            told += os.read(ours, 1000).decode()
    os.close(ours)
    assert ("of 2 files" in told) is shown
    assert told.rstrip("end").endswith("\r") is shown or "checked" in told


def test_no_progress_where_nobody_watches(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("healthlint.cli.terminal._PATIENCE", 0.0)
    assert "of 2 files" not in run("check", "error.md", "warning.md").err
