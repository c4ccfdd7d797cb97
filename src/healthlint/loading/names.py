"""The names that rulesets share: which are defined, where, and whether all that are used exist."""

from __future__ import annotations

import re

from healthlint.language.data import Text
from healthlint.language.phrase import PhraseError, parse
from healthlint.loading.fields import guess
from healthlint.loading.schema import KINDS, SHARED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from healthlint.errors import Mistake
    from healthlint.language.data import RuleData, RulesetData
    from healthlint.loading.source import Node

_LIST = re.compile(r"\{\s*([^{}/]*?)\s*(?:/[^{}]*)?\}")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_SINGULAR = {"references": "reference", "lists": "list", "cues": "cue", "profiles": "profile", "rules": "rule"}
_BOTH = {"extend": "to add to it", "override": "to take its place"}
_WAYS = {
    "references": {},
    "lists": _BOTH,
    "cues": _BOTH,
    "profiles": {"override": "to take its place"},
    "rules": {"override": "to replace it"},
}
"""How a definition may follow another one of the same name."""


class Census:
    """Every definition of all files, by section and name.

    Counted on the trees, so that a name is known even where its definition has mistakes. The order of the files does
    not matter: a file may extend or override what a later one defines.
    """

    def __init__(self) -> None:
        self.places: dict[str, dict[str, Text]] = {"rulesets": {}, "rules": {}, **{section: {} for section in SHARED}}
        self.changes: list[tuple[str, str, Text]] = []
        self.kinds: dict[str, str] = {}

    def count(self, root: Node, mistakes: list[Mistake]) -> None:
        """Count the definitions of a file; a name that is taken is a mistake."""
        if root.sort != "map":
            return
        name = root.value.get("ruleset")
        if name is not None and name.sort == "text":
            first = self.places["rulesets"].setdefault(name.value, name.value)
            if first is not name.value:
                mistakes.append(
                    name.mistake(f'a ruleset of the name "{name.value}" is loaded already: {_where(first)}')
                )
                return
        for section in SHARED:
            node = root.value.get(section)
            for key, inner in node.value.items() if node is not None and node.sort == "map" else ():
                self._define(section, key, inner, mistakes)
        rules = root.value.get("rules")
        for rule in rules.value if rules is not None and rules.sort == "list" else ():
            self._rule(rule, mistakes)

    def _rule(self, rule: Node, mistakes: list[Mistake]) -> None:
        name = rule.value.get("id") if rule.sort == "map" else None
        if name is None or name.sort != "text":
            return
        kind = rule.value.get("kind")
        defined = self._define("rules", name.value, rule, mistakes)
        if defined and kind is not None and kind.sort == "text" and kind.value in KINDS:
            self.kinds.setdefault(name.value, str(kind.value))

    def _define(self, section: str, name: Text, node: Node, mistakes: list[Mistake]) -> bool:
        """Note the definition or change of a name; whether it is a definition."""
        given = node.value if node.sort == "map" else {}
        mode = next((mode for mode in _WAYS[section] if mode in given and given[mode].value is True), "")
        if mode:
            self.changes.append((section, mode, name))
            return False
        first = self.places[section].setdefault(name, name)
        if first is not name:
            ways = "".join(f", or say {mode}: true {purpose}" for mode, purpose in _WAYS[section].items())
            message = (
                f'the {_SINGULAR[section]} "{name}" is defined already: {_where(first)}: choose another name{ways}'
            )
            mistakes.append(name.mistake(message))
        return True

    def check_changes(self, mistakes: list[Mistake]) -> None:
        """Whether there is something to extend or override wherever a file says so."""
        for section, mode, name in self.changes:
            places = self.places[section]
            if name not in places:
                what = _SINGULAR[section]
                mistakes.append(name.mistake(f'there is no {what} "{name}" to {mode}{guess(name, places)}'))


def _where(place: Text) -> str:
    return f"{place.file}:{place.line}"


def check_uses(rulesets: list[RulesetData], census: Census, mistakes: list[Mistake]) -> None:
    """Whether the lists, cues, references and rules that are named exist."""
    for ruleset in rulesets:
        for section, name in _uses(ruleset):
            if name not in census.places[section]:
                what = _SINGULAR[section]
                mistakes.append(name.mistake(f'unknown {what} "{name}"{guess(name, census.places[section])}'))


