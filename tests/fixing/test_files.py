"""The files of a run: what is written, what is left alone, and what is told of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixing.bench import Bench
from healthlint.checker import read_file
from healthlint.discover import Target
from healthlint.errors import OutputError
from healthlint.fixing import files
from healthlint.report import FileReport, Report
from small_program import make_program, terminology


class FileBench(Bench):
    """A bench that reads files too."""

    def check_target(self, target: Target) -> FileReport:
        return self.check(target.label, read_file(target))

    def report(self, targets: list[Target]) -> Report:
        return Report([self.check_target(target) for target in targets], [])

    def mend(self, targets: list[Target], report: Report, write: bool = True) -> files.Outcome:
        return files.fix_files(self, targets, report, write)  # type: ignore[arg-type]


BENCH = FileBench(make_program(terminology({"avoid": "sofa", "use": "couch", "fix": True})))


@pytest.fixture
def targets(tmp_path: Path) -> list[Target]:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(f"A sofa in {name}.\n")
    return [Target(name, str(tmp_path / name)) for name in ("a.md", "b.md")]


def texts(targets: list[Target]) -> list[str]:
    return [Path(target.path).read_text() for target in targets]


def test_reports_become_those_of_the_new_text(targets: list[Target]) -> None:
    report = BENCH.report(targets)
    outcome = BENCH.mend(targets, report)
    assert texts(targets) == ["A couch in a.md.\n", "A couch in b.md.\n"]
    assert [file.findings for file in report.files] == [[], []]
    assert (report.fixed, report.fixed_files) == (2, 2)
    assert [(each.label, each.fixed) for each in outcome.mended] == [("a.md", 1), ("b.md", 1)]


def test_without_writing_nothing_changes(targets: list[Target]) -> None:
    report = BENCH.report(targets)
    outcome = BENCH.mend(targets, report, write=False)
    assert texts(targets) == ["A sofa in a.md.\n", "A sofa in b.md.\n"]
    assert [each.after for each in outcome.mended] == ["A couch in a.md.\n", "A couch in b.md.\n"]
    assert (report.fixed, [len(file.findings) for file in report.files]) == (0, [1, 1])


def test_what_is_no_longer_in_the_report_is_left_alone(targets: list[Target]) -> None:
    report = BENCH.report(targets)
    report.files[0].let_go = report.files[0].findings
    report.files[0].findings = []
    BENCH.mend(targets, report)
    assert texts(targets) == ["A sofa in a.md.\n", "A couch in b.md.\n"]


def test_a_file_that_was_changed_since_it_was_checked_is_left_alone(targets: list[Target]) -> None:
    report = BENCH.report(targets)
    Path(targets[0].path).write_text("Now a sofa in a.md.\n")
    BENCH.mend(targets, report)
    assert texts(targets) == ["Now a sofa in a.md.\n", "A couch in b.md.\n"]
    (problem,) = report.files[0].problems
    assert (problem.message, problem.undone) == (files.CHANGED, "fixed")


def test_a_file_that_is_changed_while_it_is_mended_is_left_alone(
    targets: list[Target], monkeypatch: pytest.MonkeyPatch
) -> None:
    report = BENCH.report(targets)
    reads = []

    def read_and_change(target: Target) -> bytes:
        data = read_file(target)
        reads.append(target.label)
        if reads == ["a.md"]:
            Path(target.path).write_text("Somebody else was here.\n")
        return data

    monkeypatch.setattr(files, "read_file", read_and_change)
    BENCH.mend(targets, report)
    assert texts(targets) == ["Somebody else was here.\n", "A couch in b.md.\n"]
    assert [problem.message for problem in report.files[0].problems] == [files.CHANGED]


def test_a_file_that_is_gone_is_told(targets: list[Target]) -> None:
    report = BENCH.report(targets)
    Path(targets[0].path).unlink()
    BENCH.mend(targets, report)
    assert [problem.message for problem in report.files[0].problems] == ["can't be read: No such file or directory"]
    assert report.fixed == 1


def test_what_can_not_be_written_is_told_and_its_findings_stay(
    targets: list[Target], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: str, data: bytes) -> None:
        if path.endswith("a.md"):
            raise OutputError("cannot write a.md: it is write-protected")
        Path(path).write_bytes(data)

    monkeypatch.setattr(files, "replace_file", refuse)
    report = BENCH.report(targets)
    outcome = BENCH.mend(targets, report)
    (problem,) = report.files[0].problems
    assert (problem.message, problem.undone) == ("cannot write a.md: it is write-protected", "fixed")
    assert [len(file.findings) for file in report.files] == [1, 0]
    assert [each.label for each in outcome.mended] == ["b.md"]
    assert report.fixed == 1
