"""Suppressions for the findings of one file: planned, written into its text, and proved before anybody stores it.

Proved means: read and checked anew, the page is the same to the word, these findings are suppressed, and nothing else
has come or gone.
"""

from __future__ import annotations

from healthlint.errors import InputError
from healthlint.segmentation import Text
from healthlint.suppression.kept import Kept
from healthlint.suppression.notation import notation_of
from healthlint.waiving.edits import with_steps
from healthlint.waiving.plan import Planner
from healthlint.words import Keys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.checker import Checker
    from healthlint.document import Document
    from healthlint.finding import Finding
    from healthlint.report import FileReport
    from healthlint.suppression.notation import Notation
    from healthlint.waiving.plan import Step


CHANGED = "it has changed since it was checked: run the command again"
"""Why a file is left as it is whose bytes are no longer those that were checked."""


class Waived:
    """What came of a file: its new bytes and report, or why it is to be left as it is. `count` is the number of
    suppressions that were written.
    """

    __slots__ = ("count", "data", "refusal", "report")

    def __init__(self, data: bytes = b"", report: FileReport | None = None, count: int = 0, refusal: str = "") -> None:
        self.data = data
        self.report = report
        self.count = count
        self.refusal = refusal


def waive(checker: Checker, label: str, data: bytes, findings: list[Finding], reason: str) -> Waived:
    """Suppressions, for a reason, of these findings in the file with the bytes `data`."""
    notation = notation_of(label)
    if notation is None:
        return Waived(refusal="the format has no comments: accept the findings in a baseline, or change the text")
    try:
        document = checker.read(label, data)
    except InputError as error:
        return Waived(refusal=error.message)
    before = checker.check(label, data)
    if before.problems:
        return Waived(refusal=f"it has a problem that comes first: {before.problems[0].message}")
    wanted = {finding.fingerprint for finding in findings}
    chosen = [finding for finding in before.findings if finding.fingerprint in wanted]
    if len(chosen) != len(findings):
        return Waived(refusal=CHANGED)
    return _Attempts(checker, document, data, notation, reason, before, chosen).run()


class _Attempts:
    """Tries places for the suppressions of one file, the narrowest first."""

    def __init__(
        self,
        checker: Checker,
        document: Document,
        data: bytes,
        notation: Notation,
        reason: str,
        before: FileReport,
        chosen: list[Finding],
    ) -> None:
        self.checker = checker
        self.document = document
        self.data = data
        self.notation = notation
        self.reason = reason
        self.before = before
        self.chosen = chosen
        self.planner = Planner(document, Kept(Text(document, Keys())))

    def run(self) -> Waived:
        """Try until all findings are held; what can't be held where it stands is tried for the file as a whole."""
        whole: set[str] = set()
        while True:
            steps = self.planner.plan(self.chosen, whole)
            try:
                new = self._written(steps)
            except UnicodeEncodeError as error:
                return Waived(
                    refusal=f"{self.document.encoding} can't hold the words of a suppression ({error.reason})"
                )
            if new is None:
                return Waived(refusal=f"its {self.document.encoding} can't be written back as it is: save it as UTF-8")
            after = self.checker.check(self.document.label, new)
            failed, refusal = self._failed(new, after)
            if not failed:
                refusal = self._difference(after)
                return Waived(refusal=refusal) if refusal else Waived(new, after, len(steps))
            if failed <= whole:
                return Waived(refusal=refusal)
            whole |= failed

    def _written(self, steps: list[Step]) -> bytes | None:
        """The bytes of the file with these suppressions; None where even the old text would not give the old bytes."""
        document, head = self.document, self.data[: self.document.mark_size]
        if head + document.text.encode(document.encoding, "surrogatepass") != self.data:
            return None
        text = with_steps(document, steps, self.notation, self.reason)
        return head + text.encode(document.encoding, "surrogatepass")

    def _failed(self, new: bytes, after: FileReport) -> tuple[set[str], str]:
        """The fingerprints of the findings whose suppressions do not do, and why."""
        if not self._is_same_page(new):
            each = {finding.fingerprint for finding in self.chosen if self._changes_page(finding)}
            failed = each or {finding.fingerprint for finding in self.chosen}
            return failed, "a comment there would change the page: write the suppression by hand"
        active = {finding.fingerprint for finding in after.findings}
        failed = {finding.fingerprint for finding in self.chosen if finding.fingerprint in active}
        return failed, "no comment would hold all findings back: write the suppressions by hand"

    def _changes_page(self, finding: Finding) -> bool:
        new = self._written(self.planner.plan([finding], set()))
        return new is None or not self._is_same_page(new)

    def _is_same_page(self, new: bytes) -> bool:
        return _page(self.checker.read(self.document.label, new)) == _page(self.document)

    def _difference(self, after: FileReport) -> str:
        """What has come or gone beside the findings that are held now."""
        if after.problems:
            return f"it would have a problem: {after.problems[0].message}"
        held = {finding.fingerprint for finding in self.chosen}
        old = {finding.fingerprint: finding for finding in self.before.findings if finding.fingerprint not in held}
        new = {finding.fingerprint: finding for finding in after.findings}
        for fingerprint, finding in {**old, **new}.items():
            if (fingerprint in old) != (fingerprint in new):
                change = "bring" if fingerprint in new else "take away"
                return (
                    f"it would {change} another finding, {finding.rule.id} in line {finding.place.line}: write the "
                    "suppressions by hand"
                )
        return ""


def _page(document: Document) -> tuple[object, ...]:
    """All of a document that a visitor sees or that a rule can tell apart."""
    regions = [
        (each.scope, each.start, each.end, each.level, each.containers, each.hidden, each.lead, each.heading)
        for each in document.regions
    ]
    marks = [(each.kind, each.start, each.end, each.value) for each in document.marks]
    return document.prose, regions, marks, document.meta, len(document.troubles)
