"""Files that are kept between runs: which are ours, what they may take up, which go first."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from healthlint import kept

DAY = 86_400


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("HEALTHLINT_CACHE_DIR", str(folder))
    return folder


def put(folder: Path, name: str, size: int = 10, days: float = 0) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(b"x" * size)
    stamp = time.time() - days * DAY
    os.utime(path, (stamp, stamp))
    return path


OURS = ("heads-01234567.bin", "program-89abcdef.bin", "results-00000000.bin", "results-00000000.bin.0a1b.tmp")
FOREIGN = (
    "results.bin",
    "results-0000000.bin",
    "results-000000000.bin",
    "results-0000000g.bin",
    "results-00000000.bin.tmp~",
    "other-00000000.bin",
    "results-00000000.bin.bak",
    "notes.txt",
)


def test_only_what_is_called_so_is_ours(folder: Path) -> None:
    for name in (*OURS, *FOREIGN):
        put(folder, name)
    (folder / "results-11111111.bin").mkdir()
    (folder / "results-22222222.bin").symlink_to(folder / "notes.txt")
    found = kept.files()
    assert [os.path.basename(file.path) for file in found] == list(OURS)
    assert [file.kind for file in found] == ["heads", "program", "results", "results"]
    assert [file.is_unfinished for file in found] == [False, False, False, True]


def test_no_folder_holds_nothing(folder: Path) -> None:
    assert kept.files() == []
    kept.tidy()


def test_what_was_not_used_for_longest_goes_first(folder: Path) -> None:
    put(folder, "notes.txt", 1000, days=90)
    names = ("program-00000001.bin", "results-00000002.bin", "heads-00000003.bin", "results-00000004.bin")
    for days, name in enumerate(names):
        put(folder, name, 100, days)
    kept.tidy(400)
    assert sorted(os.listdir(folder)) == sorted(("notes.txt", *names))
    kept.tidy(399)
    assert sorted(os.listdir(folder)) == sorted(("notes.txt", *names[:3]))
    kept.tidy(100)
    assert sorted(os.listdir(folder)) == ["notes.txt", names[0]]


def test_reading_counts_as_use(folder: Path) -> None:
    old, young = put(folder, "heads-00000001.bin", days=3), put(folder, "heads-00000002.bin", days=0.5)
    before = young.stat().st_mtime_ns
    assert kept.read(str(old)) == kept.read(str(young)) == b"x" * 10
    assert time.time() - old.stat().st_mtime < DAY
    assert young.stat().st_mtime_ns == before


def test_a_file_is_replaced_as_a_whole(folder: Path) -> None:
    path = str(folder / "heads-00000001.bin")
    assert kept.replace(path, b"old")
    file = kept.Replacement(path)
    file.write(b"ne")
    assert kept.read(path) == b"old"
    file.write(b"w")
    assert file.finish()
    assert kept.read(path) == b"new"
    assert os.listdir(folder) == ["heads-00000001.bin"]
    assert not file.finish()


def test_a_file_that_is_given_up_leaves_the_old_one(folder: Path) -> None:
    path = str(folder / "heads-00000001.bin")
    kept.replace(path, b"old")
    file = kept.Replacement(path)
    file.write(b"new")
    file.give_up()
    assert not file.finish()
    assert kept.read(path) == b"old"
    assert os.listdir(folder) == ["heads-00000001.bin"]


def test_only_whole_data_of_the_same_kind_is_unpacked() -> None:
    data = kept.pack(b"head", {"a": (1, b"x")})
    assert kept.unpack(b"head", data) == {"a": (1, b"x")}
    assert kept.unpack(b"heat", data) is None
    for at in range(len(data)):
        assert kept.unpack(b"head", data[:at]) is None
        assert kept.unpack(b"head", data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]) is None


@pytest.mark.parametrize("maker", [os.mkdir, getattr(os, "mkfifo", os.mkdir)])
def test_what_is_no_regular_file_has_no_state(tmp_path: Path, maker: object) -> None:
    path = tmp_path / "x"
    maker(path)  # type: ignore[operator]
    assert kept.state_of(os.stat(path)) == ()
