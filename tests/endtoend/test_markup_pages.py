"""Claims in reStructuredText and AsciiDoc, from the bytes of a file to the places in a report."""

from __future__ import annotations

import pytest

from endtoend.command import Command, claims

RST = """\
Tée 🌿
======

.. note::

   Kratom really **cures
   chronic** anxiety in `many people <https://example.org/a>`_.

Its code is ``Kratom cures anxiety``::

   Kratom cures anxiety.

.. Kratom cures anxiety.

.. code-block:: text

   Kratom cures anxiety.
"""
ADOC = """\
= Tée 🌿
:product: Kratom

.Cups
|===
|one |Kratom really *cures
chronic* anxiety in https://example.org/a[many people].
|===

Its code is `Kratom cures anxiety`.

// Kratom cures anxiety.

----
Kratom cures anxiety.
----

 Kratom cures anxiety.
"""


def written(page: str, line_end: str, mark: bytes) -> bytes:
    return mark + page.replace("\n", line_end).encode()


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["", "mark"])
@pytest.mark.parametrize(
    ("name", "page", "line", "column", "end_column"),
    [("page.rst", RST, 6, 20, 21), ("page.adoc", ADOC, 6, 22, 17)],
)
def test_a_claim_over_a_wrap_is_found_at_its_place_and_code_is_no_claim(
    healthlint: Command, name: str, page: str, line: int, column: int, end_column: int, mark: bytes, line_end: str
) -> None:
    data = written(page, line_end, mark)
    healthlint.write(name, data)
    report = healthlint.json(name)
    assert report["files"][0]["problems"] == []
    (finding,) = claims(report)
    words = "cures\n   chronic** anxiety" if name == "page.rst" else "cures\nchronic* anxiety"
    assert finding["match"] == words.replace("\n", line_end)
    place = (finding["line"], finding["column"], finding["end_line"], finding["end_column"])
    assert place == (line, column, line + 1, end_column)
    source = data.removeprefix(mark).decode()
    assert source[finding["start"] : finding["end"]] == finding["match"]
    assert data[finding["byte_start"] : finding["byte_end"]].decode() == finding["match"]
    assert finding["scope"] == ("paragraph" if name == "page.rst" else "table-cell")


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("page.rst", ":healthlint-contxt: editorial\n\nTea.\n"),
        ("page.adoc", "= Tea\n:healthlint-contxt: editorial\n\nTea.\n"),
    ],
)
def test_a_slip_in_what_a_page_says_of_itself_is_told(healthlint: Command, name: str, page: str) -> None:
    healthlint.write(name, page)
    ended = healthlint("check", name)
    assert ended.code == 3
    assert "`healthlint: contxt` of the front matter is unknown: known are context, topic," in ended.out + ended.err


@pytest.mark.parametrize(("name", "page", "sign"), [("page.rst", RST, ".."), ("page.adoc", ADOC, "//")])
def test_a_comment_holds_a_finding_back(healthlint: Command, name: str, page: str, sign: str) -> None:
    comment = f'{sign} healthlint: ignore-next-line treats-disease reason="the words of a patient"\n\n'
    healthlint.write(name, page + "\nTea.\n\n" + comment + "Kratom cures *pain*.\n")
    report = healthlint.json(name)
    assert len(claims(report)) == 1
    (suppressed,) = report["files"][0]["suppressed"]
    assert (suppressed["match"], suppressed["suppressed_by"]["reason"]) == ("cures *pain", "the words of a patient")
    assert [f for f in report["files"][0]["findings"] if f["kind"] == "directive"] == []


def test_what_an_open_block_hides_is_told(healthlint: Command) -> None:
    healthlint.write("page.adoc", "Tea.\n\n----\nKratom cures anxiety.\n")
    ended = healthlint("check", "page.adoc")
    assert ended.code == 3
    assert "page.adoc:3" in ended.out + ended.err
    assert "---- is never closed: what follows was not read" in ended.out + ended.err


def test_armoured_keys_are_no_pages(healthlint: Command) -> None:
    healthlint.write("in/key.asc", "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nKratom cures anxiety.\n")
    healthlint.write("in/page.adoc", "Tea.\n")
    assert [file["path"] for file in healthlint.json("in")["files"]] == ["in/page.adoc"]
