"""What is seen in a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from healthlint.init import survey as module
from healthlint.init.builders import BUILDERS, builders_in
from healthlint.init.survey import Survey, survey
from healthlint.language.program import Program

SHOP = "# Herbal tea\n\nBuy our herbal tea for $12.99. Add to cart, with free shipping.\n"
NEWS = "# News\n\nThe council met on Monday.\n"


@pytest.fixture(scope="module")
def program() -> Program:
    from healthlint import programs

    return programs.load(()).program


@pytest.fixture
def look(tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch):
    """Looks at a folder of these files."""
    (tmp_path / ".git").mkdir()

    class Loaded:
        def __init__(self) -> None:
            self.program = program

    monkeypatch.setattr(module.programs, "load", lambda *_: Loaded())

    def look_at(**files: str) -> Survey:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return survey(str(tmp_path))

    return look_at


def test_pages_by_folder_and_suffix(look) -> None:
    found = look(
        **{
            "a.md": NEWS,
            "content/b.md": NEWS,
            "content/deep/c.MD": NEWS,
            "content/d.html": "<p>News.",
            "content/e.py": "",
            ".hidden/f.md": NEWS,
            "node_modules/g.md": NEWS,
        }
    )
    assert found.suffixes == {"": {".md": 1}, "content": {".md": 2, ".html": 1}}
    assert (found.pages, found.read, found.contexts, found.topics) == (4, 4, {}, [])


def test_an_empty_folder(look) -> None:
    found = look()
    assert (found.pages, found.read, found.context(), found.context_by_folder()) == (0, 0, "", {})


def test_what_a_builder_writes_is_not_counted(look) -> None:
    found = look(**{"hugo.toml": "", "public/a.html": "<p>News.", "content/a.md": NEWS, "in/mkdocs.yml": ""})
    assert [(builder.name, builder.folder) for builder in found.builders] == [("Hugo", ""), ("MkDocs", "in")]
    assert found.outputs == ["/in/site/", "/public/", "/resources/_gen/"]
    assert "public" not in found.suffixes


@pytest.mark.parametrize(("name", "marks", "outputs"), BUILDERS, ids=[name for name, _, _ in BUILDERS])
def test_every_builder_is_seen_by_each_of_its_files(
    name: str, marks: tuple[str, ...], outputs: tuple[str, ...], tmp_path: Path
) -> None:
    for number, mark in enumerate(marks):
        path = tmp_path / f"sites/{number}" / mark
        path.parent.mkdir(parents=True)
        path.touch()
    seen = [(found.folder, found.outputs) for found in builders_in(str(tmp_path)) if found.name == name]
    expected = [(f"sites/{n}", [f"/sites/{n}/{each}" for each in outputs]) for n in range(len(marks))]
    assert [each for each in seen if each in expected] == expected
    assert all(output.endswith("/") for output in outputs)


def test_builders_are_not_looked_for_everywhere(tmp_path: Path) -> None:
    for folder in ("a/b/c", "node_modules", "vendor", ".cache"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "book.toml").touch()
    assert builders_in(str(tmp_path)) == []


def test_a_shop_is_told_by_its_words(look) -> None:
    found = look(**{f"shop/{number}.md": SHOP for number in range(4)}, **{"about.md": NEWS})
    assert found.contexts == {"shop": {"commercial": 4}}
    assert found.context() == "commercial"
    assert found.context_by_folder() == {"shop": "commercial"}


def test_a_mixed_site_has_no_context_of_its_own() -> None:
    found = Survey()
    found.contexts = {
        "shop": {"commercial": 4},
        "news": {"public-health": 3},
        "few": {"commercial": 2},
        "": {"commercial": 9},
    }
    assert found.context() == "commercial"
    found.contexts[""] = {"public-health": 9}
    assert found.context() == ""
    assert found.context_by_folder() == {"news": "public-health", "shop": "commercial"}


def test_topics_that_many_pages_name(look) -> None:
    pages = {f"{number}.md": "# Kratom\n\nKratom is a plant.\n" for number in range(3)}
    found = look(**pages, **{"a.md": "# Turmeric\n\nTurmeric is a root.\n"})
    assert found.topics == [("kratom", 3)]


def test_a_page_that_cannot_be_read_is_told(look, tmp_path: Path) -> None:
    (tmp_path / "broken.md").write_bytes(b"\xff\xfe\x00")
    found = look(**{"a.md": NEWS})
    assert found.read == 1
    ((label, reason),) = found.unread
    assert label.endswith("broken.md")
    assert reason


def test_of_many_pages_a_sample_is_read(look) -> None:
    found = look(**{f"{number:03}.md": NEWS for number in range(150)})
    assert (found.pages, found.read) == (150, 60)
