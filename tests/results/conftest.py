"""A site in a folder of its own, checked with and without what earlier runs kept."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from healthlint import api, kept
from healthlint.checker import Checker, Options
from healthlint.config import Config
from healthlint.discover import find
from healthlint.document import Document
from healthlint.language.compiler import compile_rulesets
from healthlint.language.program import Program
from healthlint.loading import load_rulesets, locate
from healthlint.output import json_v1
from healthlint.output.view import View
from healthlint.programs import Loaded
from healthlint.results import settings

RULES = """\
ruleset: own/words
version: "1.0.0"
title: Words
rules:
  - id: calm-promise
    kind: claim
    category: guarantee
    message: promises {match}
    severity: {affirmed: error, hedged: warning}
    patterns: ["SURELY calm"]
  - id: wording
    kind: terminology
    message: says {match}
    severity: warning
    terms: [{avoid: victim, use: person}]
"""

_made: dict[str, Loaded] = {}


def loaded(rules: str, folder: Path) -> Loaded:
    """A small program with the rules about suppressions."""
    if rules not in _made:
        path = folder / "own.yaml"
        path.write_text(rules)
        builtin = [path for path in locate.builtin_files() if path.endswith("directives.yaml")]
        _made[rules] = Loaded(Program(compile_rulesets(load_rulesets([*builtin, str(path)]))), None)
        path.unlink()
    return _made[rules]


class Site:
    """The files below `folder`, and how they are checked: `rules` are the text of a ruleset."""

    def __init__(self, folder: Path, outside: Path) -> None:
        self.folder = folder
        self.rules = RULES
        self.config = Config()
        self.day = "2026-06-01"
        self.select: tuple[str, ...] = ()
        self.ignore: tuple[str, ...] = ()
        self.jobs = 1
        self.checked: list[str] = []
        self._outside = outside

    def program(self) -> Loaded:
        return loaded(self.rules, self._outside)

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return path

    def check(self, cache: bool = True) -> str:
        """The report of a run as JSON; `checked` are then the labels of the files that were checked in it."""
        self.checked.clear()
        options = Options(
            select=self.select, ignore=self.ignore, jobs=self.jobs, cache=cache, config=self.config, day=self.day
        )
        return "\n".join(json_v1.render(api.check_paths(find(["."]).targets, options), View()))

    def settle(self) -> None:
        """Wait until the time stamps of all files can be trusted."""
        while not all(kept.is_settled(path.lstat().st_ctime_ns) for path in self.folder.rglob("*")):
            time.sleep(0.01)

    def about(self) -> bytes:
        """What the results have to be for."""
        options = Options(select=self.select, ignore=self.ignore, config=self.config, day=self.day)
        return settings.about(Checker(options))

    def results(self) -> Path:
        """The file in which the results are."""
        (path,) = (Path(kept.folder())).glob("results-*.bin")
        return path


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("HEALTHLINT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(api, "FEW", 0)
    made = Site(folder, tmp_path)
    monkeypatch.setattr("healthlint.programs.load", lambda *_: made.program())

    read = Checker.read

    def noted(self: Checker, label: str, data: bytes) -> Document:
        made.checked.append(label)
        return read(self, label, data)

    monkeypatch.setattr(Checker, "read", noted)
    os.makedirs(tmp_path / "cache")
    return made
