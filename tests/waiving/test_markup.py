"""Suppressions written into reStructuredText and AsciiDoc: always between the outermost blocks, where they part none."""

from __future__ import annotations

import re

import pytest

from waiving.test_waive import waived

_DIRECTIVE = re.compile(r"(?:\.\.|//) healthlint: (\S+) .*|(?:\.\.|//) healthlint: (\S+)")


def sketch(text, label):
    """The new text with each suppression shortened to its keyword in brackets, and no blank lines around these."""
    outcome = waived(text, label)
    assert outcome.refusal == ""
    new = _DIRECTIVE.sub(lambda found: f"<{found[1] or found[2]}>", outcome.data.decode())
    return re.sub(r"\n*(<ignore[a-z-]*>)\n*", r"\1", new)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tea\n===\n\nIt never tires.\n", "Tea\n===<ignore-next-line>It never tires.\n"),
        ("Tea.\nIt never tires.\n\nEnd.\n", "<ignore>Tea.\nIt never tires.<ignore-end>End.\n"),
        ("* Tea.\n\n* It never tires.\n\nEnd.\n", "<ignore>* Tea.\n\n* It never tires.<ignore-end>End.\n"),
        ("Tea\n   It never tires.\n\nEnd\n   x\n", "<ignore>Tea\n   It never tires.\n\nEnd\n   x<ignore-end>"),
        (
            ".. note::\n\n   Tea.\n\n   It never tires.\n",
            "<ignore>.. note::\n\n   Tea.\n\n   It never tires.<ignore-end>",
        ),
        (
            ".. list-table::\n\n   * - It never tires.\n     - Tea.\n\nEnd.\n",
            "<ignore>.. list-table::\n\n   * - It never tires.\n     - Tea.<ignore-end>End.\n",
        ),
        (
            ".. figure:: a.png\n   :alt: Tea\n\n   It never tires.\n\n   Tea.\n",
            "<ignore>.. figure:: a.png\n   :alt: Tea\n\n   It never tires.\n\n   Tea.<ignore-end>",
        ),
        ("It never tires::\n\n   code\n\nEnd.\n", "<ignore-next-line>It never tires::\n\n   code\n\nEnd.\n"),
        (
            "Tea. \nIt never tires::\n\n   code\n\nEnd.\n",
            "<ignore>Tea. \nIt never tires::\n\n   code<ignore-end>End.\n",
        ),
        (
            "End.\n\n.. _tea time:\n\nIt never tires\n==============\n",
            "End.<ignore>.. _tea time:\n\nIt never tires\n==============<ignore-end>",
        ),
        (
            ".. class:: wide\n\n.. _`a: b`:\n\nIt never tires.\n",
            "<ignore>.. class:: wide\n\n.. _`a: b`:\n\nIt never tires.<ignore-end>",
        ),
        (".. _tea: /tea\n\nIt never tires.\n", ".. _tea: /tea<ignore-next-line>It never tires.\n"),
        (
            "=== ===\nA   B\n=== ===\nTea It never tires.\n\nx   y\n=== ===\n\nEnd.\n",
            "<ignore>=== ===\nA   B\n=== ===\nTea It never tires.\n\nx   y\n=== ===<ignore-end>End.\n",
        ),
        ("Tea.\n\n   It never tires.\n", "<ignore>Tea.\n\n   It never tires.<ignore-end>"),
    ],
)
def test_restructuredtext(text, expected):
    assert sketch(text, "page.rst") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("= Tea\n\nIt never tires.\n", "= Tea<ignore-next-line>It never tires.\n"),
        ("= It never tires\n:x: y\n\nTea.\n", "<ignore-next-line>= It never tires\n:x: y\n\nTea.\n"),
        ("* Tea.\n\n* It never tires.\n\nEnd.\n", "<ignore>* Tea.\n\n* It never tires.<ignore-end>End.\n"),
        ("* It never tires.\n\n  literal\n\nEnd.\n", "<ignore-next-line>* It never tires.\n\n  literal\n\nEnd.\n"),
        (
            "[verse]\n____\nTea\n\nIt never tires\n____\n\nEnd.\n",
            "<ignore>[verse]\n____\nTea\n\nIt never tires\n____<ignore-end>End.\n",
        ),
        (
            "|===\n|A |B\n\n|Tea\n|It never tires\n\n|===\n\nEnd.\n",
            "<ignore>|===\n|A |B\n\n|Tea\n|It never tires\n\n|===<ignore-end>End.\n",
        ),
        (
            "====\nTea.\n\n----\ncode\n----\n\nIt never tires.\n====\n",
            "<ignore>====\nTea.\n\n----\ncode\n----\n\nIt never tires.\n====<ignore-end>",
        ),
        ("Tea\n---\n\nIt never tires.\n\nEnd.\n", "Tea\n---<ignore-next-line>It never tires.\n\nEnd.\n"),
        (
            "Green tea\n---------\n\nIt never tires.\n\nEnd.\n",
            "Green tea\n---------<ignore-next-line>It never tires.\n\nEnd.\n",
        ),
        (
            "* Tea\n+\n--\nIt never tires.\n\nTea.\n--\n\nEnd.\n",
            "<ignore>* Tea\n+\n--\nIt never tires.\n\nTea.\n--<ignore-end>End.\n",
        ),
        (".It never tires\n----\na\n\nb\n----\n", "<ignore-next-line>.It never tires\n----\na\n\nb\n----\n"),
    ],
)
def test_asciidoc(text, expected):
    assert sketch(text, "page.adoc") == expected


@pytest.mark.parametrize("label", ["page.rst", "page.adoc"])
@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends(label, line_end):
    outcome = waived(f"\ufeffTea.{line_end}It never tires.{line_end}".encode(), label)
    lines = outcome.data.decode().split(line_end)
    assert [line[:9] for line in lines] == [f"\ufeff{lines[0][1:9]}", "", "Tea.", "It never ", "", lines[5][:9], ""]
    assert "\n" not in outcome.data.decode().replace(line_end, "")


def test_long_pages_take_one_pass():
    text = (
        ".. container::\n\n" + "".join(f"   Paragraph {number}.\n\n" for number in range(4000)) + "   It never tires.\n"
    )
    assert sketch(text, "page.rst") == f"<ignore>{text.rstrip()}<ignore-end>"
