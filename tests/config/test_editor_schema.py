"""docs/healthlint.schema.json, which editors use, says the same as the tables that healthlint uses."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from config.project import mistakes_of
from healthlint import config
from healthlint.config import read
from healthlint.finding import SEVERITIES
from healthlint.rule import CONTEXTS

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs/healthlint.schema.json").read_text(encoding="utf-8"))
PARTS = SCHEMA["definitions"]
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    ("part", "ours"),
    [
        (SCHEMA, read.KEYS),
        (PARTS["override"], read.OVERRIDE_KEYS),
        (PARTS["ruleset"], read.RULESET_KEYS),
        (PARTS["package"], read.PACKAGE_KEYS),
    ],
    ids=["configuration", "override", "ruleset", "package"],
)
def test_the_keys_are_the_same_in_the_same_order(part: dict[str, dict[str, object]], ours: dict[str, object]) -> None:
    assert list(part["properties"]) == list(ours)
    assert part["additionalProperties"] is False


def test_the_closed_sets_are_the_same() -> None:
    assert SCHEMA["properties"]["fail-on"]["enum"] == [*SEVERITIES, "never"]
    assert PARTS["severity"]["additionalProperties"]["enum"] == list(SEVERITIES)
    assert PARTS["context"]["enum"] == list(CONTEXTS)
    effects = [{"required": [key]} for key in read.EFFECTS]
    assert PARTS["override"]["allOf"][1]["anyOf"] == effects


def test_every_key_is_described() -> None:
    for part in (SCHEMA, PARTS["override"], PARTS["ruleset"], PARTS["package"]):
        for key, value in part["properties"].items():
            target = PARTS[value["$ref"].rpartition("/")[2]] if "$ref" in value else value
            assert target["description"], key


HASH = "0" * 64
REFUSED = {
    "unknown key": {"contxt": "editorial"},
    "nothing": {},
    "list": ["context"],
    "context": {"context": "shop"},
    "empty text": {"product": " "},
    "empty list": {"select": []},
    "twice": {"select": ["a", "a"]},
    "text as list": {"select": "a"},
    "number as text": {"select": [1]},
    "fail level": {"fail-on": "fatal"},
    "many warnings": {"max-warnings": 1_000_001},
    "half a warning": {"max-warnings": 0.5},
    "severity": {"severity": {"a-rule": "grave"}},
    "name of a rule": {"severity": {"A rule": "info"}},
    "no severities": {"severity": {}},
    "back slash": {"exclude": ["a\\b"]},
    "braces": {"include": ["*.{md,txt}"]},
    "above": {"exclude": ["../a"]},
    "above, taken back": {"exclude": ["!.."]},
    "empty pattern": {"exclude": [" "]},
    "baseline": {"baseline": ["a"]},
    "version": {"rulesets": [{"path": "house", "version": "one"}]},
    "version as number": {"rulesets": [{"path": "house", "version": 1}]},
    "checksum": {"rulesets": [{"path": "house", "sha256": HASH[1:]}]},
    "path and package": {"rulesets": [{"path": "house", "package": "a"}]},
    "neither path nor package": {"rulesets": [{"version": "1"}]},
    "empty ruleset": {"rulesets": [{}]},
    "ruleset as number": {"rulesets": [1]},
    "path to extend": {"extends": {"path": "house/calm.yaml"}},
    "nothing to extend": {"extends": []},
    "no overrides": {"overrides": []},
    "override of no pages": {"overrides": [{"context": "editorial"}]},
    "override of nothing": {"overrides": [{"paths": ["a"]}]},
    "override with select": {"overrides": [{"paths": ["a"], "context": "editorial", "select": ["a"]}]},
    "no front matter": {"overrides": [{"front-matter": {}, "context": "editorial"}]},
    "nested front matter": {"overrides": [{"front-matter": {"a": {"b": "c"}}, "context": "editorial"}]},
    "empty front matter": {"overrides": [{"front-matter": {"a": []}, "context": "editorial"}]},
}


@pytest.mark.parametrize("name", REFUSED)
def test_both_refuse_the_same(name: str) -> None:
    assert mistakes_of(json.dumps(REFUSED[name])) != []
    assert not VALIDATOR.is_valid(REFUSED[name])


ACCEPTED = {
    "comments only": None,
    "every sort of pattern": {"include": ["*.md", "./a/", "!a/../b", "..a"], "exclude": ["**/a", "a[0-9]?.md"]},
    "one topic": {"topic": "tea"},
    "topics": {"topic": ["tea", "coffee"]},
    "rulesets": {"rulesets": ["claims", "house/calm.yaml", {"path": "house", "version": "1.2.0", "sha256": HASH}]},
    "extension": {"extends": "house/calm.yaml"},
    "extensions": {"extends": ["house/calm.yaml", "./house/calm.yaml"]},
    "no warnings": {"max-warnings": 0, "fail-on": "never"},
    "values": {"overrides": [{"front-matter": {"a": "b", "c.d": [1, True, "x", 2.5], "e": False}, "ignore": ["a"]}]},
    "both ways": {"overrides": [{"front-matter": {"a": "b"}, "paths": ["a"], "severity": {"a": "info"}}]},
    "overrides alike": {"overrides": [{"paths": ["a"], "product": "tea"}, {"paths": ["a"], "product": "tea"}]},
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_both_accept_the_same(name: str) -> None:
    instance = ACCEPTED[name]
    Path(".healthlint.yaml").write_text(json.dumps(instance) if instance else "# nothing\n")
    config.load()
    assert VALIDATOR.is_valid(instance)
