"""The hooks as pre-commit runs them: in real repositories, installed from this checkout."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hooks.conftest import TAG, Content

pytestmark = pytest.mark.slow

CLAIM = "# Tea\n\nOur kratom tea cures anxiety.\n"
CAREFUL = "# Tea\n\nThere is no evidence that kratom cures anxiety.\n"

Make = Callable[..., Content]


def test_a_commit_with_a_claim_is_stopped_and_one_without_is_not(content: Make) -> None:
    site = content("- id: healthlint")
    code, out = site.pre_commit("install")
    assert code == 0, out
    site.write("content/tea.md", CLAIM)
    site.git("add", "--all")
    code, out = site.run("git", "commit", "--message", "Tea")
    assert code == 1, out
    assert "content/tea.md:3:16 error[treats-disease]" in out
    assert "  instead: " in out
    assert "why: healthlint explain content/tea.md:3" in out
    assert site.run("git", "rev-parse", "--verify", "HEAD")[0] != 0
    site.write("content/tea.md", CAREFUL)
    site.git("add", "--all")
    code, out = site.run("git", "commit", "--message", "Tea")
    assert code == 0, out
    assert "Passed" in out


def test_only_changed_content_is_checked(content: Make) -> None:
    site = content("- id: healthlint")
    site.write("old.md", CLAIM)
    site.git("add", "--all")
    site.git("commit", "--quiet", "--message", "Before the hook")
    site.write("new.md", CAREFUL)
    site.write("code.py", f'"""{CLAIM}"""\n')
    site.git("add", "--all")
    code, out = site.pre_commit("run")
    assert code == 0, out
    code, out = site.pre_commit("run", "--all-files")
    assert code == 1, out
    assert "old.md:3:16 error" in out
    assert "code.py" not in out


def test_arguments_and_exclusions_of_the_user(content: Make) -> None:
    site = content("- id: healthlint", "  args: [--select, withdrawal-aid, --]")
    site.write("tea.md", CLAIM)
    site.git("add", "--all")
    code, out = site.pre_commit("run", "--all-files")
    assert code == 0, out
    site = content("- id: healthlint")
    site.write(".healthlintignore", "tea.md\n")
    site.git("add", "--all")
    code, out = site.pre_commit("run", "--all-files", "--verbose")
    assert code == 0, out
    assert "2 named paths left out by --force-exclude" in out  # the page and the configuration of pre-commit


def test_a_file_that_looks_like_an_option_is_a_file(content: Make) -> None:
    site = content("- id: healthlint")
    site.write("--isolated.md", CLAIM)
    site.write("-x.md", CLAIM)
    site.git("add", "--all")
    code, out = site.pre_commit("run", "--all-files")
    assert code == 1, out
    assert "--isolated.md:3:16 error" in out
    assert "-x.md:3:16 error" in out


def test_what_cannot_be_read_stops_the_commit(content: Make) -> None:
    site = content("- id: healthlint")
    (site.folder / "tea.md").write_bytes(b"Caf\xff\n")
    site.git("add", "--all")
    code, out = site.pre_commit("run", "--all-files")
    assert code == 1
    assert "exit code: 3" in out
    assert "not checked tea.md:1: " in out


def test_a_mistake_in_the_configuration_stops_the_commit(content: Make) -> None:
    site = content("- id: healthlint")
    site.write("tea.md", CAREFUL)
    site.write(".healthlint.yaml", "fail_on: error\n")
    site.git("add", "--all")
    code, out = site.pre_commit("run", "--all-files")
    assert code == 1
    assert "exit code: 2" in out
    assert ".healthlint.yaml:1:1: fail_on: " in out


def test_the_whole_repository(content: Make) -> None:
    site = content("- id: healthlint-full")
    site.write("old.md", CLAIM)
    site.git("add", "--all")
    site.git("commit", "--quiet", "--message", "Before the hook")
    code, out = site.pre_commit("run", "--all-files")
    assert "old.md" not in out  # not at a commit
    code, out = site.pre_commit("run", "healthlint-full", "--hook-stage", "pre-push", "--all-files")
    assert code == 1, out
    assert "old.md:3:16 error" in out


def test_try_repo(content: Make, hooks: Path) -> None:
    site = content("- id: healthlint")
    site.write("tea.md", CLAIM)
    site.git("add", "--all")
    code, out = site.pre_commit("try-repo", hooks.as_posix(), "healthlint", "--ref", TAG, "--all-files")
    assert code == 1, out
    assert "tea.md:3:16 error[treats-disease]" in out
