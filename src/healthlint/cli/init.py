"""`healthlint init`: a configuration for the folder at hand, and the entry for its hooks."""

from __future__ import annotations

import os
import sys

from healthlint import config
from healthlint.cli.terminal import tell, view_of, write
from healthlint.config.settings import label_of
from healthlint.discover.walk import repository_of
from healthlint.errors import OutputError, UsageError
from healthlint.init.hook import FILE as HOOK_FILE
from healthlint.init.hook import Hook, hook_for
from healthlint.init.survey import Survey, survey
from healthlint.init.template import configuration
from healthlint.output.summary import count
from healthlint.writing import replace_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.cli.arguments import Call


def run(call: Call) -> int:
    """Look at the folder that the call names (none: the current one) and write what is missing; the exit code.

    Raises UsageError where there is a configuration already, after it has offered the hook.
    """
    if len(call.operands) > 1:
        raise UsageError("init takes one folder")
    folder = call.operands[0] if call.operands else "."
    if not os.path.isdir(folder):
        raise UsageError(f"there is no folder {folder}")
    view = view_of(sys.stdout, call.text("color"))
    there = _configuration_in(folder)
    target, hook = _hook(folder)
    if there:
        write(view.clean(line) for line in _offer(hook, target))
        raise UsageError(f"{there}\ninit changes no configuration: edit it, or move it away to start anew")
    found = survey(folder)
    tell(f"healthlint: note: {view.clean(label)}: {view.clean(reason)}" for label, reason in found.unread)
    path = os.path.join(folder, config.FILE)
    base = config.nearest(os.path.abspath(folder))
    extended = os.path.relpath(base, folder).replace(os.sep, "/") if base else ""
    write(view.clean(line) for line in _seen(found))
    replace_file(path, configuration(found, extended).encode("utf-8"))
    write([view.clean(f"wrote {label_of(path)}" + (f", which builds on {label_of(base)}" if base else ""))])
    if hook.text:
        replace_file(target, hook.text.encode("utf-8"))
        write([view.clean(f"wrote the hook into {label_of(target)}")])
    else:
        write(view.clean(line) for line in _offer(hook, target))
    write(view.clean(line) for line in _next(folder))
    return 0


def _configuration_in(folder: str) -> str:
    """What stands in the way of a new configuration, "" where nothing does."""
    path = os.path.join(folder, config.FILE)
    if os.path.lexists(path):
        return f"{label_of(path)} is there already"
    for name in config.lookalikes(folder):
        return f"{label_of(os.path.join(folder, name))} is there, and is not read: call it {config.FILE}"
    project = os.path.join(folder, "pyproject.toml")
    return f"{label_of(project)} has a table [tool.healthlint] already" if config.has_table(project) else ""


def _hook(folder: str) -> tuple[str, Hook]:
    """The file of hooks for a folder, "" outside of repositories, and what to do about it."""
    absolute = os.path.realpath(folder).replace(os.sep, "/")
    top = repository_of(absolute)
    if not top:
        return "", hook_for(None, "").held_back("there is no git repository around this folder")
    target = os.path.join(top, HOOK_FILE)
    inside = os.path.relpath(absolute, top).replace(os.sep, "/")
    inside = "" if inside == "." else inside
    if not os.path.lexists(target):
        return target, hook_for(None, inside)
    try:
        with open(target, "rb") as file:
            text = file.read().decode("utf-8")
    except OSError as error:
        raise OutputError(f"cannot read {label_of(target)}: {error.strerror or error}") from error
    except UnicodeDecodeError:
        return target, hook_for(None, inside).held_back("it is not UTF-8")
    return target, hook_for(text, inside)


def _seen(found: Survey) -> Iterator[str]:
    yield f"found {count(found.pages, 'page')}"
    for folder, suffixes in sorted(found.suffixes.items()):
        shown = ", ".join(f"{number} {suffix}" for suffix, number in sorted(suffixes.items()))
        yield f"  {folder or '.'}/  {shown}"
    for builder in found.builders:
        where = f" in {builder.folder}/" if builder.folder else ""
        outputs = f": {', '.join(builder.outputs)} left out" if builder.outputs else ""
        yield f"  {builder.name}{where}{outputs}"
    for folder, contexts in sorted(found.contexts.items()):
        shown = ", ".join(f"{number} {context}" for context, number in sorted(contexts.items()))
        yield f"  {folder or '.'}/  by their words: {shown}"
    if found.topics:
        yield f"  about {', '.join(f'{topic} ({number})' for topic, number in found.topics)}"


def _offer(hook: Hook, target: str) -> Iterator[str]:
    where = label_of(target) if target else HOOK_FILE
    if hook.is_there:
        yield f"{where}: {hook.reason}"
        return
    why = f" ({hook.reason})" if hook.reason else ""
    yield f"for the hook put this into {where}{why}:"
    yield from hook.lines


def _next(folder: str) -> Iterator[str]:
    yield "next:"
    if os.path.realpath(folder) != os.getcwd():
        yield f"  cd {folder}"
    yield "  healthlint check            # what it finds today"
    yield "  healthlint baseline create  # accept that, so that only what is new counts"
    yield "  pre-commit install          # check what is committed from now on"
