from __future__ import annotations

import pytest

from healthlint.finding import Fix
from healthlint.output import load
from healthlint.output.full import MOST_GRADES
from healthlint.output.view import View
from healthlint.report import FileReport, Problem, Report


def full(report: Report, **view: object) -> str:
    return "\n".join(load("full")(report, View(**view)))  # type: ignore[arg-type]


def test_golden(report: Report) -> None:
    assert (
        full(report, width=80)
        == """\
content/tea.md  taken for commercial: a price

error[calm-promise] promises calms everyone, always (guarantee)
    ╭─ content/tea.md:3:10
  3 │ This tea calms everyone, always.
    │          ^^^^^^^^^^^^^^^^^^^^^^
    ├ judged: about This tea (product), affirmed, high confidence
    ├ law: Tea Act, 1 TEA 2, https://law.example/tea
    ├ instead: Say what the tea tastes like.
    ├ see: line 1, column 3: the heading names the product
    ╰ also: plain-word

warning[plain-word] says utilise for use
    ╭─ content/tea.md:4:4
  4 │ We utilise  leaves.
    │    ^^^^^^^
    ╰ fix: write "use"

gone.md
not checked gone.md: no such file or folder

content/tea.md     grade   4.5  reading ease   70.2  9 words
content/water.txt  grade   1.0  reading ease   70.2  3 words

checked 2 files: 1 error, 1 warning, 1 suppressed
1 problem: not everything was checked"""
    )


def test_golden_in_ascii(report: Report) -> None:
    report.files = report.files[:1]
    report.files[0].measures = {}
    report.files[0].findings = report.files[0].findings[:1]
    assert (
        full(report, width=80, unicode=False, encoding="ascii")
        == """\
content/tea.md  taken for commercial: a price

error[calm-promise] promises calms everyone, always (guarantee)
    --> content/tea.md:3:10
  3 | This tea calms everyone, always.
    |          ^^^^^^^^^^^^^^^^^^^^^^
    = judged: about This tea (product), affirmed, high confidence
    = law: Tea Act, 1 TEA 2, https://law.example/tea
    = instead: Say what the tea tastes like.
    = see: line 1, column 3: the heading names the product
    = also: plain-word

checked 1 file: 1 error, 1 suppressed"""
    )


def test_text_is_wrapped_to_the_width(report: Report) -> None:
    report.files = report.files[:1]
    shown = full(report, width=44)
    assert max(map(len, shown.split("\n")[:10])) <= 52
    assert (
        """\
    ├ judged: about This tea (product),
    │         affirmed, high confidence
    ├ law: Tea Act, 1 TEA 2,
    │      https://law.example/tea
"""
        in shown
    )
    assert (
        """\
error[calm-promise]
  promises calms everyone, always
  (guarantee)
"""
        in shown
    )


def test_quiet_leaves_the_footer_out(report: Report) -> None:
    shown = full(report, quiet=True)
    assert "error[calm-promise]" in shown
    assert "not checked gone.md" in shown
    assert "grade" not in shown
    assert "checked 2 files" not in shown


def test_suppressed_findings_are_shown_on_request(report: Report) -> None:
    assert "agreed with the editor" not in full(report)
    shown = full(report, suppressed=True)
    assert "╰ suppressed: agreed with the editor" in shown
    assert "negated" not in shown
    assert shown.endswith("checked 2 files: 1 error, 1 warning, 1 suppressed\n1 problem: not everything was checked")


def test_statistics_stand_before_the_footer(report: Report) -> None:
    assert "      1  error    calm-promise\n      1  warning  plain-word\n\n" in full(report, statistics=True)


def test_colours_only_where_they_are_wanted(report: Report) -> None:
    assert "\x1b" not in full(report)
    assert "\x1b[1;31merror[calm-promise]\x1b[0m" in full(report, colour=True)


@pytest.mark.parametrize("field", ["message", "suggestion", "subject", "label"])
def test_no_escape_sequence_of_the_content_reaches_the_terminal(report: Report, field: str) -> None:
    nasty = "\x1b[2J\x07\u202ewords"
    tea = report.files[0]
    if field == "label":
        tea.label = nasty
    else:
        setattr(tea.findings[0], field, nasty)
    shown = full(report)
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "\u202e" not in shown
    assert "\\x1b[2J" in shown


def test_a_run_that_checked_nothing_says_so() -> None:
    assert full(Report([], [])) == "checked no file"


def test_a_clean_run_says_how_many_files_were_checked(report: Report) -> None:
    report.files = report.files[1:2]
    assert full(report).endswith("checked 1 file: no findings")


def test_the_footer_names_only_so_many_files(report: Report) -> None:
    clean = report.files[1]
    report.files = [clean] * (MOST_GRADES + 2) + [report.files[0]]
    shown = full(report)
    assert shown.count("content/water.txt  grade") == MOST_GRADES - 1
    assert "content/tea.md     grade" in shown
    assert "and 3 more: healthlint score" in shown


def test_a_problem_names_its_line() -> None:
    file = FileReport("a.md")
    file.problems.append(Problem("can't be decoded", 7))
    assert "not checked a.md:7: can't be decoded" in full(Report([file], []))


def test_a_law_is_told_in_full_once(report: Report) -> None:
    findings = report.files[0].findings
    findings.insert(1, findings[0])
    text = full(report, width=80)
    assert text.count("law: Tea Act, 1 TEA 2, https://law.example/tea") == 1
    assert text.count("law: 1 TEA 2\n") == 1


def test_a_fix_that_inserts_says_what_and_how_often(report: Report) -> None:
    report.files = report.files[:1]
    finding = report.files[0].findings[0]
    finding.fix = Fix(90, 90, "\n\nA note.", (Fix(4, 4, "†"), Fix(9, 9, "†")))
    assert 'fix: insert "A note.", and insert "†" at 2 places' in full(report)
    finding.fix = Fix(90, 90, "\n\nA note.")
    assert 'fix: insert "A note."\n' in full(report)


def test_what_was_fixed_is_counted(report: Report) -> None:
    report.fixed, report.fixed_files = 3, 1
    assert "fixed 3 findings in 1 file\n" in full(report)
