"""The file that pre-commit reads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from healthlint.readers import READERS

MANIFEST = yaml.safe_load((Path(__file__).resolve().parents[2] / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
HOOKS = {hook["id"]: hook for hook in MANIFEST}


def test_the_hooks_of_the_interface() -> None:
    assert list(HOOKS) == ["healthlint", "healthlint-full"]


@pytest.mark.parametrize("suffix", sorted(READERS))
def test_changed_files_of_every_format_come_to_the_hook(suffix: str) -> None:
    assert re.search(HOOKS["healthlint"]["files"], f"content/page{suffix}")
    assert re.search(HOOKS["healthlint"]["files"], f"content/PAGE{suffix.upper()}")


@pytest.mark.parametrize("name", ["a.py", "md", "a.md.bak", "image.png", "Makefile"])
def test_other_files_do_not(name: str) -> None:
    assert not re.search(HOOKS["healthlint"]["files"], name)


def test_the_whole_repository_is_checked_whatever_changed() -> None:
    full = HOOKS["healthlint-full"]
    assert (full["pass_filenames"], full["always_run"]) == (False, True)
    assert "args" not in full
