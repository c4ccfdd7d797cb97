"""`healthlint score`: configuration -> files -> api -> a table of readability -> exit code."""

from __future__ import annotations

import sys

from healthlint.cli.sources import config_of, files_of, options_of, progress_of, read_stdin, tell_notes
from healthlint.cli.terminal import tell, view_of, write
from healthlint.output import scores
from healthlint.output.scores import FileScores
from healthlint.report import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.cli.arguments import Call
    from healthlint.config import Config
    from healthlint.discover import Found


def run(call: Call) -> int:
    """Measure what the call names and show the scores; the exit code, 3 where something could not be measured."""
    config = config_of(call)
    found = files_of(call, config)
    tell_notes(call, config.notes + found.notes)
    scored = _scored(call, config, found)
    colour = call.text("color")
    render = scores.as_json if call.text("table") == "json" else scores.render
    write(render(scored, view_of(sys.stdout, colour)))
    aside = view_of(sys.stderr, colour)
    tell(scores.problems(scored, aside))
    if not call.flag("quiet"):
        tell(scores.summary(scored))
    return 3 if any(file.problems for file in scored) else 0


def _scored(call: Call, config: Config, found: Found) -> list[FileScores]:
    from healthlint import api  # last, so that a mistake in the call is told before anything is loaded

    options = options_of(call, config)
    sections, worst, further = call.flag("sections"), call.number("worst") or 0, call.flag("all")
    if found.targets and not found.targets[0].path:
        target, data = found.targets[0], read_stdin()
        return [api.score_text(target.label, data, options, sections=sections, worst=worst, further=further)]
    with progress_of(call) as progress:
        scored = api.score_paths(found.targets, options, progress, sections=sections, worst=worst, further=further)
    return scored + [FileScores(label, problems=[Problem(message)]) for label, message in found.problems]
