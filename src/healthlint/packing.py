"""Reports as plain data for `marshal`, and back: what processes hand to each other and what is kept between runs.

A rule is its number in the program that both sides have loaded. Documents are left out: who needs them can't have
reports from elsewhere. What is packed here comes back the same, slot by slot. Whoever adds a slot to a value of
`report`, `finding` or `waiver` adds it here as well.

Most of a finding is read by few outputs. Its details are packed once more, all those of a file together, and unpacked
when the first of them is asked for.
"""

from __future__ import annotations

from marshal import dumps, loads
from operator import attrgetter

from healthlint.finding import Finding, Fix, Line, Place, Point, Related
from healthlint.report import FileReport, Problem, Section

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from healthlint.rule import Rule
    from healthlint.waiver import Waiver

_PLACE = ("byte_column", "column", "end_byte_column", "end_column", "end_line", "line")
_WAIVER = ("by", "directive", "end", "held", "line", "reason", "rule", "start", "state", "until", "words")

_place_values = attrgetter(*_PLACE)
_waiver_values = attrgetter(*_WAIVER)
_front_values = attrgetter("start", "end", "message", "severity", "confidence", "disposition", "reason", "fingerprint")
_detail_values = attrgetter("first", "last", "byte_start", "byte_end", "match", "pattern", "scope", "stance")


def pack(report: FileReport, numbers: Mapping[str, int]) -> tuple[Any, ...]:
    """A report as plain data. `numbers` tells the index of a rule in the program by its id."""
    found = (*report.findings, *report.let_go)
    once: dict[str, str] = {}
    details = dumps([_details(finding, report.waivers, numbers, once.setdefault) for finding in found])
    return (
        report.origin,
        report.label,
        report.line_count,
        report.context,
        report.context_reason,
        report.measures,
        [(problem.message, problem.line, problem.undone) for problem in report.problems],
        [_waiver_values(waiver) for waiver in report.waivers],
        [(each.heading, each.level, each.line, dict(each.measures), each.region) for each in report.sections],
        [(numbers[finding.rule.id], *_place_values(finding.place), *_front_values(finding)) for finding in found],
        len(report.findings),
        details if found else b"",
    )


def fill(report: FileReport, data: tuple[Any, ...], rules: Sequence[Rule]) -> None:
    """Make of `report`, which holds nothing yet, the one that `pack` made this data of; `rules` are those of the
    program.
    """
    report.origin, report.label, report.line_count, report.context, report.context_reason, report.measures = data[:6]
    problems, waivers, sections, fronts, active, details = data[6:]
    report.document = None
    report.problems = [Problem(*values) for values in problems]
    report.waivers = [_waiver(values) for values in waivers]
    report.sections = [Section(*values) for values in sections]
    shared = _Details(details, report.waivers, rules)
    found = [_unpacked(index, front, shared) for index, front in enumerate(fronts)]
    report.findings = found[:active]
    report.let_go = found[active:]


def _unpacked(index: int, front: tuple[Any, ...], shared: _Details) -> Finding:
    finding, place = _Unpacked.__new__(_Unpacked), Place.__new__(Place)
    finding._index = index  # noqa: SLF001 - to call a constructor for each would take twice as long
    finding._shared = shared  # noqa: SLF001
    finding.place = place
    number, place.byte_column, place.column, place.end_byte_column, place.end_column, place.end_line, place.line = (
        front[:7]
    )
    finding.rule = shared.rules[number]
    (
        finding.start,
        finding.end,
        finding.message,
        finding.severity,
        finding.confidence,
        finding.disposition,
        finding.reason,
        finding.fingerprint,
    ) = front[7:]
    return finding


class _Unpacked(Finding):
    """A finding whose details are filled in when one of them is asked for: a slot that was never set."""

    __slots__ = ("_index", "_shared")

    _index: int
    _shared: _Details

    def __getattr__(self, name: str) -> Any:
        if name not in Finding.__slots__:
            raise AttributeError(name)
        self._shared.fill(self, self._index)
        return object.__getattribute__(self, name)


class _Details:
    """What the findings of a file share: their details, which are unpacked when the first one needs them."""

    __slots__ = ("_details", "_packed", "_waivers", "rules")

    def __init__(self, packed: bytes, waivers: list[Waiver], rules: Sequence[Rule]) -> None:
        self.rules = rules
        self._packed = packed
        self._waivers = waivers
        self._details: list[tuple[Any, ...]] = []

    def fill(self, finding: Finding, index: int) -> None:
        """Fill in the details of the finding with this number."""
        if not self._details:
            self._details = loads(self._packed)  # noqa: S302 - what was packed here
            self._packed = b""
        values, texts, lines, points, related, fix, also, waiver = self._details[index]
        finding.first, finding.last, finding.byte_start, finding.byte_end, finding.match = values[:5]
        finding.pattern, finding.scope, finding.stance = values[5:]
        finding.subject, finding.subject_class, finding.suggestion = texts
        finding.lines = tuple([Line(*each) for each in lines])
        finding.points = [Point(*each) for each in points]
        finding.related = [_related(*each) for each in related]
        finding.fix = _fix(*fix) if fix else None
        finding.also = [self.rules[number] for number in also]
        finding.waiver = self._waivers[waiver] if waiver >= 0 else None


def _details(
    finding: Finding, waivers: list[Waiver], numbers: Mapping[str, int], once: Callable[[str, str], str]
) -> tuple[Any, ...]:
    """The details of a finding; `once` gives the same text for equal ones: `marshal` keeps that once."""
    return (
        _detail_values(finding),
        [once(text, text) for text in (finding.subject, finding.subject_class, finding.suggestion)],
        [(line.number, once(line.text, line.text), line.skipped) for line in finding.lines],
        [(each.points, once(each.what, each.what), once(each.words, each.words)) for each in finding.points],
        [(each.message, each.start, each.end, _place_values(each.place)) for each in finding.related],
        _fix_values(finding.fix) if finding.fix else (),
        [numbers[rule.id] for rule in finding.also],
        waivers.index(finding.waiver) if finding.waiver else -1,
    )


def _fix_values(fix: Fix) -> tuple[Any, ...]:
    return fix.start, fix.end, fix.text, _place_values(fix.place), [_fix_values(each) for each in fix.along]


def _fix(start: int, end: int, text: str, place: tuple[int, ...], along: list[tuple[Any, ...]]) -> Fix:
    fix = Fix(start, end, text, tuple([_fix(*each) for each in along]))
    fix.place = _place(place)
    return fix


def _related(message: str, start: int, end: int, place: tuple[int, ...]) -> Related:
    related = Related(message, start, end)
    related.place = _place(place)
    return related


def _place(values: tuple[int, ...]) -> Place:
    place = Place.__new__(Place)
    place.byte_column, place.column, place.end_byte_column, place.end_column, place.end_line, place.line = values
    return place


def _waiver(values: tuple[Any, ...]) -> Waiver:
    from healthlint.waiver import Waiver  # few pages have suppressions

    by, directive, end, held, line, reason, rule, start, state, until, words = values
    waiver = Waiver(directive, rule, reason, by, until, words, start, end, line)
    waiver.held = held
    waiver.state = state
    return waiver
