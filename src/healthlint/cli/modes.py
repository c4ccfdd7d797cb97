"""What `check` does with what it found. Most runs show it; those that change files have a mode each, in its module."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.cli.arguments import Call
    from healthlint.cli.reports import Outputs
    from healthlint.config import Config
    from healthlint.discover import Found
    from healthlint.report import Report


class Mode:
    """The usual one: no file is changed, and the report is shown.

    To make one raises UsageError where the call can't mean it. `code` is what a run ends with where its findings let it
    end with 0.
    """

    def __init__(self, call: Call) -> None:
        self.call = call
        self.code = 0

    def write(self, config: Config, found: Found, report: Report) -> bool:  # noqa: ARG002 - others need them
        """Change the files that were checked; whether the report now holds what is found in them after that."""
        return False

    def show(self, report: Report, outputs: Outputs, fail_on: str) -> None:
        """Show on standard output and standard error what came of the run."""
        outputs.show(report, fail_on)


def mode_of(call: Call) -> Mode:
    """The mode that a call asks for. Raises UsageError."""
    if call.flag("fix"):
        from healthlint.cli.fixes import Fixing  # most runs write nothing

        return Fixing(call)
    if call.text("add-ignore") is not None:
        from healthlint.cli.add_ignore import Ignoring  # as above

        return Ignoring(call)
    return Mode(call)
