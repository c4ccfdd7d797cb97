"""The configuration of a project: found, read and kept as plain values. Knows neither rules nor the command line.

Only a project that has a configuration file pays for reading one.
"""

from __future__ import annotations

import os

from healthlint.around import upward
from healthlint.config.settings import FILE, PYPROJECT, Config, Override, Page, label_of
from healthlint.errors import ConfigError, Mistake

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.config.settings import Further

__all__ = ["FILE", "Config", "Override", "Page", "considered", "has_table", "load", "lookalikes", "nearest"]

_LOOKALIKES = (".healthlint.yml", "healthlint.yaml", "healthlint.yml")


def nothing_further(_: Config) -> list[Mistake]:
    """No further mistakes."""
    return []


def load(file: str = "", isolated: bool = False, further: Further = nothing_further) -> Config:
    """The configuration in `file`, or else the nearest one from the current folder up to the top of the repository.

    `isolated` looks for none. Raises `ConfigError` with all mistakes of the file and of those that it extends; where
    there are some, `further` is asked for those that only who knows the rules can see.
    """
    if isolated:
        return Config()
    if file:
        return _named(file, further)
    notes: list[str] = []
    for folder in upward(os.getcwd()):
        notes += _misnamed(folder)
        path, project = os.path.join(folder, FILE), os.path.join(folder, PYPROJECT)
        own, table = os.path.isfile(path), has_table(project)
        if own and table:
            notes.append(f"{label_of(path)} is used, not [tool.healthlint] in {label_of(project)}")
        config = _read(path, further) if own else _read(project, further) if table else None
        if config is not None:
            config.notes = notes
            return config
    config = Config()
    config.notes = notes
    return config


def considered(used: Config, isolated: bool = False) -> list[tuple[str, str]]:
    """The files that could have been the configuration and are not `used`, each with the reason."""
    if isolated:
        return [("all files", "--isolated reads none")]
    found = []
    for folder in upward(os.getcwd()):
        path, project = os.path.join(folder, FILE), os.path.join(folder, PYPROJECT)
        found += [(label_of(os.path.join(folder, name)), _MISNAMED) for name in lookalikes(folder)]
        if os.path.isfile(path):
            found.append((label_of(path), f"{used.label} is used"))
        if os.path.isfile(project):
            reason = f"{used.label} is used" if used.label and has_table(project) else _NO_TABLE
            found.append((label_of(project), reason))
    return [(label, reason) for label, reason in found if label != used.label]


_NO_TABLE = "has no table [tool.healthlint]"
_MISNAMED = f"the configuration is called {FILE}"


def _named(file: str, further: Further) -> Config:
    if not os.path.isfile(file):
        raise ConfigError([Mistake(file, 0, "", "no such configuration file")])
    config = _read(file, further)
    if config is None:
        raise ConfigError([Mistake(label_of(file), 0, "", _NO_TABLE)])
    return config


def nearest(folder: str) -> str:
    """The path of the file in which a configuration for the absolute path `folder` stands, "" where there is none."""
    for around in upward(folder):
        path, project = os.path.join(around, FILE), os.path.join(around, PYPROJECT)
        if os.path.isfile(path) or has_table(project):
            return path if os.path.isfile(path) else project
    return ""


def lookalikes(folder: str) -> list[str]:
    """The files in a folder that are named nearly like a configuration."""
    return [name for name in _LOOKALIKES if os.path.isfile(os.path.join(folder, name))]


def _misnamed(folder: str) -> list[str]:
    return [f"{label_of(os.path.join(folder, name))} is not read: {_MISNAMED}" for name in lookalikes(folder)]


def has_table(path: str) -> bool:
    """Whether a pyproject.toml may hold a table for healthlint: only then it is worth the time to parse it."""
    if not os.path.isfile(path):
        return False
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        return False
    if b"healthlint" not in data:
        return False
    import re  # nearly no file comes here

    if re.search(rb"(?m)^[ \t]*\[{0,2}[ \t]*[\"']?tool[\"']?[ \t]*\.[ \t]*[\"']?healthlint", data):
        return True
    # A project can depend on healthlint, or be called so: a key of that name alone counts below [tool].
    tool = re.search(rb"(?m)^[ \t]*\[[ \t]*[\"']?tool[\"']?[ \t]*\]", data)
    key = rb"(?m)^[ \t]*[\"']?healthlint[\"']?[ \t]*[.=]"
    return tool is not None and re.search(key, data[tool.end() :]) is not None


def _read(path: str, further: Further) -> Config | None:
    from healthlint.config.chain import read  # it brings the YAML parser with it

    return read(path, label_of(path), further)
