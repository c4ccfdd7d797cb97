"""Files that are no text, and texts whose bytes are not one a code point."""

from __future__ import annotations

import pytest

from endtoend.command import Command, claims
from healthlint.checker import Checker, Options
from healthlint.finding import Finding
from healthlint.report import FileReport

CLAIM = "Kratom cures anxiety."
MATCH = "cures anxiety"


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(Options(select=("disease-treatment",), cache=False))


def the_claim(report: FileReport) -> Finding:
    assert report.problems == []
    (finding,) = report.findings
    return finding


def place(report: FileReport) -> tuple[int, int, int, int, int, int]:
    """Line, column, end line, end column, first and last byte of the one claim of a page."""
    finding = the_claim(report)
    found = finding.place
    place = (found.line, found.column, found.end_line, found.end_column)
    return (*place, finding.byte_start, finding.byte_end)


BINARY = {
    "PNG": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01",
    "PDF": b"%PDF-1.7\n1 0 obj\n" + CLAIM.encode(),
    "ZIP": b"PK\x03\x04" + CLAIM.encode(),
    "gzip": b"\x1f\x8b\x08\0" + CLAIM.encode(),
    "program": b"\x7fELF\x02\x01" + CLAIM.encode(),
    "NUL in the middle": CLAIM.encode() + b"\n\0\n" + CLAIM.encode(),
    "NUL at the end": CLAIM.encode() + b"\0",
    "nothing but NUL": b"\0" * 1000,
    "half UTF-16": "Kratom".encode("utf-16-le") + CLAIM.encode(),
}


@pytest.mark.parametrize("suffix", [".md", ".html", ".txt", ""])
@pytest.mark.parametrize("data", BINARY.values(), ids=BINARY)
def test_a_binary_file_is_a_problem(checker: Checker, data: bytes, suffix: str) -> None:
    report = checker.check(f"a{suffix}", data)
    assert report.findings == []
    assert not report.is_read
    (problem,) = report.problems
    assert problem.message.startswith("is a binary file (")


UNDECODABLE = [
    ("in the middle", CLAIM.encode() + b"\n\nOne \xff two.\n\n" + CLAIM.encode(), 3),
    ("at the start", b"\xfe\n" + CLAIM.encode(), 1),
    ("cut at the end", CLAIM.encode() + b"\n\xe2\x80", 2),
    ("overlong", b"a\r\nb\r\xc0\xaf", 3),
    ("surrogate", b"\n\n\n\xed\xa0\x80", 4),
    ("beyond Unicode", b"\xf4\x90\x80\x80", 1),
    ("behind a mark", b"\xef\xbb\xbfa\n\xff", 2),
    ("half a character of UTF-16", b"\xff\xfea\0b", None),
    ("lone surrogate of UTF-16", b"\xff\xfe\0\xd8a\0", None),
    ("too large for UTF-32", b"\xff\xfe\0\0\0\0\xff\0", None),
]


@pytest.mark.parametrize(("data", "line"), [case[1:] for case in UNDECODABLE], ids=[case[0] for case in UNDECODABLE])
@pytest.mark.parametrize("suffix", [".md", ".html", ".txt"])
def test_what_cannot_be_decoded_is_a_problem_with_its_line(
    checker: Checker, suffix: str, data: bytes, line: int | None
) -> None:
    report = checker.check(f"a{suffix}", data)
    assert report.findings == []
    (problem,) = report.problems
    assert "does not fit" in problem.message
    assert "save it as UTF-8" in problem.message
    assert problem.line == line


ENCODINGS = {
    "utf-8": (b"", "utf-8", 1),
    "utf-8 with a mark": (b"\xef\xbb\xbf", "utf-8", 1),
    "utf-16-le": (b"\xff\xfe", "utf-16-le", 2),
    "utf-16-be": (b"\xfe\xff", "utf-16-be", 2),
    "utf-16-le without a mark": (b"", "utf-16-le", 2),
    "utf-16-be without a mark": (b"", "utf-16-be", 2),
    "utf-32-le": (b"\xff\xfe\0\0", "utf-32-le", 4),
    "utf-32-be": (b"\0\0\xfe\xff", "utf-32-be", 4),
}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize(("mark", "encoding", "width"), ENCODINGS.values(), ids=ENCODINGS)
@pytest.mark.parametrize("suffix", [".md", ".html", ".txt"])
def test_places_in_every_encoding(
    checker: Checker, suffix: str, mark: bytes, encoding: str, width: int, end: str
) -> None:
    before = f"The mill.{end}{end}By the river: "
    text = f"{before}{CLAIM}{end}{end}The end.{end}"
    start = len(before) + len("Kratom ")
    first = len(mark) + start * width
    last = first + len(MATCH) * width
    report = checker.check(f"a{suffix}", mark + text.encode(encoding))
    assert place(report) == (3, 22, 3, 35, first, last)
    finding = the_claim(report)
    assert (finding.start, finding.end) == (start, start + len(MATCH))


