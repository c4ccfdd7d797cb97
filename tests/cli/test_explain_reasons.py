"""`healthlint explain FILE:LINE` shows each match that was let go, on which words and why: one case a reason."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from healthlint.loading import locate
from small_program import claim, cue, terminology, word_list

from .conftest import Run

Write = Callable[..., None]

RULESET = {
    "ruleset": "own/reasons",
    "version": "1.0.0",
    "lists": {
        "goods": word_list("tea", subject="product"),
        "drug": word_list("aspirin", subject="medicine"),
    },
    "cues": {
        "not": cue("never", stance="negated"),
        "asked": cue("\\?", where="sentence", stance="questioned"),
        "far-heading": cue("myths", where="heading", stance="negated"),
        "doubt": cue("doubtful", where="sentence", points=-3),
        "shop": cue("in our shop", where="sentence", points=1),
    },
    "rules": [
        claim(
            "cures (flu|colds)", id="cure", points=3, category="disease-treatment", **{"except": ["cures flu season"]}
        ),
        claim("soothes", id="headings-only", scopes=["heading"]),
        claim("works", id="shop-only", contexts=["commercial"]),
        claim("helps", id="british", jurisdictions=["UK", "AU"]),
        claim("is great", id="needs-shop", requires=["shop"]),
        terminology({"avoid": "addict"}, id="kind-words", **{"except": ["addict hotline"]}),
        terminology({"avoid": "junkie"}, id="heading-words", scopes=["heading"]),
    ],
}


@pytest.fixture(autouse=True)
def rulesets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "rulesets"
    folder.mkdir()
    (folder / "reasons.yaml").write_text(json.dumps(RULESET), encoding="utf-8")
    monkeypatch.setattr(locate, "builtin_folder", lambda: str(folder))


REASONS = {
    "stance": ("Tea never cures flu.", "cures flu", "let-go: stance negated, by “never”", "stance negated"),
    "question": ("Is it tea that cures flu?", "cures flu", "let-go: stance questioned, by “?”", ""),
    "heading": ("# Myths\n\nTea cures flu.", "cures flu", "let-go: stance negated, by “Myths”", ""),
    "subject": (
        "Aspirin cures colds.",
        "cures colds",
        "let-go: subject medicine: “Aspirin” (named in ",
        "about Aspirin (medicine)",
    ),
    "bibliography": (
        "# References\n\n- Smith J, Jones K. Tea cures flu. J Tea. 2019;12(3):45-50.",
        "cures flu",
        "let-go: an entry of a bibliography",
        "",
    ),
    "exemption": ("Tea cures flu season.", "cures flu", "let-go: exempt: “cures flu season”", ""),
    "points": (
        "It is doubtful that tea cures flu.",
        "cures flu",
        "points are below the lowest threshold, 1",
        '       -3.00  cue doubt  "doubtful"',
    ),
    "scope": ("Tea soothes.", "soothes", "let-go: the rule does not look at the scope paragraph", ""),
    "required cue": ("Tea is great.", "is great", "let-go: needs one of the cues shop", ""),
    "context": (
        "---\nhealthlint: {context: editorial}\n---\n\nTea works.",
        "works",
        "let-go: the rule is for pages of the context commercial, this one is editorial",
        "context editorial: said by front matter",
    ),
    "jurisdiction": ("Tea helps.", "helps", "let-go: the rule holds in UK, AU, the page is held to US", ""),
    "term exempt": ("Call the addict hotline.", "addict", "let-go: exempt: “addict hotline”", ""),
    "term quoted": ('He said "addict" twice.', "addict", "let-go: inside quotation marks", ""),
    "term scope": ("A junkie came.", "junkie", "let-go: the rule does not look at the scope paragraph", ""),
}


@pytest.mark.parametrize("name", REASONS)
def test_what_was_let_go_is_shown_with_its_words_and_the_reason(run: Run, write: Write, name: str) -> None:
    text, words, reason, more = REASONS[name]
    write("a.md", text)
    line = text.count("\n") + 1
    ended = run("explain", f"a.md:{line}")
    assert ended.code == 0
    assert ended.out.startswith(f"a.md:{line}: 1 match; context ")
    assert reason in ended.out
    assert more in ended.out
    marked = next(row for row in ended.out.splitlines() if set(row.split("│")[-1].strip()) == {"^"})
    source = ended.out.splitlines()[ended.out.splitlines().index(marked) - 1]
    start = marked.index("^")
    assert source[start : marked.rindex("^") + 1] == words


def test_check_does_not_try_what_is_not_for_the_page(run: Run, write: Write) -> None:
    write("a.md", "Tea helps.")
    assert json.loads(run("check", "--format", "json", "a.md").out)["files"][0]["findings"] == []


def test_a_rule_that_was_left_out_is_not_explained(run: Run, write: Write) -> None:
    write("a.md", "Tea helps. Tea never cures flu.")
    assert "1 match" in run("explain", "a.md:1", "--ignore", "british").out


def test_what_gave_way_on_the_same_words_is_named(run: Run, write: Write, tmp_path: Path) -> None:
    rules = [claim("tea cures", id="cure"), claim("tea cures", id="other", category="immune", refines=["cure"])]
    (tmp_path / "rulesets/reasons.yaml").write_text(json.dumps({**RULESET, "rules": rules}), encoding="utf-8")
    write("a.md", "Tea cures.")
    out = run("explain", "a.md:1").out
    assert "[other]" in out
    assert "╰ also: cure" in out
