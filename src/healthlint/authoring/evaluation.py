"""Precision and recall of rules on labelled text.

By place a finding is true where it touches an expected claim. By category and rule it must also say the same: its
category, or that of a rule that gave way to it, is the expected one. Only claims count.
"""

from __future__ import annotations

from healthlint import engine
from healthlint.authoring.labelled import read_labelled
from healthlint.authoring.labels import Known
from healthlint.checker import Checker
from healthlint.document import Document
from healthlint.finding import SEVERITIES
from healthlint.output.evaluation import Case, Evaluation, Tally
from healthlint.readers import html, markdown, plain
from healthlint.rule import HOME

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from healthlint.authoring.labels import Expected, Labelled
    from healthlint.checker import Options
    from healthlint.finding import Finding
    from healthlint.report import FileReport

_READERS = {"markdown": ("page.md", markdown.read), "html": ("page.html", html.read), "text": ("page.txt", plain.read)}


def evaluate(paths: Sequence[tuple[str, str]], options: Options, min_severity: str = "warning") -> Evaluation:
    """What the rules that `options` select do on the labelled text of some files, each a path and its label.

    Raises InputError or LabelsError where a file can't be used, and what a check with these options raises.
    """
    checker = Checker(options)
    known = _known(checker)
    lines = [line for path, label in paths for line in read_labelled(path, label, known)]
    counting = _Counting(checker, min_severity)
    for line in lines:
        counting.read(line)
    return counting.result()


def _known(checker: Checker) -> Known:
    rules = checker.program.rules
    return Known(
        {rule.id: rule.category for rule in rules if rule.kind == "claim"},
        {rule.id: rule.kind for rule in rules if rule.kind != "claim"},
        {HOME, *[place for rule in rules for place in rule.jurisdictions]},
    )


class _Counting:
    """Counts, text after text."""

    def __init__(self, checker: Checker, min_severity: str) -> None:
        self._checker = checker
        self._severities = SEVERITIES[: SEVERITIES.index(min_severity) + 1]
        self._evaluation = Evaluation(min_severity, checker.stamps())
        self._categories: dict[str, Tally] = {}
        self._rules: dict[str, Tally] = {}
        rules = checker.program.rules
        claims = [(index, rule) for index, rule in enumerate(rules) if rule.kind == "claim"]
        chosen = [rule for index, rule in claims if index in checker.selection.rules]
        self._looked_for = {rule.id for rule in chosen} | {rule.category for rule in chosen}
        self._findable = {rule.category for _, rule in claims}

    def read(self, line: Labelled) -> None:
        """Check one text and count."""
        evaluation = self._evaluation
        report = self._check(line)
        evaluation.problems += [(line.file, line.line, problem.message) for problem in report.problems]
        findings = [each for each in report.findings if each.rule.kind == "claim" and each.severity in self._severities]
        expected = [each for each in line.expect if self._is_looked_for(each)]
        evaluation.texts += 1
        evaluation.left_out += len(line.expect) - len(expected)
        if not line.expect:
            evaluation.silent += 1
            evaluation.flagged += bool(findings)
        for each in expected:
            self._count_expected(line, each, findings, report)
        for finding in findings:
            self._count_finding(line, finding, line.expect)

    def result(self) -> Evaluation:
        """What was counted, the worst categories and rules first."""
        evaluation = self._evaluation
        evaluation.categories = _worst_first(self._categories.values())
        evaluation.rules = _worst_first(self._rules.values())
        return evaluation

    def _check(self, line: Labelled) -> FileReport:
        label, read = _READERS[line.format]
        checker = self._checker
        document = read(Document(label, line.text))
        chosen = checker.choice(line.file, document.meta)
        return engine.check(document, chosen.program, chosen.selection, {**chosen.meta, **line.page}, reasons=True)

    def _is_looked_for(self, expected: Expected) -> bool:
        """Whether a selected rule could find the claim; one that no loaded rule could find is missed, not left out."""
        if expected.rule:
            return expected.rule in self._looked_for
        return expected.category in self._looked_for or expected.category not in self._findable

    def _count_expected(self, line: Labelled, expected: Expected, findings: list[Finding], report: FileReport) -> None:
        here = [finding for finding in findings if _touch(finding, expected)]
        right = any(_says(finding, expected) for finding in here)
        named = not expected.rule or any(expected.rule in _ids(finding) for finding in here)
        self._evaluation.right += right
        _expect(self._evaluation.overall, bool(here))
        _expect(self._categories.setdefault(expected.category, Tally(expected.category)), right)
        if expected.rule:
            _expect(self._rules.setdefault(expected.rule, Tally(expected.rule)), named)
        if not (here and right and named):
            words = line.text[expected.start : expected.end]
            note = _why(expected, here, report)
            case = Case(line.file, line.line, line.id, expected.category, expected.rule, words, note=note)
            self._evaluation.missed.append(case)

    def _count_finding(self, line: Labelled, finding: Finding, expected: list[Expected]) -> None:
        rule = finding.rule
        here = [each for each in expected if _touch(finding, each)]
        right = any(_says(finding, each) for each in here)
        _find(self._evaluation.overall, bool(here))
        _find(self._categories.setdefault(rule.category, Tally(rule.category)), right)
        _find(self._rules.setdefault(rule.id, Tally(rule.id)), right)
        if not right:
            words = line.text[finding.start : finding.end]
            note = f"expected here: {', '.join(dict.fromkeys(each.category for each in here))}" if here else ""
            self._evaluation.false.append(
                Case(line.file, line.line, line.id, rule.category, rule.id, words, finding.severity, note)
            )


def _touch(finding: Finding, expected: Expected) -> bool:
    return finding.start < expected.end and expected.start < finding.end


def _ids(finding: Finding) -> list[str]:
    return [rule.id for rule in (finding.rule, *finding.also)]


def _says(finding: Finding, expected: Expected) -> bool:
    return any(rule.category == expected.category for rule in (finding.rule, *finding.also))


def _expect(tally: Tally, found: bool) -> None:
    tally.expected += 1
    tally.found += found


def _find(tally: Tally, true: bool) -> None:
    tally.findings += 1
    tally.true += true


def _why(expected: Expected, here: list[Finding], report: FileReport) -> str:
    """What stands in the place of a missed claim: another finding, or a match that was let go or was too slight."""
    if here:
        return f"found as {', '.join(dict.fromkeys(finding.rule.id for finding in here))}"
    slight = [each for each in report.findings if each.rule.kind == "claim" and _touch(each, expected)]
    if slight:
        return f"only {slight[0].severity}, by {slight[0].rule.id}"
    let_go = [each for each in report.let_go if each.rule.kind == "claim" and _touch(each, expected)]
    return f"let go, {let_go[0].rule.id}: {let_go[0].reason}" if let_go else ""


def _worst_first(tallies: Iterable[Tally]) -> list[Tally]:
    return sorted(tallies, key=lambda tally: (-tally.false - tally.missed, tally.name))