BEFORE = [
    ("tabs", "a\tb\t", 12),
    ("beyond the first plane", "\U0001f33f\U0001f469\u200d\U0001f33e ", 13),
    ("combining marks", "cafe\u0301 e\u0302\u0323 ", 18),
    ("right to left", "\u05e7\u05e8\u05d8\u05d5\u05dd \u0639\u0634\u0628 ", 18),
    ("soft hyphens", "fo\u00adod ", 14),
    ("full width", "\uff54\uff45\uff41 ", 12),
    ("line separator", "a\u2028b ", 12),
    ("form feed and vertical tab", "a\x0c\x0bb ", 13),
    ("no-break spaces", "a\u00a0\u202fb ", 13),
    ("next line", "a\x85b ", 12),
]


@pytest.mark.parametrize(("before", "column"), [case[1:] for case in BEFORE], ids=[case[0] for case in BEFORE])
@pytest.mark.parametrize("suffix", [".md", ".html", ".txt"])
def test_columns_count_code_points(checker: Checker, suffix: str, before: str, column: int) -> None:
    text = f"One.\n\n{before}{CLAIM}\n"
    line, found, end_line, end_column, first, last = place(checker.check(f"a{suffix}", text.encode()))
    assert (line, found) == (3, column)
    assert (end_line, end_column) == (3, column + len(MATCH))
    assert text.encode()[first:last].decode() == MATCH


def test_mixed_line_ends(checker: Checker) -> None:
    text = "One.\r\n\rTwo.\n\r\nThree.\r\r\nKratom cures\r\nanxiety.\r"
    report = checker.check("a.txt", text.encode())
    assert place(report)[:4] == (7, 8, 8, 8)
    finding = the_claim(report)
    assert text[finding.start : finding.end] == "cures\r\nanxiety"


LD = '<script type="application/ld+json">{"description": "%s"}</script>'
ESCAPES = [
    ("lone high surrogate", "\\ud83d Kratom cures anxiety"),
    ("lone low surrogate", "Kratom cures anxiety \\udf3f"),
    ("surrogates in the wrong order", "\\udf3f\\ud83c Kratom cures anxiety"),
    ("a pair", "\\ud83c\\udf3f Kratom cures anxiety"),
    ("cut escape", "Kratom cures anxiety \\u00"),
    ("NUL", "Kratom cures anxiety \\u0000"),
    ("unknown escape", "Kratom cures anxiety \\q"),
]


@pytest.mark.parametrize("value", [case[1] for case in ESCAPES], ids=[case[0] for case in ESCAPES])
def test_odd_escapes_in_structured_data(healthlint: Command, value: str) -> None:
    healthlint.write("a.html", f"<p>The mill.</p>\n{LD % value}\n")
    for form in ("json", "jsonl", "full", "concise"):
        ended = healthlint("check", "--format", form, "a.html")
        assert ended.code == 1, ended
    (finding,) = claims(healthlint.json("a.html"))
    assert (finding["line"], finding["match"]) == (2, MATCH)


def test_a_file_that_changes_its_mind_about_its_encoding(checker: Checker) -> None:
    page = f'<meta charset="windows-1252"><p>Caf\xe9: {CLAIM}'.encode("cp1252")
    line, column, _, _, first, last = place(checker.check("a.html", page))
    assert (line, column) == (1, 46)
    assert page[first:last] == MATCH.encode()
    lying = f'<meta charset="utf-16"><p>Caf\xe9: {CLAIM}'.encode()
    assert the_claim(checker.check("a.html", lying)).start == lying.decode().index(MATCH)
    unknown = f'<meta charset="nonsense"><p>Caf\xe9: {CLAIM}'.encode("cp1252")
    assert "does not fit" in checker.check("a.html", unknown).problems[0].message
