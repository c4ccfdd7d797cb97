"""`healthlint test` and `healthlint validate`: rulesets proved by their examples, and checked for mistakes."""

from __future__ import annotations

import sys

from healthlint.cli.sources import config_of, tell_notes
from healthlint.cli.terminal import tell, view_of, write
from healthlint.output.summary import count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.authoring.coverage import Coverage
    from healthlint.cli.arguments import Call
    from healthlint.errors import Mistake
    from healthlint.output.view import View


def run(call: Call) -> int:
    """Do the call; the exit code."""
    config = config_of(call)
    tell_notes(call, config.notes)
    names = call.operands or list(config.rulesets)
    view = view_of(sys.stdout, call.text("color"))
    if call.command == "test":
        return _test(names, bool(call.operands), call.flag("coverage"), view)
    return _validate(names, bool(call.operands), view)


def _test(names: list[str], only: bool, coverage: bool, view: View) -> int:
    """Run the examples: 1 where one fails. With `coverage` name what none of them reaches, which changes no code."""
    from healthlint import authoring  # last, so that a mistake in the call is told before anything is loaded

    outcome, reached = authoring.test_rulesets(names, only=only, coverage=coverage)
    write(_lines("error", outcome.failures, view))
    failed = len(outcome.failures)
    result = f"{count(failed, 'failure')}" if failed else "all as they should be"
    if reached is not None:
        write(_lines("warning", reached.unexplained, view))
        write(_coverage(reached, view))
        result += f", {len(reached.unexplained)} unexplained"
    tell([f"{count(outcome.examples, 'example')} of {count(outcome.rules, 'rule')}: {result}"])
    return 1 if failed else 0


def _coverage(reached: Coverage, view: View) -> Iterator[str]:
    """How many of each sort the examples reach, and the lists of which they reach something."""
    for sort, (some, all_) in reached.counts.items():
        yield f"{sort:<13}{some:>6} of {all_} reached"
    if reached.explained:
        yield f"{reached.explained} said to be untested"
    shown = [f"{name}:{some}/{all_}" for name, (some, all_) in sorted(reached.lists.items()) if some]
    for line in view.wrap(", ".join(shown), view.width - 2):
        yield f"  {line}"


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
