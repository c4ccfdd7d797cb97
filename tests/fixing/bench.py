"""A checker over a small program, in place of the one that loads rulesets."""

from __future__ import annotations

from healthlint import engine, readers
from healthlint.document import Document
from healthlint.errors import InputError
from healthlint.fixing.page import Fixer, place_of
from healthlint.language.program import Program
from healthlint.report import FileReport, Problem
from healthlint.selection import Selection


class Bench:
    """Checks the bytes of pages. `meta` is what the configuration says of them."""

    def __init__(self, program: Program, **meta: str) -> None:
        self.program = program
        self.meta = {key: (value,) for key, value in meta.items()}

    def read(self, label: str, data: bytes) -> Document:
        return readers.read(label, data)

    def check(self, label: str, data: bytes) -> FileReport:
        try:
            document = self.read(label, data)
        except InputError as error:
            report = FileReport(label)
            report.problems.append(Problem(error.message, error.line))
            return report
        return engine.check(document, self.program, Selection.all_of(self.program), self.meta)

    def fix(self, text: str | bytes, label: str = "page.md", leave: tuple[str, ...] = ()) -> Fixer:
        """Fix a page, but for findings whose words are in `leave`."""
        data = text.encode() if isinstance(text, str) else text
        report = self.check(label, data)
        assert report.problems == []
        wanted = {place_of(each) for each in report.findings if each.fix and each.match not in leave}
        return Fixer(self, label, data, wanted)  # type: ignore[arg-type]
