"""A baseline laid over the report of a run: what it accepts is set aside, and the report says by what."""

from __future__ import annotations

import os

from healthlint.baseline.matching import Checked, Outcome, Scope, match
from healthlint.below import Below
from healthlint.narrowing import BaselineUse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from healthlint.baseline.entries import Entry
    from healthlint.report import Report


class Baseline:
    """The entries of the file at `path`, which reports call `label`."""

    __slots__ = ("entries", "label", "path")

    def __init__(self, path: str, label: str, entries: Sequence[Entry]) -> None:
        self.path = path
        self.label = label
        self.entries = entries


def compare(baseline: Baseline, report: Report, is_whole: bool, fresh: frozenset[int] = frozenset()) -> Outcome:
    """What the baseline holds back of the findings in a report, which stays as it is.

    `is_whole` says that the run was asked for the whole project; `fresh` holds the `id`s of findings that a change
    brought.
    """
    names = Below(os.path.dirname(baseline.path))
    scope = Scope(frozenset([rule.id for rule in report.rules]), names.exists, is_whole)
    files = [
        Checked(names.of(file.label), file.findings, file.is_read and not file.problems, fresh)
        for file in report.files
        if not file.label.startswith("<")  # standard input without a name
    ]
    return match(baseline.entries, files, scope)


def hold_back(baseline: Baseline, report: Report, is_whole: bool, fresh: frozenset[int] = frozenset()) -> None:
    """Set the findings that the baseline accepts aside (see `compare`)."""
    outcome = compare(baseline, report, is_whole, fresh)
    held = {id(finding): entry for _, finding, entry in outcome.held}
    for file in report.files:
        for finding in file.findings:
            entry = held.get(id(finding))
            if entry is not None:
                finding.disposition = "baselined"
                finding.reason = f"accepted on {entry.since} in {baseline.label}"
        file.set_aside()
    report.baseline = BaselineUse(baseline.label, len(outcome.gone), len(outcome.graver))
