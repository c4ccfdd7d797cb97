"""`healthlint check --show-config`: every setting of a run, and of the first page that it names, with its origin.

Loads the rulesets, so that what is shown is what a run would use; checks nothing.
"""

from __future__ import annotations

import sys

from healthlint import __version__, choice, page_meta, programs
from healthlint.checker import read_document, read_file
from healthlint.cli.accepted import baseline_path
from healthlint.cli.sources import config_of, files_of, options_of, read_stdin, tell_notes
from healthlint.cli.terminal import view_of, write
from healthlint.config import considered
from healthlint.config.settings import label_of
from healthlint.errors import InputError
from healthlint.loading import locate, pins
from healthlint.output.settings import Setting, render
from healthlint.rule import DEFAULT_PROFILE, HOME

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from healthlint.checker import Options
    from healthlint.cli.arguments import Call
    from healthlint.config import Config, Override, Page
    from healthlint.document import Document
    from healthlint.loading.pins import Stamp
    from healthlint.programs import Loaded

_CALL = "command line"
_DEFAULT = "default"
_BY_WORDS = "default: what the words of a page say"
_DEFAULTS: dict[str, tuple[object, str]] = {
    "rulesets": ([], "default: those that come with healthlint"),
    "select": ([], "default: all rules"),
    "ignore": ([], _DEFAULT),
    "severity": ((), _DEFAULT),
    "fail-on": ("error", _DEFAULT),
    "max-warnings": (None, "default: as many as there are"),
    "baseline": (None, "default: none"),
    "include": ([], "default: every file that can be read"),
    "exclude": ([], _DEFAULT),
    "context": (None, _BY_WORDS),
    "topic": ([], _BY_WORDS),
    "product": (None, "default: nothing is said"),
    "audience": (None, "default: nothing is said"),
    "jurisdictions": ([HOME], _DEFAULT),
    "profile": (DEFAULT_PROFILE, _DEFAULT),
    "data": ((), "default: what is known to hold words for people"),
    "overrides": ([], _DEFAULT),
}
"""What holds where nothing is said, and how that is told."""

_PAGE = ("context", "topic", "product", "audience", "jurisdictions", "profile")
_LISTS = ("topic", "jurisdictions")


def run(call: Call) -> int:
    """Show the settings of a call; the exit code. Raises as `check` does where it could not begin."""
    config = config_of(call)
    options = options_of(call, config)
    loaded = programs.load(options.rulesets, options.cache, options.pins)
    choice.refuse_unknown(loaded.program, options.select, options.ignore, options.jurisdictions, config)
    shown = _Shown(call, config, options, loaded)
    lines = [*shown.head(), "", *render(shown.settings())]
    if call.operands:
        lines += ["", *render(shown.page(_first(call, config)))]
    lines += ["", *render(shown.loaded())]
    view = view_of(sys.stdout, call.text("color"))
    write(view.clean(line) for line in lines)
    return 0


def _first(call: Call, config: Config) -> Document:
    """The first page that a call names, read. Raises InputError."""
    found = files_of(call, config)
    tell_notes(call, found.notes)
    if found.problems and not found.targets:
        raise InputError(*found.problems[0])
    if not found.targets:
        raise InputError(call.operands[0], "holds no file to check: name one to see its settings")
    target = found.targets[0]
    return read_document(target.label, read_file(target) if target.path else read_stdin(), config)


