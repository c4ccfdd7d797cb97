"""The writer that replaces files: all or nothing, and everything but the bytes stays."""

from __future__ import annotations

import os
import stat

import pytest

from healthlint import writing
from healthlint.errors import OutputError
from healthlint.writing import create_file, replace_file

posix = pytest.mark.skipif(os.name != "posix", reason="permissions and links of POSIX")
user = pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may write everywhere")


def test_the_bytes_are_replaced_and_nothing_is_left_beside(tmp_path):
    file = tmp_path / "page.md"
    file.write_bytes(b"old\r\n")
    replace_file(str(file), b"\xef\xbb\xbfnew\r\n\x00")
    assert file.read_bytes() == b"\xef\xbb\xbfnew\r\n\x00"
    assert [entry.name for entry in tmp_path.iterdir()] == ["page.md"]


def test_a_file_in_the_current_folder_needs_no_folder_in_its_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.md").write_bytes(b"old")
    replace_file("page.md", b"new")
    assert (tmp_path / "page.md").read_bytes() == b"new"


@posix
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755, 0o660])
def test_the_permissions_stay(tmp_path, mode):
    file = tmp_path / "page.md"
    file.write_bytes(b"old")
    file.chmod(mode)
    replace_file(str(file), b"new")
    assert stat.S_IMODE(file.stat().st_mode) == mode


@posix
def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path):
    (tmp_path / "real").mkdir()
    target = tmp_path / "real" / "page.md"
    target.write_bytes(b"old")
    link = tmp_path / "link.md"
    link.symlink_to("real/page.md")
    replace_file(str(link), b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert not target.is_symlink()


def test_what_is_no_file_is_refused(tmp_path):
    with pytest.raises(OutputError, match="no regular file"):
        replace_file(str(tmp_path), b"new")
    with pytest.raises(OutputError, match=r"cannot write .*none\.md: No such file"):
        replace_file(str(tmp_path / "none" / "none.md"), b"new")


@posix
def test_a_new_file_gets_the_permissions_of_new_files(tmp_path):
    file = tmp_path / "new.md"
    replace_file(str(file), b"new")
    (tmp_path / "other.md").write_bytes(b"")
    assert file.read_bytes() == b"new"
    assert file.stat().st_mode == (tmp_path / "other.md").stat().st_mode


@posix
def test_a_write_protected_file_is_refused_and_stays(tmp_path, monkeypatch):
    file = tmp_path / "page.md"
    file.write_bytes(b"old")
    monkeypatch.setattr(writing.os, "access", lambda path, mode: False)
    with pytest.raises(OutputError, match="write-protected"):
        replace_file(str(file), b"new")
    assert file.read_bytes() == b"old"


def test_a_failure_leaves_the_old_bytes_and_nothing_beside(tmp_path, monkeypatch):
    file = tmp_path / "page.md"
    file.write_bytes(b"old")

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing.os, "fsync", full)
    with pytest.raises(OutputError, match=r"page\.md: No space left on device"):
        replace_file(str(file), b"new")
    assert file.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["page.md"]


@user
def test_a_folder_that_may_not_be_written_is_told(tmp_path):
    file = tmp_path / "page.md"
    file.write_bytes(b"old")
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(OutputError, match="Permission denied"):
            replace_file(str(file), b"new")
    finally:
        tmp_path.chmod(0o700)
    assert file.read_bytes() == b"old"


@posix
def test_a_folder_that_cannot_be_synchronised_is_no_failure(tmp_path, monkeypatch):
    file = tmp_path / "page.md"
    file.write_bytes(b"old")
    fsync = os.fsync

    def only_files(handle):
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(22, "Invalid argument")
        fsync(handle)

    monkeypatch.setattr(writing.os, "fsync", only_files)
    replace_file(str(file), b"new")
    assert file.read_bytes() == b"new"


def test_a_new_file_is_made_with_the_usual_permissions(tmp_path):
    file = tmp_path / "new"
    create_file(str(file), b"data\n")
    assert file.read_bytes() == b"data\n"
    assert [entry.name for entry in tmp_path.iterdir()] == ["new"]
    (tmp_path / "other").write_bytes(b"")
    assert file.stat().st_mode == (tmp_path / "other").stat().st_mode


@pytest.mark.parametrize("links", [True, False])
def test_a_new_file_never_takes_the_place_of_another(tmp_path, monkeypatch, links):
    if not links:
        monkeypatch.setattr(os, "link", _no_links)
    file = tmp_path / "there"
    file.write_bytes(b"old")
    with pytest.raises(OutputError, match=r"cannot write .*there: "):
        create_file(str(file), b"new")
    assert file.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["there"]
    create_file(str(tmp_path / "new"), b"new")
    assert (tmp_path / "new").read_bytes() == b"new"
    assert len(list(tmp_path.iterdir())) == 2


def _no_links(source, target):
    raise PermissionError(1, "Operation not permitted")


def test_a_new_file_needs_its_folder(tmp_path):
    with pytest.raises(OutputError, match="No such file or directory"):
        create_file(str(tmp_path / "no" / "new"), b"new")
