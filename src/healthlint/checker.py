"""Rulesets loaded once and any number of files checked against them, one process."""

from __future__ import annotations

import os
import stat

from healthlint import engine, programs, readers
from healthlint.config import Config
from healthlint.engine import Selection
from healthlint.errors import InputError, UsageError
from healthlint.finding import FileReport, Problem, RulesetStamp
from healthlint.language.program import Program

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from healthlint.discover import Target


class Options:
    """How to check. `rulesets` are paths and names (see `programs.load`), `select` and `ignore` names of rules,
    categories and rulesets, `jurisdictions` those of the run (none: what the pages say, else US), `jobs` the
    number of processes (0: as many as make sense), `cache` whether compiled rulesets may be kept, `explain` whether
    matches of rules that are not for a page are kept too, let go with the reason, `documents` whether reports keep the
    documents, which takes much memory.
    """

    __slots__ = ("cache", "config", "documents", "explain", "ignore", "jobs", "jurisdictions", "rulesets", "select")

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


class Checker:
    """Rulesets loaded once, ready for any number of documents."""

    def __init__(self, options: Options) -> None:
        loaded = programs.load(options.rulesets, options.cache)
        self.options = options
        self.program: Program = loaded.program
        self.selection: Selection = programs.select(loaded, options.select, options.ignore)
        self._refuse_unknown_jurisdictions()
        self._refuse_unknown_profiles()
        for rule in self.program.rules:
            severity = (
                programs.severities(self.program, options.config).get(rule.id) if options.config.severity else None
            )
            if severity:
                rule.severity = dict.fromkeys(rule.severity, severity)

    def _refuse_unknown_jurisdictions(self) -> None:
        known = engine.jurisdictions_of(self.program)
        config = self.options.config
        pages = [config.page, *(page for _, page in config.overrides)]
        asked = [*self.options.jurisdictions, *(place for page in pages for place in page.get("jurisdictions", ()))]
        for place in asked:
            if not engine.is_known(place, known):
                message = f"no rule is about the jurisdiction `{place}`; known: {', '.join(sorted(known))}"
                raise UsageError(message)

    def _refuse_unknown_profiles(self) -> None:
        known = engine.profiles_of(self.program)
        config = self.options.config
        for page in (config.page, *(page for _, page in config.overrides)):
            for name in page.get("profile", ()):
                if name not in known:
                    raise UsageError(f"no profile is named `{name}`; known: {', '.join(known)}")

    def check(self, label: str, data: bytes) -> FileReport:
        """The report of one file's bytes; a file that can't be read makes a report with the problem."""
        try:
            document = readers.read(label, data)
        except InputError as error:
            report = FileReport(label)
            report.problems.append(Problem(error.message, error.line))
            return report
        report = engine.check(document, self.program, self.selection, self.meta(label), self.options.explain)
        if not self.options.documents:
            report.document = None
        return report

    def check_target(self, target: Target) -> FileReport:
        """The report of one file; one that can't be opened makes a report with the problem."""
        try:
            data = read_file(target)
        except InputError as error:
            report = FileReport(target.label)
            report.problems.append(Problem(error.message))
            return report
        return self.check(target.label, data)

    def meta(self, label: str) -> engine.Meta:
        """What configuration and run say of the page."""
        meta = dict(self.options.config.page_for(label))
        if self.options.jurisdictions:
            meta["jurisdictions"] = self.options.jurisdictions
        return meta

    def stamps(self) -> list[RulesetStamp]:
        """The rulesets that were loaded."""
        return [RulesetStamp(*stamp) for stamp in self.program.stamps]

    def rules(self) -> frozenset[str]:
        """The ids of the rules that the run uses."""
        return frozenset([self.program.rules[index].id for index in self.selection.rules])


def read_file(target: Target) -> bytes:
    """The bytes of a file, one more than a reader takes at most. Raises InputError."""
    try:
        with open(target.path, "rb", opener=_without_waiting) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                message = "is no regular file but a pipe or a device: pass what it yields to standard input and write -"
                raise InputError(target.label, message)
            return file.read(readers.LARGEST + 1)
    except OSError as error:
        raise InputError(target.label, f"can't be read: {error.strerror or error}") from error


def _without_waiting(path: str, flags: int) -> int:
    """Open a file; a pipe that nobody writes to would else be waited for without end."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
