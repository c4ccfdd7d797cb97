"""`healthlint baseline`: accept what is found, and keep the file with it honest."""

from __future__ import annotations

import os
import sys

from healthlint.around import top_of
from healthlint.baseline import renewal, storage
from healthlint.baseline.use import Baseline, compare
from healthlint.cli.accepted import FILE, baseline_path, is_whole, load, project_of
from healthlint.cli.sources import STDIN, checked, config_of, day_of, tell_notes
from healthlint.cli.terminal import tell, view_of, write
from healthlint.config.settings import label_of
from healthlint.discover import find
from healthlint.errors import UsageError
from healthlint.output.summary import count, problems
from healthlint.writing import create_file, replace_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.baseline.matching import Outcome
    from healthlint.cli.arguments import Call
    from healthlint.config import Config
    from healthlint.report import Report


def run(call: Call) -> int:
    """Do the call; the exit code."""
    if STDIN in call.operands:
        raise UsageError("a baseline is made of files: standard input can't be accepted")
    config = config_of(call)
    command = call.command.rpartition(" ")[2]
    path = baseline_path(call, config)
    return {"create": _create, "update": _update, "audit": _audit}[command](call, config, path)


def _create(call: Call, config: Config, path: str) -> int:
    if not path:
        path = os.path.join(config.folder if config.label else top_of(config.folder) or config.folder, FILE)
    label = label_of(path)
    if os.path.lexists(path):
        raise UsageError(
            f"{label} is there already\nto take out what is gone: healthlint baseline update; "
            "to accept what is new as well: healthlint baseline update --add"
        )
    if not os.path.isdir(os.path.dirname(path)):
        raise UsageError(f"--baseline: there is no folder {label_of(os.path.dirname(path))}")
    baseline = Baseline(path, label, [])
    report, outcome = _compared(call, config, baseline)
    create_file(path, storage.render(renewal.grown(outcome, day_of(call))))
    accepted = count(len(outcome.fresh), "finding")
    files = count(len({name for name, _ in outcome.fresh}), "file")
    _say(call, [f"wrote {label}: {accepted} in {files} accepted"])
    return _unchecked(call, report)


def _update(call: Call, config: Config, path: str) -> int:
    baseline = _existing(path)
    report, outcome = _compared(call, config, baseline)
    added = len(outcome.fresh) if call.flag("add") else 0
    entries = renewal.grown(outcome, day_of(call)) if added else renewal.shrunk(outcome)
    moved = sum(name != entry.path for name, _, entry in outcome.held)
    if _written(path) != (data := storage.render(entries)):
        replace_file(path, data)
    done = ((len(outcome.gone), "taken out"), (moved, "renamed"), (added, "accepted"))
    changes = [f"{number} {what}" for number, what in done if number]
    left = "no entry" if not entries else "1 entry" if len(entries) == 1 else f"{len(entries)} entries"
    _say(call, [f"{baseline.label}: {', '.join(changes) or 'nothing to change'}, {left} now"])
    if outcome.fresh and not added:
        _say(call, [f"{count(len(outcome.fresh), 'finding')} not accepted: healthlint check shows what is new"])
    return _unchecked(call, report)


def _audit(call: Call, config: Config, path: str) -> int:
    from healthlint.output import accepted  # the other commands show none of it

    baseline = _existing(path)
    report, outcome = _compared(call, config, baseline)
    render = accepted.as_json if call.text("table") == "json" else accepted.render
    write(render(baseline, outcome, view_of(sys.stdout, call.text("color"))))
    is_stale = outcome.gone or any(name != entry.path for name, _, entry in outcome.held)
    return _unchecked(call, report) or (1 if is_stale else 0)


def _existing(path: str) -> Baseline:
    if not path:
        raise UsageError("there is no baseline yet\nto accept what is there today: healthlint baseline create")
    return load(path)


def _compared(call: Call, config: Config, baseline: Baseline) -> tuple[Report, Outcome]:
    """Check what the call names, else the whole project, and hold it against the baseline."""
    paths = call.operands or [label_of(project_of(baseline.path, config))]
    found = find(paths, config.include, config.exclude, config.folder)
    found.leave_out([baseline.path])  # it holds the words that were accepted
    tell_notes(call, config.notes + found.notes)
    report = checked(call, config, found)
    return report, compare(baseline, report, is_whole(paths, baseline.path, config))


def _unchecked(call: Call, report: Report) -> int:
    """Tell what could not be checked: 3 where there is such a file, else 0."""
    tell(problems(report, view_of(sys.stderr, call.text("color"))))
    return 3 if report.problems else 0


def _say(call: Call, lines: list[str]) -> None:
    if not call.flag("quiet"):
        write(lines)


def _written(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read().replace(b"\r\n", b"\n")
