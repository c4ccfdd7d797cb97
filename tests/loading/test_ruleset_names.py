from __future__ import annotations

import pytest

from healthlint.loading import read_rulesets

BASE = """\
ruleset: base
version: "1"
references:
  act: {title: x}
lists:
  disease: {entries: [flu]}
  tea: {entries: [tea]}
cues:
  doubt: {phrases: [maybe], where: before, stance: hedged}
rules:
  - {id: one, kind: claim, category: immune, message: "beats {disease}", severity: error, patterns: ["beats {disease}"], references: [act]}
"""
HEAD = 'ruleset: own\nversion: "1"\n'


def mistakes_of(tmp_path, *texts):
    paths = []
    for name, text in zip(("base", "own", "third"), texts, strict=False):
        paths.append(str(tmp_path / f"{name}.yaml"))
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return [str(mistake).replace(f"{tmp_path}/", "") for mistake in read_rulesets(paths)[1]]


def claim(**keys):
    values = {
        "id": "two",
        "kind": "claim",
        "category": "immune",
        "message": "m",
        "severity": "error",
        "patterns": "[a]",
    }
    return "rules:\n  - {" + ", ".join(f"{key}: {value}" for key, value in {**values, **keys}.items()) + "}\n"


FINE = [
    claim(patterns='["{disease/s} {tea}?"]', references="[act]", requires="[doubt]"),
    claim(message='"{match} of {subject} by {tea}"', patterns='["a {tea}"]'),
    "lists:\n  disease: {extend: true, entries: [cold]}\n",
    "lists:\n  disease: {override: true, entries: [cold]}\n",
    "cues:\n  doubt: {extend: true, phrases: [perhaps]}\n",
    "rules:\n  - {id: one, override: true, message: 'cures {disease}'}\n",
    "rules:\n  - {id: one, override: true, kind: claim, patterns: [a], message: 'says {match}'}\n",
]


@pytest.mark.parametrize("text", FINE)
def test_names_of_other_files_may_be_used(text, tmp_path):
    assert mistakes_of(tmp_path, BASE, HEAD + text) == []


