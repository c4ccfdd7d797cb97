"""One configuration file -> its values, each with its place: which keys there are and what may stand behind each."""

from __future__ import annotations

import os
import re

from healthlint.config.settings import PYPROJECT
from healthlint.errors import Mistake
from healthlint.finding import SEVERITIES
from healthlint.globs import LONGEST
from healthlint.language.data import Text
from healthlint.loading.fields import (
    by_sort,
    flag,
    formed,
    in_kebab_case,
    list_of,
    names_to,
    number,
    one_of,
    record,
    text,
    version,
    word,
)
from healthlint.loading.source import read_yaml
from healthlint.rule import CONTEXTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

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
    elif len(bare) > LONGEST:
        message = f"is longer than {LONGEST} characters: no path is"
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


def _front_matter(node: Node, mistakes: list[Mistake]) -> dict[Text, tuple[object, ...]] | None:
    """Keys of front matter, dotted where they stand inside others, each with the value or values that fit."""
    values: Any = _keyed(node, mistakes)
    if values is None:
        return None
    return {key: tuple(value) if isinstance(value, list) else (value,) for key, value in values.items()}


def _keys_below(node: Node, mistakes: list[Mistake]) -> None:
    inner = next(iter(node.value), "key")
    own = node.key.rpartition("front-matter.")[2]
    mistakes.append(node.mistake(f'must be a value: for a key inside another write "{own}.{inner}: …"'))


def _override(node: Node, mistakes: list[Mistake]) -> dict[str, Any] | None:
    values = _override_keys(node, mistakes)
    if values is None or not node.value:
        return None
    if "paths" not in node.value and "front-matter" not in node.value:
        mistakes.append(node.mistake("must have the key paths or front-matter: it says for which pages this holds"))
    elif node.value.keys() <= {"paths", "front-matter"}:
        mistakes.append(node.mistake(f"changes nothing: give it one of {', '.join(EFFECTS)}"))
    elif "data" in node.value and "front-matter" in node.value:
        message = "holds for paths only, as it says how files are read: move it to an override without front-matter"
        mistakes.append(node.value["data"].mistake(message))
    values["place"] = f"{node.file}:{node.line}"
    values["places"] = _places(node)
    return values


def _places(node: Node) -> dict[str, str]:
    return {str(key): f"{key.file}:{key.line}" for key in node.value}


def _source(item: Check, table: dict[str, Check]) -> Check:
    """A text that passes `item`, or one of path and package with what is demanded of it."""
    keyed = record(table)
    ways = [key for key in ("path", "package") if key in table]

    def check(node: Node, mistakes: list[Mistake]) -> object:
        if node.sort != "map":
            return item(node, mistakes)
        values = keyed(node, mistakes) or {}
        given = [key for key in ways if key in node.value]
        if len(given) == 1:
            return values if given[0] in values else None
        if node.value:
            mistakes.append(node.mistake(f"must have {'one of the keys' if ways[1:] else 'the key'} {', '.join(ways)}"))
        return None

    return check


_sha256 = word(formed(re.compile("[0-9A-Fa-f]{64}"), "a SHA-256 checksum of 64 hexadecimal digits"))
_texts = list_of(text)
_key_patterns = list_of(_key_pattern)
_globs = list_of(_glob)
_rules = list_of(text)
_severities = names_to(in_kebab_case, one_of(SEVERITIES))
_single: dict[str, Check] = {"text": text, "number": number(-(10**15), 10**15), "flag": flag}
_keyed = names_to(lambda *_: True, by_sort(list=list_of(by_sort(**_single)), map=_keys_below, **_single))

RULESET_KEYS: dict[str, Check] = {"path": text, "package": text, "version": version, "sha256": _sha256}
PACKAGE_KEYS: dict[str, Check] = {"package": text, "version": version, "sha256": _sha256}
_base = _source(text, PACKAGE_KEYS)

PAGE_KEYS: dict[str, Check] = {
    "context": one_of(CONTEXTS),
    "topic": by_sort(list=_texts, text=text),
    "product": text,
    "audience": text,
    "jurisdictions": _texts,
    "profile": text,
    "data": record({"keys": _key_patterns, "skip-keys": _key_patterns}),
}
EFFECTS: dict[str, Check] = {**PAGE_KEYS, "ignore": _rules, "severity": _severities}
OVERRIDE_KEYS: dict[str, Check] = {"paths": _globs, "front-matter": _front_matter, **EFFECTS}
_override_keys = record(OVERRIDE_KEYS)

KEYS: dict[str, Check] = {
    "extends": by_sort(text=_base, list=list_of(_base), map=_base),
    "rulesets": list_of(_source(text, RULESET_KEYS)),
    "select": _rules,
    "ignore": _rules,
    "severity": _severities,
    "fail-on": one_of((*SEVERITIES, "never")),
    "max-warnings": number(0, 1_000_000, whole=True),
    "baseline": text,
    "include": _globs,
    "exclude": _globs,
    **PAGE_KEYS,
    "overrides": list_of(_override),
}
"""The keys of a configuration, in the order in which a message names them."""

_whole = record(KEYS)


class Layer:
    """What one file says: `values` by key, and in `places` where each of them stands. `folder` is absolute."""

    __slots__ = ("folder", "label", "places", "values")

    def __init__(self, label: str, folder: str, values: dict[str, Any], places: dict[str, str]) -> None:
        self.label = label
        self.folder = folder
        self.values = values
        self.places = places


def read_layer(path: str, label: str, mistakes: list[Mistake]) -> Layer | None:
    """What the file `path`, which messages call `label`, says; None where it can't be read or has no table for it. All
    its mistakes are added.
    """
    found: list[Mistake] = []
    if path.endswith(".toml"):
        from healthlint.config.toml import read_toml  # most projects have no TOML to read

        table = () if os.path.basename(path) != PYPROJECT else ("tool", "healthlint")
        root = read_toml(path, label, table, found)
    else:
        root, _ = read_yaml(path, label, found)
    layer = None
    if root is not None:
        values: Any = _whole(root, found) if root.sort != "nothing" else {}
        places = _places(root) if root.sort == "map" else {}
        layer = Layer(label, os.path.dirname(os.path.abspath(path)), values or {}, places)
    mistakes += [_of_toml(mistake) for mistake in found] if path.endswith(".toml") else found
    return layer


def _of_toml(mistake: Mistake) -> Mistake:
    message = mistake.message.replace("YAML", "TOML")
    return Mistake(mistake.file, mistake.line, mistake.key, message, mistake.column)
