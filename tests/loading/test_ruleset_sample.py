from __future__ import annotations

import hashlib
import os
import re

import pytest

from healthlint.language.data import Text
from healthlint.loading import load_rulesets, read_rulesets
from healthlint.loading.lint import lint_rulesets

FOLDER = os.path.join(os.path.dirname(__file__), "data")
COMPLETE = os.path.join(FOLDER, "complete.yaml")
OWN = os.path.join(FOLDER, "own.yaml")


@pytest.fixture(scope="module")
def complete():
    (ruleset,) = load_rulesets([COMPLETE])
    return ruleset


def test_every_key_of_the_language_loads_without_advice(complete):
    assert read_rulesets([COMPLETE, OWN])[1] == []
    assert lint_rulesets([complete]) == []


def test_the_head_of_a_ruleset(complete):
    with open(COMPLETE, "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    assert (complete.label, complete.sha256) == (COMPLETE, digest)
    assert (complete.name, complete.version, complete.title) == ("tests/complete", "1.10", "Every key of the language")
    assert complete.description == "A ruleset for tests: nobody checks pages against it."
    assert complete.references == {
        "act": {"title": "An act", "citation": "1 TEST 2", "url": "https://law.example/act#s2", "read": "2026-11-21"},
        "guide": {"title": "A guide", "citation": "Guide 7", "url": "https://law.example/guide", "read": "2026-11-20"},
    }
    assert complete.model == {
        "thresholds": {"high": 3, "medium": 2, "low": 1},
        "subjects": {"product": 1, "medicine": -3},
        "stances": {"attributed": -1},
        "scopes": {"heading": -0.5},
        "contexts": {"commercial": 0.5, "public-health": -1},
        "context": {"window": 12, "bound": 1, "weight": 1.5},
        "style": {"most": 3, "least": -2},
    }


def test_lists(complete):
    words, need, _, tea = complete.lists
    assert (words.name, words.inflect, words.subject, words.mode) == ("dependence", "noun", "", "define")
    assert (words.about, words.source, words.licence) == ("words for being hooked", "made up for tests", "CC0-1.0")
    assert [(entry.word, entry.forms) for entry in words.entries] == [
        ("dependence", None),
        ("addiction", None),
        ("craving", ["cravings"]),
        ("(deep|old) habit", None),
        ("{need}", None),
    ]
    assert words.exceptions == ["cosmic dependence"]
    assert ([entry.word for entry in need.entries], need.inflect) == (["need", "no", "12"], "none")
    assert tea.subject == "product"


def test_cues(complete):
    proof, shop = complete.cues
    fields = [getattr(proof, name) for name in proof.__slots__]
    assert dict(zip(proof.__slots__, fields, strict=True)) == {
        "id": "no-proof",
        "about": "a denial of proof in front of the claim",
        "phrases": ["(no|little) ...2 proof", "lack~ of proof"],
        "where": "before",
        "within": 12,
        "across_clauses": True,
        "exceptions": ["no proof of purchase"],
        "stance": "negated",
        "points": -3,
        "context": "",
        "categories": ("addiction-safety", "immune"),
        "subjects": ("none", "product"),
        "mode": "define",
        "vote": 0.0,
        "cancels": [],
        "untested": "",
    }
    assert (shop.where, shop.within, shop.stance, shop.points, shop.context) == ("sentence", 0, "", 0.5, "commercial")
    assert (shop.vote, shop.cancels, shop.untested) == (0.5, ["no-proof"], "sellers are not tested")


def test_a_claim(complete):
    rule = complete.rules[0]
    assert (rule.id, rule.kind, rule.override) == ("habit-free", "claim", False)
    assert rule.values == {
        "category": "addiction-safety",
        "title": "Free of habit",
        "message": "says that {subject} brings no {dependence}",
        "severity": {"affirmed": "error", "hedged": "warning"},
        "subject": ["product", "topic", "none"],
        "points": 2,
        "rationale": "Nobody can know that.",
        "suggestion": "Take the sentence out.",
        "references": ["act", "guide"],
        "since": "0.1.0",
        "audience": "consumer",
        "jurisdictions": ["US", "US-CA", "UK"],
        "scopes": ["paragraph", "heading"],
        "contexts": ["commercial", "unknown"],
    }
    assert rule.options == {"requires": ["shop-words"], "ignore-cues": ["no-proof"]}
    assert [
        (pattern.id, pattern.text, pattern.points, pattern.is_regex, pattern.untested) for pattern in rule.patterns
    ] == [
        ("", "without (the|any)? (same|high)? ...3 (risk|danger) of {dependence}", None, False, ""),
        ("never-hooks", "never hook~", 3, False, "rare"),
        ("", r"0\s?% addictive", None, True, ""),
    ]
    assert rule.exceptions == ["without risk of {need}"]


def test_the_examples_of_a_claim(complete):
    first, second, third, fourth, gap = complete.rules[0].examples
    assert (first.kind, first.text, first.spans) == (
        "flag",
        "Calm evenings without any risk of dependence.",
        [(14, 44)],
    )
    assert first.source == "Calm evenings [[without any risk of dependence]]."
    assert (second.text, second.spans, second.why) == ("It never hooks you.", [(3, 14)], "a plain promise")
    assert second.expect == {"stance": "affirmed", "severity": "error", "confidence": "high", "subject": "product"}
    assert second.page == {
        "context": "commercial",
        "topic": "tea",
        "product": "herbal-tea",
        "audience": "consumer",
    }
    assert (third.kind, third.spans, third.only, third.expect, third.page) == ("pass", [], False, {}, {})
    assert (fourth.only, fourth.page["context"], fourth.why) == (True, "public-health", "advice")
    assert (gap.kind, gap.text, gap.spans) == ("gap", "You will not want more.", [(9, 22)])


def test_the_other_kinds(complete):
    terms, evidence, disclaimer, readability, deeper = complete.rules[1:]
    assert terms.options == {
        "terms": [
            {"avoid": "(abuser|abusers)", "use": "person who uses"},
            {"id": "test-result", "avoid": "dirty test", "use": "positive test", "fix": True, "untested": "rare"},
        ]
    }
    assert terms.values["severity"] == "warning"
    assert deeper.values["refines"] == ["habit-free"]
    assert terms.exceptions == ["institute of abuser studies"]
    assert [(each.text, each.id, each.is_regex) for each in evidence.patterns] == [
        ("{proof-word} show", "", False),
        ("tested by many", "tested", False),
        (r"9 out of \d+", "", True),
    ]
    assert evidence.options == {
        "ignore-cues": ["no-proof"],
        "unless": {
            "sources": ["link", "footnote", "citation"],
            "not-links": ["/shop"],
            "phrases": ["as told in the almanac of tea"],
            "page": ["^ sources $"],
        },
        "reach": {"sentences": 2},
    }
    assert evidence.values["subject"] == ["product", "topic"]
    assert disclaimer.options == {
        "wordings": [{"id": "one", "text": "Nobody has checked this statement."}],
        "accept": ["this was ...2 checked by nobody"],
        "needed": {
            "categories": ["disease-treatment"],
            "subjects": ["product", "topic"],
            "phrases": ["supports ...3 {need}"],
            "links": ["?shop="],
            "products": ["dietary-supplement"],
            "topics": ["tea"],
            "except-topics": ["coffee"],
            "contexts": ["commercial"],
        },
        "place": {"paragraphs": 3},
        "symbol": True,
        "bold": False,
    }
    assert disclaimer.exceptions == ["checked by nobody else"]
    assert disclaimer.values["severity"]["near-miss"] == "warning"
    assert readability.options == {
        "limits": [
            {"metric": "flesch_kincaid_grade", "at-most": 10, "audience": ["consumer"], "unit": "page"},
            {"metric": "flesch_reading_ease", "at-least": 50.5, "unit": "section"},
        ],
        "minimum-words": 100,
        "name-hardest": 3,
    }


@pytest.mark.parametrize("paths", [[COMPLETE, OWN], [OWN, COMPLETE]], ids=["after", "before"])
def test_a_ruleset_may_change_another_in_any_order(paths):
    own = next(ruleset for ruleset in load_rulesets(paths) if ruleset.name == "own")
    assert [(words.name, words.mode) for words in own.lists] == [("need", "extend"), ("tea", "override")]
    assert [(cue.id, cue.mode, cue.where) for cue in own.cues] == [
        ("no-proof", "extend", ""),
        ("shop-words", "override", "page"),
    ]
    claim, disclaimer = own.rules
    assert (claim.kind, claim.override, claim.patterns, claim.examples) == ("claim", True, [], [])
    assert claim.values == {"severity": "info", "references": ["new-act"]}
    assert (disclaimer.kind, disclaimer.values, disclaimer.options) == ("disclaimer", {}, {"place": "section"})


def test_every_text_knows_its_place(complete):
    with open(COMPLETE, encoding="utf-8") as file:
        lines = file.read().splitlines()
    texts = [text for ruleset in (complete.rules, complete.lists, complete.cues) for text in _texts(ruleset)]
    assert len(texts) > 100
    for text in texts:
        assert text.file == COMPLETE
        written = lines[text.line - 1][text.column - 1 :]
        assert written.startswith((text, f'"{text}', f"'{text}"))
    assert complete.rules[0].patterns[1].text.key == "rules.habit-free.patterns.never-hooks.phrase"
    assert complete.rules[0].values["references"][1].key == "rules.habit-free.references[1]"
    assert complete.lists[0].entries[2].forms[0].key == "lists.dependence.entries[2].forms[0]"


def _texts(value):
    if isinstance(value, Text):
        return [value]
    if isinstance(value, dict):
        value = [*value.keys(), *value.values()]
    elif hasattr(value, "__slots__"):
        value = [getattr(value, name) for name in value.__slots__ if name != "text" or not hasattr(value, "spans")]
    return [text for inner in value for text in _texts(inner)] if isinstance(value, list | tuple) else []


def test_a_first_rule_needs_only_a_few_lines(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(
        'ruleset: mine\nversion: "1"\nrules:\n'
        "  - {id: my-rule, kind: claim, category: immune, message: says so, severity: error, patterns: [boosts it]}\n"
    )
    (ruleset,) = load_rulesets([str(path)])
    assert [rule.id for rule in ruleset.rules] == ["my-rule"]


HEADS = {
    "lists": 'ruleset: docs\nversion: "1"\n',
    "cues": 'ruleset: docs\nversion: "1"\n',
    "model": 'ruleset: docs\nversion: "1"\n',
    "references": 'ruleset: docs\nversion: "1"\n',
    "profiles": 'ruleset: docs\nversion: "1"\n',
    "- id": 'ruleset: docs\nversion: "1"\nrules:\n',
}


def _blocks():
    page = os.path.join(FOLDER, "..", "..", "..", "docs", "rules-language.md")
    with open(page, encoding="utf-8") as file:
        blocks = re.findall(r"^```yaml\n(.*?)^```", file.read(), re.DOTALL | re.MULTILINE)
    return [block for block in blocks if "{...}" not in block]  # the overview names the parts and leaves them out


@pytest.mark.parametrize("block", _blocks(), ids=lambda block: block.split("\n", 1)[0].strip())
def test_what_the_documentation_shows_has_no_unknown_keys_or_values(block, tmp_path):
    """The page leaves parts out and names things of other files: only such mistakes are expected."""
    path = tmp_path / "docs.yaml"
    path.write_text(
        next(head for key, head in HEADS.items() if block.lstrip().startswith(key)) + block, encoding="utf-8"
    )
    expected = (
        "unknown list",
        "unknown cue",
        "unknown reference",
        "unknown rule",
        "must have the key",
        "stands for nothing",
    )
    messages = [mistake.message for mistake in read_rulesets([str(path)])[1]]
    assert [message for message in messages if not any(part in message for part in expected)] == []
