"""Worker processes that are forked: what was loaded is theirs at once, and costs memory only where they write to it.

Knows nothing of checking. The work lies ready as chunks of numbers when the workers are forked. They draw chunks from
one pipe, whoever is free, and write what they make to a pipe of their own, number and length in front. A pipe that ends
tells each side that the other is gone: the workers stop when this process is killed, and this process never waits for a
worker that was.
"""

from __future__ import annotations

import gc
import os
from select import POLLIN, poll
from signal import SIGKILL

from healthlint.pool.failures import StartError, WorkError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import BinaryIO

    Work = Callable[[int], bytes]
    Chunks = Sequence[Sequence[int]]

SPARE = 2
"""Chunks for each worker that are handed out before one is done, so that none waits for this process to wake up."""

_WIDTH = 4  # bytes of a number in a pipe
_CHUNK_DONE = 0xFFFFFFFF  # in the place of a number
_FAILED = 0xFFFFFFFE  # as above, followed by the traceback
_MOST = 1 << 20  # bytes read at a time


def forked(work: Work, chunks: Chunks, processes: int) -> Iterator[tuple[int, bytes]]:
    """What `work` makes of each number, with the number, as it gets done by that many processes.

    Where a worker is killed, what it had drawn and not done never comes: who asks sees what is missing. Raises
    StartError where no worker can be forked, WorkError where `work` raises.
    """
    read_end, write_end = os.pipe()
    workers: list[_Worker] = []
    with open(read_end, "rb", buffering=0) as drawn, open(write_end, "wb", buffering=0) as feed:
        try:
            _start(workers, work, chunks, processes, (drawn, feed))
            yield from _results(workers, feed, len(chunks))
        finally:
            for worker in workers:
                worker.end()


class _Worker:
    """A worker as this process sees it: its process id, the pipe with its results, and what was read of that and is not
    a whole result yet.
    """

    __slots__ = ("_read", "pid", "results")

    def __init__(self, pid: int, results: int) -> None:
        self.pid = pid
        self.results = results
        self._read = bytearray()

    def receive(self) -> bool:
        """Read what is there; whether more may come."""
        data = os.read(self.results, _MOST)
        self._read += data
        return bool(data)

    def whole(self) -> Iterator[tuple[int, bytes]]:
        """Take the whole results out of what was read."""
        read, at = self._read, 0
        while len(read) - at >= 2 * _WIDTH:
            start = at + 2 * _WIDTH
            end = start + _number(read[at + _WIDTH : start])
            if len(read) < end:
                break
            yield _number(read[at : at + _WIDTH]), bytes(read[start:end])
            at = end
        del read[:at]

    def end(self) -> None:
        """End the process, if it has not ended yet."""
        os.close(self.results)
        try:
            os.kill(self.pid, SIGKILL)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):  # a process that embeds us may have its children reaped
            return


def _start(
    workers: list[_Worker], work: Work, chunks: Chunks, processes: int, queue: tuple[BinaryIO, BinaryIO]
) -> None:
    # The collector writes to what it walks through, and memory that is written to is no longer shared.
    gc.freeze()
    try:
        for _ in range(processes):
            workers.append(_fork(work, chunks, queue, [worker.results for worker in workers]))
    except OSError as error:  # the limit of processes or of memory: go on with those that are there
        if not workers:
            raise StartError(error.strerror or str(error)) from error
    finally:
        gc.unfreeze()


def _fork(work: Work, chunks: Chunks, queue: tuple[BinaryIO, BinaryIO], others: list[int]) -> _Worker:
    """Start a worker. `others` are the ends of pipes that it inherits and that are none of its business: as long as it
    holds them, nobody sees that this process is gone.
    """
    drawn, feed = queue
    parent = os.getpid()
    results, written = os.pipe()
    try:
        pid = os.fork()
        if pid:
            return _Worker(pid, results)
        feed.close()
        for end in (*others, results):
            os.close(end)
        _serve(work, chunks, drawn, written)
    except OSError:
        os.close(results)
        raise
    finally:
        if os.getpid() != parent:
            os._exit(0)  # neither buffers nor handlers that were inherited are this process's to flush and to run
        os.close(written)
    raise AssertionError  # a worker never returns


def _serve(work: Work, chunks: Chunks, drawn: BinaryIO, written: int) -> None:
    """Do chunks until there are no more, in the worker."""
    try:
        while drawing := drawn.read(_WIDTH):
            for number in chunks[_number(drawing)]:
                _send(written, number, work(number))
            _send(written, _CHUNK_DONE)
    except MemoryError:  # as if killed for it
        return
    except Exception:  # noqa: BLE001 - raised again where it is told
        import traceback  # only a defect comes here

        _send(written, _FAILED, traceback.format_exc().encode("utf-8", "backslashreplace"))


def _send(pipe: int, number: int, data: bytes = b"") -> None:
    left = memoryview(number.to_bytes(_WIDTH, "big") + len(data).to_bytes(_WIDTH, "big") + data)
    while left:
        left = left[os.write(pipe, left) :]


def _number(data: bytes | bytearray) -> int:
    return int.from_bytes(data, "big")


def _results(workers: list[_Worker], feed: BinaryIO, chunks: int) -> Iterator[tuple[int, bytes]]:
    poller = poll()
    running = {worker.results: worker for worker in workers}
    for end in running:
        poller.register(end, POLLIN)
    waiting = iter(range(chunks))
    _feed(feed, waiting, SPARE * len(workers))
    while running:
        for end, _ in poller.poll():
            if not running[end].receive():
                poller.unregister(end)
                del running[end]
                continue
            for number, data in running[end].whole():
                if number == _FAILED:
                    raise WorkError(data.decode())
                if number == _CHUNK_DONE:
                    _feed(feed, waiting, 1)
                else:
                    yield number, data


def _feed(feed: BinaryIO, waiting: Iterator[int], most: int) -> None:
    """Hand out up to so many chunks; after the last one the pipe ends."""
    for _ in range(most):
        chunk = next(waiting, None)
        if chunk is None:
            feed.close()
            return
        feed.write(chunk.to_bytes(_WIDTH, "big"))
