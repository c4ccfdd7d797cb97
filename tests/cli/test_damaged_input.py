"""Damaged and hostile input with the built-in rules: a clear problem or a right result, and the exit code that says so."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from .conftest import Run

CLAIM = "Kratom tea eases opioid withdrawal.\n"


@pytest.fixture(autouse=True)
def one_cache(run: Run, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """The built-in rules are compiled once for all tests of this module."""
    monkeypatch.setenv("HEALTHLINT_CACHE_DIR", str(tmp_path_factory.getbasetemp() / "programs"))


def _findings(run: Run, name: str) -> list[dict[str, object]]:
    value = json.loads(run("check", "--isolated", "--format", "json", name).out)
    return [each for each in value["files"][0]["findings"] if each["kind"] == "claim"]


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("picture.md", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        ("nul.txt", b"Kratom\0 tea", "binary"),
        ("latin.md", b"Kratom caf\xe9 eases withdrawal", "UTF-8"),
        ("cut.html", "<p>Täglich".encode()[:-8] + b"\xc3", "UTF-8"),
    ],
)
def test_what_cannot_be_decoded_is_a_problem(run: Run, name: str, data: bytes, told: str) -> None:
    Path(name).write_bytes(data)
    done = run("check", "--isolated", name)
    assert done.code == 3
    assert told in done.err
    assert "Traceback" not in done.err


def test_an_empty_file_is_clean(run: Run) -> None:
    Path("empty.md").write_bytes(b"")
    assert run("check", "--isolated", "empty.md").code == 0


@pytest.mark.parametrize(
    ("encoding", "mark"), [("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")]
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_shift_nothing(run: Run, encoding: str, mark: bytes, line_end: str) -> None:
    text = f"\U0001f375 First line.{line_end}{line_end}Kratom é eases opioid withdrawal.{line_end}"
    Path("page.md").write_bytes(mark + text.encode(encoding))
    (finding,) = _findings(run, "page.md")
    assert (finding["line"], finding["column"], finding["end_column"]) == (3, 10, 33)
    data = Path("page.md").read_bytes()
    assert data[finding["byte_start"] : finding["byte_end"]].decode(encoding) == finding["match"]  # type: ignore[misc]


@pytest.mark.parametrize(
    "text",
    [
        "> " * 10_000 + CLAIM,
        "[" * 100_000 + "\n\n" + CLAIM,
        "<" * 100_000 + "\n\n" + CLAIM,
        "*_`" * 50_000 + "\n\n" + CLAIM,
        "a" * 300_000 + "\n\n" + CLAIM,
        "e.g. " * 30_000 + "\n\n" + CLAIM,
        "(" * 50_000 + "?!." * 20_000 + "\n\n" + CLAIM,
        "{{< x >}}" * 10_000 + "\n\n" + CLAIM,
        "---\ntitle: [" + "[" * 5_000 + "\n---\n" + CLAIM,
    ],
    ids=["quotes", "brackets", "tags", "emphasis", "word", "dots", "marks", "shortcodes", "front-matter"],
)
def test_nesting_and_repetition_hide_no_claim(run: Run, text: str) -> None:
    Path("page.md").write_text(text, encoding="utf-8")
    assert any("withdrawal" in str(finding["match"]) for finding in _findings(run, "page.md"))


@pytest.mark.parametrize("name", ["page.html", "page.md"])
def test_html_nested_without_end_hides_no_claim(run: Run, name: str) -> None:
    Path(name).write_text("<div>" * 10_000 + f"<p>{CLAIM}", encoding="utf-8")
    assert len(_findings(run, name)) == 1


def test_every_claim_of_many_is_found(run: Run) -> None:
    Path("page.txt").write_text((CLAIM + "\n") * 3_000, encoding="utf-8")
    assert len(_findings(run, "page.txt")) == 3_000


def test_one_endless_sentence_is_cut_and_checked(run: Run) -> None:
    Path("page.txt").write_text("kratom eases opioid withdrawal and " * 2_000, encoding="utf-8")
    assert len(_findings(run, "page.txt")) > 1_900


def test_a_circle_of_links_ends(run: Run) -> None:
    Path("site").mkdir()
    Path("site/page.md").write_text(CLAIM, encoding="utf-8")
    os.symlink(".", "site/again", target_is_directory=True)
    done = run("check", "--isolated", "site")
    assert done.code == 1
    assert done.out.count("withdrawal-relief") == 1


def test_a_link_to_nowhere_and_a_missing_path_are_problems(run: Run) -> None:
    os.symlink("nowhere.md", "dangling.md")
    assert run("check", "--isolated", "dangling.md").code == 3
    assert run("check", "--isolated", "missing.md").code == 3


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are for POSIX")
def test_a_pipe_is_told_and_not_waited_for(run: Run) -> None:
    os.mkfifo("pipe.md")
    done = run("check", "--isolated", "pipe.md")
    assert done.code == 3
    assert "pipe" in done.err


RULE = """\
ruleset: own/rules
version: "1.0.0"
rules:
  - id: own-rule
    kind: claim
    category: guarantee
    message: says {match}
    severity: error
    patterns: [%s]
"""


@pytest.mark.parametrize(
    ("ruleset", "told"),
    [
        (RULE % '{regex: "(a+)+b"}', "run away"),
        (RULE % '{regex: "x*"}', "empty"),
        (RULE % '"..."', "gap"),
        (RULE % '"{no-such-list} tea"', "no-such-list"),
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nruleset: *c\n", "ruleset"),
        ("\t- x", "own.yaml:1"),
    ],
)
def test_a_ruleset_that_cannot_be_used_is_told_with_its_place(run: Run, ruleset: str, told: str) -> None:
    Path("own.yaml").write_text(ruleset, encoding="utf-8")
    Path("page.md").write_text(CLAIM, encoding="utf-8")
    done = run("check", "--isolated", "--ruleset", "own.yaml", "page.md")
    assert done.code == 2
    assert "own.yaml:" in done.err
    assert told in done.err
    assert "Traceback" not in done.err


def test_a_regular_expression_that_takes_too_long_is_a_problem(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("healthlint.matching.regexes.SECONDS", 1e-9)
    Path("own.yaml").write_text(RULE % '{regex: "k[a-z]+m (tea|x)"}', encoding="utf-8")
    Path("page.md").write_text("Plain line.\n\n" + CLAIM * 200, encoding="utf-8")
    done = run("check", "--isolated", "--ruleset", "own.yaml", "page.md")
    assert done.code == 3
    assert "took longer" in done.err
