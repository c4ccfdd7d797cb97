"""Which rules are a more specific form of which others: what `refines` says, followed to its end."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.errors import Mistake
    from healthlint.language.data import RuleData, Text


def refinements(rules: list[RuleData], mistakes: list[Mistake]) -> dict[str, tuple[str, ...]]:
    """The id of each rule to those of all rules that it refines, also by way of others, sorted.

    A rule that refines none, one of another kind, or in the end itself is a mistake.
    """
    known = {str(rule.id): rule for rule in rules}
    direct = {name: _named(rule, known, mistakes) for name, rule in known.items()}
    closed = {name: tuple(sorted(_closure(name, direct))) for name in direct}
    for name, names in direct.items():
        if name in closed[name]:
            mistakes.append(names[0].mistake(f"the rule `{name}` refines itself by way of this one: take one out"))
    return closed


def _named(rule: RuleData, known: dict[str, RuleData], mistakes: list[Mistake]) -> list[Text]:
    names: list[Text] = []
    given = rule.values.get("refines")
    for name in given if isinstance(given, list) else []:
        other = known.get(name)
        if other is None:
            mistakes.append(name.mistake(f"no rule is named `{name}`"))
        elif other.kind != rule.kind:
            mistakes.append(name.mistake(f"`{name}` is of the kind {other.kind}: a rule refines one of its own kind"))
        else:
            names.append(name)
    return names


def _closure(name: str, direct: dict[str, list[Text]]) -> set[str]:
    found: set[str] = set()
    pending = [name]
    while pending:
        for other in direct[pending.pop()]:
            if other not in found:
                found.add(str(other))
                pending.append(str(other))
    return found
