"""Reports in files: those that a call asks for, and the summary of a job on GitHub."""

from __future__ import annotations

import os

from healthlint.errors import OutputError, UsageError
from healthlint.output import load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from healthlint.discover import Found
    from healthlint.output.view import View
    from healthlint.report import Report

_SUMMARY = "GITHUB_STEP_SUMMARY"  # names the file that a step may add Markdown to
_SUMMARY_ROOM = 1024 * 1024  # bytes: GitHub drops a larger summary as a whole


def refuse_unwritable(paths: list[str]) -> None:
    """Find out before the work what could not be written after it."""
    for path in paths:
        folder = os.path.dirname(path)
        if os.path.isdir(path):
            raise UsageError(f"--output-file: {path} is a folder")
        if folder and not os.path.isdir(folder):
            raise UsageError(f"--output-file: there is no folder {folder}")
        if paths.count(path) > 1:
            raise UsageError(f"--output-file: {path} is given twice")


def leave_out_written(found: Found, operands: Sequence[str], paths: Sequence[str]) -> None:
    """Take what the run writes out of what it checks: the report of the last run is no content.

    Raises UsageError where a file is named for both.
    """
    written = {os.path.abspath(path) for path in paths}
    for operand in operands:
        if os.path.abspath(operand) in written:
            raise UsageError(
                f"--output-file: {operand} would be overwritten, and it is to be checked: name another file"
            )
    kept = [target for target in found.targets if not target.path or os.path.abspath(target.path) not in written]
    left_out = len(found.targets) - len(kept)
    if left_out:
        found.targets = kept
        found.notes.append(f"{left_out} of the files left out: this run writes to {'it' if left_out == 1 else 'them'}")


def write_file(name: str, path: str, report: Report, view: View) -> None:
    """Write the report in the format `name` to `path`: all of it or nothing. Raises OutputError."""
    data = _encoded(load(name)(report, view))
    if path.startswith("/dev/") or (os.path.exists(path) and not os.path.isfile(path)):  # no pipe can be replaced
        _add(path, data, "wb")
        return
    from healthlint.writing import replace_with  # most runs write no file

    replace_with(path, data)


def add_job_summary(report: Report, view: View) -> None:
    """Add the report to the summary of the job, where this is a step on GitHub. Raises OutputError."""
    path = os.environ.get(_SUMMARY)
    if path:
        from healthlint.output.markdown import shortened  # only here

        taken = os.path.getsize(path) if os.path.exists(path) else 0
        _add(path, _encoded(shortened(load("markdown")(report, view), _SUMMARY_ROOM - taken)), "ab")


def _encoded(lines: Iterable[str]) -> Iterable[bytes]:
    return (f"{line}\n".encode("utf-8", "backslashreplace") for line in lines)


def _add(path: str, data: Iterable[bytes], mode: str) -> None:
    try:
        with open(path, mode) as file:
            file.writelines(data)
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror or error}") from error
