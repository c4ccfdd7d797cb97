"""What narrows the findings of `check` down: `--baseline` and `--diff`.

The changes are found before anything is checked, so that only changed files are; the baseline is laid over the report
before what was there already is left aside, so that neither hides what is new.
"""

from __future__ import annotations

import os

from healthlint.cli.accepted import baseline_path, is_whole, load
from healthlint.cli.sources import STDIN, options_of
from healthlint.config.settings import label_of
from healthlint.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.baseline.use import Baseline
    from healthlint.changes.comparison import Version
    from healthlint.changes.selection import Change, Changes
    from healthlint.cli.arguments import Call
    from healthlint.config import Config
    from healthlint.discover import Found, Target
    from healthlint.report import FileReport, Report


def prepare(call: Call, config: Config, found: Found) -> Narrowing:
    """What narrows a call down, if anything does. With `--diff` only the changed files stay in `found`.

    Raises UsageError or BaselineError where that can't be told.
    """
    path = baseline_path(call, config)
    ref = None if call.flag("fix") else call.text("diff")  # there it shows what would be changed
    narrowing = Narrowing(call, config)
    if path:
        found.leave_out([path])  # it holds the words that were accepted
        narrowing.baseline = load(path)
    if ref is not None:
        narrowing.select(ref, found)
    return narrowing


class Narrowing:
    """The baseline and the changes of a run, either of them None where the call asks for none."""

    def __init__(self, call: Call, config: Config) -> None:
        self.baseline: Baseline | None = None
        self._call = call
        self._config = config
        self._changes: Changes | None = None
        self._changed: list[tuple[Target, Change]] = []
        self._total = 0

    def select(self, ref: str, found: Found) -> None:
        """Leave only those files in `found` that changed since `ref`."""
        from healthlint.changes.selection import Changes  # few runs ask for changes

        if not ref:
            raise UsageError("--diff: the name of the commit to compare with is missing")
        if STDIN in self._call.operands:
            raise UsageError("--diff compares files with their old versions: standard input has none")
        changes = self._changes = Changes(ref)
        self._total = len(found.targets)
        for target in found.targets:
            change = changes.of(target.path, target.label)
            if change is not None:
                self._changed.append((target, change))
        found.targets = [target for target, _ in self._changed]
        rules = [self._config.label, *self._config.rulesets, *self._call.texts("ruleset")]
        found.notes += [
            f"{label_of(path)} changed as well: what that means for other pages, only a run without --diff shows"
            for path in changes.touched([os.path.abspath(path) for path in rules if path])
        ]

    def apply(self, report: Report) -> None:
        """Set aside what the baseline accepts and what doesn't come from the changes."""
        fresh = self._fresh(report) if self._changes is not None else {}
        if self.baseline is not None:
            from healthlint.baseline.use import hold_back

            whole = self._changes is None and is_whole(self._call.operands or ["."], self.baseline.path, self._config)
            hold_back(self.baseline, report, whole, fresh)
        if self._changes is None:
            return
        for index, file in enumerate(report.files):
            for finding in file.findings:
                if finding.fingerprint not in fresh.get(file.label, ()):
                    finding.disposition = "unchanged"
                    finding.reason = f"was there before the change, in {self._changes.since}"
            if file.set_aside():
                report.files[index] = file
        from healthlint.narrowing import ChangesUse  # few runs ask for changes

        report.changes = ChangesUse(self._changes.since, len(self._changed), self._total)

    def apply_again(self, found: Found, report: Report) -> None:
        """As `apply`, after files were written: their reports are new, and lines have moved."""
        for index, file in enumerate(report.files):
            file.take_back(("baselined", "unchanged"))
            report.files[index] = file
        if self._changes is not None:
            total, self._changed = self._total, []
            self.select(self._call.text("diff") or "", found)
            self._total = total
        self.apply(report)

    def _fresh(self, report: Report) -> dict[str, frozenset[str]]:
        """The fingerprints of the findings that come from the changes, by the label of their file."""
        files = {file.label: file for file in report.files}
        pages = [_page(files[target.label], target) for target, _ in self._changed]
        before = self._before(pages)
        return {
            page.file.label: frozenset(finding.fingerprint for finding in page.file.findings) - stood
            for page, stood in zip(pages, before, strict=True)
        }

    def _before(self, pages: list[Version]) -> list[frozenset[str]]:
        """The fingerprints of the findings that were there before the changes, for each page. Old versions are checked
        only of pages with findings outside of the changed lines.
        """
        if self._changes is None:
            return [frozenset()] * len(pages)
        from healthlint import api
        from healthlint.changes.comparison import Version, is_all_new, standing  # few runs ask for changes

        asked = [
            (page, change)
            for page, (_, change) in zip(pages, self._changed, strict=True)
            if change.blob and not is_all_new(page, change.lines)
        ]
        if not asked:
            return [frozenset()] * len(pages)
        versions = self._changes.read([change.blob for _, change in asked])
        texts = [(label_of(change.old_path), data) for (_, change), data in zip(asked, versions, strict=True)]
        old = api.check_texts(texts, options_of(self._call, self._config)).files
        stood = {
            id(page): frozenset(finding.fingerprint for finding in standing(page, Version(file, data), change.lines))
            for (page, change), file, data in zip(asked, old, versions, strict=True)
        }
        return [stood.get(id(page), frozenset()) for page in pages]


def _page(file: FileReport, target: Target) -> Version:
    """A file that changed; its bytes are read where something was found in it."""
    from healthlint.changes.comparison import Version
    from healthlint.checker import read_file  # it brings the engine with it

    return Version(file, read_file(target) if file.findings else b"")
