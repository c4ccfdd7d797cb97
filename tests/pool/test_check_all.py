from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from healthlint import api, pool
from healthlint.checker import Checker, Options
from healthlint.cli import main
from healthlint.discover import Target, find
from healthlint.output import load
from healthlint.output.view import View
from healthlint.pool.failures import WorkError
from healthlint.report import FileReport, Report
from healthlint.store import Store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .conftest import Pages

ROOT = Path(__file__).parents[2]
KILLED = (
    "the process that checked it was ended twice, as happens when memory runs out: give it more memory, or leave the "
    "file out"
)

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
needs_fork = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="no process is forked here")


def report_of(checker: Checker, targets: Sequence[Target], jobs: int) -> Report:
    store = Store(checker.packer, len(targets))
    indices = []
    for index, packed in pool.check_all(checker, targets, jobs):
        store.put(index, packed)
        indices.append(index)
    assert sorted(indices) == list(range(len(targets)))
    return Report(store, checker.stamps(), checker.rules())


def told(report: Report) -> list[str]:
    return list(load("json")(report, View(suppressed=True)))


def problems(report: Report) -> dict[str, list[str]]:
    return {file.label: [problem.message for problem in file.problems] for file in report.files if file.problems}


@pytest.fixture(scope="session")
def own() -> list[Target]:
    """The files of these tests and the documentation that are content."""
    return find([str(ROOT / "docs"), str(ROOT / "tests")]).targets


@needs_fork
@pytest.mark.usefixtures("forking")
@pytest.mark.parametrize("jobs", [2, 3, 7])
def test_the_number_of_processes_makes_no_difference(checker: Checker, pages: Pages, jobs: int) -> None:
    targets = pages(60)
    alone, shared = report_of(checker, targets, 1), report_of(checker, targets, jobs)
    assert told(shared) == told(alone)
    assert alone.count("error") > 60
    assert [file.label for file in shared.files] == [target.label for target in targets]


@needs_fork
@pytest.mark.usefixtures("forking")
def test_the_same_on_files_of_all_formats(checker: Checker, own: list[Target]) -> None:
    assert len({os.path.splitext(target.path)[1] for target in own}) > 4
    assert told(report_of(checker, own, 3)) == told(report_of(checker, own, 1))


@needs_fork
@pytest.mark.usefixtures("forking")
def test_documents_come_along(pages: Pages) -> None:
    checker = Checker(Options(cache=False, documents=True))
    targets = pages(15)
    alone, shared = report_of(checker, targets, 1), report_of(checker, targets, 2)
    kept = [file.document.text for file in shared.files if file.document is not None]
    assert kept == [file.document.text for file in alone.files if file.document is not None]
    assert len(kept) > 5
    assert list(load("html")(shared, View())) == list(load("html")(alone, View()))


@needs_fork
@pytest.mark.usefixtures("forking")
def test_a_report_larger_than_a_pipe(checker: Checker, pages: Pages) -> None:
    targets = pages(4)
    Path(targets[1].path).write_text("Our balm cures insomnia.\n\n" * 1_000, encoding="utf-8")
    sizes = [len(packed) for _, packed in pool.check_all(checker, targets, 2)]
    assert max(sizes) > 2 * 65_536
    assert told(report_of(checker, targets, 2)) == told(report_of(checker, targets, 1))


# -- what goes wrong


class Deadly(Checker):
    """Ends its process, where that is a worker, at files with these labels: the first `times` times."""

    def __init__(self, labels: Sequence[str], folder: Path, times: int) -> None:
        super().__init__(Options(cache=False))
        self._labels = labels
        self._marks = folder / "killed"
        self._marks.mkdir()
        self._times = times
        self._first = os.getpid()

    def check_target(self, target: Target) -> FileReport:
        died = len(list(self._marks.glob(f"{target.label}.*")))
        if target.label in self._labels and os.getpid() != self._first and died < self._times:
            (self._marks / f"{target.label}.{died}").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return super().check_target(target)


@needs_fork
@pytest.mark.usefixtures("forking")
@pytest.mark.parametrize(
    "labels", [["000.md"], ["007.md", "008.md", "029.md"], [f"{index:03}.md" for index in range(30)]]
)
def test_what_a_killed_worker_was_at_is_checked_again(
    checker: Checker, pages: Pages, tmp_path: Path, labels: list[str]
) -> None:
    targets = pages(30)
    report = report_of(Deadly(labels, tmp_path, 1), targets, 2)
    assert problems(report) == {}
    assert told(report) == told(report_of(checker, targets, 1))


@needs_fork
@pytest.mark.usefixtures("forking")
def test_a_file_that_kills_twice_is_a_problem_and_the_others_are_checked(
    checker: Checker, pages: Pages, tmp_path: Path
) -> None:
    targets = pages(30)
    fatal = ["003.md", "017.md", "029.md"]
    report = report_of(Deadly(fatal, tmp_path, 99), targets, 3)
    assert problems(report) == {label: [KILLED] for label in fatal}
    others = [target for target in targets if target.label not in fatal]
    expected = told(report_of(checker, others, 1))
    assert [line.rstrip(",") for line in told(report) if KILLED not in line][:-1] == [
        line.rstrip(",") for line in expected
    ][:-1]


