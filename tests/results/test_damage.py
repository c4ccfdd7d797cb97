"""Whatever happens to what is kept: the report is right, and later runs keep results again."""

from __future__ import annotations

import errno
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from healthlint import kept, results
from healthlint.results import storage

from .conftest import Site

PAGE = "# Tea\n\nThis tea is surely calm. The victim drinks it.\n"


@pytest.fixture
def known(site: Site) -> Site:
    """A site of five files, checked once."""
    for number in range(5):
        site.write(f"{number}.md", PAGE + f"Page {number}.\n" * number)
    site.settle()
    site.check()
    return site


def assert_made_anew(site: Site) -> None:
    expected = site.check(cache=False)
    assert site.check() == expected
    assert len(site.checked) == 5
    assert site.check() == expected
    assert site.checked == []


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "cut": lambda data: data[: len(data) // 2],
    "without its end": lambda data: data[:-1],
    "longer": lambda data: data + b"\0",
    "twice": lambda data: data + data,
    "without its beginning": lambda data: data[1:],
    "zeros": lambda data: bytes(len(data)),
    "the end alone": lambda data: data[-32:],
    "another version": lambda data: data.replace(b"results 1", b"results 2"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_is_made_anew(known: Site, damage: Callable[[bytes], bytes]) -> None:
    path = known.results()
    path.write_bytes(damage(path.read_bytes()))
    assert_made_anew(known)


def test_every_single_byte_counts(known: Site) -> None:
    path, about = known.results(), known.about()
    data = path.read_bytes()
    for at in random.Random(1).sample(range(len(data)), 400):
        path.write_bytes(data[:at] + bytes([data[at] ^ random.Random(at).randrange(1, 256)]) + data[at + 1 :])
        assert not storage.load(str(path), about).table, at
    path.write_bytes(data)
    assert storage.load(str(path), about).table


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="owners and modes are a matter of POSIX")
class TestStrangers:
    @pytest.mark.parametrize("mode", [0o602, 0o620, 0o666])
    def test_a_file_that_others_may_write_is_not_read(self, known: Site, mode: int) -> None:
        known.results().chmod(mode)
        assert_made_anew(known)

    def test_a_file_of_somebody_else_is_not_read(self, known: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        expected = known.check(cache=False)
        owner = os.geteuid()
        monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
        assert known.check() == expected
        assert len(known.checked) == 5

    def test_a_link_is_not_followed(self, known: Site, tmp_path: Path) -> None:
        path = known.results()
        path.rename(tmp_path / "elsewhere")
        path.symlink_to(tmp_path / "elsewhere")
        assert_made_anew(known)
        assert not path.is_symlink()


def no_room(*_: object) -> int:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("call", ["open", "replace", "makedirs"])
def test_where_nothing_can_be_written_the_report_is_right(
    known: Site, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    known.write("0.md", PAGE + "\nNew.\n")
    expected = known.check(cache=False)
    before = sorted(os.listdir(kept.folder()))
    real = getattr(os, call)
    with monkeypatch.context() as patch:
        patch.setattr(
            os, call, lambda path, *rest, **more: no_room() if kept.folder() in str(path) else real(path, *rest, **more)
        )
        assert known.check() == expected
    assert sorted(os.listdir(kept.folder())) == before
    assert known.check() == expected
    assert known.check() == expected
    assert known.checked == []


@pytest.mark.skipif(sys.platform == "win32", reason="a limit of POSIX")
def test_a_disk_that_fills_up_leaves_what_was_there(known: Site) -> None:
    """A limit for the size of files stands for the disk: writing fails in the middle."""
    known.write("0.md", PAGE + "\nNew.\n")
    before = known.results().read_bytes()
    code = (
        "import os, resource, signal, sys\n"
        "from healthlint import kept\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "file = kept.Replacement(sys.argv[1])\n"
        "[file.write(b'x' * 1000) for _ in range(100)]\n"
        "print(file.finish())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(known.results())], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"
    assert known.results().read_bytes() == before
    assert [path.name for path in known.results().parent.iterdir()] == [known.results().name]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser writes everywhere")
def test_a_folder_that_is_read_only_is_read(known: Site) -> None:
    os.chmod(kept.folder(), 0o500)
    try:
        known.check()
        assert known.checked == []
        known.write("0.md", PAGE + "\nNew.\n")
        expected = known.check(cache=False)
        assert known.check() == expected
        assert known.checked == ["0.md"]
    finally:
        os.chmod(kept.folder(), 0o700)


def test_a_run_that_ends_early_keeps_what_it_did(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        site.write(f"{number}.md", PAGE)
    site.settle()

    class StopError(Exception):
        pass

    add = results.Results.add

    def stop(self: results.Results, label: str, packed: bytes) -> None:
        if label == "3.md":
            raise StopError
        add(self, label, packed)

    with monkeypatch.context() as patch:
        patch.setattr(results.Results, "add", stop)
        with pytest.raises(StopError):
            site.check()
    expected = site.check(cache=False)
    assert site.check() == expected
    assert site.checked == ["3.md", "4.md"]


def test_what_a_killed_process_left_is_removed_later(known: Site) -> None:
    folder = Path(kept.folder())
    old, young = folder / "results-00000000.bin.0123.tmp", folder / "results-00000000.bin.4567.tmp"
    foreign = folder / "notes.bin.0123.tmp"
    for path in (old, young, foreign):
        path.write_bytes(b"x")
    os.utime(old, (1, 1))
    os.utime(foreign, (1, 1))
    known.write("0.md", PAGE + "\nNew.\n")
    known.check()
    assert (old.exists(), young.exists(), foreign.exists()) == (False, True, True)


def test_a_file_that_grew_too_large_takes_no_more_reports(known: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    size = known.results().stat().st_size
    monkeypatch.setattr(storage, "LARGEST", size // 2)
    for number in range(5):
        known.write(f"{number}.md", PAGE + "\nNew.\n")
    expected = known.check(cache=False)
    assert known.check() == expected
    assert known.results().stat().st_size < size
    assert known.check() == expected
    assert 0 < len(known.checked) < 5
