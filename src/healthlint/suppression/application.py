"""Holds findings back as the suppressions of a document say, and finds what is wrong with these.

A suppression speaks of one rule at a time: of the ones that cover a finding, the one written for the least of the text
holds it.
"""

from __future__ import annotations

from itertools import chain, islice

from healthlint.finding import Finding, Related
from healthlint.suppression.comments import directive_of
from healthlint.suppression.directive import END, FRONT_MATTER, Directive, Fault, nearest
from healthlint.suppression.entries import directives_in, is_entry
from healthlint.suppression.kept import Held
from healthlint.suppression.reach import Cover, Group, Reach, Spans, reaches
from healthlint.waiver import Waiver

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from healthlint.document import Document
    from healthlint.report import FileReport
    from healthlint.rule import Rule
    from healthlint.segmentation import Text


MOST_RELATED = 5
"""Places that a finding names, so that many suppressions around it don't bury it."""

MOST_GUESSES = 20
"""Unknown rules of a document for which a near name is looked for: that is slow."""


class Rules:
    """What a run knows of rules: the ids of all that can be suppressed, those that `ran` on the page, and the rules of
    kind `directive` that it uses, by the mistake that each finds. `day` is today, YYYY-MM-DD; "" where no suppression
    shall expire.
    """

    __slots__ = ("_guesses", "day", "finders", "known", "ran")

    def __init__(self, rules: Sequence[Rule], selected: frozenset[int], ran: frozenset[int], day: str) -> None:
        self.day = day
        self.known = frozenset(rule.id for rule in rules if rule.kind != "directive")
        self._guesses = MOST_GUESSES
        self.ran = {rules[index].id for index in ran}
        self.finders: dict[str, list[Rule]] = {}
        for index in sorted(selected):
            if rules[index].kind == "directive":
                self.finders.setdefault(str(rules[index].options["finds"]), []).append(rules[index])

    def about_unknown(self, name: str) -> str:
        """What to say of a rule that does not exist: a near name, or where to find all."""
        if name in [rule.id for finders in self.finders.values() for rule in finders]:
            return ": what is wrong with a suppression can't be suppressed, repair it"
        self._guesses -= 1
        return (nearest(name, sorted(self.known)) if self._guesses >= 0 else "") or "; `healthlint rules` lists them"


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
    _hold(report, told, Held(text, (each.reach.words for each in told)))
    for each in told:
        report.waivers += each.waivers.values()
        for fault in each.faults():
            finders = rules.finders.get(fault.mistake, ())
            report.findings += [_finding(rule, fault, each.directive) for rule in finders]


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
                directive.blame("unknown-rule", name, rules.about_unknown(name), place)
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
        if directive.untold:
            more = f"{directive.untold} more {'mistakes' if directive.untold > 1 else 'mistake'} behind the first ones"
            return [*directive.faults, Fault("malformed", directive.start, directive.end, details=more)]
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


def _hold(report: FileReport, told: list[_Told], held: Held) -> None:
    by_directive = {id(each.directive): each for each in told}
    reaches: dict[str, list[Reach]] = {}
    for each in told:
        for name in each.waivers if each.holds else ():
            reaches.setdefault(name, []).append(each.reach)
    covers = {name: Cover(found) for name, found in reaches.items()}
    active = []
    missing: dict[str, list[tuple[Finding, list[Reach]]]] = {}
    for finding in sorted(report.findings, key=_start):
        for rule in finding.also:
            if rule.id in covers:
                for reach in _giving_way(covers[rule.id], finding):
                    by_directive[id(reach.directive)].gave_way.add(rule.id)
        name = finding.rule.id
        cover = covers.get(name)
        lines, passages = cover.near(finding) if cover else ([], [])
        holder = _holder(held.by(finding), lines, passages, cover.wide) if cover else None
        if holder is None:
            active.append(finding)
            nearest = chain(chain.from_iterable(group.reaches for group in lines), passages)
            missing.setdefault(name, []).append((finding, [*islice(nearest, MOST_RELATED)]))
        else:
            _let_go(finding, by_directive[id(holder.directive)].waivers[name])
            report.let_go.append(finding)
    report.findings = active
    for name, pairs in missing.items():
        spans = Spans([finding for finding, _ in pairs])
        for reach in reaches.get(name, ()):
            if spans.reached_by(reach):
                by_directive[id(reach.directive)].missed.add(name)
        wide = covers[name].wide.reaches if name in covers else []
        # One that holds others is there for these.
        idle = [reach for reach in wide if not by_directive[id(reach.directive)].waivers[name].held]
        for finding, near in pairs:
            _point_out(finding, [*near, *idle[:MOST_RELATED]])


def _giving_way(cover: Cover, finding: Finding) -> Iterator[Reach]:
    """What covers a finding in which the rule of `cover` gave way, save what was told for a finding before."""
    lines, passages = cover.near(finding)
    for group in (*lines, cover.wide):
        if not group.gave_way:
            group.gave_way = True
            yield from group.reaches
    yield from passages


def _holder(held: frozenset[str], lines: list[Group], passages: list[Reach], wide: Group) -> Reach | None:
    """The first of what covers a finding whose words its sentence has; these are among `held`."""
    for group in lines:
        if (found := group.first(held)) is not None:
            return found
    return next((reach for reach in passages if reach.words in held), None) or wide.first(held)


def _start(finding: Finding) -> tuple[int, int]:
    return finding.start, finding.end


def _point_out(finding: Finding, covering: list[Reach]) -> None:
    """Keep with a finding the suppressions that would hold it, had its sentence kept their words."""
    for reach in covering[: max(MOST_RELATED - len(finding.related), 0)]:
        directive = reach.directive
        message = f"the suppression here holds only while the sentence says “{directive.words}”"
        finding.related.append(Related(message, directive.start, directive.end))


def _let_go(finding: Finding, waiver: Waiver) -> None:
    waiver.held += 1
    finding.waiver = waiver
    finding.disposition, finding.reason = "suppressed", waiver.reason


def _finding(rule: Rule, fault: Fault, directive: Directive) -> Finding:
    message = rule.message.replace("{match}", fault.words).replace("{details}", fault.details)
    finding = Finding(rule, fault.start, fault.end, message, rule.severity.get("", "error"), suggestion=rule.suggestion)
    finding.scope = "field" if directive.keyword == FRONT_MATTER else "comment"
    return finding
