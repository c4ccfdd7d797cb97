"""Where the baseline of a run is. A run without one imports nothing of the room `baseline`."""

from __future__ import annotations

import os

from healthlint.around import upward
from healthlint.config.settings import label_of
from healthlint.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from healthlint.baseline.use import Baseline
    from healthlint.cli.arguments import Call
    from healthlint.config import Config


FILE = ".healthlint-baseline.jsonl"
"""What a baseline is called where nobody says otherwise."""


def _nearest(folder: str) -> str:
    """The path of the first file of that name in `folder` (absolute) and those around it up to the top of the
    repository, "" where there is none.
    """
    for each in upward(folder):
        path = os.path.join(each, FILE)
        if os.path.lexists(path):
            return path
    return ""


def baseline_path(call: Call, config: Config) -> str:
    """The absolute path of the baseline that a call means: the one it names, that of the configuration, or the nearest
    one beside the configuration and above it; "" where there is none.
    """
    named = call.text("baseline")
    if named is not None:
        if not named:
            raise UsageError("--baseline: the name of a file is missing")
        return os.path.abspath(named)
    if call.flag("isolated"):
        return ""
    if config.baseline:
        return config.baseline
    return _nearest(config.folder)


def project_of(path: str, config: Config) -> str:
    """The folder that the baseline at `path` is for: its own, or one around it that holds the configuration too."""
    folder = os.path.dirname(path)
    if not config.label:
        return folder
    try:
        return os.path.commonpath([folder, config.folder])
    except ValueError:  # two drives
        return folder


def is_whole(paths: Sequence[str], path: str, config: Config) -> bool:
    """Whether files and folders take in the whole project that the baseline at `path` is for."""
    from healthlint.below import Below  # few runs have a baseline

    project = Below(project_of(path, config))
    return any(project.is_inside(each) for each in paths)


def load(path: str) -> Baseline:
    """The baseline at a path. Raises UsageError where there is none."""
    from healthlint.baseline.storage import read  # few runs have a baseline
    from healthlint.baseline.use import Baseline

    label = label_of(path)
    if not os.path.lexists(path):
        raise UsageError(f"there is no baseline {label}\nto accept what is there today: healthlint baseline create")
    return Baseline(path, label, read(path, label))
