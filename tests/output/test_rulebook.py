from __future__ import annotations

from healthlint.language.data import ExampleData, Text
from healthlint.output.rulebook import explain, table
from healthlint.output.view import View
from healthlint.rule import Reference, Rule

RULE = Rule(
    "calm-promise",
    "claim",
    "claims/calm",
    "guarantee",
    "Promise of calm",
    "promises {match}",
    {"affirmed": "error", "hedged": "warning"},
    subjects=("product", "none"),
    jurisdictions=("US",),
    rationale="Nobody is calm always, and a page that says so is not believed.",
    suggestion="Say what the tea tastes like.",
    references=(Reference("law", "Tea Act", "1 TEA 2", "https://law.example/tea", "2026-01-02"),),
    since="0.1.0",
)


def test_table() -> None:
    other = Rule("plain", "terminology", "words/plain", title="Plain\x1b words", severity={"": "info"})
    assert (
        "\n".join(table([RULE, other], View()))
        == """\
claims/calm
  calm-promise  claim guarantee  error    Promise of calm

words/plain
  plain         terminology      info     Plain\\x1b words

2 rules in 2 rulesets"""
    )


def test_explain() -> None:
    examples = [
        ExampleData("flag", Text("x"), "This tea calms everyone at once.", [(9, 23)]),
        ExampleData("pass", Text("x"), "Does it calm everyone?", [], why="a question"),
        ExampleData("flag", Text("x"), "It calms all, and calms everyone.", [(3, 12), (18, 32)]),
    ]
    assert (
        "\n".join(explain(RULE, examples, View(width=60)))
        == """\
calm-promise  Promise of calm
claim guarantee, ruleset claims/calm, since 0.1.0

  message    promises {match}
  severity   error when affirmed, warning when hedged
  about      product, none
  holds in   US

Why
  Nobody is calm always, and a page that says so is not
  believed.

Flagged
  - This tea [[calms everyone]] at once.
  - It [[calms all]], and [[calms everyone]].

Not flagged
  - Does it calm everyone? (a question)

What to write instead
  Say what the tea tastes like.

Law
  Tea Act, 1 TEA 2, https://law.example/tea (read
  2026-01-02)

How to waive
  At one place: `<!-- healthlint: ignore-next-line
  calm-promise reason="…" -->` in the line above, or around
  a passage or for a whole file.
  In .healthlint.yaml leave it out with `ignore:
  [calm-promise]`, or lower it with `severity:
  {calm-promise: info}`. For one run: `healthlint check
  --ignore calm-promise`."""
    )
