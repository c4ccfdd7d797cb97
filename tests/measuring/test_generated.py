"""What is measured is always the same, varied, and valid."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from benchmarks import corpus, patterns, rulesets
from benchmarks.vocabulary import CAREFUL, HEADINGS, NEUTRAL_SHOP, PROMOTIONAL, SLOTS
from healthlint import readers, ruletest
from healthlint.checker import Checker, Options
from healthlint.language.compiler import compile_rulesets
from healthlint.language.program import Program
from healthlint.loading import load_rulesets
from healthlint.loading.locate import builtin_files


def sentences(pages: list[str]) -> list[str]:
    return [each for page in pages for each in re.split(r"(?<=[.!?])\s+", page) if len(each) > 30]


def test_a_page_is_always_the_same() -> None:
    assert corpus.page(7) == corpus.page(7)
    assert corpus.page(7) != corpus.page(8)
    assert corpus.page(7) != corpus.page(7, dense=True)
    # what is written down in results.md was measured on these
    assert corpus.page(0).startswith('---\ntitle: "Living with glaucoma"\n')


def test_a_version_of_a_page_differs_by_its_date_and_a_paragraph() -> None:
    old, new = (corpus.version(number, 10).split("\n\n") for number in (3, 13))
    assert len(old) == len(new)
    assert 1 < sum(before != after for before, after in zip(old, new, strict=True)) <= 3
    assert ("2020-01-01" in old[0], "2021-01-01" in new[0]) == (True, True)


def test_every_slot_is_known_and_none_is_left_open() -> None:
    known = set(SLOTS)
    for pattern in (
        *CAREFUL,
        *PROMOTIONAL,
        *NEUTRAL_SHOP,
        *HEADINGS,
        *(each for slot in SLOTS.values() for each in slot),
    ):
        assert set(re.findall(r"<(\w+)>", pattern)) <= known, pattern
    text = "\n".join(corpus.page(number, dense=number % 2 == 0) for number in range(40))
    assert not re.search(r"<\w+>|\[, |\[<", text)


def test_pages_are_of_the_size_and_hold_all_kinds_of_markup() -> None:
    pages = [corpus.page(number) for number in range(60)]
    assert all(corpus.SIZE <= len(page.encode()) <= corpus.SIZE * 1.4 for page in pages)
    text = "\n".join(pages)
    for markup in (
        "\n## ",
        "\n- ",
        "\n1. ",
        "\n| ",
        "\n> ",
        "\n```\n",
        "](https://",
        "](/guide/",
        "**",
        " *",
        "\ntitle: ",
    ):
        assert markup in text, markup


def test_sentences_hardly_ever_come_back() -> None:
    told = Counter(sentences([corpus.page(number) for number in range(150)]))
    again = sum(count - 1 for count in told.values()) / sum(told.values())
    assert again < 0.02


def test_pages_have_as_many_findings_as_those_of_a_site() -> None:
    checker = Checker(Options())
    found = [len(checker.check("page.md", corpus.page(number).encode()).findings) for number in range(50)]
    dense = [len(checker.check("page.md", corpus.page(number, True).encode()).findings) for number in range(5)]
    assert 1 <= sum(found) / len(found) <= 4
    assert sum(dense) / len(dense) >= 25


def test_a_page_is_read_as_markdown() -> None:
    document = readers.read("page.md", corpus.page(3).encode())
    scopes = Counter(region.scope for region in document.regions)
    assert {"heading", "paragraph", "title", "description"} <= scopes.keys()


def test_a_text_is_of_the_size() -> None:
    assert 100_000 <= len(corpus.text(100_000).encode()) <= 103_000


def test_pages_are_written_a_hundred_to_a_folder(tmp_path: Path) -> None:
    corpus.write_pages(str(tmp_path), 101)
    files = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.md"))
    assert len(files) == 101
    assert files[-1] == "part001/page00100.md"
    assert (tmp_path / files[-1]).read_bytes() == corpus.page(100).encode()


def test_rulesets_are_valid_and_their_examples_hold(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    corpus.write(str(path), rulesets.ruleset(60))
    assert rulesets.ruleset(60) == path.read_text(encoding="utf-8")
    data = load_rulesets([*builtin_files(), str(path)])
    outcome = ruletest.run(Program(compile_rulesets(data)), data[-1:])
    assert [str(failure) for failure in outcome.failures] == []
    assert (outcome.rules, outcome.examples) == (60, 240)


def test_a_ruleset_of_5000_has_5000_different_rules() -> None:
    text = rulesets.ruleset(5000)
    ids = re.findall(r'^   "id": "(.+)",$', text, re.MULTILINE)
    assert len(set(ids)) == 5000
    phrases = re.findall(r'"avoid": "(.+)"|"patterns": \[\s+"(.+)"', text)
    assert len(set(phrases)) == 5000


def test_literal_patterns_are_words_alone() -> None:
    found = patterns.literals()
    words = [each for rule in found.values() for each in rule]
    assert len(words) > 500
    assert all(re.fullmatch(r"[a-z0-9' -]+", each) for each in words)