def check_messages(rulesets: list[RulesetData], mistakes: list[Mistake]) -> None:
    """Whether the names in the messages of rules stand for something in their patterns."""
    rules = [rule for ruleset in rulesets for rule in ruleset.rules]
    listed: dict[str, set[str]] = {}
    for rule in sorted(rules, key=lambda rule: rule.override):
        found = {str(name) for phrase in phrases_of_rule(rule) for name in lists_in(phrase)}
        # A rule that overrides another one and gives no patterns keeps those of the other.
        listed[rule.id] = found or listed.get(rule.id, set())
        _check_message(rule, listed[rule.id], mistakes)


def check_phrases(rulesets: list[RulesetData], mistakes: list[Mistake]) -> None:
    """Whether the phrases can be read: for files with other mistakes, which are never compiled."""
    for ruleset in rulesets:
        for phrase in phrases_of(ruleset):
            try:
                parse(phrase)
            except PhraseError as error:
                mistakes.append(phrase.mistake(f"`{phrase}`: {error.args[0]}"))


def lists_in(phrase: Text) -> Iterator[Text]:
    """The names of the lists that a phrase mentions, each at the place of the phrase."""
    for name in _LIST.findall(phrase):
        yield Text.at(name, phrase.file, phrase.line, phrase.column, phrase.key)


def phrases_of(ruleset: RulesetData) -> Iterator[Text]:
    """Every phrase of a ruleset: of its lists, cues and rules."""
    for words in ruleset.lists:
        for entry in words.entries:
            yield entry.word
            yield from entry.forms or ()
        yield from words.exceptions
    for cue in ruleset.cues:
        yield from cue.phrases
        yield from cue.exceptions
    for rule in ruleset.rules:
        yield from phrases_of_rule(rule)
        yield from rule.exceptions
        unless: dict[str, list[Text]] = rule.options.get("unless", {})  # type: ignore[assignment]
        yield from (*unless.get("phrases", ()), *unless.get("page", ()))


def phrases_of_rule(rule: RuleData) -> Iterator[Text]:
    """The phrases of a rule that make it fire."""
    yield from (pattern.text for pattern in rule.patterns if not pattern.is_regex)
    terms: Iterable[dict[str, Text]] = rule.options.get("terms", ())  # type: ignore[assignment]
    yield from (term["avoid"] for term in terms if "avoid" in term)
    yield from rule.options.get("accept", ())  # type: ignore[misc]
    needed: dict[str, list[Text]] = rule.options.get("needed", {})  # type: ignore[assignment]
    yield from needed.get("phrases", ())


def _uses(ruleset: RulesetData) -> Iterator[tuple[str, Text]]:
    for phrase in phrases_of(ruleset):
        for name in lists_in(phrase):
            yield "lists", name
    for cue in ruleset.cues:
        for name in cue.cancels:
            yield "cues", name
    for rule in ruleset.rules:
        for section, values in (
            ("references", rule.values.get("references", ())),
            ("cues", rule.options.get("requires", ())),
            ("cues", rule.options.get("ignore-cues", ())),
            ("rules", rule.values.get("refines", ())),
            *(("rules", example.also) for example in rule.examples),
        ):
            for name in values:  # type: ignore[attr-defined]
                yield section, name


def _check_message(rule: RuleData, lists: set[str], mistakes: list[Mistake]) -> None:
    message = rule.values.get("message")
    about = ("match", "subject", *sorted(lists))
    allowed = {
        "claim": about,
        "evidence": about,
        "terminology": ("match", "use"),
        "directive": ("match", "details"),
    }.get(rule.kind)
    if allowed is None or not isinstance(message, Text):
        return
    for name in _PLACEHOLDER.findall(message):
        if name not in allowed:
            close = guess(name, allowed)
            known = ", ".join("{" + word + "}" for word in allowed)
            mistakes.append(
                message.mistake(f'"{{{name}}}" stands for nothing in this rule{close}: allowed are {known}')
            )
