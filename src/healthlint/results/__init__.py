"""Reports kept between runs: what was checked before, and would come out the same, is not checked again.

A report is taken from an earlier run only where nothing differs that it depends on: `settings` says what that is for
all files, `origin` for each. A file whose size, times and place on the disk are as they were is not even opened, unless
it was so young when it was read that it could have been changed since without a sign of it. A report with a problem is
never kept: what could not be checked may be possible now.
"""

from __future__ import annotations

import os
import time

from healthlint import kept
from healthlint.checker import read_with_state
from healthlint.errors import InputError
from healthlint.origin import UNKNOWN, digest_of, holds_on
from healthlint.results import settings, storage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from healthlint.checker import Checker
    from healthlint.discover import Target
    from healthlint.kept import State
    from healthlint.results.storage import Entry, Table
    from healthlint.store import Store

KIND = "results"

MOST = 100_000
"""Reports of a folder above which only those are kept for which the run asked."""

UNUSED = 30
"""Days after which a report that no run asked for is dropped."""


class Results:
    """The reports of earlier runs that were set up like that of `checker`, and those of this run."""

    def __init__(self, checker: Checker) -> None:
        self._checker = checker
        self._path = kept.path_of(KIND, settings.name_of(checker.options))
        self._about = settings.about(checker)
        self._stored = storage.load(self._path, self._about)
        self._day = checker.options.day
        self._today = int(time.time()) // 86_400
        self._used: list[str] = []
        self._renewed: dict[str, State] = {}
        self._writer: storage.Writer | None = None

    def fill(self, files: Store, targets: Sequence[Target]) -> list[int]:
        """Put the reports that are known in their places; the indices of the targets that have to be checked."""
        left = []
        for index, target in enumerate(targets):
            entry = self._stored.table.get(target.label)
            if entry is not None and self._holds(target, entry):
                self._used.append(target.label)
                files.refer(index, entry[1], self._stored, self._stored.number(entry))
            else:
                left.append(index)
        return left

    def add(self, label: str, packed: bytes) -> None:
        """Keep the report of a file that was checked."""
        origin = self._checker.packer.origin(packed)
        if origin == UNKNOWN or not self._path:
            return
        if self._writer is None:
            self._writer = storage.Writer(self._path, self._about)
        if not self._writer.is_full:
            self._writer.add(label, origin, self._checker.packer.tally(packed), packed, self._today)

    def save(self) -> None:
        """Make what is new known to later runs. Reports that this run did not ask for stay for a while."""
        if self._writer is None and not self._renewed:
            return
        writer = self._writer or storage.Writer(self._path, self._about)
        self._writer = None
        writer.keep(self._stored, self._wanted(writer.table))
        writer.finish()
        kept.tidy()

    def _holds(self, target: Target, entry: Entry) -> bool:
        """Whether the report of an earlier run is what checking the file now would tell."""
        origin = entry[0]
        if not holds_on(self._day, origin):
            return False
        try:
            state = kept.state_of(os.stat(target.path))
            if state and state == origin[0]:
                return True
            data, state = read_with_state(target)
        except (OSError, ValueError, InputError):  # told when it is checked
            return False
        if digest_of(data) != origin[1]:
            return False
        if state:
            self._renewed[target.label] = state
        return True

    def _wanted(self, added: Table) -> Table:
        """The entries of earlier runs that stay beside those that were added: those of this run, and of others that are
        not too old or too many.
        """
        table = self._stored.table
        wanted: Table = {}
        for label in self._used:
            origin, tally, start, size, _ = table[label]
            state = self._renewed.get(label, origin[0])
            wanted[label] = ((state, *origin[1:]), tally, start, size, self._today)
        oldest = self._today - UNUSED
        others = [
            (label, entry)
            for label, entry in table.items()
            if entry[4] >= oldest and label not in wanted and label not in added
        ]
        others.sort(key=lambda item: -item[1][4])
        wanted.update(others[: max(MOST - len(wanted) - len(added), 0)])
        return wanted
