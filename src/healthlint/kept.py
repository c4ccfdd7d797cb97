"""Files that healthlint keeps for itself between runs, in the user's cache folder: read with care, replaced as a whole.

Knows nothing of what is in them. That nothing can be kept is no error: it costs time and changes nothing that is
reported.
"""

from __future__ import annotations

import gc
import marshal
import os
import stat
import sys
import time
from zlib import crc32  # a tenth of a millisecond to import, where hashlib takes three

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    State = tuple[int, ...]

PORTABLE = 4
"""The version of marshal that all Pythons read that healthlint runs on."""

_COARSE = 2_000_000_000
_FINE = 50_000_000
"""Nanoseconds within which a second change of a file may leave its time stamp as it is: on file systems that keep whole
seconds, and on all others."""


def folder() -> str:
    """The folder for what healthlint keeps between runs: HEALTHLINT_CACHE_DIR, else where the system wants caches.

    "" where no home folder is known.
    """
    own = os.environ.get("HEALTHLINT_CACHE_DIR")
    if own:
        return os.path.abspath(own)
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
        return os.path.join(base, "healthlint", "Cache") if os.path.isabs(base) else ""
    base = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(base):  # a relative one is to be ignored, says its specification
        base = os.path.join(home, "Library", "Caches") if sys.platform == "darwin" else os.path.join(home, ".cache")
    return os.path.join(base, "healthlint") if os.path.isabs(base) else ""


def state_of(found: os.stat_result) -> State:
    """What a file was like when it was looked at: as long as all of it stays, its bytes do (see `is_settled`). () for
    what is no regular file.
    """
    if not stat.S_ISREG(found.st_mode):
        return ()
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino, found.st_dev


def is_settled(stamp: int, now: int = 0) -> bool:
    """Whether a file with this time stamp can't change any more without its stamp telling. `now` is when it was looked
    at (0: at the moment), both in nanoseconds.
    """
    margin = _COARSE if stamp % 1_000_000_000 == 0 else _FINE
    return (now or time.time_ns()) - stamp >= margin


def pack(head: bytes, value: Any) -> bytes:
    """Plain data as it is stored: what it was made from, a sum, and the data in a form that any Python reads.

    Raises ValueError where it is not plain data.
    """
    payload = marshal.dumps(value, PORTABLE)
    return head + crc32(payload).to_bytes(4, "big") + payload


def unpack(head: bytes, data: bytes) -> object | None:
    """What `pack` stored under this head, None where these bytes are not exactly that."""
    # No length is read from the file: the head is what we expect or the file is not ours, and the rest is summed up.
    if not data.startswith(head):
        return None
    start = len(head)
    payload = memoryview(data)[start + 4 :]
    if len(data) < start + 4 or crc32(payload).to_bytes(4, "big") != data[start : start + 4]:
        return None
    return _unmarshal(payload)


def _unmarshal(payload: memoryview) -> object | None:
    # The collector would look for garbage again and again while the data grows: without it this takes half the time.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        value: object = marshal.loads(payload)  # noqa: S302 - the file is the user's own and whole
    except (ValueError, EOFError, TypeError, MemoryError):
        return None
    finally:
        if was_enabled:
            gc.enable()
    return value


def read(path: str) -> bytes:
    """The bytes of a file that only this user can have written, b"" for any other."""
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        handle = os.open(path, flags)
    except OSError:
        return b""
    try:
        state = os.fstat(handle)
        foreign = hasattr(os, "geteuid") and (state.st_uid != os.geteuid() or state.st_mode & 0o022)
        if foreign or not stat.S_ISREG(state.st_mode):
            return b""
        with open(handle, "rb", closefd=False) as file:
            return file.read()
    except OSError:
        return b""
    finally:
        os.close(handle)


def replace(path: str, pieces: Iterable[bytes]) -> bool:
    """Put a file with these pieces in the place of what is at `path`: whoever reads it sees the old bytes or all the
    new ones. Whether that could be done.
    """
    temporary = f"{path}.{os.getpid()}.tmp"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        try:
            _write(temporary, pieces)
            os.replace(temporary, path)
        except OSError:
            remove(temporary)
            raise
    except OSError:
        # The one thing that fails in silence: a cache that can't be written (read-only home, full disk, container)
        # costs time on the next start and changes nothing that is reported.
        return False
    return True


def remove(path: str) -> bool:
    """Delete a file; whether that could be done."""
    try:
        os.unlink(path)
    except OSError:
        return False
    return True


def _write(path: str, pieces: Iterable[bytes]) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with open(os.open(path, flags, 0o600), "wb") as file:
        file.writelines(pieces)
