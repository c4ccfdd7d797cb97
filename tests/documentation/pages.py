"""The pages of the documentation as the tests see them: their links, headings and fenced blocks."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

ROOT = Path(__file__).parents[2]
GUIDES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])
"""The pages that people write."""
PAGES = sorted([*GUIDES, ROOT / "ARCHITECTURE.md", ROOT / "CHANGELOG.md", *(ROOT / "docs/rules").glob("*.md")])
"""And those that link to each other."""

_BLOCK = re.compile(r"^(?P<indent> *)```(?P<language>[\w-]*)\n(?P<text>.*?)^ *```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ +(.*)$", re.MULTILINE)


class Block:
    """A fenced block: where it stands, its language ("" for none) and its text, not indented."""

    def __init__(self, page: Path, found: re.Match[str]) -> None:
        line = found.string.count("\n", 0, found.start()) + 1
        self.place = f"{page.relative_to(ROOT).as_posix()}:{line}"
        self.page = page.relative_to(ROOT).as_posix()
        self.language = found["language"]
        self.text = textwrap.dedent(found["text"])


def blocks(page: Path) -> list[Block]:
    """The fenced blocks of a page in their order."""
    return [Block(page, found) for found in _BLOCK.finditer(page.read_text(encoding="utf-8"))]


def links(page: Path) -> list[str]:
    """Where the links of a page lead to."""
    return _LINK.findall(_CODE.sub("", _BLOCK.sub("", page.read_text(encoding="utf-8"))))


def anchors(page: Path) -> set[str]:
    """The names by which links reach the headings of a page, as GitHub makes them."""
    headings = _HEADING.findall(_BLOCK.sub("", page.read_text(encoding="utf-8")))
    texts = [re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower() for heading in headings]
    return {re.sub(r"[^\w\- ]", "", text).replace(" ", "-") for text in texts}


def first_column(page: str, heading: str) -> list[str]:
    """The cells of the first column of the first table that has `heading` above that column, in their order."""
    text = (ROOT / page).read_text(encoding="utf-8")
    table = text.partition(f"\n| {heading} |")[2].partition("\n\n")[0].rstrip()
    return [line.split(" | ")[0].removeprefix("| ") for line in table.split("\n")[2:]]
