"""How files begin is remembered between runs; what a run checks stays the same."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from healthlint import kept
from healthlint.discover import data_files, find, heads

REPORT = '{"format": 1, "healthlint": "0.1.0",\n'
PAGE = '{"title": "A page of the same length"}\n'


class Folder:
    """A folder with files, and which of them were opened to see how they begin."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.opened: list[str] = []

    def write(self, name: str, text: str) -> Path:
        path = self.path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        return path

    def find(self, keep: bool = True) -> list[str]:
        self.opened.clear()
        return [target.label for target in find([str(self.path)], base=str(self.path), keep=keep).targets]

    def names(self, keep: bool = True) -> list[str]:
        return [os.path.relpath(label, self.path) for label in self.find(keep)]

    def settle(self) -> None:
        while not all(kept.is_settled(path.lstat().st_ctime_ns) for path in self.path.rglob("*")):
            time.sleep(0.01)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    monkeypatch.setenv("HEALTHLINT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(heads, "FEW", 0)
    path = tmp_path / "work"
    path.mkdir()
    folder = Folder(path)
    look = data_files.is_content

    def is_content(path: str) -> bool:
        folder.opened.append(os.path.basename(path))
        return look(path)

    monkeypatch.setattr(data_files, "is_content", is_content)
    return folder


@pytest.fixture
def known(folder: Folder) -> Folder:
    for name, text in (("a.md", "A page.\n"), ("b.json", PAGE), ("c.json", REPORT), ("d.txt", "Text.\n")):
        folder.write(name, text)
    folder.settle()
    assert folder.names() == ["a.md", "b.json", "d.txt"]
    assert sorted(folder.opened) == ["a.md", "b.json", "c.json"]
    return folder


def test_no_file_is_opened_twice(known: Folder) -> None:
    assert known.names() == ["a.md", "b.json", "d.txt"]
    assert known.opened == []


def write_a_report(folder: Folder) -> None:
    folder.write("b.json", REPORT)


def write_a_page(folder: Folder) -> None:
    folder.write("c.json", PAGE)


def exchange(folder: Folder) -> None:
    os.replace(folder.path / "c.json", folder.path / "b.json")


def write_with_the_old_time(folder: Folder) -> None:
    before = (folder.path / "b.json").stat()
    folder.write("b.json", REPORT)
    os.utime(folder.path / "b.json", ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize(
    ("change", "names"),
    [
        (write_a_report, ["a.md", "d.txt"]),
        (write_a_page, ["a.md", "b.json", "c.json", "d.txt"]),
        (exchange, ["a.md", "d.txt"]),
        (write_with_the_old_time, ["a.md", "d.txt"]),
    ],
)
def test_a_changed_file_is_looked_into(known: Folder, change: Callable[[Folder], None], names: list[str]) -> None:
    change(known)
    assert known.names() == names
    assert len(known.opened) == 1


def test_a_young_file_is_looked_into_again(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder.write("b.json", PAGE)
    state = kept.state_of(path.stat())
    monkeypatch.setattr(time, "time_ns", lambda: state[0] + 1_000)
    assert folder.names() == ["b.json"]
    folder.write("b.json", REPORT)
    monkeypatch.setattr(kept, "state_of", lambda _: state)  # written within the same tick of the clock
    assert folder.names() == []


def test_without_cache_nothing_is_read_or_written(folder: Folder, tmp_path: Path) -> None:
    folder.write("b.json", PAGE)
    folder.settle()
    assert folder.names(keep=False) == ["b.json"]
    assert not (tmp_path / "cache").exists()
    folder.names()
    folder.names(keep=False)
    assert folder.opened == ["b.json"]


def test_few_files_are_not_remembered(folder: Folder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(heads, "FEW", 3)
    for number in range(3):
        folder.write(f"{number}.md", "A page.\n")
    folder.settle()
    folder.names()
    assert not (tmp_path / "cache").exists()


def test_other_patterns_look_into_all(known: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heads, "__version__", "9.9")
    known.names()
    assert sorted(known.opened) == ["a.md", "b.json", "c.json"]


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: data[::-1], lambda data: b""])
def test_what_is_damaged_counts_as_absent(known: Folder, tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    (path,) = (tmp_path / "cache").iterdir()
    path.write_bytes(damage(path.read_bytes()))
    assert known.names() == ["a.md", "b.json", "d.txt"]
    assert sorted(known.opened) == ["a.md", "b.json", "c.json"]
    known.names()
    assert known.opened == []


def test_no_more_is_remembered_than_allowed(known: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heads, "MOST", 2)
    known.write("e.md", "A page.\n")
    known.settle()
    known.names()
    assert known.names() == ["a.md", "b.json", "d.txt", "e.md"]
    assert len(known.opened) == 2
