"""A configuration file and those that it extends -> `Config`: what wins where several say something.

The file goes before what it extends, and of that the later before the earlier, key by key. Lists are replaced; the
severities of rules are merged, and overrides put in a row. Paths belong to the file in which they stand, patterns to
the folder of the outermost file.
"""

from __future__ import annotations

import os

from healthlint.config.read import PAGE_KEYS, Layer, read_layer
from healthlint.config.settings import FILE, Config, Override, label_of
from healthlint.errors import ConfigError, Mistake
from healthlint.language.data import Text
from healthlint.loading.locate import builtin_names
from healthlint.loading.pins import Pin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from healthlint.config.settings import Further, Page
    from healthlint.loading.packages import Package

_BRING_RULES = ("rul", "ext")
"""How the keys begin, misspelled ones too, without which rules are missing: then no name of a rule is surely wrong."""

DEEPEST = 10
"""How many levels of files may stand below one that extends them."""


def read(path: str, label: str, further: Further) -> Config | None:
    """The configuration in the file `path`, which messages call `label`; None where the file holds none.

    Raises `ConfigError` with all mistakes of it and of the files that it extends, and with what `further` finds in the
    rest of it.
    """
    reading = _Reading()
    layer = reading.layer(path, label, "", ())
    config = _config(Config(label, layer.folder), layer) if layer is not None else Config(label)
    config.files = reading.files
    mistakes = reading.mistakes
    if mistakes:
        if layer is not None and not any(mistake.key.startswith(_BRING_RULES) for mistake in mistakes):
            mistakes += further(config)
        raise ConfigError(config.in_order(mistakes))
    return config if layer is not None else None


class _Reading:
    """Reads files with what they extend. `files` are their labels, each with the place that names it."""

    def __init__(self) -> None:
        self.mistakes: list[Mistake] = []
        self.files: list[tuple[str, str]] = []

    def layer(self, path: str, label: str, named_at: str, around: tuple[str, ...]) -> Layer | None:
        """What a file says together with what it extends. `around` are the real paths of the files that extend it."""
        self.files.append((label, named_at))
        own = read_layer(path, label, self.mistakes)
        if own is None:
            return None
        if "rulesets" in own.values:
            own.values["rulesets"] = [self._ruleset(entry, own.folder) for entry in own.values["rulesets"]]
        if "baseline" in own.values:
            own.values["baseline"] = _moved(own.values["baseline"], _below(own.folder, own.values["baseline"]))
        extended = own.values.pop("extends", [])
        below = Layer(label, own.folder, {}, {})
        for entry in extended if isinstance(extended, list) else [extended]:
            base = self._extended(entry, own.folder, (*around, os.path.realpath(path)))
            below = _over(base, below) if base is not None else below
        return _over(own, below)

    def _extended(self, entry: Text | dict[str, Any], folder: str, around: tuple[str, ...]) -> Layer | None:
        if isinstance(entry, Text):
            name, path = entry, _below(folder, entry)
        else:
            name, path = entry["package"], self._file_of_package(entry)
        real = os.path.realpath(path)
        message = ""
        if not path:
            return None
        if not os.path.isfile(path):
            message = f"is a folder: name the file in it: {path}" if os.path.isdir(path) else f"there is no file {path}"
        elif real in around:
            circle = " > ".join(label_of(each) for each in (*around[around.index(real) :], real))
            message = f"files extend each other in a circle: {circle}"
        elif len(around) > DEEPEST:
            message = f"more than {DEEPEST} files extend each other in a row: put them together"
        if message:
            self.mistakes.append(name.mistake(message))
            return None
        before = len(self.mistakes)
        layer = self.layer(path, label_of(path), f"{name.file}:{name.line}", around)
        if layer is None and len(self.mistakes) == before:
            self.mistakes.append(name.mistake(f"{label_of(path)} has no table [tool.healthlint]"))
        return layer

    def _file_of_package(self, entry: dict[str, Any]) -> str:
        """The configuration that a package offers, "" where that is a mistake."""
        package = self._package(entry)
        if package is None:
            return ""
        name: Text = entry["package"]
        found = [path for path in (os.path.join(folder, FILE) for folder in package.folders) if os.path.isfile(path)]
        if len(found) != 1:
            count = "no" if not found else "more than one"
            where = ", ".join(package.folders)
            self.mistakes.append(name.mistake(f'the package "{name}" has {count} {FILE} in {where}'))
            return ""
        pinned: Text | None = entry.get("sha256")
        if pinned is not None:
            from hashlib import sha256  # few configurations are pinned

            with open(found[0], "rb") as file:
                actual = sha256(file.read()).hexdigest()
            if actual != pinned.lower():
                self.mistakes.append(
                    pinned.mistake(
                        f'the checksum of {FILE} in "{name}" is {actual}, not {pinned}: look at what has '
                        "changed in it, then write the new one here"
                    )
                )
        return found[0]

    def _ruleset(self, entry: Text | dict[str, Any], folder: str) -> tuple[list[str], Pin | None]:
        """The absolute paths of a ruleset, or its name if it comes with healthlint; what is demanded of it."""
        if isinstance(entry, Text):
            return [self._named(entry, folder)], None
        if "package" in entry:
            package = self._package(entry)
            name: Text = entry["package"]
            paths: list[str] = [_moved(name, path) for path in package.folders] if package else []
            return paths, Pin(name, paths, None, entry.get("sha256"), f"{name} {package and package.version}")
        name = entry["path"]
        path = _below(folder, name)
        if not os.path.exists(path):
            self.mistakes.append(name.mistake(f"there is no such file or folder: {path}"))
        return [_moved(name, path)], Pin(name, [path], entry.get("version"), entry.get("sha256"))

    def _named(self, name: Text, folder: str) -> Text:
        path = _below(folder, name)
        exists = os.path.exists(path)
        if name.endswith((".yaml", ".yml", "/")) or name.startswith("."):
            if not exists:
                self.mistakes.append(name.mistake(f"there is no such file or folder: {path}"))
        elif not exists or any(known == name or known.startswith(f"{name}/") for known in builtin_names()):
            return name
        return _moved(name, path)

    def _package(self, entry: dict[str, Any]) -> Package | None:
        from healthlint.loading.packages import PackageError, find_package  # 44 ms for what is installed

        name: Text = entry["package"]
        try:
            package = find_package(name)
        except PackageError as error:
            self.mistakes.append(name.mistake(str(error)))
            return None
        wanted: Text | None = entry.get("version")
        if wanted is not None and wanted != package.version:
            message = f'the package "{name}" is installed in version "{package.version}", not "{wanted}"'
            self.mistakes.append(wanted.mistake(message))
        return package


