"""What a rule found, as plain values. How they look is decided in `output`, what holds them is `report`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.rule import Rule
    from healthlint.waiver import Waiver

SEVERITIES = ("error", "warning", "info")
"""Harm if the finding is true, gravest first."""

CONFIDENCES = ("high", "medium", "low")
"""How sure healthlint is, surest first."""

STANCES = ("affirmed", "hedged", "negated", "questioned", "attributed", "hypothetical", "warned-against")
"""How a sentence takes up what it says."""

DISPOSITIONS = ("active", "suppressed", "baselined", "unchanged", "let-go")
"""What became of a finding. None is ever deleted; only active ones count for the verdict."""

ASIDE = ("suppressed", "baselined", "unchanged")
"""The dispositions of findings that somebody set aside, in contrast to those that were let go by judgement."""


class Place:
    """Where a span stands in the source: 1-based lines and columns (code points), the end column exclusive.

    `byte_column` and `end_byte_column` count the bytes of the line in UTF-8, whatever the encoding of the file.
    """

    __slots__ = ("byte_column", "column", "end_byte_column", "end_column", "end_line", "line")

    def __init__(self, line: int = 1, column: int = 1, end_line: int = 1, end_column: int = 1) -> None:
        self.line = line
        self.column = column
        self.end_line = end_line
        self.end_column = end_column
        self.byte_column = column
        self.end_byte_column = end_column


class Line:
    """A line of the source that a finding stands on, for those who show it: its 1-based `number`, its `text` without
    line end, cut where it is long, and how many code points were `skipped` in front of that.
    """

    __slots__ = ("number", "skipped", "text")

    def __init__(self, number: int, text: str, skipped: int = 0) -> None:
        self.number = number
        self.text = text
        self.skipped = skipped


class Related:
    """A second place that belongs to a finding, as a source span; `place` as in `Finding`."""

    __slots__ = ("end", "message", "place", "start")

    def __init__(self, message: str, start: int, end: int) -> None:
        self.message = message
        self.start = start
        self.end = end
        self.place = Place()


class Point:
    """One entry of the sum that makes the confidence: how many points, and for what (a cue, a subject, the context),
    with the words it rests on.
    """

    __slots__ = ("points", "what", "words")

    def __init__(self, points: float, what: str, words: str = "") -> None:
        self.points = points
        self.what = what
        self.words = words


class Fix:
    """A safe replacement: source[start:end] becomes `text`; `place` as in `Finding`. `along` are further ones that
    belong to it: all are made or none.
    """

    __slots__ = ("along", "end", "place", "start", "text")

    def __init__(self, start: int, end: int, text: str, along: tuple[Fix, ...] = ()) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.along = along
        self.place = Place()


class Finding:
    """One place where a rule applies, or almost did.

    `start` and `end` are source offsets (code points, end exclusive), `first` and `last` numbers of words where the
    words are compared with those of other findings (else the same). `pattern` names which pattern fired. `subject`
    is the words for what the claim is about ("" where nothing stands there) and `subject_class` its class. `points`
    is the ledger behind `confidence`. `disposition` is one of DISPOSITIONS and `reason` says why when it is not
    active, `waiver` the suppression that holds it back. `also` names the rules that fired on the same words and gave
    way to this one.

    What follows from the span and the text of the document is filled in by `placing`, so that nobody later needs the
    document: `place`, `byte_start` and `byte_end` (bytes of the file), `match` (the words in the source),
    `fingerprint` (24 hexadecimal digits) and `lines`, an excerpt.
    """

    __slots__ = (
        "also",
        "byte_end",
        "byte_start",
        "confidence",
        "disposition",
        "end",
        "fingerprint",
        "first",
        "fix",
        "last",
        "lines",
        "match",
        "message",
        "pattern",
        "place",
        "points",
        "reason",
        "related",
        "rule",
        "scope",
        "severity",
        "stance",
        "start",
        "subject",
        "subject_class",
        "suggestion",
        "waiver",
    )

    def __init__(
        self,
        rule: Rule,
        start: int,
        end: int,
        message: str,
        severity: str,
        confidence: str = "high",
        scope: str = "paragraph",
        pattern: str = "",
        suggestion: str = "",
    ) -> None:
        self.rule = rule
        self.start = start
        self.end = end
        self.first = start
        self.last = end
        self.message = message
        self.severity = severity
        self.confidence = confidence
        self.scope = scope
        self.pattern = pattern
        self.suggestion = suggestion
        self.stance = ""
        self.subject = ""
        self.subject_class = ""
        self.points: list[Point] = []
        self.related: list[Related] = []
        self.fix: Fix | None = None
        self.also: list[Rule] = []
        self.disposition = "active"
        self.reason = ""
        self.waiver: Waiver | None = None
        self.place = Place()
        self.byte_start = 0
        self.byte_end = 0
        self.match = ""
        self.fingerprint = ""
        self.lines: tuple[Line, ...] = ()

    def __repr__(self) -> str:
        return f"Finding({self.rule.id!r}, {self.start}, {self.end}, {self.severity!r}, {self.disposition!r})"
