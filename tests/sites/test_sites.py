"""Files as site builders, shops and content systems write them: every claim is found where it stands, and nothing else.

Marks (`[[` and `]]`) stand around the claims of a file and are taken out before it is checked. All else in it is
careful, or not for readers: keys, addresses, code, comments.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from healthlint.checker import Checker, Options
from healthlint.config import Config

FILES = sorted((Path(__file__).parent / "files").iterdir())
MARKED = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
WRITTEN = [("\n", "utf-8"), ("\r\n", "utf-8-sig"), ("\n", "utf-16")]
"""Line ends and encodings in which each file is checked."""


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(Options(select=("claims", "topics"), cache=False, config=Config()))


def unmarked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without its marks, and the spans that stood between them."""
    spans: list[tuple[int, int]] = []
    plain = ""
    for index, part in enumerate(MARKED.split(text)):
        if index % 2:
            spans.append((len(plain), len(plain) + len(part)))
        plain += part
    return plain, spans


@pytest.mark.parametrize(("newline", "encoding"), WRITTEN, ids=["lf", "crlf-bom", "utf-16"])
@pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])
def test_claims_are_found_where_they_stand(checker: Checker, file: Path, newline: str, encoding: str) -> None:
    text, claims = unmarked(file.read_text(encoding="utf-8").replace("\n", newline))
    assert claims
    data = text.encode(encoding)
    report = checker.check(file.name, data)
    assert report.problems == []
    touched = set()
    for finding in report.findings:
        place = finding.place
        found = (place.line, place.column, finding.match, finding.rule.id)
        before = text[: finding.start].replace("\r\n", "\n")
        assert (place.line, place.column) == (before.count("\n") + 1, len(before) - before.rfind("\n")), found
        assert finding.match == text[finding.start : finding.end], found
        assert data[finding.byte_start : finding.byte_end] == finding.match.encode(_without_mark(encoding)), found
        over = [span for span in claims if span[0] < finding.end and finding.start < span[1]]
        assert over, found
        touched.update(over)
    assert [text[start:end] for start, end in claims if (start, end) not in touched] == []


def _without_mark(encoding: str) -> str:
    """The codec of the encoding that writes no byte order mark."""
    return {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}.get(encoding, encoding)
