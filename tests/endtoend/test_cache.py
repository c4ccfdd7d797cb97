"""Compiled rulesets are kept between runs; whatever happens to what is kept, the findings stay the same."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from endtoend.command import Command, Ended

IMPORTED = (
    "import sys; from healthlint.cli import main; code = main(); print(*sorted(sys.modules), sep='\\n'); sys.exit(code)"
)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "own cache"


@pytest.fixture
def command(healthlint: Command, cache: Path) -> Command:
    healthlint.write("a.md", "Kratom cures anxiety.\n")
    return Command(healthlint.folder, cache)


def check(command: Command, *argv: str) -> tuple[bool, Ended]:
    """Whether the program came from elsewhere than the cache, and how the run ended."""
    ended = command("-c", IMPORTED, "check", "a.md", *argv, program=(sys.executable,))
    assert ended.code == 1, ended
    assert "a.md:1:8: error treats-disease" in ended.out
    return "healthlint.loading.shipped" in ended.out.splitlines(), ended


def test_a_second_run_uses_what_the_first_one_kept(command: Command, cache: Path) -> None:
    made, first = check(command)
    assert made
    (kept,) = cache.iterdir()
    stamp = kept.stat().st_mtime_ns
    made, second = check(command)
    assert not made
    assert kept.stat().st_mtime_ns == stamp
    assert first.err == second.err


DAMAGES = {
    "cut": lambda data: data[: len(data) // 2],
    "one byte changed": lambda data: data[:-100] + bytes([data[-100] ^ 1]) + data[-99:],
    "other head": lambda data: b"x" + data[1:],
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_cache_is_made_anew(command: Command, cache: Path, damage: Callable[[bytes], bytes]) -> None:
    check(command)
    (kept,) = cache.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(damage(whole))
    assert check(command)[0]
    assert kept.read_bytes() == whole
    assert not check(command)[0]


def test_a_cache_that_others_can_write_is_not_trusted(command: Command, cache: Path) -> None:
    if os.name == "nt":
        pytest.skip("Windows has no such modes")
    check(command)
    (kept,) = cache.iterdir()
    kept.chmod(0o666)
    assert check(command)[0]


def test_without_cache_nothing_is_written(command: Command, cache: Path) -> None:
    assert check(command, "--no-cache")[0]
    assert not cache.exists()


@pytest.mark.parametrize("place", ["file", "below a file", "link to nowhere"])
def test_a_cache_folder_that_cannot_be_written_costs_nothing_but_time(
    command: Command, tmp_path: Path, place: str
) -> None:
    (tmp_path / "taken").write_text("not a folder")
    if place == "link to nowhere":
        (tmp_path / "link").symlink_to(tmp_path / "no" / "where")
    folder = {"file": "taken", "below a file": "taken/below", "link to nowhere": "link"}[place]
    made, ended = check(Command(command.folder, tmp_path / folder))
    assert made
    assert ended.err == "checked 1 file: 1 error, " + ended.err.partition("1 error, ")[2]


def test_a_changed_ruleset_is_compiled_again(command: Command, cache: Path) -> None:
    rule = (
        "ruleset: own/words\nversion: '1.0.0'\ntitle: Words\nrules:\n  - id: own-word\n    kind: terminology\n"
        "    message: says {match}\n    severity: error\n    terms:\n      - {avoid: WORD}\n"
    )
    path = command.write("own.yaml", rule.replace("WORD", "river"))
    command.write("b.md", "A river, a brook.\n")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    argv = ("check", "b.md", "--ruleset", "own.yaml")
    assert "b.md:1:3: error own-word" in command(*argv).out
    path.write_text(rule.replace("WORD", "brook"))
    os.utime(path, (1_700_000_100, 1_700_000_100))
    assert "b.md:1:12: error own-word" in command(*argv).out
    assert "b.md:1:12: error own-word" in command(*argv).out


WAIVED = '<!-- healthlint: ignore-next-line treats-disease reason="a quotation" until=2031-01-01 -->\nTea cures gout.\n'


@pytest.fixture
def site(command: Command) -> Command:
    """A site with enough pages for results to be kept."""
    command("check", "a.md")
    for number in range(40):
        text = f"# Page {number}\n\nKratom cures anxiety. \u201cA caf\u00e9.\u201d\n"
        command.write(f"content/{number}.md", WAIVED if number % 4 == 0 else text if number % 2 else "Nothing.\n")
    return command


OUTPUTS = [
    ["--format", name]
    for name in (
        "full",
        "concise",
        "json",
        "jsonl",
        "sarif",
        "github",
        "gitlab",
        "rdjson",
        "junit",
        "checkstyle",
        "html",
    )
] + [
    ["--format", "json", "--show-suppressed", "--statistics"],
    ["--format", "markdown", "--fail-on", "never"],
    ["--hook"],
    ["--fix", "--diff"],
]


def test_a_run_with_results_tells_the_same_in_every_format(site: Command) -> None:
    site("check", "content")
    for argv in OUTPUTS:
        expected = site("check", "content", *argv, "--no-cache")
        for _ in range(2):
            ended = site("check", "content", *argv)
            assert (ended.code, ended.out, ended.err) == (expected.code, expected.out, expected.err), argv


def test_results_are_kept_for_other_commands_and_for_baselines(site: Command) -> None:
    site("check", "content")
    for argv in (
        ["suppressions", "content"],
        ["baseline", "create", "content"],
        ["check", "content", "--format", "json"],
    ):
        ended = site(*argv)
        assert ended.code == 0, ended
        if argv[0] == "check":
            assert '"baselined": 40' in ended.out
    assert "40 reports" in site("cache", "info").out


def test_a_mended_file_is_checked_again(site: Command) -> None:
    first = site.json("content")
    site.write("content/1.md", "Nothing any more.\n")
    second = site.json("content")
    assert second["summary"]["errors"] < first["summary"]["errors"]
    assert second == site.json("content", "--no-cache")


def test_clearing_deletes_what_runs_have_kept(site: Command, cache: Path) -> None:
    (cache / "notes.txt").write_text("mine")
    site("check", "content")
    assert sorted(path.name.partition("-")[0] for path in cache.iterdir()) == ["notes.txt", "program", "results"]
    ended = site("cache", "clear")
    assert (ended.code, ended.out) == (0, "")
    assert ended.err.startswith("removed 2 files, ")
    assert [path.name for path in cache.iterdir()] == ["notes.txt"]
