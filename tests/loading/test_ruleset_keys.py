from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthlint.errors import RulesetError
from healthlint.loading import load_rulesets, read_rulesets, schema
from healthlint.loading.assemble import assemble
from healthlint.loading.names import Census
from healthlint.loading.source import parse_yaml

HEAD = 'ruleset: a\nversion: "1"\n'
CLAIM = """\
rules:
  - id: one
    kind: claim
    category: immune
    message: says so
    severity: error
    patterns: [boosts it]
"""
TERMS = """\
rules:
  - id: one
    kind: terminology
    message: says so
    severity: error
    terms:
      - {avoid: bad}
"""
DISCLAIMER = """\
rules:
  - id: one
    kind: disclaimer
    message: is not there
    severity: error
    wordings: [{id: w, text: Nobody checked.}]
    needed: {contexts: [commercial]}
"""
EVIDENCE = """\
rules:
  - id: one
    kind: evidence
    message: says so
    severity: error
    patterns: [studies show]
"""
LIMITS = """\
rules:
  - id: one
    kind: readability
    message: is hard
    severity: error
    limits: [{metric: smog_index, at-most: 9}]
"""


def mistakes_of(text, tmp_path, name="a.yaml"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return [str(mistake).removeprefix(f"{tmp_path}/") for mistake in read_rulesets([str(path)])[1]]


FILES = [
    ("", 'a.yaml:1:1: the file is empty: a ruleset starts with "ruleset:" and "version:"'),
    ("- a\n", "a.yaml:1:1: must be keys with values, not a list"),
    ("a b\n", "a.yaml:1:1: must be keys with values, not text"),
    ("rules: []\n", "a.yaml:1:1: the file must have the keys ruleset and version"),
    ("ruleset: a\nrules: []\n", "a.yaml:1:1: the file must have the key version"),
    (HEAD, "a.yaml:1:1: the file defines nothing: give it rules, lists, cues, references, profiles or a model"),
    (
        HEAD + "rule: []\nrules: []\n",
        'a.yaml:3:1: rule: unknown key "rule" (did you mean "rules"?): allowed are ruleset, version, title, description, references, lists, cues, model, profiles, rules',
    ),
    (
        "ruleset: A b\nversion: '1'\nrules: []\n",
        'a.yaml:1:10: ruleset: must be a name such as claims/addiction-safety, not "A b"',
    ),
    (
        "ruleset: a\nversion: 1.10\nrules: []\n",
        'a.yaml:2:10: version: must be text, but YAML reads 1.10 as a number: quote it: "1.10"',
    ),
    (
        "ruleset: a\nversion: v1\nrules: []\n",
        'a.yaml:2:10: version: must be a version such as "1.0.0", not "v1"',
    ),
    ("ruleset: a\nversion: '1'\ntitle:\nrules: []\n", "a.yaml:3:7: title: has no value"),
    (
        "ruleset: a\nversion: '1'\ntitle: # 1\nrules: []\n",
        'a.yaml:3:7: title: has no value: YAML takes what stands behind "#" for a comment: quote it',
    ),
    ("ruleset: a\nversion: '1'\ntitle: ' '\nrules: []\n", "a.yaml:3:8: title: has no value"),
    (HEAD + "rules:\n", "a.yaml:3:7: rules: has no value"),
    (HEAD + "rules: {}\n", "a.yaml:3:8: rules: must be a list, not keys with values"),
    (HEAD + "rules:\n  -a\n  -b\n", 'a.yaml:4:3: rules: must be a list, not text: put a space behind each "-"'),
    (HEAD + "rules: [a]\n", "a.yaml:3:9: rules[0]: must be keys with values, not text"),
]

REFERENCES = [
    ("r: {citation: x}", "4:6: references.r: must have the key title"),
    (
        "R_1: {title: x}",
        '4:3: references.R_1: must be small letters, digits and single hyphens (kebab-case), not "R_1"',
    ),
    (
        "r: {title: x, url: law.example}",
        '4:22: references.r.url: must be an address that starts with https://, not "law.example"',
    ),
    (
        "r: {title: x, read: 2026-11-21}",
        '4:23: references.r.read: must be text, but YAML reads 2026-11-21 as a date: quote it: "2026-11-21"',
    ),
    (
        'r: {title: x, read: "2026-02-30"}',
        '4:23: references.r.read: must be a day such as "2026-11-21", or unread, not "2026-02-30"',
    ),
    (
        'r: {title: x, read: "20260230"}',
        '4:23: references.r.read: must be a day such as "2026-11-21", or unread, not "20260230"',
    ),
    ("r: x", "4:6: references.r: must be keys with values, not text"),
]

LISTS = [
    ("w: {about: x}", "4:6: lists.w: must have the key entries"),
    ("w: {entries: []}", "4:16: lists.w.entries: is an empty list: fill it, or leave the key out"),
    ("w: {entries: a}", "4:16: lists.w.entries: must be a list, not text: write [a]"),
    (
        "w: {entries: [no]}",
        '4:17: lists.w.entries[0]: must be text, but YAML reads no as true or false: quote it: "no"',
    ),
    ("w: {entries: [~]}", '4:17: lists.w.entries[0]: must be text, but YAML reads ~ as nothing: quote it: "~"'),
    (
        "w: {entries: [12:30]}",
        '4:17: lists.w.entries[0]: must be text, but YAML reads 12:30 as a number: quote it: "12:30"',
    ),
    (
        "w: {entries: [{b}]}",
        '4:17: lists.w.entries[0]: must be text, but YAML reads {b} as keys with values: quote it: "{b}"',
    ),
    (
        "w: {entries: [b: c]}",
        '4:17: lists.w.entries[0]: must be text, but YAML reads b: c as keys with values: quote it: "b: c"',
    ),
    ("w: {entries: [[b]]}", '4:17: lists.w.entries[0]: must be text, but YAML reads [b] as a list: quote it: "[b]"'),
    ("w: {entries: [b, c, b]}", '4:23: lists.w.entries[2]: "b" stands here twice: first in line 4'),
    ("w: {entries: [{word: b}]}", "4:17: lists.w.entries[0]: must have the key forms"),
    (
        "w: {entries: [{word: b, form: [c], forms: [d]}]}",
        '4:27: lists.w.entries[0].form: unknown key "form" (did you mean "forms"?): allowed are word, forms',
    ),
    (
        "w: {inflect: verbs, entries: [b]}",
        '4:16: lists.w.inflect: must be one of verb, noun, adjective, not "verbs" (did you mean "verb"?)',
    ),
    (
        "w: {subject: topic, entries: [b]}",
        '4:16: lists.w.subject: must be one of watched-substance, product, medicine, care, person, other, not "topic"',
    ),
    (
        "w: {override: 'true', entries: [b]}",
        "4:17: lists.w.override: must be true or false, not text: take the quotes away from 'true'",
    ),
    ("w: {extend: maybe, entries: [b]}", "4:15: lists.w.extend: must be true or false, not text"),
]

CUES = [
    (
        "c: {phrases: [b]}",
        [
            "4:6: cues.c: must have the key where",
            "4:6: cues.c: does nothing: give it a stance, points, a vote or cues to cancel",
        ],
    ),
    (
        "c: {phrases: [b], where: here, points: 1}",
        '4:28: cues.c.where: must be one of before, after, around, inside, anywhere, sentence, previous, next, heading, page, not "here" (did you mean "anywhere"?)',
    ),
    (
        "c: {phrases: [b], where: page, points: '1'}",
        "4:42: cues.c.points: must be a number, not text: take the quotes away from '1'",
    ),
    ("c: {phrases: [b], where: page, points: 1e3}", "4:42: cues.c.points: must be a number, not text"),
    ("c: {phrases: [b], where: page, points: 0x1}", "4:42: cues.c.points: must be a number from -20 to 20, not 0x1"),
    ("c: {phrases: [b], where: page, points: 21}", "4:42: cues.c.points: must be a number from -20 to 20, not 21"),
    (
        "c: {phrases: [b], where: before, points: 1, within: 1.5}",
        "4:55: cues.c.within: must be a whole number from 1 to 60, not 1.5",
    ),
    (
        "c: {phrases: [b], where: page, points: 1, within: 3}",
        "4:53: cues.c.within: has no effect where the cue is page (only before, after and around): leave it out",
    ),
    (
        "c: {phrases: [b], where: inside, stance: negated}",
        "4:44: cues.c.stance: a cue inside the match gives points only: leave stance out",
    ),
    (
        "c: {phrases: [b], where: page, stance: affirmed}",
        '4:42: cues.c.stance: must be one of negated, questioned, warned-against, hypothetical, attributed, hedged, not "affirmed"',
    ),
    (
        "c: {phrases: [b], where: page, stance: negated, context: commercial}",
        "4:60: cues.c.context: says what the page is for only with a vote",
    ),
    ("c: {phrases: [b], where: page, points: 1, categories: [imune]}", 'not "imune" (did you mean "immune"?)'),
]

MODEL = [
    (
        "{thresholds: {high: 1, medium: 2}}",
        "3:21: model.thresholds: high must not be below medium, nor medium below low",
    ),
    (
        "{subjects: {medcine: 1}}",
        '3:20: model.subjects.medcine: must be one of watched-substance, product, topic, medicine, care, person, other, none, not "medcine" (did you mean "medicine"?)',
    ),
    ("{subjects: 1}", "3:19: model.subjects: must be keys with values, not a number"),
    ("{scopes: {}}", "3:17: model.scopes: is empty: fill it, or leave the key out"),
    ("{context: {}}", "3:18: model.context: is empty: give one of window, bound, weight, or leave the key out"),
    (
        "{limits: 1}",
        '3:9: model.limits: unknown key "limits": allowed are thresholds, subjects, stances, scopes, contexts, style, context',
    ),
]


@pytest.mark.parametrize(("text", "message"), FILES)
def test_mistakes_of_whole_files(text, message, tmp_path):
    assert mistakes_of(text, tmp_path) == [message]


SECTIONS = [
    *(("references:\n  ", *case) for case in REFERENCES),
    *(("lists:\n  ", *case) for case in LISTS),
    *(("cues:\n  ", *case) for case in CUES),
    *(("model: ", *case) for case in MODEL),
]


@pytest.mark.parametrize(("section", "text", "message"), SECTIONS)
def test_mistakes_of_definitions(section, text, message, tmp_path):
    found = mistakes_of(f"{HEAD}{section}{text}\n", tmp_path)
    if isinstance(message, list):
        assert found == [f"a.yaml:{one}" for one in message]
    else:
        assert len(found) == 1
        assert found[0].endswith(message)


RULES = [
    (
        CLAIM,
        "id: one",
        "id: One",
        '4:9: rules.One.id: must be small letters, digits and single hyphens (kebab-case), not "One"',
    ),
    (CLAIM, "  - id: one\n    kind", "  - kind", "4:5: rules[0]: must have the key id"),
    (
        CLAIM,
        "    kind: claim\n",
        "",
        "4:5: rules.one: must have the key kind: one of claim, terminology, evidence, disclaimer, readability, directive",
    ),
    (
        CLAIM,
        "kind: claim",
        "kind: clam",
        '5:11: rules.one.kind: must be one of claim, terminology, evidence, disclaimer, readability, directive, not "clam" (did you mean "claim"?)',
    ),
    (CLAIM, "    category: immune\n    message: says so\n", "", "4:5: rules.one: must have the keys category, message"),
    (
        CLAIM,
        "patterns:",
        "pattern:",
        [
            "4:5: rules.one: must have the key patterns",
            '9:5: rules.one.pattern: unknown key "pattern" (did you mean "patterns"?): allowed are id, kind, override, title, message, rationale, suggestion, references, since, audience, jurisdictions, scopes, contexts, severity, category, subject, points, patterns, except, requires, ignore-cues, refines, examples',
        ],
    ),
    (
        CLAIM,
        "severity: error",
        "severity: fatal",
        '8:15: rules.one.severity: must be one of error, warning, info, not "fatal"',
    ),
    (
        CLAIM,
        "severity: error",
        "severity: {affirmd: error}",
        '8:16: rules.one.severity.affirmd: must be one of affirmed, hedged, negated, questioned, attributed, hypothetical, warned-against, not "affirmd" (did you mean "affirmed"?)',
    ),
    (
        CLAIM,
        "severity: error",
        "severity: {affirmed: bad}",
        '8:26: rules.one.severity.affirmed: must be one of error, warning, info, not "bad"',
    ),
    (
        CLAIM,
        "severity: error",
        "severity: [error]",
        "8:15: rules.one.severity: must be text or keys with values, not a list",
    ),
    (
        CLAIM,
        "severity: error",
        "severity: error\n    terms: [{avoid: a}]",
        "belongs to rules of the kind terminology: allowed here are",
    ),
    (
        CLAIM,
        "[boosts it]",
        "[{phrase: a, regex: b}]",
        "9:16: rules.one.patterns[0]: must have either a phrase or a regex",
    ),
    (CLAIM, "[boosts it]", "[{id: a, points: 1}]", "9:16: rules.one.patterns.a: must have either a phrase or a regex"),
    (
        CLAIM,
        "[boosts it]",
        "[{id: p, phrase: a}, {id: p, phrase: b}]",
        '9:41: rules.one.patterns.p.id: another pattern of this rule has the id "p": line 9',
    ),
    (
        CLAIM,
        "[boosts it]",
        "\n      - lose # pounds",
        '10:9: rules.one.patterns[0]: YAML takes what stands behind "#" for a comment: quote the whole value if # means a number, else put two spaces in front of it: lose # …',
    ),
    (
        CLAIM,
        "[boosts it]",
        "\n      - # pounds",
        '10:8: rules.one.patterns[0]: has no value: YAML takes what stands behind "#" for a comment: quote it',
    ),
    (
        CLAIM,
        "[boosts it]",
        "\n      - “boosts it”",
        '10:9: rules.one.patterns[0]: stands in typographic quotes: use straight ones: "boosts it"',
    ),
    (
        CLAIM,
        "[boosts it]",
        "\n      - {boost}",
        '10:9: rules.one.patterns[0]: must be text, but YAML reads {boost} as keys with values: quote it: "{boost}"',
    ),
    (
        CLAIM,
        "[boosts it]",
        "\n      - boosts: it",
        '10:9: rules.one.patterns[0]: must be text, but YAML reads boosts: it as keys with values: quote it: "boosts: it"',
    ),
    (
        CLAIM,
        "[boosts it]",
        '\n      - say: "it"',
        '10:9: rules.one.patterns[0]: must be text, but YAML reads say: "it" as keys with values: quote it: \'say: "it"\'',
    ),
    (
        CLAIM,
        "[boosts it]",
        "[boosts it]\n    subject: product",
        "10:14: rules.one.subject: must be a list, not text: write [product]",
    ),
    (
        CLAIM,
        "[boosts it]",
        "[boosts it]\n    jurisdictions: [usa]",
        '10:21: rules.one.jurisdictions[0]: must be a code such as US or US-CA, not "usa"',
    ),
    (
        CLAIM,
        "[boosts it]",
        "[boosts it]\n    jurisdictions: [NO]",
        '10:21: rules.one.jurisdictions[0]: must be text, but YAML reads NO as true or false: quote it: "NO"',
    ),
    (
        CLAIM,
        "[boosts it]",
        "[boosts it]\n    since: 0.1",
        '10:12: rules.one.since: must be text, but YAML reads 0.1 as a number: quote it: "0.1"',
    ),
    (CLAIM, "[boosts it]", "[boosts it]\n    scopes: [headings]", 'not "headings" (did you mean "heading"?)'),
    (
        CLAIM,
        "says so",
        "says {match} of {subjet}",
        '7:14: rules.one.message: "{subjet}" stands for nothing in this rule (did you mean "subject"?): allowed are {match}, {subject}',
    ),
    (
        CLAIM,
        "message: says so",
        "message:\n      - says\n      - so",
        "8:7: rules.one.message: must be text, not a list",
    ),
    (
        CLAIM,
        "severity: error",
        "severity: off",
        '8:15: rules.one.severity: must be text, but YAML reads off as true or false: quote it: "off"',
    ),
    (
        CLAIM,
        "severity: error",
        f"severity: error\n    {'x' * 70}: 1",
        f'unknown key "{"x" * 60}": allowed are id, kind,',
    ),
    (
        CLAIM,
        "    kind: claim",
        "    mesage: 1",
        [
            "4:5: rules.one: must have the key kind: one of claim, terminology, evidence, disclaimer, readability, directive",
            '5:5: rules.one.mesage: unknown key "mesage" (did you mean "message"?): allowed are '
            + ", ".join(sorted({*schema.RULE_KEYS, *(key for own, _ in schema.KINDS.values() for key in own)})),
        ],
    ),
    (TERMS, "{avoid: bad}", "{use: good}", "9:9: rules.one.terms[0]: must have the key avoid"),
    (TERMS, "{avoid: bad}", "bad", "9:9: rules.one.terms[0]: must be keys with values, not text"),
    (
        TERMS,
        "{avoid: bad}",
        "{avoid: bad, fix: true}",
        "9:9: rules.one.terms[0]: fix: true needs the replacement: give it the key use",
    ),
    (
        TERMS,
        "{avoid: bad}",
        "{avoid: bad, really, use: b}",
        '9:22: rules.one.terms[0].really: unknown key "really": allowed are id, avoid, use, fix, untested',
    ),
    (
        TERMS,
        "{avoid: bad}",
        "{avoid: a}\n      - {avoid: a}",
        '10:17: rules.one.terms[1].avoid: another term of this rule has the avoid "a": line 9',
    ),
    (
        TERMS,
        "says so",
        "says {subject}",
        '6:14: rules.one.message: "{subject}" stands for nothing in this rule: allowed are {match}, {use}',
    ),
    (
        TERMS,
        "severity: error",
        "severity: {affirmed: error}",
        "7:15: rules.one.severity: must be a single word, not keys with values",
    ),
    (
        DISCLAIMER,
        "{contexts: [commercial]}",
        "{}",
        "9:13: rules.one.needed: is empty: give one of categories, subjects, phrases, links, products, topics, except-topics, contexts, or leave the key out",
    ),
    (
        DISCLAIMER,
        "{contexts: [commercial]}",
        "{except-topics: [tea]}",
        "9:13: rules.one.needed: must have one of categories, phrases, links, products, topics, contexts",
    ),
    (
        DISCLAIMER,
        "{contexts: [commercial]}",
        "{contexts: [commercial], subjects: [topic]}",
        "9:48: rules.one.needed.subjects: has no effect without categories: leave it out",
    ),
    (
        DISCLAIMER,
        "severity: error",
        "severity: {near-miss: error}\n    insert: true",
        "8:13: rules.one.insert: has no effect where the severity names no absent: leave it out",
    ),
    (
        DISCLAIMER,
        "[{id: w, text: Nobody checked.}]",
        "[{id: w, statements: many, text: Nobody checked.}]",
        '8:36: rules.one.wordings.w.statements: must be one of one, several, not "many"',
    ),
    (
        DISCLAIMER,
        "[{id: w, text: Nobody checked.}]",
        "[Nobody checked.]",
        "8:16: rules.one.wordings[0]: must be keys with values, not text",
    ),
    (
        DISCLAIMER,
        "severity: error",
        "severity: {missing: error}",
        '7:16: rules.one.severity.missing: must be one of absent, near-miss, misplaced, hidden, unlinked, not-bold, hard-to-read, present, not "missing"',
    ),
    (
        DISCLAIMER,
        "needed:",
        "place: here\n    needed:",
        '9:12: rules.one.place: must be one of page, section, not "here"',
    ),
    (
        DISCLAIMER,
        "needed:",
        "place: {paragraphs: 0}\n    needed:",
        "9:25: rules.one.place.paragraphs: must be a whole number from 1 to 50, not 0",
    ),
    (
        EVIDENCE,
        "patterns: [studies show]",
        "reach: page",
        [
            "4:5: rules.one: must have the key patterns",
            '8:12: rules.one.reach: must be one of sentence, paragraph, section, not "page"',
        ],
    ),
    (EVIDENCE, "[studies show]", "[{id: a}]", "patterns.a: must have either a phrase or a regex"),
    (EVIDENCE, "[studies show]", "[{phrase: a, points: 2}]", 'unknown key "points"'),
    (
        EVIDENCE,
        "severity: error",
        "severity: error\n    unless: {sources: [link, foot]}",
        'unless.sources[1]: must be one of link, footnote, citation, not "foot"',
    ),
    (
        EVIDENCE,
        "severity: error",
        "severity: error\n    unless: {sources: [footnote], not-links: [/shop]}",
        "unless.not-links: has no effect where no link is a source: leave it out",
    ),
    (EVIDENCE, "says so", "says {tea}", 'rules.one.message: "{tea}" stands for nothing in this rule'),
    (LIMITS, "at-most: 9", "unit: page", "8:14: rules.one.limits[0]: must have at-most, at-least, or both"),
    (LIMITS, "smog_index", "smog", 'not "smog"'),
    (
        LIMITS,
        "severity: error",
        "severity: error\n    name-hardest: -1",
        "8:19: rules.one.name-hardest: must be a whole number from 0 to 100, not -1",
    ),
]


@pytest.mark.parametrize(("rule", "old", "new", "message"), RULES)
def test_mistakes_of_rules(rule, old, new, message, tmp_path):
    assert mistakes_of(HEAD + rule, tmp_path) == []
    changed = (HEAD + rule).replace(old, new, 1)
    assert changed != HEAD + rule
    found = mistakes_of(changed, tmp_path)
    if isinstance(message, list):
        assert found == [f"a.yaml:{one}" for one in message]
    else:
        assert len(found) == 1
        assert message in found[0]
        assert not re.match(r"\d", message) or found[0] == f"a.yaml:{message}"


EXAMPLES = [
    (
        CLAIM,
        "{flag: [boosts it]}",
        "10:23: rules.one.examples.flag[0]: a flag example marks the words that must be found: put them into [[ ]]",
    ),
    (CLAIM, '{flag: ["[[a"]}', "10:23: rules.one.examples.flag[0]: a mark [[ is never closed by ]]"),
    (CLAIM, "{flag: [[[boosts]] it]}", "10:34: a comma is missing"),
    (
        CLAIM,
        "{flag: [[[boosts]]]}",
        '10:23: rules.one.examples.flag[0]: must be text, but YAML reads [[boosts]] as a list: quote it: "[[boosts]]"',
    ),
    (CLAIM, "{flag: [{why: b}]}", "10:23: rules.one.examples.flag[0]: must have the key text"),
    (
        CLAIM,
        "{flag: [{text: '[[b]]', only: true}]}",
        'unknown key "only": allowed are text, why, stance, severity, confidence, subject, also, context, topic, product, audience',
    ),
    (CLAIM, "{flag: [{text: '[[b]]', stance: afirmed}]}", '(did you mean "affirmed"?)'),
    (
        CLAIM,
        "{pass: ['[[b]]']}",
        "10:23: rules.one.examples.pass[0]: a pass example marks no words: nothing is found in it (write \\[[ and \\]] for the brackets themselves)",
    ),
    (
        CLAIM,
        "{pass: [{text: b, stance: affirmed}]}",
        'unknown key "stance": allowed are text, why, only, context, topic, product, audience',
    ),
    (
        CLAIM,
        "{pas: [b]}",
        '10:16: rules.one.examples.pas: unknown key "pas" (did you mean "pass"?): allowed are flag, pass, gap',
    ),
    (
        CLAIM,
        "{gap: [{text: b, only: true}]}",
        'unknown key "only": allowed are text, why, context, topic, product, audience',
    ),
    (
        CLAIM,
        "{pass: [Is it 12?, 12]}",
        '10:34: rules.one.examples.pass[1]: must be text, but YAML reads 12 as a number: quote it: "12"',
    ),
]


@pytest.mark.parametrize(("rule", "examples", "message"), EXAMPLES)
def test_mistakes_of_examples(rule, examples, message, tmp_path):
    found = mistakes_of(f"{HEAD}{rule}    examples: {examples}\n", tmp_path)
    assert len(found) == 1
    assert message in found[0]


BROKEN = """\
ruleset: Broken
version: 1.0
titel: x
references:
  Ref: {title: a}
  r: {titel: a, url: ftp://a}
lists:
  w: {entries: [no, {b}], inflect: adverb}
  v: {extend: true, override: true, subject: care, entries: [a]}
cues:
  c: {phrases: [a], where: nowhere, points: many}
  d: {phrases: [a], where: inside, stance: negated, within: 3}
model: {thresholds: {high: 1, low: 2}, subjects: {thing: 1}}
rules:
  - id: one
    kind: claim
    category: imune
    severity: {affirmed: fatal}
    patterns: [{phrase: a, regex: b}, "{unknown-list}"]
    references: [nowhere]
    requires: [no-cue]
    examples: {flag: [no mark], pass: ["[[b]]"], gap: [{text: a, when: b}]}
  - {id: one, kind: terminology, message: "{subject}", severity: error, terms: [{avoid: a, fix: true}]}
  - {id: two, override: true, severity: info}
  - {id: three, kind: disclaimer}
  - {id: four, kind: readability, message: a, severity: error, limits: [{metric: smog}]}
  - just text
"""


def test_all_mistakes_of_a_file_are_told_at_once_in_order(tmp_path):
    found = [re.sub(r"^a\.yaml:(\d+):\d+: ([^ ]*): .*", r"\1 \2", line) for line in mistakes_of(BROKEN, tmp_path)]
    assert found == [
        "1 ruleset",
        "2 version",
        "3 titel",
        "5 references.Ref",
        "6 references.r",
        "6 references.r.titel",
        "6 references.r.url",
        "8 lists.w.entries[0]",
        "8 lists.w.entries[1]",
        "8 lists.w.inflect",
        "9 lists.v",
        "9 lists.v.override",
        "9 lists.v.subject",
        "11 cues.c.where",
        "11 cues.c.points",
        "12 cues.d.stance",
        "12 cues.d.within",
        "13 model.thresholds",
        "13 model.subjects.thing",
        "15 rules.one",
        "17 rules.one.category",
        "18 rules.one.severity.affirmed",
        "19 rules.one.patterns[0]",
        "19 rules.one.patterns[1]",
        "20 rules.one.references[0]",
        "21 rules.one.requires[0]",
        "22 rules.one.examples.flag[0]",
        "22 rules.one.examples.pass[0]",
        "22 rules.one.examples.gap[0].when",
        "23 rules.one.id",
        "23 rules.one.message",
        "23 rules.one.terms[0]",
        "24 rules.two.id",
        "25 rules.three",
        "26 rules.four.limits[0]",
        "26 rules.four.limits[0].metric",
        "27 rules[5]",
    ]


def test_a_rule_of_an_unknown_kind_is_checked_as_far_as_it_goes(tmp_path):
    text = CLAIM.replace("kind: claim", "kind: clam").replace("says so", "12") + "    requires: [no]\n"
    text = text.replace("severity: error", "severity: fatal")
    assert [line.split(":")[1] for line in mistakes_of(HEAD + text, tmp_path)] == ["5", "7", "10"]


def test_all_files_are_told_at_once_and_in_their_order(tmp_path):
    paths = []
    for name, text in (("z", HEAD), ("b", "a: [\n"), ("a", "ruleset: x\nrules: []\n")):
        paths.append(str(tmp_path / f"{name}.yaml"))
        (tmp_path / f"{name}.yaml").write_text(text)
    paths.insert(1, str(tmp_path / "none.yaml"))
    with pytest.raises(RulesetError) as caught:
        load_rulesets(paths)
    assert [mistake.file for mistake in caught.value.mistakes] == paths
    assert caught.value.exit_code == 2


def test_a_file_with_countless_mistakes_is_told_in_time(tmp_path):
    text = (
        HEAD
        + "lists:\n  w:\n    entries:\n"
        + "".join(f"      - {{wrod{n}: b, word: c, forms: [d{n}]}}\n" for n in range(5000))
    )
    assert len(mistakes_of(text, tmp_path)) == 5000


PARTS = sorted(
    {key for table in vars(schema).values() if isinstance(table, dict) for key in table} | {*schema.RULESET_KEYS}
)
leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 30),
    st.floats(allow_nan=False, allow_infinity=False, width=16),
    st.sampled_from(
        [
            "claim",
            "terminology",
            "disclaimer",
            "readability",
            "error",
            "one",
            "a b",
            "[[a]]",
            "page",
            "before",
            "{w}",
            "immune",
            "",
        ]
    ),
)
KEYS = st.sampled_from([*PARTS, "one", "w", "true"])
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=5)),
    max_leaves=25,
)


@settings(deadline=None, max_examples=400)
@given(st.dictionaries(KEYS, trees, min_size=1, max_size=6))
def test_no_tree_of_values_raises(tree):
    import json

    mistakes = []
    root = parse_yaml(json.dumps(tree).encode(), "a.yaml", mistakes)
    if root is None:
        return
    census = Census()
    census.count(root, mistakes)
    census.check_changes(mistakes)
    ruleset = assemble(root, "", census.kinds, mistakes)
    assert ruleset is not None
    assert all(mistake.line and mistake.message for mistake in mistakes)
