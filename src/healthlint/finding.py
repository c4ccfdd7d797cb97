"""What healthlint reports: plain values. How they look is decided in `output`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from healthlint.document import Document
    from healthlint.narrowing import BaselineUse, ChangesUse
    from healthlint.rule import Rule

SEVERITIES = ("error", "warning", "info")
"""Harm if the finding is true, gravest first."""

CONFIDENCES = ("high", "medium", "low")
"""How sure healthlint is, surest first."""

STANCES = ("affirmed", "hedged", "negated", "questioned", "attributed", "hypothetical", "warned-against")
"""How a sentence takes up what it says."""

DISPOSITIONS = ("active", "suppressed", "baselined", "unchanged", "let-go")
"""What became of a finding. None is ever deleted; only active ones count for the verdict."""


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


class Section:
    """The readability of the running prose under one heading: the heading's words ("" above the first one), level and
    1-based line, the index of its region (-1 above the first one), and the measures by name.
    """

    __slots__ = ("heading", "level", "line", "measures", "region")

    def __init__(self, heading: str, level: int, line: int, measures: Mapping[str, float], region: int = -1) -> None:
        self.heading = heading
        self.level = level
        self.line = line
        self.measures = measures
        self.region = region


class Problem:
    """What kept something from being checked or mended; never a finding. `line` is 1-based, None where there is none,
    `undone` says what was not done.
    """

    __slots__ = ("line", "message", "undone")

    def __init__(self, message: str, line: int | None = None, undone: str = "checked") -> None:
        self.message = message
        self.line = line
        self.undone = undone


class FileReport:
    """All that was found in one file.

    `line_count` is the number of lines of its source, 0 where it could not be read; then `problems` says why.
    `findings` are the active ones, sorted by place and rule id; `let_go` the ones that were not reported, each with
    its reason. `measures` maps the names of the readability scores to numbers (words and sentences included).
    `context` is what the page was taken for, `context_reason` why. `waivers` are the suppressions in the file, in its
    order. `document` and `sections`, the readability by heading, are kept only where somebody asked for them: of many
    files they would fill the memory.
    """

    __slots__ = (
        "context",
        "context_reason",
        "document",
        "findings",
        "label",
        "let_go",
        "line_count",
        "measures",
        "problems",
        "sections",
        "waivers",
    )

    def __init__(self, label: str, document: Document | None = None) -> None:
        self.label = label
        self.document = document
        self.line_count = len(document.lines.starts) if document is not None else 0
        self.findings: list[Finding] = []
        self.let_go: list[Finding] = []
        self.problems: list[Problem] = []
        self.waivers: list[Waiver] = []
        self.measures: dict[str, float] = {}
        self.sections: list[Section] = []
        self.context = "unknown"
        self.context_reason = ""

    @property
    def is_read(self) -> bool:
        """Whether the file could be read."""
        return self.line_count > 0

    def set_aside(self) -> None:
        """Put findings that are no longer active among those that are not reported."""
        aside = [finding for finding in self.findings if finding.disposition != "active"]
        if aside:
            self.findings = [finding for finding in self.findings if finding.disposition == "active"]
            self.let_go = sorted([*self.let_go, *aside], key=_order)

    def take_back(self, dispositions: tuple[str, ...]) -> None:
        """Make findings with these dispositions active again."""
        back = [finding for finding in self.let_go if finding.disposition in dispositions]
        self.let_go = [finding for finding in self.let_go if finding.disposition not in dispositions]
        for finding in back:
            finding.disposition, finding.reason = "active", ""
        self.findings = sorted([*self.findings, *back], key=_order)


def _order(finding: Finding) -> tuple[int, int, str]:
    return finding.start, finding.end, finding.rule.id


class RulesetStamp:
    """Which ruleset was used: its name, version and the SHA-256 of its file in hex."""

    __slots__ = ("name", "sha256", "version")

    def __init__(self, name: str, version: str, sha256: str) -> None:
        self.name = name
        self.version = version
        self.sha256 = sha256


class Report:
    """The outcome of a run: a report a file, in the order in which the files were given, and what it was checked
    against: the rulesets that were loaded and the rules of them that were used. `fixed` counts the findings that were
    mended and are no longer in the reports, `fixed_files` the files that were written for it. `baseline` and `changes`
    are what narrowed the findings down, None where nothing did.
    """

    __slots__ = ("baseline", "changes", "files", "fixed", "fixed_files", "rules", "rulesets")

    def __init__(self, files: list[FileReport], rulesets: list[RulesetStamp], rules: Sequence[Rule] = ()) -> None:
        self.files = files
        self.rulesets = rulesets
        self.fixed = 0
        self.fixed_files = 0
        self.rules = rules
        self.baseline: BaselineUse | None = None
        self.changes: ChangesUse | None = None

    def count(self, severity: str) -> int:
        """How many active findings have this severity."""
        return sum(finding.severity == severity for file in self.files for finding in file.findings)

    @property
    def problems(self) -> int:
        """How many problems there are."""
        return sum(len(file.problems) for file in self.files)


def verdict(report: Report, fail_on: str = "error", max_warnings: int | None = None) -> int:
    """The exit code: 0 nothing at or above the fail level, 1 findings, 3 something could not be checked.

    `fail_on` is a severity or "never"; `max_warnings` fails the run when more warnings were found.
    """
    if report.problems:
        return 3
    if fail_on != "never":
        gravest = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
        if any(report.count(severity) for severity in gravest):
            return 1
    if max_warnings is not None and report.count("warning") > max_warnings:
        return 1
    return 0
