"""The command line as a process of its own, in a folder of its own, with nothing of the environment of whoever runs
the tests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

PATIENCE = 60.0
"""Seconds for one run: far more than any needs, far less than a run that hangs."""

_KEPT = ("PATH", "SYSTEMROOT")  # where git is; what Windows can't start a process without


class Ended:
    """How a run ended: its exit code and what it wrote."""

    def __init__(self, done: subprocess.CompletedProcess[bytes]) -> None:
        self.code = done.returncode
        self.data = done.stdout
        self.out = done.stdout.decode("utf-8").replace(os.linesep, "\n")
        self.err = done.stderr.decode("utf-8").replace(os.linesep, "\n")

    def __repr__(self) -> str:
        return f"exit {self.code}\n--- out\n{self.out[-3000:]}--- err\n{self.err[-3000:]}"


class Command:
    """Runs `healthlint` in `folder`, with compiled rulesets kept in `cache`."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self.folder = folder
        self.cache = cache

    def __call__(
        self, *argv: str | bytes, stdin: bytes = b"", program: tuple[str, ...] = (), **environment: str
    ) -> Ended:
        clean = {name: os.environ[name] for name in _KEPT if name in os.environ}
        clean |= {"HOME": str(self.folder), "HEALTHLINT_CACHE_DIR": str(self.cache), **environment}
        command = [*(program or (sys.executable, "-m", "healthlint")), *argv]
        done = subprocess.run(
            command, input=stdin, capture_output=True, cwd=self.folder, env=clean, timeout=PATIENCE, check=False
        )
        ended = Ended(done)
        assert "Traceback" not in ended.err, ended
        return ended

    def json(self, *argv: str, **environment: str) -> Any:
        """The report of `check` with these arguments."""
        ended = self("check", "--format", "json", *argv, **environment)
        assert ended.code in (0, 1, 3), ended
        return json.loads(ended.out)

    def write(self, name: str, content: str | bytes) -> Path:
        """Write a file below the folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path


def make_command(folder: Path, cache: Path) -> Command:
    """The command in an empty folder that is the top of a repository, so that nothing above it counts."""
    (folder / ".git").mkdir(parents=True)
    return Command(folder, cache)


def claims(report: Any, path: str = "") -> list[dict[str, Any]]:
    """The findings of the category `disease-treatment` in a JSON report, of one file or of all."""
    return [
        finding
        for file in report["files"]
        if not path or file["path"] == path
        for finding in file["findings"]
        if finding["category"] == "disease-treatment"
    ]
