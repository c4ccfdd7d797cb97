"""Suppressions written into files: where they stand, that the page stays the same, and what is left alone."""

from __future__ import annotations

import pytest

from healthlint import readers
from healthlint.document import Document
from healthlint.report import FileReport
from healthlint.waiving.file import waive
from suppression.pages import PROGRAM, check

TIRELESS = 'tireless reason="why" for="never tires"'
PLAIN = 'plain reason="why" for="Utilise"'


class Small:
    """A checker with the two small rules."""

    def read(self, label: str, data: bytes) -> Document:
        return readers.read(label, data)

    def check(self, label: str, data: bytes) -> FileReport:
        return check(data, label)


def waived(text, label="page.md", reason="why", without=()):
    """What comes of a page all of whose findings get suppressions, except those of some rules."""
    data = text if isinstance(text, bytes) else text.encode()
    findings = [each for each in check(data, label).findings if each.rule.id not in without]
    return waive(Small(), label, data, findings, reason)


def line(keyword, rest, before="<!--", after=" -->"):
    return f"{before} healthlint: {keyword} {rest}{after}\n"


NEXT = line("ignore-next-line", TIRELESS)
OPEN = line("ignore", TIRELESS)
FILE = line("ignore-file", TIRELESS)
END = "<!-- healthlint: ignore-end -->\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It never tires.\n", f"{NEXT}It never tires.\n"),
        ("# Tea\n\nIt never tires.", f"# Tea\n\n{NEXT}It never tires."),
        ("# It never tires\nTea.\n", f"{NEXT}# It never tires\nTea.\n"),
        ("Tea.\nIt never tires.\n\nMore.\n", f"{OPEN}Tea.\nIt never tires.\n{END}\nMore.\n"),
        ("Tea.\nIt never tires.", f"{OPEN}Tea.\nIt never tires.\n{END}"),
        ("- Tea\n- It never tires\n\n  More.\n\nEnd.\n", f"{OPEN}- Tea\n- It never tires\n\n  More.\n{END}\nEnd.\n"),
        (
            "1. It never tires\n\n   ```\n   x\n   ```\n2. Tea\n",
            f"{NEXT}1. It never tires\n\n   ```\n   x\n   ```\n2. Tea\n",
        ),
        ("|a|b|\n|-|-|\n|x|It never tires|\n| | |\n", f"{OPEN}|a|b|\n|-|-|\n|x|It never tires|\n| | |\n{END}"),
        ("Tea that\nnever tires\n===\nEnd.\n", f"{OPEN}Tea that\nnever tires\n===\n{END}End.\n"),
        ("> Tea.\n>\n> It never tires.\n", f"{OPEN}> Tea.\n>\n> It never tires.\n{END}"),
        ("<div>\n<p>It never tires.</p>\n</div>\n", f"{OPEN}<div>\n<p>It never tires.</p>\n</div>\n{END}"),
        ("  It never tires.\n", f"  {NEXT}  It never tires.\n"),
        ("---\ntitle: It never tires\n---\nTea.\n", f"---\ntitle: It never tires\n---\n{FILE}Tea.\n"),
        ("---\ntitle: It never tires\n---\n", f"---\ntitle: It never tires\n---\n{FILE}"),
        ("---\ntitle: It never tires\n---", f"---\ntitle: It never tires\n---\n{FILE}"),
        ("It\nnever *tires*.\n", f"{OPEN}It\nnever *tires*.\n{END}"),
        (
            "It never tires. Utilise it.\n",
            f"{NEXT}{line('ignore-next-line', PLAIN)}It never tires. Utilise it.\n",
        ),
        (
            "It never tires. It never tires. It tires nobody.\n",
            f"{NEXT}{NEXT.replace('never tires', 'tires nobody')}It never tires. It never tires. It tires nobody.\n",
        ),
    ],
)
def test_markdown(text, expected):
    outcome = waived(text)
    assert outcome.refusal == ""
    assert outcome.data.decode() == expected
    assert [each.disposition for each in outcome.report.let_go].count("suppressed") == len(check(text).findings)
    assert outcome.report.findings == []
    assert check(outcome.data).findings == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It never tires.\n", "{NEXT}\n\nIt never tires.\n"),
        (
            "Tea.\n\nTea.\nIt never tires.\nMore.\n\nEnd.\n",
            "Tea.\n\n{OPEN}\n\nTea.\nIt never tires.\nMore.\n\n{END}\n\nEnd.\n",
        ),
        ("<Note>\nIt never tires.\n</Note>\n", "<Note>\n{NEXT}\n\nIt never tires.\n</Note>\n"),
        (
            "<Note>\n\n  - Tea.\n</Note>\n\n- It never tires.\n",
            "<Note>\n\n  {OPEN}\n\n  - Tea.\n</Note>\n\n- It never tires.\n\n{END}\n",
        ),
    ],
)
def test_mdx(text, expected):
    for name, keyword in (("{NEXT}", "ignore-next-line"), ("{OPEN}", "ignore")):
        expected = expected.replace(name, f"{{/* healthlint: {keyword} {TIRELESS} */}}")
    expected = expected.replace("{END}", "{/* healthlint: ignore-end */}")
    assert waived(text, "page.mdx").data.decode() == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>It never tires.</p>\n", f"{NEXT}<p>It never tires.</p>\n"),
        ("<p>\n  It never tires.\n</p>\n<p>Tea.</p>\n", f"{OPEN}<p>\n  It never tires.\n</p>\n{END}<p>Tea.</p>\n"),
        ("<ul>\n  <li>It never tires.</li>\n</ul>\n", f"<ul>\n  {NEXT}  <li>It never tires.</li>\n</ul>\n"),
        (
            "<!doctype html>\n<title>\nIt never tires\n</title>\n",
            f"<!doctype html>\n{FILE}<title>\nIt never tires\n</title>\n",
        ),
        ("<!doctype html><p>It never tires.</p>\n", f"<!doctype html><p>It never tires.</p>\n{FILE}"),
        ("<p>Tea.\n<img\n alt='It never tires'>\n", f"{FILE}<p>Tea.\n<img\n alt='It never tires'>\n"),
    ],
)
def test_html(text, expected):
    outcome = waived(text, "page.html")
    assert outcome.refusal == ""
    assert outcome.data.decode() == expected


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(b"", "utf-8"), (b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")],
)
def test_encoding_mark_and_line_ends_stay(line_end, mark, encoding):
    text = "Tea \U0001f375\n\nTea.\nIt never tires.\n".replace("\n", line_end)
    wanted = f"Tea \U0001f375\n\n{OPEN}Tea.\nIt never tires.\n{END}".replace("\n", line_end)
    outcome = waived(mark + text.encode(encoding), reason="why")
    assert outcome.data == mark + wanted.encode(encoding)


