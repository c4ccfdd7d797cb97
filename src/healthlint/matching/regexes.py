"""Regular expressions of rules, a sentence at a time and within a time limit.

Only programs with `regex:` patterns import the regex engine.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from healthlint.matching.matcher import Hit
from healthlint.matching.page import Page
from healthlint.report import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

SECONDS = 1.0
"""Time for one expression in one sentence; a longer search is stopped and told as a problem."""


def regex_hits(page: Page, index: int, idle: set[int], problems: list[Problem]) -> Iterator[Hit]:
    """The matches of the program's regular expressions in sentence `index`, widened to whole words.

    `idle` are the patterns to leave out; one that takes too long is told as a problem and joins them.
    """
    if not page.program.regexes:
        return
    sentence, text = page.sentences[index], page.text
    start = text.starts[sentence.first]
    words = page.document.prose[start : text.ends[sentence.last - 1]]
    for pattern, expression in page.program.regexes:
        if pattern in idle:
            continue
        try:
            for found in _compiled(expression).finditer(words, timeout=SECONDS):
                first = bisect_right(text.ends, start + found.start(), sentence.first, sentence.last)
                last = bisect_left(text.starts, start + found.end(), sentence.first, sentence.last)
                if first < last:
                    yield Hit(pattern, first - sentence.first, last - sentence.first, ())
        except TimeoutError:
            idle.add(pattern)
            line = page.document.lines.position(page.span(sentence.first, sentence.last)[0])[0]
            message = f"the expression `{expression}` took longer than {SECONDS:g} s here; from here on it was left out"
            problems.append(Problem(message, line))


def _compiled(expression: str) -> Any:
    import regex  # kept out of runs without regular expressions; it caches what it compiled

    return regex.compile(expression, regex.IGNORECASE)
