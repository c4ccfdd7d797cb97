"""The words that take a term's place by machine: in its case, with the right article in front, or none at all.

Knows English and the words of a page, nothing of rules.
"""

from __future__ import annotations

from healthlint.finding import Fix
from healthlint.matching.page import Page

_POSSESSIVE = ("'", "\u2019", "'s", "\u2019s", "'S", "\u2019S")
_ARTICLES = {"a": "an", "an": "a"}
_LEAST_TITLE = 4  # letters from which a word in the middle of a title is written large


def replacement(page: Page, start: int, end: int, use: str) -> Fix | None:
    """The fix that writes `use` for the tokens `start` to `end` (exclusive), and turns "a" in front into "an" or back.

    None where something other than plain words stands in the source, where the term is a possessive, and where nobody
    can say which article is right.
    """
    words = page.words(start, end)
    low, high = page.span(start, end)
    source = page.document.text
    if source[low:high].split() != words.split() or words.endswith(_POSSESSIVE):
        return None
    text = _like(words, use)
    article = page.text.keys[start - 1] if start else ""
    if article not in _ARTICLES or page.span(start - 1, start)[1] >= low:
        return Fix(low, high, text)
    right = _article(use)
    if right == article:
        return Fix(low, high, text)
    before, after = page.span(start - 1, start)
    gap = source[after:low]
    if not right or source[before:after].lower() != article or gap.strip():
        return None
    return Fix(before, high, f"{_article_like(source[before:after], words, right)}{gap}{text}")


def _like(words: str, use: str) -> str:
    """`use` in the case of the words: ALL LARGE, Every Word Large, First letter large, or as it is."""
    parts = words.split()
    if words.isupper() and len(words) > 1:
        return use.upper()
    if len(parts) > 1 and all(part[:1].isupper() for part in parts):
        return " ".join(
            word[:1].upper() + word[1:] if len(word) >= _LEAST_TITLE or not at else word
            for at, word in enumerate(use.split())
        )
    return use[:1].upper() + use[1:] if words[:1].isupper() else use


def _article(use: str) -> str:
    """The indefinite article in front of some words, "" where their letters do not tell."""
    word = use.split(maxsplit=1)[0]
    if not word.isalpha() or not word.islower() or word[0] in "hu" or word.startswith(("eu", "ew", "on")):
        return ""
    return "an" if word[0] in "aeio" else "a"


def _article_like(old: str, words: str, right: str) -> str:
    if old.isupper() and (len(old) > 1 or words.isupper()):
        return right.upper() if words.isupper() else right.capitalize()
    return right.capitalize() if old[:1].isupper() else right
