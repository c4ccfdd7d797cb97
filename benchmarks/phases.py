"""Where the time of a page goes, by phase: every function of healthlint counts for the module in which it stands.

What functions of C and of other packages take counts for the module that called them. The profiler slows calls down, so
its shares are laid over the processor time that the same pages take without it.
"""

from __future__ import annotations

import cProfile
import os
import pstats
import time

import healthlint
from benchmarks import corpus
from healthlint import output
from healthlint.checker import Checker, Options
from healthlint.output.view import View
from healthlint.report import Report

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

PHASES = (
    ("read", ("readers", "document.py", "notation")),
    ("words and sentences", ("segmentation",)),
    ("tags", ("matching/tag", "language")),
    ("match", ("matching",)),
    ("readability", ("readability", "kinds/readability.py")),
    ("disclaimers", ("kinds/disclaimer",)),
    ("judge", ("judgement", "kinds", "engine.py")),
    ("placing", ("placing.py", "fingerprint.py", "finding.py", "suppression")),
    ("output", ("output", "report.py")),
)
"""Phases with the modules and rooms that do them; the first that fits counts."""

OTHER = "all else"
_PACKAGE = os.path.dirname(os.path.abspath(healthlint.__file__)) + os.sep

Function = tuple[str, int, str]


def phase_of(file: str) -> str:
    """The phase of a source file; "" where it is none of healthlint's."""
    if not file.startswith(_PACKAGE):
        return ""
    name = file[len(_PACKAGE) :].replace(os.sep, "/")
    return next((phase for phase, starts in PHASES if name.startswith(starts)), OTHER)


class Profile:
    """The figures of a profiler, function by function, and for whom each worked."""

    def __init__(self, figures: dict[Function, tuple[Any, ...]]) -> None:
        self._figures = figures
        self._known: dict[Function, dict[str, float]] = {}

    def seconds(self) -> dict[str, float]:
        """Seconds by phase."""
        total: dict[str, float] = {}
        for function, (_, _, own, _, _) in self._figures.items():
            for phase, share in self._shares(function).items():
                total[phase] = total.get(phase, 0.0) + share * own
        return total

    def _shares(self, function: Function) -> dict[str, float]:
        """For which phases a function worked; the shares add up to 1."""
        phase = phase_of(function[0])
        if phase:
            return {phase: 1.0}
        if function not in self._known:
            self._known[function] = {OTHER: 1.0}  # what calls itself
            callers = self._figures[function][4] if function in self._figures else {}
            weights = {caller: figures[2] + 1e-9 for caller, figures in callers.items()}
            shares: dict[str, float] = {}
            for caller, weight in weights.items():
                for name, share in self._shares(caller).items():
                    shares[name] = shares.get(name, 0.0) + share * weight / sum(weights.values())
            self._known[function] = shares or {OTHER: 1.0}
        return self._known[function]


def _work(checker: Checker, pages: Sequence[tuple[str, bytes]]) -> None:
    reports = [checker.check(name, data) for name, data in pages]
    for _ in output.load("full")(Report(reports, checker.stamps(), checker.rules()), View()):
        pass


def measure(count: int) -> str:
    """A table of the phases of `count` pages, as Markdown."""
    checker = Checker(Options())
    pages = [(f"page{number}.md", corpus.page(number).encode()) for number in range(count)]
    _work(checker, pages[:20])  # what is loaded at first use
    start = time.process_time()
    _work(checker, pages)
    taken = time.process_time() - start
    profiler = cProfile.Profile(time.process_time)
    profiler.runcall(_work, checker, pages)
    figures: dict[Function, tuple[Any, ...]] = pstats.Stats(profiler).stats  # type: ignore[attr-defined]
    return table(Profile(figures).seconds(), taken / count)


def table(seconds: dict[str, float], page: float) -> str:
    """The phases with their share, and what that is of the processor time of a page, in the order of the work."""
    total = sum(seconds.values()) or 1.0
    lines = ["| phase | share | of a page |", "|---|---|---|"]
    for phase in (*(name for name, _ in PHASES), OTHER):
        share = seconds.get(phase, 0.0) / total
        lines.append(f"| {phase} | {share:.0%} | {share * page * 1000:.2f} ms |")
    lines.append(f"| together | | {page * 1000:.2f} ms |")
    return "\n".join(lines)
