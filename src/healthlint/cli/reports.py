"""Where the report of a run goes: standard output, the files that the call names, the summary of a job on GitHub."""

from __future__ import annotations

import os
import sys

from healthlint.cli.places import Root
from healthlint.cli.sources import STDIN
from healthlint.cli.terminal import is_terminal, tell, view_of, write
from healthlint.errors import OutputError, UsageError
from healthlint.output import HOOK, WITH_DOCUMENTS, WITH_PROBLEMS, WITH_SUMMARY, load
from healthlint.output.view import View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from healthlint.cli.arguments import Call
    from healthlint.discover import Found
    from healthlint.report import Report

_SUMMARY = "GITHUB_STEP_SUMMARY"  # names the file that a step may add Markdown to
_SUMMARY_ROOM = 1024 * 1024  # bytes: GitHub drops a larger summary as a whole


class Outputs:
    """What a call wants to see of a report, and where.

    To make one raises UsageError where a file can't be written. `show_documents` says whether the text of the pages is
    shown too.
    """

    def __init__(self, call: Call) -> None:
        self._call = call
        self._root = Root()
        self._format = call.text("format") or _default_format(call)
        self._files = call.pairs("output-file")
        _refuse_unwritable([path for _, path in self._files])
        self.show_documents = not {self._format, *[name for name, _ in self._files]}.isdisjoint(WITH_DOCUMENTS)

    def leave_out_written(self, found: Found) -> None:
        """Take what the run writes out of what it checks: the report of the last run is no content.

        Raises UsageError where a file is named for both.
        """
        if not self._files:
            return
        paths = [path for _, path in self._files]
        written = {os.path.realpath(path) for path in paths}
        for operand in self._call.operands:
            if os.path.realpath(operand) in written:
                raise UsageError(
                    f"--output-file: {operand} would be overwritten, and it is to be checked: name another file"
                )
        left_out = found.leave_out(paths)
        if left_out:
            it = "it" if left_out == 1 else "them"
            found.notes.append(f"{left_out} of the files left out: this run writes to {it}")

    def write_files(self, report: Report, fail_on: str) -> None:
        """Write the files, each of them whole or not at all. Raises OutputError."""
        for name, path in self._files:
            _write_file(path, _encoded(load(name)(report, self._view(View(), fail_on))))

    def show(self, report: Report, fail_on: str) -> None:
        """Show the report on standard output, on standard error what the format doesn't hold of problems and counts."""
        name, colour = self._format, self._call.text("color")
        write(load(name)(report, self._view(view_of(sys.stdout, colour), fail_on)))
        if name == "github":
            _add_job_summary(report, self._view(View(), fail_on))
        aside = view_of(sys.stderr, colour)
        if name not in WITH_PROBLEMS and report.problems:
            from healthlint.output.summary import problems  # only what is not shown elsewhere

            tell(problems(report, aside))
        if name not in WITH_SUMMARY and not self._call.flag("quiet"):
            from healthlint.output.summary import summary  # as above

            tell(summary(report, aside))

    def _view(self, view: View, fail_on: str) -> View:
        """The view, with what the call asks to be shown in it."""
        view.suppressed = self._call.flag("show-suppressed")
        view.statistics = self._call.flag("statistics")
        view.quiet = self._call.flag("quiet")
        view.fail_on = fail_on
        view.locate = self._root.path
        return view


def _default_format(call: Call) -> str:
    if call.flag("hook"):
        return HOOK
    if is_terminal(sys.stdout):
        return "full"
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "concise"


def _refuse_unwritable(paths: list[str]) -> None:
    """Find out before the work what could not be written after it."""
    real = [os.path.realpath(path) for path in paths]
    for path in paths:
        folder = os.path.dirname(path)
        if path == STDIN:
            raise UsageError("--output-file writes files: for standard output use --format")
        if os.path.isdir(path):
            raise UsageError(f"--output-file: {path} is a folder")
        if folder and not os.path.isdir(folder):
            raise UsageError(f"--output-file: there is no folder {folder}")
        if real.count(os.path.realpath(path)) > 1:
            raise UsageError(f"--output-file: {path} is given twice")


def _write_file(path: str, data: Iterable[bytes]) -> None:
    if path.startswith("/dev/") or (os.path.exists(path) and not os.path.isfile(path)):  # no pipe can be replaced
        _add(path, data, "wb")
        return
    from healthlint.writing import replace_with  # most runs write no file

    replace_with(path, data)


def _add_job_summary(report: Report, view: View) -> None:
    """Add the report to the summary of the job, where this is a step on GitHub."""
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
