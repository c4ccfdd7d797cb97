"""Regular expressions of rules, a sentence at a time and within a time limit.

Only programs with `regex:` patterns import the regex engine.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from healthlint.finding import Problem
from healthlint.matching.matcher import Hit
from healthlint.matching.page import Page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

SECONDS = 1.0
"""Time for one expression in one sentence; a longer search is stopped and told as a problem."""


def regex_hits(page: Page, index: int, problems: list[Problem]) -> Iterator[Hit]:
    """The matches of the program's regular expressions in sentence `index`, widened to whole words."""
    if not page.program.regexes:
        return
    sentence, text = page.sentences[index], page.text
    start, end = text.starts[sentence.first], text.ends[sentence.last - 1]
    for pattern, expression in page.program.regexes:
        try:
            for found in _compiled(expression).finditer(page.document.prose, start, end, timeout=SECONDS):
                first = bisect_right(text.ends, found.start(), sentence.first, sentence.last)
                last = bisect_left(text.starts, found.end(), sentence.first, sentence.last)
                if first < last:
                    yield Hit(pattern, first, last, ())
        except TimeoutError:
            line = page.document.lines.position(page.span(sentence.first, sentence.last)[0])[0]
            message = f"the expression `{expression}` took longer than {SECONDS:g} s here and was stopped"
            problems.append(Problem(message, line))


def _compiled(expression: str) -> Any:
    import regex  # kept out of runs without regular expressions; it caches what it compiled

    return regex.compile(expression, regex.IGNORECASE)
