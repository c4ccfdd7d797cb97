"""From the tree of a ruleset file to a `RulesetData`: keys, values, and what must stand together inside one definition.

Each file is looked at on its own here; names that cross files are checked in `names`.
"""

from __future__ import annotations

from healthlint.language.data import CueData, EntryData, ListData, ProfileData, RulesetData, Text
from healthlint.loading import schema
from healthlint.loading.fields import expect, in_kebab_case, record, text, unknown, version
from healthlint.loading.rules import rule_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, TypeVar

    from healthlint.errors import Mistake
    from healthlint.loading.source import Node

    Made = TypeVar("Made")

_AROUND = ("before", "after", "around")


def assemble(root: Node, sha256: str, kinds: dict[str, str], mistakes: list[Mistake]) -> RulesetData | None:
    """The ruleset of a file. `kinds` maps the ids of all rules to their kinds, for those that override another one.

    What is wrong is added to `mistakes` and left out of the ruleset; None where the file is no ruleset at all.
    """
    if root.sort == "nothing":
        mistakes.append(root.mistake('the file is empty: a ruleset starts with "ruleset:" and "version:"'))
        return None
    if not expect(root, "map", mistakes):
        return None
    parts = _sections(root, mistakes)
    name = schema.ruleset_name(parts["ruleset"], mistakes) if "ruleset" in parts else None
    number = version(parts["version"], mistakes) if "version" in parts else None
    title, description = (text(parts[key], mistakes) if key in parts else None for key in ("title", "description"))
    place = name if isinstance(name, Text) else Text.at("", root.file, root.line, root.column)
    ruleset = RulesetData(root.file, sha256, place, str(number or ""), str(title or ""), str(description or ""))
    ruleset.references = dict(_references(parts.get("references"), mistakes))
    ruleset.lists = _definitions(parts.get("lists"), _list, mistakes)
    ruleset.cues = _definitions(parts.get("cues"), _cue, mistakes)
    if "model" in parts:
        ruleset.model = _model(parts["model"], mistakes)
    ruleset.profiles = _definitions(parts.get("profiles"), _profile, mistakes)
    if "rules" in parts and expect(parts["rules"], "list", mistakes):
        made = [rule_of(node, kinds, mistakes) for node in parts["rules"].value]
        ruleset.rules = [rule for rule in made if rule is not None]
    return ruleset


def _sections(root: Node, mistakes: list[Mistake]) -> dict[str, Node]:
    for key in root.value:
        if key not in schema.RULESET_KEYS:
            mistakes.append(unknown(key, schema.RULESET_KEYS, mistakes))
    missing = [key for key in ("ruleset", "version") if key not in root.value]
    if missing:
        mistakes.append(root.mistake(f"the file must have the key{'s' * (len(missing) > 1)} {' and '.join(missing)}"))
    if not any(key in root.value for key in ("references", "lists", "cues", "model", "profiles", "rules")):
        mistakes.append(
            root.mistake("the file defines nothing: give it rules, lists, cues, references, profiles or a model")
        )
    return {str(key): node for key, node in root.value.items()}


def _named(section: Node | None, mistakes: list[Mistake]) -> Iterator[tuple[Text, Node]]:
    """The definitions of a section whose names and outer shape are right."""
    if section is None or not expect(section, "map", mistakes):
        return
    if not section.value:
        mistakes.append(section.mistake("is empty: fill it, or leave the key out"))
    for name, node in section.value.items():
        if in_kebab_case(name, mistakes) and expect(node, "map", mistakes):
            yield name, node


def _definitions(
    section: Node | None, make: Callable[[Text, Node, list[Mistake]], Made], mistakes: list[Mistake]
) -> list[Made]:
    return [make(name, node, mistakes) for name, node in _named(section, mistakes)]


def _references(section: Node | None, mistakes: list[Mistake]) -> Iterator[tuple[Text, dict[str, str]]]:
    for name, node in _named(section, mistakes):
        keys, required = schema.SHARED["references"]
        values = record(keys, required)(node, mistakes) or {}
        yield name, {str(key): value for key, value in values.items()}


