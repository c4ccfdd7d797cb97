"""A configuration file -> `Config`: which keys there are and what may stand behind each."""

from __future__ import annotations

import os

from healthlint.config.settings import PYPROJECT, Config
from healthlint.errors import ConfigError, Mistake
from healthlint.finding import SEVERITIES
from healthlint.globs import Globs
from healthlint.language.data import Text
from healthlint.loading.fields import (
    by_sort,
    in_kebab_case,
    list_of,
    names_to,
    number,
    one_of,
    record,
    text,
)
from healthlint.loading.locate import builtin_names
from healthlint.loading.source import read_yaml
from healthlint.rule import CONTEXTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from healthlint.config.settings import Page
    from healthlint.loading.fields import Check
    from healthlint.loading.source import Node


def _glob(node: Node, mistakes: list[Mistake]) -> Text | None:
    """A pattern for paths below the folder of the configuration."""
    value = text(node, mistakes)
    if value is None:
        return None
    bare = value.removeprefix("!")
    message = ""
    if "\\" in bare:
        message = 'write "/" between the parts of a path'
    elif "{" in bare:
        message = "braces have no meaning in a pattern: write one pattern for each case"
    elif bare == ".." or bare.startswith("../"):
        message = "a pattern can't leave the folder of the configuration"
    if message:
        mistakes.append(value.mistake(message))
        return None
    if not bare.startswith("./"):
        return value
    return Text.at(value[: len(value) - len(bare)] + bare[1:], value.file, value.line, value.column, value.key)


def _key_pattern(node: Node, mistakes: list[Mistake]) -> Text | None:
    """A pattern for the keys of data files."""
    value = text(node, mistakes)
    if value is not None and "[" in value:
        mistakes.append(value.mistake("write the number of a list item like a key, `faq.0.answer`, or `*` for any"))
        return None
    return value


_texts = list_of(text)
_key_patterns = list_of(_key_pattern)
_globs = list_of(_glob)

PAGE_KEYS: dict[str, Check] = {
    "context": one_of(CONTEXTS),
    "topic": by_sort(list=_texts, text=text),
    "product": text,
    "audience": text,
    "jurisdictions": _texts,
    "profile": text,
    "data": record({"keys": _key_patterns, "skip-keys": _key_patterns}),
}
KEYS: dict[str, Check] = {
    "rulesets": _texts,
    "select": _texts,
    "ignore": _texts,
    "severity": names_to(in_kebab_case, one_of(SEVERITIES)),
    "fail-on": one_of((*SEVERITIES, "never")),
    "max-warnings": number(0, 1_000_000, whole=True),
    "include": _globs,
    "exclude": _globs,
    **PAGE_KEYS,
    "overrides": list_of(record({"paths": _globs, **PAGE_KEYS}, ("paths",))),
}
"""The keys of a configuration, in the order in which a message names them."""

_whole = record(KEYS)


def read(path: str, label: str) -> Config:
    """The configuration in the file `path`, which messages call `label`. Raises `ConfigError` with all its mistakes."""
    mistakes: list[Mistake] = []
    if path.endswith(".toml"):
        from healthlint.config.toml import read_toml  # most projects have no TOML to read

        table = () if os.path.basename(path) != PYPROJECT else ("tool", "healthlint")
        root = read_toml(path, label, table, mistakes)
    else:
        root, _ = read_yaml(path, label, mistakes)
    values: Any = {}
    if root is not None and root.sort != "nothing":
        values = _whole(root, mistakes) or {}
    folder = os.path.dirname(os.path.abspath(path))
    rulesets: list[str] = [_ruleset(name, folder, mistakes) for name in values.get("rulesets", ())]
    if mistakes:
        if path.endswith(".toml"):
            mistakes = [_of_toml(mistake) for mistake in mistakes]
        raise ConfigError(sorted(mistakes, key=lambda mistake: (mistake.line, mistake.column)))
    return _config(Config(label, folder), values, rulesets)


def _config(config: Config, values: dict[str, Any], rulesets: list[str]) -> Config:
    config.rulesets = rulesets
    config.select = tuple(values.get("select", ()))
    config.ignore = tuple(values.get("ignore", ()))
    config.severity = values.get("severity", {})
    config.fail_on = values.get("fail-on")
    config.max_warnings = values.get("max-warnings")
    config.include = tuple(values.get("include", ()))
    config.exclude = tuple(values.get("exclude", ()))
    config.page = _page(values)
    config.overrides = [(Globs(entry["paths"]), _page(entry)) for entry in values.get("overrides", ())]
    return config


def _page(values: dict[str, Any]) -> Page:
    inner = {f"data.{key}": value for key, value in values.get("data", {}).items()}
    said = {**{key: values[key] for key in PAGE_KEYS if key in values and key != "data"}, **inner}
    return {key: (value,) if isinstance(value, str) else tuple(value) for key, value in said.items()}


def _ruleset(name: Text, folder: str, mistakes: list[Mistake]) -> Text:
    """The absolute path of a ruleset that is given by its path; a name of one that comes with healthlint as it
    stands.
    """
    path = os.path.normpath(os.path.join(folder, name))
    exists = os.path.exists(path)
    if name.endswith((".yaml", ".yml", "/")) or name.startswith("."):
        if not exists:
            mistakes.append(name.mistake(f"there is no such file or folder: {path}"))
    elif not exists or any(known == name or known.startswith(f"{name}/") for known in builtin_names()):
        return name
    return Text.at(path, name.file, name.line, name.column, name.key)


def _of_toml(mistake: Mistake) -> Mistake:
    message = mistake.message.replace("YAML", "TOML")
    return Mistake(mistake.file, mistake.line, mistake.key, message, mistake.column)
