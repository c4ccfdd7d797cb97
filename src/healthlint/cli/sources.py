"""What the commands that read content share: from a call to the configuration, the options of the api, the files, a
report on them.
"""

from __future__ import annotations

import os
import sys
import time

from healthlint import config as configuration
from healthlint.cli.terminal import Progress, is_terminal, tell
from healthlint.discover import Found, Target, find, label_of
from healthlint.errors import ConfigError, HealthlintError, UsageError
from healthlint.readers import LARGEST
from healthlint.report import FileReport, Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.checker import Options
    from healthlint.cli.arguments import Call
    from healthlint.config import Config
    from healthlint.errors import Mistake
    from healthlint.report import Report

STDIN = "-"
UNNAMED = "<stdin>"
"""What reports call standard input that was given no name."""


def config_of(call: Call) -> Config:
    """The configuration that a call asks for. Raises `ConfigError`."""
    file = call.text("config")
    if file and call.flag("isolated"):
        raise UsageError("--config and --isolated contradict each other: leave one out")
    return configuration.load(file or "", call.flag("isolated"), _wrong_names)


def _wrong_names(config: Config) -> list[Mistake]:
    """The names in a configuration that mean nothing in the rules that it loads; none where it can't load any."""
    from healthlint import choice, programs  # only a configuration with mistakes comes here

    try:
        program = programs.load(config.rulesets).program
        choice.refuse_unknown(program, config.select, config.ignore, (), config)
    except ConfigError as error:
        return error.mistakes
    except HealthlintError:
        return []
    return []


def options_of(call: Call, config: Config) -> Options:
    """What the api is asked to do: the call goes before the configuration, what either ignores is ignored."""
    from healthlint.checker import Options  # last, so that a mistake in the call is told before anything is loaded

    return Options(
        rulesets=call.texts("ruleset") or list(config.rulesets),
        select=call.names("select") or config.select,
        ignore=(*config.ignore, *call.names("ignore")),
        jurisdictions=call.names("jurisdiction"),
        jobs=call.number("jobs") or 0,
        cache=not call.flag("no-cache"),
        config=config,
        day="" if call.flag("hook") else day_of(call),
        pins=() if call.texts("ruleset") else config.pins,
    )


def day_of(call: Call) -> str:
    """The day of the run, YYYY-MM-DD: that which the call names, or today."""
    day = call.text("as-of")
    if day is None:
        return time.strftime("%Y-%m-%d")
    from healthlint.suppression.directive import is_day  # the usual run names no day

    if not is_day(day):
        raise UsageError(f'--as-of: "{day}" is no day: write YYYY-MM-DD')
    return day


def stdin_label(call: Call) -> str:
    """The name of standard input in reports, "" where the call reads files."""
    name = call.text("stdin-filename")
    if STDIN not in call.operands:
        if name is not None:
            raise UsageError("--stdin-filename names what standard input holds: add - as the path")
        return ""
    if len(call.operands) > 1:
        raise UsageError("- is standard input and can't be checked together with other paths")
    return label_of(name) if name else UNNAMED


def read_stdin() -> bytes:
    """All of standard input, or one byte more than a reader takes at most."""
    if sys.stdin is None:
        raise UsageError("standard input is closed: there is nothing to read for -")
    return sys.stdin.buffer.read(LARGEST + 1)


def files_of(call: Call, config: Config) -> Found:
    """The files that a call names, by the patterns of the configuration; standard input is a target without a path."""
    label = stdin_label(call)
    if not label:
        keep = not call.flag("no-cache")
        return find(call.operands, config.include, config.exclude, config.folder, call.flag("force-exclude"), keep)
    found = Found()
    if call.flag("force-exclude") and label != UNNAMED:
        from healthlint.discover.walk import Filter  # only a hook or an editor asks for it

        if Filter(config.folder, config.include, config.exclude).leaves_out(os.path.abspath(label), False):
            found.notes.append(f"{label} left out by --force-exclude")
            return found
    found.targets.append(Target(label, ""))
    return found


def checked(call: Call, config: Config, found: Found, documents: bool = False) -> Report:
    """Check the files that were found, as the call and the configuration say. What could not be found is a problem of
    a file of its own. `documents` keeps those of pages with findings.
    """
    from healthlint import api  # last, so that a mistake in the call is told before anything is loaded

    options = options_of(call, config)
    options.documents = documents
    if found.targets and not found.targets[0].path:
        return api.check_text(found.targets[0].label, read_stdin(), options)
    with progress_of(call) as progress:
        report = api.check_paths(found.targets, options, progress)
    for label, message in found.problems:
        missing = FileReport(label)
        missing.problems.append(Problem(message))
        report.files.append(missing)
    return report


def progress_of(call: Call) -> Progress:
    """What shows how far a run is, where somebody can see it."""
    stream = sys.stderr
    return Progress(stream if is_terminal(stream) and not call.flag("quiet") else None)


def tell_notes(call: Call, notes: list[str]) -> None:
    """Tell what a user should know about how the run was set up."""
    if notes and not call.flag("quiet"):
        tell(f"healthlint: note: {note}" for note in notes)
