"""Words that a rule lets pass wherever they overlap its match."""

from __future__ import annotations

from healthlint.matching.matcher import Hit
from healthlint.matching.page import Page


def exempt(page: Page, index: int, hit: Hit) -> str:
    """Why the match `hit` of sentence `index` is exempt from its rule; "" where it is not."""
    other = page.exception(index, hit)
    return f"exempt: “{page.words_of(index, other.start, other.end)}”" if other is not None else ""
