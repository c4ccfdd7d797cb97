"""What the documentation shows of a terminal is what a terminal shows."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from documentation.pages import GUIDES, ROOT, Block, blocks

pty = pytest.importorskip("pty")

WIDTH = 110
"""Columns of the terminal that the pages show."""

NOT_PLAYED = {
    "healthlint baseline create": "a site of 3,000 pages",
    "healthlint check --diff": "a branch of a large site",
    "healthlint check --show-config shop/tea.md": "parts of a long answer",
}
"""First commands of samples that are not run here, and why."""

FILES = {
    "docs/formats.md": {
        "page.rst": ("rst", 0),
        "page.adoc": ("asciidoc", 0),
        "products.json": ("json", 0),
        "faq.yaml": ("yaml", 0),
    },
    "docs/suppressions.md": {"content/a.md": ("markdown", 0), "content/b.md": ("markdown", 1)},
}
"""Files that samples read and the same page shows: for each the language and number of its block."""


def samples() -> list[Block]:
    """The sessions with answers that the pages show."""
    shown = [block for page in GUIDES for block in blocks(page) if block.text.startswith("$ ")]
    return [block for block in shown if not all(line.startswith("$ ") for line in block.text.splitlines())]


def first_command(block: Block) -> str:
    return block.text.partition("\n")[0].partition("  #")[0].removeprefix("$ ").strip()


SAMPLES = [pytest.param(block, id=block.place) for block in samples() if first_command(block) not in NOT_PLAYED]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the examples, and a `healthlint` that is the one of the tests."""
    (tmp_path / "work").mkdir()
    (tmp_path / "work/examples").symlink_to(ROOT / "examples")
    command = tmp_path / "bin/healthlint"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m healthlint "$@"\n')
    command.chmod(0o755)
    return tmp_path / "work"


def at_terminal(command: str, folder: Path, cache: Path) -> str:
    """What a terminal shows of a command."""
    environment = {
        "PATH": f"{folder.parent / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "HEALTHLINT_CACHE_DIR": str(cache),
        "HOME": str(folder),
        "PYTHONUTF8": "1",
        "NO_COLOR": "1",
        "TERM": "xterm",
        "COLUMNS": str(WIDTH),
    }
    reader, writer = pty.openpty()
    with subprocess.Popen(
        ["sh", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=writer, stderr=writer
    ):
        os.close(writer)
        shown = b""
        try:
            while part := os.read(reader, 65536):
                shown += part
        except OSError:  # how Linux says that the other end is closed
            pass
        os.close(reader)
    lines = shown.decode().replace("\r\n", "\n").split("\n")
    return "\n".join(line.rpartition("\r")[2] for line in lines)  # what tells of progress is overwritten


def test_samples_were_found() -> None:
    assert len(SAMPLES) >= 8
    assert {first_command(block) for block in samples()} >= set(NOT_PLAYED)


@pytest.mark.parametrize("block", SAMPLES)
def test_a_sample_shows_what_comes(block: Block, folder: Path, cache: Path) -> None:
    page = blocks(ROOT / block.page)
    for name, (language, number) in FILES.get(block.page, {}).items():
        (folder / name).parent.mkdir(exist_ok=True)
        texts = [each.text for each in page if each.language == language]
        (folder / name).write_text(texts[number], encoding="utf-8")
    session = re.split(r"^\$ (.*)\n", block.text, flags=re.MULTILINE)
    for command, expected in zip(session[1::2], session[2::2], strict=True):
        assert at_terminal(command, folder, cache) == expected, command
