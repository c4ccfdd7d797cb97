"""Worker processes that are started anew, where it is not safe to fork. Each loads for itself what it needs, so that
they are slower to begin; else all is as in `forked`.
"""

from __future__ import annotations

import os

from healthlint.pool.failures import StartError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.process import BaseProcess

    Work = Callable[[int], bytes]
    Chunks = Sequence[Sequence[int]]

_work: list[Work] = []  # what a worker does; empty in the process that the user started


def spawned(work: Work, chunks: Chunks, processes: int) -> Iterator[tuple[int, bytes]]:
    """As `forked`, for `work` that can be pickled; what it raises is raised here."""
    # Slow imports that only these systems pay for.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    context = multiprocessing.get_context("spawn")
    executor = ProcessPoolExecutor(processes, context, initializer=_begin, initargs=(work,))
    try:
        try:
            executor.submit(_answer).result()
        except BrokenProcessPool as error:
            raise StartError(str(error)) from error
        for done in executor.map(_do, chunks):
            yield from done
    except BrokenProcessPool:
        return  # a worker was killed, and the executor has ended the others
    finally:
        executor.shutdown(cancel_futures=True)


def _begin(work: Work) -> None:
    import gc
    from multiprocessing import parent_process
    from signal import SIG_IGN, SIGINT, signal
    from threading import Thread

    # From the keyboard the first process is stopped, which ends the others; where it is killed nobody else would.
    signal(SIGINT, SIG_IGN)
    Thread(target=_end_with, args=(parent_process(),), daemon=True).start()
    # The rules stay as long as the process: the collector need not walk through them again and again.
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    _work.append(work)


def _end_with(parent: BaseProcess | None) -> None:
    if parent is not None:
        parent.join()
        os._exit(0)


def _answer() -> None:
    """Show that a worker could begin."""


def _do(chunk: Sequence[int]) -> list[tuple[int, bytes]]:
    try:
        return [(number, _work[0](number)) for number in chunk]
    except MemoryError:
        os._exit(1)  # as if killed for it
