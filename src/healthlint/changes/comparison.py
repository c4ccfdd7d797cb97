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

    _What = tuple[str, str, str]


def touching(findings: list[Finding], data: bytes, lines: Lines) -> list[Finding]:
    """The findings in a file with these bytes that touch changed lines."""
    index = LineIndex(data)
    return [finding for finding in findings if lines.touch(*index.lines(finding.byte_start, finding.byte_end))]


def standing(old: FileReport, data: bytes, lines: Lines) -> list[Finding]:
    """The findings in the old version of a page that the change left where they were: those outside the lines that it
    took away or wrote anew, and those on the page as a whole.
    """
    lost = {id(finding) for finding in touching(old.findings, data, lines)}
    return [finding for finding in old.findings if is_of_page(finding) or id(finding) not in lost]


def leave_aside(file: FileReport, touched: frozenset[int], before: list[Finding], reason: str) -> None:
    """Set the active findings of a page aside that touch no changed line (`touched` holds the `id`s of those that do)
    and were there `before`: the same rule on the same words, no less grave, each as often as it was.

    What a baseline holds back counts as well: it was there before.
    """
    held = [finding for finding in file.let_go if finding.disposition == "baselined"]
    asked: dict[_What, list[Finding]] = {}
    for finding in [*held, *sorted(file.findings, key=_rank)]:
        if id(finding) not in touched:
            asked.setdefault(_what(finding), []).append(finding)
    old: dict[_What, list[int]] = {}
    for finding in before:
        old.setdefault(_what(finding), []).append(_rank(finding))
    for what, findings in asked.items():
        for index in pair(old.get(what, []), [_rank(finding) for finding in findings]):
            finding = findings[index]
            if finding.disposition == "active":
                finding.disposition, finding.reason = "unchanged", reason
    file.set_aside()


def _what(finding: Finding) -> _What:
    if is_of_page(finding):
        return finding.rule.id, "page", finding.pattern
    return finding.rule.id, "words", keys_of(finding.match)


def _rank(finding: Finding) -> int:
    return SEVERITIES.index(finding.severity)
