from __future__ import annotations

import json

import pytest

from healthlint.baseline.entries import Entry, accept, settled
from healthlint.baseline.storage import parse, read, render
from healthlint.errors import BaselineError, UsageError
from healthlint.finding import Finding
from healthlint.rule import Rule

HEAD = '{"healthlint-baseline": 1}'
ONE = {
    "path": "a.md",
    "rule": "calm",
    "fingerprint": "0" * 24,
    "severity": "error",
    "since": "2026-01-02",
    "words": "calms all",
}


def entry(path: str = "a.md", rule: str = "calm", ordinal: int = 0, **changes: str) -> Entry:
    values = {**ONE, "path": path, "rule": rule, "fingerprint": "0" * 20 + f"{ordinal:04x}", **changes}
    return Entry(*values.values())


def line(**changes: object) -> str:
    return json.dumps({**ONE, **changes})


def told(*lines: str) -> list[str]:
    with pytest.raises(BaselineError) as caught:
        parse("\n".join([*lines, ""]).encode(), "base.jsonl")
    return [str(mistake) for mistake in caught.value.mistakes]


def test_what_is_written_is_read() -> None:
    entries = [entry("b.md"), entry("a.md", "zeal"), entry("a.md", ordinal=1), entry("a.md")]
    data = render(entries)
    assert data.decode().split("\n") == [
        HEAD,
        line(),
        line(fingerprint="0" * 23 + "1"),
        line(rule="zeal"),
        line(path="b.md"),
        "",
    ]
    assert render(entries[::-1]) == data
    assert [each.key for each in parse(data, "")] == [each.key for each in sorted(entries, key=lambda each: each.key)]


@pytest.mark.parametrize("words", ["heilt “Grippe” – 𝒞", 'a "quote" \\ back', "\u202eevil", "\udcff", "a\u2028b\x85c"])
def test_any_words_and_names_survive_on_a_line_of_their_own(words: str) -> None:
    data = render([entry(words, words=words), entry("b.md")])
    assert data.count(b"\n") == 3
    first = next(each for each in parse(data, "") if each.path != "b.md")
    assert (first.words, first.path) == (words, words)


def test_words_are_readable() -> None:
    assert "heilt “Grippe”" in render([entry(words="heilt “Grippe”")]).decode()
    assert "\\u202e" in render([entry(words="\u202eevil")]).decode()


def test_the_lines_may_stand_in_any_order_and_with_any_line_ends() -> None:
    text = "\r\n".join([HEAD, line(path="b.md"), line(), ""])
    assert [each.path for each in parse(b"\xef\xbb\xbf" + text.encode(), "")] == ["b.md", "a.md"]
    assert parse(f"{HEAD}\n".encode(), "") == []
    assert parse(HEAD.encode(), "") == []
    assert len(parse(f"{HEAD}\n{line()}".encode(), "")) == 1


RESTORE = "take the file from the version control again, or delete it and write it anew: healthlint baseline create"
BROKEN = "is no entry of a baseline: take the line out, or take it from the version control again"
KEYS = "an entry has path, rule, fingerprint, severity, since, words"


@pytest.mark.parametrize(
    ("lines", "mistakes"),
    [
        ([""], [f"base.jsonl:1: is no baseline: the first line must be {HEAD}; {RESTORE}"]),
        ([line()], [f"base.jsonl:1: is no baseline: the first line must be {HEAD}; {RESTORE}"]),
        (
            ['{"healthlint-baseline": true}'],
            [f"base.jsonl:1: is no baseline: the first line must be {HEAD}; {RESTORE}"],
        ),
        (
            ['{"healthlint-baseline": 2}', "anything"],
            ["base.jsonl:1: is of format 2, this healthlint reads format 1: use a newer healthlint"],
        ),
        (
            [HEAD, "<<<<<<< ours", line(), "=======", line(rule="x"), ">>>>>>> theirs"],
            [
                f"base.jsonl:{number}: a merge was not finished: take this line out, keep the entries of both sides"
                for number in (2, 4, 6)
            ],
        ),
        ([HEAD, line(), "", line(rule="x")], [f"base.jsonl:3: {BROKEN}"]),
        ([HEAD, line()[:-9], line(rule="x")], [f"base.jsonl:2: {BROKEN}"]),
        ([HEAD, "[]", "1"], [f"base.jsonl:2: {BROKEN}", f"base.jsonl:3: {BROKEN}"]),
        ([HEAD, f"{line()},{line(rule='x')}"], [f"base.jsonl:2: {BROKEN}"]),
        ([HEAD, "[" * 100_000], [f"base.jsonl:2: {BROKEN}"]),
        (
            [HEAD, line(), line(rule="x"), line(since="2026-02-02")],
            ["base.jsonl:4: is the same entry as line 2: take one of the two lines out"],
        ),
        ([HEAD, '{"path": "a.md"}'], [f"base.jsonl:2: `rule` is missing: {KEYS}"]),
        ([HEAD, line(colour="red")], [f"base.jsonl:2: `colour` is unknown: {KEYS}"]),
        ([HEAD, line(since=3)], ["base.jsonl:2: `since` must be a string"]),
        ([HEAD, line(path="")], ["base.jsonl:2: `path` and `rule` can't be empty"]),
        ([HEAD, line(fingerprint="XY")], ["base.jsonl:2: `fingerprint` must be 24 hexadecimal digits in lower case"]),
        ([HEAD, line(severity="fatal")], ["base.jsonl:2: `severity` must be one of error, warning, info"]),
    ],
)
def test_mistakes_have_their_line(lines: list[str], mistakes: list[str]) -> None:
    assert told(*lines) == mistakes


def test_other_bytes_have_their_line() -> None:
    with pytest.raises(BaselineError, match=r"base\.jsonl:2: is not UTF-8; take the file"):
        parse(f"{HEAD}\n".encode() + b"\xff\n", "base.jsonl")


def test_a_file_that_cannot_be_opened(tmp_path) -> None:
    with pytest.raises(UsageError, match="the baseline here can't be read: Is a directory"):
        read(str(tmp_path), "here")


def test_an_entry_shows_the_words_on_one_line_and_cut() -> None:
    finding = Finding(Rule("calm", "claim", "claims/calm"), 0, 5, "", "error")
    finding.match = "calms\n> all   " + "x" * 200
    made = accept("a.md", finding, "2026-01-02")
    assert made.words.startswith("calms > all xxx")
    assert made.words.endswith("x…")
    assert len(made.words) == 120
    page = Finding(Rule("notice", "disclaimer", "d"), 0, 5, "", "error", pattern="absent")
    page.match = "calms"
    assert accept("a.md", page, "2026-01-02").words == "absent"


def test_equal_entries_are_numbered_anew() -> None:
    entries = [entry(ordinal=7, since="2026-03-01"), entry(ordinal=2, since="2026-01-01"), entry("b.md", ordinal=4)]
    assert [(each.path, each.fingerprint[20:], each.since) for each in settled(entries)] == [
        ("a.md", "0000", "2026-01-01"),
        ("a.md", "0001", "2026-03-01"),
        ("b.md", "0000", "2026-01-02"),
    ]
