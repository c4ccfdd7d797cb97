"""Compiled programs as files; those kept between runs in the user's cache folder, one for each set of ruleset files.

A program is plain data for `marshal`; what is in it is not known here. A file that is not exactly what this healthlint
on this Python would have written for these rulesets counts as absent, and the program is made anew.
"""

from __future__ import annotations

import os
import sys
from zlib import crc32  # a tenth of a millisecond to import, where hashlib takes three

from healthlint import __version__, kept

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

FORMAT = 1
"""Changes whenever the layout of the cache file does."""

_ROOMS = ("language", "loading")
_MODULES = (
    "document.py",
    "finding.py",
    "readability/scores.py",
    "rule.py",
    "segmentation.py",
    "suppression/directive.py",
    "words.py",
)
"""Where the code is that a program depends on."""


class Key:
    """What a program was made from.

    `path` is its cache file, `head` what that file must start with, `youngest` the newest time stamp of the files that
    it was made from, in nanoseconds.
    """

    __slots__ = ("head", "path", "youngest")

    def __init__(self, path: str, head: bytes, youngest: int) -> None:
        self.path = path
        self.head = head
        self.youngest = youngest


def key(files: list[str], origins: Sequence[str] = ()) -> Key | None:
    """The key of the program for these ruleset files as they are now; None where there is nowhere to keep it.
    `origins` are the releases of packages that they come from: packed files may all be of the same time.

    Made before the files are read: a file that changes afterwards makes another key.
    """
    folder = kept.folder()
    if not folder:
        return None
    try:
        # Where healthlint itself is being worked on, its own version says too little.
        states = [(path, *_state(path)) for path in (*files, *makers())]
        here = "" if all(map(os.path.isabs, files)) else os.getcwd()
    except OSError:
        return None  # a file that is missing is told by whoever reads it
    versions = f"healthlint {__version__} program {FORMAT} {sys.implementation.cache_tag} {sys.version}"
    name = f"program-{crc32(_bytes((here, sys.version, files))):08x}.bin"
    head = _bytes((versions, *origins, here, states))
    return Key(os.path.join(folder, name), head, max(modified for _, _, modified, _ in states))


def _state(path: str) -> tuple[int, int, int]:
    state = os.stat(path)
    # The second time is the one that nobody can set: it tells of a file that was given its old time back.
    return state.st_size, state.st_mtime_ns, state.st_ctime_ns


def _bytes(value: object) -> bytes:
    """Plain values as bytes that hold no zero but the last one."""
    return repr(value).encode() + b"\0"


def load(key: Key | None) -> object | None:
    """The program that was saved under this key, None where there is none that can be trusted."""
    return unpack(key.head, kept.read(key.path)) if key else None


def pack(head: bytes, program: Any) -> bytes:
    """A program as it is stored. Its `packed` bytes come last: they are most of it, and to load it must not copy them.

    Raises ValueError where it is not plain data.
    """
    if not isinstance(program, dict) or "packed" not in program:
        return kept.pack(head, program)
    packed = program["packed"]
    return kept.pack(head, {**program, "packed": len(packed)}, packed)


def unpack(head: bytes, data: bytes) -> object | None:
    """The program that `pack` stored under this head, None where these bytes are not exactly that."""
    program = kept.unpack(head, data)
    if isinstance(program, dict) and "packed" in program:
        program["packed"] = memoryview(data)[len(data) - program["packed"] :]
    return program


def save(key: Key | None, program: Any) -> None:
    """Keep a program for the next run. Raises ValueError where it is not plain data."""
    if key is None:
        return
    data = pack(key.head, program)
    if kept.is_settled(key.youngest):
        kept.replace(key.path, data)


def package() -> str:
    """The folder of healthlint's own files."""
    return os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def makers() -> list[str]:
    """The files of healthlint that make a program out of rulesets; none where it is not installed as plain files."""
    found = [path for path in (os.path.join(package(), *name.split("/")) for name in _MODULES) if os.path.isfile(path)]
    for room in _ROOMS:
        folder = os.path.join(package(), room)
        if os.path.isdir(folder):
            found += [os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".py")]
    return sorted(found)
