"""What a run asks of the system: how often it opens files, looks at them and lists folders, told by the difference that
more files make."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from benchmarks import corpus

COUNTED = """\
import collections, json, os, sys

counted = collections.Counter()
opening = []

def heard(event, arguments):
    if event in ("open", "os.listdir", "os.scandir"):
        path = str(arguments[0])
        if event == "open" and arguments[1] is None and opening == [path]:
            opening.clear()  # what `open` does with an opener is told twice
            return
        opening[:] = [path] if event == "open" else []
        counted[event if "content" in path else event + " elsewhere"] += 1
    elif event in ("subprocess.Popen", "os.fork", "os.posix_spawn"):
        counted[event] += 1

def counting(name):
    real = getattr(os, name)
    def call(path, *arguments, **named):
        counted[f"os.{name}"] += "content" in str(path)
        return real(path, *arguments, **named)
    setattr(os, name, call)

for name in ("stat", "lstat"):
    counting(name)

from healthlint.cli import main

sys.addaudithook(heard)
code = main(sys.argv[1:])
sys.stderr.write("\\n" + json.dumps([code, counted]))
sys.stderr.flush()
os._exit(0)
"""


def run(folder: Path, cache: Path, *argv: str) -> Counter[str]:
    command = [
        sys.executable,
        "-c",
        COUNTED,
        "check",
        "--isolated",
        "--jobs",
        "1",
        "--fail-on",
        "never",
        *argv,
        "content",
    ]
    done = subprocess.run(
        command,
        cwd=folder,
        env={
            "PATH": "/usr/bin:/bin",
            "HOME": str(folder),
            "HEALTHLINT_CACHE_DIR": str(cache),
            "PYTHONPATH": ":".join(sys.path),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    code, counted = json.loads(done.stderr.splitlines()[-1])
    assert code == 0, done.stderr
    return Counter(counted)


def site(folder: Path, pages: int) -> Path:
    """A repository of one folder with so many pages."""
    (folder / ".git").mkdir(parents=True)
    corpus.write_pages(str(folder / "content"), pages)
    return folder


@pytest.fixture(scope="module")
def for_one_more(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    """What one more file costs in a folder that is checked for the first time, and is large enough for what is kept of
    it.
    """
    top = tmp_path_factory.mktemp("counted")
    run(site(top / "first", 1), top / "cache")
    few, many = (run(site(top / f"site-{count}", count), top / "cache") for count in (70, 100))
    return {event: (many[event] - few[event]) / 30 for event in few | many}


def test_a_file_is_opened_to_see_how_it_begins_and_to_read_it(for_one_more: dict[str, float]) -> None:
    assert 1 <= for_one_more["open"] <= 2


def test_nothing_else_is_opened_for_a_file(for_one_more: dict[str, float]) -> None:
    assert for_one_more.get("open elsewhere", 0) <= 0.2


def test_a_file_is_looked_at_twice_at_most(for_one_more: dict[str, float]) -> None:
    assert for_one_more.get("os.stat", 0) + for_one_more.get("os.lstat", 0) <= 2


def test_no_folder_is_listed_and_no_program_is_run_for_a_file(for_one_more: dict[str, float]) -> None:
    for event in ("os.listdir", "os.scandir", "subprocess.Popen", "os.fork", "os.posix_spawn"):
        assert for_one_more.get(event, 0) == 0, event
