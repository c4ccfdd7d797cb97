from __future__ import annotations

import pytest

from healthlint.judgement.bibliography import is_reference
from small_program import check, claim, make_page, make_program

PROGRAM = make_program(claim("cures gout"))

ENTRIES = [
    "Miller AB, Sato K: Cherry juice cures gout in a small trial. J Fruit Med 12 (3): 45-9, 2019.",
    "3. De Vries P, Okoro C, et al. Cherry juice cures gout. Orchard Res. 2011;4(2):101-7.",
    "[12] Lund-Hansen T. Cherry juice cures gout. 2020. doi:10.1000/xyz",
    "Ibrahim M and Roe J. Cherry juice cures gout. 2004. PMID: 123456",
]
STATEMENTS = [
    "Cherry juice cures gout.",
    "In 2019 we found that cherry juice cures gout (J Fruit Med 12 (3): 45-9).",
    "Miller et al. showed in 2019 that cherry juice cures gout.",
    "Vitamin C, taken since 2019 at 100 mg, cures gout.",
    "Dr Miller AB, our founder, says that it cures gout.",
]


@pytest.mark.parametrize("text", ENTRIES)
def test_an_entry_of_a_bibliography(text: str) -> None:
    page = make_page(PROGRAM, text)
    assert is_reference(page, 0)
    report = check(PROGRAM, text, explain=True)
    assert report.findings == []
    assert {finding.reason for finding in report.let_go} == {"an entry of a bibliography"}


@pytest.mark.parametrize("text", STATEMENTS)
def test_a_statement_is_none(text: str) -> None:
    assert not is_reference(make_page(PROGRAM, text), 0)


def test_what_stands_under_references_is_none_of_the_page() -> None:
    text = "# Tea\n\nIt cures gout.\n\n## References:\n\n- A tea that cures gout\n\n## Use\n\nIt cures gout.\n"
    report = check(PROGRAM, text, explain=True)
    assert len(report.findings) == 2
    assert len(report.let_go) == 1
