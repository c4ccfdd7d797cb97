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
    from typing import Any, BinaryIO

    State = tuple[int, ...]

KINDS = ("program", "heads", "results")
"""What is kept: compiled rulesets, how files begin, results. A file is called by its kind and a number."""

LARGEST = 500_000_000
"""Bytes that are kept at most, of all kinds together: what was not used for longest goes first."""

UNFINISHED = ".tmp"
"""How the names of files end that are being written."""

_ABANDONED = 3600  # seconds after which nobody is writing a file any more

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


def path_of(kind: str, name: str) -> str:
    """The path of the file for what is called `name`, "" where nothing can be kept."""
    around = folder()
    return os.path.join(around, f"{kind}-{crc32(name.encode('utf-8', 'surrogateescape')):08x}.bin") if around else ""


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


def pack(head: bytes, value: Any, behind: bytes = b"") -> bytes:
    """Plain data as it is stored: what it was made from, a sum, the data in a form that any Python reads, and what
    stands `behind`, which whoever unpacks the data finds at the end of the file.

    Raises ValueError where it is not plain data.
    """
    payload = marshal.dumps(value, PORTABLE) + behind
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
    return plain(payload)


def plain(payload: bytes | memoryview) -> object | None:
    """The plain data that `marshal` made these bytes of; None where it can't be read."""
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


def own(path: str) -> BinaryIO | None:
    """The file at `path`, open for reading, if only this user can have written it; None for any other."""
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        file = open(os.open(path, flags), "rb", buffering=1 << 16)  # noqa: SIM115 - whoever asks for it closes it
    except OSError:
        return None
    try:
        state = os.fstat(file.fileno())
        foreign = hasattr(os, "geteuid") and (state.st_uid != os.geteuid() or state.st_mode & 0o022)
        if not foreign and stat.S_ISREG(state.st_mode):
            return file
    except OSError:
        pass
    file.close()
    return None


def read(path: str) -> bytes:
    """The bytes of a file that only this user can have written, b"" for any other."""
    file = own(path)
    if file is None:
        return b""
    with file:
        try:
            data = file.read()
        except OSError:
            return b""
    remember_use(path)
    return data


class Replacement:
    """A file that is written to take the place of what is at `path`: whoever reads that sees the old bytes or all the
    new ones. It may take as long as it likes; where it fails it is given up, and the old file stays.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._temporary = f"{path}.{os.urandom(6).hex()}{UNFINISHED}"
        self._file: BinaryIO | None = None
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        try:
            os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
            self._file = open(os.open(self._temporary, flags, 0o600), "wb")  # noqa: SIM115 - closed by `finish`
        except OSError:
            return

    def write(self, data: bytes) -> None:
        """Add bytes to the file."""
        if self._file is not None:
            try:
                self._file.write(data)
            except OSError:
                self.give_up()

    def finish(self) -> bool:
        """Put the file in its place. Whether that could be done.

        This is the one thing that fails in silence: a cache that can't be written (read-only home, full disk,
        container) costs time on the next start and changes nothing that is reported.
        """
        if self._file is None:
            return False
        try:
            self._file.close()
            os.replace(self._temporary, self._path)
        except OSError:
            self.give_up()
            return False
        self._file = None
        return True

    def give_up(self) -> None:
        """Leave everything as it was."""
        file, self._file = self._file, None
        if file is None:
            return
        try:
            file.close()
        except OSError:
            return  # what was left to write does not fit on the disk either
        finally:
            remove(self._temporary)


def replace(path: str, data: bytes) -> bool:
    """Put these bytes in the place of the file at `path`, as a `Replacement`. Whether that could be done."""
    file = Replacement(path)
    file.write(data)
    return file.finish()


class KeptFile:
    """A file in the folder: its path, kind, size in bytes, the time of its last use in seconds, and whether it was
    never finished.
    """

    __slots__ = ("is_unfinished", "kind", "path", "size", "used")

    def __init__(self, path: str, kind: str, found: os.stat_result) -> None:
        self.path = path
        self.kind = kind
        self.size = found.st_size
        self.used = found.st_mtime
        self.is_unfinished = path.endswith(UNFINISHED)


def files() -> list[KeptFile]:
    """What healthlint wrote into the folder, by name. Raises OSError where that can't be told."""
    around = folder()
    if not around or not os.path.isdir(around):
        return []
    found = []
    for name in sorted(os.listdir(around)):
        kind, rest = name.partition("-")[::2]
        number, ending = rest[:8], rest[8:]
        is_ours = ending == ".bin" or (ending.startswith(".bin.") and ending.endswith(UNFINISHED))
        path = os.path.join(around, name)
        if kind in KINDS and is_ours and _HEX.issuperset(number):
            state = os.lstat(path)
            if stat.S_ISREG(state.st_mode):
                found.append(KeptFile(path, kind, state))
    return found


_HEX = frozenset("0123456789abcdef")


def tidy(most: int = LARGEST) -> None:
    """Delete what was not used for longest until `most` bytes are left, and what a process that was killed left."""
    try:
        found = files()
    except OSError:
        return
    now = time.time()
    room = most
    for file in sorted(found, key=lambda each: -each.used):
        room -= file.size
        if room < 0 or (file.is_unfinished and now - file.used > _ABANDONED):
            remove(file.path)


def remember_use(path: str) -> None:
    """Tell that a file was used, once a day at most."""
    try:
        if time.time() - os.stat(path).st_mtime > _DAY:
            os.utime(path)
    except OSError:
        return


_DAY = 86_400


def remove(path: str) -> bool:
    """Delete a file; whether that could be done."""
    try:
        os.unlink(path)
    except OSError:
        return False
    return True
