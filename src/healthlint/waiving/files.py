"""The files of a run: those with findings get suppressions, each is written only when that was proved in memory."""

from __future__ import annotations

import os

from healthlint.checker import read_file
from healthlint.errors import InputError, OutputError
from healthlint.report import Problem
from healthlint.waiving.file import CHANGED, Waived, waive
from healthlint.writing import replace_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from healthlint.checker import Checker
    from healthlint.discover import Target
    from healthlint.report import Report


def add_suppressions(
    checker: Checker, targets: Sequence[Target], report: Report, reason: str
) -> Iterator[tuple[str, int, str]]:
    """Write suppressions for the findings of a report into its files, and put what is found then in place of the old
    reports. Yields the label of each file that had findings, how many suppressions it got, and why it got none ("" if
    it did). A file that can't be read again or written gets a problem.

    What is wrong with a suppression is never suppressed. A file is written only where that changes nothing of the page
    and holds all the findings back.
    """
    by_label = {target.label: target for target in targets}
    written: set[str] = set()
    for index, file in enumerate(report.files):
        findings = [finding for finding in file.findings if finding.rule.kind != "directive"]
        target = by_label.get(file.label)
        if not findings or target is None:
            continue
        real = os.path.realpath(target.path)
        if real in written:  # another name of a file that is done
            report.files[index] = checker.check_target(target)
            continue
        try:
            data = read_file(target)
            waived = waive(checker, file.label, data, findings, reason)
            if waived.report is not None and read_file(target) != data:
                waived = Waived(refusal=CHANGED)
            if waived.report is not None:
                replace_file(target.path, waived.data)
                report.files[index] = waived.report
                written.add(real)
        except (InputError, OutputError) as error:
            file.problems.append(Problem(str(error), undone="suppressed"))
            report.files[index] = file
        else:
            yield file.label, waived.count, waived.refusal
