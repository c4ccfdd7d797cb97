from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("select")
if not hasattr(os, "fork"):
    pytest.skip("no process can be forked here", allow_module_level=True)

from healthlint.pool import forked as forking
from healthlint.pool.failures import StartError, WorkError
from healthlint.pool.forked import forked

if TYPE_CHECKING:
    from collections.abc import Callable

    Forks = list[int]
    Script = Callable[[str], subprocess.Popen[str]]

# Runners of tests have threads of their own, which do nothing that would matter here.
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")

CHUNKS = [[0, 1, 2], [3], [4, 5], [], [6, 7, 8, 9], [10]]
ALL = {number: b"%d" % number for number in range(11)}


def named(number: int) -> bytes:
    return b"%d" % number


def killing(*numbers: int) -> Callable[[int], bytes]:
    """Work that kills its process at these numbers."""

    def work(number: int) -> bytes:
        if number in numbers:
            os.kill(os.getpid(), signal.SIGKILL)
        return named(number)

    return work


@pytest.fixture(autouse=True)
def forks(monkeypatch: pytest.MonkeyPatch) -> Forks:
    """The processes that were forked."""
    pids: Forks = []
    system_fork = os.fork

    def fork() -> int:
        pid = system_fork()
        if pid:
            pids.append(pid)
        return pid

    monkeypatch.setattr(forking.os, "fork", fork)
    return pids


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("processes", [1, 2, 3, 7])
def test_each_number_is_done_once(processes: int, forks: Forks) -> None:
    done = list(forked(named, CHUNKS, processes))
    assert sorted(done) == sorted(ALL.items())
    assert len(forks) == processes
    assert not any(map(is_alive, forks))


def test_nothing_to_do() -> None:
    assert list(forked(named, [], 2)) == []


def test_more_chunks_than_a_pipe_holds() -> None:
    chunks = [[number] for number in range(20_000)]
    assert [number for number, _ in sorted(forked(named, chunks, 2))] == list(range(20_000))


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 3_000_000])
def test_results_larger_than_a_pipe(size: int) -> None:
    def work(number: int) -> bytes:
        return bytes([number]) * size

    done = dict(forked(work, [[number] for number in range(9)], 3))
    assert done == {number: bytes([number]) * size for number in range(9)}


def test_workers_wait_while_nobody_takes_their_results() -> None:
    running = forked(lambda number: b"x" * 1_000_000, [[number] for number in range(8)], 2)
    first = next(running)
    time.sleep(0.1)  # both are stuck in a full pipe now
    assert sorted(number for number, _ in [first, *running]) == list(range(8))


@pytest.mark.parametrize(
    ("fatal", "processes", "missing"),
    [
        ([4], 2, {4, 5}),
        ([4], 1, {4, 5, 6, 7, 8, 9, 10}),
        ([9], 3, {9}),
        ([0, 3], 2, set(range(11))),
        ([3, 10], 3, {3, 10}),
    ],
)
def test_what_a_killed_worker_was_at_is_missing(
    fatal: list[int], processes: int, missing: set[int], forks: Forks
) -> None:
    done = dict(forked(killing(*fatal), CHUNKS, processes))
    assert done == {number: data for number, data in ALL.items() if number not in missing}
    assert not any(map(is_alive, forks))


def test_a_worker_killed_in_the_middle_of_a_result(forks: Forks) -> None:
    running = forked(lambda number: b"x" * 1_000_000, [[0], [1], [2], [3]], 2)
    number, _ = next(running)
    os.kill(forks[0], signal.SIGKILL)
    done = [number, *(number for number, _ in running)]
    assert len(done) == len(set(done))
    assert 2 <= len(done) <= 4


def test_a_worker_without_memory_counts_as_killed() -> None:
    def work(number: int) -> bytes:
        if number == 3:
            raise MemoryError
        return named(number)

    assert dict(forked(work, CHUNKS, 2)) == {number: data for number, data in ALL.items() if number != 3}


def test_a_defect_is_told_with_its_place(forks: Forks) -> None:
    def work(number: int) -> bytes:
        if number == 8:
            raise ValueError("eight \udc80")
        return named(number)

    with pytest.raises(WorkError) as caught:
        list(forked(work, CHUNKS, 2))
    assert str(caught.value).startswith("Traceback")
    assert str(caught.value).endswith("ValueError: eight \\udc80\n")
    assert "in work\n" in str(caught.value)
    assert not any(map(is_alive, forks))


def test_who_stops_listening_ends_the_workers(forks: Forks) -> None:
    running = forked(named, CHUNKS, 3)
    next(running)
    running.close()
    assert len(forks) == 3
    assert not any(map(is_alive, forks))


