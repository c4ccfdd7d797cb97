"""What a plain `check` imports, reads and compiles: start-up is a large part of every run in a hook.

Work is counted, never timed.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import pytest

from endtoend.command import Command
from healthlint.loading import locate, store

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
STANDARD = {"__future__", "_bisect", "_blake2", "array", "bisect", "collections", "gc", "zlib"}
"""What a plain check may import of the standard library beside `re`; some of it is built in, by Python, and `array` brings
`collections.abc`.
"""

MOST_OWN = 97
"""Modules of healthlint that a plain check of Markdown imports, and a few."""

MOST_PATTERNS = 17
"""Regular expressions that it compiles, and a few."""

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


def test_a_plain_check_imports_only_the_kinds_of_rules_that_find_something(healthlint: Command) -> None:
    rare = {"healthlint.kinds.evidence", "healthlint.kinds.terminology", "healthlint.matching.regexes"}
    assert not imported(healthlint, "check", "a.md") & rare
    healthlint.write("f.md", "Studies show that nobody sleeps.\n\nAn addict sleeps.\n")
    assert imported(healthlint, "check", "f.md") & rare


def test_a_plain_check_knows_neither_baselines_nor_changes(healthlint: Command) -> None:
    modules = imported(healthlint, "check", "a.md")
    rooms = ("healthlint.baseline", "healthlint.changes", "healthlint.below", "healthlint.cli.optional")
    assert [name for name in modules if name.startswith(rooms)] == []


def test_the_guard_can_fail(healthlint: Command) -> None:
    assert slow(imported(healthlint, "check", "a.md", "--format", "json")) == ["json"]


COUNTED = """
import json, os, re, sys
known = set(sys.modules)
names = ("open", "os.listdir", "os.scandir", "subprocess.Popen", "os.fork", "os.posix_spawn", "os.exec", "os.system")
events = {name: [] for name in names}
stats = []
stat = os.stat

def counted(path, *args, **options):
    stats.append(str(path))
    return stat(path, *args, **options)

def watch(event, args):
    if event in events:
        events[event].append(str(args[0]) if args else "")

os.stat = counted
sys.addaudithook(watch)
from healthlint.cli import main
code = main()
result = {"events": events, "stats": stats, "patterns": len(re._cache), "modules": sorted(set(sys.modules) - known)}
print("\\n" + json.dumps(result))
sys.exit(code)
"""


def counted(healthlint: Command, *argv: str) -> dict[str, Any]:
    """What a run did: audit events by name, the files whose state was asked for, the number of patterns compiled, the
    modules imported.
    """
    run = (sys.executable, "-S", "-c", f"import sys; sys.path[:] = {sys.path!r}; {COUNTED}")
    ended = healthlint(*argv, program=run)
    assert ended.code in (0, 1), ended
    result: dict[str, Any] = json.loads(ended.out.splitlines()[-1])
    return result


def opened(work: dict[str, Any]) -> list[str]:
    """The names of the files that were opened by their paths and are no code."""
    paths = [path for path in work["events"]["open"] if not path.isdecimal()]
    names = [path.replace("\\", "/").rpartition("/")[2] for path in paths]
    # A file that is opened with care makes two events.
    return sorted({name for name in names if not name.endswith((".py", ".pyc", ".so", ".pyd"))})


def test_a_plain_check_opens_the_page_the_kept_program_and_the_tables_of_words(healthlint: Command) -> None:
    names = opened(counted(healthlint, "check", "a.md"))
    (program,) = [name for name in names if name.startswith("program-")]
    assert names == sorted(["a.md", program, "syllables.txt", "easy_words.txt", "hyphenation.txt"])


def test_a_plain_check_looks_at_each_ruleset_once(healthlint: Command) -> None:
    work = counted(healthlint, "check", "a.md")
    rulesets = locate.builtin_files()
    assert [path for path in work["stats"] if path in rulesets] == rulesets
    beside = [path for path in work["stats"] if path not in rulesets and path not in store.makers()]
    assert len(beside) < 20, beside
    folders = {path.rpartition("/")[0] for path in rulesets}
    assert len(work["events"]["os.scandir"]) == len(folders)


def test_a_plain_check_starts_no_process(healthlint: Command) -> None:
    events = counted(healthlint, "check", "a.md")["events"]
    assert [name for name in events if events[name] and not name.startswith(("open", "os.listdir", "os.scandir"))] == []


def test_a_plain_check_imports_and_compiles_little(healthlint: Command) -> None:
    work = counted(healthlint, "check", "a.md")
    own = [name for name in work["modules"] if name.split(".")[0] == "healthlint"]
    others = {name.split(".")[0] for name in work["modules"]} - {"healthlint", "pyromark"}
    assert len(own) <= MOST_OWN, own
    assert others - STANDARD == set()
    assert work["patterns"] <= MOST_PATTERNS


def test_the_counts_can_fail(healthlint: Command) -> None:
    work = counted(healthlint, "check", ".", "--no-cache")  # git is asked for the files of a folder
    assert work["events"]["subprocess.Popen"]
    assert "subprocess" in {name.split(".")[0] for name in work["modules"]} - STANDARD
    assert "rulesets.bin" in opened(work) or work["patterns"] > MOST_PATTERNS  # never installed: it is compiled
