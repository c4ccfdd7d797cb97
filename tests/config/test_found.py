"""Which file is the configuration."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from config.project import needs_toml
from healthlint import config
from healthlint.config import has_table
from healthlint.errors import ConfigError


def test_the_nearest_file_wins_and_the_repository_is_the_limit(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "in/deep/.git").mkdir(parents=True)
    Path(".healthlint.yaml").write_text("context: editorial")
    Path("in/.healthlint.yaml").write_text("context: commercial")
    monkeypatch.chdir(project / "in")
    assert config.load().page == {"context": ("commercial",)}
    monkeypatch.chdir(project / "in/deep")
    assert config.load().page == {}


def test_isolated_reads_nothing() -> None:
    Path(".healthlint.yaml").write_text("not: valid")
    assert config.load(isolated=True).label == ""


def test_a_named_file() -> None:
    Path("house/other.yaml").write_text("rulesets: [calm.yaml]\ncontext: editorial\n")
    Path(".healthlint.yaml").write_text("not: valid")
    found = config.load("house/other.yaml")
    assert found.folder.endswith("house")
    assert found.rulesets[0].endswith("house/calm.yaml")
    with pytest.raises(ConfigError, match=r"^nowhere.yaml: no such configuration file$"):
        config.load("nowhere.yaml")


@needs_toml
def test_of_two_files_one_is_used_and_a_note_says_which() -> None:
    Path(".healthlint.yaml").write_text("context: editorial")
    Path("pyproject.toml").write_text('[tool.healthlint]\ncontext = "commercial"\n')
    found = config.load()
    assert found.page == {"context": ("editorial",)}
    assert found.notes == [".healthlint.yaml is used, not [tool.healthlint] in pyproject.toml"]


def test_a_file_with_nearly_the_right_name_is_told() -> None:
    Path(".healthlint.yml").write_text("context: editorial")
    found = config.load()
    assert found.page == {}
    assert found.notes == [".healthlint.yml is not read: the configuration is called .healthlint.yaml"]


def test_without_a_file_no_parser_is_loaded(project: Path) -> None:
    script = (
        "import sys\nfrom healthlint import config\nconfig.load()\n"
        "print({'yaml', 'tomllib', 'healthlint.language', 'typing', 're'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True, check=True, cwd=project)
    assert done.stdout == "set()\n"


TABLES = [
    ("[tool.healthlint]", True),
    ('[ "tool" . healthlint ]', True),
    ("[[tool.healthlint.overrides]]", True),
    ("[tool]\nhealthlint.select = []", True),
    ("[tool]\nother = 1\n  'healthlint' = {}", True),
    ("tool.healthlint.select = []", True),
    ("# healthlint", False),
    ("[tool]\n" * 20_000 + "# healthlint", False),
    ("\n" * 200_000 + "# healthlint", False),
    ('[tool.poetry.dependencies]\nhealthlint = "*"', False),
    ('[project.scripts]\nhealthlint = "healthlint.__main__:run"', False),
]


@pytest.mark.parametrize(("text", "found"), TABLES)
def test_a_project_that_only_names_healthlint_is_not_parsed(tmp_path: Path, text: str, found: bool) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text(text + "\n")
    assert has_table(str(path)) == found
