from __future__ import annotations

import errno
import tempfile
from io import BytesIO
from typing import Any

import pytest

from healthlint.errors import OutputError
from healthlint.spool import Spool

PIECES = [b"", b"one", bytes(range(256)), b"x" * 1000, b"", b"last"]


@pytest.mark.parametrize("most", [0, 1, 3, 4, 259, 2000])
def test_what_was_put_aside_comes_back(most: int) -> None:
    spool = Spool(most)
    numbers = [spool.put(piece) for piece in PIECES]
    assert numbers == list(range(6))
    assert [spool.get(number) for number in reversed(numbers)] == PIECES[::-1]
    assert spool.put(b"later") == 6
    assert spool.get(1) == b"one"
    assert spool.get(6) == b"later"


def test_few_bytes_need_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "TemporaryFile", None)
    spool = Spool(8)
    assert spool.get(spool.put(b"12345678")) == b"12345678"
    with pytest.raises(TypeError):
        spool.put(b"9")


def test_the_file_has_no_name_and_is_closed_with_the_spool(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Any] = []
    system_file = tempfile.TemporaryFile

    def file(*args: Any, **named: Any) -> Any:
        made.append(system_file(*args, **named))
        return made[-1]

    monkeypatch.setattr(tempfile, "TemporaryFile", file)
    spool = Spool(2)
    for piece in PIECES:
        spool.put(piece)
    assert [file.closed for file in made] == [False]
    del spool
    assert [file.closed for file in made] == [True]


class Full(BytesIO):
    def write(self, data: Any) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_told_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda *_, **__: Full())
    monkeypatch.setattr(tempfile, "gettempdir", lambda: "/small")
    spool = Spool(2)
    spool.put(b"12")
    with pytest.raises(OutputError) as caught:
        spool.put(b"3")
    assert caught.value.exit_code == 3
    assert str(caught.value) == (
        "what was found can't be kept in /small: No space left on device: make room, or set TMPDIR to a folder with more"
    )