WRONG = [
    (BASE, 'own.yaml:1:10: ruleset: a ruleset of the name "base" is loaded already: base.yaml:1'),
    (
        HEAD + "lists:\n  disease: {entries: [cold]}\n",
        'own.yaml:4:3: lists.disease: the list "disease" is defined already: base.yaml:6: choose another name, or say extend: true to add to it, or say override: true to take its place',
    ),
    (
        HEAD + "cues:\n  doubt: {phrases: [a], where: page, points: 1}\n",
        'own.yaml:4:3: cues.doubt: the cue "doubt" is defined already: base.yaml:9: choose another name, or say extend: true to add to it, or say override: true to take its place',
    ),
    (
        HEAD + "references:\n  act: {title: y}\n",
        'own.yaml:4:3: references.act: the reference "act" is defined already: base.yaml:4: choose another name',
    ),
    (
        HEAD + claim(id="one"),
        'own.yaml:4:10: rules.one.id: the rule "one" is defined already: base.yaml:11: choose another name, or say override: true to replace it',
    ),
    (
        HEAD + "lists:\n  diseases: {extend: true, entries: [cold]}\n",
        'own.yaml:4:3: lists.diseases: there is no list "diseases" to extend (did you mean "disease"?)',
    ),
    (
        HEAD + "cues:\n  hope: {override: true, phrases: [a], where: page, points: 1}\n",
        'own.yaml:4:3: cues.hope: there is no cue "hope" to override',
    ),
    (
        HEAD + "rules:\n  - {id: on, override: true, severity: info}\n",
        'own.yaml:4:10: rules[0].id: must be text, but YAML reads on as true or false: quote it: "on"',
    ),
    (
        HEAD + "rules:\n  - {id: won, override: true, kind: claim, severity: info}\n",
        'own.yaml:4:10: rules.won.id: there is no rule "won" to override (did you mean "one"?)',
    ),
    (
        HEAD + "rules:\n  - {id: one, override: true, kind: terminology}\n",
        "own.yaml:4:37: rules.one.kind: the rule that this one overrides is of the kind claim: leave kind out, or give another id",
    ),
    (
        HEAD + "lists:\n  disease: {extend: true, inflect: noun, entries: [cold]}\n",
        "own.yaml:4:27: lists.disease.inflect: can't be changed by an extension: leave it out, or replace the whole with override: true",
    ),
    (
        HEAD + "cues:\n  doubt: {extend: true, where: after}\n",
        "own.yaml:4:25: cues.doubt.where: can't be changed by an extension: leave it out, or replace the whole with override: true",
    ),
    (HEAD + claim(patterns='["a {diseas} b"]'), 'unknown list "diseas" (did you mean "disease"?)'),
    (HEAD + claim(patterns='["a {diseas/ing} b"]'), 'unknown list "diseas" (did you mean "disease"?)'),
    (HEAD + claim(**{"except": '["{drug}"]'}), 'unknown list "drug"'),
    (HEAD + 'lists:\n  all: {entries: ["{drug}"]}\n', 'own.yaml:4:19: lists.all.entries[0]: unknown list "drug"'),
    (HEAD + 'lists:\n  all: {entries: [a], except: ["{drug} b"]}\n', 'unknown list "drug"'),
    (
        HEAD + 'cues:\n  c: {phrases: ["{drug}"], where: page, points: 1}\n',
        'own.yaml:4:17: cues.c.phrases[0]: unknown list "drug"',
    ),
    (HEAD + claim(references="[act, akt]"), 'rules.two.references[1]: unknown reference "akt" (did you mean "act"?)'),
    (HEAD + claim(requires="[doubts]"), 'rules.two.requires[0]: unknown cue "doubts" (did you mean "doubt"?)'),
    (
        HEAD + claim(**{"ignore-cues": "[doubts]"}),
        'rules.two.ignore-cues[0]: unknown cue "doubts" (did you mean "doubt"?)',
    ),
    (
        HEAD + claim(message='"beats {tea}"', patterns='["{disease}"]'),
        'rules.two.message: "{tea}" stands for nothing in this rule: allowed are {match}, {subject}, {disease}',
    ),
    (
        HEAD + "rules:\n  - {id: one, override: true, message: 'cures {tea}'}\n",
        'rules.one.message: "{tea}" stands for nothing in this rule: allowed are {match}, {subject}, {disease}',
    ),
]


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_names_that_clash_or_do_not_exist(text, message, tmp_path):
    found = mistakes_of(tmp_path, BASE, text)
    assert len(found) == 1
    assert found[0] == message if message.startswith("own") else found[0].endswith(message), found


def test_a_file_loaded_twice_is_told_once(tmp_path):
    path = tmp_path / "base.yaml"
    path.write_text(BASE)
    found = read_rulesets([str(path), str(path)])[1]
    assert [mistake.message for mistake in found] == [f'a ruleset of the name "base" is loaded already: {path}:1']


def test_missing_names_are_not_told_while_a_file_cannot_be_read(tmp_path):
    broken = "lists: [\n"
    own = HEAD + "lists:\n  drug: {extend: true, entries: [a]}\n" + claim(patterns='["{drug} {other}"]')
    (mistake,) = mistakes_of(tmp_path, broken, own)
    assert mistake.startswith("base.yaml:")


def test_a_definition_with_mistakes_still_counts_as_defined(tmp_path):
    broken = HEAD + "lists:\n  drug: {entries: []}\n" + claim(patterns='["{drug}"]')
    assert mistakes_of(tmp_path, BASE, broken) == [
        "own.yaml:4:19: lists.drug.entries: is an empty list: fill it, or leave the key out"
    ]


def test_phrases_are_told_beside_other_mistakes(tmp_path):
    found = mistakes_of(tmp_path, BASE, HEAD + claim(patterns='["a {diseas} b", "(a", "c ...40 d"]'))
    assert [mistake.partition(": ")[2] for mistake in found] == [
        'rules.two.patterns[0]: unknown list "diseas" (did you mean "disease"?)',
        "rules.two.patterns[1]: `(a`: a `(` is not closed",
        "rules.two.patterns[2]: `c ...40 d`: a gap passes over 1 to 12 words, not 40",
    ]
