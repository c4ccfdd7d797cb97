"""`healthlint check --fix`: the files are mended, or with `--diff` it is shown what that would change."""

from __future__ import annotations

import sys

from healthlint.cli.modes import Mode
from healthlint.cli.options import OPTIONS
from healthlint.cli.sources import STDIN, options_of, tell_notes
from healthlint.cli.terminal import is_terminal, tell, view_of, write
from healthlint.errors import UsageError
from healthlint.output.diff import unified
from healthlint.output.summary import count, problems, summary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.cli.arguments import Call
    from healthlint.cli.reports import Outputs
    from healthlint.config import Config
    from healthlint.discover import Found
    from healthlint.fixing.files import Mended
    from healthlint.report import Report


class Fixing(Mode):
    """Mends what was found, or only finds out what that would change."""

    def __init__(self, call: Call) -> None:
        super().__init__(call)
        _refuse_mistakes(call)
        self._only_shows = call.flag("diff")
        self._mended: list[Mended] = []

    def write(self, config: Config, found: Found, report: Report) -> bool:
        """Mend the files, unless that is only to be shown."""
        if not any(finding.fix for file in report.files for finding in file.findings):
            return False
        from healthlint import api  # as in `checked`

        writes = not self._only_shows
        outcome = api.fix_files(found.targets, report, options_of(self.call, config), write=writes)
        tell_notes(self.call, outcome.notes)
        self._mended = outcome.mended
        self.code = 1 if self._only_shows and self._mended else 0
        return writes

    def show(self, report: Report, outputs: Outputs, fail_on: str) -> None:
        """Show the report; with `--diff` what would be changed, and on standard error what was found."""
        if not self._only_shows:
            outputs.show(report, fail_on)
            return
        view = view_of(sys.stdout, self.call.text("color"))
        safe = is_terminal(sys.stdout)
        write(line for each in self._mended for line in unified(each.label, each.before, each.after, view, safe))
        aside = view_of(sys.stderr, self.call.text("color"))
        tell(problems(report, aside))
        if not self.call.flag("quiet"):
            tell(summary(report, aside))
            fixed, files = sum(each.fixed for each in self._mended), count(len(self._mended), "file")
            tell([f"would fix {count(fixed, 'finding')} in {files}" if fixed else "nothing to fix"])


def _refuse_mistakes(call: Call) -> None:
    """Find out before the work what the options can't mean."""
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
