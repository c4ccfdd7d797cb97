"""From the tree of a rule to a `RuleData`: its keys by kind, and what must stand together inside one rule."""

from __future__ import annotations

from healthlint.language.data import PatternData, RuleData, Text
from healthlint.loading import schema
from healthlint.loading.fields import expect, guess, one_of, record, unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from healthlint.errors import Mistake
    from healthlint.loading.source import Node

_FIELDS = ("id", "kind", "override", "examples", "patterns", "except")
"""Keys of a rule that have a field of their own in `RuleData`."""
_SHARED_VALUES = {"severity", "category", "subject", "points", "refines"}
"""Keys that differ by kind and yet belong to `RuleData.values`: every rule ready for use has a field for them."""


def rule_of(node: Node, kinds: dict[str, str], mistakes: list[Mistake]) -> RuleData | None:
    """The rule that a node stands for, None where it has no kind or no id.

    `kinds` maps the ids of all rules to their kinds, for a rule that overrides one and leaves its kind out.
    """
    if not expect(node, "map", mistakes):
        return None
    override = _is_true(node, "override")
    kind = _kind(node, override, kinds, mistakes)
    if not kind:
        _check_without_kind(node, mistakes)
        return None
    own, needed = schema.KINDS[kind]
    required = ("id",) if override else ("id", *needed)
    values = record({**schema.RULE_KEYS, **own}, required, _stranger)(node, mistakes) or {}
    if kind in _AS_A_WHOLE:
        _AS_A_WHOLE[kind](node, mistakes)
    _check_unique(values, mistakes)
    if "id" not in values:
        return None
    options = own.keys() - _SHARED_VALUES
    rest = {key: value for key, value in values.items() if key not in _FIELDS}
    return RuleData(
        values["id"],
        kind,
        {key: value for key, value in rest.items() if key not in options},
        [pattern for entry in values.get("patterns", ()) if (pattern := _pattern(entry)) is not None],
        values.get("except", []),
        {key: value for key, value in rest.items() if key in options},
        values.get("examples", []),
        override,
    )


def _is_true(node: Node, key: str) -> bool:
    return key in node.value and node.value[key].value is True


def _kind(node: Node, override: bool, kinds: dict[str, str], mistakes: list[Mistake]) -> str:
    given = node.value.get("kind")
    name = node.value["id"].value if "id" in node.value else None
    base = kinds.get(name, "") if override and isinstance(name, Text) else ""
    if given is None:
        if not base and not override:
            mistakes.append(node.mistake(f"must have the key kind: one of {', '.join(schema.KINDS)}"))
        return base
    kind = one_of(tuple(schema.KINDS))(given, mistakes)
    if kind and base in schema.KINDS and kind != base:
        mistakes.append(
            given.mistake(f"the rule that this one overrides is of the kind {base}: leave kind out, or give another id")
        )
    return str(kind or "")


def _check_without_kind(node: Node, mistakes: list[Mistake]) -> None:
    """Check what can be checked of a rule whose kind is unknown."""
    known = {*schema.RULE_KEYS, *(key for own, _ in schema.KINDS.values() for key in own)}
    for key, inner in node.value.items():
        if key not in known:
            mistakes.append(unknown(key, sorted(known), mistakes))
            continue
        checks = [
            table[key] for table in (schema.RULE_KEYS, *(own for own, _ in schema.KINDS.values())) if key in table
        ]
        if len(checks) == 1 and key != "kind":  # what differs from kind to kind can't be checked
            checks[0](inner, mistakes)


def _stranger(key: Text, allowed: Iterable[str], mistakes: list[Mistake]) -> Mistake:
    """The mistake for a key that rules of this kind do not have."""
    homes = [kind for kind, (own, _) in schema.KINDS.items() if key in own]
    names = list(allowed)
    if homes and not guess(key, names):
        return key.mistake(
            f'the key "{key}" belongs to rules of the kind {" and ".join(homes)}: allowed here are {", ".join(names)}'
        )
    return unknown(key, names, mistakes)


