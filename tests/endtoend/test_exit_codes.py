"""0 nothing at or above the fail level, 1 findings, 2 a mistake of the caller, 3 something could not be checked."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from endtoend.command import Command

CLAIM = "Kratom cures anxiety.\n"
CLEAN = "The river runs past the mill.\n"
RULESET = "ruleset: own/odd\nversion: '1.0.0'\ntitle: Odd\nrules:\n  - id: odd\n"


@pytest.fixture(autouse=True)
def content(healthlint: Command) -> None:
    for name, text in (("claim.md", CLAIM), ("clean.md", CLEAN), ("empty.md", "")):
        healthlint.write(name, text)
    healthlint.write("broken.md", b"cures \xff anxiety\n")
    healthlint.write("own.yaml", RULESET)
    healthlint.write("odd.yaml", "selct: [claims]\n")
    healthlint.write("mild.yaml", "select: [treats-disease]\nseverity: {treats-disease: warning}\n")
    healthlint.write("nothing/picture.png", b"\x89PNG")


CODES = [
    (0, ["clean.md"]),
    (0, ["empty.md"]),
    (0, ["nothing"]),
    (0, ["claim.md", "--config", "mild.yaml"]),
    (0, ["claim.md", "--config", "mild.yaml", "--max-warnings", "1"]),
    (0, ["claim.md", "--fail-on", "never"]),
    (0, ["claim.md", "--ignore", "claims"]),
    (0, ["claim.md", "--select", "terminology"]),
    (1, ["claim.md"]),
    (1, ["clean.md", "claim.md"]),
    (1, ["claim.md", "--config", "mild.yaml", "--fail-on", "warning"]),
    (1, ["claim.md", "--config", "mild.yaml", "--fail-on", "info"]),
    (1, ["claim.md", "--config", "mild.yaml", "--max-warnings", "0"]),
    (2, ["--nonsense", "claim.md"]),
    (2, ["claim.md", "--format", "nonsense"]),
    (2, ["claim.md", "--select", "nonsense"]),
    (2, ["claim.md", "--fail-on", "nonsense"]),
    (2, ["claim.md", "--config", "missing.yaml"]),
    (2, ["claim.md", "--config", "odd.yaml"]),
    (2, ["claim.md", "--ruleset", "own.yaml"]),
    (2, ["claim.md", "--ruleset", "missing.yaml"]),
    (2, ["claim.md", "--output-file", "json=missing/out.json"]),
    (2, ["missing.md", "--ruleset", "own.yaml"]),
    (2, ["broken.md", "claim.md", "--config", "odd.yaml"]),
    (3, ["missing.md"]),
    (3, ["broken.md"]),
    (3, ["claim.md", "missing.md"]),
    (3, ["claim.md", "broken.md"]),
    (3, ["broken.md", "clean.md", "--fail-on", "never"]),
    (3, ["missing", "nothing"]),
]


@pytest.mark.parametrize(("code", "argv"), CODES, ids=[f"{code} {' '.join(argv)}" for code, argv in CODES])
def test_exit_code(healthlint: Command, code: int, argv: list[str]) -> None:
    ended = healthlint("check", *argv)
    assert ended.code == code, ended
    if code == 2:
        assert ended.out == ""
        assert ended.err.startswith("healthlint: ")


def test_the_format_never_changes_the_code(healthlint: Command) -> None:
    for argv, code in ((["clean.md"], 0), (["claim.md"], 1), (["claim.md", "broken.md"], 3)):
        for name in ("full", "concise", "json", "jsonl"):
            assert healthlint("check", "--format", name, *argv).code == code, (name, argv)


def test_what_was_not_checked_is_told_whatever_else_was_found(healthlint: Command) -> None:
    ended = healthlint("check", "claim.md", "broken.md", "missing.md", "--quiet")
    assert ended.out.count("treats-disease") == 1
    assert "not checked broken.md:1: is not UTF-8" in ended.err
    assert "not checked missing.md: no such file or folder" in ended.err


def test_a_folder_without_a_file_to_check_is_told(healthlint: Command) -> None:
    ended = healthlint("check", "nothing")
    assert ended.err == (
        "healthlint: note: nothing: no file to check (hidden and ignored files are left out unless you name them)\n"
        "checked no file\n"
    )


def test_every_mistake_of_a_ruleset_is_told_with_its_place(healthlint: Command) -> None:
    ended = healthlint("check", "claim.md", "--ruleset", "own.yaml")
    assert ended.err.startswith("healthlint: ")
    assert "own.yaml:5:" in ended.err


@pytest.mark.parametrize("name", ["page.md", "page.html", "page.txt", "page"])
def test_standard_input(healthlint: Command, name: str) -> None:
    ended = healthlint("check", "-", "--stdin-filename", name, stdin=CLAIM.encode())
    assert ended.code == 1, ended
    assert f"{name}:1:8: error treats-disease" in ended.out
    assert healthlint("check", "-", "--stdin-filename", name, stdin=CLEAN.encode()).code == 0
    assert healthlint("check", "-", "--stdin-filename", name, stdin=b"\xff").code == 3
    assert healthlint("check", "--stdin-filename", name).code == 2


def test_the_name_of_standard_input_says_the_format(healthlint: Command) -> None:
    page = b"<p>Kratom <b>cures</b> anxiety.</p>"
    value = json.loads(healthlint("check", "-", "--stdin-filename", "a/b.html", "--format", "json", stdin=page).out)
    assert value["files"][0]["path"] == "a/b.html"
    assert "cures</b> anxiety" in [finding["match"] for finding in value["files"][0]["findings"]]


def test_the_installed_command_is_the_module(healthlint: Command) -> None:
    script = shutil.which("healthlint", path=str(Path(sys.executable).parent))
    if script is None:
        pytest.skip("healthlint is not installed as a command beside this Python")
    installed = healthlint("check", "claim.md", "clean.md", program=(script,))
    module = healthlint("check", "claim.md", "clean.md")
    assert (installed.code, installed.out, installed.err) == (module.code, module.out, module.err)
    assert installed.code == 1


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
def test_a_report_that_cannot_be_written_is_no_clean_run(healthlint: Command) -> None:
    ended = healthlint("check", "clean.md", "--output-file", "json=/dev/full")
    assert ended.code == 3
    assert "cannot write /dev/full" in ended.err
