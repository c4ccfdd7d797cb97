"""The example that switches healthlint on in a repository of old pages, played through."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PAGES = 120  # the example itself takes 3,000


@pytest.mark.slow
def test_it_happens_as_it_should(environment: dict[str, str], hooks: Path, tmp_path: Path) -> None:
    commands = tmp_path / "bin"
    commands.mkdir()
    for name, module in (("healthlint", "healthlint"), ("pre-commit", "pre_commit")):
        command = commands / name
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m {module} "$@"\n', encoding="utf-8")
        command.chmod(0o755)
    paths = {
        "PATH": os.pathsep.join((str(commands), environment["PATH"])),
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }
    script = hooks / "examples/switch_on.py"
    done = subprocess.run(
        [sys.executable, str(script), "--pages", str(PAGES), "--folder", str(tmp_path / "site")],
        env={**environment, **paths},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=500,
    )
    assert done.returncode == 0, done.stdout[-3000:]
    assert "All of it happened as it should" in done.stdout
