"""Whole processes measured from outside: wall clock, and the memory of all of them together."""

from __future__ import annotations

import os
import statistics
import subprocess
import threading
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

PATIENCE = 30.0
"""Seconds of all runs after which a job gets no further one: its median is that of the runs so far."""

LIMIT = 900.0
"""Seconds after which a run is stopped; its job then has no figure."""

_EVERY = 0.02


class FailedError(Exception):
    """A command did not do what was to be measured; the message says which and how it ended."""


class Job:
    """A command to measure in a folder.

    `before` is called in front of each run and is not measured; `most` is the highest exit code that says that all was
    done.
    """

    def __init__(
        self,
        command: Sequence[str],
        folder: str,
        environment: Mapping[str, str] | None = None,
        before: Callable[[], object] | None = None,
        most: int = 0,
    ) -> None:
        self.command = list(command)
        self.folder = folder
        self.environment = {**os.environ, **(environment or {})}
        self.before = before
        self.most = most

    def seconds(self) -> float:
        """The wall clock of one run.

        Raises FailedError where it does not end well, or not in time.
        """
        if self.before is not None:
            self.before()
        start = time.perf_counter()
        process = self._started()
        stop = threading.Timer(LIMIT, process.kill)
        stop.start()
        code = process.wait()  # with a limit it would look every 50 ms only
        taken = time.perf_counter() - start
        stop.cancel()
        if taken >= LIMIT:
            raise FailedError(f"{self._name()} took more than {LIMIT:g} s")
        self._demand(code)
        return taken

    def memory(self) -> float:
        """The peak of one run in MB: the proportional shares (PSS) of the process and all below it, summed, fifty times
        a second. Linux only.

        Raises FailedError as `seconds` does.
        """
        if self.before is not None:
            self.before()
        process, peak = self._started(), 0
        while process.poll() is None:
            peak = max(peak, sum(map(_share, _tree(process.pid))))
            time.sleep(_EVERY)
        self._demand(process.returncode)
        return peak / 1024

    def _started(self) -> subprocess.Popen[bytes]:
        none = subprocess.DEVNULL
        return subprocess.Popen(
            self.command, cwd=self.folder, env=self.environment, stdin=none, stdout=none, stderr=none
        )

    def _demand(self, code: int) -> None:
        if not 0 <= code <= self.most:
            raise FailedError(f"{self._name()} ended with {code}")

    def _name(self) -> str:
        return " ".join(self.command[:6])


def _tree(root: int) -> Iterator[int]:
    """A process and all that come from it, as far as they still run."""
    pending = [root]
    while pending:
        process = pending.pop()
        yield process
        try:
            threads = os.listdir(f"/proc/{process}/task")
            for thread in threads:
                with open(f"/proc/{process}/task/{thread}/children", encoding="ascii") as file:
                    pending += map(int, file.read().split())
        except OSError:
            continue  # it has ended meanwhile


def _share(process: int) -> int:
    """The PSS of a process in KB; 0 where it has ended."""
    try:
        with open(f"/proc/{process}/smaps_rollup", encoding="ascii") as file:
            return next((int(line.split()[1]) for line in file if line.startswith("Pss:")), 0)
    except OSError:
        return 0


def side_by_side(jobs: Mapping[str, Job], runs: int) -> dict[str, float]:
    """The median wall clock of each job, by name; a job that fails is told on the way and left out.

    The jobs run one after the other, forwards and backwards in turn, so that what slows the machine down for a while
    slows all of them down. The first run of each does not count, unless it alone takes more than PATIENCE.
    """
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    names = list(jobs)
    for number in range(runs + 1):
        for name in names if number % 2 else reversed(names):
            if name in taken and sum(taken[name]) < PATIENCE:
                try:
                    taken[name].append(jobs[name].seconds())
                except FailedError as error:
                    print(f"  {name} is left out: {error}", flush=True)
                    del taken[name]
    return {name: statistics.median(each[1:] or each) for name, each in taken.items()}
