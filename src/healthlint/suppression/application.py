"""Holds findings back as the suppressions of a document say, and finds what is wrong with these.

A suppression speaks of one rule at a time: of the ones that cover a finding, the one written for the least of the text
holds it.
"""

from __future__ import annotations

from healthlint.finding import Finding, Related, Waiver
from healthlint.suppression.comments import directive_of
from healthlint.suppression.directive import END, FILE, FRONT_MATTER, Directive, Fault, nearest
from healthlint.suppression.entries import directives_in, is_entry
from healthlint.suppression.kept import Kept
from healthlint.suppression.reach import Reach, reaches

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.document import Document
    from healthlint.finding import FileReport
    from healthlint.rule import Rule
    from healthlint.segmentation import Text


class Rules:
    """What a run knows of rules: the ids of all that can be suppressed, those that `ran` on the page, and the rules of
    kind `directive` that it uses, by the mistake that each finds. `day` is today, YYYY-MM-DD; "" where no suppression
    shall expire.
    """

    __slots__ = ("day", "finders", "known", "ran")

    def __init__(self, rules: list[Rule], selected: frozenset[int], ran: set[int], day: str) -> None:
        self.day = day
        self.known = [rule.id for rule in rules if rule.kind != "directive"]
        self.ran = {rules[index].id for index in ran}
        self.finders = {
            str(rules[index].options["finds"]): rules[index]
            for index in sorted(selected)
            if rules[index].kind == "directive"
        }


def suppress(text: Text, report: FileReport, rules: Rules) -> None:
    """Move the findings of the report that are suppressed to those let go, add what is wrong with directives to the
    findings, and keep what became of each suppression. Neither list is sorted. `text` holds the sentences of the page.
    """
    document = text.document
    found = [directive for comment in document.comments if (directive := directive_of(comment)) is not None]
    if any(is_entry(key) for key in document.meta):
        found += directives_in(document)
    found.sort(key=lambda directive: directive.start)
    told = [_Told(reach, document, rules) for reach in reaches(document, found)]
    _hold(report, told, Kept(text))
    for each in told:
        report.waivers += each.waivers.values()
        faults = [fault for fault in each.faults() if fault.mistake in rules.finders]
        report.findings += [_finding(rules.finders[fault.mistake], fault, each.directive) for fault in faults]


class _Told:
    """A directive with a waiver for each of its rules; `missed` are the rules that found other words than it asks for,
    `gave_way` those that gave way to another rule.
    """

    def __init__(self, reach: Reach, document: Document, rules: Rules) -> None:
        directive = reach.directive
        self.reach = reach
        self.directive = directive
        self.rules = rules
        self.missed: set[str] = set()
        self.gave_way: set[str] = set()
        for name, place in directive.rules.items():
            if name not in rules.known:
                directive.blame("unknown-rule", name, _unknown(name, rules), place)
        self.is_over = bool(directive.until) and directive.until < rules.day
        line = document.lines.position(directive.start)[0]
        self.waivers = {
            name: Waiver(
                directive.keyword or END,
                name,
                directive.reason,
                directive.by,
                directive.until,
                directive.words,
                directive.start,
                directive.end,
                line,
            )
            for name in directive.rules or ("",)
        }

    @property
    def holds(self) -> bool:
        """Whether it can hold something back."""
        return not self.directive.faults and not self.is_over

    def faults(self) -> list[Fault]:
        """What is wrong with the directive, now that it is known what it holds; the states of its waivers are set."""
        directive = self.directive
        for name, waiver in self.waivers.items():
            waiver.state = self._state(name, waiver)
        if directive.faults:
            return directive.faults
        names = ", ".join(directive.rules)
        if self.is_over:
            return [Fault("expired", directive.start, directive.end, names, directive.until)]
        unused = [name for name, waiver in self.waivers.items() if waiver.state == "unused"]
        return [Fault("unused", directive.start, directive.end, ", ".join(unused))] if unused else []

    def _state(self, name: str, waiver: Waiver) -> str:
        if self.directive.faults:
            return "broken"
        if self.is_over:
            return "expired"
        if waiver.held or name in self.gave_way:
            return "in-use"
        if name in self.missed:
            return "words-changed"
        return "unused" if name in self.rules.ran else "not-judged"


def _unknown(name: str, rules: Rules) -> str:
    if name in [rule.id for rule in rules.finders.values()]:
        return ": what is wrong with a suppression can't be suppressed, repair it"
    return nearest(name, rules.known) or "; `healthlint rules` lists them"


def _hold(report: FileReport, told: list[_Told], kept: Kept) -> None:
    by_rule: dict[str, list[_Told]] = {}
    for each in sorted(told, key=lambda each: each.reach.order):
        for name in each.waivers if each.holds else ():
            by_rule.setdefault(name, []).append(each)
    active = []
    missing: list[tuple[Finding, _Told]] = []
    for finding in report.findings:
        for other in finding.also:
            for each in by_rule.get(other.id, ()):
                if each.reach.covers(finding):
                    each.gave_way.add(other.id)
        covering = [each for each in by_rule.get(finding.rule.id, ()) if each.reach.covers(finding)]
        fitting = [each for each in covering if kept.holds(finding, each.directive.words)]
        if fitting:
            _let_go(finding, fitting[0].waivers[finding.rule.id])
            report.let_go.append(finding)
        else:
            active.append(finding)
            missing += [(finding, each) for each in covering]
    report.findings = active
    for finding, each in missing:
        each.missed.add(finding.rule.id)
        if each.directive.keyword not in (FILE, FRONT_MATTER) or not each.waivers[finding.rule.id].held:
            message = f"the suppression here holds only while the sentence says “{each.directive.words}”"
            finding.related.append(Related(message, each.directive.start, each.directive.end))


def _let_go(finding: Finding, waiver: Waiver) -> None:
    waiver.held += 1
    finding.waiver = waiver
    finding.disposition, finding.reason = "suppressed", waiver.reason


def _finding(rule: Rule, fault: Fault, directive: Directive) -> Finding:
    message = rule.message.replace("{match}", fault.words).replace("{details}", fault.details)
    finding = Finding(rule, fault.start, fault.end, message, rule.severity.get("", "error"), suggestion=rule.suggestion)
    finding.scope = "field" if directive.keyword == FRONT_MATTER else "comment"
    return finding