def _pattern(entry: Any) -> PatternData | None:
    if isinstance(entry, Text):
        return PatternData(entry)
    words = entry.get("phrase") or entry.get("regex")
    if words is None:
        return None
    return PatternData(
        words, entry.get("id", ""), entry.get("points"), "phrase" not in entry, entry.get("untested", "")
    )


def _check_patterns(node: Node, mistakes: list[Mistake]) -> None:
    mistakes += [
        pattern.mistake("must have either a phrase or a regex")
        for pattern in _maps(node, "patterns")
        if any(key in schema.PATTERN_KEYS for key in pattern.value)
        and ("phrase" in pattern.value) == ("regex" in pattern.value)
    ]


def _check_evidence(node: Node, mistakes: list[Mistake]) -> None:
    _check_patterns(node, mistakes)
    unless = node.value.get("unless")
    given = unless.value if unless is not None and unless.sort == "map" else {}
    sources = given["sources"].value if "sources" in given and given["sources"].sort == "list" else ()
    if "not-links" in given and not any(source.value == "link" for source in sources):
        mistakes.append(given["not-links"].mistake("has no effect where no link is a source: leave it out"))


def _check_terminology(node: Node, mistakes: list[Mistake]) -> None:
    mistakes += [
        term.mistake("fix: true needs the replacement: give it the key use")
        for term in _maps(node, "terms")
        if _is_true(term, "fix") and "use" not in term.value
    ]


def _check_disclaimer(node: Node, mistakes: list[Mistake]) -> None:
    needed = node.value.get("needed")
    given = needed.value if needed is not None and needed.sort == "map" else {}
    if given and not any(key in given for key in schema.NEEDED_TRIGGERS):
        mistakes.append(needed.mistake(f"must have one of {', '.join(schema.NEEDED_TRIGGERS)}"))
    elif "subjects" in given and "categories" not in given:
        mistakes.append(given["subjects"].mistake("has no effect without categories: leave it out"))
    if _is_true(node, "insert"):
        severity = node.value.get("severity")
        if severity is not None and severity.sort == "map" and "absent" not in severity.value:
            mistakes.append(
                node.value["insert"].mistake("has no effect where the severity names no absent: leave it out")
            )
    limit = node.value.get("readability")
    if limit is not None and limit.sort == "map" and not ("at-most" in limit.value or "at-least" in limit.value):
        mistakes.append(limit.mistake("must have at-most, at-least, or both"))


def _check_readability(node: Node, mistakes: list[Mistake]) -> None:
    mistakes += [
        limit.mistake("must have at-most, at-least, or both")
        for limit in _maps(node, "limits")
        if "at-most" not in limit.value and "at-least" not in limit.value
    ]


_AS_A_WHOLE = {
    "claim": _check_patterns,
    "evidence": _check_evidence,
    "terminology": _check_terminology,
    "disclaimer": _check_disclaimer,
    "readability": _check_readability,
}
"""What is checked in a rule of a kind beside its single keys."""


def _maps(node: Node, key: str) -> list[Node]:
    entries = node.value.get(key)
    return [entry for entry in entries.value if entry.sort == "map"] if entries and entries.sort == "list" else []


_UNIQUE = {"patterns": ("id", "pattern"), "terms": ("avoid", "term"), "wordings": ("id", "wording")}


def _check_unique(values: dict[str, Any], mistakes: list[Mistake]) -> None:
    for section, (key, what) in _UNIQUE.items():
        seen: dict[Text, Text] = {}
        for entry in values.get(section, ()):
            name = entry.get(key) if isinstance(entry, dict) else None
            if name is not None and seen.setdefault(name, name) is not name:
                message = f'another {what} of this rule has the {key} "{name}": line {seen[name].line}'
                mistakes.append(name.mistake(message))
