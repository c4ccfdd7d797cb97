"""What is found in a page depends on the page and the rules alone."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from endtoend.command import Command, claims, make_command
from healthlint.checker import Checker, Options
from healthlint.finding import Place
from healthlint.report import FileReport

PIECES = (
    "Kratom cures anxiety",
    "Our tea *treats* depression",
    "It does not cure pain",
    "Does it heal cancer?",
    "It relieves\nopioid withdrawal",
    "- a safe, natural cure for pain",
    "# Heal arthritis",
    "The addict was healed",
    "Studies show it works",
    "caf\u00e9 \U0001f33f",
    "Buy now for $5",
    "> Doctors say it cures pain",
    "<b>cures</b> insomnia",
    "The river runs past the mill",
)
JOINTS = (". ", "\n\n", "\n", ", and ", "; ", "")


def make_page(seed: int) -> str:
    """A page of random pieces, the same for a seed."""
    choose = random.Random(seed)
    return "".join(choose.choice(PIECES) + choose.choice(JOINTS) for _ in range(choose.randrange(1, 14))) + "\n"


def pages(healthlint: Command, count: int) -> None:
    for number in range(count):
        suffix = (".md", ".md", ".html", ".txt")[number % 4]
        healthlint.write(f"in/page-{number:02}{suffix}", make_page(number))


def test_one_process_or_two_with_and_without_cache(healthlint: Command) -> None:
    pages(healthlint, 60)
    once = healthlint("check", "--format", "json", "--jobs", "1", "in")
    assert once.code == 1
    for argv in (["--jobs", "2"], ["--jobs", "2", "--no-cache"], ["--jobs", "1", "--no-cache"], []):
        again = healthlint("check", "--format", "json", "in", *argv)
        assert (again.code, again.out, again.err) == (once.code, once.out, once.err), argv


def test_hash_seeds(healthlint: Command, tmp_path: Path) -> None:
    pages(healthlint, 12)
    ends = []
    for seed in "012":
        # with a cache of its own each seed compiles the rulesets too
        other = Command(healthlint.folder, tmp_path / f"cache-{seed}")
        ends += [other("check", "--format", "json", "in", PYTHONHASHSEED=seed) for _ in range(2)]
        ends.append(healthlint("check", "--format", "json", "in", PYTHONHASHSEED=seed))
    assert ends[0].code == 1
    assert {ended.out for ended in ends} == {ends[0].out}


def test_the_order_of_files_does_not_matter(healthlint: Command) -> None:
    pages(healthlint, 9)
    names = sorted(f"in/{path.name}" for path in (healthlint.folder / "in").iterdir())
    forward, backward = healthlint.json(*names), healthlint.json(*reversed(names))
    assert forward["files"] == backward["files"][::-1]
    assert forward["summary"] == backward["summary"]
    assert healthlint.json("in")["files"] == forward["files"]
    for file in forward["files"]:
        assert healthlint.json(file["path"])["files"] == [file]


def test_a_file_named_twice_is_checked_once(healthlint: Command) -> None:
    pages(healthlint, 2)
    report = healthlint.json("in", "in/page-00.md", "./in/page-01.md", "in")
    assert [file["path"] for file in report["files"]] == ["in/page-00.md", "in/page-01.md"]


def test_the_name_of_a_page_does_not_matter(healthlint: Command) -> None:
    text = make_page(3)
    healthlint.write("a.md", text)
    healthlint.write("far/away/b.md", text)
    one, other = healthlint.json("a.md", "far/away/b.md")["files"]
    assert one["findings"] == other["findings"]


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(Options(cache=False, explain=True))


def essence(report: FileReport) -> list[tuple[object, ...]]:
    """What was found, and where by lines and columns."""
    assert report.problems == []
    return [
        (each.rule.id, each.severity, each.stance, each.subject, *lines(each.place))
        for each in (*report.findings, *report.let_go)
    ]


def lines(place: Place) -> tuple[int, int, int, int]:
    return place.line, place.column, place.end_line, place.end_column


@given(st.integers(0, 10_000), st.sampled_from([".md", ".html", ".txt", ".mdx"]))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_line_ends_and_marks_move_nothing(checker: Checker, seed: int, suffix: str) -> None:
    text = make_page(seed)
    plain = essence(checker.check(f"a{suffix}", text.encode()))
    for data in (
        text.replace("\n", "\r\n").encode(),
        text.replace("\n", "\r").encode(),
        b"\xef\xbb\xbf" + text.encode(),
        b"\xff\xfe" + text.encode("utf-16-le"),
        b"\xfe\xff" + text.replace("\n", "\r\n").encode("utf-16-be"),
    ):
        assert essence(checker.check(f"a{suffix}", data)) == plain


@given(st.integers(0, 10_000))
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_page_checked_after_others_is_checked_the_same(checker: Checker, seed: int) -> None:
    text = make_page(seed).encode()
    first = essence(checker.check("a.md", text))
    checker.check("b.html", make_page(seed + 1).encode())
    checker.check("c.txt", b"\xff")
    assert essence(checker.check("a.md", text)) == first


def test_pages_without_an_end_of_line_at_their_end(tmp_path: Path, warm_cache: Path) -> None:
    healthlint = make_command(tmp_path / "bare", warm_cache)
    healthlint.write("a.md", "Kratom cures anxiety")
    healthlint.write("b.md", "Kratom cures anxiety\n\n\n")
    one, other = (claims(healthlint.json(name)) for name in ("a.md", "b.md"))
    assert one == other
    assert len(one) == 1
