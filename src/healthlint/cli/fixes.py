"""What `check` does for `--fix`: the files are mended, or a diff shows what would be done."""

from __future__ import annotations

import sys

from healthlint.cli.options import OPTIONS
from healthlint.cli.sources import STDIN, options_of, tell_notes
from healthlint.cli.terminal import is_terminal, tell, view_of, write
from healthlint.errors import UsageError
from healthlint.output.diff import unified
from healthlint.output.summary import count, problems, summary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.cli.arguments import Call
    from healthlint.config import Config
    from healthlint.discover import Found
    from healthlint.fixing.files import Mended
    from healthlint.report import Report


def refuse(call: Call) -> None:
    """Find out before the work what the options can't mean. Raises UsageError."""
    if call.text("add-ignore") is not None:
        raise UsageError("--fix and --add-ignore both write: mend first, then run again with --add-ignore")
    if call.text("diff") not in (None, OPTIONS["diff"].bare):
        raise UsageError(
            f"--fix --diff shows what would be changed and compares with no commit: leave {call.text('diff')} out"
        )
    if call.flag("diff") and call.text("format"):
        raise UsageError("--fix --diff shows the diff in place of a report: leave --format out, or use --output-file")
    if STDIN in call.operands:
        raise UsageError("--fix mends files, and standard input is none: write the text to a file and name that")


def run(call: Call, config: Config, found: Found, report: Report) -> list[Mended] | None:
    """Mend what was found and write the files; with `--diff` only find out what that would change: the files to show,
    None where they were written.
    """
    from healthlint import api  # as in `check`

    shown = call.flag("diff")
    if not any(finding.fix for file in report.files for finding in file.findings):
        return [] if shown else None
    outcome = api.fix_files(found.targets, report, options_of(call, config), write=not shown)
    if not call.flag("quiet"):
        tell_notes(outcome.notes)
    return outcome.mended if shown else None


def show(mended: list[Mended], report: Report, call: Call) -> None:
    """Show what would be changed on standard output, and on standard error what was found."""
    view = view_of(sys.stdout, call.text("color"))
    safe = is_terminal(sys.stdout)
    write(line for each in mended for line in unified(each.label, each.before, each.after, view, safe))
    aside = view_of(sys.stderr, call.text("color"))
    tell(problems(report, aside))
    if not call.flag("quiet"):
        tell(summary(report, aside))
        fixed = sum(each.fixed for each in mended)
        tell([f"would fix {count(fixed, 'finding')} in {count(len(mended), 'file')}" if fixed else "nothing to fix"])
