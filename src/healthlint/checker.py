"""Rulesets loaded once and any number of files checked against them, one process."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence

from healthlint import choice, engine, programs, readers
from healthlint.choice import Choice, Choices
from healthlint.config import Config
from healthlint.errors import InputError
from healthlint.language.program import Program
from healthlint.origin import digest_of, origin_of, stable_state
from healthlint.report import FileReport, Problem, RulesetStamp
from healthlint.selection import Selection
from healthlint.store import Packer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from healthlint.discover import Target
    from healthlint.document import Document
    from healthlint.kept import State
    from healthlint.loading.pins import Pin
    from healthlint.rule import Rule


class Options:
    """How to check. `rulesets` are paths and names (see `programs.load`), `pins` what is demanded of them, `select` and
    `ignore` names of rules, categories and rulesets, `jurisdictions` those of the run (none: what the pages say, else
    US), `jobs` the number of processes (0: as many as make sense), `cache` whether compiled rulesets and results may
    be kept, `explain` whether matches of rules that are not for a page are kept too, let go with the reason,
    `documents` whether reports with something to show keep their documents and the readability by heading, which takes
    much memory. `day` is the one on which suppressions may be over, YYYY-MM-DD (without it none is).
    """

    __slots__ = (
        "cache",
        "config",
        "day",
        "documents",
        "explain",
        "ignore",
        "jobs",
        "jurisdictions",
        "pins",
        "rulesets",
        "select",
    )

    def __init__(
        self,
        rulesets: Sequence[str] = (),
        select: tuple[str, ...] = (),
        ignore: tuple[str, ...] = (),
        jurisdictions: tuple[str, ...] = (),
        jobs: int = 0,
        cache: bool = True,
        config: Config | None = None,
        explain: bool = False,
        documents: bool = False,
        day: str = "",
        pins: Sequence[Pin] = (),
    ) -> None:
        self.rulesets = list(rulesets)
        self.select = select
        self.ignore = ignore
        self.jurisdictions = jurisdictions
        self.jobs = jobs
        self.cache = cache
        self.config = config or Config()
        self.explain = explain
        self.documents = documents
        self.day = day
        self.pins = pins


class Checker:
    """Rulesets loaded once, ready for any number of documents."""

    def __init__(self, options: Options) -> None:
        loaded = programs.load(options.rulesets, options.cache, options.pins)
        self.options = options
        self.program: Program = loaded.program
        choice.refuse_unknown(self.program, options.select, options.ignore, options.jurisdictions, options.config)
        self.selection: Selection = choice.select(loaded, options.select, options.ignore)
        self.packer = Packer(self.program.rules, self.program.ids)
        self._choices = Choices(self.program, self.selection, options.config, options.jurisdictions)

    def read(self, label: str, data: bytes) -> Document:
        """The document that the bytes of a file hold. Raises InputError."""
        return read_document(label, data, self.options.config)

    def check(self, label: str, data: bytes) -> FileReport:
        """The report of one file's bytes; a file that can't be read makes a report with the problem."""
        read = self._read(label, data)
        return read if isinstance(read, FileReport) else self._checked(read)

    def _read(self, label: str, data: bytes) -> Document | FileReport:
        """The document that the bytes of a file hold, or a report with the problem."""
        try:
            return self.read(label, data)
        except InputError as error:
            report = FileReport(label)
            report.problems.append(Problem(error.message, error.line))
            return report

    def _checked(self, document: Document) -> FileReport:
        chosen = self.choice(document.label, document.meta)
        options = self.options
        report = engine.check(
            document,
            chosen.program,
            chosen.selection,
            chosen.meta,
            explain=options.explain,
            day=options.day,
            sections=options.documents,
        )
        set_aside = any(finding.disposition != "let-go" for finding in report.let_go)
        if not options.documents or not (report.findings or set_aside or report.problems):
            report.document = None
        return report

    def check_target(self, target: Target) -> FileReport:
        """The report of one file; one that can't be opened makes a report with the problem. What was let go by
        judgement is left out of it but to `explain`.
        """
        try:
            data, state = read_with_state(target)
        except InputError as error:
            report = FileReport(target.label)
            report.problems.append(Problem(error.message))
            return report
        read = self._read(target.label, data)
        digest = digest_of(data) if self.options.cache else b""
        del data  # it stands in memory as text
        report = read if isinstance(read, FileReport) else self._checked(read)
        if not self.options.explain:
            report.let_go = [finding for finding in report.let_go if finding.disposition != "let-go"]
        if self.options.cache and not report.problems:
            untils = [waiver.until for waiver in report.waivers]
            report.origin = origin_of(state, digest, untils, self.options.day)
        return report

    def choice(self, label: str, meta: Mapping[str, object]) -> Choice:
        """With what a file is checked whose front matter says `meta`."""
        return self._choices.of(label, meta)

    def rules(self) -> Sequence[Rule]:
        """The rules that a run uses, in the order of their rulesets."""
        return _Used(self.program.rules, sorted(self.selection.rules))

    def stamps(self) -> list[RulesetStamp]:
        """The rulesets that were loaded."""
        return [RulesetStamp(*stamp) for stamp in self.program.stamps]


class _Used(Sequence["Rule"]):
    """Some of the rules of a program: few outputs look at them."""

    __slots__ = ("_numbers", "_rules")

    def __init__(self, rules: Sequence[Rule], numbers: list[int]) -> None:
        self._rules = rules
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, at: Any) -> Any:
        return self._rules[self._numbers[at]]


def read_document(label: str, data: bytes, config: Config) -> Document:
    """The document that the bytes of a file hold, read as the configuration says. Raises InputError."""
    page = config.page_with(config.overrides_for(label, {}))
    return readers.read(label, data, page.get("data.keys", ()), page.get("data.skip-keys", ()))


def read_file(target: Target) -> bytes:
    """The bytes of a file, one more than a reader takes at most. Raises InputError."""
    return read_with_state(target)[0]


def read_with_state(target: Target) -> tuple[bytes, State]:
    """As `read_file`, with the state of the file before it was read (see `origin.stable_state`)."""
    try:
        with open(target.path, "rb", opener=_without_waiting) as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode):
                message = "is no regular file but a pipe or a device: pass what it yields to standard input and write -"
                raise InputError(target.label, message)
            state = stable_state(found)
            return file.read(readers.LARGEST + 1), state
    except OSError as error:
        raise InputError(target.label, f"can't be read: {error.strerror or error}") from error


def _without_waiting(path: str, flags: int) -> int:
    """Open a file; a pipe that nobody writes to would else be waited for without end."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
