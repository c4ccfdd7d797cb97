"""Workers that are started anew import this module by its name: what they do stands at its top level."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import healthlint
from healthlint.pool.failures import StartError
from healthlint.pool.spawned import spawned

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.slow

CHUNKS = [[0, 1, 2], [3], [4, 5]]
ALL = {number: b"%d" % number for number in range(6)}


class Work:
    """Ends its process at the number `fatal`, raises at the number `wrong`, needs more memory at the number `large`."""

    def __init__(self, fatal: int = -1, wrong: int = -1, large: int = -1) -> None:
        self.fatal = fatal
        self.wrong = wrong
        self.large = large

    def __call__(self, number: int) -> bytes:
        if number == self.fatal:
            os._exit(1)
        if number == self.wrong:
            raise ValueError(f"wrong is {number}")
        if number == self.large:
            raise MemoryError
        return b"%d" % number


def refusing() -> Callable[[int], bytes]:
    raise SystemExit(1)


class Unready(Work):
    """Can't be made in another process."""

    def __reduce__(self) -> tuple[Callable[[], Callable[[int], bytes]], tuple[()]]:
        return refusing, ()


@pytest.mark.parametrize("processes", [1, 3])
def test_each_number_is_done_once(processes: int) -> None:
    assert sorted(spawned(Work(), CHUNKS, processes)) == sorted(ALL.items())


@pytest.mark.parametrize("work", [Work(fatal=4), Work(large=4)])
def test_what_a_killed_worker_was_at_is_missing(work: Work) -> None:
    done = dict(spawned(work, CHUNKS, 1))
    assert done == {number: data for number, data in ALL.items() if number < 4}


def test_a_defect_is_told() -> None:
    with pytest.raises(ValueError, match="wrong is 3"):
        list(spawned(Work(wrong=3), CHUNKS, 1))


def test_no_worker_can_begin() -> None:
    with pytest.raises(StartError, match="worker processes can't be started") as caught:
        list(spawned(Unready(), CHUNKS, 1))
    assert caught.value.exit_code == 3


def test_who_stops_listening_ends_the_workers() -> None:
    running = spawned(Work(), [[number] for number in range(50)], 2)
    assert next(running) == (0, b"0")
    running.close()
    with pytest.raises(StopIteration):
        next(running)


def is_gone(pid: int) -> bool:
    for _ in range(1_000):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(sys.platform == "win32", reason="processes are looked for by signals")
def test_workers_end_when_the_first_process_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import os, time\n"
        "from healthlint.pool.spawned import spawned\n"
        "def slow(number):\n"
        "    os.write(1, b'%d\\n' % os.getpid())\n"
        "    time.sleep(0.05)\n"
        "    return b''\n"
        "if __name__ == '__main__':\n"
        "    list(spawned(slow, [[number] for number in range(100_000)], 1))\n"
    )
    source = str(Path(healthlint.__file__).parents[1])
    environment = {**os.environ, "PYTHONPATH": source}
    process = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True, env=environment)
    assert process.stdout is not None
    worker = int(process.stdout.readline())
    process.kill()
    process.communicate(timeout=120)  # reads until nobody is left who could write
    assert is_gone(worker)
