"""Files shared over processes, reports in the order of the files. What a report says does not depend on the number of
processes.
"""

from __future__ import annotations

import os

from healthlint.checker import Checker, Options
from healthlint.errors import HealthlintError
from healthlint.rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from healthlint.discover import Target
    from healthlint.report import FileReport

FEW = 96
"""Files below which a second process costs more than it saves."""

CHUNK = 24
"""Files that a process takes at a time."""

_checker: list[Checker] = []  # what a worker process checks with; empty in the process that the user started


def check_all(checker: Checker, targets: Sequence[Target], jobs: int) -> Iterator[FileReport]:
    """The report of each target, in order.

    `jobs` is the number of processes, 0 for as many as there are processors where the files are many. Raises
    HealthlintError where a worker process was killed.
    """
    processes = min(jobs or _processors(), len(targets) // CHUNK + 1)
    if processes < 2 or (not jobs and len(targets) < FEW):
        for target in targets:
            yield checker.check_target(target)
        return
    yield from _shared(checker, targets, processes)


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS and Windows
        return os.cpu_count() or 1


def _shared(checker: Checker, targets: Sequence[Target], processes: int) -> Iterator[FileReport]:
    # Slow imports that only a run over many files pays for.
    import multiprocessing
    import sys
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    # A forked worker has the rules already; elsewhere each worker loads them from the cache.
    method = "fork" if sys.platform == "linux" else "spawn"
    given: Checker | Options = checker if method == "fork" else checker.options
    chunks = [list(targets[start : start + CHUNK]) for start in range(0, len(targets), CHUNK)]
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(processes, context, initializer=_start, initargs=(given,)) as executor:
        try:
            for packed in executor.map(_work, chunks):
                yield from _unpack(packed, checker)
        except BrokenProcessPool:
            message = "a worker process was killed, nothing can be said of the remaining files: try again with --jobs 1"
            raise _KilledError(message) from None


class _KilledError(HealthlintError):
    exit_code = 3


def _start(given: Checker | Options) -> None:
    import gc

    # The rules stay as long as the process: the collector need not walk through them again and again.
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    _checker.append(given if isinstance(given, Checker) else Checker(given))


def _work(targets: list[Target]) -> bytes:
    checker = _checker[0]
    return _pack([checker.check_target(target) for target in targets], checker)


def _pack(reports: list[FileReport], checker: Checker) -> bytes:
    """The reports as bytes, in which a rule is its number: both sides have the rules."""
    import io
    import pickle

    numbers = {rule.id: number for number, rule in enumerate(checker.program.rules)}

    class Packer(pickle.Pickler):
        def persistent_id(self, obj: Any) -> int | None:
            return numbers[obj.id] if isinstance(obj, Rule) else None

    buffer = io.BytesIO()
    Packer(buffer, pickle.HIGHEST_PROTOCOL).dump(reports)
    return buffer.getvalue()


def _unpack(packed: bytes, checker: Checker) -> list[FileReport]:
    import io
    import pickle

    class Unpacker(pickle.Unpickler):
        def persistent_load(self, pid: Any) -> Rule:
            rule: Rule = checker.program.rules[pid]
            return rule

    reports: list[FileReport] = Unpacker(io.BytesIO(packed)).load()
    return reports
