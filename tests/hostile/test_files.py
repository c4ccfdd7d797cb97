"""Files, links, folders and names that can't be read, have no end, or are meant to confuse."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from endtoend.command import Command, claims
from healthlint import checker as checkers
from healthlint import cli
from healthlint.readers import LARGEST

CLAIM = "Kratom cures anxiety.\n"
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b]")

needs_posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")


@pytest.fixture(autouse=True)
def page(healthlint: Command) -> None:
    healthlint.write("a.md", CLAIM)


def not_checked(healthlint: Command, *argv: str | bytes) -> str:
    """What a run tells of the one thing that it could not check."""
    ended = healthlint("check", *argv)
    assert ended.code == 3, ended
    assert ended.err.endswith("\n1 problem: not everything was checked\n")
    (told,) = [line for line in ended.err.splitlines() if line.startswith("not checked ")]
    return told.removeprefix("not checked ")


# -- no end


@needs_posix
def test_a_pipe_that_nobody_writes_to(healthlint: Command) -> None:
    os.mkfifo(healthlint.folder / "pipe.md")
    assert not_checked(healthlint, "pipe.md").startswith("pipe.md: is no regular file but a pipe or a device")
    assert healthlint("score", "pipe.md").code == 3
    assert healthlint("explain", "pipe.md:1").code == 3
    assert healthlint("check", "a.md", "--ruleset", "pipe.md").code == 2
    assert healthlint("check", "a.md", "--config", "pipe.md").code == 2
    os.mkfifo(healthlint.folder / "pyproject.toml")
    os.mkfifo(healthlint.folder / ".healthlintignore")
    ended = healthlint("check", ".")
    assert ended.code == 1, ended
    assert "checked 1 file: " in ended.err


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="needs devices")
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/urandom", "/dev/tty"])
def test_a_device(healthlint: Command, device: str) -> None:
    assert not_checked(healthlint, device).startswith(f"{device}: ")
    assert healthlint("check", "a.md", "--ruleset", device).code == 2


def test_standard_input_without_an_end_in_sight(healthlint: Command) -> None:
    ended = healthlint("check", "-", stdin=CLAIM.encode() * (LARGEST // len(CLAIM) + 1))
    assert ended.code == 3
    assert ended.out == ""
    assert "not checked <stdin>: is larger than 64 MB and was not checked: split it\n" in ended.err


@pytest.mark.parametrize("suffix", [".md", ".html", ".txt"])
def test_a_file_that_is_too_large(healthlint: Command, suffix: str) -> None:
    healthlint.write(f"large{suffix}", CLAIM * (LARGEST // len(CLAIM) + 1))
    told = not_checked(healthlint, f"large{suffix}")
    assert told == f"large{suffix}: is larger than 64 MB and was not checked: split it"


def test_the_largest_file_that_is_checked(healthlint: Command) -> None:
    healthlint.write("large.html", "<!--" + "x" * (LARGEST - len(CLAIM) - 7) + "-->" + CLAIM)
    assert (healthlint.folder / "large.html").stat().st_size == LARGEST
    (finding,) = claims(healthlint.json("large.html"))
    assert finding["byte_end"] == LARGEST - 2


# -- links


@needs_posix
def test_links_that_lead_nowhere_or_in_a_circle(healthlint: Command) -> None:
    folder = healthlint.folder
    (folder / "in").mkdir()
    (folder / "in/self").symlink_to(folder / "in")
    (folder / "in/up").symlink_to(folder)
    assert healthlint("check", "in").err.startswith("healthlint: note: in: no file to check")
    (folder / "one.md").symlink_to("two.md")
    (folder / "two.md").symlink_to("one.md")
    (folder / "gone.md").symlink_to("nowhere.md")
    assert not_checked(healthlint, "one.md").startswith("one.md: can't be read: ")
    assert not_checked(healthlint, "gone.md").startswith("gone.md: can't be read: ")
    ended = healthlint("check", ".")
    assert ended.code == 3
    assert {line.split()[2] for line in ended.err.splitlines() if line.startswith("not checked")} >= {"gone.md:"}
    assert ended.out.count("treats-disease") == 1


@needs_posix
def test_a_link_is_read_where_it_leads(healthlint: Command, tmp_path: Path) -> None:
    (tmp_path / "far.md").write_text(CLAIM)
    (healthlint.folder / "near.md").symlink_to(tmp_path / "far.md")
    assert healthlint("check", "near.md").out.startswith("near.md:1:8: ")
    assert [file["path"] for file in healthlint.json(".")["files"]] == ["a.md", "near.md"]


# -- what is closed to us, or changes under our hands. The tests may run as a user for whom nothing is closed.

Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def run(healthlint: Command, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process: the exit code and the JSON report, or what standard error was told."""
    monkeypatch.chdir(healthlint.folder)
    monkeypatch.setenv("HEALTHLINT_CACHE_DIR", str(healthlint.cache))

    def run_it(*argv: str) -> tuple[int, Any]:
        code = cli.main(["check", "--format", "json", *argv])
        captured = capsys.readouterr()
        return code, json.loads(captured.out) if captured.out else captured.err

    return run_it


