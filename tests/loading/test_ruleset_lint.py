from __future__ import annotations

import pytest

from healthlint.loading import load_rulesets
from healthlint.loading.lint import lint_rulesets

GOOD = """\
ruleset: a
version: "1"
title: A
references:
  act: {title: x, citation: 1 TEST 2, url: "https://law.example/1", read: "2026-11-21"}
lists:
  sleep: {about: words for sleep, entries: [sleep, slumber]}
rules:
  - id: one
    kind: claim
    category: immune
    title: Deep sleep
    message: promises {sleep}
    severity: error
    patterns: ["deeper {sleep}"]
    rationale: Nobody knows.
    suggestion: Take it out.
    references: [act]
    examples:
      flag: ["For [[deeper sleep]].", "A [[deeper slumber]]."]
      pass: [Does it bring deeper sleep?, All is well.]
"""


def advice_on(tmp_path, *texts):
    paths = []
    for name, text in zip("abc", texts, strict=False):
        paths.append(str(tmp_path / f"{name}.yaml"))
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return [str(mistake).replace(f"{tmp_path}/", "") for mistake in lint_rulesets(load_rulesets(paths))]


def test_a_good_ruleset_needs_no_advice(tmp_path):
    assert advice_on(tmp_path, GOOD) == []


DISCLAIMER = """\
  - {id: two, kind: disclaimer, title: x, message: m, severity: error, rationale: x, suggestion: x, references: [act],
     wordings: [{id: w, text: t}], needed: {products: [nap]}, examples: {flag: [Take a rest., Rest helps.], pass: [No rest., None.]}}"""
CASES = [
    ("title: A\n", "", "a.yaml:1:10: ruleset: give the ruleset a title"),
    (', read: "2026-11-21"', "", "a.yaml:5:3: references.act: a reference says where to find it: give it read"),
    (
        'citation: 1 TEST 2, url: "https://law.example/1", ',
        "",
        "a.yaml:5:3: references.act: a reference says where to find it: give it citation, url",
    ),
    ("about: words for sleep, ", "", "a.yaml:7:3: lists.sleep: say what the list holds: give it about"),
    ("slumber]}", "slumber, Sleep]}", 'lists.sleep.entries[2]: "Sleep" is in the list already: line 7'),
    ("entries: [sleep", "inflect: noun, entries: [sleep", None),
    (
        "rules:",
        "  nap: {about: a, entries: [nap]}\nrules:",
        "a.yaml:8:3: lists.nap: nothing uses this list: take it out, or use it",
    ),
    ("rules:", "  nap: {about: a, entries: [nap], subject: care}\nrules:", None),
    ("rules:", "  comparison: {about: a, entries: [than]}\nrules:", None),
    ("rules:", "rules:\n" + DISCLAIMER, None),
    ("rules:", "rules:\n" + DISCLAIMER.replace("No rest., ", "What helps?, "), None),
    (
        "rules:",
        "rules:\n" + DISCLAIMER.replace(", None.", ""),
        "rules.two.id: a rule needs at least 2 pass examples, this one has 1",
    ),
    (
        "rules:",
        "rules:\n" + DISCLAIMER.replace("No rest., ", "Nothing to see., "),
        "rules.two.id: no pass example is a near miss: give one that has words of a flag example and is harmless",
    ),
    (
        "lists:",
        '  law: {title: y, citation: 9, url: "https://law.example/9", read: "2026-11-21"}\nlists:'.replace(
            "9,", "'9',"
        ),
        "a.yaml:6:3: references.law: no rule cites this reference: take it out, or cite it",
    ),
    (
        "id: one",
        "id: immune",
        "rules.immune.id: the id is also the name of a category, and --select could mean either: choose another",
    ),
    ("promises {sleep}", "promises {sleep}.", "rules.one.message: a message has no full stop at the end"),
    (
        "promises {sleep}",
        "promises sleep",
        "rules.one.message: a message names what it is about: use {match}, {subject} or a list of the patterns",
    ),
    ("    title: Deep sleep\n", "", "a.yaml:9:9: rules.one.id: a rule that others rely on needs title"),
    (
        "    rationale: Nobody knows.\n    suggestion: Take it out.\n",
        "",
        "rules.one.id: a rule that others rely on needs rationale, suggestion",
    ),
    (', "A [[deeper slumber]]."', "", "rules.one.id: a rule needs at least 2 flag examples, this one has 1"),
    (", All is well.", "", "rules.one.id: a rule needs at least 2 pass examples, this one has 1"),
    (
        "Does it bring deeper sleep?",
        "It is so",
        "rules.one.id: no pass example is a near miss: give one that has words of a flag example and is harmless",
    ),
    ("Does it bring deeper sleep?", "Nobody slept deeply", None),
    ("Does it bring deeper sleep?", "This one is for you", "no pass example is a near miss"),
    (
        "      pass:",
        "      gap: [It rests you.]\n      pass:",
        "examples.gap[0]: a gap says why the rule misses it: give it why",
    ),
    ("      pass:", "      gap: [{text: It rests you., why: no word}]\n      pass:", None),
    ("All is well.", "Does it bring deeper sleep? ", None),
    (
        "All is well.",
        "{text: Does it bring deeper sleep?, why: again}",
        "examples.pass[1].text: this example stands in the rule already: line 21",
    ),
]


