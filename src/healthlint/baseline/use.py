"""A baseline laid over the report of a run: what it accepts is set aside, and the report says by what."""

from __future__ import annotations

import os

from healthlint.baseline.matching import Checked, Outcome, Scope, match
from healthlint.below import Below
from healthlint.narrowing import BaselineUse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from healthlint.baseline.entries import Entry
    from healthlint.report import FileReport, Report


class Baseline:
    """The entries of the file at `path`, which reports call `label`."""

    __slots__ = ("entries", "label", "path")

    def __init__(self, path: str, label: str, entries: Sequence[Entry]) -> None:
        self.path = path
        self.label = label
        self.entries = entries


def compare(baseline: Baseline, report: Report, is_whole: bool) -> Outcome:
    """What the baseline holds back of the findings in a report, which stays as it is.

    `is_whole` says that the run was asked for the whole project.
    """
    return _compare(baseline, report, is_whole, {})[0]


def hold_back(
    baseline: Baseline, report: Report, is_whole: bool, fresh: Mapping[str, frozenset[str]] | None = None
) -> None:
    """Set the findings that the baseline accepts aside (see `compare`). `fresh` holds, by the label of the file, the
    fingerprints of findings that a change brought.
    """
    outcome, files = _compare(baseline, report, is_whole, fresh or {})
    held = {id(finding): entry for _, finding, entry in outcome.held}
    for index, checked in files:
        entries = {each.fingerprint: held[id(each)] for each in checked.findings if id(each) in held}
        if not entries:
            continue
        file = report.files[index]
        for finding in file.findings:
            entry = entries.get(finding.fingerprint)
            if entry is not None:
                finding.disposition = "baselined"
                finding.reason = f"accepted on {entry.since} in {baseline.label}"
        file.set_aside()
        report.files[index] = file
    report.baseline = BaselineUse(baseline.label, len(outcome.gone), len(outcome.graver))


def _compare(
    baseline: Baseline, report: Report, is_whole: bool, fresh: Mapping[str, frozenset[str]]
) -> tuple[Outcome, list[tuple[int, Checked]]]:
    """What came of the comparison, and the files that were compared, each with its index in the report."""
    names = Below(os.path.dirname(baseline.path))
    scope = Scope(frozenset([rule.id for rule in report.rules]), names.exists, is_whole)
    files = [
        (index, _checked(names.of(file.label), file, fresh.get(file.label, frozenset())))
        for index, file in enumerate(report.files)
        if not file.label.startswith("<")  # standard input without a name
    ]
    return match(baseline.entries, [checked for _, checked in files], scope), files


def _checked(name: str, file: FileReport, fresh: frozenset[str]) -> Checked:
    return Checked(name, file.findings, file.is_read and not file.problems, fresh)
