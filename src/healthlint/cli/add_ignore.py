"""`healthlint check --add-ignore REASON`: from findings to suppressions in the files, and what to tell of it."""

from __future__ import annotations

import sys

from healthlint.cli.sources import STDIN, options_of
from healthlint.cli.terminal import tell, view_of
from healthlint.errors import UsageError
from healthlint.output.summary import count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.cli.arguments import Call
    from healthlint.config import Config
    from healthlint.discover import Found
    from healthlint.report import Report


def refuse_mistakes(call: Call) -> None:
    """Find out before the work what can't be done after it."""
    if not (call.text("add-ignore") or "").strip():
        raise UsageError('--add-ignore needs a reason: write --add-ignore "why the findings are accepted"')
    if call.flag("fix"):
        raise UsageError("--add-ignore and --fix both write into the files: run one after the other")
    if STDIN in call.operands:
        raise UsageError("--add-ignore writes into files and can't be used with -: name the files")


def add(call: Call, config: Config, found: Found, report: Report) -> None:
    """Write suppressions for what the report shows; it then holds what is found with them."""
    from healthlint import api  # as for the check itself

    view = view_of(sys.stderr, call.text("color"))
    reason = call.text("add-ignore") or ""
    for label, number, refusal in api.add_suppressions(found.targets, report, options_of(call, config), reason):
        name = view.clean(label)
        if refusal:
            tell([f"healthlint: {name} was left as it is: {view.phrase(refusal)}"])
        elif not call.flag("quiet"):
            tell([f"healthlint: {name}: {count(number, 'suppression')} added"])
