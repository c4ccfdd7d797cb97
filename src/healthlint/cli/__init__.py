"""The command line: argv -> api -> standard output and an exit code. Errors become text here and nowhere else."""

from __future__ import annotations

import os
import sys

from healthlint.errors import HealthlintError, InputError, MistakesError, OutputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from healthlint.cli.arguments import Call

_MODULES = {
    "check": "healthlint.cli.check",
    "score": "healthlint.cli.score",
    "suppressions": "healthlint.cli.suppressions",
    "rules": "healthlint.cli.rulebook",
    "explain": "healthlint.cli.explain",
    "test": "healthlint.cli.rulesets",
    "validate": "healthlint.cli.rulesets",
    "eval": "healthlint.cli.evaluate",
    "init": "healthlint.cli.init",
    "baseline create": "healthlint.cli.baseline",
    "baseline update": "healthlint.cli.baseline",
    "baseline audit": "healthlint.cli.baseline",
    "cache info": "healthlint.cli.cache",
    "cache clear": "healthlint.cli.cache",
}
"""Command to the module whose `run(call)` does it."""

_BROKEN = 3
_INTERRUPTED = 130  # what shells use for a program that was stopped from the keyboard


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the arguments (without the program; None: those of the process) say; the exit code."""
    arguments = sys.argv[1:] if argv is None else argv
    try:
        return _run(arguments)
    except HealthlintError as error:
        _tell_error(error)
        return error.exit_code
    except KeyboardInterrupt:
        return _INTERRUPTED
    except OSError as error:  # a full disk, a terminal that is gone
        _tell_error(OutputError(error.strerror or str(error)))
        return _BROKEN
    except Exception:  # noqa: BLE001 - Python's own exit code for a crash is 1, which would say "findings"
        import traceback  # only a defect of ours comes here

        traceback.print_exc()
        sorry = "healthlint: this is a defect of healthlint, nothing can be said of the files: please report it"
        print(sorry, file=sys.stderr)
        return _BROKEN


def _run(argv: Sequence[str]) -> int:
    from healthlint.cli.arguments import parse  # inside, so that an interruption while loading is caught too

    if "--diff" in argv:
        from healthlint.cli.optional import joined  # few calls have an option with or without a value

        argv = joined(argv)
    call = parse(argv) if "_HEALTHLINT_COMPLETE" not in os.environ else None
    if call is not None:
        return perform(call)
    from healthlint.cli.commands import run  # 25 ms for click: help, mistakes and the lesser commands

    return run(argv, perform)


def perform(call: Call) -> int:
    """Do a call; the exit code."""
    module = __import__(_MODULES[call.command], fromlist=("run",))  # only the command at hand is loaded
    code: int = module.run(call)
    return code


def _tell_error(error: HealthlintError) -> None:
    from healthlint.cli.terminal import tell, view_of  # the usual run has no error to tell

    view = view_of(sys.stderr, None)
    lines = [view.clean(line) for line in _lines(error)]
    tell([f"healthlint: {lines[0]}", *[f"  {line}" for line in lines[1:]]])


def _lines(error: HealthlintError) -> list[str]:
    if isinstance(error, MistakesError):
        number = len(error.mistakes)
        head = (
            "a mistake was found, nothing was checked"
            if number == 1
            else f"{number} mistakes were found, nothing was checked"
        )
        return [head, *[str(mistake) for mistake in error.mistakes]]
    if isinstance(error, InputError):
        return [f"{error.label}: {error.message}"]
    return str(error).split("\n")
