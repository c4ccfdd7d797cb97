"""Which rules a run uses on which page, how grave they are there, and what is known of the page beforehand: the names
in a call and in a configuration, held against the rules that are loaded. Reads no file and judges no text.
"""

from __future__ import annotations

from healthlint import page_meta
from healthlint.config import Config
from healthlint.errors import ConfigError, UsageError
from healthlint.language.program import Program
from healthlint.rule import CATEGORIES
from healthlint.selection import Selection

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from healthlint.config import Override
    from healthlint.errors import Mistake
    from healthlint.programs import Loaded


class Choice:
    """What one page is checked with: a program, the rules of it, and what is known of the page."""

    __slots__ = ("meta", "program", "selection")

    def __init__(self, program: Program, selection: Selection, meta: page_meta.Meta) -> None:
        self.program = program
        self.selection = selection
        self.meta = meta


class Choices:
    """The choice for each page of a run. `jurisdictions` are those of the call: they go before the configuration."""

    def __init__(self, program: Program, selection: Selection, config: Config, jurisdictions: Sequence[str]) -> None:
        self._program = program
        self._selection = selection
        self._config = config
        self._jurisdictions = tuple(jurisdictions)
        self._names = rule_names(program) if config.overrides else {}
        self._made: dict[tuple[int, ...], Choice] = {}

    def of(self, path: str, meta: Mapping[str, object]) -> Choice:
        """The choice for the page at `path` whose front matter says `meta`."""
        overrides = self._config.overrides_for(path, meta)
        key = tuple(id(override) for override in overrides)
        if key not in self._made:
            self._made[key] = self._choose(overrides)
        return self._made[key]

    def _choose(self, overrides: list[Override]) -> Choice:
        graded = dict(self._config.severity)
        ignored: set[int] = set()
        for override in overrides:
            graded.update(override.severity)
            ignored.update(*(self._names[str(name)] for name in override.ignore))
        # What reports take over from here is plain: their places in a file stay behind.
        severity = {str(rule): str(value) for rule, value in graded.items()}
        meta = {key: tuple(map(str, values)) for key, values in self._config.page_with(overrides).items()}
        if self._jurisdictions:
            meta["jurisdictions"] = self._jurisdictions
        program = self._program.with_severities(severity) if severity else self._program
        return Choice(program, Selection(self._selection.rules - ignored), meta)


def select(loaded: Loaded, select: Iterable[str], ignore: Iterable[str]) -> Selection:
    """The rules that `select` and `ignore` leave, each a rule, category, ruleset, or folder of rulesets; all of them
    known (see `refuse_unknown`). What is wrong with suppressions is told whatever is selected, unless it is ignored.
    """
    chosen, ignored = list(select), list(ignore)
    if loaded.names is None and not chosen and not ignored:
        return Selection.all_of(loaded.program)
    rules = loaded.program.rules
    names = rule_names(loaded.program)
    wanted = {index for index, rule in enumerate(rules) if loaded.names is None or rule.ruleset in loaded.names}
    if chosen:
        wanted &= {index for name in chosen for index in names[str(name)]}
    wanted |= names.get("directive", set())
    wanted -= {index for name in ignored for index in names[str(name)]}
    return Selection(frozenset(wanted))


def refuse_unknown(
    program: Program, select: Iterable[str], ignore: Iterable[str], jurisdictions: Iterable[str], config: Config
) -> None:
    """Refuse names that mean nothing in the loaded rules.

    Raises UsageError for one of the call, ConfigError with all those of the configuration.
    """
    mistakes: list[Mistake] = []
    for name, message in _unknown(program, [*select, *ignore], jurisdictions, config):
        mistake = getattr(name, "mistake", None)  # it stands in a file
        if mistake is None:
            raise UsageError(message)
        mistakes.append(mistake(message))
    if mistakes:
        raise ConfigError(config.in_order(mistakes))


def _unknown(
    program: Program, chosen: list[str], jurisdictions: Iterable[str], config: Config
) -> Iterator[tuple[str, str]]:
    """The names that nobody knows, each with what is wrong, in the order of the keys of a configuration."""
    close = _Close()
    chosen += [name for override in config.overrides for name in override.ignore]
    names = rule_names(program) if chosen else {}
    for name in chosen:
        if name not in names:
            yield name, f"no rule, category or ruleset is named `{name}`{close.to(name, names)}{_LISTED}"
    severities = (config.severity, *(override.severity for override in config.overrides))
    ids = {rule.id for rule in program.rules} if any(severities) else set()
    for name in (name for table in severities for name in table):
        if name not in ids:
            yield name, f"no rule is named `{name}`{close.to(name, ids)}{_LISTED}"
    pages = [config.page, *(override.page for override in config.overrides)]
    places = [*jurisdictions, *(place for page in pages for place in page.get("jurisdictions", ()))]
    known = page_meta.jurisdictions_of(program) if places else frozenset()
    for place in places:
        if not page_meta.is_known(place, known):
            yield place, f"no rule is about the jurisdiction `{place}`; known: {', '.join(sorted(known))}"
    profiles = page_meta.profiles_of(program)
    for name in (name for page in pages for name in page.get("profile", ())):
        if name not in profiles:
            yield name, f"no profile is named `{name}`{close.to(name, profiles)}; known: {', '.join(profiles)}"


MOST_GUESSES = 200
"""Unknown names for which a known one close to them is looked for."""

_LISTED = "; `healthlint rules` lists them"


class _Close:
    """Looks for a known name close to an unknown one; that is slow, and not done for more than MOST_GUESSES."""

    def __init__(self) -> None:
        self._left = MOST_GUESSES

    def to(self, name: str, known: Iterable[str]) -> str:
        from healthlint.loading.fields import guess  # only for a mistake

        self._left -= 1
        return guess(name, known) if self._left >= 0 else ""


def rule_names(program: Program) -> dict[str, set[int]]:
    """What rules may be called by, alone or together, with the rules by their index in the program."""
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
