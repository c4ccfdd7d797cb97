"""Hand-made reports: what the outputs are given."""

from __future__ import annotations

import pytest

from healthlint.document import Document, Region
from healthlint.finding import Finding, Fix, Point, Related
from healthlint.placing import place
from healthlint.report import FileReport, Problem, Report, RulesetStamp
from healthlint.rule import Reference, Rule
from healthlint.segmentation import Text
from healthlint.words import Keys

LAW = Reference("law", "Tea Act", "1 TEA 2", "https://law.example/tea", "2026-01-02")
CALM = Rule(
    "calm-promise",
    "claim",
    "claims/calm",
    "guarantee",
    title="Promise of calm",
    references=(LAW,),
)
WORD = Rule("plain-word", "terminology", "words/plain", title="Plain words")

PAGE = "# Evening tea\n\nThis tea calms everyone, always.\nWe utilise\tleaves.\n"


def make_document(label: str, text: str) -> Document:
    """A document whose prose is its text, one region for everything."""
    document = Document(label, text)
    document.prose = text
    document.map.add(0, len(text), 0, len(text))
    document.regions.append(Region("paragraph", 0, len(text)))
    return document


def make_finding(
    document: Document, words: str, rule: Rule = CALM, severity: str = "error", message: str = ""
) -> Finding:
    """A finding on the first occurrence of `words`."""
    start = document.text.index(words)
    return Finding(rule, start, start + len(words), message or f"promises {words}", severity)


def placed(document: Document, findings: list[Finding]) -> list[Finding]:
    """The findings with their places filled in."""
    place(document, Text(document, Keys()), findings)
    return findings


@pytest.fixture
def report() -> Report:
    """Two findings, one of them with everything; one let go, one suppressed; a clean file and a missing one."""
    document = make_document("content/tea.md", PAGE)
    claim = make_finding(document, "calms everyone, always")
    claim.stance, claim.subject, claim.subject_class = "affirmed", "This tea", "product"
    claim.suggestion = "Say what the tea tastes like."
    claim.pattern = "calms-all"
    claim.points = [Point(2, "pattern calms-all", "calms everyone"), Point(1, "subject", "This tea")]
    claim.related = [Related("the heading names the product", 2, 13)]
    claim.also = [WORD]
    term = make_finding(document, "utilise", WORD, "warning", "says utilise for use")
    term.fix = Fix(term.start, term.end, "use")
    suppressed = make_finding(document, "leaves", WORD, "info", "says leaves")
    suppressed.disposition, suppressed.reason = "suppressed", "agreed with the editor"
    let_go = make_finding(document, "Evening tea", CALM, "error", "promises an evening")
    let_go.disposition, let_go.reason = "let-go", "negated"
    tea = FileReport("content/tea.md", document)
    tea.findings = [claim, term]
    tea.let_go = [let_go, suppressed]
    placed(document, [claim, term, let_go, suppressed])
    tea.context, tea.context_reason = "commercial", "a price"
    tea.measures = {
        "words": 9,
        "sentences": 2,
        "flesch_reading_ease": 70.25,
        "flesch_kincaid_grade": 4.5,
        "smog_index": 3.1,
        "gunning_fog": 5.0,
        "coleman_liau_index": 6.0,
        "automated_readability_index": 2.0,
        "dale_chall_readability_score": 7.5,
    }
    clean = FileReport("content/water.txt", make_document("content/water.txt", "Water is wet."))
    clean.measures = {**tea.measures, "words": 3, "sentences": 1, "flesch_kincaid_grade": 1.0}
    gone = FileReport("gone.md")
    gone.problems.append(Problem("no such file or folder"))
    return Report([tea, clean, gone], [RulesetStamp("claims/calm", "1.0.0", "ab" * 32)])
