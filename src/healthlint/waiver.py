"""What a suppression says and what came of it, as values. How it is written and judged is known in `suppression`."""

from __future__ import annotations


class Waiver:
    """What a suppression says of one rule, and what came of it.

    `directive` is how it was written (`ignore-next-line`, `ignore`, `ignore-file`, `front matter`), at the source span
    `start` to `end`, which begins on the 1-based `line`. `rule` is "" where it names none. `until` is the last day on
    which it holds, as YYYY-MM-DD, `words` what the sentence of a finding must keep; both, like `by`, are "" where
    nothing is said. `state` is one of WAIVER_STATES, `held` how many findings it holds back.
    """

    __slots__ = ("by", "directive", "end", "held", "line", "reason", "rule", "start", "state", "until", "words")

    def __init__(
        self,
        directive: str,
        rule: str,
        reason: str,
        by: str,
        until: str,
        words: str,
        start: int,
        end: int,
        line: int,
    ) -> None:
        self.directive = directive
        self.rule = rule
        self.reason = reason
        self.by = by
        self.until = until
        self.words = words
        self.start = start
        self.end = end
        self.line = line
        self.state = "unused"
        self.held = 0

    def __repr__(self) -> str:
        return f"Waiver({self.directive!r}, {self.rule!r}, line {self.line}, {self.state!r})"


WAIVER_STATES = ("in-use", "unused", "expired", "words-changed", "not-judged", "broken")
"""What becomes of a waiver: it holds findings back; none; no more since its day; none since the words changed; its rule
did not run on the page; something is wrong with it.
"""
