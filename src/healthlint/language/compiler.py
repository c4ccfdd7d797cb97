"""Rulesets to a program: plain data that the matcher runs and that can be stored.

Everything that a person can get wrong in a phrase, a list or a reference between files is told here, all at once.
"""

from __future__ import annotations

from healthlint.errors import RulesetError
from healthlint.language.collector import Collector
from healthlint.language.data import CueData, EntryData, ListData, RulesetData
from healthlint.language.lists import Expanded, expand
from healthlint.language.merge import merge
from healthlint.language.model import compile_model, compile_profiles
from healthlint.language.packed import pack_rows, pack_table
from healthlint.language.program import CUE, FORMAT
from healthlint.language.refines import refinements
from healthlint.language.rules import compile_rule, plain
from healthlint.language.sets import row_of
from healthlint.language.tags import Tags
from healthlint.language.watch import watch
from healthlint.rule import RULE_FIELDS, WHOLE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def compile_rulesets(rulesets: list[RulesetData]) -> dict[str, object]:
    """The program of some rulesets as plain data (what `marshal` takes).

    Raises RulesetError with every mistake.
    """
    merged = merge(rulesets)
    collector = Collector(merged)
    refined = refinements(merged.rules, collector.mistakes)
    starts: list[int] = []
    rules: list[dict[str, Any]] = []
    for index, rule in enumerate(merged.rules):
        starts.append(len(collector.lines))
        rules.append({**compile_rule(collector, index, rule), "refines": refined[rule.id]})
    starts.append(len(collector.lines))
    cues = [_compile_cue(collector, index, cue) for index, cue in enumerate(merged.cues)]
    model = compile_model(merged.model, collector.mistakes)
    profiles = compile_profiles(merged.profiles, model["thresholds"], collector.mistakes)
    # Lists that say what a sentence is about are found even where no pattern names them.
    subjects = _subjects(collector)
    special = {
        name: collector.element(collector.tags.of_list(name)) for name in SPECIAL_LISTS if name in collector.lists
    }
    blocks = _compile_blocks(collector)
    if collector.mistakes:
        raise RulesetError(collector.mistakes)
    exact = _exact(collector.tags)
    required = collector.required()
    eager = _eager(collector, required, subjects, special, blocks)
    root, lazy, sets = collector.tags.tries(exact, eager)
    named = [tag for tag, name in enumerate(collector.tags.names) if name and tag not in lazy]
    holders = _holders(collector)
    lines, watched = watch(collector, required, eager, merged.cues)
    packed = bytearray()
    data = {
        "format": FORMAT,
        "stamps": [(str(data.name), str(data.version), data.sha256) for data in rulesets],
        "rules": pack_rows(packed, [tuple([rule[field] for field in RULE_FIELDS]) for rule in rules]),
        "ids": [rule["id"] for rule in rules],
        "fits": _fits(rules),
        "whole": [index for index, rule in enumerate(rules) if rule["kind"] in WHOLE],
        "cues": cues,
        "reaching": _reaching(rules, cues),
        "patterns": pack_rows(packed, collector.patterns),
        "starts": starts,
        "lines": pack_rows(packed, lines),
        "watched": watched,
        "elements": pack_rows(packed, collector.elements),
        "regexes": collector.regexes,
        "tags": collector.tags.names,
        "sets": pack_rows(packed, [row_of(each, holders, subjects, frozenset(named), blocks) for each in sets]),
        "named": named,
        "holders": pack_rows(packed, holders),
        "trie": pack_table(packed, root),
        "lazy": dict(zip(lazy, range(len(lazy)), strict=True)),
        "tries": pack_rows(packed, lazy.values()),
        "exact": exact,
        "exempted": [tuple(dict.fromkeys(rules)) for rules in collector.exempted],
        "numbers": collector.tags.literal_numbers(),
        "blocks": blocks,
        "subjects": subjects,
        "special": special,
        "model": model,
        "profiles": profiles,
    }
    return {**data, "packed": bytes(packed)}


OFTEN = 10.0
"""Items that stand oftener in 1,000 words are no help in telling where a line can match."""

SPECIAL_LISTS = ("clause-break", "preposition", "agent-preposition", "comparison", "pronoun")
"""Lists that the judgement of stance and subject reads by name."""