def test_a_second_run_finds_nothing_and_findings_of_other_rules_stay():
    text = "Tea.\nIt never tires. Utilise it.\n"
    first = waived(text, without=("plain",))
    assert [finding.rule.id for finding in first.report.findings] == ["plain"]
    second = waived(first.data)
    assert second.report.findings == []
    assert second.count == 1
    assert second.data.decode() == (f"{OPEN}{line('ignore', PLAIN)}Tea.\nIt never tires. Utilise it.\n{END}{END}")


def test_long_words_are_cut_at_a_word():
    report = waived("It never  **tires**, and " + "so " * 30 + "on.\n")
    assert 'for="never tires"' in report.data.decode()


@pytest.mark.parametrize(
    ("text", "label", "refusal"),
    [
        (
            "It never tires.\n",
            "page.txt",
            "the format has no comments: accept the findings in a baseline, or change the text",
        ),
        (
            "---\nhealthlint: {contxt: x}\n---\nIt never tires.\n",
            "page.md",
            "it has a problem that comes first: `healthlint: contxt` of the front matter is unknown: known are context",
        ),
    ],
)
def test_what_is_left_as_it_is(text, label, refusal):
    outcome = waived(text, label)
    assert outcome.refusal.startswith(refusal)
    assert (outcome.data, outcome.report) == (b"", None)


def test_words_that_changed_are_not_covered_up():
    text = '<!-- healthlint: ignore-next-line tireless reason="why" for="tired" -->\nIt never tires.\n'
    outcome = waived(text)
    assert outcome.refusal == (
        "it would bring another finding, suppression-unused in line 1: write the suppressions by hand"
    )


def test_a_reason_that_the_encoding_lacks():
    text = '<meta charset="windows-1252"><p>\xe9 It never tires.</p>\n'.encode("cp1252")
    outcome = waived(text, "page.html", reason="\u4e2d")
    assert outcome.refusal.startswith("cp1252 can't hold the words of a suppression")


def test_a_file_that_changed_meanwhile():
    (finding,) = check("It never tires.\n").findings
    outcome = waive(Small(), "page.md", b"Tea.\n", [finding], "why")
    assert outcome.refusal == "it has changed since it was checked: run the command again"


def test_the_page_is_the_same_to_the_word():
    text = "# Tea\n\n- It never tires.\n- Utilise it.\n\n> It never tires.\n"
    outcome = waived(text)
    before, after = readers.read("page.md", text.encode()), readers.read("page.md", outcome.data)
    assert after.prose == before.prose
    assert [region.scope for region in after.regions] == [region.scope for region in before.regions]
    assert {rule.id for rule in PROGRAM.rules} >= {"tireless", "plain"}
