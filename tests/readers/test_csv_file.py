"""Tables of separated values: which cells are read, that each word maps to its place in the source, what is told."""

from __future__ import annotations

import pytest

from healthlint import readers
from healthlint.document import Document


def read(source: str, label: str = "page.csv", keys: tuple[str, ...] = (), skip: tuple[str, ...] = ()) -> Document:
    document = readers.read(label, source.encode(), keys, skip)
    assert document.text == source
    return document


def cells(document: Document) -> list[tuple[str, str]]:
    """Of each region its prose and its source."""
    found = []
    for region in document.regions:
        assert region.containers[0] == "table"
        start, end = document.span(region.start, region.end)
        found.append((document.prose[region.start : region.end], document.text[start:end]))
    return found


CELLS = [
    ("plain", "name,tip\nTea,Warm cup\n", [("Warm cup", "Warm cup")]),
    ("no line end at the end", "name,tip\nTea,Warm cup", [("Warm cup", "Warm cup")]),
    ("quoted", 'tip,x\n"Warm, hot cup",1\n', [("Warm, hot cup", "Warm, hot cup")]),
    ("doubled quotes", 'tip,x\n"Warm ""hot"" cup",1\n', [('Warm "hot" cup', 'Warm ""hot"" cup')]),
    ("line end in a cell", 'tip,x\n"Warm\nhot cup",1\n', [("Warm hot cup", "Warm\nhot cup")]),
    ("paragraphs in a cell", 'tip,x\n"Warm cup\n\nHot cup",1\n', [("Warm cup", "Warm cup"), ("Hot cup", "Hot cup")]),
    ("quote inside", 'tip,x\nThe 5" cup,1\n', [('The 5" cup', 'The 5" cup')]),
    ("space around quotes", 'x,tip\n1, "Warm cup" \n', [("Warm cup", "Warm cup")]),
    ("HTML", "tip|x\n<b>Warm</b> &amp; hot|1\n", [("Warm & hot", "Warm</b> &amp; hot")]),
    ("Markdown", "tip|x\nIt **warms** you|1\n", [("It warms you", "It **warms** you")]),
    ("one word of a known key", "title,slug\nTea,a cup\n", [("Tea", "Tea")]),
    ("never", "slug,Image URL,image_url,tags\na cup,hot cup,warm cup,my cup\n", [("Image URL", "Image URL")]),
    ("semicolons", "a;tip\n1,5;Warm, hot cup\n2,5;Cold, old cup\n", [("Warm, hot cup",) * 2, ("Cold, old cup",) * 2]),
    ("tabs", "a\ttip\n1,5\tWarm, hot cup\n", [("Warm, hot cup", "Warm, hot cup")]),
    ("said", "sep=|\na,b|tip\n1|Warm cup\n", [("Warm cup", "Warm cup")]),
    ("names that are words", "warm cup,cold cup\n", [("warm cup", "warm cup"), ("cold cup", "cold cup")]),
    ("no names", "1,Warm cup.\n2,Cold cup.\n", [("Warm cup.", "Warm cup."), ("Cold cup.", "Cold cup.")]),
    ("one column", "text\nWarm cup\nCold cup\n", [("Warm cup", "Warm cup"), ("Cold cup", "Cold cup")]),
    ("too many cells", "title\nTea,Warm cup\n", [("Tea", "Tea"), ("Warm cup", "Warm cup")]),
    ("empty cells and rows", "a,tip\n\n,,\n,Warm cup\n", [("Warm cup", "Warm cup")]),
    ("separator at the end", "a,tip\n1,Warm cup,", [("Warm cup", "Warm cup")]),
    ("emoji before", "🍵,tip\n🍵🍵,Warm 🍵 tea cup\n", [("Warm 🍵 tea cup", "Warm 🍵 tea cup")]),
    ("only names", "a,b\n", []),
    ("nothing", "", []),
]  # fmt: skip


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize(("source", "expected"), [case[1:] for case in CELLS], ids=[case[0] for case in CELLS])
def test_cells_and_their_places(source: str, expected: list[tuple[str, str]], line_end: str) -> None:
    document = read(source.replace("\n", line_end))
    assert cells(document) == [(prose, written.replace("\n", line_end)) for prose, written in expected]
    assert {region.scope for region in document.regions} <= {"table-cell"}
    assert document.troubles == []


def test_a_tsv_is_separated_by_tabs() -> None:
    assert cells(read("a\ttip\n1,2\tWarm, hot, old cup\n", "a.TSV")) == [("Warm, hot, old cup", "Warm, hot, old cup")]


def test_a_byte_order_mark_is_no_part_of_a_name() -> None:
    document = readers.read("a.csv", "\ufefftitle,x\nTé,1\n".encode())
    (region,) = document.regions
    start, end = document.span(region.start, region.end)
    assert (document.text[start:end], document.byte_offset(start)) == ("Té", 11)


def test_the_name_of_a_row_is_the_heading_of_its_cells() -> None:
    document = read("text,Product Name,tip\nHot cup,Green tea,Warm cup\n,Black tea,Cold cup\n")
    assert [(document.prose[r.start : r.end], r.heading) for r in document.regions] == [
        ("Product Name", -1), ("Hot cup", -1), ("Green tea", -1), ("Warm cup", 2), ("Black tea", -1), ("Cold cup", 4),
    ]  # fmt: skip


def test_a_price_tells_that_something_is_sold() -> None:
    assert read("tip,Price\nWarm cup,3.50\n").meta == {"page.price": True}
    assert read("tip,Price\nWarm cup,\n").meta == {}


BROKEN = [
    ("open quote", 'a,tip\n1,Warm cup\n2,"Cold cup\n3,x\n', "this quote is never closed", 3),
    ("words behind the quote", 'a,tip\n1,Warm cup\n2,"Cold" cup\n', "a quoted cell goes on behind its closing quote", 3),
]  # fmt: skip


@pytest.mark.parametrize(("source", "message", "line"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_a_broken_table_is_told_and_what_stands_before_read(source: str, message: str, line: int) -> None:
    document = read(source)
    (trouble,) = document.troubles
    assert trouble.message.startswith(f"not valid CSV: {message}: what follows was not read")
    assert document.lines.position(trouble.offset)[0] == line
    assert cells(document) == [("Warm cup", "Warm cup")]


@pytest.mark.parametrize(
    ("keys", "skip", "expected"),
    [
        (("slug",), (), ["a cup", "Warm cup"]),
        ((), ("tip",), []),
        (("slug",), ("*",), ["a cup"]),
        (("Long_text",), (), ["Warm cup", "One"]),
    ],
)
def test_columns_by_configuration(keys: tuple[str, ...], skip: tuple[str, ...], expected: list[str]) -> None:
    document = read("slug,tip,Long text\na cup,Warm cup,One\n", keys=keys, skip=skip)
    assert [prose for prose, _ in cells(document) if prose != "Long text"] == expected
