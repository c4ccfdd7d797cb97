"""Work counted instead of timed: calls by the module in which the function stands, and memory by blocks."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable
from types import FrameType
from typing import Any, SupportsIndex

import healthlint

PACKAGE = healthlint.__path__[0] + os.sep


def calls(work: Callable[[], object]) -> Counter[str]:
    """How often functions of healthlint were called while `work` ran, by module ("matching/matcher.py").

    Functions that Python makes for comprehensions and generators don't count: newer versions make none.
    """
    counted: Counter[str] = Counter()

    def count(frame: FrameType, event: str, argument: object) -> None:
        code = frame.f_code
        if event == "call" and code.co_filename.startswith(PACKAGE) and code.co_name[0] != "<":
            counted[code.co_filename[len(PACKAGE) :].replace(os.sep, "/")] += 1

    _profiled(work, count)
    return counted


def all_calls(work: Callable[[], object]) -> int:
    """How often any function was called, those of C too: what a loop without functions of its own does shows here."""
    number = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal number
        number += event in ("call", "c_call")

    _profiled(work, count)
    return number


def steps(work: Callable[[], object]) -> int:
    """How many lines of healthlint ran, each round of a loop counted: what a loop that calls nothing does shows here."""
    number = 0

    def count(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal number
        number += event == "line"
        return count if frame.f_code.co_filename.startswith(PACKAGE) else None

    _watched(work, count, sys.gettrace, sys.settrace)
    return number


def _profiled(work: Callable[[], object], count: Callable[[FrameType, str, object], None]) -> None:
    _watched(work, count, sys.getprofile, sys.setprofile)


def _watched(
    work: Callable[[], object], count: object, watcher: Callable[[], Any], watch: Callable[[Any], None]
) -> None:
    """Do work while the interpreter calls `count`; `watcher` tells whom it called before, `watch` whom it is to call."""
    before = watcher()
    watch(count)
    try:
        work()
    finally:
        watch(before)


class Sliced(str):
    """A text that counts the code points which are cut out of it: copying a long line again and again is no call."""

    copied = 0

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        part = super().__getitem__(key)
        self.copied += len(part)
        return part


def of_room(counted: Counter[str], *rooms: str) -> int:
    """The calls of some rooms or modules."""
    return sum(number for module, number in counted.items() if module.startswith(rooms))
