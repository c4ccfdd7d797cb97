"""Findings of a page and of its version before the change -> which of them the change brought."""

from __future__ import annotations

from healthlint.changes.hunks import LineIndex
from healthlint.finding import SEVERITIES
from healthlint.fingerprint import is_of_page, keys_of
from healthlint.narrowing import pair

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.changes.hunks import Lines
    from healthlint.finding import Finding
    from healthlint.report import FileReport

    _What = tuple[str, str, int]


class Version:
    """A version of a page: what was found in it, and its bytes."""

    __slots__ = ("data", "file")

    def __init__(self, file: FileReport, data: bytes) -> None:
        self.file = file
        self.data = data


def standing(new: Version, old: Version, lines: Lines) -> list[Finding]:
    """The findings in a page that touch none of its changed `lines` and are in the old version as well, no less grave:
    the same rule on the same words of the same line, or the same fault of the page as a whole.
    """
    index = LineIndex(old.data)
    before: dict[_What, list[int]] = {}
    for finding in old.file.findings:
        before.setdefault(_what(finding, index.lines(*_bytes(finding))[0]), []).append(_rank(finding))
    result = []
    for what, findings in _untouched(new, lines).items():
        findings.sort(key=_rank)
        pairs = pair(before.get(what, []), [_rank(finding) for finding in findings])
        result += [findings[number] for number in pairs]
    return result


def _untouched(version: Version, lines: Lines) -> dict[_What, list[Finding]]:
    """The findings that touch no changed line, by what they were before the change."""
    index = LineIndex(version.data)
    result: dict[_What, list[Finding]] = {}
    for finding in version.file.findings:
        first, last = index.lines(*_bytes(finding))
        if not lines.touch(first, last):
            result.setdefault(_what(finding, lines.before(first)), []).append(finding)
    return result


def is_all_new(version: Version, lines: Lines) -> bool:
    """Whether every finding touches a changed line, so that the old version tells nothing more."""
    return not _untouched(version, lines)


def _bytes(finding: Finding) -> tuple[int, int]:
    return finding.byte_start, finding.byte_end


def _what(finding: Finding, line: int) -> _What:
    if is_of_page(finding):
        return finding.rule.id, finding.pattern, 0
    return finding.rule.id, keys_of(finding.match), line


def _rank(finding: Finding) -> int:
    return SEVERITIES.index(finding.severity)
