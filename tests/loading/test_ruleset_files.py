from __future__ import annotations

import os

import pytest

from healthlint.errors import RulesetError
from healthlint.loading import locate


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """An installed healthlint with its rulesets inside the package."""
    package = tmp_path / "site" / "healthlint"
    (package / "loading").mkdir(parents=True)
    for name in ("model.yaml", "claims/b.yaml", "claims/a.yml", "claims/deep/c.yaml", "schema.json", "claims/.x.yaml"):
        path = package / "rulesets" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    monkeypatch.setattr(locate, "__file__", str(package / "loading" / "locate.py"))
    monkeypatch.chdir(tmp_path)
    return package


def names(files, folder):
    return [os.path.relpath(file, folder).replace(os.sep, "/") for file in files]


def test_rulesets_in_the_package_are_found_sorted(installed):
    folder = installed / "rulesets"
    assert locate.builtin_folder() == str(folder)
    assert names(locate.builtin_files(), folder) == [
        "claims/a.yml",
        "claims/b.yaml",
        "claims/deep/c.yaml",
        "model.yaml",
    ]
    assert locate.builtin_names() == ["claims/a", "claims/b", "claims/deep/c", "model"]


def test_a_checkout_has_its_rulesets_beside_the_sources(tmp_path, monkeypatch):
    (tmp_path / "src" / "healthlint" / "loading").mkdir(parents=True)
    (tmp_path / "rulesets").mkdir()
    (tmp_path / "rulesets" / "a.yaml").write_text("")
    monkeypatch.setattr(locate, "__file__", str(tmp_path / "src" / "healthlint" / "loading" / "locate.py"))
    assert locate.builtin_files() == [str(tmp_path / "rulesets" / "a.yaml")]


@pytest.mark.parametrize(("package", "empty"), [("lib/healthlint", False), ("src/healthlint", True)])
def test_missing_rulesets_mean_a_broken_installation(tmp_path, monkeypatch, package, empty):
    """A folder that merely lies two levels above an installed package is not ours."""
    (tmp_path / package / "loading").mkdir(parents=True)
    (tmp_path / "rulesets").mkdir()
    if not empty:
        (tmp_path / "rulesets" / "a.yaml").write_text("")
    monkeypatch.setattr(locate, "__file__", str(tmp_path / package / "loading" / "locate.py"))
    with pytest.raises(RulesetError, match="the installation is broken, install healthlint again"):
        locate.builtin_files()


OWN = [
    ("claims/b", ["claims/b.yaml"]),
    ("claims/a", ["claims/a.yml"]),
    ("claims", ["claims/a.yml", "claims/b.yaml", "claims/deep/c.yaml"]),
    ("claims/deep", ["claims/deep/c.yaml"]),
    ("model", ["model.yaml"]),
]


@pytest.mark.parametrize(("name", "files"), OWN)
def test_names_of_rulesets_that_come_with_healthlint(installed, name, files):
    assert names(locate.own_files(name), installed / "rulesets") == files


def test_paths(installed, tmp_path):
    (tmp_path / "claims" / "sub").mkdir(parents=True)
    (tmp_path / "claims" / "z.yaml").write_text("")
    (tmp_path / "claims" / "sub" / "y.yml").write_text("")
    (tmp_path / "claims" / "notes.txt").write_text("")
    (tmp_path / "rules.txt").write_text("")
    os.symlink(tmp_path, tmp_path / "claims" / "round")
    path = os.path.join
    assert locate.own_files("./claims") == [path("./claims", "sub", "y.yml"), path("./claims", "z.yaml")]
    assert locate.own_files(str(tmp_path / "claims" / "z.yaml")) == [str(tmp_path / "claims" / "z.yaml")]
    assert locate.own_files("rules.txt") == ["rules.txt"]
    assert len(locate.own_files("claims")) == 3  # the name of a ruleset goes before a folder


MISSING = [
    ("nowhere", "nowhere: there is no such file, folder or ruleset"),
    ("claims/bb", 'claims/bb: there is no such file, folder or ruleset (did you mean "claims/b"?)'),
    ("claims/b.yaml", 'claims/b.yaml: there is no such file, folder or ruleset (did you mean "claims/b"?)'),
    ("empty", "empty: holds no ruleset: no file in it ends in .yaml or .yml"),
    ("", ": there is no such file, folder or ruleset"),
]


@pytest.mark.parametrize(("name", "message"), MISSING)
def test_what_is_no_ruleset_is_told(installed, tmp_path, name, message):
    (tmp_path / "empty").mkdir()
    with pytest.raises(RulesetError) as caught:
        locate.own_files(name)
    assert str(caught.value) == message


def test_the_rulesets_of_this_repository_are_found():
    assert os.path.isfile(os.path.join(locate.builtin_folder(), "schema.json"))
