"""An entry of a baseline: one accepted finding, as a value."""

from __future__ import annotations

from healthlint.finding import SEVERITIES
from healthlint.fingerprint import identity_of, is_of_page, with_ordinal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from healthlint.finding import Finding

MOST_WORDS = 120
"""Code points of a match that an entry shows."""


class Entry:
    """One accepted finding.

    `path` is relative to the folder of the baseline, with "/" between its parts. `rule`, `fingerprint` and `severity`
    are those of the finding when it was accepted, on the day `since` (YYYY-MM-DD). `words` are for who reads the file:
    nothing is matched by them.
    """

    __slots__ = ("fingerprint", "path", "rule", "severity", "since", "words")

    def __init__(self, path: str, rule: str, fingerprint: str, severity: str, since: str, words: str) -> None:
        self.path = path
        self.rule = rule
        self.fingerprint = fingerprint
        self.severity = severity
        self.since = since
        self.words = words

    def __repr__(self) -> str:
        return f"Entry({self.path!r}, {self.rule!r}, {self.fingerprint!r}, {self.severity!r})"

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it different from every other entry, and its place among them."""
        return self.path, self.rule, self.fingerprint

    @property
    def identity(self) -> tuple[str, str]:
        """What it has in common with the findings that it can hold back."""
        return self.rule, identity_of(self.fingerprint)

    @property
    def rank(self) -> int:
        """Its severity as a number, 0 the gravest."""
        return SEVERITIES.index(self.severity)

    def at(self, path: str) -> Entry:
        """The same, for a file that is called `path` now."""
        return Entry(path, self.rule, self.fingerprint, self.severity, self.since, self.words)


def accept(path: str, finding: Finding, day: str) -> Entry:
    """The entry that holds a finding in the file `path` back from now on."""
    words = finding.pattern if is_of_page(finding) else " ".join(finding.match.split())
    if len(words) > MOST_WORDS:
        words = f"{words[: MOST_WORDS - 1]}…"
    return Entry(path, finding.rule.id, finding.fingerprint, finding.severity, day, words)


def settled(entries: Iterable[Entry]) -> list[Entry]:
    """Entries in their order, those of equal findings numbered anew from 0, the oldest and gravest first."""
    result: list[Entry] = []
    numbers: dict[tuple[str, str, str], int] = {}
    for entry in sorted(entries, key=lambda each: (each.path, *each.identity, each.since, each.rank)):
        rule, identity = entry.identity
        number = numbers.get((entry.path, rule, identity), 0)
        numbers[entry.path, rule, identity] = number + 1
        fingerprint = with_ordinal(identity, number)
        result.append(Entry(entry.path, rule, fingerprint, entry.severity, entry.since, entry.words))
    return result
