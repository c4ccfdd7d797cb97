from __future__ import annotations

from healthlint.document import Document, Region
from healthlint.finding import Finding
from healthlint.fingerprint import fingerprints
from healthlint.rule import Rule
from healthlint.segmentation import Text
from healthlint.words import Keys

RULE = Rule("calm-promise", "claim", "claims/calm")


def document_of(text: str, source: str = "") -> Document:
    """A document with a region a paragraph; emphasis marks of the source are left out of the prose."""
    document = Document("a.md", source or text)
    prose, start = "", 0
    for paragraph in document.text.split("\n\n"):
        region = len(prose)
        for offset, char in enumerate(paragraph):
            if char != "*":
                document.map.add(len(prose), len(prose) + 1, start + offset, start + offset + 1)
                prose += char
        document.regions.append(Region("paragraph", region, len(prose)))
        prose += "\n\n"
        start += len(paragraph) + 2
    document.prose = prose
    return document


def prints(text: str, *spans: str, rule: Rule = RULE) -> list[str]:
    document = document_of(text)
    findings, at = [], 0
    for words in spans:
        at = document.text.index(words, at)
        findings.append(Finding(rule, at, at + len(words), "", "error"))
        at += 1
    return fingerprints(document, Text(document, Keys()), findings)


BASE = "It is green. It calms you at once. Buy it."


def test_stays_when_other_text_changes() -> None:
    (base,) = prints(BASE, "calms you")
    assert len(base) == 24
    assert prints("A new start.\n\nMore.\n\n" + BASE, "calms you") == [base]
    assert prints("It is red. It calms you at once. Sell it.", "calms you") == [base]
    assert prints("It is green. It  calms\nyou at ONCE. Buy it.", "calms\nyou") == [base]
    assert prints("It is green. It *calms* you at once. Buy it.", "calms* you") == [base]


def test_changes_with_rule_words_and_sentence() -> None:
    (base,) = prints(BASE, "calms you")
    assert prints(BASE, "calms") != [base]
    assert prints("It is green. It calms you slowly. Buy it.", "calms you") != [base]
    assert prints(BASE, "calms you", rule=Rule("other", "claim", "claims/calm")) != [base]


def test_equal_findings_are_told_apart_by_their_order() -> None:
    first, second = prints("It calms you. Yes. It calms you.", "calms you", "calms you")
    assert first != second
    assert prints("It calms you.", "calms you") == [first]


def test_what_is_no_prose_goes_by_its_line() -> None:
    document = Document("a.md", "<!-- one -->\n<!-- two -->\n")
    findings = [Finding(RULE, 0, 12, "", "error"), Finding(RULE, 13, 25, "", "error")]
    first, second = fingerprints(document, Text(document, Keys()), findings)
    assert first != second
    moved = Document("a.md", "\n\n<!-- one -->\n")
    assert fingerprints(moved, Text(moved, Keys()), [Finding(RULE, 2, 14, "", "error")]) == [first]


def test_nothing_found() -> None:
    document = document_of("Words.")
    assert fingerprints(document, Text(document, Keys()), []) == []


def test_a_page_as_a_whole_is_the_same_wherever_it_is_shown() -> None:
    disclaimer = Rule("disclaimer", "disclaimer", "disclaimers/one")
    document = document_of("It calms you. Yes. It heals you.")
    shown = []
    for words, state in (("calms", "absent"), ("heals", "absent"), ("calms", "near-miss")):
        start = document.text.index(words)
        finding = Finding(disclaimer, start, start + len(words), "", "error", pattern=state)
        shown += fingerprints(document, Text(document, Keys()), [finding])
    assert shown[0] == shown[1] != shown[2]
