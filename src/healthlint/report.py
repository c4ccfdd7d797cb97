"""What a run holds, a report a file, as values, and the verdict on it. How it looks is decided in `output`."""

from __future__ import annotations

from healthlint.finding import ASIDE, SEVERITIES
from healthlint.origin import UNKNOWN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Protocol

    from healthlint.document import Document
    from healthlint.finding import Finding
    from healthlint.narrowing import BaselineUse, ChangesUse
    from healthlint.rule import Rule
    from healthlint.waiver import Waiver

    class Files(Protocol):
        """The reports of a run, in the order of the files. Not every sequence holds the reports that it gives: who
        changes one puts it back.
        """

        def __len__(self) -> int: ...
        def __iter__(self) -> Iterator[FileReport]: ...
        def __getitem__(self, index: int, /) -> FileReport: ...
        def __setitem__(self, index: int, report: FileReport, /) -> None: ...
        def append(self, report: FileReport, /) -> None:
            """Add a report behind the last one."""


TALLY = ("read", "problems", *SEVERITIES, *ASIDE)
"""What is counted of a report: whether it could be read, its problems, the active findings of each severity, those that
somebody set aside.
"""


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
    order. `origin` tells what the report was made from. `document` and `sections`, the readability by heading, are
    kept only where somebody asked for them: of many files they would fill the memory.
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
        "origin",
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
        self.origin = UNKNOWN

    @property
    def is_read(self) -> bool:
        """Whether the file could be read."""
        return self.line_count > 0

    def tally(self) -> tuple[int, ...]:
        """How many it has of each entry of TALLY."""
        counts = dict.fromkeys(TALLY, 0)
        counts["read"] = int(self.is_read)
        counts["problems"] = len(self.problems)
        for finding in self.findings:
            counts[finding.severity] += 1
        for finding in self.let_go:
            if finding.disposition in ASIDE:
                counts[finding.disposition] += 1
        return tuple(counts.values())

    def set_aside(self) -> bool:
        """Put findings that are no longer active among those that are not reported; whether there are any."""
        aside = [finding for finding in self.findings if finding.disposition != "active"]
        if aside:
            self.findings = [finding for finding in self.findings if finding.disposition == "active"]
            self.let_go = sorted([*self.let_go, *aside], key=_order)
        return bool(aside)

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

    def __init__(self, files: Files, rulesets: list[RulesetStamp], rules: Sequence[Rule] = ()) -> None:
        self.files = files
        self.rulesets = rulesets
        self.fixed = 0
        self.fixed_files = 0
        self.rules = rules
        self.baseline: BaselineUse | None = None
        self.changes: ChangesUse | None = None

    def tally(self) -> dict[str, int]:
        """How many there are of each entry of TALLY in all files together."""
        tallies = [file.tally() for file in self.files]
        return {name: sum([tally[index] for tally in tallies]) for index, name in enumerate(TALLY)}

    def eventful(self) -> Iterator[FileReport]:
        """The reports that tell more than that a file was read: findings, set aside or not, or problems."""
        return (file for file in self.files if any(file.tally()[1:]))

    def with_problems(self) -> Iterator[FileReport]:
        """The reports that have problems."""
        return (file for file in self.files if file.tally()[TALLY.index("problems")])

    def count(self, severity: str) -> int:
        """How many active findings have this severity."""
        return self.tally()[severity]

    @property
    def problems(self) -> int:
        """How many problems there are."""
        return self.tally()["problems"]


def verdict(report: Report, fail_on: str = "error", max_warnings: int | None = None) -> int:
    """The exit code: 0 nothing at or above the fail level, 1 findings, 3 something could not be checked.

    `fail_on` is a severity or "never"; `max_warnings` fails the run when more warnings were found.
    """
    tally = report.tally()
    if tally["problems"]:
        return 3
    if fail_on != "never":
        gravest = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
        if any(tally[severity] for severity in gravest):
            return 1
    if max_warnings is not None and tally["warning"] > max_warnings:
        return 1
    return 0
