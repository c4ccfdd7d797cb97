"""Which keys there are, and what is told of wrong ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.project import mistakes_of, needs_toml, page_for, shown
from healthlint import config
from healthlint.config import Config, read
from healthlint.language.data import Text

COMPLETE = """\
rulesets: [./house/calm.yaml, claims]
select: [guarantee, plain-word]
ignore:
  - natural-safe
severity:
  plain-word: info
fail-on: warning
max-warnings: 3
baseline: house/baseline.json
include: ["*.md", ./site/]
exclude: [drafts/, "!drafts/ready.md"]
context: editorial
topic: tea
product: herbal-tea
audience: consumer
jurisdictions: [US, "NO"]
overrides:
  - paths: [shop/, "*.shop.md"]
    context: commercial
    topic: [green tea, black tea]
  - paths: [shop/uk/]
    jurisdictions: [UK]
"""

TOML = """\
[project]
name = "tea"

[tool.healthlint]
rulesets = ["./house/calm.yaml", "claims"]
select = ["guarantee", "plain-word"]
ignore = ["natural-safe"]
severity = {plain-word = "info"}
fail-on = "warning"
max-warnings = 3
baseline = "house/baseline.json"
include = ["*.md", "./site/"]
exclude = ["drafts/", "!drafts/ready.md"]
context = "editorial"
topic = "tea"
product = "herbal-tea"
audience = "consumer"
jurisdictions = ["US", "NO"]

[[tool.healthlint.overrides]]
paths = ["shop/", "*.shop.md"]
context = "commercial"
topic = ["green tea", "black tea"]

[[tool.healthlint.overrides]]
paths = ["shop/uk/"]
jurisdictions = ["UK"]
"""


@pytest.mark.parametrize(
    ("name", "text"), [(".healthlint.yaml", COMPLETE), pytest.param("pyproject.toml", TOML, marks=needs_toml)]
)
def test_all_keys(project: Path, name: str, text: str) -> None:
    Path(name).write_text(text)
    found = config.load()
    assert found.label == name
    assert found.notes == []
    assert shown(found) == {
        "folder": str(project),
        "rulesets": [str(project / "house/calm.yaml"), "claims"],
        "select": ("guarantee", "plain-word"),
        "ignore": ("natural-safe",),
        "severity": {"plain-word": "info"},
        "fail_on": "warning",
        "max_warnings": 3,
        "baseline": str(project / "house/baseline.json"),
        "include": ("*.md", "/site/"),
        "exclude": ("drafts/", "!drafts/ready.md"),
        "page": {
            "context": ("editorial",),
            "topic": ("tea",),
            "product": ("herbal-tea",),
            "audience": ("consumer",),
            "jurisdictions": ("US", "NO"),
        },
        "pages": [
            {"context": ("commercial",), "topic": ("green tea", "black tea")},
            {"jurisdictions": ("UK",)},
        ],
    }


def test_names_keep_their_places() -> None:
    Path(".healthlint.yaml").write_text(COMPLETE)
    found = config.load()
    (key,) = found.severity
    for name, line in ((found.select[1], 2), (found.ignore[0], 4), (key, 6), (found.rulesets[1], 1)):
        assert isinstance(name, Text)
        assert name.line == line
        assert name.file == ".healthlint.yaml"


def test_no_file_is_the_defaults(project: Path) -> None:
    found = config.load()
    assert shown(found) == {**shown(Config()), "folder": str(project)}
    assert page_for(found, "a.md") == {}


@pytest.mark.parametrize("text", ["", "# all of it is a comment\n"])
def test_an_empty_file_is_the_defaults(text: str) -> None:
    Path(".healthlint.yaml").write_text(text)
    assert shown(config.load()) == shown(Config())


def test_all_mistakes_at_once() -> None:
    found = mistakes_of(
        """\
contxt: editorial
fail-on: fatal
max-warnings: many
severity: {Bad Name: error, plain-word: grave}
rulesets: [./nowhere.yaml]
exclude: ["a\\\\b", "*.{md,txt}", ../up]
overrides:
  - context: commercial
  - paths: [a]
    select: [x]
jurisdictions: [NO]
"""
    )
    assert [mistake.rpartition(" (")[0] or mistake for mistake in found[:1]] == [
        '.healthlint.yaml:1:1: contxt: unknown key "contxt"'
    ]
    assert 'did you mean "context"?' in found[0]
    assert (
        "allowed are extends, rulesets, select, ignore, severity, fail-on, max-warnings, baseline, include, exclude, "
        "context" in found[0]
    )
    rest = [mistake.removeprefix(".healthlint.yaml:") for mistake in found[1:]]
    assert [mistake.split(": ")[0] for mistake in rest] == [
        "2:10",
        "3:15",
        "4:12",
        "4:41",
        "5:12",
        "6:11",
        "6:19",
        "6:33",
        "8:5",
        "10:5",
        "11:17",
    ]
    assert "must be one of error, warning, info, never" in rest[0]
    assert "quote it" in rest[10]
    assert rest[4].startswith("5:12: rulesets[0]: there is no such file or folder: ")


def test_yaml_that_cannot_be_parsed() -> None:
    (found,) = mistakes_of("select: [a\nfail-on: error\n")
    assert found.startswith(".healthlint.yaml:")


def test_the_example_in_the_documentation_is_right() -> None:
    page = Path(__file__).parents[2] / "docs/configuration.md"
    example = page.read_text(encoding="utf-8").partition("```yaml\n")[2].partition("```")[0]
    Path("house/claims.yaml").write_text("")
    Path("house/base.yaml").write_text("")
    Path(".healthlint.yaml").write_text(example)
    found = config.load()
    assert set(read.KEYS) == {line.partition(":")[0] for line in example.splitlines() if line[0].isalpha()}
    assert page_for(found, "shop/a.md")["context"] == ("commercial",)
