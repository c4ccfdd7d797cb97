"""Files shared over processes. What a report says does not depend on their number, nor on whether one is killed."""

from __future__ import annotations

import os
import sys

from healthlint.report import FileReport, Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from healthlint.checker import Checker, Options
    from healthlint.discover import Target

    Way = Callable[[Callable[[int], bytes], Sequence[Sequence[int]], int], Iterator[tuple[int, bytes]]]

LITTLE = 48 * 1024
"""Bytes up to which a second process costs more than it saves: half a dozen pages."""

CHUNK = 64 * 1024
"""Bytes that a process takes at a time at most; a larger file is taken alone."""

_SHARES = 8  # chunks for each process at least, so that none is left alone with much at the end
_OF_A_FILE = 1024  # what a file costs however short it is, in bytes
_SAMPLE = b"Ginger tea relieves pain.\n"

_KILLED = (
    "the process that checked it was ended twice, as happens when memory runs out: give it more memory, or leave the "
    "file out"
)


def check_all(checker: Checker, targets: Sequence[Target], jobs: int) -> Iterator[tuple[int, bytes]]:
    """The report of each target as it gets done, packed by the checker, with the index of the target.

    `jobs` is the number of processes, 0 for as many as there are processors where there is enough to do. Where a
    process is killed, what it was at is tried again, alone; a file that ends two processes then has that as a problem
    in its report. Raises StartError where no second process can be started.
    """
    work = Work(checker, targets)
    processes = min(jobs or _processors(), len(targets))
    sizes = [_size(target) for target in targets] if processes > 1 else []
    # Files of the same name are versions or translations of a page, or begin alike: side by side they share the most.
    order = sorted(range(len(targets)), key=lambda index: os.path.basename(targets[index].label))
    if processes < 2 or (not jobs and sum(sizes) <= LITTLE):
        for index in order:
            yield index, work(index)
        return
    checker.check(targets[0].label, _SAMPLE)  # what it loads is loaded once, and shared
    share = _way()
    left = dict.fromkeys(range(len(targets)))
    for index, packed in share(work, _chunks(sizes, order, processes), processes):
        del left[index]
        yield index, packed
    yield from _again(work, left, share)


def _again(work: Work, left: dict[int, None], share: Way) -> Iterator[tuple[int, bytes]]:
    """What was left when processes were killed: one file at a time, so that it is seen which one does it."""
    suspect = -1
    while left:
        for index, packed in share(work, [[index] for index in left], 1):
            del left[index]
            yield index, packed
        fatal = next(iter(left), -1)
        if fatal == suspect and fatal in left:
            del left[fatal]
            yield fatal, work.not_done(fatal)
        suspect = fatal


class Work:
    """What each process does: check the target with this index and pack the report."""

    __slots__ = ("_checker", "_targets")

    def __init__(self, checker: Checker, targets: Sequence[Target]) -> None:
        self._checker = checker
        self._targets = targets

    def __call__(self, index: int) -> bytes:
        """The packed report of a target."""
        return self._checker.packer.pack(self._checker.check_target(self._targets[index]))

    def not_done(self, index: int) -> bytes:
        """The packed report of a target that ends whoever checks it."""
        report = FileReport(self._targets[index].label)
        report.problems.append(Problem(_KILLED))
        return self._checker.packer.pack(report)

    def __reduce__(self) -> tuple[Callable[..., Work], tuple[Options, Sequence[Target]]]:
        """A process that was not forked loads the rules for itself."""
        return _work_of, (self._checker.options, self._targets)


def _work_of(options: Options, targets: Sequence[Target]) -> Work:
    from healthlint.checker import Checker  # only where it was not forked along

    return Work(Checker(options), targets)


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS and Windows
        return os.cpu_count() or 1


def _way() -> Way:
    """How workers are started: forked, unless the libraries of the system or other threads of the program may hold
    locks that nobody would release in a fork.
    """
    threads = sys.modules.get("threading")
    if sys.platform in ("win32", "darwin") or (threads and threads.active_count() > 1):
        from healthlint.pool.spawned import spawned

        return spawned
    from healthlint.pool.forked import forked

    return forked


def _chunks(sizes: Sequence[int], order: Sequence[int], processes: int) -> list[list[int]]:
    """The indices of all files by chunk, in their order. Large ones come first, the largest ahead."""
    most = min(CHUNK, sum(sizes) // (processes * _SHARES))
    large = sorted([index for index in order if sizes[index] >= most], key=lambda index: -sizes[index])
    chunks = [[index] for index in large]
    chunk: list[int] = []
    room = most
    for index in order:
        size = sizes[index]
        if size >= most:
            continue
        if size > room and chunk:
            chunks.append(chunk)
            chunk, room = [], most
        chunk.append(index)
        room -= size
    return [*chunks, chunk] if chunk else chunks


def _size(target: Target) -> int:
    try:
        return os.stat(target.path).st_size + _OF_A_FILE
    except (OSError, ValueError):  # told when it is read
        return _OF_A_FILE
