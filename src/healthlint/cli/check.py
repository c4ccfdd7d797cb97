"""`healthlint check`: configuration -> files -> api -> outputs -> exit code."""

from __future__ import annotations

import os
import sys

from healthlint.cli import narrow
from healthlint.cli.sources import config_of, files_of, options_of, progress_of, read_stdin, tell_notes
from healthlint.cli.terminal import is_terminal, tell, view_of, write
from healthlint.errors import OutputError, UsageError
from healthlint.finding import FileReport, Problem, verdict
from healthlint.output import WITH_SUMMARY, load
from healthlint.output.view import View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.cli.arguments import Call
    from healthlint.config import Config
    from healthlint.discover import Found
    from healthlint.finding import Report


def run(call: Call) -> int:
    """Check what the call names and show what was found; the exit code."""
    files = call.pairs("output-file")
    _refuse_unwritable([path for _, path in files])
    config = config_of(call)
    found = files_of(call, config)
    narrowing = narrow.prepare(call, config, found)
    quiet = call.flag("quiet")
    if not quiet:
        tell_notes(config.notes + found.notes)
    report = _report(call, config, found)
    if narrowing is not None:
        narrowing.apply(report)
    for name, path in files:
        _write_file(name, path, report, call)
    _show(report, call)
    most = call.number("max-warnings")
    return verdict(
        report,
        call.text("fail-on") or config.fail_on or "error",
        config.max_warnings if most is None else most,
    )


def _report(call: Call, config: Config, found: Found) -> Report:
    import gc

    from healthlint import api  # last, so that a mistake in the call is told before anything is loaded

    gc.set_threshold(100_000, 50, 100)  # a run makes many values and few circles
    options = options_of(call, config)
    if found.targets and not found.targets[0].path:
        return api.check_text(found.targets[0].label, read_stdin(), options)
    progress = progress_of(call)
    try:
        report = api.check_paths(found.targets, options, progress)
    finally:
        if progress:
            progress.clear()
    for label, message in found.problems:
        missing = FileReport(label)
        missing.problems.append(Problem(message))
        report.files.append(missing)
    return report


def _show(report: Report, call: Call) -> None:
    name = call.text("format") or ("full" if is_terminal(sys.stdout) else "concise")
    colour = call.text("color")
    view = _view(call, view_of(sys.stdout, colour))
    write(load(name)(report, view))
    aside = view_of(sys.stderr, colour)
    if name != "full" and report.problems:
        from healthlint.output.summary import problems  # only what is not shown elsewhere

        tell(problems(report, aside))
    if name not in WITH_SUMMARY and not view.quiet:
        from healthlint.output.summary import summary  # as above

        tell(summary(report, aside))


def _view(call: Call, view: View) -> View:
    view.suppressed = call.flag("show-suppressed")
    view.statistics = call.flag("statistics")
    view.quiet = call.flag("quiet")
    return view


def _refuse_unwritable(paths: list[str]) -> None:
    """Find out before the work what could not be written after it."""
    for path in paths:
        folder = os.path.dirname(path)
        if os.path.isdir(path):
            raise UsageError(f"--output-file: {path} is a folder")
        if folder and not os.path.isdir(folder):
            raise UsageError(f"--output-file: there is no folder {folder}")
        if paths.count(path) > 1:
            raise UsageError(f"--output-file: {path} is given twice")


def _write_file(name: str, path: str, report: Report, call: Call) -> None:
    try:
        with open(path, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.writelines(f"{line}\n" for line in load(name)(report, _view(call, View())))
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror or error}") from error
