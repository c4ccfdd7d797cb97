"""Which files of a folder begin like content, remembered between runs: a file that is as it was then is not opened.

Knows neither patterns nor reports. What can't be trusted or kept is looked into again.
"""

from __future__ import annotations

import os
import time
from zlib import crc32

from healthlint import __version__, kept
from healthlint.discover import data_files

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.kept import State

    Known = dict[str, tuple[State, bool]]

FEW = 64
"""Files up to which it costs less to look into them than to remember them."""

MOST = 100_000
"""Files of a folder that are remembered at most."""

PREFIX = "heads-"
"""How the names of the files begin in which it is remembered."""


class Heads:
    """What is known of the files that a run below the folder `base` looks into. `keep` says whether anything may be
    kept between runs.
    """

    def __init__(self, base: str, keep: bool) -> None:
        self._base = base
        self._left = FEW
        self._folder = kept.folder() if keep else ""
        self._known: Known | None = None
        self._seen: Known = {}
        self._is_new = False

    def is_content(self, path: str) -> bool:
        """As `data_files.is_content`."""
        if not self._folder:
            return data_files.is_content(path)
        if self._left:
            self._left -= 1
            return data_files.is_content(path)
        if self._known is None:
            self._known = self._load()
        state = _state(path)
        known = self._known.get(path)
        if known is None or known[0] != state:
            now = time.time_ns()
            known = state, data_files.is_content(path)
            if not state or not kept.is_settled(max(state[:2]), now):
                return known[1]
            self._is_new = True
        self._seen[path] = known
        return known[1]

    def save(self) -> None:
        """Remember what is new for the next run."""
        if not self._is_new:
            return
        found = {**(self._known or {}), **self._seen}
        if len(found) > MOST:
            found = dict(list(self._seen.items())[-MOST:])
        kept.replace(self._path(), kept.pack(self._head(), found))
        self._is_new = False

    def _load(self) -> Known:
        found = kept.unpack(self._head(), kept.read(self._path()))
        return found if isinstance(found, dict) else {}

    def _path(self) -> str:
        return os.path.join(self._folder, f"{PREFIX}{crc32(self._base.encode('utf-8', 'surrogateescape')):08x}.bin")

    def _head(self) -> bytes:
        # Where healthlint itself is being worked on, its own version says too little.
        own = data_files.__file__
        patterns = os.stat(own).st_mtime_ns if os.path.isfile(own) else 0
        return f"healthlint {__version__} heads 1 {patterns} {self._base!r}\0".encode("utf-8", "surrogateescape")


def _state(path: str) -> State:
    try:
        return kept.state_of(os.stat(path))
    except OSError:
        return ()
