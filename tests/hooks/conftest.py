"""A repository that serves the hooks as they are in this checkout, and repositories of content that use them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SERVED = (
    "src",
    "rulesets",
    "docs",
    "examples",
    "README.md",
    "LICENSE",
    "pyproject.toml",
    "hatch_build.py",
    ".gitignore",
)
SERVED += (".pre-commit-hooks.yaml",)
TAG = "v0.0.1-test"


class Content:
    """A git repository with pages, and pre-commit to run in it."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = environment
        self.git("init", "--quiet", "--initial-branch=main")

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def run(self, *command: str) -> tuple[int, str]:
        """The exit code of a command and what it wrote to both streams."""
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=500,
        )
        return done.returncode, done.stdout

    def git(self, *command: str) -> str:
        code, out = self.run("git", *command)
        assert code == 0, out
        return out

    def pre_commit(self, *command: str) -> tuple[int, str]:
        return self.run(sys.executable, "-m", "pre_commit", *command)


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Nothing of whoever runs the tests; packages come from the folder that the check script fills, not from a network."""
    wheels = os.environ.get("HEALTHLINT_WHEELS", "")
    if not wheels or not os.path.isdir(wheels):
        pytest.skip(
            "HEALTHLINT_WHEELS names no folder with the packages that a hook installs (scripts/check.py makes it)"
        )
    if not shutil.which("git"):
        pytest.skip("git is not installed")
    home = tmp_path_factory.mktemp("home")
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LANG") if name in os.environ}
    identity = {f"GIT_{role}_{what}": "a@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return {
        **kept,
        **identity,
        "HOME": str(home),
        "PRE_COMMIT_HOME": str(home / "pre-commit"),
        "HEALTHLINT_CACHE_DIR": str(home / "cache"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": wheels,
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }


@pytest.fixture(scope="session")
def hooks(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Path:
    """A git repository of what is in this checkout, committed or not."""
    folder = tmp_path_factory.mktemp("hooks")
    for name in SERVED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    served = Content(folder, environment)
    served.git("add", "--all")
    served.git("commit", "--quiet", "--message", "All of it")
    served.git("tag", TAG)
    return folder


@pytest.fixture
def content(tmp_path: Path, environment: dict[str, str], hooks: Path) -> Callable[..., Content]:
    """Makes a repository whose pre-commit configuration asks for hooks, given as lines of YAML."""

    def make(*lines: str) -> Content:
        made = Content(tmp_path, environment)
        head = [f"repos:\n- repo: {hooks.as_posix()}\n  rev: {TAG}\n  hooks:\n"]
        made.write(".pre-commit-config.yaml", "".join([*head, *(f"  {line}\n" for line in lines)]))
        made.git("add", "--all")
        return made

    return make
