"""The files of a run: those with something to mend are read once more, mended in memory, and written or only shown."""

from __future__ import annotations

import os
from codecs import BOM_UTF8

from healthlint.checker import Checker, read_file
from healthlint.errors import InputError, OutputError
from healthlint.fixing.page import Fixer, Place, place_of
from healthlint.report import Problem
from healthlint.writing import replace_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from healthlint.discover import Target
    from healthlint.report import Report

CHANGED = "was changed while it was checked, and nothing was written: run again"


class Mended:
    """A file that can be mended: its label, its text before and after, and how many findings that mends."""

    __slots__ = ("after", "before", "fixed", "label")

    def __init__(self, label: str, before: str, after: str, fixed: int) -> None:
        self.label = label
        self.before = before
        self.after = after
        self.fixed = fixed


class Outcome:
    """What came of a run of fixes: the files that can be mended, and why some findings with a fix are not."""

    __slots__ = ("mended", "notes")

    def __init__(self) -> None:
        self.mended: list[Mended] = []
        self.notes: list[str] = []


def fix_files(checker: Checker, targets: Sequence[Target], report: Report, write: bool) -> Outcome:
    """Mend the files of a run, in their order: what `report` holds as active findings with a fix, and no more.

    `report` has a file report for each target, in order. Where the fixes are written, the reports of the files become
    those of the new text, and what could not be written is a problem of its file; else neither changes.
    """
    outcome = Outcome()
    seen: set[str] = set()
    for index, (target, file) in enumerate(zip(targets, report.files, strict=False)):
        wanted = {place_of(each) for each in file.findings if each.fix}
        if not wanted:
            continue
        real = os.path.realpath(target.path)
        if real in seen:  # another name of a file that is done
            if write:
                report.files[index] = checker.check_target(target)
            continue
        seen.add(real)
        try:
            fixed = _fix(checker, target, wanted, outcome, write)
        except (InputError, OutputError) as error:
            file.problems.append(Problem(str(error), undone="fixed"))
            report.files[index] = file
            continue
        if fixed and write:
            report.files[index] = fixed.now.report
            report.fixed += fixed.fixed
            report.fixed_files += 1
    return outcome


def _fix(checker: Checker, target: Target, wanted: set[Place], outcome: Outcome, write: bool) -> Fixer | None:
    """Mend one file; None where nothing of it was mended."""
    data = read_file(target)
    fixer = Fixer(checker, target.label, data, wanted)
    if fixer.missing:
        raise InputError(target.label, CHANGED)
    for refused in fixer.refused:
        place = f"{target.label}:{refused.finding.place.line}"
        outcome.notes.append(f"{place}: {refused.finding.rule.id} was not fixed: it would {refused.why}")
    if not fixer.fixed:
        return None
    if write:
        if read_file(target) != data:
            raise InputError(target.label, CHANGED)
        replace_file(target.path, fixer.now.data)
    mark = "\ufeff" if data.startswith(BOM_UTF8) else ""  # or the diff would not fit the file
    before, after = mark + fixer.before.text, mark + fixer.now.document.text
    outcome.mended.append(Mended(target.label, before, after, fixer.fixed))
    return fixer
