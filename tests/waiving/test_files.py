"""The files of a run that get suppressions: what is written, what is left alone, and what is told of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from healthlint.checker import read_file
from healthlint.discover import Target
from healthlint.errors import OutputError
from healthlint.report import FileReport, Report
from healthlint.waiving import files
from healthlint.waiving.file import CHANGED
from waiving.test_waive import NEXT, Small

PAGE = "It never tires.\n"


class Reader(Small):
    """A checker that reads files too."""

    def check_target(self, target: Target) -> FileReport:
        return self.check(target.label, read_file(target))


@pytest.fixture
def targets(tmp_path: Path) -> list[Target]:
    for name in ("a.md", "b.txt", "c.md"):
        (tmp_path / name).write_text(PAGE)
    (tmp_path / "link.md").symlink_to("a.md")
    return [Target(name, str(tmp_path / name)) for name in ("a.md", "b.txt", "c.md", "link.md")]


def report(targets: list[Target]) -> Report:
    return Report([Reader().check_target(target) for target in targets], [])


def add(targets: list[Target], checked: Report) -> list[tuple[str, int, str]]:
    return list(files.add_suppressions(Reader(), targets, checked, "why"))  # type: ignore[arg-type]


def texts(targets: list[Target]) -> list[str]:
    return [Path(target.path).read_text() for target in targets]


def test_each_file_is_written_once_whatever_its_names(targets: list[Target]) -> None:
    checked = report(targets)
    assert add(targets, checked) == [
        ("a.md", 1, ""),
        ("b.txt", 0, "the format has no comments: accept the findings in a baseline, or change the text"),
        ("c.md", 1, ""),
    ]
    assert texts(targets) == [NEXT + PAGE, PAGE, NEXT + PAGE, NEXT + PAGE]
    assert [len(file.findings) for file in checked.files] == [0, 1, 0, 0]
    assert Path(targets[3].path).is_symlink()


def test_what_is_no_longer_in_the_report_is_left_alone(targets: list[Target]) -> None:
    checked = report(targets)
    checked.files[0].findings.clear()
    checked.files[3].findings.clear()
    assert [label for label, _, _ in add(targets, checked)] == ["b.txt", "c.md"]
    assert texts(targets)[0] == PAGE


def test_a_file_that_is_changed_while_it_is_worked_on_is_left_alone(
    targets: list[Target], monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = report(targets[:1])

    def read_and_change(target: Target) -> bytes:
        data = read_file(target)
        Path(target.path).write_bytes(data + b"More.\n")
        return data

    monkeypatch.setattr(files, "read_file", read_and_change)
    assert add(targets[:1], checked) == [("a.md", 0, CHANGED)]
    assert texts(targets)[0] == f"{PAGE}More.\nMore.\n"
    assert len(checked.files[0].findings) == 1


def test_what_can_not_be_read_or_written_is_a_problem(targets: list[Target], monkeypatch: pytest.MonkeyPatch) -> None:
    checked = report(targets)
    Path(targets[1].path).unlink()

    def refuse(path: str, data: bytes) -> None:
        raise OutputError(f"cannot write {Path(path).name}: it is write-protected")

    monkeypatch.setattr(files, "replace_file", refuse)
    assert add(targets, checked) == []
    assert [[(each.message, each.undone) for each in file.problems] for file in checked.files] == [
        [("cannot write a.md: it is write-protected", "suppressed")],
        [("can't be read: No such file or directory", "suppressed")],
        [("cannot write c.md: it is write-protected", "suppressed")],
        [("cannot write link.md: it is write-protected", "suppressed")],
    ]
    assert [len(file.findings) for file in checked.files] == [1, 1, 1, 1]
