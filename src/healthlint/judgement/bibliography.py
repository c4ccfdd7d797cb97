"""Which regions are entries of a bibliography: titles of other people's work, no statements of the page."""

from __future__ import annotations

import re

from healthlint.matching.page import Page

_HEADINGS = frozenset(
    (
        "references",
        "reference list",
        "bibliography",
        "works cited",
        "citations",
        "literature",
        "literature cited",
        "selected references",
        "selected bibliography",
        "further reading",
        "footnotes",
        "endnotes",
        "notes and references",
    )
)
_NAME = r"\w[\w'\u2019-]+"
# Compiled where a region with a year and one of the signs of a volume first asks for them.
_AUTHORS = (
    r"\W*(?:\d{1,3}[.)\]]?\s+)?"  # the number of the entry
    r"(?:(?:de|van|von|der|den|la|le|di|da) )*"
    rf"{_NAME}(?:[ -]{_NAME})? [A-Z]{{1,3}}(?:[,.:;]| and | et al)"
)
_VOLUME = (
    r"(?i)\b(?:19|20)\d\d\b.{0,40}?\b\d{1,4} ?(?:\(\w{1,9}\))? ?: ?[A-Za-z]?\d"  # 2019; 12 (3): 45
    r"|\d{1,4} ?\(\w{1,9}\) ?: ?[A-Za-z]?\d"  # 12 (3): 45
    r"|\bdoi\b|PMID|PUBMED|\bet al\b"
)
_SIGNS = ("doi", "pmid", "pubmed", "et al")
_YEAR = r"\b(?:19|20)\d\d\b"
_START = 200
"""Code points of a region that its list of authors begins in."""


def is_reference(page: Page, region: int) -> bool:
    """Whether the region stands under a heading such as "References" or reads like "Author AB, Author CD: Title.
    Journal 12 (3): 45-9, 2019".
    """
    key = ("reference", region)
    known = page.memory.get(key)
    if known is None:
        known = page.memory[key] = _is_reference(page, region)
    return known is True


def _is_reference(page: Page, region: int) -> bool:
    regions, prose = page.document.regions, page.document.prose
    here = regions[region]
    if here.heading >= 0:
        above = regions[here.heading]
        if prose[above.start : above.end].strip(" \t\n:.").casefold() in _HEADINGS:
            return True
    words = prose[here.start : here.end]
    if "19" not in words and "20" not in words:
        return False
    folded = words.casefold()
    if ":" not in words and not any(sign in folded for sign in _SIGNS):
        return False
    return (
        re.match(_AUTHORS, words[:_START]) is not None
        and re.search(_YEAR, words) is not None
        and re.search(_VOLUME, words) is not None
    )
