"""`healthlint check`: configuration -> files -> api -> outputs -> exit code."""

from __future__ import annotations

from healthlint.cli import narrow
from healthlint.cli.modes import mode_of
from healthlint.cli.reports import Outputs
from healthlint.cli.sources import checked, config_of, files_of, tell_notes
from healthlint.report import verdict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.cli.arguments import Call


def run(call: Call) -> int:
    """Check what the call names and show what was found; the exit code."""
    if call.flag("show-config"):
        from healthlint.cli import show_config  # a run that checks has no use for it

        return show_config.run(call)
    mode = mode_of(call)
    outputs = Outputs(call)
    config = config_of(call)
    fail_on = call.text("fail-on") or config.fail_on or "error"
    found = files_of(call, config)
    outputs.leave_out_written(found)
    narrowing = narrow.prepare(call, config, found)
    tell_notes(call, config.notes + found.notes)
    report = checked(call, config, found, outputs.show_documents)
    narrowing.apply(report)
    if mode.write(config, found, report):
        narrowing.apply_again(found, report)
    outputs.write_files(report, fail_on)
    mode.show(report, outputs, fail_on)
    most = call.number("max-warnings")
    return verdict(report, fail_on, config.max_warnings if most is None else most) or mode.code
