"""The pages of docs/rules, from a small ruleset, and the script that writes and checks them."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from healthlint.authoring.ruledoc import NOTICE, pages
from healthlint.language.compiler import compile_rulesets
from healthlint.language.program import Program
from small_program import claim, cue, load, terminology, word_list

LAW = {"title": "Tea Act", "citation": "1 TEA 2", "url": "https://law.example/tea", "read": "unread"}
RULE = claim(
    "calms (everyone|all)",
    title="Promise of calm",
    message="promises that {subject} calms",
    rationale="Nobody is calm always.",
    suggestion="Say what it tastes like.",
    references=["act"],
    refines=["general"],
    since="0.1.0",
    examples={
        "flag": [
            "This tea [[calms everyone]] at once.",
            {"text": "Our `tea` [[calms all]].\n\nReally.", "context": "commercial", "topic": "tea"},
        ],
        "pass": [{"text": "Does it calm everyone?", "why": "a question"}, {"text": "# ```\n\nNo.", "why": "a fence"}],
        "gap": [{"text": "You will rest.", "why": "no word"}],
    },
)
PAGE = """\
# Promise of calm

`claim`: claim, addiction-safety, since 0.1.0 · [own.yaml](../../rulesets/own.yaml) · [all rules](README.md)

## What it flags

- message: promises that *subject* calms
- severity: error when affirmed, error when hedged, error when attributed
- about: watched-substance, product, topic, none
- refines: [general](general.md)

## Why

Nobody is calm always.

## Flagged

> This tea **calms everyone** at once.

```markdown
Our `tea` [[calms all]].

Really.
```

*page: context commercial, topic tea*

## Not flagged

> Does it calm everyone?

*a question*

````markdown
# ```

No.
````

*a fence*

## Known gaps

> You will rest.

*no word*

## What to write instead

Say what it tastes like.

## Law

- [Tea Act, 1 TEA 2](https://law.example/tea) (not looked up there)

## How to waive

At one place: `<!-- healthlint: ignore-next-line claim reason="…" -->` in the line above, or around a passage or for a whole file.
In .healthlint.yaml leave it out with `ignore: [claim]`, or lower it with `severity: {claim: info}`. For one run: \
`healthlint check --ignore claim`.
"""


@pytest.fixture(scope="module")
def made():
    rulesets = load(
        {
            "rules": [
                RULE,
                claim("calms", id="general", title="Calm | calmer", jurisdictions=["UK"]),
                terminology({"avoid": "addict"}, title="Kind words"),
            ],
            "references": {"act": LAW},
            "lists": {
                "tea": word_list("tea", "herb", about="what is sold", subject="product", source="S", licence="L")
            },
            "cues": {
                "not": cue("never", about="a denial", within=4, stance="negated", points=-2),
                "shop": cue("buy", where="page", vote=1, context="commercial"),
            },
        }
    )
    return pages(Program(compile_rulesets(rulesets)), rulesets, {rulesets[0].label: "own.yaml"})


def test_the_page_of_a_rule(made):
    assert made["claim.md"] == f"{NOTICE}\n\n{PAGE}"


def test_the_index_is_by_category_then_by_kind(made):
    assert (
        made["README.md"]
        == f"""{NOTICE}

# Rules

3 rules. What they share: [references](shared-references.md), [lists](shared-lists.md), [cues](shared-cues.md).

## addiction-safety

| rule | | severity | ruleset |
|---|---|---|---|
| [claim](claim.md) | Promise of calm | error | own/test-0 |
| [general](general.md) | Calm \\| calmer (UK) | error | own/test-0 |

## terminology

| rule | | severity | ruleset |
|---|---|---|---|
| [words](words.md) | Kind words | warning | own/test-0 |
"""
    )


def test_what_rules_share(made):
    assert made["shared-references.md"].splitlines()[-1] == (
        "| act | [Tea Act, 1 TEA 2](https://law.example/tea) (not looked up there) | [claim](claim.md) |"
    )
    assert made["shared-lists.md"].splitlines()[-1] == (
        "| [tea](../../rulesets/own.yaml) | what is sold | 2 |  | product | S, L |"
    )
    assert made["shared-cues.md"].splitlines()[-2:] == [
        "| [not](../../rulesets/own.yaml) | a denial | before, within 4 words | negated, -2 points | 1 |",
        "| [shop](../../rulesets/own.yaml) |  | page | +1 vote commercial | 1 |",
    ]


@pytest.fixture
def script(monkeypatch):
    """The script, with two pages in the place of the real ones."""
    path = Path(__file__).parents[2] / "scripts/rule_docs.py"
    spec = importlib.util.spec_from_file_location("rule_docs", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "wanted", lambda: {"a.md": "new\n", "b.md": "same\n"})
    return module


def test_the_script_writes_the_pages_and_takes_others_away(script, tmp_path, capsys):
    folder = tmp_path / "rules"
    assert script.main([], str(folder)) == 0
    (folder / "old.md").write_text("old")
    (folder / "b.md").write_bytes(b"same\r\n")
    (folder / "a.md").write_text("changed")
    assert script.main([], str(folder)) == 0
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == {"a.md": b"new\n", "b.md": b"same\r\n"}
    assert capsys.readouterr().out == "2 pages, 2 changed\n2 pages, 2 changed\n"


def test_the_check_tells_each_page_that_differs(script, tmp_path, capsys):
    folder = tmp_path / "rules"
    assert script.main(["--check"], str(folder)) == 1
    script.main([], str(folder))
    capsys.readouterr()
    assert script.main(["--check"], str(folder)) == 0
    (folder / "a.md").write_text("changed")
    (folder / "old.md").write_text("old")
    (folder / "b.md").unlink()
    assert script.main(["--check"], str(folder)) == 1
    shown = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert shown == ["docs/rules/a.md", "docs/rules/b.md", "docs/rules/old.md"]
    assert not (folder / "b.md").exists()
    assert script.main(["--chek"], str(folder)) == 2


def test_the_real_pages_are_made(script):
    spec = importlib.util.spec_from_file_location("rule_docs", script.__file__)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made = module.wanted()
    assert {"README.md", "addiction-free.md", "shared-cues.md"} <= made.keys()
    assert "## How to waive" in made["addiction-free.md"]