class _Shown:
    """The settings of one call."""

    def __init__(self, call: Call, config: Config, options: Options, loaded: Loaded) -> None:
        self.call = call
        self.config = config
        self.options = options
        self.program = loaded.program
        self.selection = choice.select(loaded, options.select, options.ignore)
        self.files = programs.files(options.rulesets)
        self.stamps: dict[str, Stamp] = dict(zip(self.files, self.program.stamps, strict=True))

    def head(self) -> Iterator[str]:
        """What was read and what was not."""
        yield f"# healthlint {__version__}"
        if not self.config.files:
            yield "# no configuration"
        for label, named_at in self.config.files:
            yield f"# extends {label} (at {named_at})" if named_at else f"# configuration {label}"
        for label, reason in considered(self.config, self.call.flag("isolated")):
            yield f"# not read: {label}: {reason}"

    def settings(self) -> Iterator[Setting]:
        """What holds for the run."""
        config, call = self.config, self.call
        yield self._said(
            "rulesets", [self._ruleset(name) for name in self.options.rulesets], bool(call.texts("ruleset"))
        )
        yield self._said("select", list(self.options.select), bool(call.names("select")))
        yield self._ignored((), "ignore")
        yield Setting("severity", self._severities(()), "" if config.severity else _DEFAULT)
        yield self._said("fail-on", call.text("fail-on") or config.fail_on, bool(call.text("fail-on")))
        most = call.number("max-warnings")
        yield self._said("max-warnings", config.max_warnings if most is None else most, most is not None)
        yield self._baseline()
        yield self._said("include", list(config.include))
        yield self._said("exclude", list(config.exclude))
        yield from self._pages((), {})
        yield self._said("overrides", [Setting("", tuple(self._override(each))) for each in config.overrides])

    def loaded(self) -> Iterator[Setting]:
        """The rulesets that were loaded, and how many rules of each there are and run."""
        rules, run = self.program.rules, self.selection.rules
        builtin = set(locate.builtin_files())
        entries = []
        for file in self.files:
            name, version, checksum = self.stamps[file]
            own = [index for index, rule in enumerate(rules) if rule.ruleset == name]
            counts = {"rules": len(own), "run": len(run.intersection(own))}
            facts = {"name": name, "version": version, **counts, "sha256": checksum}
            entries.append(Setting("", facts, "comes with healthlint" if file in builtin else label_of(file)))
        yield Setting("loaded", entries, f"{len(run)} of {len(rules)} rules run, on pages of the places they hold in")

    def page(self, document: Document) -> Iterator[Setting]:
        """What holds for one page."""
        overrides = self.config.overrides_for(document.label, document.meta)
        said = {key: values for key, values in page_meta.front_matter(document).items() if key in _PAGE}
        places = [Setting("", each.place) for each in overrides]
        choices = choice.Choices(self.program, self.selection, self.config, self.options.jurisdictions)
        chosen = choices.of(document.label, document.meta)
        held_to = said.get("jurisdictions") or chosen.meta.get("jurisdictions") or (HOME,)
        count = sum(self.program.rules[index].holds_in(held_to) for index in chosen.selection.rules)
        severities = self._severities(overrides)
        yield Setting(
            "page",
            (
                Setting("path", document.label),
                Setting("overrides", places, "" if places else "none holds"),
                *self._pages(overrides, said),
                self._ignored(overrides, "ignore"),
                Setting("severity", severities, "" if severities else _DEFAULT),
                Setting("rules", count, f"of {len(self.program.rules)}: not ignored, and of its jurisdictions"),
            ),
        )

    def _said(self, key: str, value: object, in_call: bool = False) -> Setting:
        if in_call:
            return Setting(key, value, _CALL)
        if key in self.config.places:
            return Setting(key, value, self._origin(self.config.places[key]))
        return Setting(key, *_DEFAULTS[key])

    def _baseline(self) -> Setting:
        path = baseline_path(self.call, self.config)
        named = self.call.text("baseline") is not None
        label = label_of(path) if path else None
        if path and not named and not self.config.baseline:
            return Setting("baseline", label, "found there: no key names it")
        return self._said("baseline", label, named)

    def _origin(self, place: str) -> str:
        named_at = dict(self.config.files).get(place.rpartition(":")[0])
        return f"{place}, extended at {named_at}" if named_at else place

    def _ruleset(self, name: str) -> Setting:
        files = locate.own_files(name)
        if name not in self.files and set(files) <= set(locate.builtin_files()):
            return Setting("", str(name))
        label, checksum = label_of(name), pins.checksum([name], self.stamps)
        return Setting("", (Setting("path", label), Setting("sha256", checksum)))

    def _ignored(self, overrides: list[Override] | tuple[()], key: str) -> Setting:
        named = [(name, self._origin(self.config.places[key])) for name in self.config.ignore]
        named += [(name, self._origin(each.places[key])) for each in overrides for name in each.ignore]
        named += [(name, _CALL) for name in self.call.names(key)]
        return Setting(key, [Setting("", str(name), origin) for name, origin in named], "" if named else _DEFAULT)

    def _severities(self, overrides: list[Override] | tuple[()]) -> tuple[Setting, ...]:
        merged: dict[str, Setting] = {}
        tables: list[Mapping[str, str]] = [self.config.severity, *(each.severity for each in overrides)]
        for rule, severity in (pair for table in tables for pair in table.items()):
            place = f"{getattr(rule, 'file', '')}:{getattr(rule, 'line', 0)}"
            merged[str(rule)] = Setting(str(rule), str(severity), self._origin(place))
        return tuple(merged.values())

    def _pages(
        self, overrides: list[Override] | tuple[()], front_matter: Mapping[str, tuple[str, ...]]
    ) -> Iterator[Setting]:
        layers = [(self.config.page, self.config.places), *((each.page, each.places) for each in overrides)]
        for key in _PAGE:
            setting = Setting(key, *_DEFAULTS[key])
            for page, places in layers:
                if key in page:
                    setting = Setting(key, _plain(key, page[key]), self._origin(places[key]))
            if key == "jurisdictions" and self.options.jurisdictions:
                setting = Setting(key, list(self.options.jurisdictions), _CALL)
            if key in front_matter:
                setting = Setting(key, _plain(key, front_matter[key]), "front matter")
            yield setting
        data = {
            key: Setting(key, values, self._origin(places["data"]))
            for page, places in layers
            for key, values in _data(page).items()
        }
        yield Setting("data", tuple(data.values())) if data else Setting("data", *_DEFAULTS["data"])

    def _override(self, override: Override) -> Iterator[Setting]:
        facts: dict[str, object] = {"paths": list(override.paths)} if override.paths else {}
        if override.front_matter:
            facts["front-matter"] = tuple(
                Setting(str(key), list(values) if len(values) > 1 else values[0])
                for key, values in override.front_matter.items()
            )
        facts.update({key: _plain(key, override.page[key]) for key in _PAGE if key in override.page})
        if data := _data(override.page):
            facts["data"] = tuple(Setting(key, values) for key, values in data.items())
        if override.ignore:
            facts["ignore"] = list(override.ignore)
        if override.severity:
            facts["severity"] = tuple(Setting(str(rule), str(value)) for rule, value in override.severity.items())
        for index, (key, value) in enumerate(facts.items()):
            yield Setting(key, value, "" if index else self._origin(override.place))


def _data(page: Page) -> dict[str, list[str]]:
    """What is said of the keys of data files."""
    return {key: list(page[f"data.{key}"]) for key in ("keys", "skip-keys") if f"data.{key}" in page}


def _plain(key: str, values: tuple[str, ...]) -> object:
    return list(values) if key in _LISTS else values[0]
