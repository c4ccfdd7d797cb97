from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from healthlint.globs import Globs

MATCHES = [
    ("*.md", "a.md", True),
    ("*.md", "deep/down/a.md", True),
    ("*.md", "a.mdx", None),
    ("drafts", "drafts", True),
    ("drafts", "old/drafts", True),
    ("/drafts", "old/drafts", None),
    ("a/b.md", "a/b.md", True),
    ("a/b.md", "x/a/b.md", None),
    ("/a.md", "a.md", True),
    ("a/*.md", "a/b/c.md", None),
    ("a/**", "a/b/c.md", True),
    ("a/**", "a", None),
    ("**/c.md", "c.md", True),
    ("**/c.md", "a/b/c.md", True),
    ("a/**/c.md", "a/c.md", True),
    ("a/**/c.md", "a/b/b/c.md", True),
    ("?.md", "a.md", True),
    ("?.md", "ab.md", None),
    ("[ab].md", "a.md", True),
    ("[!ab].md", "c.md", True),
    ("[!ab].md", "a.md", None),
    ("[a-c]x", "bx", True),
    ("[z-a]x", "bx", None),
    ("a.b", "axb", None),
    ("a.b", "x/a.b", True),
    ("a|b", "a", None),
    ("a?", "x/ab", True),
    ("a?/b", "ab/b", True),
    ("a?/b", "x/ab/b", None),
    ("# comment", "# comment", None),
    (r"\#x", "#x", True),
    (r"\!x", "!x", True),
    ("x ", "x", True),
    ("x+(y)", "x+(y)", True),
    ("CASE", "case", None),
    ("a**b", "axxb", True),
    ("", "a", None),
    ("/", "a", None),
]


@pytest.mark.parametrize(("pattern", "path", "decision"), MATCHES)
def test_decide(pattern: str, path: str, decision: bool | None) -> None:
    assert Globs([pattern]).decide(path) is decision


def test_the_last_pattern_decides() -> None:
    globs = Globs(["*.md", "!keep.md", "deep/*.md"])
    assert globs.decide("a.md") is True
    assert globs.decide("keep.md") is False
    assert globs.decide("deep/keep.md") is True


def test_a_slash_at_the_end_means_folders() -> None:
    assert Globs(["a/"]).decide("a") is None
    assert Globs(["a/"]).decide("a", is_folder=True) is True


@pytest.mark.parametrize(
    ("patterns", "path", "covered"),
    [
        (["content/"], "content/a/b.md", True),
        (["content"], "content/a/b.md", True),
        (["content/"], "other/b.md", False),
        (["b"], "a/b/c/d.md", True),
        (["content/", "!content/a.md"], "content/a.md", False),
        (["*.md"], "content/a.md", True),
    ],
)
def test_covers(patterns: list[str], path: str, covered: bool) -> None:
    assert Globs(patterns).covers(path) is covered


@pytest.mark.skipif(not shutil.which("git"), reason="git says what is right")
def test_git_agrees(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    for pattern, path, decision in MATCHES:
        (tmp_path / ".gitignore").write_text(f"{pattern}\n")
        command = ["git", "-C", str(tmp_path), "check-ignore", "-q", "--no-index", path]
        assert (subprocess.run(command, check=False).returncode == 0) == bool(decision), (pattern, path)


STARS = [
    ("*a" * 40 + "b", "a" * 250),
    ("*?" * 40 + "b", "a" * 250),
    ("*[ab]*a" * 20 + "b", "a" * 250),
    ("**/a/" * 40 + "b", "a/" * 120 + "c"),
    ("**/**/" * 40 + "b", "a/" * 120 + "c"),
    ("**/*a*a/" * 20 + "b", "aaaa/" * 120 + "c"),
]


@pytest.mark.parametrize(("pattern", "path"), STARS)
def test_no_path_makes_stars_try_all_ways(pattern: str, path: str) -> None:
    """Ways without number: a test that fails does not end."""
    assert Globs([pattern]).decide(path) is None
    assert Globs([pattern]).decide(path + "b" if pattern.startswith("*?") else path[:-1] + "b") is True
