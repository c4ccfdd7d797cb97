"""`healthlint test` and `healthlint validate`: rulesets proved by their examples, and checked for mistakes."""

from __future__ import annotations

import sys

from healthlint.cli.sources import config_of, tell_notes
from healthlint.cli.terminal import tell, view_of, write
from healthlint.output.summary import count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.cli.arguments import Call
    from healthlint.errors import Mistake
    from healthlint.output.view import View


def run(call: Call) -> int:
    """Do the call; the exit code."""
    config = config_of(call)
    tell_notes(config.notes)
    names = call.operands or list(config.rulesets)
    view = view_of(sys.stdout, call.text("color"))
    if call.command == "test":
        return _test(names, bool(call.operands), call.flag("coverage"), view)
    return _validate(names, bool(call.operands), view)


def _test(names: list[str], only: bool, coverage: bool, view: View) -> int:
    """Run the examples: 1 where one fails, or with `coverage` where a pattern has none."""
    from healthlint import authoring  # last, so that a mistake in the call is told before anything is loaded

    outcome = authoring.test_rulesets(names, only=only)
    write(_lines("error", outcome.failures, view))
    missing = outcome.unreached if coverage else []
    write(_lines("warning", missing, view))
    failed, unreached = len(outcome.failures), len(missing)
    result = f"{count(failed, 'failure')}" if failed else "all as they should be"
    reached = f", {count(unreached, 'pattern')} that no example reaches" if coverage else ""
    tell([f"{count(outcome.examples, 'example')} of {count(outcome.rules, 'rule')}: {result}{reached}"])
    return 1 if failed or unreached else 0


def _validate(names: list[str], only: bool, view: View) -> int:
    """Look for mistakes: 2 where a ruleset can't be used, 1 where it could do better."""
    from healthlint import authoring  # last, so that a mistake in the call is told before anything is loaded

    outcome = authoring.validate_rulesets(names, only=only)
    write(_lines("error", outcome.mistakes, view))
    write(_lines("warning", outcome.advice, view))
    result = count(len(outcome.mistakes), "mistake") if outcome.mistakes else "no mistakes"
    if outcome.advice:
        result += f", {count(len(outcome.advice), 'piece')} of advice"
    tell([f"{count(outcome.rulesets, 'ruleset')}, {count(outcome.rules, 'rule')}: {result}"])
    return 2 if outcome.mistakes else 1 if outcome.advice else 0


def _lines(severity: str, mistakes: list[Mistake], view: View) -> Iterator[str]:
    for mistake in mistakes:
        yield f"{view.paint(severity, severity)} {view.phrase(str(mistake))}"