def _shared(
    section: str, extension: tuple[str, ...], node: Node, mistakes: list[Mistake]
) -> tuple[dict[str, Any], str]:
    """The values of a list or cue, and its mode: "define", "extend" or "override"."""
    keys, required = schema.SHARED[section]
    flags = [key for key in ("extend", "override") if key in node.value and node.value[key].value is True]
    if len(flags) > 1:
        mistakes.append(node.value["override"].mistake("extend and override exclude each other: keep one of them"))
    mode = flags[0] if flags else "define"
    values = record(keys, required if mode != "extend" else ())(node, mistakes) or {}
    if mode == "extend":
        mistakes += [
            key.mistake("can't be changed by an extension: leave it out, or replace the whole with override: true")
            for key in node.value
            if key in keys and key not in (*extension, "override")
        ]
    return values, mode


def _list(name: Text, node: Node, mistakes: list[Mistake]) -> ListData:
    values, mode = _shared("lists", schema.LIST_EXTENSION, node, mistakes)
    entries = [
        EntryData(entry["word"], entry["forms"]) if isinstance(entry, dict) else EntryData(entry)
        for entry in values.get("entries", [])
        if not isinstance(entry, dict) or {"word", "forms"} <= entry.keys()
    ]
    return ListData(
        name,
        entries,
        values.get("about", ""),
        values.get("inflect", "none"),
        values.get("subject", ""),
        values.get("except"),
        mode,
        values.get("source", ""),
        values.get("licence", ""),
        values.get("untested", ""),
    )


def _cue(name: Text, node: Node, mistakes: list[Mistake]) -> CueData:
    values, mode = _shared("cues", schema.CUE_EXTENSION, node, mistakes)
    if mode != "extend":
        _cue_as_a_whole(node, str(values.get("where", "")), mistakes)
    return CueData(
        name,
        values.get("phrases", []),
        values.get("where", ""),
        values.get("about", ""),
        values.get("within", 0),
        values.get("across-clauses", False),
        values.get("except"),
        values.get("stance", ""),
        values.get("points", 0.0),
        values.get("context", ""),
        tuple(values.get("categories", ())),
        tuple(values.get("subjects", ())),
        mode,
        values.get("vote", 0.0),
        values.get("cancels"),
        values.get("untested", ""),
    )


def _cue_as_a_whole(node: Node, where: str, mistakes: list[Mistake]) -> None:
    given = node.value
    if not any(key in given for key in ("stance", "points", "vote", "cancels")):
        mistakes.append(node.mistake("does nothing: give it a stance, points, a vote or cues to cancel"))
    if "context" in given and "vote" not in given:
        mistakes.append(given["context"].mistake("says what the page is for only with a vote"))
    if where in ("inside", "anywhere") and "stance" in given:
        mistakes.append(given["stance"].mistake("a cue inside the match gives points only: leave stance out"))
    if where and where not in _AROUND:
        message = f"has no effect where the cue is {where} (only before, after and around): leave it out"
        mistakes += [given[key].mistake(message) for key in ("within", "across-clauses") if key in given]


def _profile(name: Text, node: Node, mistakes: list[Mistake]) -> ProfileData:
    values, mode = _shared("profiles", (), node, mistakes)
    kept = {key: value for key, value in values.items() if key not in ("about", "override")}
    return ProfileData(name, kept, mode == "override")


def _model(node: Node, mistakes: list[Mistake]) -> dict[str, object]:
    values = record(schema.MODEL_KEYS)(node, mistakes) or {}
    levels = [values.get("thresholds", {}).get(level) for level in ("high", "medium", "low")]
    given = [level for level in levels if level is not None]
    if given != sorted(given, reverse=True):
        mistakes.append(node.value["thresholds"].mistake("high must not be below medium, nor medium below low"))
    return values
