"""`healthlint rules`: the loaded rules as a list."""

from __future__ import annotations

import sys

from healthlint.cli.sources import config_of, options_of, tell_notes
from healthlint.cli.terminal import view_of, write
from healthlint.output.rulebook import table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.cli.arguments import Call


def run(call: Call) -> int:
    """List the rules that a check with the same options would use."""
    config = config_of(call)
    tell_notes(call, config.notes)
    from healthlint import authoring  # last, so that a mistake in the call is told before anything is loaded

    write(table(authoring.rules(options_of(call, config)), view_of(sys.stdout, call.text("color"))))
    return 0
