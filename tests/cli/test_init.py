"""`healthlint init`."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from cli.conftest import Run
from healthlint import config
from healthlint.init.survey import Survey

Write = Callable[..., None]


@pytest.fixture(autouse=True)
def found(monkeypatch: pytest.MonkeyPatch) -> Survey:
    """What is found, without a look at any file."""
    found = Survey()
    found.suffixes = {"": {".md": 1}, "content": {".html": 2, ".md": 3}}
    found.read = 6
    monkeypatch.setattr("healthlint.cli.init.survey", lambda folder: found)
    return found


NEXT = """\
next:
  healthlint check            # what it finds today
  healthlint baseline create  # accept that, so that only what is new counts
  pre-commit install          # check what is committed from now on
"""


def test_a_repository_without_anything(run: Run) -> None:
    ended = run("init")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == (
        "found 6 pages\n  ./  1 .md\n  content/  2 .html, 3 .md\nwrote .healthlint.yaml\n"
        f"wrote the hook into .pre-commit-config.yaml\n{NEXT}"
    )
    assert config.load().places == {}
    entry = yaml.safe_load(Path(".pre-commit-config.yaml").read_text())["repos"][0]
    assert entry["hooks"] == [{"id": "healthlint"}]


def test_what_was_found_is_shown(run: Run, found: Survey) -> None:
    from healthlint.init.builders import Builder

    found.builders = [Builder("Hugo", "web", ["/web/public/"]), Builder("VitePress", "", [])]
    found.outputs = ["/web/public/"]
    found.contexts = {"content": {"commercial": 4, "editorial": 1}}
    found.topics = [("kratom", 4), ("tea", 2)]
    found.unread = [("a.md", "is not UTF-8")]
    ended = run("init")
    assert ended.err == "healthlint: note: a.md: is not UTF-8\n"
    assert ended.out.splitlines()[3:7] == [
        "  Hugo in web/: /web/public/ left out",
        "  VitePress",
        "  content/  by their words: 4 commercial, 1 editorial",
        "  about kratom (4), tea (2)",
    ]
    assert config.load().exclude == ("/web/public/",)


def test_an_existing_file_of_hooks_is_added_to(run: Run) -> None:
    before = b"# ours\r\nrepos:\r\n-   repo: local\r\n    hooks:\r\n    -   id: a\r\n"
    Path(".pre-commit-config.yaml").write_bytes(before)
    assert run("init").code == 0
    after = Path(".pre-commit-config.yaml").read_bytes()
    assert after.startswith(before)
    assert after.count(b"\r\n") == after.count(b"\n")
    assert len(yaml.safe_load(after)["repos"]) == 2


def test_hooks_that_cannot_be_changed_are_left_and_the_lines_shown(run: Run) -> None:
    for before, reason in (
        (b"repos: []\n", "its list under repos: is not written line by line"),
        (b"\xff", "it is not UTF-8"),
    ):
        Path(".pre-commit-config.yaml").write_bytes(before)
        Path(".healthlint.yaml").unlink(missing_ok=True)
        ended = run("init")
        assert ended.code == 0
        assert f"for the hook put this into .pre-commit-config.yaml ({reason}):\n" in ended.out
        assert "- repo: https://github.com/healthlint/healthlint\n" in ended.out
        assert Path(".pre-commit-config.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (".healthlint.yaml", "not: valid\n", ".healthlint.yaml is there already"),
        (".healthlint.yml", "", ".healthlint.yml is there, and is not read: call it .healthlint.yaml"),
        ("pyproject.toml", "[tool.healthlint]\n", "pyproject.toml has a table [tool.healthlint] already"),
    ],
)
def test_a_configuration_is_never_overwritten(run: Run, write: Write, name: str, text: str, message: str) -> None:
    write(name, text)
    ended = run("init")
    assert ended.code == 2
    assert ended.err == (
        f"healthlint: {message}\n  init changes no configuration: edit it, or move it away to start anew\n"
    )
    assert ended.out.startswith("for the hook put this into .pre-commit-config.yaml:\nrepos:\n  - repo: ")
    assert sorted(os.listdir()) == sorted([".git", name])
    assert Path(name).read_text() == text


def test_twice_writes_once(run: Run) -> None:
    run("init")
    files = {name: Path(name).read_bytes() for name in (".healthlint.yaml", ".pre-commit-config.yaml")}
    ended = run("init")
    assert (ended.code, ended.out) == (2, ".pre-commit-config.yaml: the hook is there already\n")
    assert files == {name: Path(name).read_bytes() for name in files}


def test_a_link_to_nowhere_is_not_written_through(run: Run) -> None:
    Path(".healthlint.yaml").symlink_to("nowhere.yaml")
    assert run("init").code == 2
    assert not Path("nowhere.yaml").exists()


def test_a_folder_below_the_top_builds_on_what_held(run: Run, write: Write) -> None:
    write(".healthlint.yaml", "context: editorial\n", "docs/a.md", "")
    ended = run("init", "docs")
    assert ended.code == 0
    assert "wrote docs/.healthlint.yaml, which builds on .healthlint.yaml\n" in ended.out
    assert "next:\n  cd docs\n" in ended.out
    assert config.load("docs/.healthlint.yaml").page == {"context": ("editorial",)}
    hook = yaml.safe_load(Path(".pre-commit-config.yaml").read_text())["repos"][0]["hooks"][0]
    assert hook["args"] == ["--config", "docs/.healthlint.yaml", "--"]


def test_outside_of_a_repository(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plain").mkdir()
    monkeypatch.chdir(tmp_path / "plain")
    ended = run("init")
    assert ended.code == 0
    assert os.listdir() == [".healthlint.yaml"]
    assert (
        "for the hook put this into .pre-commit-config.yaml (there is no git repository around this folder):\nrepos:\n"
        in ended.out
    )


def test_wrong_arguments(run: Run) -> None:
    assert run("init", "nowhere").err == "healthlint: there is no folder nowhere\n"
    assert run("init", "a", "b").err == "healthlint: init takes one folder\n"
    assert run("init", "nowhere").code == 2


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions don't hold for this user")
def test_a_folder_that_cannot_be_written(run: Run) -> None:
    Path("closed").mkdir(mode=0o500)
    ended = run("init", "closed")
    assert ended.code == 3
    assert ended.err.startswith("healthlint: cannot write closed/.healthlint.yaml: ")


def test_hooks_that_cannot_be_read(run: Run) -> None:
    Path(".pre-commit-config.yaml").mkdir()
    ended = run("init")
    assert ended.code == 3
    assert ended.err.startswith("healthlint: cannot read .pre-commit-config.yaml: ")
    assert not Path(".healthlint.yaml").exists()
