"""Writes a site such as grows over ten years: pages in several formats, most of them careful, many of them not.

    python examples/old_site.py FOLDER [PAGES]

The same number of pages is always the same site. Nothing here needs healthlint.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

PLACES = ("blog", "guides", "shop", "faq")
HERBS = ("kratom", "CBD oil", "turmeric", "ashwagandha", "elderberry syrup", "kava")
AILMENTS = ("insomnia", "arthritis", "anxiety", "migraine", "high blood pressure", "eczema")
CAREFUL = (
    "There is no evidence that {herb} treats {ailment}.",
    "Talk to your doctor or pharmacist before you take {herb}.",
    "The harvest of {herb} starts in spring and ends with the first rain.",
    "Whoever has {ailment} should see a doctor.",
    "We visited a farm where {herb} is dried in the shade.",
    "A small trial compared {herb} with a placebo and found no difference.",
    "Store {herb} in a dry place, away from children.",
    "People have asked us whether {herb} helps with {ailment}; nobody knows.",
)
CLAIMS = (
    "Our {herb} cures {ailment}.",
    "{Herb} relieves {ailment} without side effects.",
    "It is clinically proven that {herb} beats {ailment}.",
    "Thousands have overcome {ailment} thanks to our {herb}.",
)


class Page:
    """What one page says: its title, its paragraphs, and whether it sells something."""

    def __init__(self, number: int) -> None:
        chance = random.Random(number)
        self.number = number
        self.place = chance.choice(PLACES)
        self.herb, self.ailment = chance.choice(HERBS), chance.choice(AILMENTS)
        self.title = f"{self.herb[:1].upper()}{self.herb[1:]}, part {number}"
        risky = chance.random() < 0.25
        self.paragraphs = [
            " ".join(
                self._say(chance.choice(CLAIMS if risky and chance.random() < 0.2 else CAREFUL))
                for _ in range(chance.randint(2, 5))
            )
            for _ in range(chance.randint(4, 10))
        ]

    def _say(self, sentence: str) -> str:
        herb = self.herb[:1].upper() + self.herb[1:]
        return sentence.format(herb=self.herb, Herb=herb, ailment=self.ailment)

    def markdown(self) -> str:
        """The page with front matter."""
        lines = ["---", f"title: {self.title}", f"type: {self.place}", "---", "", f"# {self.title}"]
        for number, paragraph in enumerate(self.paragraphs):
            lines += ["", f"## Section {number // 3 + 1}"] if number % 3 == 0 else []
            lines += ["", paragraph]
        return "\n".join((*lines, ""))

    def html(self) -> str:
        """The page as a browser gets it."""
        body = "\n".join(f"<p>{paragraph}</p>" for paragraph in self.paragraphs)
        head = f'<meta charset="utf-8">\n<title>{self.title}</title>'
        return (
            f'<!doctype html>\n<html lang="en">\n<head>\n{head}\n</head>\n<body>\n<main>\n'
            f"<h1>{self.title}</h1>\n{body}\n</main>\n</body>\n</html>\n"
        )

    def text(self) -> str:
        """The page as a plain file, its lines wrapped."""
        return "\n\n".join([self.title, *(paragraph.replace(". ", ".\n") for paragraph in self.paragraphs), ""])


def write_site(folder: Path, pages: int) -> None:
    """Write that many pages below a folder."""
    for number in range(pages):
        page = Page(number)
        suffix, text = ((".html", page.html()), (".txt", page.text()))[number % 2] if number % 20 < 2 else ("", "")
        path = folder / page.place / f"{number // 100:02d}" / f"page-{number:04d}{suffix or '.md'}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((text or page.markdown()).encode())


if __name__ == "__main__":
    write_site(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3_000)
