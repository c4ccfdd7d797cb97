"""What an HTML report shows, in which order and under which numbers. Writes nothing."""

from __future__ import annotations

from healthlint.finding import ASIDE, SEVERITIES
from healthlint.output.summary import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.finding import Finding
    from healthlint.output.view import View
    from healthlint.report import FileReport, Report
    from healthlint.rule import Rule


class Numbered:
    """A finding with its `number` on its page, its `key` in the whole report (`page-number`) and the number of its
    rule.
    """

    __slots__ = ("finding", "key", "number", "rule")

    def __init__(self, finding: Finding, page: int, number: int, rule: int) -> None:
        self.finding = finding
        self.key = f"{page}-{number}"
        self.number = number
        self.rule = rule

    @property
    def severity(self) -> str:
        """What the finding counts as: its severity, or "aside" where somebody set it aside."""
        return self.finding.severity if self.finding.disposition == "active" else "aside"

    @property
    def severity_name(self) -> str:
        """The same in words."""
        finding = self.finding
        return finding.severity if finding.disposition == "active" else f"{finding.disposition} {finding.severity}"

    @property
    def spoken(self) -> str:
        """Number and severity for those who hear the report: colours say nothing to them."""
        return f"{self.number}, {self.severity_name}"


class PageEntry:
    """A file of the report under its number, with what is shown of it."""

    __slots__ = ("file", "findings", "number")

    def __init__(self, number: int, file: FileReport) -> None:
        self.number = number
        self.file = file
        self.findings: list[Numbered] = []

    @property
    def is_shown(self) -> bool:
        """Whether the page has a part of its own, and not only a row in the table. Of a file that could not be read
        there is nothing to tell but the problem.
        """
        return bool(self.findings or (self.file.problems and self.file.is_read))

    def count(self, severity: str) -> int:
        """How many active findings have this severity."""
        return sum(finding.severity == severity for finding in self.file.findings)

    def set_aside(self) -> int:
        """How many findings were set aside."""
        return sum(finding.disposition in ASIDE for finding in self.file.let_go)


class RuleEntry:
    """A rule with findings that are shown, under its number: these by page, and how many of them are active."""

    __slots__ = ("active", "number", "pages", "rule")

    def __init__(self, number: int, rule: Rule) -> None:
        self.number = number
        self.rule = rule
        self.pages: list[tuple[PageEntry, list[Numbered]]] = []
        self.active = dict.fromkeys(SEVERITIES, 0)

    def add(self, page: PageEntry, finding: Numbered) -> None:
        """Take in a finding; those of a page must follow one another."""
        if not self.pages or self.pages[-1][0] is not page:
            self.pages.append((page, []))
        self.pages[-1][1].append(finding)
        if finding.severity in self.active:
            self.active[finding.severity] += 1


class Contents:
    """The pages of a report, those with problems and grave findings first, and the rules, the most frequent first."""

    __slots__ = ("pages", "rules")

    def __init__(self, report: Report, view: View) -> None:
        files = sorted(report.files, key=_rank)
        self.pages = [PageEntry(number, file) for number, file in enumerate(files, 1)]
        rules: dict[str, RuleEntry] = {}
        for page in self.pages:
            for number, finding in enumerate(shown(page.file, view), 1):
                if finding.rule.id not in rules:
                    rules[finding.rule.id] = RuleEntry(len(rules) + 1, finding.rule)
                entry = rules[finding.rule.id]
                numbered = Numbered(finding, page.number, number, entry.number)
                page.findings.append(numbered)
                entry.add(page, numbered)
        self.rules = sorted(rules.values(), key=lambda entry: (-sum(entry.active.values()), entry.rule.id))


def _rank(file: FileReport) -> tuple[int, ...]:
    counts = dict.fromkeys(SEVERITIES, 0)
    for finding in file.findings:
        counts[finding.severity] += 1
    return (-len(file.problems), *(-counts[severity] for severity in SEVERITIES))
