"""The built-in rules on the pages of their own examples, in each format: what is mended stays as it is in a second run."""

from __future__ import annotations

import functools

import pytest

from fixing.bench import Bench
from healthlint.language.compiler import compile_rulesets
from healthlint.language.program import Program
from healthlint.loading import load_rulesets, locate

INSERTED = {"dshea-disclaimer", "au-read-the-label"}
"""The disclaimers whose wording the law prescribes to the letter."""


@functools.cache
def builtin() -> Program:
    return Program(compile_rulesets(load_rulesets(locate.builtin_files())))


def examples() -> list[tuple[str, str, dict[str, str]]]:
    """Rule, text and settings of the flag examples of disclaimers and terms."""
    found = []
    for ruleset in load_rulesets(locate.builtin_files()):
        for rule in ruleset.rules:
            if rule.kind in ("disclaimer", "terminology"):
                places = rule.values.get("jurisdictions") or ["US"]
                for number, example in enumerate(each for each in rule.examples if each.kind == "flag"):
                    meta = {**example.page, "jurisdictions": str(places[0])}
                    found.append((f"{rule.id}-{number}", example.text, meta))
    return found


def as_page(text: str, name: str) -> str:
    """An example in the notation of a file."""
    if name.endswith(".html"):
        parts = "".join(f"    <p>{part.strip('# >')}</p>\n" for part in text.strip().split("\n\n"))
        return f"<body>\n  <main>\n{parts}  </main>\n  <footer>End.</footer>\n</body>\n"
    return text


EXAMPLES = examples()


@pytest.mark.parametrize("name", ["page.md", "page.mdx", "page.html", "page.txt"])
@pytest.mark.parametrize(("id", "text", "meta"), EXAMPLES, ids=[each[0] for each in EXAMPLES])
def test_a_second_run_changes_nothing(id: str, text: str, meta: dict[str, str], name: str) -> None:
    bench = Bench(builtin(), **meta)
    for end in ("\n", "\r\n"):
        page = f"{as_page(text, name).rstrip()}\n".replace("\n", end)
        first = bench.fix(page, name)
        second = bench.fix(first.now.data, name)
        assert second.now.data == first.now.data
        assert second.fixed == 0
        assert first.now.data.count(b"\r") == (first.now.data.count(b"\n") if end == "\r\n" else 0)
        if not first.fixed:
            assert first.now.data == page.encode()


def test_what_is_inserted_and_restored() -> None:
    mended: dict[str, set[str]] = {}
    for name, text, meta in EXAMPLES:
        fixed = Bench(builtin(), **meta).fix(text)
        left = [each.rule.id for each in fixed.now.report.findings]
        for each in Bench(builtin(), **meta).check("page.md", text.encode()).findings:
            if each.fix and each.rule.id not in left and name.startswith(each.rule.id):
                mended.setdefault(each.rule.id, set()).add(each.pattern)
    assert {rule for rule, patterns in mended.items() if "absent" in patterns} == INSERTED
    assert {rule for rule, patterns in mended.items() if "near-miss" in patterns} >= {
        "dshea-disclaimer",
        "au-read-the-label",
    }


def test_wordings_that_no_law_prescribes_to_the_letter_are_never_inserted() -> None:
    rules = {rule.id for rule in builtin().rules if rule.kind == "disclaimer" and rule.options.get("insert")}
    assert rules == INSERTED