def test_an_interruption_ends_the_workers(forks: Forks) -> None:
    running = forked(named, CHUNKS, 2)
    next(running)
    with pytest.raises(KeyboardInterrupt):
        running.throw(KeyboardInterrupt())
    assert not any(map(is_alive, forks))


def test_no_end_of_a_pipe_stays_open() -> None:
    before = os.listdir("/dev/fd")
    list(forked(killing(4), CHUNKS, 3))
    assert os.listdir("/dev/fd") == before


def test_no_process_can_be_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    def fork() -> int:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    before = os.listdir("/dev/fd")
    monkeypatch.setattr(forking.os, "fork", fork)
    with pytest.raises(StartError) as caught:
        list(forked(named, CHUNKS, 2))
    assert str(caught.value) == (
        "worker processes can't be started (Resource temporarily unavailable): try again with --jobs 1"
    )
    assert caught.value.exit_code == 3
    assert os.listdir("/dev/fd") == before


def test_as_many_as_can_be_forked(monkeypatch: pytest.MonkeyPatch, forks: Forks) -> None:
    counted = forking.os.fork

    def fork() -> int:
        if forks:
            raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")
        return counted()

    monkeypatch.setattr(forking.os, "fork", fork)
    assert dict(forked(named, CHUNKS, 4)) == ALL
    assert len(forks) == 1


# -- in a program of its own

HEAD = """\
import os, sys, time
from healthlint.pool import forked as forking
system_fork = os.fork
def fork():
    pid = system_fork()
    if pid:
        os.write(2, b"%d\\n" % pid)
    return pid
forking.os.fork = fork
def slow(number):
    time.sleep(0.02)
    return b"x"
"""


@pytest.fixture
def script() -> Script:
    """Starts a program in a group of processes of its own; it writes the ids of its workers to standard error."""
    source = str(Path(forking.__file__).parents[2])

    def start(code: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", HEAD + code],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": source},
            start_new_session=True,
        )

    return start


def pids_of(process: subprocess.Popen[str], number: int) -> list[int]:
    assert process.stderr is not None
    return [int(process.stderr.readline()) for _ in range(number)]


def are_gone(pids: list[int]) -> bool:
    deadline = time.monotonic() + 60
    while any(map(is_alive, pids)):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def test_what_is_buffered_is_written_once(script: Script) -> None:
    process = script(
        "import atexit\n"
        "atexit.register(print, 'bye')\n"
        "sys.stdout.write('before ')\n"
        "done = list(forking.forked(slow, [[0], [1], [2]], 2))\n"
        "print(len(done))\n"
    )
    out, _ = process.communicate(timeout=120)
    assert (out, process.returncode) == ("before 3\nbye\n", 0)


def test_workers_end_when_the_first_process_is_killed(script: Script) -> None:
    process = script("list(forking.forked(slow, [[number] for number in range(100_000)], 3))\n")
    pids = pids_of(process, 3)
    process.kill()
    process.communicate(timeout=120)
    assert are_gone(pids)


def test_workers_that_write_end_when_the_first_process_is_killed(script: Script) -> None:
    process = script(
        "for _ in forking.forked(lambda _: b'x' * 1_000_000, [[number] for number in range(9)], 2):\n"
        "    time.sleep(600)\n"
    )
    pids = pids_of(process, 2)
    process.kill()
    process.communicate(timeout=120)
    assert are_gone(pids)


def test_an_interruption_from_the_keyboard_is_told_once(script: Script) -> None:
    process = script(
        "running = forking.forked(slow, [[number] for number in range(100_000)], 3)\n"
        "next(running)\n"
        "print('begun', flush=True)\n"
        "list(running)\n"
    )
    pids = pids_of(process, 3)
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=120)
    assert err.count("KeyboardInterrupt") == 1
    assert process.returncode == -signal.SIGINT
    assert are_gone(pids)


def test_an_interrupted_run_says_nothing_and_leaves_nothing(script: Script, tmp_path: Path) -> None:
    for number in range(60):
        (tmp_path / f"{number}.md").write_text("Our balm cures insomnia.\n\n" * 400, encoding="utf-8")
    process = script(
        "from healthlint.cli import main\n"
        f"sys.exit(main(['check', {str(tmp_path)!r}, '--isolated', '--no-cache', '--jobs', '2']))\n"
    )
    pids = pids_of(process, 2)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=120)
    assert (out, err, process.returncode) == ("", "", 130)
    assert are_gone(pids)
