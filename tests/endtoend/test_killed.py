"""A run that is killed before any of the steps in which it writes leaves every file as it was, or as it shall be."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from endtoend.command import Command, make_command

pytestmark = pytest.mark.skipif(os.name != "posix", reason="no SIGKILL")

KILLER = """
import os, signal, sys
left, folder = int(sys.argv.pop(1)), sys.argv.pop(1)
STEPS = ("os.rename", "os.link", "os.remove", "os.chmod", "os.chown", "os.mkdir", "os.truncate")

def watch(event, args):
    global left
    writes = event in STEPS or (event == "open" and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
    if writes and any(str(arg).startswith(folder) for arg in args[:2]):
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1

sys.addaudithook(watch)
from healthlint.__main__ import run
run()
"""
"""Runs healthlint and kills it before the step with this number, counted from 0, that writes below a folder."""

MOST = 200  # steps; far more than any of these runs takes
CLAIM = "# Tea\n\nKratom cures anxiety.\n"


def killed_at(healthlint: Command, step: int, folder: Path, *argv: str) -> bool:
    """Run a command, killed at a step; whether it came to it."""
    program = (sys.executable, "-c", KILLER, str(step), str(folder))
    return healthlint(*argv, program=program).code == -signal.SIGKILL


def steps(healthlint: Command, folder: Path, *argv: str):
    """Kill a command at each of its steps in turn; yields after each kill, and after the run that none was left for."""
    for step in range(MOST):
        was_killed = killed_at(healthlint, step, folder, *argv)
        yield step
        if not was_killed:
            return
    pytest.fail("the run never ended by itself")


def content(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def test_a_baseline_is_made_as_a_whole(healthlint: Command) -> None:
    healthlint.write("tea.md", CLAIM)
    path = healthlint.folder / ".healthlint-baseline.jsonl"
    seen = set()
    for step in steps(healthlint, healthlint.folder, "baseline", "create"):  # noqa: B007 - how many there were is asked below
        made = content(path)
        seen.add(made)
        assert made is None or healthlint("check").code == 0
        path.unlink(missing_ok=True)
    assert step >= 2
    assert len(seen) == 2


def test_a_baseline_is_renewed_as_a_whole(healthlint: Command) -> None:
    healthlint.write("tea.md", CLAIM)
    healthlint.write("mint.md", CLAIM)
    assert healthlint("baseline", "create").code == 0
    path = healthlint.folder / ".healthlint-baseline.jsonl"
    healthlint.write("mint.md", "# Mint\n\nMint is a plant.\n")
    old = path.read_bytes()
    seen = set()
    for step in steps(healthlint, healthlint.folder, "baseline", "update"):  # noqa: B007 - how many there were is asked below
        seen.add(path.read_bytes())
        assert healthlint("check").code == 0
        path.write_bytes(old)
    assert step >= 2
    assert len(seen) == 2
    assert min(seen, key=len).count(b"mint.md") == 0


def test_suppressions_are_written_as_a_whole(healthlint: Command) -> None:
    seen = set()
    page = healthlint.write("tea.md", CLAIM)
    for step in steps(healthlint, healthlint.folder, "check", "--add-ignore", "agreed with the lawyers"):  # noqa: B007 - how many there were is asked below
        seen.add(page.read_text(encoding="utf-8"))
        page.write_text(CLAIM, encoding="utf-8")
    assert step >= 2
    assert len(seen) == 2
    assert CLAIM in seen


def test_reports_are_written_as_a_whole(healthlint: Command) -> None:
    healthlint.write("tea.md", CLAIM)
    path = healthlint.folder / "report.json"
    seen = set()
    for _ in steps(healthlint, healthlint.folder, "check", "tea.md", "--output-file", "json=report.json"):
        seen.add(content(path))
        path.unlink(missing_ok=True)
    assert len(seen) == 2
    assert None in seen


def test_compiled_rules_are_kept_as_a_whole(tmp_path: Path) -> None:
    healthlint = make_command(tmp_path / "work", tmp_path / "cache")
    healthlint.write("tea.md", CLAIM)
    expected = healthlint("check", "tea.md", "--no-cache")
    assert expected.code == 1
    for step in steps(healthlint, tmp_path / "cache", "check", "tea.md"):  # noqa: B007 - how many there were is asked below
        after = healthlint("check", "tea.md")
        assert (after.code, after.out) == (expected.code, expected.out)
        for each in sorted((tmp_path / "cache").rglob("*"), reverse=True):
            each.unlink() if each.is_file() else each.rmdir()
    assert step >= 2
