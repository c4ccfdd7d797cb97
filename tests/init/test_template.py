"""The text of a new configuration: it loads, says what holds without it, and names every key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from healthlint import config
from healthlint.cli.accepted import FILE
from healthlint.config.read import KEYS
from healthlint.init.builders import Builder
from healthlint.init.survey import Survey
from healthlint.init.template import configuration

KEY = re.compile(r"^# (?=[a-z-]+:(?: |$)|  )(?!yaml-)", re.MULTILINE)


def full() -> Survey:
    found = Survey()
    found.suffixes = {"content": {".md": 12}}
    found.builders = [
        Builder("Hugo", "", ["/public/"]),
        Builder("Gatsby", "", ["/public/"]),
        Builder("MkDocs", "a b: #c", ["/a b: #c/site/"]),
    ]
    found.outputs = ["/a b: #c/site/", "/public/"]
    found.read = 12
    found.contexts = {"shop: a": {"commercial": 5}, "news": {"public-health": 5}}
    found.topics = [("kratom", 5), ("c: #bd", 3)]
    return found


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def load(text: str) -> config.Config:
    Path(".healthlint.yaml").write_text(text, encoding="utf-8")
    return config.load()


@pytest.mark.parametrize("survey", [Survey(), full()], ids=["empty", "full"])
def test_it_loads_and_changes_nothing_but_what_is_excluded(survey: Survey) -> None:
    found = load(configuration(survey))
    assert found.exclude == tuple(survey.outputs)
    assert set(found.places) <= {"exclude"}
    assert found.page == {}


@pytest.mark.parametrize("survey", [Survey(), full()], ids=["empty", "full"])
def test_every_key_is_there_and_right_when_it_is_taken_in(survey: Survey) -> None:
    for name in ("house-rules", "../base"):
        Path(f"{name}.yaml").write_text("")
    found = load(KEY.sub("", configuration(survey)))
    assert set(found.places) == set(KEYS)
    assert found.fail_on == "error"
    assert found.page["profile"] == ("default",)
    assert found.page["data.keys"] == ("promo", "products.*.sku")
    assert found.baseline.endswith(f"/{FILE}")


def test_what_was_found_is_said() -> None:
    text = configuration(full())
    assert "# Found here: 12 pages; Hugo, Gatsby, MkDocs.\n" in text
    assert '  - /public/  # made by Hugo, Gatsby\n  - "' not in text
    assert "  - /public/  # made by Hugo, Gatsby\n" in text
    assert '  - "/a b: #c/site/"  # made by MkDocs\n' in text
    assert '# Named most often in 12 pages: kratom (5), c: #bd (3).\n# topic: [kratom, "c: #bd"]\n' in text
    assert (
        '#   - paths: [/news/]\n#     context: public-health\n#   - paths: ["/shop: a/"]\n#     context: commercial\n'
        in text
    )


def test_one_context_for_all_is_offered() -> None:
    survey = full()
    survey.contexts = {"": {"commercial": 9}}
    text = configuration(survey)
    assert (
        "# 9 of 12 pages that were looked at read as commercial: take the # away if all are.\n# context: commercial\n"
        in text
    )
    assert "front-matter: {type: glossary}" in text


def test_a_configuration_that_held_before_is_built_on(folder: Path) -> None:
    (folder.parent / "other.yaml").write_text("context: editorial\n")
    found = load(configuration(Survey(), "../other.yaml"))
    assert found.page == {"context": ("editorial",)}
