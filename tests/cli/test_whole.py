"""The command line with the real engine and two small rulesets in the place of the built-in ones."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from healthlint.checker import Checker, Options

from .conftest import Run, Write
from .small_rulesets import CALM

pytestmark = pytest.mark.usefixtures("rulesets")

PAGE = """\
# Evening tea

Our tea *calms* everyone,
and it never calms everyone twice. We utilise leaves.
"""


def test_check(run: Run, write: Write) -> None:
    write("content/tea.md", PAGE)
    ended = run("check")
    assert ended.code == 1
    assert [line.split(" ")[:3] for line in ended.out.splitlines()] == [
        ["content/tea.md:3:10:", "error", "calm-promise"],
        ["content/tea.md:4:39:", "warning", "plain-words"],
    ]
    assert ended.err == "checked 1 file: 1 error, 1 warning\n"


def test_full_and_json_agree_on_the_place(run: Run, write: Write) -> None:
    write("tea.md", PAGE.replace("Our", "\U0001f375 Our").replace("\n", "\r\n"))
    value = json.loads(run("check", "--format", "json", "tea.md").out)
    finding = value["files"][0]["findings"][0]
    data = Path("tea.md").read_bytes()
    assert (finding["line"], finding["column"], finding["end_column"]) == (3, 12, 27)
    assert data[finding["byte_start"] : finding["byte_end"]].decode() == finding["match"] == "calms* everyone"
    assert value["rulesets"][0]["name"] == "claims/calm"
    assert value["files"][0]["readability"]["words"] > 0
    shown = run("check", "--format", "full", "tea.md").out
    assert "  3 \u2502 \U0001f375 Our tea *calms* everyone,\n    \u2502             ^^^^^^^^^^^^^^^\n" in shown
    assert "law: Tea Act, 1 TEA 2, https://law.example/tea" in shown
    assert "instead: Say what the tea tastes like." in shown


def test_select_ignore_and_severity(run: Run, write: Write) -> None:
    write("tea.md", PAGE)
    assert "calm-promise" not in run("check", "tea.md", "--ignore", "guarantee").out
    assert "plain-words" not in run("check", "tea.md", "--select", "claims").out
    ended = run("check", "tea.md", "--select", "calm-promis")
    assert ended.code == 2
    assert "calm-promise" in ended.err
    write(".healthlint.yaml", "select: [guarantee]\nseverity: {calm-promise: info}\n")
    assert run("check", "tea.md").out.startswith("tea.md:3:10: info calm-promise")
    write(".healthlint.yaml", "severity:\n  calm-promis: info\nignore: [calm]\n")
    ended = run("check", "tea.md")
    assert ended.code == 2
    assert "  .healthlint.yaml:" in ended.err


def test_standard_input_and_stdin_filename(run: Run) -> None:
    assert run("check", "-", stdin=PAGE.encode()).code == 1
    ended = run("check", "-", "--stdin-filename", "tea.html", stdin=b"<p>It calms <b>everyone</b>.</p>")
    assert ended.out.startswith("tea.html:1:7: error calm-promise")


@pytest.mark.parametrize("data", [b"calms everyone \xff\xfe", b"\x00\x01\x02 calms everyone"])
def test_bytes_that_are_no_text(run: Run, data: bytes) -> None:
    Path("bad.md").write_bytes(data)
    ended = run("check", "bad.md")
    assert ended.code == 3
    assert "not checked bad.md" in ended.err


def test_a_ruleset_with_mistakes(run: Run, write: Write) -> None:
    write("own.yaml", "ruleset: own/calm\nversion: '1.0.0'\ntitel: x\nrules:\n  - id: Bad Id\n", "tea.md", PAGE)
    for argv in (["check", "tea.md", "--ruleset", "own.yaml"], ["validate", "own.yaml"]):
        ended = run(*argv)
        assert ended.code == 2
        assert 'own.yaml:3:1: titel: unknown key "titel"' in ended.out + ended.err
        assert "own.yaml:5" in ended.out + ended.err


def test_explain(run: Run, write: Write) -> None:
    write("tea.md", PAGE)
    ended = run("explain", "calm-promise")
    assert ended.code == 0
    for part in (
        "Nobody is calm always.",
        "Tea Act, 1 TEA 2",
        "- This tea [[calms everyone]] at once.",
        "error when affirmed",
    ):
        assert part in ended.out
    ended = run("explain", "tea.md:4")
    assert ended.code == 0
    assert "let-go: " in ended.out
    assert "pattern calms-all" in ended.out


def test_rules(run: Run) -> None:
    ended = run("rules")
    assert ended.out.endswith("2 rules in 2 rulesets\n")
    assert "  calm-promise  claim guarantee  error    Promise of calm\n" in ended.out


def test_rules_are_as_grave_as_the_configuration_says(run: Run, write: Write) -> None:
    write(".healthlint.yaml", "severity: {calm-promise: info}\n")
    ended = run("rules")
    assert "calm-promise  claim guarantee  info     Promise of calm\n" in ended.out
    assert "plain-words   terminology      warning  Plain words\n" in ended.out
    assert "info when affirmed, info when hedged" in run("explain", "calm-promise").out
    assert "calm-promise  claim guarantee  error    " in run("rules", "--isolated").out


def test_rules_of_jurisdictions(run: Run, rulesets: Path) -> None:
    law = CALM.replace("    category: guarantee", "    category: guarantee\n    jurisdictions: [UK]")
    (rulesets / "claims/calm.yaml").write_text(law)
    assert run("rules").out.endswith("\n2 rules in 2 rulesets\n")
    assert run("rules", "--jurisdiction", "US").out.endswith("\n1 rule in 1 ruleset\n")
    assert run("rules", "--jurisdiction", "UK-SCT").out.endswith("\n2 rules in 2 rulesets\n")
    ended = run("rules", "--jurisdiction", "EU")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "healthlint: no rule is about the jurisdiction `EU`; known: UK, US\n"


def test_test_and_validate(run: Run, rulesets: Path) -> None:
    assert (run("test").code, run("test", "--coverage").code) == (0, 0)
    assert run("validate", "claims/calm").code == 0
    (rulesets / "claims/calm.yaml").write_text(CALM.replace("[[calms everyone]] at once", "[[cools everyone]] at once"))
    ended = run("test", "claims/calm")
    assert ended.code == 1
    assert "calm.yaml:" in ended.out
    assert "1 failure" in ended.err


def test_score(run: Run, write: Write) -> None:
    write("tea.md", PAGE)
    ended = run("score", "tea.md", "--sections", "--worst", "1")
    assert ended.code == 0
    assert "Evening tea" in ended.out
    assert "tea.md:3:1  grade" in ended.out
    assert json.loads(run("score", "tea.md", "--format", "json").out)["files"][0]["readability"]["words"] > 5


def test_several_processes_find_the_same(run: Run, write: Write) -> None:
    for number in range(60):
        write(f"in/page-{number:02}.md", PAGE * (number % 3))
    one, two = (run("check", "--format", "json", "--jobs", jobs) for jobs in ("1", "2"))
    assert one.out == two.out
    assert one.code == two.code == 1


def test_mistakes_of_form_and_unknown_names_are_told_together(run: Run, write: Write) -> None:
    write(
        ".healthlint.yaml",
        "fail_on: error\nextends: base.yaml\nignore: [calm-promis]\njurisdictions: [XX]\noverrides: [{}]\n",
        "base.yaml",
        "severity: {plain-word: info, plain-words: fatal}\n",
    )
    ended = run("check")
    assert (ended.code, ended.out) == (2, "")
    assert [line.partition(": allowed are")[0] for line in ended.err.splitlines()] == [
        "healthlint: 6 mistakes were found, nothing was checked",
        '  .healthlint.yaml:1:1: fail_on: unknown key "fail_on" (did you mean "fail-on"?)',
        (
            "  .healthlint.yaml:3:10: ignore[0]: no rule, category or ruleset is named `calm-promis` (did you mean "
            '"calm-promise"?); `healthlint rules` lists them'
        ),
        "  .healthlint.yaml:4:17: jurisdictions[0]: no rule is about the jurisdiction `XX`; known: US",
        (
            "  .healthlint.yaml:5:13: overrides[0]: is empty: give one of paths, front-matter, context, topic, product, "
            "audience, jurisdictions, profile, data, ignore, severity, or leave the key out"
        ),
        (
            '  base.yaml:1:12: severity.plain-word: no rule is named `plain-word` (did you mean "plain-words"?); '
            "`healthlint rules` lists them"
        ),
        '  base.yaml:1:43: severity.plain-words: must be one of error, warning, info, not "fatal"',
    ]


@pytest.mark.parametrize("rules", ["rulesets: [{path: 5}]", "rulset: [own.yaml]", "extends: nowhere.yaml"])
def test_names_are_not_called_unknown_where_rules_are_missing(run: Run, write: Write, rules: str) -> None:
    write(".healthlint.yaml", f"{rules}\nignore: [own-rule]\n")
    ended = run("check")
    assert ended.code == 2
    assert "own-rule" not in ended.err


def test_names_wait_for_rulesets_that_can_be_loaded(run: Run, write: Write) -> None:
    write(".healthlint.yaml", "rulesets: [own.yaml]\nfail_on: error\nignore: [own-rule]\n", "own.yaml", "rulset: a\n")
    ended = run("check")
    assert ended.code == 2
    assert "fail_on" in ended.err
    assert "own-rule" not in ended.err


def test_an_html_report_shows_the_text_of_the_page(run: Run, write: Write) -> None:
    write("content/tea.md", PAGE, "content/water.md", "# Water\n\nWater is wet, and cold at times.\n")
    ended = run("check", "--output-file", "html=report.html", "--quiet")
    assert ended.code == 1
    report = Path("report.html").read_text(encoding="utf-8")
    assert 'and it never calms everyone twice. We <a id="m1-2"' in report
    assert '<mark class="warning" data-f="1-2">utilise</mark> leaves.' in report
    assert "content/water.md" in report
    assert "cold at times" not in report
    assert run("check", "content", "--format", "html", "--quiet").out == report
    again = run("check", "--output-file", "html=report.html")
    assert again.err.splitlines()[0] == "checked 2 files: 1 error, 1 warning"  # an old report is known by how it begins
    assert Path("report.html").read_text(encoding="utf-8") == report


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
def test_a_report_is_not_checked_by_another_name(run: Run, write: Write) -> None:
    write("tea.md", PAGE, "last.md", PAGE)
    Path("report.md").symlink_to("last.md")
    ended = run("check", "--output-file", "markdown=report.md")
    assert {line.partition(":")[0] for line in ended.out.splitlines()} == {"tea.md"}
    assert "note: 1 of the files left out: this run writes to it" in ended.err
    ended = run("check", "last.md", "--output-file", "markdown=report.md")
    assert (ended.code, ended.out) == (2, "")
    assert "--output-file: last.md would be overwritten" in ended.err


def test_a_page_is_not_overwritten_by_its_report(run: Run, write: Write) -> None:
    write("tea.md", PAGE)
    ended = run("check", "tea.md", "--output-file", "html=./tea.md")
    assert ended.code == 2
    assert ended.err == (
        "healthlint: --output-file: tea.md would be overwritten, and it is to be checked: name another file\n"
    )
    assert Path("tea.md").read_text(encoding="utf-8") == PAGE


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere worker processes load the built-in rulesets")
def test_an_html_report_does_not_depend_on_the_number_of_processes(run: Run, write: Write) -> None:
    for number in range(50):
        write(f"content/{number}.md", f"{PAGE}\n## Part {number}\n\nWe utilise them for it all.\n")
    for jobs in ("1", "2"):
        assert run("check", "content", "--jobs", jobs, "--output-file", f"html={jobs}.html", "--quiet").code == 1
    first, second = (Path(f"{jobs}.html").read_bytes() for jobs in ("1", "2"))
    assert first == second
    assert first.count(b'class="page"') == 50


def test_an_html_report_from_standard_input(run: Run) -> None:
    ended = run(
        "check", "-", "--stdin-filename", "a.md", "--format", "html", stdin=b"We utilise <!-- </script> leaves."
    )
    assert ended.code == 0
    assert ended.err == ""
    assert ended.out.count("</script>") == 1


def test_documents_are_kept_of_pages_with_something_to_show() -> None:
    checker = Checker(Options(cache=False, documents=True))
    report = checker.check("a.md", PAGE.encode())
    assert report.document is not None
    assert [(section.heading, section.level, section.line, section.region) for section in report.sections] == [
        ("Evening tea", 1, 1, 0)
    ]
    assert checker.check("a.md", b"Water is wet.").document is None
    suppressed = b'<!-- healthlint: ignore-next-line plain-words reason="a quote" -->\nWe utilise leaves.\n'
    assert checker.check("a.md", suppressed).document is not None
    report = Checker(Options(cache=False)).check("a.md", PAGE.encode())
    assert report.document is None
    assert report.sections == []
