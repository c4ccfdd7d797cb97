"""`healthlint baseline` and `check --baseline`, with the real engine and two small rulesets."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from .conftest import Run, Write

pytestmark = pytest.mark.usefixtures("rulesets")

FILE = ".healthlint-baseline.jsonl"
PAGE = "# Tea\n\nOur tea calms everyone. We utilise leaves.\n"


def entries(path: str = FILE) -> list[dict[str, str]]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()[1:]]


def shown(ended) -> list[str]:
    return [line.split(" ")[0] for line in ended.out.splitlines()]


@pytest.fixture
def site(run: Run, write: Write) -> None:
    write("content/tea.md", PAGE, "content/mint.md", "Mint soothes all of us.\n")
    ended = run("baseline", "create")
    assert (ended.code, ended.out) == (0, f"wrote {FILE}: 3 findings in 2 files accepted\n")


def test_what_is_accepted_is_reported_no_more(run: Run, site: None) -> None:
    assert [(each["path"], each["rule"], each["severity"], each["words"]) for each in entries()] == [
        ("content/mint.md", "calm-promise", "error", "soothes all of us"),
        ("content/tea.md", "calm-promise", "error", "calms everyone"),
        ("content/tea.md", "plain-words", "warning", "utilise"),
    ]
    ended = run("check")
    assert (ended.code, ended.out) == (0, "")
    assert ended.err == f"checked 2 files: no findings, 3 baselined\nbaseline {FILE}\n"
    assert run("check", "--isolated").code == 1


def test_what_is_new_is_reported(run: Run, site: None, write: Write) -> None:
    write("content/tea.md", PAGE + "\nMint calms all of us.\n\n# More\n\nOur tea calms everyone.\n")
    ended = run("check")
    assert ended.code == 1
    assert shown(ended) == ["content/tea.md:5:6:", "content/tea.md:9:9:"]
    assert ended.err.startswith("checked 2 files: 2 errors, 3 baselined\n")


@pytest.mark.parametrize(
    ("folder", "paths"),
    [
        (".", ["content/tea.md"]),
        (".", ["./content//tea.md"]),
        ("content", ["tea.md"]),
        ("content", ["."]),
        ("content", ["../content/tea.md"]),
        ("elsewhere", ["../content"]),
        (".", ["{}/content/tea.md"]),
        (".", ["link/tea.md"]),
    ],
)
def test_files_are_known_however_they_are_named(
    run: Run, site: None, folder: str, paths: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    top = os.getcwd()
    Path("elsewhere").mkdir()
    Path("link").symlink_to("content")
    monkeypatch.chdir(folder)
    ended = run("check", *[path.format(top) for path in paths])
    assert (ended.code, ended.out) == (0, "")
    assert " baselined\n" in ended.err


def test_standard_input_is_known_by_its_name(run: Run, site: None) -> None:
    ended = run("check", "-", "--stdin-filename", "content/tea.md", stdin=PAGE.encode())
    assert (ended.code, ended.out) == (0, "")
    assert run("check", "-", stdin=PAGE.encode()).code == 1


def test_suppressed_findings_of_the_baseline_are_shown_when_asked(run: Run, site: None) -> None:
    ended = run("check", "--show-suppressed", "content/mint.md")
    day = entries()[0]["since"]
    assert ended.out.endswith(f"[baselined: accepted on {day} in {FILE}]\n")
    report = json.loads(run("check", "--format", "json").out)
    assert report["baseline"] == FILE
    assert report["summary"] == {
        "files": 2,
        "errors": 0,
        "warnings": 0,
        "infos": 0,
        "suppressed": 0,
        "baselined": 3,
        "unchanged": 0,
        "baseline_gone": 0,
        "baseline_graver": 0,
        "problems": 0,
        "fixed": 0,
    }
    assert [file["findings"] for file in report["files"]] == [[], []]


def test_what_is_gone_is_told_taken_out_and_audited(run: Run, site: None, write: Write) -> None:
    write("content/tea.md", "# Tea\n\nWe utilise leaves.\n")
    before = Path(FILE).read_bytes()
    ended = run("check")
    assert ended.code == 0
    assert ended.err.endswith(f"baseline {FILE}; 1 of its entries is gone: healthlint baseline update\n")
    assert json.loads(run("check", "--format", "json").out)["summary"]["baseline_gone"] == 1
    ended = run("baseline", "audit")
    assert ended.code == 1
    assert 'content/tea.md: error calm-promise "calms everyone" since ' in ended.out
    assert ended.out.endswith("to bring it up to date: healthlint baseline update\n")
    assert Path(FILE).read_bytes() == before
    ended = run("baseline", "update")
    assert (ended.code, ended.out) == (0, f"{FILE}: 1 taken out, 2 entries now\n")
    assert [each["words"] for each in entries()] == ["soothes all of us", "utilise"]
    assert run("baseline", "audit").code == 0
    assert run("baseline", "update").out == f"{FILE}: nothing to change, 2 entries now\n"


def test_update_accepts_what_is_new_only_when_asked(run: Run, site: None, write: Write) -> None:
    write("content/new.md", "It calms everyone.\n")
    ended = run("baseline", "update")
    assert ended.out == (
        f"{FILE}: nothing to change, 3 entries now\n1 finding not accepted: healthlint check shows what is new\n"
    )
    assert run("check").code == 1
    assert run("baseline", "update", "--add").out == f"{FILE}: 1 accepted, 4 entries now\n"
    assert run("check").code == 0


def test_update_of_some_files_leaves_the_others(run: Run, site: None, write: Write) -> None:
    write("content/tea.md", "Nothing.\n", "content/mint.md", "Nothing.\n")
    assert run("baseline", "update", "content/mint.md").out == f"{FILE}: 1 taken out, 2 entries now\n"
    assert {each["path"] for each in entries()} == {"content/tea.md"}


def test_a_deleted_file_is_gone_for_the_whole_project_only(run: Run, site: None) -> None:
    Path("content/mint.md").unlink()
    assert "gone" not in run("check", "content/tea.md").err
    assert "gone" not in run("check", "content").err
    assert "1 of its entries is gone" in run("check").err
    assert "1 of its entries is gone" in run("check", os.getcwd()).err
    assert run("baseline", "update", "content").out == f"{FILE}: nothing to change, 3 entries now\n"
    assert run("baseline", "update").out == f"{FILE}: 1 taken out, 2 entries now\n"


def test_a_renamed_file(run: Run, site: None) -> None:
    Path("content/tea.md").rename("content/herbs.txt")
    assert run("check").code == 0
    assert run("check", "content/herbs.txt").code == 0
    assert run("baseline", "audit").code == 1
    assert run("baseline", "update").out == f"{FILE}: 2 renamed, 3 entries now\n"
    assert {each["path"] for each in entries()} == {"content/mint.md", "content/herbs.txt"}
    assert run("baseline", "audit").code == 0


def test_what_became_graver_is_shown_again(run: Run, site: None, rulesets: Path) -> None:
    file = rulesets / "words/plain.yaml"
    file.write_text(file.read_text().replace("severity: warning", "severity: error"))
    ended = run("check")
    assert ended.code == 1
    assert shown(ended) == ["content/tea.md:3:28:"]
    assert ended.err.endswith(f"baseline {FILE}; 1 finding graver than accepted\n")
    assert run("baseline", "audit").code == 0
    assert "1 shown again: graver than accepted\n  content/tea.md: warning" in run("baseline", "audit").out
    assert run("baseline", "update").out.startswith(f"{FILE}: nothing to change, 3 entries now\n")
    assert run("baseline", "update", "--add").out == f"{FILE}: 1 accepted, 3 entries now\n"
    assert run("check").code == 0
    assert [each["severity"] for each in entries()] == ["error", "error", "error"]


def test_rules_that_did_not_run_are_not_gone(run: Run, site: None) -> None:
    ended = run("check", "--select", "calm-promise")
    assert ended.err == f"checked 2 files: no findings, 2 baselined\nbaseline {FILE}\n"


def test_files_that_could_not_be_checked_keep_their_entries(run: Run, site: None) -> None:
    Path("content/tea.md").write_bytes(b"\xff\x00\xfe\x81")
    ended = run("baseline", "update")
    assert ended.code == 3
    assert "not checked content/tea.md" in ended.err
    assert len(entries()) == 3
    assert run("baseline", "audit").code == 3


def test_create_accepts_what_it_could_check_and_says_so(run: Run, write: Write) -> None:
    write("a.md", PAGE)
    Path("b.md").write_bytes(b"\xff\x00\xfe\x81")
    ended = run("baseline", "create")
    assert ended.code == 3
    assert "not checked b.md" in ended.err
    assert len(entries()) == 2


def test_create_overwrites_nothing(run: Run, site: None) -> None:
    before = Path(FILE).read_bytes()
    ended = run("baseline", "create")
    assert ended.code == 2
    assert ended.err == (
        f"healthlint: {FILE} is there already\n"
        "  to take out what is gone: healthlint baseline update; to accept what is new as well: healthlint baseline "
        "update --add\n"
    )
    assert Path(FILE).read_bytes() == before


def test_where_there_is_none(run: Run, write: Write) -> None:
    write("a.md", PAGE)
    for command in ("update", "audit"):
        ended = run("baseline", command)
        assert ended.code == 2
        assert "there is no baseline yet\n  to accept what is there today: healthlint baseline create" in ended.err
    for argv in (["check", "--baseline", "none.jsonl"], ["baseline", "update", "--baseline", "none.jsonl"]):
        ended = run(*argv)
        assert (ended.code, ended.out) == (2, "")
        assert "there is no baseline none.jsonl\n" in ended.err
    ended = run("check", "--baseline", "")
    assert (ended.code, ended.err) == (2, "healthlint: --baseline: the name of a file is missing\n")
    ended = run("baseline", "create", "--baseline", "no/where.jsonl")
    assert (ended.code, ended.err) == (2, "healthlint: --baseline: there is no folder no\n")
    assert run("baseline", "create", "-").code == 2


def test_a_broken_baseline_stops_the_run(run: Run, site: None) -> None:
    Path(FILE).write_text(Path(FILE).read_text() + "=======\n")
    for argv in (["check"], ["baseline", "update"], ["baseline", "audit"]):
        ended = run(*argv)
        assert (ended.code, ended.out) == (2, "")
        assert f"{FILE}:5: a merge was not finished" in ended.err


def test_which_file_is_used(run: Run, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    write("shop/.healthlint.yaml", "fail-on: error\n", "shop/a.md", PAGE, "blog/b.md", PAGE)
    monkeypatch.chdir("shop")
    assert run("baseline", "create").out.startswith(f"wrote {FILE}: 2 findings in 1 file ")
    assert {each["path"] for each in entries()} == {"a.md"}
    monkeypatch.chdir("../blog")
    assert run("check").code == 1
    assert run("baseline", "create", ".").out.startswith(f"wrote ../{FILE}: 2 findings in 1 file ")
    assert {each["path"] for each in entries(f"../{FILE}")} == {"blog/b.md"}
    assert run("check").code == 0
    monkeypatch.chdir("..")
    assert run("check", "blog").code == 0
    assert run("check", "shop").code == 1
    assert run("check", "shop", "--baseline", f"shop/{FILE}").code == 0
    assert run("check", "shop", "--isolated", "--baseline", f"shop/{FILE}").code == 0
    Path("shop", FILE).unlink()
    monkeypatch.chdir("shop")
    assert run("check", "../blog").code == 0


def test_create_writes_the_same_bytes_again(run: Run, site: None) -> None:
    before = Path(FILE).read_bytes()
    Path(FILE).unlink()
    run("baseline", "create", "--jobs", "2", "content/tea.md", "content/mint.md")
    assert Path(FILE).read_bytes() == before
    assert before.endswith(b"}\n")
    assert b"\r" not in before


def test_windows_line_ends_are_no_reason_to_write(run: Run, site: None) -> None:
    data = Path(FILE).read_bytes().replace(b"\n", b"\r\n")
    Path(FILE).write_bytes(data)
    assert run("check").code == 0
    run("baseline", "update")
    assert Path(FILE).read_bytes() == data


def test_odd_names(run: Run, write: Write) -> None:
    names = ['a "b" c.md', "new\nline.md", "ümlaut 🍵.md", "-x.md", "\udcff.md"]
    for name in names:
        write(name, PAGE)
    assert run("baseline", "create").code == 0
    assert {each["path"] for each in entries()} == set(names)
    assert run("check").code == 0
    assert run("baseline", "audit").code == 0
    assert run("baseline", "audit", "--format", "json").code == 0


def test_audit_as_json(run: Run, site: None, write: Write) -> None:
    Path("content/mint.md").rename("content/balm.md")
    write("content/tea.md", "We utilise leaves. It calms everyone.\n")
    ended = run("baseline", "audit", "--format", "json")
    day = entries()[0]["since"]
    value = json.loads(ended.out)
    assert (ended.code, value["held"], value["fresh"]) == (1, 2, 1)
    assert value["by_rule"] == {"calm-promise": 1, "plain-words": 1}
    assert value["by_path"] == {"content/balm.md": 1, "content/tea.md": 1}
    assert value["by_since"] == {day: 2}
    assert [each["words"] for each in value["gone"]] == ["calms everyone"]
    assert [(each["path"], each["to"]) for each in value["renamed"]] == [("content/mint.md", "content/balm.md")]


FIRST = "Our tea calms everyone who drinks it, even at 3 o'clock."
REWRITTEN = {
    "moved": f"# New\n\nWords before.\n\n{FIRST}\n",
    "in a paragraph": f"Some words. {FIRST} More words.\n",
    "wrapped": "Our tea\ncalms\neveryone who drinks it,\neven at 3 o'clock.\n",
    "with Windows line ends": "Our tea\r\ncalms everyone who drinks it,\r\neven at 3 o'clock.\r\n",
    "emphasised": "Our tea **calms** *everyone* who drinks it, even ~~at~~ 3 o'clock.\n",
    "linked": "Our [tea](https://tea.example) calms everyone who drinks it, even at 3 o'clock.\n",
    "a list item": f"- {FIRST}\n",
    "numbered": f"1. {FIRST}\n",
    "a quotation": f"> {FIRST}\n",
    "a heading": f"## {FIRST}\n",
    "a lower heading": f"#### {FIRST}\n",
    "in other case": f"{FIRST.upper()}\n",
    "with curly apostrophes": FIRST.replace("'", "\u2019") + "\n",
    "with other spaces": FIRST.replace(" ", "\u00a0") + "\n",
    "with soft hyphens": FIRST.replace("everyone", "every\u00adone") + "\n",
    "without the full stop": FIRST[:-1] + "\n",
    "with other commas": FIRST.replace(",", " \u2013") + "\n",
    "with entities": FIRST.replace("'", "&#39;") + "\n",
    "in a table": f"| a | b |\n|---|---|\n| {FIRST} | x |\n",
}


@pytest.mark.parametrize("text", REWRITTEN.values(), ids=REWRITTEN.keys())
def test_a_sentence_written_otherwise_is_the_same(run: Run, write: Write, text: str) -> None:
    write("a.md", f"{FIRST}\n")
    run("baseline", "create")
    Path("a.md").write_bytes(text.encode())
    ended = run("check")
    assert (ended.code, ended.out) == (0, "")
    assert ended.err == f"checked 1 file: no findings, 1 baselined\nbaseline {FILE}\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", FIRST),
        ("a.html", f"<!doctype html><title>x</title><p>{FIRST.replace('calms', '<b>calms</b>')}</p>"),
        ("a.mdx", f"export const x = 1\n\n{FIRST}\n"),
    ],
)
def test_a_page_in_another_format_is_the_same(run: Run, write: Write, name: str, text: str) -> None:
    write("a.md", f"{FIRST}\n")
    run("baseline", "create")
    Path("a.md").unlink()
    write(name, text)
    assert run("check").code == 0


@pytest.mark.parametrize(
    "text",
    [
        "Our tea calms everyone who drinks it, even at 4 o'clock.\n",
        "Our tea calms everyone.\n",
        "Our tea soothes everyone who drinks it, even at 3 o'clock.\n",
        f"{FIRST} {FIRST}\n",
    ],
)
def test_another_sentence_is_new(run: Run, write: Write, text: str) -> None:
    write("a.md", f"{FIRST}\n")
    run("baseline", "create")
    write("a.md", text)
    ended = run("check")
    assert (ended.code, len(ended.out.splitlines())) == (1, 1)


def test_the_configuration_names_the_file(run: Run, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    write(".healthlint.yaml", "baseline: lists/accepted.jsonl\n", "content/a.md", PAGE, "lists/readme.rb", "")
    ended = run("check")
    assert (ended.code, ended.out) == (2, "")
    assert "there is no baseline lists/accepted.jsonl\n" in ended.err
    monkeypatch.chdir("content")
    assert run("baseline", "create", "..").out == "wrote ../lists/accepted.jsonl: 2 findings in 1 file accepted\n"
    assert {each["path"] for each in entries("../lists/accepted.jsonl")} == {"../content/a.md"}
    assert run("check").code == 0
    Path("a.md").rename("b.md")
    assert run("baseline", "audit", "../lists").code == 0
    assert run("baseline", "update").out == "../lists/accepted.jsonl: 2 renamed, 2 entries now\n"
    Path("b.md").unlink()
    assert "gone" not in run("check", "../lists").err
    assert "2 of its entries are gone" in run("check", "..").err


def test_the_file_itself_is_no_content(run: Run, write: Write) -> None:
    write("a.md", PAGE)
    run("baseline", "create", "--baseline", "accepted.jsonl")
    assert run("check", "--baseline", "accepted.jsonl").err.startswith("checked 1 file: no findings, 2 baselined\n")
    assert "no findings" in run("check", "--baseline", "accepted.jsonl", "accepted.jsonl", "a.md").err
    ended = run("baseline", "update", "--add", "--baseline", "accepted.jsonl")
    assert ended.out == "accepted.jsonl: nothing to change, 2 entries now\n"


def test_what_is_accepted_is_neither_mended_nor_suppressed(run: Run, site: None, write: Write) -> None:
    write("content/tea.md", PAGE + "\nYou utilise water.\n")
    ended = run("check", "--fix")
    assert Path("content/tea.md").read_text() == PAGE + "\nYou use water.\n"
    assert ended.err.startswith("checked 2 files: no findings, 3 baselined\n")
    write("content/tea.md", PAGE + "\nYou utilise water.\n")
    ended = run("check", "--add-ignore", "said so before")
    assert Path("content/tea.md").read_text().count("healthlint: ignore") == 1
    assert "3 baselined" in ended.err


def test_the_day_of_acceptance_can_be_named(run: Run, write: Write) -> None:
    write("a.md", PAGE)
    run("baseline", "create", "--as-of", "2026-02-03")
    assert {each["since"] for each in entries()} == {"2026-02-03"}
