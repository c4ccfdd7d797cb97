from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from healthlint.cli import main
from healthlint.cli.optional import joined
from healthlint.errors import UsageError


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("check --diff", "check --diff=HEAD"),
        ("check --diff main", "check --diff=main"),
        ("check --diff=main a.md", "check --diff=main a.md"),
        ("check --diff a.md", "check --diff=HEAD a.md"),
        ("check a.md --diff b.md", "check a.md --diff=b.md"),
        ("check --diff main a.md", "check --diff=main a.md"),
        ("check --diff --quiet a.md", "check --diff=HEAD --quiet a.md"),
        ("check --diff -- main", "check --diff=HEAD -- main"),
        ("check --diff -", "check --diff=HEAD -"),
        ("check -- --diff main", "check -- --diff main"),
        ("check --config --diff --diff x", "check --config --diff --diff=x"),
        ("check --diff  a.md", "check --diff= a.md"),
        ("check --config", "check --config"),
        ("score --diff a.md", "score --diff a.md"),
        ("chekc --diff a.md", "chekc --diff a.md"),
    ],
)
def test_a_value_or_none(line: str, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("")
    assert joined(line.split(" ")) == expected.split(" ")


def test_two_readings_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    subprocess.run(["git", "init", "-q", "-b", "docs"], check=True)
    subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@b.example", "commit", "-qm", "x", "--allow-empty"], check=True
    )
    Path("docs").mkdir()
    Path("other").mkdir()
    with pytest.raises(UsageError) as caught:
        joined(["check", "--diff", "docs"])
    assert str(caught.value) == (
        "--diff docs can be read in two ways: there is a path and a commit or branch of that name\n"
        "write --diff=docs for the commit, or --diff -- docs for the path"
    )
    assert joined(["check", "--diff", "other"]) == ["check", "--diff=HEAD", "other"]


def test_without_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--diff"]) == 2
    assert "no such option" in capsys.readouterr().err
