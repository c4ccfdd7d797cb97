"""Messages stay English whatever a page calls its subject."""

from __future__ import annotations

import pytest

from healthlint.kinds.wording import fill


@pytest.mark.parametrize(
    ("message", "subject", "expected"),
    [
        ("says that {subject} takes off weight", "Our gummies", "says that the product takes off weight"),
        ("says that {subject} takes off weight", "kratom", "says that kratom takes off weight"),
        ("says that {subject} is safe", "cannabis", "says that cannabis is safe"),
        ("says that {subject} is safe", "natural remedy", "says that the natural remedy is safe"),
        ("says that {subject} is safe", "Our new remedy", "says that our new remedy is safe"),
        ("says that {subject} is safe", "", "says that the product is safe"),
        ("leans on proof for {subject}", "our gummies", "leans on proof for our gummies"),
        ("says {match} of {herb}", "x", "says cures of cures"),
    ],
)
def test_fill(message: str, subject: str, expected: str) -> None:
    assert fill(message, {"match": "cures"}, subject) == expected
