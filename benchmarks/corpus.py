"""The files that are measured: generated, always the same, and varied enough that no sentence comes back on a site.

Markdown pages of 6 KB with front matter, headings, lists, tables, links, emphasis and quotations; pages dense with
claims; pages in several versions; and one long text.
"""

from __future__ import annotations

import os
import random
import re

from benchmarks.vocabulary import CAREFUL, HEADINGS, NEUTRAL_SHOP, PROMOTIONAL, SLOTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

SIZE = 6_000
"""Bytes of a page, about."""

_PARTS = re.compile(r"<(\w+)>|\[([^\]]*<[^\]]*|, [^\]]*)\]")
_SHOPS = 5
"""One page in so many is a shop's."""

VERSIONS = 4
"""Versions of a site that keeps them side by side, as manuals do."""

_SOLD = 0.09
"""Sentences of a shop's page that make claims."""

_SLIPS = 0.01
"""Sentences of any other page that do."""


class Writer:
    """Writes sentences; `seed` decides which."""

    def __init__(self, seed: int | str) -> None:
        self._chance = random.Random(seed)

    def chance(self, share: float) -> bool:
        """True in this share of all cases."""
        return self._chance.random() < share

    def number(self, least: int, most: int) -> int:
        """A whole number from `least` to `most`."""
        return self._chance.randint(least, most)

    def fill(self, pattern: str) -> str:
        """A pattern with its slots filled."""
        return _PARTS.sub(self._part, pattern)

    def _part(self, found: re.Match[str]) -> str:
        slot, optional = found.groups()
        if slot:
            return self.fill(self._chance.choice(SLOTS[slot]))
        return self.fill(optional) if self._chance.random() < 0.5 else ""

    def sentence(self, patterns: Sequence[str]) -> str:
        """One sentence that follows one of some patterns."""
        text = self.fill(self._chance.choice(patterns))
        return text[0].upper() + text[1:]

    def marked(self, text: str) -> str:
        """A sentence, now and then with a link or emphasis in it."""
        words = text.split(" ")
        if len(words) < 6 or not self.chance(0.25):
            return text
        at = self.number(1, len(words) - 4)
        inside = " ".join(words[at : at + 2])
        if any(mark in inside for mark in "[]“”():;"):
            return text
        target = "-".join(re.findall(r"[a-z]+", inside.lower())) or "more"
        form = self._chance.choice(
            ("*{}*", "**{}**", f"[{{}}](/guide/{target}/)", f"[{{}}](https://example.org/{target})")
        )
        return " ".join([*words[:at], form.format(inside), *words[at + 2 :]])


class _Page:
    """A page while it is written."""

    def __init__(self, writer: Writer, shop: bool, sold: float) -> None:
        self._writer = writer
        self._plain = (*NEUTRAL_SHOP, *CAREFUL[:12]) if shop else CAREFUL
        self._sold = sold
        self.blocks: list[str] = []

    def sentence(self) -> str:
        patterns = PROMOTIONAL if self._writer.chance(self._sold) else self._plain
        return self._writer.marked(self._writer.sentence(patterns))

    def begin(self, number: int) -> None:
        """Front matter, title and opening."""
        writer = self._writer
        title = writer.sentence(HEADINGS)
        date = f"{writer.number(2015, 2025)}-{writer.number(1, 12):02}-{writer.number(1, 28):02}"
        front = [
            f'title: "{title}"',
            f"date: {date}",
            f"slug: page-{number}",
            f'description: "{writer.sentence(CAREFUL)}"',
        ]
        self.blocks += ["---\n" + "\n".join(front) + "\n---", f"# {title}", self.paragraph()]

    def paragraph(self) -> str:
        sentences = [self.sentence() for _ in range(self._writer.number(2, 6))]
        # Some pages are wrapped by hand.
        return ("\n" if self._writer.chance(0.2) else " ").join(sentences)

    def items(self) -> str:
        numbered = self._writer.chance(0.3)
        marks = [f"{number}." if numbered else "-" for number in range(1, self._writer.number(3, 6) + 1)]
        return "\n".join(f"{mark} {self.sentence()}" for mark in marks)

    def table(self) -> str:
        rows = ["| what | when | who |", "|---|---|---|"]
        rows += [self._writer.fill("| <test> | <when> | <person> |") for _ in range(self._writer.number(2, 6))]
        return "\n".join(rows)

    def block(self) -> None:
        """One more block of some kind."""
        writer = self._writer
        if writer.chance(0.18):
            self.blocks.append(("## " if writer.chance(0.7) else "### ") + writer.sentence(HEADINGS))
            self.blocks.append(self.paragraph())
        elif writer.chance(0.2):
            self.blocks.append(self.items())
        elif writer.chance(0.06):
            self.blocks.append(self.table())
        elif writer.chance(0.06):
            self.blocks.append(f"> {self.sentence()}")
        elif writer.chance(0.03):
            self.blocks.append("```\n" + writer.fill("open <small>:<bigger>\nclosed <weekday>") + "\n```")
        else:
            self.blocks.append(self.paragraph())


def page(number: int, dense: bool = False) -> str:
    """The Markdown page of this number. A `dense` one makes a claim in every other sentence."""
    made = _Page(Writer(f"page {number} {dense}"), dense or number % _SHOPS == 0, _share(number, dense))
    made.begin(number)
    size = sum(map(len, made.blocks))
    while size < SIZE:
        before = len(made.blocks)
        made.block()
        size += sum(len(block) + 2 for block in made.blocks[before:])
    return "\n\n".join(made.blocks) + "\n"


def version(number: int, pages: int) -> str:
    """The page of this number of a site that keeps all its versions, `pages` pages each, one behind the other: from one
    version to the next the date and a paragraph of a page change.
    """
    writer = Writer(f"version {number}")
    blocks = page(number % pages).split("\n\n")
    blocks[0] = re.sub("date: .*", f"date: {2020 + number // pages}-01-01", blocks[0])
    changed = writer.number(2, len(blocks) - 1)
    blocks[changed] = _Page(writer, shop=False, sold=_SLIPS).paragraph()
    return "\n\n".join(blocks)


def _share(number: int, dense: bool) -> float:
    if dense:
        return 0.5
    return _SOLD if number % _SHOPS == 0 else _SLIPS


def text(size: int) -> str:
    """One plain text of about `size` bytes: paragraphs between blank lines."""
    made = _Page(Writer(f"text {size}"), False, _SLIPS)
    paragraphs: list[str] = []
    length = 0
    while length < size:
        paragraphs.append(made.paragraph())
        length += len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs) + "\n"


def write_pages(folder: str, count: int, dense: bool = False) -> None:
    """Write `count` pages into a folder, a hundred to each folder below it, as page00000.md and so on."""
    for number in range(count):
        below = os.path.join(folder, f"part{number // 100:03}")
        os.makedirs(below, exist_ok=True)
        write(os.path.join(below, f"page{number:05}.md"), page(number, dense))


def write_versions(folder: str, count: int) -> None:
    """Write `count` pages into a folder, each of VERSIONS versions of a site in a folder of its own, in which the pages
    have the same names.
    """
    pages = -(-count // VERSIONS)
    for number in range(count):
        below = os.path.join(folder, f"version{number // pages}")
        os.makedirs(below, exist_ok=True)
        write(os.path.join(below, f"page{number % pages:05}.md"), version(number, pages))


def write(path: str, content: str) -> None:
    """Write a text as UTF-8, with plain line feeds everywhere."""
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(content)