def test_a_folder_that_cannot_be_read(run: Run, healthlint: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    healthlint.write("in/closed/b.md", CLAIM)
    healthlint.write("in/c.md", CLAIM)
    scandir = os.scandir

    def refusing(path: str) -> Any:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    code, report = run("in")
    assert code == 3
    assert [(file["path"], len(file["problems"])) for file in report["files"]] == [("in/c.md", 0), ("in/closed", 1)]
    assert len(claims(report, "in/c.md")) == 1
    code, err = run("in/c.md", "--ruleset", "in")
    assert code == 2
    assert "in/closed: can't be read: Permission denied" in err


def test_a_file_that_cannot_be_read(run: Run, healthlint: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    healthlint.write("closed.md", CLAIM)
    system_open = os.open

    def refusing(path: Any, *more: Any, **named: Any) -> int:
        if str(path).endswith("closed.md"):
            raise PermissionError(13, "Permission denied", path)
        return system_open(path, *more, **named)

    monkeypatch.setattr(os, "open", refusing)
    code, report = run("closed.md", "a.md")
    assert code == 3
    assert report["files"][0]["problems"] == [{"message": "can't be read: Permission denied", "line": None}]
    assert len(claims(report, "a.md")) == 1


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_files_that_vanish_after_they_were_listed(
    run: Run, healthlint: Command, monkeypatch: pytest.MonkeyPatch, jobs: str
) -> None:
    for number in range(60):
        healthlint.write(f"in/{number:02}.md", CLAIM)
    constructed = checkers.Checker.__init__

    def deleting(self: Any, options: Any) -> None:
        constructed(self, options)
        for number in range(0, 60, 7):
            os.unlink(f"in/{number:02}.md")

    monkeypatch.setattr(checkers.Checker, "__init__", deleting)
    code, report = run("in", "--jobs", jobs)
    assert code == 3
    assert [file["path"] for file in report["files"] if file["problems"]] == [
        f"in/{number:02}.md" for number in range(0, 60, 7)
    ]
    assert report["summary"]["problems"] == 9
    assert len(claims(report)) == 51


def test_a_file_that_became_a_folder(run: Run, healthlint: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    (healthlint.folder / "b.md").mkdir()
    is_folder = os.path.isdir
    monkeypatch.setattr(os.path, "isdir", lambda path: not str(path).endswith("b.md") and is_folder(path))
    code, report = run("b.md")
    assert code == 3
    assert report["files"][0]["problems"][0]["message"].startswith("can't be read: ")


# -- names

NAMES = [
    "-x.md",
    "--help.md",
    "a b.md",
    " .md",
    "\u00fc\u0308\U0001f33f.md",
    "quote\"'`.md",
    "star*[a]?.md",
    "percent%20.md",
    "back\\slash.md",
    "colon:1:2.md",
]
ODD_NAMES = [
    "line\nfeed.md",
    "bell\x07\x1b[31m.md",
    "return\r.md",
    "tab\t.md",
    "\u202eevil.md",
    "\x9b31m.md",
    "\u200b.md",
]


@needs_posix
@pytest.mark.parametrize("name", [*NAMES, *ODD_NAMES], ids=ascii)
def test_names(healthlint: Command, name: str) -> None:
    healthlint.write(f"in/{name}", CLAIM)
    assert [file["path"] for file in healthlint.json("in")["files"]] == [f"in/{name}"]
    for form in ("concise", "full"):
        ended = healthlint("check", "--format", form, "--color", "never", "in", "--", f"in/{name}")
        assert ended.code == 1, ended
        assert not CONTROL.search(ended.out + ended.err)
        assert "checked 1 file: " in ended.out + ended.err
    inside = Command(healthlint.folder / "in", healthlint.cache)
    ended = inside("check", "--", name)
    assert ended.code == 1, ended
    if name in NAMES:
        assert ended.out.startswith(f"{name}:1:8: ")
    gone = inside("check", "--", f"no{name}")
    assert gone.code == 3
    assert not CONTROL.search(gone.out + gone.err)


def test_a_name_that_looks_like_an_option(healthlint: Command) -> None:
    healthlint.write("-x.md", CLAIM)
    assert healthlint("check", "-x.md").code == 2
    assert healthlint("check", "--", "-x.md").code == 1
    assert healthlint("check", "./-x.md").code == 1


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are Unicode there")
def test_names_that_are_no_unicode(healthlint: Command) -> None:
    name = b"bad\xff\xc3.md"
    Path(os.fsdecode(os.fsencode(healthlint.folder) + b"/" + name)).write_text(CLAIM)
    for argv in ([name], [b"."]):
        ended = healthlint("check", *argv)
        assert ended.code == 1, ended
        assert "bad\\udcff\\udcc3.md:1:8: error treats-disease" in ended.out
    assert healthlint("check", "--format", "full", name).code == 1
    report = json.loads(healthlint("check", "--format", "json", name).out)
    assert os.fsencode(report["files"][0]["path"]) == name
    assert not_checked(healthlint, b"no" + name) == "nobad\\udcff\\udcc3.md: no such file or folder"


def test_what_a_page_says_cannot_move_the_cursor(healthlint: Command) -> None:
    healthlint.write("b.md", "Kratom \x1b[2J\x07cures\u202e anxiety\x9b0m.\x08 Kratom cures anx\u200biety.\n")
    for form in ("full", "concise"):
        ended = healthlint("check", "--format", form, "--color", "never", "b.md")
        assert ended.code == 1, ended
        assert not CONTROL.search(ended.out + ended.err)
    assert "\\x1b[2J" in healthlint("check", "--format", "full", "b.md").out
    assert "\\x1b[2J" in healthlint("explain", "b.md:1").out
