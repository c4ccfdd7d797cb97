"""What the pages of the documentation link to and list is there, and all of it."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from documentation.pages import GUIDES, PAGES, ROOT, Block, anchors, blocks, first_column, links
from healthlint import config
from healthlint.cli import commands
from healthlint.cli.optional import joined
from healthlint.output import OUTPUTS
from healthlint.readers import READERS


def relative(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def test_links_lead_somewhere() -> None:
    broken = []
    known: dict[Path, set[str]] = {}
    for page in PAGES:
        for link in links(page):
            path, _, anchor = link.partition("#")
            if re.match(r"[a-z]+:", path):
                continue
            target = (page.parent / path).resolve() if path else page
            if not target.exists():
                broken.append(f"{relative(page)}: {link}: no such file")
            elif anchor and anchor not in known.setdefault(target, anchors(target)):
                broken.append(f"{relative(page)}: {link}: no such heading")
    assert broken == []


def test_the_readme_leads_to_every_page() -> None:
    linked = {link.partition("#")[0] for link in links(ROOT / "README.md")}
    assert [relative(page) for page in GUIDES if page.parent.name == "docs" and relative(page) not in linked] == []


COMMAND = re.compile(r"^(?:\$ |exec |run: |- run: |- )?(healthlint [^|;<>&#\n]*)", re.MULTILINE)
CALLS = [
    pytest.param(call.strip(), id=f"{block.place}-{call.strip()}")
    for page in GUIDES
    for block in blocks(page)
    for call in COMMAND.findall(block.text)
    if block.language in ("", "console", "sh", "yaml")
]


def test_calls_were_found() -> None:
    assert len(CALLS) > 50


@pytest.mark.parametrize("call", CALLS)
def test_a_call_that_is_shown_can_be_made(call: str) -> None:
    done: list[str] = []

    def note(each: Any) -> int:
        done.append(each.command)
        return 0

    argv = shlex.split(call)[1:]
    assert commands.run(joined(argv) if "--diff" in argv else argv, note) == 0
    assert len(done) == 1


YAML = [pytest.param(block, id=block.place) for page in GUIDES for block in blocks(page) if block.language == "yaml"]
CONFIGURATIONS = [each for each in YAML if re.match(r"docs/(configuration|getting-started|profiles)\.md", each.id)]


@pytest.mark.parametrize("block", YAML)
def test_yaml_can_be_read(block: Block) -> None:
    assert any(isinstance(value, (dict, list)) for value in yaml.safe_load_all(block.text))


@pytest.mark.parametrize("block", CONFIGURATIONS)
def test_configurations_are_right(block: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "house/shared").mkdir(parents=True)
    for name in ("base", "claims", "tea", "shared/a"):
        (tmp_path / f"house/{name}.yaml").write_text("")
    monkeypatch.chdir(tmp_path)
    text = re.sub(r"\b[0-9a-f]{4}…", "a" * 64, block.text)
    text = re.sub(r"^.*package:.*\n", "", text, flags=re.MULTILINE)
    Path(".healthlint.yaml").write_text(text, encoding="utf-8")
    assert set(yaml.safe_load(text)) == set(config.load().places)


@pytest.mark.parametrize(
    ("page", "heading", "names"),
    [
        ("docs/output.md", "format", list(OUTPUTS)),
        ("docs/topics.md", "file", sorted(path.stem for path in (ROOT / "rulesets/topics").glob("*.yaml"))),
        ("docs/hooks.md", "hook", [hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())]),
        ("docs/ci.md", "input", list(yaml.safe_load((ROOT / "action.yml").read_text())["inputs"])),
        ("docs/formats.md", "format", sorted(READERS)),
    ],
)  # fmt: skip
def test_tables_name_all_that_there_is(page: str, heading: str, names: list[str]) -> None:
    if page == "docs/formats.md":
        table = (ROOT / page).read_text(encoding="utf-8").partition("| format | suffixes |")[2].partition("\n\n")[0]
        cells = [table]
    else:
        cells = first_column(page, heading)
    assert sorted(re.findall(r"`([^`]+)`", "\n".join(cells))) == sorted(names)


def test_the_glossary_is_in_order_and_says_nothing_twice() -> None:
    words = first_column("docs/glossary.md", "word")
    assert words == sorted(set(words), key=str.lower)
