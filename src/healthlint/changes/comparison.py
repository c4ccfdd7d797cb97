"""Findings of a page and of its version before the change -> which of them the change brought."""

from __future__ import annotations

from healthlint.changes.hunks import LineIndex
from healthlint.finding import SEVERITIES
from healthlint.fingerprint import is_of_page, keys_of
from healthlint.narrowing import pair

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.changes.hunks import Lines
    from healthlint.finding import FileReport, Finding

    _What = tuple[str, str, int]


def touching(findings: list[Finding], data: bytes, lines: Lines) -> list[Finding]:
    """The findings in a file with these bytes that touch changed lines."""
    index = LineIndex(data)
    return [finding for finding in findings if lines.touch(*index.lines(finding.byte_start, finding.byte_end))]


class Version:
    """A version of a page: what was found in it, and its bytes."""

    __slots__ = ("data", "file")

    def __init__(self, file: FileReport, data: bytes) -> None:
        self.file = file
        self.data = data


def leave_aside(new: Version, old: Version, lines: Lines, touched: frozenset[int], reason: str) -> None:
    """Set the active findings of a page aside that touch none of the changed `lines` (`touched` holds the `id`s of
    those that do) and are in the old version as well, no less grave: the same rule on the same words of the same line,
    or the same fault of the page as a whole.

    What a baseline holds back counts too: it was there before.
    """
    index = LineIndex(new.data)
    asked: dict[_What, list[Finding]] = {}
    held = [finding for finding in new.file.let_go if finding.disposition == "baselined"]
    for finding in [*held, *sorted(new.file.findings, key=_rank)]:
        if id(finding) not in touched:
            line = lines.before(index.lines(finding.byte_start, finding.byte_end)[0])
            asked.setdefault(_what(finding, line), []).append(finding)
    index = LineIndex(old.data)
    before: dict[_What, list[int]] = {}
    for finding in old.file.findings:
        line = index.lines(finding.byte_start, finding.byte_end)[0]
        before.setdefault(_what(finding, line), []).append(_rank(finding))
    for what, findings in asked.items():
        for number in pair(before.get(what, []), [_rank(finding) for finding in findings]):
            finding = findings[number]
            if finding.disposition == "active":
                finding.disposition, finding.reason = "unchanged", reason
    new.file.set_aside()


def _what(finding: Finding, line: int) -> _What:
    if is_of_page(finding):
        return finding.rule.id, finding.pattern, 0
    return finding.rule.id, keys_of(finding.match), line


def _rank(finding: Finding) -> int:
    return SEVERITIES.index(finding.severity)
