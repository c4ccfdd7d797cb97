"""A suppression as it was written: a keyword, rules, a reason, and what is wrong with it. Knows no notation and no
finding.
"""

from __future__ import annotations

import re

NEXT_LINE, PASSAGE, END, FILE = "ignore-next-line", "ignore", "ignore-end", "ignore-file"
FRONT_MATTER = "front matter"
"""In place of a keyword: an entry of front matter, which holds for the file."""

KEYWORDS = (NEXT_LINE, PASSAGE, END, FILE)
"""What can stand behind `healthlint:` in a comment."""

MISTAKES = ("unknown-rule", "without-reason", "malformed", "unused", "unclosed", "expired")
"""What rules of kind `directive` find."""

MOST_FAULTS = 50
"""Faults of one directive that are kept, each; the others are counted: a directive may be a megabyte long."""

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Fault:
    """What is wrong with a directive: one of MISTAKES, the words at fault, details, and where (source offsets)."""

    __slots__ = ("details", "end", "mistake", "start", "words")

    def __init__(self, mistake: str, start: int, end: int, words: str = "", details: str = "") -> None:
        self.mistake = mistake
        self.start = start
        self.end = end
        self.words = words
        self.details = details


class Directive:
    """A suppression that somebody wrote at source[start:end].

    `keyword` is one of KEYWORDS, FRONT_MATTER, or "" where it could not be read. `rules` maps each rule that it names
    to its place. `words` is what the sentence must keep (`for`), `until` the last day on which it holds. `below` is the
    span of the next line where those of the source don't tell it. What has `faults` suppresses nothing; `untold` is how
    many it has beyond those.
    """

    __slots__ = ("below", "by", "end", "faults", "keyword", "reason", "rules", "start", "until", "untold", "words")

    def __init__(self, keyword: str, start: int, end: int) -> None:
        self.keyword = keyword
        self.start = start
        self.end = end
        self.rules: dict[str, tuple[int, int]] = {}
        self.reason = ""
        self.by = ""
        self.until = ""
        self.words = ""
        self.below: tuple[int, int] | None = None
        self.faults: list[Fault] = []
        self.untold = 0

    def blame(self, mistake: str, words: str = "", details: str = "", place: tuple[int, int] | None = None) -> None:
        """Keep a fault, at `place` or at the directive as a whole."""
        if len(self.faults) == MOST_FAULTS:
            self.untold += 1
            return
        self.faults.append(Fault(mistake, *(place or (self.start, self.end)), words, details))

    def take(self, name: str, value: str, place: tuple[int, int]) -> None:
        """Take in the attribute `name`, one of ATTRIBUTES, written at `place`."""
        value = " ".join(value.split())
        if name == "until" and not is_day(value):
            self.blame("malformed", value, f"`{value}` is no day: write until=YYYY-MM-DD", place)
        elif not value and name != "reason":
            self.blame("malformed", name, f"`{name}` has no value: give it one, or leave it out", place)
        else:
            setattr(self, ATTRIBUTES[name], value)

    def settle(self) -> None:
        """Say what is missing, when all of it is read."""
        if not self.rules and not self.faults:
            self.blame("malformed", details="it names no rule: write the id of the rule behind the keyword")
        if not self.reason and not any(fault.mistake == "malformed" for fault in self.faults):
            self.blame("without-reason")


ATTRIBUTES = {"reason": "reason", "by": "by", "until": "until", "for": "words"}
"""The attributes of a suppression, each with the field that holds it."""


def is_day(text: str) -> bool:
    """Whether `text` is a day of the calendar, written YYYY-MM-DD."""
    found = _DAY.fullmatch(text)
    if found is None:
        return False
    year, month, day = map(int, found.groups())
    if not (year and 1 <= month <= 12):
        return False
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 1 <= day <= _MONTHS[month - 1] + leap


def nearest(word: str, names: list[str]) -> str:
    """`: did you mean …?` for a word that is close to one of `names`, else ""."""
    from difflib import get_close_matches  # slow to import, and only a mistake needs it

    close = get_close_matches(word[:60], names, 1, 0.65)
    return f": did you mean `{close[0]}`?" if close else ""
