"""`healthlint check`: configuration -> files -> api -> outputs -> exit code."""

from __future__ import annotations

import os
import sys

from healthlint.cli import narrow
from healthlint.cli.places import Root
from healthlint.cli.reports import add_job_summary, leave_out_written, refuse_unwritable, write_file
from healthlint.cli.sources import config_of, files_of, options_of, progress_of, read_stdin, tell_notes
from healthlint.cli.terminal import is_terminal, tell, view_of, write
from healthlint.output import HOOK, WITH_DOCUMENTS, WITH_PROBLEMS, WITH_SUMMARY, load
from healthlint.output.view import View
from healthlint.report import FileReport, Problem, verdict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.cli.arguments import Call
    from healthlint.config import Config
    from healthlint.discover import Found
    from healthlint.report import Report


def run(call: Call) -> int:
    """Check what the call names and show what was found; the exit code."""
    if call.flag("show-config"):
        from healthlint.cli import show_config  # a run that checks has no use for it

        return show_config.run(call)
    if call.flag("fix"):
        from healthlint.cli import fixes  # most runs write nothing

        fixes.refuse(call)
    files = call.pairs("output-file")
    written = [path for _, path in files]
    refuse_unwritable(written)
    writes = call.text("add-ignore") is not None
    if writes:
        from healthlint.cli import add_ignore  # few runs write

        add_ignore.refuse_mistakes(call)
    config = config_of(call)
    found = files_of(call, config)
    if written:
        leave_out_written(found, call.operands, written)
    narrowing = narrow.prepare(call, config, found)
    quiet = call.flag("quiet")
    if not quiet:
        tell_notes(config.notes + found.notes)
    report = report_of(call, config, found)
    if narrowing is not None:
        narrowing.apply(report)
    if writes:
        add_ignore.add(call, config, found, report)
    fail_on = call.text("fail-on") or config.fail_on or "error"
    left = fixes.run(call, config, found, report) if call.flag("fix") else None
    if narrowing is not None and (writes or call.flag("fix")):
        narrowing.apply_again(found, report)
    in_files = _view(call, View(fail_on=fail_on, locate=Root().path))
    for name, path in files:
        write_file(name, path, report, in_files)
    if left is None:
        _show(report, call, in_files)
    else:
        fixes.show(left, report, call)
    most = call.number("max-warnings")
    code = verdict(report, fail_on, config.max_warnings if most is None else most)
    return code or int(bool(left))


def report_of(call: Call, config: Config, found: Found) -> Report:
    """Check the files that were found, as the call and the configuration say."""
    import gc

    from healthlint import api  # last, so that a mistake in the call is told before anything is loaded

    gc.set_threshold(100_000, 50, 100)  # a run makes many values and few circles
    options = options_of(call, config)
    formats = {call.text("format"), *[name for name, _ in call.pairs("output-file")]}
    options.documents = not formats.isdisjoint(WITH_DOCUMENTS)
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


def _show(report: Report, call: Call, in_files: View) -> None:
    name = call.text("format") or _default_format(call)
    colour = call.text("color")
    view = _view(call, view_of(sys.stdout, colour))
    view.fail_on, view.locate = in_files.fail_on, in_files.locate
    write(load(name)(report, view))
    if name == "github":
        add_job_summary(report, in_files)
    aside = view_of(sys.stderr, colour)
    if name not in WITH_PROBLEMS and report.problems:
        from healthlint.output.summary import problems  # only what is not shown elsewhere

        tell(problems(report, aside))
    if name not in WITH_SUMMARY and not view.quiet:
        from healthlint.output.summary import summary  # as above

        tell(summary(report, aside))


def _default_format(call: Call) -> str:
    if call.flag("hook"):
        return HOOK
    if is_terminal(sys.stdout):
        return "full"
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "concise"


def _view(call: Call, view: View) -> View:
    view.suppressed = call.flag("show-suppressed")
    view.statistics = call.flag("statistics")
    view.quiet = call.flag("quiet")
    return view
