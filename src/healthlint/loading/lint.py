"""Advice on rulesets that load: what a rule should have before others rely on it.

`validate` tells these beside the mistakes; `check` never asks. Whether the examples hold is tried by running them,
elsewhere.
"""

from __future__ import annotations

import re

from healthlint.language.compiler import SPECIAL_LISTS
from healthlint.language.data import Text
from healthlint.loading.names import lists_in, phrases_of
from healthlint.rule import CATEGORIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from healthlint.errors import Mistake
    from healthlint.language.data import ExampleData, ListData, RuleData, RulesetData

FINDS_WORDS = ("claim", "evidence", "terminology")
"""The kinds of rules that report words of the page."""

MINIMUM = 2
"""How many flag and how many pass examples a rule must have (one of kind readability may have fewer)."""

_CONTENT_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMON_WORDS = re.compile(
    r"\b(?:about|after|also|been|before|does|from|have|into|just|like|more|most|much|only|other|over|some|such|than|that|"
    r"their|them|then|there|these|they|this|those|very|were|what|when|where|which|will|with|without|would|your)\b"
)
_SHARED_LETTERS = 4
"""Words that start with as many letters alike count as forms of one word."""


def lint_rulesets(rulesets: list[RulesetData]) -> list[Mistake]:
    """What these rulesets, taken together, could do better, in the order of files and lines."""
    advice = []
    for ruleset in rulesets:
        if not ruleset.title:
            advice.append(ruleset.name.mistake("give the ruleset a title"))
        for name, values in ruleset.references.items():
            advice += _lint_reference(name, values)
        for words in ruleset.lists:
            advice += _lint_list(words)
        for rule in ruleset.rules:
            advice += _lint_rule(rule)
    advice += _lint_unused(rulesets)
    advice += _lint_twice(rulesets)
    order = {ruleset.label: index for index, ruleset in enumerate(rulesets)}
    return sorted(advice, key=lambda mistake: (order.get(mistake.file, 0), mistake.line, mistake.column))


def _lint_reference(name: Text, values: dict[str, str]) -> Iterator[Mistake]:
    missing = [key for key in ("citation", "url", "read") if not values.get(key)]
    if missing:
        yield name.mistake(f"a reference says where to find it: give it {', '.join(missing)}")


def _lint_list(words: ListData) -> Iterator[Mistake]:
    if words.mode == "define" and not words.about:
        yield words.name.mistake("say what the list holds: give it about")
    seen: dict[str, Text] = {}
    for entry in words.entries:
        first = seen.setdefault(entry.word.casefold(), entry.word)
        if first is not entry.word:
            yield entry.word.mistake(f'"{entry.word}" is in the list already: line {first.line}')


def _lint_rule(rule: RuleData) -> Iterator[Mistake]:
    if rule.id in CATEGORIES:
        yield rule.id.mistake("the id is also the name of a category, and --select could mean either: choose another")
    yield from _lint_message(rule)
    if rule.override:
        return
    needed = ("title", "rationale", "references") if rule.kind != "directive" else ("title", "rationale")
    missing = [key for key in needed if not rule.values.get(key)]
    if not rule.values.get("suggestion") and not _has_replacements(rule):
        missing.append("suggestion")
    if missing:
        yield rule.id.mistake(f"a rule that others rely on needs {', '.join(missing)}")
    yield from _lint_examples(rule)


def _has_replacements(rule: RuleData) -> bool:
    terms: list[dict[str, object]] = rule.options.get("terms", [])  # type: ignore[assignment]
    return bool(terms) and all("use" in term for term in terms)


def _lint_message(rule: RuleData) -> Iterator[Mistake]:
    message = rule.values.get("message")
    if not isinstance(message, Text):
        return
    if message.endswith("."):
        yield message.mistake("a message has no full stop at the end")
    if rule.kind in FINDS_WORDS and "{" not in message:
        yield message.mistake("a message names what it is about: use {match}, {subject} or a list of the patterns")


def _lint_examples(rule: RuleData) -> Iterator[Mistake]:
    kinds = {kind: [example for example in rule.examples if example.kind == kind] for kind in ("flag", "pass", "gap")}
    measures = rule.kind == "readability"
    for kind in ("flag", "pass"):
        count = len(kinds[kind])
        if count < MINIMUM and not measures:
            yield rule.id.mistake(f"a rule needs at least {MINIMUM} {kind} examples, this one has {count}")
    for example in kinds["gap"]:
        if not example.why:
            yield example.source.mistake("a gap says why the rule misses it: give it why")
    if not measures and kinds["flag"] and kinds["pass"] and not _has_near_miss(kinds):
        yield rule.id.mistake(
            "no pass example is a near miss: give one that has words of a flag example and is harmless"
        )
    seen: dict[str, Text] = {}
    for example in rule.examples:
        first = seen.setdefault(example.text, example.source)
        if first is not example.source:
            yield example.source.mistake(f"this example stands in the rule already: line {first.line}")


def _has_near_miss(examples: dict[str, list[ExampleData]]) -> bool:
    marked = [
        example.text[start:end]
        for example in examples["flag"]
        for start, end in example.spans or [(0, len(example.text))]
    ]
    triggers = _stems(marked)
    return any(triggers & _stems([example.text]) for example in examples["pass"])


def _stems(texts: Iterable[str]) -> set[str]:
    words = {word for text in texts for word in _CONTENT_WORD.findall(text.casefold())}
    return {word[:_SHARED_LETTERS] for word in words if not _COMMON_WORDS.fullmatch(word)}


def _lint_unused(rulesets: list[RulesetData]) -> Iterator[Mistake]:
    listed = {str(name) for ruleset in rulesets for phrase in phrases_of(ruleset) for name in lists_in(phrase)}
    listed |= {*SPECIAL_LISTS, *_products(rulesets)}
    cited = {name for ruleset in rulesets for rule in ruleset.rules for name in _strings(rule.values.get("references"))}
    for ruleset in rulesets:
        if not ruleset.rules:
            continue  # a file of lists or references alone is there for other rulesets
        for words in ruleset.lists:
            if words.mode == "define" and words.name not in listed and not words.subject:
                yield words.name.mistake("nothing uses this list: take it out, or use it")
        for name in ruleset.references:
            if name not in cited:
                yield name.mistake("no rule cites this reference: take it out, or cite it")


def _products(rulesets: list[RulesetData]) -> Iterator[str]:
    """The product classes that disclaimers ask for: the list of that name shows that a page is about one."""
    for ruleset in rulesets:
        for rule in ruleset.rules:
            needed = rule.options.get("needed")
            yield from _strings(needed.get("products") if isinstance(needed, dict) else None)


def _strings(values: object) -> list[str]:
    return values if isinstance(values, list) else []


def _lint_twice(rulesets: list[RulesetData]) -> Iterator[Mistake]:
    """References that say the same under two ids, and patterns that stand in two rules."""
    sources: dict[tuple[str, str], Text] = {}
    patterns: dict[str, RuleData] = {}
    for ruleset in rulesets:
        for name, values in ruleset.references.items():
            place = (values.get("url", ""), values.get("citation", ""))
            first = sources.setdefault(place, name)
            if first != name and any(place):
                yield name.mistake(f'the same authority is there as "{first}": {first.file}:{first.line}')
        for rule in ruleset.rules:
            for pattern in rule.patterns:
                other = patterns.setdefault(pattern.text.casefold(), rule)
                if other is not rule and other.id != rule.id:
                    yield pattern.text.mistake(f'the rule "{other.id}" has the same pattern')
