"""`healthlint eval`: labelled text -> precision and recall -> a table or JSON -> exit code."""

from __future__ import annotations

import sys

from healthlint.cli.sources import config_of, options_of, tell_notes
from healthlint.cli.terminal import tell, view_of, write
from healthlint.discover import label_of
from healthlint.output import evaluation as output

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.cli.arguments import Call


def run(call: Call) -> int:
    """Evaluate the rules and show the figures; the exit code, 3 where a text could not be checked."""
    config = config_of(call)
    tell_notes(call, config.notes)
    from healthlint.authoring.evaluation import evaluate  # last: a mistake in the call is told before all is loaded

    paths = [(path, label_of(path)) for path in call.operands]
    evaluation = evaluate(paths, options_of(call, config), call.text("min-severity") or "warning")
    colour = call.text("color")
    if call.text("table") == "json":
        write(output.as_json(evaluation))
    else:
        write(output.render(evaluation, call.number("show") or 0, view_of(sys.stdout, colour)))
    tell(output.problems(evaluation, view_of(sys.stderr, colour)))
    tell(output.summary(evaluation))
    return 3 if evaluation.problems else 0
