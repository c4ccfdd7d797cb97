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
    from collections.abc import Container, Sequence

    from healthlint.checker import Checker
    from healthlint.discover import Target
    from healthlint.results.storage import Entry, Table
    from healthlint.store import Store

KIND = "results"

FEW = 24
"""Files up to which it costs less to check them than to look them up."""

MOST = 100_000
"""Reports that are kept of a folder at most."""

UNUSED = 30
"""Days after which a report that no run asked for is dropped."""


class Results:
    """The reports of earlier runs that were set up like that of `checker`, and those of this run, which is about
    `number` files. It finds and keeps nothing where the run can't use it.
    """

    def __init__(self, checker: Checker, number: int) -> None:
        options = checker.options
        is_used = options.cache and number > FEW and not (options.documents or options.explain)
        self._path = kept.path_of(KIND, settings.name_of(options)) if is_used else ""
        self._checker = checker
        self._about = settings.about(checker) if self._path else b""
        self._stored = storage.load(self._path, self._about)
        self._today = int(time.time()) // 86_400
        self._known: Table = {}
        self._is_renewed = False
        self._writer: storage.Writer | None = None

    def fill(self, files: Store, targets: Sequence[Target]) -> list[int]:
        """Put the reports that are known in their places; the indices of the targets that have to be checked."""
        left = []
        for index, target in enumerate(targets):
            entry = self._stored.table.get(target.label)
            if entry is not None and self._holds(target, entry):
                files.refer(index, entry[1], self._stored, self._stored.number(entry))
            else:
                left.append(index)
        return left

    def add(self, label: str, packed: bytes) -> None:
        """Keep the report of a file that was checked."""
        if not self._path:
            return
        origin = self._checker.packer.origin(packed)
        if origin == UNKNOWN:
            return
        if self._writer is None:
            self._writer = storage.Writer(self._path, self._about)
        if not self._writer.is_full:
            self._writer.add(label, origin, self._checker.packer.tally(packed), packed, self._today)

    def save(self) -> None:
        """Make what is new known to later runs. Reports that this run did not ask for stay for a while."""
        if self._writer is None and not self._is_renewed:
            return
        writer = self._writer or storage.Writer(self._path, self._about)
        self._writer = None
        writer.keep(self._stored, self._wanted(writer.table, MOST - len(writer.table)))
        writer.finish()
        kept.tidy()

    def _holds(self, target: Target, entry: Entry) -> bool:
        """Whether the report of an earlier run is what checking the file now would tell."""
        origin, tally, start, size, _ = entry
        if not holds_on(self._checker.options.day, origin):
            return False
        try:
            state = kept.state_of(os.stat(target.path))
            if not state or state != origin[0]:
                data, state = read_with_state(target)
                if digest_of(data) != origin[1]:
                    return False
                self._is_renewed = self._is_renewed or bool(state)
        except (OSError, ValueError, InputError):  # told when it is checked
            return False
        self._known[target.label] = ((state, *origin[1:]), tally, start, size, self._today)
        return True

    def _wanted(self, added: Container[str], most: int) -> Table:
        """The entries of earlier runs that stay: at most so many, those first that this run asked for."""
        oldest = self._today - UNUSED
        others = {
            label: entry
            for label, entry in self._stored.table.items()
            if entry[4] >= oldest and label not in self._known and label not in added
        }
        if len(self._known) + len(others) <= most:
            return {**self._known, **others}
        latest = sorted(others.items(), key=lambda item: -item[1][4])
        return dict([*self._known.items(), *latest][: max(most, 0)])
