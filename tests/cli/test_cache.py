"""`healthlint cache`: what is kept is shown, and deleted together with nothing else."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from healthlint import kept
from healthlint.origin import UNKNOWN
from healthlint.results import storage

from .conftest import Run


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "own cache"
    monkeypatch.setenv("HEALTHLINT_CACHE_DIR", str(folder))
    return folder


@pytest.fixture
def filled(folder: Path) -> Path:
    """A folder with something of each kind, and a file of somebody else."""
    folder.mkdir()
    (folder / "program-00000001.bin").write_bytes(b"x" * 2_345_678)
    (folder / "heads-00000001.bin").write_bytes(b"x" * 50_000)
    (folder / "results-00000001.bin.ab12.tmp").write_bytes(b"x")
    (folder / "mine.txt").write_text("mine")
    writer = storage.Writer(str(folder / "results-00000002.bin"), b"/home/tea site\0digest")
    for label in ("a.md", "b.md"):
        writer.add(label, UNKNOWN, (1,), b"y" * 100_000, 0)
    assert writer.finish()
    return folder


def test_info(run: Run, filled: Path) -> None:
    ended = run("cache", "info")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == (
        f"{filled}\n"
        "  results              2 files  0.2 MB\n"
        "  compiled rulesets     1 file  2.3 MB\n"
        "  how files begin       1 file  0.1 MB\n"
        "  in all               4 files  2.6 MB of at most 500.0 MB\n"
        "\n"
        "results of\n"
        "  /home/tea site  2 reports, 0.2 MB\n"
    )


def test_info_as_json(run: Run, filled: Path) -> None:
    ended = run("cache", "info", "--format", "json")
    told = json.loads(ended.out)
    size = (filled / "results-00000002.bin").stat().st_size
    used = told["results"][0].pop("used")
    assert used == int((filled / "results-00000002.bin").stat().st_mtime)
    assert told == {
        "folder": str(filled),
        "bytes": size + 1 + 2_345_678 + 50_000,
        "limit": kept.LARGEST,
        "kinds": {
            "results": {"files": 2, "bytes": size + 1},
            "program": {"files": 1, "bytes": 2_345_678},
            "heads": {"files": 1, "bytes": 50_000},
        },
        "results": [{"folder": "/home/tea site", "reports": 2, "bytes": size}],
    }


def test_info_of_a_folder_that_is_not_there(run: Run, folder: Path) -> None:
    ended = run("cache", "info")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines()[0] == str(folder)
    assert ended.out.splitlines()[-1] == "  in all               0 files  0.0 MB of at most 500.0 MB"
    assert not folder.exists()


def test_info_where_nothing_can_be_kept(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "folder", lambda: "")
    ended = run("cache", "info")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == "nothing is kept: no home folder is known (HEALTHLINT_CACHE_DIR names another folder)\n"
    assert json.loads(run("cache", "info", "--format", "json").out)["folder"] is None


def test_info_of_damaged_results(run: Run, filled: Path) -> None:
    (filled / "results-00000002.bin").write_bytes(b"zzz")
    ended = run("cache", "info")
    assert ended.code == 0
    assert "results of" not in ended.out


def test_clear(run: Run, filled: Path) -> None:
    ended = run("cache", "clear")
    assert (ended.code, ended.out) == (0, "")
    assert ended.err == f"removed 4 files, 2.6 MB, from {filled}\n"
    assert os.listdir(filled) == ["mine.txt"]
    ended = run("cache", "clear")
    assert (ended.code, ended.err) == (0, "nothing to remove\n")


def test_clear_tells_what_it_can_not_remove(run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    remove = kept.remove
    monkeypatch.setattr(kept, "remove", lambda path: "program" not in path and remove(path))
    ended = run("cache", "clear")
    assert ended.code == 3
    assert ended.err == (f"removed 3 files, 0.3 MB, from {filled}\nnot removed {filled / 'program-00000001.bin'}\n")


def test_a_folder_that_can_not_be_looked_into(run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(kept, "files", fail)
    for command in ("info", "clear"):
        ended = run("cache", command)
        assert (ended.code, ended.out) == (3, "")
        assert ended.err == f"healthlint: cannot look into {filled}: Permission denied\n"


@pytest.mark.parametrize("argv", [("cache", "info", "x"), ("cache", "clear", "--format", "json"), ("cache", "empty")])
def test_what_the_commands_do_not_know(run: Run, filled: Path, argv: tuple[str, ...]) -> None:
    assert run(*argv).code == 2
    assert len(os.listdir(filled)) == 5
