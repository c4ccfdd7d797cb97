"""The configuration as a table of pyproject.toml."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from config.project import mistakes_of, needs_toml
from healthlint import config


@pytest.mark.parametrize(
    "text",
    [
        "[project]\ndependencies = ['healthlint>=1']\n",
        "[tool.ruff]\n# healthlint\n",
        "[tool.poetry.dependencies]\nhealthlint-extra = '1'\n",
    ],
)
def test_a_project_file_without_our_table_is_passed_over(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("pyproject.toml").write_text(text)
    monkeypatch.setitem(sys.modules, "tomllib", None)
    assert config.load().label == ""


@needs_toml
@pytest.mark.parametrize(
    "text",
    [
        '[tool.healthlint]\ncontext = "editorial"\n',
        '[ tool . "healthlint" ]\ncontext = "editorial"\n',
        '[tool]\nhealthlint = {context = "editorial"}\n',
        '[tool]\nhealthlint.context = "editorial"\n',
        'tool.healthlint.context = "editorial"\n',
    ],
)
def test_every_way_to_write_the_table(text: str) -> None:
    Path("pyproject.toml").write_text(text)
    assert config.load().page == {"context": ("editorial",)}


@needs_toml
def test_a_table_of_another_name_is_no_configuration() -> None:
    Path("pyproject.toml").write_text("[tool.other]\nhealthlint = 1\n")
    assert config.load().page == {}


def test_without_a_toml_parser_the_mistake_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("tomllib", "tomli"):
        monkeypatch.setitem(sys.modules, name, None)
    assert mistakes_of("[tool.healthlint]\n", "pyproject.toml") == [
        "pyproject.toml: reading TOML needs Python 3.11 or the package tomli: or write .healthlint.yaml instead"
    ]


@needs_toml
def test_mistakes_in_toml_have_lines() -> None:
    found = mistakes_of(
        """\
[project]
context = "not ours"

[tool.healthlint]
contxt = "editorial"
fail-on = "fatal"
jurisdictions = ["US",
  1.10]

[tool.healthlint.severity]
plain-word = "grave"

[[tool.healthlint.overrides]]
paths = ["a"]
[[tool.healthlint.overrides]]
context = "commercial"
""",
        "pyproject.toml",
    )
    assert [mistake.removeprefix("pyproject.toml:").split(": ")[:2] for mistake in found] == [
        ["5:10", "tool.healthlint.contxt"],
        ["6:11", "tool.healthlint.fail-on"],
        ["7:17", "tool.healthlint.jurisdictions[1]"],
        ["11:14", "tool.healthlint.severity.plain-word"],
        ["13:1", "tool.healthlint.overrides[0]"],
        ["15:1", "tool.healthlint.overrides[1]"],
    ]
    assert not any("YAML" in mistake for mistake in found)


@needs_toml
def test_toml_that_cannot_be_parsed() -> None:
    (found,) = mistakes_of("[tool.healthlint]\ncontext = \n", "pyproject.toml")
    assert found.startswith("pyproject.toml:2: is not TOML: ")


@needs_toml
def test_a_key_of_hundreds_of_parts_is_refused() -> None:
    text = "[tool.healthlint]\na" + ".a" * 300 + " = 1\n"
    assert mistakes_of(text, "pyproject.toml") == [
        "pyproject.toml: is not TOML that can be read: it is nested too deep"
    ]


@needs_toml
def test_items_of_a_long_list_have_their_places() -> None:
    names = [f"rule-{number // 2}" for number in range(4_000)]
    text = "[tool.healthlint]\nignore = [" + ", ".join(f'"{name}"' for name in names) + "]\n"
    found = mistakes_of(text, "pyproject.toml")
    line = text.splitlines()[1]
    twice = [int(mistake.split(":")[2]) for mistake in found if "stands here twice" in mistake]
    assert twice == [line.rindex(f'"rule-{number}"') + 1 for number in range(2_000)]
