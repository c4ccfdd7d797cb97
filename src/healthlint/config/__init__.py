"""The configuration of a project: found, read and kept as plain values. Knows neither rules nor the command line.

Only a project that has a configuration file pays for reading one.
"""

from __future__ import annotations

import os

from healthlint.config.settings import PYPROJECT, Config, Page
from healthlint.errors import ConfigError, Mistake

__all__ = ["Config", "Page", "load"]

FILE = ".healthlint.yaml"
_LOOKALIKES = (".healthlint.yml", "healthlint.yaml", "healthlint.yml")


def load(file: str = "", isolated: bool = False) -> Config:
    """The configuration in `file`, or else the nearest one from the current folder up to the top of the repository.

    `isolated` looks for none. Raises `ConfigError` with all mistakes of the file.
    """
    if isolated:
        return Config()
    if file:
        if not os.path.isfile(file):
            raise ConfigError([Mistake(file, 0, "", "no such configuration file")])
        return _read(file, [])
    folder = os.getcwd()
    notes: list[str] = []
    while True:
        path = os.path.join(folder, FILE)
        project = os.path.join(folder, PYPROJECT)
        notes += _misnamed(folder)
        has_table = _has_table(project)
        if os.path.isfile(path):
            if has_table:
                notes.append(f"{_label(path)} is used, not [tool.healthlint] in {_label(project)}")
            return _read(path, notes)
        if has_table:
            return _read(project, notes)
        above = os.path.dirname(folder)
        if above == folder or os.path.exists(os.path.join(folder, ".git")):
            config = Config()
            config.notes = notes
            return config
        folder = above


def _misnamed(folder: str) -> list[str]:
    found = [name for name in _LOOKALIKES if os.path.isfile(os.path.join(folder, name))]
    return [f"{_label(os.path.join(folder, name))} is not read: the configuration is called {FILE}" for name in found]


def _has_table(path: str) -> bool:
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

    return bool(
        re.search(
            rb"(?m)^\s*\[{0,2}\s*[\"']?tool[\"']?\s*\.\s*[\"']?healthlint|^\s*[\"']?healthlint[\"']?\s*[.=]", data
        )
    )


def _label(path: str) -> str:
    try:
        return os.path.relpath(path).replace(os.sep, "/")
    except ValueError:  # another drive
        return path


def _read(path: str, notes: list[str]) -> Config:
    from healthlint.config.read import read  # it brings the YAML parser with it

    config = read(path, _label(path))
    config.notes = notes
    return config
