"""`healthlint suppressions`: configuration -> files -> api -> a list of all waivers -> exit code."""

from __future__ import annotations

import os
import sys

from healthlint.cli.sources import checked, config_of, day_of, files_of, tell_notes
from healthlint.cli.terminal import tell, view_of, write
from healthlint.errors import UsageError
from healthlint.output import waivers
from healthlint.output.view import View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.cli.arguments import Call


def run(call: Call) -> int:
    """List the suppressions of the files that the call names; the exit code, 3 where a file could not be checked."""
    path = call.text("output") or ""
    _refuse_unwritable(path)
    day = day_of(call)
    config = config_of(call)
    found = files_of(call, config)
    tell_notes(call, config.notes + found.notes)
    files = checked(call, config, found).files
    colour = call.text("color")
    listing = call.text("listing") or "text"
    if path:
        from healthlint.writing import replace_file  # most runs write no file

        lines = waivers.render(listing, files, day, View(width=0))
        replace_file(path, "".join([f"{line}\n" for line in lines]).encode("utf-8", "backslashreplace"))
    else:
        write(waivers.render(listing, files, day, view_of(sys.stdout, colour)))
    tell(waivers.problems(files, view_of(sys.stderr, colour)))
    if not call.flag("quiet"):
        tell(waivers.summary(files, day))
    return 3 if any(file.problems for file in files) else 0


def _refuse_unwritable(path: str) -> None:
    """Find out before the work what could not be written after it."""
    folder = os.path.dirname(path)
    if path and os.path.isdir(path):
        raise UsageError(f"--output: {path} is a folder")
    if folder and not os.path.isdir(folder):
        raise UsageError(f"--output: there is no folder {folder}")