@needs_fork
@pytest.mark.usefixtures("forking")
def test_a_run_with_a_file_that_kills_ends_with_3(
    pages: Pages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pages(20)
    monkeypatch.chdir(tmp_path)
    first = os.getpid()
    usual = Checker.check_target

    def deadly(self: Checker, target: Target) -> FileReport:
        if target.label == "011.md" and os.getpid() != first:
            os.kill(os.getpid(), signal.SIGKILL)
        return usual(self, target)

    monkeypatch.setattr(Checker, "check_target", deadly)
    assert main(["check", "--isolated", "--no-cache", "--jobs", "2", "--fail-on", "never"]) == 3
    told = capsys.readouterr()
    assert f"not checked 011.md: {KILLED}\n" in told.err
    assert "checked 19 files" in told.err
    assert "012.md:" in told.out


@needs_fork
@pytest.mark.usefixtures("forking")
def test_a_defect_ends_the_run(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: Checker, target: Target) -> FileReport:
        raise RuntimeError(f"what nobody thought of, in {target.label}")

    monkeypatch.setattr(Checker, "check_target", broken)
    with pytest.raises(WorkError, match="RuntimeError: what nobody thought of, in 0"):
        api.check_paths(pages(20), Options(cache=False, jobs=2))


@needs_fork
@pytest.mark.usefixtures("forking")
def test_a_file_that_cannot_be_read_is_a_problem_of_its_own(checker: Checker, pages: Pages) -> None:
    targets = pages(20)
    os.unlink(targets[4].path)
    report = report_of(checker, targets, 2)
    assert problems(report) == {"004.md": ["can't be read: No such file or directory"]}


# -- which files are taken together, and by how many


@pytest.mark.parametrize(
    ("sizes", "processes", "expected"),
    [
        ([], 2, []),
        ([1], 2, [[0]]),
        ([200, 100, 300], 2, [[2], [0], [1]]),
        ([30_000] * 40, 2, [[index, index + 1] for index in range(0, 40, 2)]),
        ([10, 900_000, 10, 1_800_000, 10], 3, [[3], [1], [0, 2, 4]]),
        ([1] * 80, 1, [list(range(start, start + 10)) for start in range(0, 80, 10)]),
        ([6_000] * 1_000, 2, [list(range(start, start + 10)) for start in range(0, 1_000, 10)]),
    ],
)
def test_large_files_come_first_and_alone(sizes: list[int], processes: int, expected: list[list[int]]) -> None:
    assert pool._chunks(sizes, range(len(sizes)), processes) == expected


@pytest.mark.parametrize("jobs", [1, 2])
def test_files_of_the_same_name_are_checked_side_by_side(
    checker: Checker, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    labels = ["v1/a.md", "v1/b.md", "v2/a.md", "v2/b.md", "v3/a.md", "readme.md"]
    drawn: list[int] = []

    def shared(_work: Any, chunks: list[list[int]], _processes: int) -> Any:
        drawn.extend(index for chunk in chunks for index in chunk)
        return ((index, b"") for index in drawn)

    monkeypatch.setattr(pool, "_way", lambda: shared)
    monkeypatch.setattr(pool.Work, "__call__", lambda *_: b"")
    targets = [Target(label, "missing") for label in labels]
    done = [index for index, _ in pool.check_all(checker, targets, jobs)]
    assert [labels[index] for index in done] == [
        "v1/a.md",
        "v2/a.md",
        "v3/a.md",
        "v1/b.md",
        "v2/b.md",
        "readme.md",
    ]


PAGE = 7_000
MANY = pool.LITTLE // (PAGE + 1_024) + 1


@pytest.mark.parametrize(
    ("number", "size", "jobs", "processors", "expected"),
    [
        (MANY - 1, PAGE, 0, 4, 0),
        (MANY, PAGE, 0, 4, 4),
        (MANY, PAGE, 0, 1, 0),
        (2, 100_000, 0, 4, 2),
        (1, 100_000, 0, 4, 0),
        (40, 0, 0, 4, 0),
        (50, 0, 0, 2, 2),
        (1_000, PAGE, 1, 4, 0),
        (2, 0, 2, 1, 2),
        (3, 0, 7, 1, 3),
        (1, PAGE, 7, 4, 0),
        (0, 0, 2, 4, 0),
    ],
)
def test_how_many_processes_are_started(
    checker: Checker,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    size: int,
    jobs: int,
    processors: int,
    expected: int,
) -> None:
    asked = []

    def shared(work: Any, chunks: list[list[int]], processes: int) -> Any:
        asked.append(processes)
        return ((index, b"") for chunk in chunks for index in chunk)

    page = tmp_path / "page.md"
    page.write_bytes(b" " * size)
    monkeypatch.setattr(pool, "_way", lambda: shared)
    monkeypatch.setattr(pool, "_processors", lambda: processors)
    monkeypatch.setattr(pool.Work, "__call__", lambda *_: b"")
    targets = [Target(str(index), str(page)) for index in range(number)]
    assert sorted(index for index, _ in pool.check_all(checker, targets, jobs)) == list(range(number))
    assert asked == ([expected] if expected else [])


def test_files_that_are_gone_are_shared_all_the_same(checker: Checker) -> None:
    targets = [Target(str(index), "/there/is/none") for index in range(3)]
    report = report_of(checker, targets, 1)
    assert problems(report) == {str(index): ["can't be read: No such file or directory"] for index in range(3)}


def test_nothing_is_forked_beside_other_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert pool._way().__name__ == "spawned"
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(sys, "platform", "darwin")
    assert pool._way().__name__ == "spawned"
    monkeypatch.setattr(sys, "platform", "linux")
    assert pool._way().__name__ == "forked"


@pytest.mark.slow
def test_processes_that_load_the_rules_for_themselves(
    checker: Checker, pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    targets = pages(20)
    assert told(report_of(checker, targets, 2)) == told(report_of(checker, targets, 1))