def _below(folder: str, path: str) -> str:
    return os.path.normpath(os.path.join(folder, path))


def _moved(text: Text, value: str) -> Text:
    """Another value at the place of `text`."""
    return Text.at(value, text.file, text.line, text.column, text.key)


def _over(own: Layer, below: Layer) -> Layer:
    """What `own` says put over what `below` says."""
    values = {**below.values, **own.values}
    if "severity" in below.values and "severity" in own.values:
        kept = {rule: value for rule, value in below.values["severity"].items() if rule not in own.values["severity"]}
        values["severity"] = {**kept, **own.values["severity"]}
    if "overrides" in below.values and "overrides" in own.values:
        values["overrides"] = [*below.values["overrides"], *own.values["overrides"]]
    return Layer(own.label, own.folder, values, {**below.places, **own.places})


def _config(config: Config, layer: Layer) -> Config:
    values = layer.values
    config.places = layer.places
    for paths, pin in values.get("rulesets", ()):
        config.rulesets += paths
        config.pins += [pin] if pin is not None else []
    config.select = tuple(values.get("select", ()))
    config.ignore = tuple(values.get("ignore", ()))
    config.severity = values.get("severity", {})
    config.fail_on = values.get("fail-on")
    config.max_warnings = values.get("max-warnings")
    config.baseline = values.get("baseline", "")
    config.include = tuple(values.get("include", ()))
    config.exclude = tuple(values.get("exclude", ()))
    config.page = _page(values)
    config.overrides = [_override(entry) for entry in values.get("overrides", ())]
    return config


def _page(values: dict[str, Any]) -> Page:
    said = {key: values[key] for key in PAGE_KEYS if key in values and key != "data"}
    said |= {f"data.{key}": value for key, value in values.get("data", {}).items()}
    return {key: (value,) if isinstance(value, str) else tuple(value) for key, value in said.items()}


def _override(values: dict[str, Any]) -> Override:
    return Override(
        values.get("paths", ()),
        values.get("front-matter"),
        _page(values),
        values.get("ignore", ()),
        values.get("severity"),
        values["place"],
        values["places"],
    )
