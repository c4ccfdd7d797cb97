"""From the names of rulesets to a program. Compiled ones come from the cache, or with the package, where they can."""

from __future__ import annotations

from healthlint.errors import ConfigError
from healthlint.language.program import FORMAT, Program
from healthlint.loading import locate, store

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from healthlint.errors import Mistake
    from healthlint.loading.pins import Pin


class Loaded:
    """A program, and the names of the rulesets whose rules a run uses (None: of all)."""

    __slots__ = ("names", "program")

    def __init__(self, program: Program, names: frozenset[str] | None) -> None:
        self.program = program
        self.names = names


def load(rulesets: Sequence[str], cache: bool = True, pins: Sequence[Pin] = ()) -> Loaded:
    """The program of the built-in rulesets and those named: paths add to the built-in ones, names of built-in ones
    choose among them (their word lists stay loaded).

    Raises RulesetError with all mistakes, ConfigError with all demands of `pins` that are not met.
    """
    paths = files(rulesets)
    key = store.key(paths, [pin.origin for pin in pins]) if cache else None
    data = store.load(key)
    if not isinstance(data, dict) or data.get("format") != FORMAT or _unmet(pins, paths, data):
        data = _made(paths)
        store.save(key, data)
        if mistakes := _unmet(pins, paths, data):
            raise ConfigError(mistakes)
    program = Program(data)
    named = {path for name in rulesets for path in locate.own_files(name)}
    if not named or named.isdisjoint(locate.builtin_files()):
        return Loaded(program, None)
    return Loaded(
        program, frozenset(stamp[0] for stamp, path in zip(program.stamps, paths, strict=True) if path in named)
    )


def files(rulesets: Sequence[str]) -> list[str]:
    """The files of all built-in rulesets and of those named that are none of them.

    Raises RulesetError for a name that is nothing.
    """
    builtin = locate.builtin_files()
    own = [path for name in rulesets for path in locate.own_files(name) if path not in builtin]
    return [*builtin, *dict.fromkeys(own)]


def compiled() -> bytes:
    """The program of the built-in rulesets as a package ships it. Raises RulesetError."""
    from healthlint.loading import shipped  # as below

    paths = locate.builtin_files()
    return shipped.pack(paths, _compile(paths))


def _made(paths: list[str]) -> dict[str, Any]:
    from healthlint.loading import shipped  # only the first run needs it

    data = shipped.load(paths) if paths == locate.builtin_files() else None
    return data if isinstance(data, dict) else _compile(paths)


def _compile(paths: list[str]) -> dict[str, Any]:
    from healthlint.language.compiler import compile_rulesets  # only where no compiled program is at hand
    from healthlint.loading import load_rulesets

    return compile_rulesets(load_rulesets(paths))


def _unmet(pins: Sequence[Pin], paths: list[str], data: dict[str, Any]) -> list[Mistake]:
    if not pins:
        return []
    from healthlint.loading.pins import unmet  # most rulesets are not pinned

    return unmet(pins, dict(zip(paths, data["stamps"], strict=True)))
