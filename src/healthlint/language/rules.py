"""A rule as written to a rule ready for use: defaults filled in, its phrases compiled, its references resolved."""

from __future__ import annotations

import string

from healthlint.language.data import RuleData, Text
from healthlint.language.program import RULE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.language.collector import Collector

DEFAULT_POINTS = 2.0
CLAIM_STANCES = ("affirmed", "hedged", "attributed")
"""The stances on which a claim fires when its severity is a single word."""

EVIDENCE_STANCES = ("affirmed", "hedged")
"""The same for evidence: what somebody else is reported to say is his to prove."""

CLAIM_SUBJECTS = ("watched-substance", "product", "topic", "none")
"""The subjects of which a claim is reported when the rule names none."""

DISCLAIMER_STATES = ("absent", "near-miss", "misplaced", "hidden", "unlinked")


def plain(value: object) -> object:
    """The value with every `Text` as a plain string, lists as tuples: what can be stored."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return tuple(plain(inner) for inner in value)
    return value


def compile_rule(collector: Collector, index: int, rule: RuleData) -> dict[str, object]:
    """The plain form of a rule (the arguments of `rule.Rule`); its phrases go to the collector."""
    values = rule.values
    raw_points = values.get("points", DEFAULT_POINTS)
    points = float(raw_points) if isinstance(raw_points, int | float) else DEFAULT_POINTS
    _compile_patterns(collector, index, rule, points)
    options = {str(key): plain(value) for key, value in rule.options.items()}
    _check_cues(collector, rule)
    _check_message(collector, rule)
    return {
        "id": str(rule.id),
        "kind": rule.kind,
        "ruleset": collector.merged.origins[index],
        "category": str(values.get("category", "")),
        "title": str(values.get("title", "")),
        "message": str(values.get("message", "")),
        "severity": _severity(rule),
        "points": points,
        "subjects": _strings(values.get("subject")) or (CLAIM_SUBJECTS if rule.kind == "claim" else ()),
        "scopes": _strings(values.get("scopes")),
        "contexts": _strings(values.get("contexts")),
        "jurisdictions": _strings(values.get("jurisdictions")),
        "audience": str(values.get("audience", "")),
        "rationale": str(values.get("rationale", "")),
        "suggestion": str(values.get("suggestion", "")),
        "references": _references(collector, rule),
        "since": str(values.get("since", "")),
        "options": options,
    }


def _strings(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (str(value),)
    return tuple(str(inner) for inner in value) if isinstance(value, list | tuple) else ()


def _severity(rule: RuleData) -> dict[str, str]:
    value = rule.values.get("severity")
    if isinstance(value, dict):
        return {str(key): str(inner) for key, inner in value.items()}
    names: tuple[str, ...] = ("",)
    if rule.kind == "claim":
        names = CLAIM_STANCES
    elif rule.kind == "evidence":
        names = EVIDENCE_STANCES
    elif rule.kind == "disclaimer":
        names = DISCLAIMER_STATES
    return dict.fromkeys(names, str(value))


def _references(collector: Collector, rule: RuleData) -> tuple[tuple[str, str, str, str, str], ...]:
    result = []
    cited = rule.values.get("references")
    for id_ in cited if isinstance(cited, list) else []:
        fields = collector.merged.references.get(id_)
        if fields is None:
            known = ", ".join(sorted(collector.merged.references)) or "none"
            collector.mistakes.append(id_.mistake(f"no reference is named `{id_}`; known: {known}"))
            continue
        result.append((str(id_), *(str(fields.get(key, "")) for key in ("title", "citation", "url", "read"))))
    return tuple(result)  # type: ignore[arg-type]


def _compile_patterns(collector: Collector, index: int, rule: RuleData, points: float) -> None:
    for number, pattern in enumerate(rule.patterns):
        own = points if pattern.points is None else pattern.points
        name = pattern.id or str(number + 1)
        if pattern.is_regex:
            collector.regex(pattern, index, name, own)
        else:
            collector.phrase(pattern.text, RULE, index, name, own)
    for text in rule.exceptions:
        collector.exception(text, index)
    for number, term in enumerate(_dicts(rule.options.get("terms"))):
        avoid = term.get("avoid")
        if isinstance(avoid, Text):
            use = (str(term.get("use", "")), bool(term.get("fix", False)))
            collector.phrase(avoid, RULE, index, str(term.get("id", number + 1)), points, use)
    for text in _texts(rule.options.get("accept")):
        collector.phrase(text, RULE, index, "", 0.0, "accept")
    needed = rule.options.get("needed")
    if isinstance(needed, dict):
        _compile_needed(collector, index, needed)
    unless = rule.options.get("unless")
    for key, role in (("phrases", "source"), ("page", "page-source")):
        for text in _texts(unless.get(key)) if isinstance(unless, dict) else ():
            collector.phrase(text, RULE, index, "", 0.0, role)


def _compile_needed(collector: Collector, index: int, needed: dict[str, object]) -> None:
    for text in _texts(needed.get("phrases")):
        collector.phrase(text, RULE, index, "", 0.0, "needed")
    for text in _texts(needed.get("products")):
        if text in collector.lists:  # the words by which a page shows that it is about such a product
            words = Text.at("{" + text + "}", text.file, text.line, text.column, text.key)
            collector.phrase(words, RULE, index, "", 0.0, "product")


def _dicts(value: object) -> list[dict[str, object]]:
    return [inner for inner in value if isinstance(inner, dict)] if isinstance(value, list) else []


def _texts(value: object) -> list[Text]:
    return [inner for inner in value if isinstance(inner, Text)] if isinstance(value, list) else []


def _check_cues(collector: Collector, rule: RuleData) -> None:
    known = {str(cue.id) for cue in collector.merged.cues}
    for key in ("requires", "ignore-cues"):
        for text in _texts(rule.options.get(key)):
            if text not in known:
                collector.mistakes.append(
                    text.mistake(f"no cue is named `{text}`; known: {', '.join(sorted(known)) or 'none'}")
                )


def _check_message(collector: Collector, rule: RuleData) -> None:
    message = rule.values.get("message")
    if not isinstance(message, Text):
        return
    allowed = {
        "match",
        "subject",
        "use",
        "state",
        "difference",
        "measure",
        "value",
        "limit",
        "audience",
        "where",
        "details",
    }
    try:
        names = [name for _, name, _, _ in string.Formatter().parse(message) if name is not None]
    except ValueError:
        collector.mistakes.append(message.mistake("a `{` or `}` of the message has no partner"))
        return
    for name in names:
        if name not in allowed and name not in collector.lists:
            collector.mistakes.append(
                message.mistake(f"`{{{name}}}` is neither a list nor one of {', '.join(sorted(allowed))}")
            )
