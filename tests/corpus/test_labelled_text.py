"""The built-in rules on labelled text beside the checkout: what must be found, what must stay silent."""

import json
from pathlib import Path

import pytest

from healthlint.checker import Checker, Options
from healthlint.config import Config

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the labelled corpus does not stand beside the checkout"),
]


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(Options(cache=False, config=Config()))


def _claims(checker, path):
    """The claims of a file that count, as (place, category)."""
    report = checker.check(path.name, path.read_bytes())
    assert report.problems == []
    return [
        (finding.place, finding.rule.category)
        for finding in report.findings
        if finding.rule.kind == "claim" and finding.severity in ("error", "warning")
    ]


def _touches(claim, row):
    place, _ = claim
    first = place.column if place.line == row["line"] else 1
    last = place.end_column if place.end_line == row["line"] else 10**9
    return place.line <= row["line"] <= place.end_line and first < row["end_column"] and row["column"] < last


def test_the_starter_articles(checker):
    rows = [json.loads(line) for line in (CORPUS / "seeds_expected.jsonl").read_text(encoding="utf-8").splitlines()]
    found = {path.name: _claims(checker, path) for path in (CORPUS / "seeds").glob("*.txt")}
    hits = {"must": 0, "never": 0}
    for row in rows:
        key = "must" if row["expect"] == "must" else "never"
        hits[key] += any(_touches(claim, row) for claim in found[row["file"]])
    assert hits["must"] >= 90, hits
    assert hits["never"] <= 1, hits


def test_careful_text_stays_nearly_silent(checker):
    words = flagged = 0
    for path in (CORPUS / "clean").glob("*.txt"):
        words += len(path.read_text(encoding="utf-8").split())
        flagged += len(_claims(checker, path))
    assert 1000 * flagged / words < 2.0
