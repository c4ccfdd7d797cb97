"""Which of the files that a run was asked for changed, and how."""

from __future__ import annotations

import os

from healthlint.below import Below
from healthlint.changes.git import SUBMODULE, Repository
from healthlint.changes.hunks import Lines, parse
from healthlint.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from healthlint.changes.git import Entry


class Change:
    """How a file changed: its changed lines, and its old version: the absolute path and git's name for the bytes, both
    "" for a file that is new.
    """

    __slots__ = ("blob", "lines", "old_path")

    def __init__(self, lines: Lines, blob: str = "", old_path: str = "") -> None:
        self.lines = lines
        self.blob = blob
        self.old_path = old_path


NEW = Change(Lines(None))
"""The change of a file that was not there before."""


class Changes:
    """What changed in the repository around the current folder since `ref` and HEAD parted.

    `since` says in words with what it is compared. Raises UsageError where git can't tell, or what it tells is not
    enough for a right answer.
    """

    def __init__(self, ref: str) -> None:
        self._repository = Repository()
        self._below = Below(self._repository.top)
        base = self._repository.base(ref)
        self.since = f"{ref} ({base[:7]})" if base else "the start, for nothing was committed yet"
        self._tracked = self._repository.tracked() if base else {}
        entries = self._repository.entries(base) if base else []
        self._changed = self._changes(entries, base)
        self._submodules = {entry.path for entry in entries if entry.is_submodule}

    def _changes(self, entries: list[Entry], base: str) -> dict[str, Change]:
        """The change of each file that is there now, by its name."""
        changed = {entry.path: NEW for entry in entries if entry.status not in "DMR"}
        edited = [entry for entry in entries if entry.status in "MR"]
        hunks = parse(self._repository.patch(base)) if edited else []
        if len(hunks) != len(edited):
            raise UsageError("--diff: files were changed while git looked at them: run it again")
        for entry, lines in zip(edited, hunks, strict=True):
            old_path = os.path.join(self._below.folder, entry.old_path)
            changed[entry.path] = Change(lines, entry.blob, old_path) if entry.blob else NEW
        return changed

    def of(self, path: str, label: str) -> Change | None:
        """How the file at `path` changed, None where it did not. Messages call it `label`."""
        name = self._below.of(path)
        if name.startswith("../") or os.path.isabs(name):
            raise UsageError(
                f"--diff: {label} is outside of the repository {self._repository.top}: check it separately"
            )
        change = self._change(name, label)
        if change is not None or not os.path.islink(path):
            return change
        # The link is as it was: what is checked is the file that it leads to.
        inner = self._below.of(os.path.realpath(path))
        return NEW if inner.startswith("../") or os.path.isabs(inner) else self._change(inner, label)

    def _change(self, name: str, label: str) -> Change | None:
        outer = self._submodule(name)
        if outer in self._submodules:
            raise UsageError(
                f"--diff: {label} is in the submodule {outer}, which changed\n"
                "check it inside of the submodule, and leave it out here"
            )
        if name in self._changed or name in self._tracked or outer:
            return self._changed.get(name)
        return NEW  # git doesn't know the file

    def _submodule(self, name: str) -> str:
        parts = name.split("/")
        for count in range(1, len(parts)):
            folder = "/".join(parts[:count])
            if self._tracked.get(folder) == SUBMODULE:
                return folder
        return ""

    def touched(self, paths: Iterable[str]) -> list[str]:
        """Those of some files and folders that changed, or hold something that did."""
        names = {path: self._below.of(path) for path in paths}
        return [
            path
            for path, name in names.items()
            if name in self._changed or any(each.startswith(f"{name}/") for each in self._changed)
        ]

    def read(self, blobs: list[str]) -> list[bytes]:
        """The bytes of old versions."""
        return self._repository.read(blobs)
