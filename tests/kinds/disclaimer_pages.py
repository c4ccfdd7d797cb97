"""Small programs with one disclaimer rule, and pages run through them."""

from __future__ import annotations

from healthlint import engine, readers
from healthlint.language.compiler import compile_rulesets
from healthlint.language.data import EntryData, ListData, PatternData, RuleData, RulesetData, Text
from healthlint.language.program import Program
from healthlint.selection import Selection

FIRST = "This statement has not been evaluated by the Food and Drug Administration."
SECOND = "This product is not intended to diagnose, treat, cure, or prevent any disease."
ONE = f"{FIRST} {SECOND}"
MANY = ONE.replace("This statement has", "These statements have")
STATES = ("absent", "near-miss", "misplaced", "hidden", "unlinked")
CLAIM = "Our tea supports calm."


def texts(value):
    """The value with every string as a Text, as the loader makes them."""
    if isinstance(value, str):
        return Text.at(value)
    if isinstance(value, dict):
        return {key: texts(inner) for key, inner in value.items()}
    return [texts(inner) for inner in value] if isinstance(value, list) else value


def make_program(severity=None, message="the disclaimer is {state}", exceptions=(), values=None, **options):
    """A program with the rule `statement`, which needs a disclaimer where something "supports calm" (or sleep, or focus),
    and the claim rules `cure` and `hope`, of which the second gives way to the first. `options` replace those of the rule, `values` are further keys of it."""
    ruleset = RulesetData("own.yaml", "0", Text.at("own/tea"), "1.0.0")
    ruleset.lists = [
        ListData(Text.at("tea-bag"), [EntryData(Text.at("tea bags")), EntryData(Text.at("infusion"))]),
        ListData(Text.at("brew"), [EntryData(Text.at(word)) for word in ("brewroot", "tea")], subject="product"),
    ]
    settings = {
        "wordings": [{"id": "one", "text": ONE}, {"id": "many", "text": MANY}],
        "needed": {"phrases": ["supports (calm|sleep|focus)"]},
        "place": "page",
        **options,
    }
    common = {
        "message": Text.at(message),
        "severity": texts(severity or dict.fromkeys(STATES, "warning")),
        **texts(values or {}),
    }
    excepted = [Text.at(words) for words in exceptions]
    rule = RuleData(Text.at("statement"), "disclaimer", common, [], excepted, texts(settings), [])
    cure = RuleData(
        Text.at("cure"),
        "claim",
        texts({"message": "says that it cures", "severity": "error", "category": "disease-treatment", "points": 3}),
        [PatternData(Text.at("cures gout")), PatternData(Text.at("eases gout"), points=1.0)],
        [],
        {},
        [],
    )
    hope = RuleData(
        Text.at("hope"),
        "claim",
        texts({"message": "gives hope", "severity": "info", "category": "efficacy-unsupported", "points": 3}),
        [PatternData(Text.at("cures gout"))],
        [],
        {},
        [],
    )
    ruleset.rules = [rule, cure, hope]
    return Program(compile_rulesets([ruleset]))


def run(text, program=None, name="page.md", **meta):
    """The document, and what the rule `statement` finds on the page. `meta` is what the configuration says of it."""
    document = readers.read(name, text.encode())
    program = program or make_program()
    said = {key: value if isinstance(value, tuple) else (value,) for key, value in meta.items()}
    report = engine.check(document, program, Selection.all_of(program), said)
    assert report.problems == []
    return document, [finding for finding in report.findings if finding.rule.id == "statement"]


def states(text, program=None, name="page.md", **meta):
    """The states that are found on the page, in the order of their places."""
    return [finding.pattern for finding in run(text, program, name, **meta)[1]]


def words(document, found):
    """The source that a finding, fix or related place covers."""
    return document.text[found.start : found.end]
