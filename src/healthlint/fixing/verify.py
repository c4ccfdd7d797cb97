"""Whether a changed page is what the fixes meant it to be: mended, nothing new found, everything else as it was.

Compares two readings of a page; knows nothing of files and of how they were checked.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from healthlint.document import Document
from healthlint.finding import SEVERITIES, Finding
from healthlint.fixing.plan import Plan
from healthlint.report import FileReport

TYPE_CHECKING = False
if TYPE_CHECKING:
    Span = tuple[int, int]


def fault(
    plan: Plan, fixed: list[Finding], before: tuple[Document, FileReport], after: tuple[Document, FileReport]
) -> str:
    """What is wrong with a page after the fixes of `fixed` were made by `plan`, in words that go on "it would …".

    "" where nothing is.
    """
    found = _new_finding(plan, fixed, before[1], after[1])
    if found:
        return found
    if len(after[1].problems) > len(before[1].problems):
        return f"make a problem: {after[1].problems[-1].message}"
    if _outside(before[0], plan, plan.before) != _outside(after[0], plan, plan.after):
        return "change how the rest of the page is read"
    if not _is_in_the_open(after[0], plan):
        return "stand inside something else"
    return ""


def _new_finding(plan: Plan, fixed: list[Finding], before: FileReport, after: FileReport) -> str:
    """What is found after and was not before, or is graver, or was to be mended."""
    known: dict[tuple[str, int, int], int] = {}
    mended = {id(finding) for finding in fixed}
    for finding in before.findings:
        if id(finding) not in mended:
            place = plan.moved(finding.start, finding.end)
            known[finding.rule.id, place[0], place[1]] = SEVERITIES.index(finding.severity)
    for finding in after.findings:
        severity = SEVERITIES.index(finding.severity)
        graver = known.get((finding.rule.id, finding.start, finding.end), len(SEVERITIES)) > severity
        if graver and not _is_next_state(finding, fixed):
            return f"bring about {finding.severity} {finding.rule.id} in line {finding.place.line}: {finding.message}"
    return ""


def _is_next_state(finding: Finding, fixed: list[Finding]) -> bool:
    """Whether what is found of a disclaimer is no graver than what was mended of it: restored, it lacks its symbol."""
    return finding.rule.kind == "disclaimer" and any(
        each.rule.id == finding.rule.id
        and each.pattern != finding.pattern
        and SEVERITIES.index(each.severity) <= SEVERITIES.index(finding.severity)
        for each in fixed
    )


def _outside(document: Document, plan: Plan, spans: list[Span]) -> object:
    """All that a reader makes of a source but for some spans of it, and for what is new altogether."""
    cuts = _cuts(document, spans)
    new = _cuts(document, plan.inserted) if spans is plan.after else []
    regions = [
        (each.scope, each.level, each.containers, each.hidden, _without(document.prose, each.start, each.end, cuts))
        for each in document.regions
        if not _is_inside(each.start, each.end, new)
    ]
    marks = [
        (each.kind, each.value, _without(document.prose, each.start, each.end, cuts))
        for each in document.marks
        if not _is_inside(each.start, each.end, new)
    ]
    comments = [comment.text for comment in document.comments]
    return regions, marks, comments, [trouble.message for trouble in document.troubles], list(document.meta)


def _cuts(document: Document, spans: list[Span]) -> list[Span]:
    """The spans of the prose that stand for spans of the source, in order; those that touch are one."""
    starts = [start for start, _ in spans]
    found: list[Span] = []
    for low, high, start, end in document.map.pieces() if spans else ():
        exact = high - low == end - start
        for at in range(max(bisect_right(starts, start) - 1, 0), bisect_left(starts, end)):
            first, last = max(spans[at][0], start), min(spans[at][1], end)
            if first < last:
                found.append((low + first - start, low + last - start) if exact else (low, high))
    joined: list[Span] = []
    for low, high in sorted(found):
        if joined and low <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return joined


def _without(prose: str, start: int, end: int, cuts: list[Span]) -> str:
    """prose[start:end] without what the cuts take out of it."""
    parts = []
    for low, high in cuts[max(bisect_right(cuts, start, key=_start) - 1, 0) :]:
        if low >= end:
            break
        if high > start:
            parts.append(prose[start : max(low, start)])
            start = min(high, end)
    return "".join((*parts, prose[start:end]))


def _is_inside(start: int, end: int, cuts: list[Span]) -> bool:
    at = bisect_right(cuts, start, key=_start) - 1
    return at >= 0 and start < cuts[at][1] and end <= cuts[at][1]


def _start(span: Span) -> int:
    return span[0]


def _is_in_the_open(document: Document, plan: Plan) -> bool:
    """Whether each new region is a paragraph that a visitor sees, outside of lists, quotations and the like."""
    new = _cuts(document, plan.inserted)
    return all(
        region.scope == "paragraph" and not region.containers and not region.hidden
        for region in document.regions
        if _is_inside(region.start, region.end, new)
    )
