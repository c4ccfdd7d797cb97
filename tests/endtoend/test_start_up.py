"""What a plain `check` imports: start-up is a large part of every run in a hook."""

from __future__ import annotations

import sys

import pytest

from endtoend.command import Command

SLOW = [
    "asyncio",
    "click",
    "concurrent",
    "contextlib",
    "ctypes",
    "dataclasses",
    "difflib",
    "email",
    "hashlib",
    "html",
    "importlib.metadata",
    "inspect",
    "json",
    "logging",
    "multiprocessing",
    "pathlib",
    "pickle",
    "random",
    "regex",
    "shutil",
    "socket",
    "string",
    "subprocess",
    "tempfile",
    "textstat",
    "tomllib",
    "traceback",
    "typing",
    "urllib",
    "warnings",
    "yaml",
]
IMPORTED = "import sys; from healthlint.cli import main; code = main(); print(*sys.modules, sep='\\n'); sys.exit(code)"


def imported(healthlint: Command, *argv: str) -> set[str]:
    """The modules that a run imported."""
    run = (sys.executable, "-S", "-c", f"import sys; sys.path[:] = {sys.path!r}; {IMPORTED}")
    ended = healthlint(*argv, program=run)
    assert ended.code in (0, 1), ended
    return {name for name in ended.out.splitlines() if " " not in name}


def slow(modules: set[str]) -> list[str]:
    return [name for name in SLOW if name in modules]


@pytest.fixture(autouse=True)
def warm(healthlint: Command) -> None:
    healthlint.write("a.md", "# Tea\n\nKratom *cures* anxiety.\n")
    healthlint.write("b.html", "<p>Kratom <b>cures</b> anxiety.\n")
    healthlint.write("c.txt", "Kratom cures anxiety.\n")
    healthlint.write("d.rst", "Tea\n===\n\n.. note:: Kratom *cures* anxiety.\n")
    healthlint.write("e.adoc", "= Tea\n\n* Kratom *cures* anxiety &amp; pain.\n")
    assert healthlint("check", "a.md").code == 1


@pytest.mark.parametrize(
    "argv", [["a.md"], ["b.html"], ["c.txt"], ["d.rst"], ["e.adoc"], ["a.md", "--quiet"], ["--", "a.md", "c.txt"]]
)
def test_a_plain_check_imports_nothing_slow(healthlint: Command, argv: list[str]) -> None:
    modules = imported(healthlint, "check", *argv)
    assert "healthlint.engine" in modules
    assert slow(modules) == []


def test_a_plain_check_imports_only_the_reader_that_it_needs(healthlint: Command) -> None:
    modules = imported(healthlint, "check", "a.md")
    assert not modules & {"healthlint.readers.html", "healthlint.readers.plain", "healthlint.language.compiler"}
    assert "pyromark" not in imported(healthlint, "check", "c.txt")


def test_a_plain_check_knows_neither_baselines_nor_changes(healthlint: Command) -> None:
    modules = imported(healthlint, "check", "a.md")
    rooms = ("healthlint.baseline", "healthlint.changes", "healthlint.below", "healthlint.cli.optional")
    assert [name for name in modules if name.startswith(rooms)] == []


def test_the_guard_can_fail(healthlint: Command) -> None:
    assert slow(imported(healthlint, "check", "a.md", "--format", "json")) == ["json"]
