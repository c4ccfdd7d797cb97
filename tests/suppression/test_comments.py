"""What is read from a comment, and what is wrong with it."""

from __future__ import annotations

import pytest

from healthlint.document import Comment
from healthlint.suppression.comments import directive_of


def read(inside, before="<!--"):
    return directive_of(Comment(0, len(before) + len(inside) + 3, len(before), inside))


@pytest.mark.parametrize(
    ("inside", "keyword", "rules", "fields"),
    [
        (' healthlint: ignore-next-line a reason="b c" ', "ignore-next-line", ["a"], ("b c", "", "", "")),
        ("healthlint:ignore a,b , c-d reason='x'", "ignore", ["a", "b", "c-d"], ("x", "", "", "")),
        (
            ' HealthLint : IGNORE-FILE a by=legal until=2028-02-29 reason=quoted for="cures it" ',
            "ignore-file",
            ["a"],
            ("quoted", "legal", "2028-02-29", "cures it"),
        ),
        ('\n  healthlint: ignore\n  a\n  reason = "over\n  lines"\n', "ignore", ["a"], ("over lines", "", "", "")),
        (r' healthlint: ignore a reason="a \"b\" \\ c \-\->" ', "ignore", ["a"], (r'a "b" \ c -->', "", "", "")),
        (r" healthlint: ignore a reason='it\'s' ", "ignore", ["a"], ("it's", "", "", "")),
        ("- healthlint: ignore a reason=b -", "ignore", ["a"], ("b", "", "", "")),
        ("* healthlint: ignore a reason=b *", "ignore", ["a"], ("b", "", "", "")),
        (' healthlint: ignore a reason="x = y, z" ', "ignore", ["a"], ("x = y, z", "", "", "")),
        (" healthlint: ignore-end ", "ignore-end", [], ("", "", "", "")),
    ],
)
def test_what_is_read(inside, keyword, rules, fields):
    directive = read(inside)
    assert directive.faults == []
    assert (directive.keyword, list(directive.rules)) == (keyword, rules)
    assert (directive.reason, directive.by, directive.until, directive.words) == fields


@pytest.mark.parametrize(
    "inside",
    ["", " healthlint found nothing ", " see healthlint: ignore a ", " healthlint's rules ", " healthlints: ignore a "],
)
def test_what_is_no_directive(inside):
    assert read(inside) is None


@pytest.mark.parametrize(
    ("inside", "at_fault", "details"),
    [
        (" healthlint ignore a reason=b", None, "a colon is missing: write `healthlint: ignore…`"),
        (" healthlint: ", None, "write one of ignore-next-line, ignore, ignore-end, ignore-file behind `healthlint:`"),
        (" healthlint: ignore-line a reason=b", "ignore-line", "`ignore-line` is unknown: did you mean `ignore-file`?"),
        (
            " healthlint: xyz a",
            "xyz",
            "`xyz` is unknown: use one of ignore-next-line, ignore, ignore-end, ignore-file",
        ),
        (" healthlint: ignore reason=b", None, "it names no rule: write the id of the rule behind the keyword"),
        (' healthlint: ignore a reason="b', 'reason="b', '`reason="b` can\'t be read: write reason="words"'),
        (" healthlint: ignore a reason=b reson=c", "reson=c", "`reson` is unknown: did you mean `reason`?"),
        (" healthlint: ignore a x=c reason=b", "x=c", "`x` is unknown: use reason, by, until, for"),
        (" healthlint: ignore a reason=b reason=c", "reason=c", "`reason` is given twice: keep one"),
        (" healthlint: ignore a reason=b until=soon", "until=soon", "`soon` is no day: write until=YYYY-MM-DD"),
        (
            " healthlint: ignore a reason=b until=2027-02-29",
            "until=2027-02-29",
            "`2027-02-29` is no day: write until=YYYY-MM-DD",
        ),
        (' healthlint: ignore a reason=b for=" "', 'for=" "', "`for` has no value: give it one, or leave it out"),
        (" healthlint: ignore a -- b reason=c", "--", "`--` is neither a rule nor an attribute"),
        (" healthlint: ignore-end xy", "xy", "nothing stands behind ignore-end: it ends the last ignore"),
    ],
)
def test_what_can_not_be_read(inside, at_fault, details):
    directive = read(inside)
    (fault,) = directive.faults
    assert (fault.mistake, fault.details) == ("malformed", details)
    whole = 0, len(inside) + 7
    start = inside.index(at_fault) + 4 if at_fault else 0
    assert (fault.start, fault.end) == ((start, start + len(at_fault)) if at_fault else whole)


@pytest.mark.parametrize("inside", [" healthlint: ignore a by=legal", ' healthlint: ignore a reason=" "'])
def test_a_reason_is_needed(inside):
    directive = read(inside)
    assert [fault.mistake for fault in directive.faults] == ["without-reason"]
