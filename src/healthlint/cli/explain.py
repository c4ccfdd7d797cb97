"""`healthlint explain`: one rule in full, or what happened at one line of a file."""

from __future__ import annotations

import os
import sys

from healthlint.cli.sources import config_of, options_of, tell_notes
from healthlint.cli.terminal import view_of, write
from healthlint.discover import Target, label_of
from healthlint.errors import InputError, UsageError
from healthlint.loading.fields import guess
from healthlint.output import reasons, rulebook

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.checker import Options
    from healthlint.cli.arguments import Call
    from healthlint.output.view import View


def run(call: Call) -> int:
    """Explain what the call names: a rule, or a place written FILE:LINE or FILE:LINE:COLUMN."""
    config = config_of(call)
    tell_notes(call, config.notes)
    options = options_of(call, config)
    view = view_of(sys.stdout, call.text("color"))
    (subject,) = call.operands
    path, line = _place(subject)
    if line:
        return _explain_place(path, line, options, view)
    return _explain_rule(subject, options, view)


def _place(subject: str) -> tuple[str, int]:
    """The path and line of FILE:LINE and FILE:LINE:COLUMN; line 0 where it is neither."""
    path, _, last = subject.rpartition(":")
    before, _, middle = path.rpartition(":")
    if before and middle.isdecimal() and last.isdecimal():
        return before, int(middle)
    return (path, int(last)) if path and last.isdecimal() else (subject, 0)


def _explain_rule(id: str, options: Options, view: View) -> int:
    from healthlint import authoring  # last, so that a mistake in the call is told before anything is loaded

    rules = {rule.id: rule for rule in authoring.rules(options)}
    if id not in rules:
        hint = "; to explain a place, write FILE:LINE" if os.path.exists(id) else ""
        raise UsageError(f'there is no rule "{id}"{guess(id, rules)}{hint}\nhealthlint rules lists them')
    write(rulebook.explain(rules[id], authoring.examples(id, options), view))
    return 0


def _explain_place(path: str, line: int, options: Options, view: View) -> int:
    if not os.path.isfile(path):
        raise InputError(path, "no such file")
    from healthlint import api  # last, so that a mistake in the call is told before anything is loaded

    options.explain = True
    file = api.check_paths([Target(label_of(path), path)], options).files[0]
    if file.is_read and line > file.line_count:
        raise UsageError(f"{file.label} has no line {line}: it ends at line {file.line_count}")
    write(reasons.render(file, line, view))
    return 3 if file.problems else 0
