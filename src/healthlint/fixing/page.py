"""The fixes of one page in memory: made together where that holds, one by one where it does not, until none is left.

A page that was changed is read and checked again before anything counts as mended. Knows bytes, no files.
"""

from __future__ import annotations

from healthlint.checker import Checker
from healthlint.finding import Finding
from healthlint.fixing.plan import Plan, choose
from healthlint.fixing.verify import fault

MOST_PASSES = 20
"""Passes over one page at most: each mends something, and only fixes that touch each other need more than one."""

Place = tuple[str, int, int]
"""A finding by its rule and its span."""


class Page:
    """A page as it is at one moment: its bytes, and what is read and found in them."""

    __slots__ = ("data", "document", "report")

    def __init__(self, checker: Checker, label: str, data: bytes) -> None:
        self.data = data
        self.document = checker.read(label, data)
        self.report = checker.check(label, data)

    def encoded(self, text: str) -> bytes:
        """A new text as bytes, in the encoding of the page and with its byte order mark. Raises UnicodeError."""
        mark = self.data[: self.document.mark_size]
        return mark + text.encode(self.document.encoding)


class Refused:
    """A finding that is not mended, with the rule and the reason."""

    __slots__ = ("finding", "why")

    def __init__(self, finding: Finding, why: str) -> None:
        self.finding = finding
        self.why = why


class Fixer:
    """Mends the page `label` whose bytes are `data`, of what is found there only what `wanted` names.

    `before` is the document as it was, `now` the page as it has become, `fixed` how many findings were mended,
    `refused` which were not though they have a fix, `missing` how many of `wanted` are not found. Raises InputError
    where the page can't be read.
    """

    __slots__ = ("_aside", "_checker", "_label", "before", "fixed", "missing", "now", "refused")

    def __init__(self, checker: Checker, label: str, data: bytes, wanted: set[Place]) -> None:
        self._checker = checker
        self._label = label
        self.now = Page(checker, label, data)
        self.before = self.now.document
        self.fixed = 0
        self.refused: list[Refused] = []
        findings = self.now.report.findings
        self.missing = len(wanted - {place_of(each) for each in findings})
        self._aside = {_name(each) for each in findings if each.fix and place_of(each) not in wanted}
        if not self.missing:
            self._run([each for each in findings if place_of(each) in wanted])

    def _run(self, findings: list[Finding]) -> None:
        if not self._is_writable():
            self.refused += [Refused(each, "change bytes that it does not mean to") for each in choose(findings)]
            return
        for _ in range(MOST_PASSES):
            chosen = choose(findings)
            made = self._most([], chosen) if chosen else []
            if not made:
                return
            self.fixed += len(made)
            self._aside |= {_name(each.finding) for each in self.refused}
            self.now = self._attempt(made)[0] or self.now
            findings = [each for each in self.now.report.findings if _name(each) not in self._aside]

    def _is_writable(self) -> bool:
        """Whether the bytes of the page come out again as they are."""
        try:
            return self.now.encoded(self.now.document.text) == self.now.data
        except UnicodeError:
            return False

    def _most(self, made: list[Finding], rest: list[Finding]) -> list[Finding]:
        """As many of `rest` as can be mended beside `made`; halves what does not hold together."""
        page, why = self._attempt([*made, *rest])
        if page is not None:
            return [*made, *rest]
        if len(rest) == 1:
            self.refused.append(Refused(rest[0], why))
            return made
        half = len(rest) // 2
        return self._most(self._most(made, rest[:half]), rest[half:])

    def _attempt(self, findings: list[Finding]) -> tuple[Page | None, str]:
        """The page with these fixes, or why it would not be as meant."""
        plan = Plan(findings)
        try:
            data = self.now.encoded(plan.apply(self.now.document.text))
        except UnicodeError:
            return None, f"need characters that {self.now.document.encoding.upper()} lacks"
        page = Page(self._checker, self._label, data)
        why = fault(plan, findings, (self.now.document, self.now.report), (page.document, page.report))
        return (None, why) if why else (page, "")


def place_of(finding: Finding) -> Place:
    """A finding by its rule and its span."""
    return finding.rule.id, finding.start, finding.end


def _name(finding: Finding) -> tuple[str, str]:
    """A finding by its rule and its words: what outlasts changes around it."""
    return finding.rule.id, finding.match
