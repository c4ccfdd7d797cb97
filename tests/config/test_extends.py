"""Configurations that extend others: what wins, what paths and patterns belong to, what can't be extended."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.project import mistakes_of, needs_toml, page_for, write
from healthlint import config


def test_the_file_goes_before_what_it_extends_key_by_key() -> None:
    write(
        base="context: editorial\ntopic: tea\nselect: [guarantee, immune]\nfail-on: warning\n",
        _="extends: base.yaml\ncontext: commercial\nselect: [immune]\n",
    )
    found = config.load()
    assert found.page == {"context": ("commercial",), "topic": ("tea",)}
    assert (found.select, found.fail_on) == (("immune",), "warning")
    assert found.label == ".healthlint.yaml"
    assert found.files == [(".healthlint.yaml", ""), ("base.yaml", ".healthlint.yaml:1")]
    assert found.places == {
        "context": ".healthlint.yaml:2",
        "topic": "base.yaml:2",
        "select": ".healthlint.yaml:3",
        "fail-on": "base.yaml:4",
        "extends": ".healthlint.yaml:1",
    }


def test_of_several_the_later_wins() -> None:
    write(
        one="context: editorial\ntopic: one\nproduct: one\n",
        two="context: commercial\ntopic: two\n",
        _="extends: [one.yaml, two.yaml]\ncontext: unknown\n",
    )
    assert config.load().page == {"context": ("unknown",), "topic": ("two",), "product": ("one",)}


def test_severities_are_merged_and_overrides_put_in_a_row() -> None:
    write(
        base="severity: {one: error, two: error}\noverrides: [{paths: [shop/], context: editorial, topic: base}]\n",
        _="extends: base.yaml\nseverity: {two: info, three: info}\noverrides: [{paths: [shop/], context: commercial}]\n",
    )
    found = config.load()
    assert found.severity == {"one": "error", "two": "info", "three": "info"}
    assert {str(name): name.file for name in found.severity} == {  # type: ignore[attr-defined]
        "one": "base.yaml",
        "two": ".healthlint.yaml",
        "three": ".healthlint.yaml",
    }
    assert page_for(found, "shop/a.md") == {"context": ("commercial",), "topic": ("base",)}
    assert [override.place for override in found.overrides] == ["base.yaml:2", ".healthlint.yaml:3"]


def test_paths_belong_to_their_file_and_patterns_to_the_outermost(project: Path) -> None:
    write(_="extends: house/base.yaml\n")
    Path("house/base.yaml").write_text(
        "rulesets: [calm.yaml]\nbaseline: base.json\nexclude: [drafts/]\n"
        "overrides: [{paths: [/shop/], context: commercial}]\n"
    )
    found = config.load()
    assert found.folder == str(project)
    assert found.rulesets == [str(project / "house/calm.yaml")]
    assert found.baseline == str(project / "house/base.json")
    assert found.exclude == ("drafts/",)
    assert page_for(found, "shop/a.md") == {"context": ("commercial",)}
    assert page_for(found, "house/shop/a.md") == {}


def test_a_base_may_be_above_and_extend_another(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(_="extends: house/base.yaml\ntopic: top\n")
    Path("house/base.yaml").write_text("product: base\n")
    Path("in").mkdir()
    Path("in/.healthlint.yaml").write_text("extends: ../.healthlint.yaml\ncontext: editorial\n")
    monkeypatch.chdir(project / "in")
    found = config.load()
    assert found.page == {"context": ("editorial",), "topic": ("top",), "product": ("base",)}
    assert found.files == [
        (".healthlint.yaml", ""),
        ("../.healthlint.yaml", ".healthlint.yaml:1"),
        ("../house/base.yaml", "../.healthlint.yaml:1"),
    ]


def test_the_same_base_by_two_ways_is_no_circle() -> None:
    write(
        base="topic: tea\n", one="extends: base.yaml\n", two="extends: base.yaml\n", _="extends: [one.yaml, two.yaml]"
    )
    assert config.load().page == {"topic": ("tea",)}


@needs_toml
def test_a_project_file_extends_and_is_extended() -> None:
    Path("pyproject.toml").write_text('[tool.healthlint]\nextends = ["base.yaml"]\ntopic = "toml"\n')
    write(base="context: editorial\n")
    assert config.load().page == {"context": ("editorial",), "topic": ("toml",)}
    write(_="extends: pyproject.toml\n")
    assert config.load().page == {"context": ("editorial",), "topic": ("toml",)}
    Path("pyproject.toml").write_text("[project]\n")
    assert mistakes_of("extends: pyproject.toml\n") == [
        ".healthlint.yaml:1:10: extends: pyproject.toml has no table [tool.healthlint]"
    ]


def test_what_cannot_be_extended(project: Path) -> None:
    assert mistakes_of("extends: [nowhere.yaml, house]\ncontext: shop\n") == [
        f".healthlint.yaml:1:11: extends[0]: there is no file {project / 'nowhere.yaml'}",
        f".healthlint.yaml:1:25: extends[1]: is a folder: name the file in it: {project / 'house'}",
        '.healthlint.yaml:2:10: context: must be one of commercial, editorial, public-health, unknown, not "shop"',
    ]
    assert mistakes_of("extends: {path: base.yaml}\n") == [
        ".healthlint.yaml:1:10: extends: must have the key package",
        '.healthlint.yaml:1:11: extends.path: unknown key "path": allowed are package, version, sha256',
    ]


def test_a_circle_is_told_where_it_closes() -> None:
    write(base="topic: tea\nextends: other.yaml\n", other="extends: [base.yaml]\n")
    assert mistakes_of("extends: base.yaml\n") == [
        "other.yaml:1:11: extends[0]: files extend each other in a circle: base.yaml > other.yaml > base.yaml"
    ]
    assert mistakes_of("extends: .healthlint.yaml\n") == [
        ".healthlint.yaml:1:10: extends: files extend each other in a circle: .healthlint.yaml > .healthlint.yaml"
    ]


def test_the_depth_is_bounded() -> None:
    for number in range(20):
        Path(f"{number}.yaml").write_text(f"extends: {number + 1}.yaml\n")
    assert mistakes_of("extends: 0.yaml\n") == [
        "9.yaml:1:10: extends: more than 10 files extend each other in a row: put them together"
    ]


def test_mistakes_of_all_files_are_told_at_once() -> None:
    write(base="contxt: a\nfail-on: fatal\n", other="- a\n")
    found = mistakes_of("extends: [base.yaml, other.yaml]\nmax-warnings: many\n")
    assert [mistake.split(": ")[0] for mistake in found] == [
        ".healthlint.yaml:2:15",
        "base.yaml:1:1",
        "base.yaml:2:10",
        "other.yaml:1:1",
    ]


def test_a_base_that_is_empty_says_nothing() -> None:
    write(base="", _="extends: base.yaml\ncontext: editorial\n")
    assert config.load().page == {"context": ("editorial",)}