@pytest.mark.parametrize(("old", "new", "message"), CASES)
def test_each_piece_of_advice(old, new, message, tmp_path):
    changed = GOOD.replace(old, new, 1)
    assert changed != GOOD
    if message is None:
        if "deeper sleep? " not in new:
            assert advice_on(tmp_path, changed) == []
        return
    found = advice_on(tmp_path, changed)
    assert len(found) == 1
    assert message in found[0]


def test_a_file_of_lists_and_references_is_there_for_others(tmp_path):
    """Whether somebody uses them can't be known."""
    assert advice_on(tmp_path, GOOD[: GOOD.index("rules:")]) == []


def test_terms_with_replacements_need_no_suggestion(tmp_path):
    text = GOOD + (
        "  - id: two\n    kind: terminology\n    title: x\n    message: says {match}\n    severity: error\n"
        "    terms: [{avoid: bad word, use: good word}, {avoid: worse word}]\n    rationale: x\n    references: [act]\n"
        '    examples: {flag: ["A [[bad word]].", "A [[worse word]]."], pass: [A badger and a word., Fine.]}\n'
    )
    (found,) = advice_on(tmp_path, text)
    assert found.endswith("rules.two.id: a rule that others rely on needs suggestion")
    assert advice_on(tmp_path, text.replace("worse word}", "worse word, use: good word}")) == []


def test_the_same_authority_or_pattern_in_two_files(tmp_path):
    other = GOOD.replace("ruleset: a", "ruleset: b").replace("  act:", "  law:").replace("[act]", "[law]")
    other = other.replace("  sleep:", "  rest:").replace("{sleep}", "{rest}").replace("id: one", "id: two")
    assert advice_on(tmp_path, GOOD, other) == [
        'b.yaml:5:3: references.law: the same authority is there as "act": a.yaml:5'
    ]
    third = other.replace("{rest}", "{sleep}").replace(
        "  rest: {about: words for sleep", "  rest: {subject: care, about: x"
    )
    assert advice_on(tmp_path, GOOD, third) == [
        'b.yaml:5:3: references.law: the same authority is there as "act": a.yaml:5',
        'b.yaml:15:16: rules.two.patterns[0]: the rule "one" has the same pattern',
    ]


def test_a_rule_that_overrides_needs_only_what_it_changes(tmp_path):
    own = 'ruleset: b\nversion: "1"\ntitle: B\nrules:\n  - {id: one, override: true, severity: info}\n'
    assert advice_on(tmp_path, GOOD, own) == []
    assert advice_on(tmp_path, GOOD, own.replace("severity: info", "message: 'promises {sleep}.'")) == [
        "b.yaml:5:40: rules.one.message: a message has no full stop at the end"
    ]
