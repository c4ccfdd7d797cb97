"""Words that a rule lets pass wherever they overlap its match."""

from __future__ import annotations

from healthlint.language.program import EXCEPTION
from healthlint.matching.matcher import Hit
from healthlint.matching.page import Page


def exempt(page: Page, index: int, hit: Hit, rule: int) -> str:
    """Why the match `hit` of sentence `index` is exempt from the rule numbered `rule`; "" where it is not."""
    patterns = page.program.patterns
    for other in page.sentences[index].cued():
        pattern = patterns[other.pattern]
        if pattern.owner == EXCEPTION and pattern.index == rule and other.start < hit.end and hit.start < other.end:
            return f"exempt: “{page.words(other.start, other.end)}”"
    return ""
