"""`eval`: precision and recall as a table or as JSON. Holds the values that it shows; who counts is not known here."""

from __future__ import annotations

from healthlint import __version__
from healthlint.output.summary import count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.output.view import View
    from healthlint.report import RulesetStamp

_HEADS = ("EXPECTED", "FOUND", "MISSED", "RECALL", "FINDINGS", "TRUE", "FALSE", "PRECISION")


class Tally:
    """How many claims were expected and found, how many findings there are and how many of them are true."""

    __slots__ = ("expected", "findings", "found", "name", "true")

    def __init__(self, name: str, expected: int = 0, found: int = 0, findings: int = 0, true: int = 0) -> None:
        self.name = name
        self.expected = expected
        self.found = found
        self.findings = findings
        self.true = true

    @property
    def missed(self) -> int:
        """Expected claims that were not found."""
        return self.expected - self.found

    @property
    def false(self) -> int:
        """Findings where no such claim was expected."""
        return self.findings - self.true

    @property
    def recall(self) -> float | None:
        """The share of the expected claims that were found; None where none was expected."""
        return self.found / self.expected if self.expected else None

    @property
    def precision(self) -> float | None:
        """The share of the findings that are true; None where there is none."""
        return self.true / self.findings if self.findings else None


class Case:
    """A claim that was missed, or a false finding: where its text stands, and its words.

    `rule` is "" where any rule could have found a missed claim; `severity` that of a finding, `note` why a claim was
    missed, as far as that is known.
    """

    __slots__ = ("category", "file", "id", "line", "note", "rule", "severity", "words")

    def __init__(
        self, file: str, line: int, id: str, category: str, rule: str, words: str, severity: str = "", note: str = ""
    ) -> None:
        self.file = file
        self.line = line
        self.id = id
        self.category = category
        self.rule = rule
        self.words = words
        self.severity = severity
        self.note = note


class Evaluation:
    """What the rules do on labelled text.

    `overall` counts by place alone, `right` are the found claims that were found under their own category. `silent` are
    the texts in which nothing is expected, `flagged` those of them with a finding. `left_out` counts the expected
    claims that no selected rule could find. `problems` are what could not be checked: file, line, message.
    """

    __slots__ = (
        "categories",
        "false",
        "flagged",
        "left_out",
        "min_severity",
        "missed",
        "overall",
        "problems",
        "right",
        "rules",
        "silent",
        "stamps",
        "texts",
    )

    def __init__(self, min_severity: str, stamps: list[RulesetStamp]) -> None:
        self.min_severity = min_severity
        self.stamps = stamps
        self.texts = 0
        self.silent = 0
        self.flagged = 0
        self.left_out = 0
        self.right = 0
        self.overall = Tally("overall")
        self.categories: list[Tally] = []
        self.rules: list[Tally] = []
        self.missed: list[Case] = []
        self.false: list[Case] = []
        self.problems: list[tuple[str, int, str]] = []


def render(evaluation: Evaluation, show: int, view: View) -> Iterator[str]:
    """The table, the worst categories and rules first, then up to `show` misses and false findings."""
    groups = {"": [evaluation.overall], "by category": evaluation.categories, "by rule": evaluation.rules}
    width = max([len(tally.name) for tallies in groups.values() for tally in tallies]) + 2
    yield view.paint(f"{'':<{width}}  {'  '.join(_HEADS)}", "bold")
    for title, tallies in groups.items():
        if title and tallies:
            yield view.paint(title, "bold")
        for tally in tallies:
            yield _row(f"  {tally.name}" if title else tally.name, width, tally)
    if show:
        yield from _cases("missed", evaluation.missed, show, view)
        yield from _cases("false", evaluation.false, show, view)


def _row(name: str, width: int, tally: Tally) -> str:
    figures = [tally.expected, tally.found, tally.missed, tally.recall]
    figures += [tally.findings, tally.true, tally.false, tally.precision]
    cells = [f"{_figure(value):>{len(head)}}" for head, value in zip(_HEADS, figures, strict=True)]
    return f"{name:<{width}}  {'  '.join(cells)}"


def _figure(value: float | None) -> str:
    if value is None:
        return "-"
    return str(value) if isinstance(value, int) else f"{value:.2f}"


def _cases(title: str, cases: list[Case], show: int, view: View) -> Iterator[str]:
    if not cases:
        return
    more = f", {show} of them shown" if len(cases) > show else ""
    yield ""
    yield view.paint(f"{title}: {len(cases)}{more}", "bold")
    for case in cases[:show]:
        where = f"{view.clean(case.file)}:{case.line}" + (
            f" {view.phrase(case.id)}" if case.id != str(case.line) else ""
        )
        what = view.paint(case.severity, case.severity) + " " if case.severity else ""
        what += f"{case.rule} ({case.category})" if case.rule else case.category
        note = f": {view.phrase(case.note)}" if case.note else ""
        yield f"{where}: {what} “{view.phrase(case.words)}”{note}"


def summary(evaluation: Evaluation) -> Iterator[str]:
    """What was read, in words."""
    silent = f"{evaluation.silent} of them without a claim ({evaluation.flagged} flagged)"
    right = f"{evaluation.right} of {count(evaluation.overall.found, 'claim')} found under the category expected"
    yield f"{count(evaluation.texts, 'text')}, {silent}; {right}"
    if evaluation.left_out:
        yield f"{count(evaluation.left_out, 'expected claim')} left out: no selected rule looks for them"


def problems(evaluation: Evaluation, view: View) -> Iterator[str]:
    """A line for each problem."""
    for file, line, message in evaluation.problems:
        yield f"{view.paint('not checked', 'problem')} {view.clean(file)}:{line}: {view.phrase(message)}"


def as_json(evaluation: Evaluation) -> Iterator[str]:
    """One JSON object. Pure ASCII, so that any stream can hold it."""
    import json  # the table needs none

    yield json.dumps(
        {
            "format": 1,
            "healthlint": __version__,
            "rulesets": [
                {"name": stamp.name, "version": stamp.version, "sha256": stamp.sha256} for stamp in evaluation.stamps
            ],
            "min_severity": evaluation.min_severity,
            "texts": evaluation.texts,
            "silent": {"texts": evaluation.silent, "flagged": evaluation.flagged},
            "left_out": evaluation.left_out,
            "overall": {**_tally(evaluation.overall), "right_category": evaluation.right},
            "categories": [{"category": tally.name, **_tally(tally)} for tally in evaluation.categories],
            "rules": [{"rule": tally.name, **_tally(tally)} for tally in evaluation.rules],
            "missed": [_case(case) for case in evaluation.missed],
            "false": [_case(case) for case in evaluation.false],
            "problems": [
                {"path": file, "line": line, "message": message} for file, line, message in evaluation.problems
            ],
        },
        indent=1,
    )


def _tally(tally: Tally) -> dict[str, object]:
    names = ("expected", "found", "missed", "recall", "findings", "true", "false", "precision")
    return {name: getattr(tally, name) for name in names}


def _case(case: Case) -> dict[str, object]:
    return {
        "path": case.file,
        "line": case.line,
        "id": case.id,
        "category": case.category,
        "rule": case.rule or None,
        "severity": case.severity or None,
        "match": case.words,
        "note": case.note or None,
    }