def _fits(rules: list[dict[str, Any]]) -> list[tuple[object, object, list[int]]]:
    """The rules that are for pages of the same contexts and jurisdictions, by these."""
    fits: dict[tuple[object, object], list[int]] = {}
    for index, rule in enumerate(rules):
        fits.setdefault((rule["contexts"], rule["jurisdictions"]), []).append(index)
    return [(*key, numbers) for key, numbers in fits.items()]


def _reaching(rules: list[dict[str, Any]], cues: list[dict[str, Any]]) -> list[int]:
    """The cues that can reach a match: all but those that only vote."""
    required = {id_ for rule in rules for id_ in rule["options"].get("requires", ())}
    return [
        number
        for number, cue in enumerate(cues)
        if cue["points"] or cue["stance"] or cue["cancels"] or cue["id"] in required
    ]


def _subjects(collector: Collector) -> dict[int, str]:
    """Tag to subject class, for the lists that have one."""
    subjects: dict[int, str] = {}
    for name, parts in collector.merged.lists.items():
        subject = next((part.subject for part in parts if part.subject), "")
        for tag in collector.tags.of_list(name) if subject else ():
            subjects.setdefault(tag, str(subject))
    return subjects


def _eager(
    collector: Collector,
    required: list[list[int]],
    subjects: dict[int, str],
    special: dict[str, int],
    blocks: dict[int, tuple[int, ...]],
) -> set[int]:
    """The tags that are looked for in every sentence: those of the rarest item of each line and of others that are rare
    enough, lists, subjects, blocking words and what they block.

    The others (mostly little words between the telling ones) are looked for where a pattern asks for them.
    """
    elements = list(collector.elements)
    rare = {tag for element in special.values() for tag in elements[element]}
    lists = {tag for tag, name in enumerate(collector.tags.names) if name and tag not in rare}
    telling = {each[0] for each in required}
    telling.update(element for each in required for element in each if collector.weight(element) < OFTEN)
    asked = (tag for element in telling for tag in elements[element])
    return {*lists, *subjects, *blocks, *asked, *(tag for tags in blocks.values() for tag in tags)}


def _holders(collector: Collector) -> list[tuple[int, ...]]:
    """The elements that each tag belongs to."""
    holders: list[list[int]] = [[] for _ in collector.tags.names]
    for tags, element in collector.elements.items():
        for tag in tags:
            holders[tag].append(element)
    return [tuple(elements) for elements in holders]


def _exact(tags: Tags) -> dict[str, str]:
    keys = {key for sequences in tags.sequences for sequence in sequences for key in sequence}
    return {key[1:]: key for key in sorted(keys) if key[0] == "=" and len(key) > 1}


def _compile_cue(collector: Collector, index: int, cue: CueData) -> dict[str, Any]:
    for number, text in enumerate(cue.phrases):
        collector.phrase(text, CUE, index, f"{cue.id}/{number + 1}", 0.0)
    for text in cue.exceptions:
        collector.phrase(text, CUE, index, "", 0.0, "except")
    fields = {
        "id": cue.id,
        "where": cue.where,
        "within": cue.within,
        "across": cue.across_clauses,
        "stance": cue.stance,
        "points": cue.points,
        "vote": cue.vote,
        "cancels": tuple(map(str, cue.cancels)),
        "context": cue.context,
        "categories": cue.categories,
        "subjects": cue.subjects,
    }
    return {name: plain(value) for name, value in fields.items()}


def _compile_blocks(collector: Collector) -> dict[int, tuple[int, ...]]:
    """Words in which the entries of a list do not count: tag of the words to the tags of the list."""
    blocks: dict[int, tuple[int, ...]] = {}
    for name, parts in collector.merged.lists.items():
        for part in parts:
            for text in part.exceptions:
                expanded = Expanded()
                collector.mistakes += expand(ListData(part.name, [EntryData(text)]), expanded)
                if expanded.includes:
                    collector.mistakes.append(
                        text.mistake(f"`{text}`: an exception is made of words, it can't be a list")
                    )
                if not expanded.sequences:
                    continue
                tag = collector.tags.of_words(tuple(expanded.sequences))
                blocks[tag] = tuple(dict.fromkeys((*blocks.get(tag, ()), *collector.tags.around(name))))
    return blocks
