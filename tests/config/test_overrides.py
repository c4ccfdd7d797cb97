"""What holds for some pages only."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.project import mistakes_of, page_for, write
from healthlint import config

RULES = """\
jurisdictions: [US, "NO"]
context: editorial
topic: tea
product: herbal-tea
overrides:
  - paths: [shop/, "*.shop.md"]
    context: commercial
    topic: [green tea, black tea]
  - paths: [shop/uk/]
    jurisdictions: [UK]
"""


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("a.md", {"context": "editorial", "topic": "tea"}),
        ("shop/a.md", {"context": "commercial", "topic": "green tea"}),
        ("./in/a.shop.md", {"context": "commercial", "topic": "green tea"}),
        ("shop/uk/a.md", {"context": "commercial", "topic": "green tea", "jurisdictions": "UK"}),
        ("../outside.md", {"context": "editorial", "topic": "tea"}),
    ],
)
def test_page_for(path: str, page: dict[str, str]) -> None:
    Path(".healthlint.yaml").write_text(RULES)
    found = page_for(config.load(), path)
    expected = {"jurisdictions": "US", **page}
    assert {key: found[key][0] for key in expected} == expected
    assert found["product"] == ("herbal-tea",)


def test_page_for_is_relative_to_the_file(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".healthlint.yaml").write_text(RULES)
    (project / "shop").mkdir()
    monkeypatch.chdir(project / "shop")
    found = config.load()
    assert found.label == "../.healthlint.yaml"
    assert page_for(found, "a.md")["context"] == ("commercial",)
    assert page_for(found, str(project / "shop/b.md"))["context"] == ("commercial",)


FRONT_MATTER = """\
overrides:
  - front-matter: {type: product, tags: kratom}
    context: commercial
  - front-matter:
      "shop.status": [live, 2, true]
    profile: strict
  - front-matter: {type: note}
    paths: [notes/]
    profile: public-health
"""


@pytest.mark.parametrize(
    ("path", "meta", "page"),
    [
        ("a.md", {"type": "product", "tags": "kratom"}, {"context": ("commercial",)}),
        ("a.md", {"type": "product", "tags": ["tea", "kratom"]}, {"context": ("commercial",)}),
        ("a.md", {"type": "product"}, {}),
        ("a.md", {"type": "Product", "tags": ["kratom"]}, {}),
        ("a.md", {"type": "product", "tags": ["kratom tea"]}, {}),
        ("a.md", {"shop.status": "live"}, {"profile": ("strict",)}),
        ("a.md", {"shop.status": 2.0}, {"profile": ("strict",)}),
        ("a.md", {"shop.status": [None, True]}, {"profile": ("strict",)}),
        ("a.md", {"shop.status": 1}, {}),
        ("a.md", {"shop.status": "2"}, {}),
        ("a.md", {"shop.status": None}, {}),
        ("notes/a.md", {"type": "note"}, {"profile": ("public-health",)}),
        ("other/a.md", {"type": "note"}, {}),
        ("notes/a.md", {"type": "product"}, {}),
        ("notes/a.md", {"type": ["note"], "shop.status": "live"}, {"profile": ("public-health",)}),
    ],
)
def test_front_matter_chooses_pages(path: str, meta: dict[str, object], page: dict[str, tuple[str, ...]]) -> None:
    write(_=FRONT_MATTER)
    assert page_for(config.load(), path, **meta) == page


def test_an_override_knows_where_it_stands() -> None:
    write(_=FRONT_MATTER)
    _, second, _ = config.load().overrides
    assert second.place == ".healthlint.yaml:4"
    assert second.places == {"front-matter": ".healthlint.yaml:4", "profile": ".healthlint.yaml:6"}


def test_mistakes_in_overrides() -> None:
    found = mistakes_of(
        """\
overrides:
  - context: commercial
  - paths: [a]
  - front-matter: {type: product}
  - {front-matter: {}, context: commercial}
  - {front-matter: {product: {type: a}}, context: commercial}
  - {front-matter: {type: 2024-01-01}, context: commercial}
  - {paths: [a], select: [x]}
  - {paths: [a], ignore: [], severity: {plain-word: grave}}
  - {front-matter: {type: a}, data: {keys: [body]}}
"""
    )
    effects = "context, topic, product, audience, jurisdictions, profile, data, ignore, severity"
    assert [mistake.removeprefix(".healthlint.yaml:") for mistake in found] == [
        "2:5: overrides[0]: must have the key paths or front-matter: it says for which pages this holds",
        f"3:5: overrides[1]: changes nothing: give it one of {effects}",
        f"4:5: overrides[2]: changes nothing: give it one of {effects}",
        "5:20: overrides[3].front-matter: is empty: fill it, or leave the key out",
        '6:30: overrides[4].front-matter.product: must be a value: for a key inside another write "product.type: …"',
        (
            "7:27: overrides[5].front-matter.type: must be text, but YAML reads 2024-01-01 as a date: quote it: "
            '"2024-01-01"'
        ),
        f'8:18: overrides[6].select: unknown key "select": allowed are paths, front-matter, {effects}',
        "9:26: overrides[7].ignore: is an empty list: fill it, or leave the key out",
        '9:53: overrides[7].severity.plain-word: must be one of error, warning, info, not "grave"',
        (
            "10:37: overrides[8].data: holds for paths only, as it says how files are read: "
            "move it to an override without front-matter"
        ),
    ]
