from __future__ import annotations

import os
from pathlib import Path

import pytest

from healthlint.cli.places import Root


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a folder in it, the current one."""
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "site/.git").mkdir(parents=True)
    (tmp_path / "site/docs/en").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "site/docs")
    return tmp_path / "site"


@pytest.mark.parametrize(
    ("label", "path"),
    [
        ("a.md", "docs/a.md"),
        ("en/a b.md", "docs/en/a b.md"),
        ("../a.md", "a.md"),
        ("en/../../x/a.md", "x/a.md"),
        ("..", "."),
        ("<stdin>", "<stdin>"),
    ],
)
def test_what_the_user_wrote_is_below_the_current_folder(site: Path, label: str, path: str) -> None:
    assert Root().path(label) == path


def test_absolute_paths(site: Path) -> None:
    root = Root()
    assert root.path(str(site / "docs/a.md")) == "docs/a.md"
    assert root.path(str(site.parent / "site-2/a.md")) == str(site.parent / "site-2/a.md")
    assert root.path("../../other/a.md") == str(site.parent / "other/a.md")


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_path_by_way_of_a_link_and_a_link_in_the_repository(site: Path) -> None:
    (site.parent / "way").symlink_to(site)
    assert Root().path(str(site.parent / "way/docs/a.md")) == "docs/a.md"
    (site.parent / "shared.md").write_text("calm")
    (site / "docs/link.md").symlink_to(site.parent / "shared.md")
    assert Root().path(str(site / "docs/link.md")) == "docs/link.md"


def test_the_nearest_repository_counts_also_where_git_is_a_file(site: Path) -> None:
    (site / "docs/.git").write_text("gitdir: ../.git/modules/docs\n")
    assert Root().path("en/a.md") == "en/a.md"


def test_files_that_no_git_fetched(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / ".git").rmdir()
    assert Root().path("a.md") == "a.md"
    monkeypatch.setenv("CI_PROJECT_DIR", str(site.parent / "elsewhere"))
    assert Root().path("a.md") == "a.md"
    monkeypatch.setenv("GITHUB_WORKSPACE", str(site))
    assert Root().path("a.md") == "docs/a.md"
