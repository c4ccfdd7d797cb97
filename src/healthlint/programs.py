"""From the names of rulesets to a program and the rules of it that a run uses. Compiled programs come from the cache
where they can.
"""

from __future__ import annotations

from healthlint.engine import Selection
from healthlint.errors import ConfigError, Mistake, UsageError
from healthlint.language.program import FORMAT, Program
from healthlint.loading import locate, store
from healthlint.rule import CATEGORIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from healthlint.config import Config


class Loaded:
    """A program, and the names of the rulesets whose rules a run uses (None: of all)."""

    __slots__ = ("names", "program")

    def __init__(self, program: Program, names: frozenset[str] | None) -> None:
        self.program = program
        self.names = names


def load(rulesets: Sequence[str], cache: bool = True) -> Loaded:
    """The program of the built-in rulesets and those named: paths add to the built-in ones, names of built-in ones
    choose among them (their word lists stay loaded).

    Raises RulesetError with all mistakes.
    """
    paths = files(rulesets)
    key = store.key(paths) if cache else None
    data = store.load(key)
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        data = _compile(paths)
        store.save(key, data)
    program = Program(data)
    named = {path for name in rulesets for path in locate.own_files(name)}
    if named.isdisjoint(locate.builtin_files()):
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


def _compile(paths: list[str]) -> dict[str, object]:
    from healthlint.language.compiler import compile_rulesets  # only where no compiled program is at hand
    from healthlint.loading import load_rulesets

    return compile_rulesets(load_rulesets(paths))


def select(loaded: Loaded, select: tuple[str, ...], ignore: tuple[str, ...]) -> Selection:
    """The rules that `--select` and `--ignore` leave, each a rule, category, ruleset, or folder of rulesets. What is
    wrong with suppressions is told whatever is selected, unless it is ignored.

    Raises UsageError or ConfigError for a name that is none of these.
    """
    rules = loaded.program.rules
    names = _names(loaded.program)
    _refuse_unknown((*select, *ignore), names)
    wanted = {index for index, rule in enumerate(rules) if loaded.names is None or rule.ruleset in loaded.names}
    if select:
        wanted &= {index for name in select for index in names[str(name)]}
    wanted |= names.get("directive", set())
    wanted -= {index for name in ignore for index in names[str(name)]}
    return Selection(frozenset(wanted))


def _names(program: Program) -> dict[str, set[int]]:
    names: dict[str, set[int]] = {category: set() for category in CATEGORIES}
    for name, _, _ in program.stamps:
        for part in _prefixes(name):
            names.setdefault(part, set())
    for index, rule in enumerate(program.rules):
        for name in (rule.id, rule.category, rule.kind, *_prefixes(rule.ruleset)):
            if name:
                names.setdefault(name, set()).add(index)
    return names


def _prefixes(name: str) -> list[str]:
    parts = name.split("/")
    return ["/".join(parts[: count + 1]) for count in range(len(parts))]


def _refuse_unknown(wanted: tuple[str, ...], names: dict[str, set[int]]) -> None:
    for name in wanted:
        if name in names:
            continue
        from difflib import get_close_matches  # only for a mistake

        close = get_close_matches(name, names, 1)
        hint = f"; did you mean `{close[0]}`?" if close else "; `healthlint rules` lists them"
        message = f"no rule, category or ruleset is named `{name}`{hint}"
        mistake = getattr(name, "mistake", None)
        if mistake is not None:
            raise ConfigError([mistake(message)])
        raise UsageError(message)


def severities(program: Program, config: Config) -> dict[str, str]:
    """The severities that a configuration gives rules, by rule id. Raises ConfigError for an unknown rule."""
    known = {rule.id for rule in program.rules}
    mistakes: list[Mistake] = []
    for name in config.severity:
        if name not in known:
            mistake = getattr(name, "mistake", None)
            message = f"no rule is named `{name}`; `healthlint rules` lists them"
            mistakes.append(mistake(message) if mistake else Mistake(config.label, 0, "severity", message))
    if mistakes:
        raise ConfigError(mistakes)
    return {str(name): str(value) for name, value in config.severity.items()}
