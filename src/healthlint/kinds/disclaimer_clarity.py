"""Whether a disclaimer can be understood: the score of the sentences that hold it against a limit. Knows no state."""

from __future__ import annotations

from healthlint.kinds.disclaimer_place import Occurrence
from healthlint.matching.page import Page
from healthlint.readability import measure
from healthlint.rule import Rule

FEWEST = 20
"""Words below which a score says nothing: three long words make the highest grade."""


def difficulty(page: Page, rule: Rule, found: Occurrence) -> str:
    """What is too hard about the sentences of a disclaimer, "" where the rule sets no limit, where they keep within it
    (`metric`, `at-most`, `at-least`), or are too short to be measured.
    """
    limit = rule.options.get("readability")
    if not isinstance(limit, dict):
        return ""
    sentences = map(page.sentences.__getitem__, range(found.first, found.last + 1))
    scores = measure(page.words(sentence.first, sentence.last) for sentence in sentences).as_dict()
    if not scores or scores["words"] < FEWEST:
        return ""
    metric, value = limit["metric"], scores[limit["metric"]]
    most, least = limit.get("at-most", value), limit.get("at-least", value)
    if least <= value <= most:
        return ""
    bound = most if value > most else least
    return f"its {metric.replace('_', ' ')} is {value:.1f}, the limit is {bound:g}"
