"""Several rulesets as one: lists and cues joined, `extend` and `override` carried out, every name defined once."""

from __future__ import annotations

from copy import copy

from healthlint.errors import Mistake
from healthlint.language.data import CueData, ListData, ProfileData, RuleData, RulesetData, Text


class Merged:
    """What all rulesets hold together. `lists` maps a name to its parts, the definition first."""

    __slots__ = ("cues", "lists", "mistakes", "model", "origins", "profiles", "references", "rules")

    def __init__(self) -> None:
        self.lists: dict[str, list[ListData]] = {}
        self.cues: list[CueData] = []
        self.rules: list[RuleData] = []
        self.origins: list[str] = []
        self.references: dict[str, dict[str, str]] = {}
        self.model: dict[str, object] = {}
        self.profiles: dict[str, ProfileData] = {}
        self.mistakes: list[Mistake] = []


def merge(rulesets: list[RulesetData]) -> Merged:
    """Join the rulesets in their order. Mistakes between files are kept in the result."""
    merged = Merged()
    names: dict[str, str] = {}
    for data in rulesets:
        if data.name in names:
            merged.mistakes.append(
                data.name.mistake(f"the ruleset `{data.name}` is loaded already, from {names[data.name]}")
            )
        names.setdefault(data.name, data.label)
        for id_, fields in data.references.items():
            if id_ in merged.references:
                merged.mistakes.append(id_.mistake(f"the reference `{id_}` is defined twice"))
            merged.references[str(id_)] = fields
        _merge_model(merged.model, data.model)
    profiles = [profile for data in rulesets for profile in data.profiles]
    for profile in sorted(profiles, key=lambda profile: profile.override):
        _merge_profile(merged, profile)
    # Definitions first: a file may extend what a later one defines.
    lists = [part for data in rulesets for part in data.lists]
    for part in sorted(lists, key=lambda part: part.mode != "define"):
        _merge_list(merged, part)
    cues = [cue for data in rulesets for cue in data.cues]
    for cue in sorted(cues, key=lambda cue: cue.mode != "define"):
        _merge_cue(merged, cue)
    rules = [(rule, str(data.name)) for data in rulesets for rule in data.rules]
    for rule, origin in sorted(rules, key=lambda pair: pair[0].override):
        _merge_rule(merged, rule, origin)
    return merged


def _merge_model(into: dict[str, object], part: dict[str, object]) -> None:
    for key, value in part.items():
        present = into.get(key)
        if isinstance(present, dict) and isinstance(value, dict):
            present.update(value)
        else:
            into[key] = dict(value) if isinstance(value, dict) else value


def _merge_profile(merged: Merged, profile: ProfileData) -> None:
    present = merged.profiles.get(profile.name)
    if profile.override and present is None:
        merged.mistakes.append(_missing("profile", profile.name, "override"))
    elif present is not None and not profile.override:
        merged.mistakes.append(
            profile.name.mistake(
                f"the profile `{profile.name}` is defined already at {present.name.file}:{present.name.line}; "
                "to change it write `override: true`"
            )
        )
    merged.profiles[str(profile.name)] = profile


def _missing(what: str, name: Text, mode: str) -> Mistake:
    return name.mistake(f"`{mode}: true`, but no {what} is named `{name}`: take `{mode}` out or correct the name")


def _twice(what: str, name: Text, place: Text) -> Mistake:
    return name.mistake(
        f"the {what} `{name}` is defined already at {place.file}:{place.line}; "
        "to change it write `override: true`" + (", to add to it `extend: true`" if what != "rule" else "")
    )


def _merge_list(merged: Merged, part: ListData) -> None:
    present = merged.lists.get(part.name)
    if part.mode == "define":
        if present:
            merged.mistakes.append(_twice("list", part.name, present[0].name))
        merged.lists.setdefault(str(part.name), [part])
    elif not present:
        merged.mistakes.append(_missing("list", part.name, part.mode))
    elif part.mode == "override":
        merged.lists[str(part.name)] = [part]
    else:
        present.append(part)


def _merge_cue(merged: Merged, cue: CueData) -> None:
    index = next((at for at, other in enumerate(merged.cues) if other.id == cue.id), -1)
    if cue.mode == "define":
        if index >= 0:
            merged.mistakes.append(_twice("cue", cue.id, merged.cues[index].id))
        else:
            merged.cues.append(_copy(cue))
    elif index < 0:
        merged.mistakes.append(_missing("cue", cue.id, cue.mode))
    elif cue.mode == "override":
        merged.cues[index] = _copy(cue)
    else:
        merged.cues[index].phrases += cue.phrases
        merged.cues[index].exceptions += cue.exceptions


def _copy(cue: CueData) -> CueData:
    """The cue with phrases of its own: what extends it must not change the ruleset that defines it."""
    own = copy(cue)
    own.phrases, own.exceptions = [*cue.phrases], [*cue.exceptions]
    return own


def _merge_rule(merged: Merged, rule: RuleData, origin: str) -> None:
    index = next((at for at, other in enumerate(merged.rules) if other.id == rule.id), -1)
    if not rule.override:
        if index >= 0:
            merged.mistakes.append(_twice("rule", rule.id, merged.rules[index].id))
        else:
            merged.rules.append(rule)
            merged.origins.append(origin)
        return
    if index < 0:
        merged.mistakes.append(_missing("rule", rule.id, "override"))
        return
    base = merged.rules[index]
    merged.origins[index] = origin
    merged.rules[index] = RuleData(
        rule.id,
        rule.kind or base.kind,
        {**base.values, **rule.values},
        rule.patterns or base.patterns,
        rule.exceptions or base.exceptions,
        {**base.options, **rule.options},
        rule.examples or base.examples,
        override=True,
    )
