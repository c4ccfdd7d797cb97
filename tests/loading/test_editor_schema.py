"""rulesets/schema.json, which editors use, says the same as the tables that healthlint uses."""

from __future__ import annotations

import json
import os

import jsonschema
import pytest
import yaml

from healthlint.loading import examples, read_rulesets, schema
from healthlint.loading.locate import builtin_files, builtin_folder

DATA = os.path.join(os.path.dirname(__file__), "data")
with open(os.path.join(builtin_folder(), "schema.json"), encoding="utf-8") as file:
    SCHEMA = json.load(file)
PARTS = SCHEMA["definitions"]
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)


def test_the_schema_is_a_schema():
    jsonschema.Draft7Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    "path",
    [*builtin_files(), os.path.join(DATA, "complete.yaml"), os.path.join(DATA, "own.yaml")],
    ids=os.path.basename,
)
def test_every_ruleset_fits_the_schema(path):
    with open(path, encoding="utf-8") as file:
        instance = yaml.load(file, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    assert [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(instance)] == []


def keys_at(*path):
    node = SCHEMA
    for step in path:
        node = node[step]
        if "$ref" in node:
            node = PARTS[node["$ref"].rsplit("/", 1)[1]]
        node = node.get("items", node)
        if "properties" not in node and "oneOf" in node:
            node = next(part for part in node["oneOf"] if "properties" in part)
    assert node["additionalProperties"] is False
    return set(node["properties"])


def example_keys(kind):
    return keys_at("definitions", "markedExamples", "properties", kind)


TABLES = {
    "ruleset": (schema.RULESET_KEYS, keys_at()),
    "reference": (schema.REFERENCE_KEYS, keys_at("definitions", "reference")),
    "list": (schema.LIST_KEYS, keys_at("definitions", "list")),
    "entry": (schema.ENTRY_KEYS, keys_at("definitions", "list", "properties", "entries")),
    "cue": (schema.CUE_KEYS, keys_at("definitions", "cue")),
    "model": (schema.MODEL_KEYS, keys_at("definitions", "model")),
    "profile": (schema.PROFILE_KEYS, keys_at("definitions", "profile")),
    "pattern": (schema.PATTERN_KEYS, keys_at("definitions", "claim", "properties", "patterns")),
    "term": (schema.TERM_KEYS, keys_at("definitions", "terminology", "properties", "terms")),
    "wording": (schema.WORDING_KEYS, keys_at("definitions", "disclaimer", "properties", "wordings")),
    "limit of a disclaimer": (
        schema.DISCLAIMER_LIMIT_KEYS,
        keys_at("definitions", "disclaimer", "properties", "readability"),
    ),
    "needed": (schema.NEEDED_KEYS, keys_at("definitions", "disclaimer", "properties", "needed")),
    "statement": (schema.STATEMENT_KEYS, keys_at("definitions", "evidence", "properties", "patterns")),
    "unless": (schema.UNLESS_KEYS, keys_at("definitions", "evidence", "properties", "unless")),
    "limit": (schema.LIMIT_KEYS, keys_at("definitions", "readability", "properties", "limits")),
    "flag": (examples.FLAG_KEYS, example_keys("flag")),
    "pass": (examples.PASS_KEYS, example_keys("pass")),
    "gap": (examples.GAP_KEYS, example_keys("gap")),
    **{kind: ({*schema.RULE_KEYS, *own}, keys_at("definitions", kind)) for kind, (own, _) in schema.KINDS.items()},
}


@pytest.mark.parametrize("name", TABLES)
def test_the_keys_are_the_same(name):
    ours, theirs = TABLES[name]
    assert theirs == set(ours)


def test_the_keys_of_all_rules_are_described_once():
    rule = PARTS["rule"]["properties"]
    assert set(rule) == set(schema.RULE_KEYS)
    assert all("description" in value for value in rule.values())
    assert rule["kind"]["enum"] == list(schema.KINDS)


def required_of(kind):
    return tuple(key for key in PARTS[kind]["then"]["required"] if key != "kind")


def test_the_required_keys_are_the_same():
    assert {kind: required_of(kind) for kind in schema.KINDS} == {
        kind: keys for kind, (_, keys) in schema.KINDS.items()
    }
    assert tuple(PARTS["reference"]["required"]) == schema.SHARED["references"][1]
    assert tuple(PARTS["list"]["else"]["required"]) == schema.SHARED["lists"][1]
    assert tuple(PARTS["cue"]["else"]["required"]) == schema.SHARED["cues"][1]


def with_head(part):
    return {"ruleset": "a", "version": "1", **part}


def rule(**keys):
    base = {"id": "one", "kind": "claim", "category": "immune", "message": "m", "severity": "error", "patterns": ["a"]}
    return with_head({"rules": [{key: value for key, value in {**base, **keys}.items() if value is not None}]})


def entry(value):
    return with_head({"lists": {"w": value}})


def cue(**keys):
    values = {"phrases": ["a"], "where": "before", "points": 1, **keys}
    return with_head({"cues": {"c": {key: value for key, value in values.items() if value is not None}}})


def disclaimer(**keys):
    return rule(kind="disclaimer", patterns=None, category=None, wordings=[{"id": "a", "text": "b"}], **keys)


def evidence(**keys):
    return rule(**{"kind": "evidence", "category": None, **keys})


REFUSED = {
    "no ruleset": {"version": "1", "rules": []},
    "no version": {"ruleset": "a", "rules": []},
    "nothing defined": with_head({}),
    "number as version": {"ruleset": "a", "version": 1.1, "rules": []},
    "name": {"ruleset": "A b", "version": "1", "rules": []},
    "unknown key": with_head({"rules": [], "rule": []}),
    "empty lists": with_head({"lists": {}}),
    "name of a list": with_head({"lists": {"W w": {"entries": ["a"]}}}),
    "list without entries": entry({"about": "x"}),
    "empty entries": entry({"entries": []}),
    "boolean entry": entry({"entries": [False]}),
    "entry without forms": entry({"entries": [{"word": "a"}]}),
    "inflection": entry({"entries": ["a"], "inflect": "verbs"}),
    "subject": entry({"entries": ["a"], "subject": "topic"}),
    "extension with subject": entry({"extend": True, "entries": ["a"], "subject": "care"}),
    "extension and override": entry({"extend": True, "override": True, "entries": ["a"]}),
    "reference without title": with_head({"references": {"r": {"url": "https://a.example"}}}),
    "address": with_head({"references": {"r": {"title": "t", "url": "ftp://a"}}}),
    "day": with_head({"references": {"r": {"title": "t", "read": "yesterday"}}}),
    "cue without place": cue(where=None),
    "cue without phrases": cue(phrases=None),
    "cue without effect": cue(points=None),
    "place of a cue": cue(where="here"),
    "stance of a cue": cue(stance="affirmed"),
    "stance inside": cue(where="inside", stance="negated"),
    "within on a page": cue(where="page", within=3),
    "across clauses on a page": cue(where="page", **{"across-clauses": True}),
    "half a word": cue(within=1.5),
    "too many points": cue(points=21),
    "vote without points": cue(points=None, stance="negated", context="commercial"),
    "vote for unknown": cue(context="unknown"),
    "cue extension with a place": with_head({"cues": {"c": {"extend": True, "where": "page"}}}),
    "model": with_head({"model": {"subjects": {"thing": 1}}}),
    "empty model": with_head({"model": {}}),
    "window": with_head({"model": {"context": {"window": 0}}}),
    "rule without id": rule(id=None),
    "rule without kind": rule(kind=None),
    "kind": rule(kind="clam"),
    "id": rule(id="One"),
    "category": rule(category="imune"),
    "no category": rule(category=None),
    "no message": rule(message=None),
    "severity": rule(severity="fatal"),
    "severity by a stance": rule(severity={"afirmed": "error"}),
    "empty severity": rule(severity={}),
    "empty patterns": rule(patterns=[]),
    "phrase and regex": rule(patterns=[{"phrase": "a", "regex": "b"}]),
    "neither phrase nor regex": rule(patterns=[{"id": "a"}]),
    "key of another kind": rule(terms=[{"avoid": "a"}]),
    "text as list": rule(references="a"),
    "jurisdiction": rule(jurisdictions=["usa"]),
    "scope": rule(scopes=["headings"]),
    "unmarked example": rule(examples={"flag": ["a"]}),
    "expectation in pass": rule(examples={"pass": [{"text": "a", "stance": "hedged"}]}),
    "fix without use": rule(kind="terminology", patterns=None, category=None, terms=[{"avoid": "a", "fix": True}]),
    "term as text": rule(kind="terminology", patterns=None, category=None, terms=["a"]),
    "limit without bound": rule(kind="readability", patterns=None, category=None, limits=[{"metric": "smog_index"}]),
    "metric": rule(kind="readability", patterns=None, category=None, limits=[{"metric": "smog", "at-most": 1}]),
    "points of a statement": evidence(patterns=[{"phrase": "a", "points": 2}]),
    "statement twice": evidence(patterns=[{"phrase": "a", "regex": "b"}]),
    "source": evidence(unless={"sources": ["links"]}),
    "empty unless": evidence(unless={}),
    "reach": evidence(reach="page"),
    "reach of no sentences": evidence(reach={"sentences": 0}),
    "category of evidence": evidence(category="immune"),
    "empty needed": disclaimer(needed={}),
    "needed for nothing": disclaimer(needed={"except-topics": ["tea"]}),
    "subjects of no claims": disclaimer(needed={"contexts": ["commercial"], "subjects": ["topic"]}),
}


@pytest.mark.parametrize("name", REFUSED)
def test_both_refuse_the_same(name, tmp_path):
    instance = REFUSED[name]
    path = tmp_path / "a.yaml"
    path.write_text(json.dumps(instance))
    assert read_rulesets([str(path)])[1] != []
    assert not VALIDATOR.is_valid(instance)


ACCEPTED = {
    "rule": rule(),
    "cue": cue(),
    "list": entry({"entries": ["a", {"word": "b", "forms": ["c"]}]}),
    "no rules": with_head({"rules": []}),
    "severity by stance": rule(severity={"affirmed": "error"}),
    "regex": rule(patterns=[{"regex": "a"}]),
    "terminology": rule(kind="terminology", patterns=None, category=None, terms=[{"avoid": "a"}]),
    "evidence": evidence(),
    "what evidence needs": evidence(unless={"phrases": ["b"], "page": ["c"]}, reach={"sentences": 2}),
    "disclaimer": disclaimer(needed={"categories": ["immune"], "subjects": ["topic"]}),
    "readability": rule(
        kind="readability", patterns=None, category=None, limits=[{"metric": "smog_index", "at-most": 9}]
    ),
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_both_accept_the_same(name, tmp_path):
    instance = ACCEPTED[name]
    path = tmp_path / "a.yaml"
    path.write_text(json.dumps(instance))
    assert read_rulesets([str(path)])[1] == []
    assert VALIDATOR.is_valid(instance)
