from __future__ import annotations

import pytest

from healthlint import readers
from healthlint.document import SCOPES, Document
from healthlint.errors import InputError

SAMPLES = {
    "markdown": ("# Leaf\n\nIt is *green*.\n", [("heading", "Leaf"), ("paragraph", "It is green.")]),
    "html": ("<h1>Leaf</h1><p>It is <i>green</i>.</p>", [("heading", "Leaf"), ("paragraph", "It is green.")]),
    "rst": ("Leaf\n====\n\nIt is *green*.\n", [("heading", "Leaf"), ("paragraph", "It is green.")]),
    "asciidoc": ("== Leaf\n\nIt is *green*.\n", [("heading", "Leaf"), ("paragraph", "It is green.")]),
    "plain": ("It is *green*.\n", [("paragraph", "It is *green*.")]),
    "json_file": (
        '{"heading": "Leaf", "body": "It is <i>green</i>."}',
        [("field", "Leaf"), ("paragraph", "It is green.")],
    ),
    "yaml_file": ("heading: Leaf\nbody: It is <i>green</i>.\n", [("field", "Leaf"), ("paragraph", "It is green.")]),
    "csv_file": ("body\nIt is <i>green</i>.\n", [("table-cell", "It is green.")]),
}


@pytest.mark.parametrize("suffix", sorted(readers.READERS))
def test_every_suffix_has_a_reader_that_works(suffix: str) -> None:
    text, expected = SAMPLES[readers.READERS[suffix][0]]
    for label in (f"dir.d/page{suffix}", f"PAGE{suffix.upper()}"):
        assert readers.is_known(label)
        document = readers.read(label, text.encode())
        assert (document.label, document.text) == (label, text)
        assert [(r.scope, document.prose[r.start : r.end].strip()) for r in document.regions] == expected
        assert all(region.scope in SCOPES for region in document.regions)


@pytest.mark.parametrize("label", ["page", "page.tex", "key.asc", ".md", "page.md.bak", "a.html/b", ""])
def test_other_names_are_not_known_but_read_as_plain_text(label: str) -> None:
    assert not readers.is_known(label)
    assert readers.read(label, b"It is <b>green</b>.").prose == "It is <b>green</b>."


def test_the_encoding_reaches_the_document() -> None:
    document = readers.read("a.txt", b"\xff\xfe" + "grün".encode("utf-16-le"))
    assert (document.text, document.encoding, document.mark_size) == ("grün", "utf-16-le", 2)
    assert document.byte_offset(3) == 8


def test_only_pages_declare_their_encoding() -> None:
    data = b"<meta charset=windows-1252><p>gr\xfcn"
    assert readers.read("a.htm", data).prose == "grün"
    with pytest.raises(InputError, match="is not UTF-8"):
        readers.read("a.txt", data)


def test_a_reader_that_fails_is_told_with_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(document: Document) -> Document:
        raise KeyError("leaf")

    monkeypatch.setattr("healthlint.readers.plain.read", failing)
    with pytest.raises(InputError) as told:
        readers.read("a.txt", b"It is green.")
    assert told.value.label == "a.txt"
    assert "its reader failed: KeyError: 'leaf'; please report it with the file" in str(told.value)


def test_what_a_reader_can_not_read_is_told_in_its_own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(document: Document) -> Document:
        raise InputError(document.label, "holds no prose", 3)

    monkeypatch.setattr("healthlint.readers.plain.read", refusing)
    with pytest.raises(InputError, match=r"^holds no prose$") as told:
        readers.read("a.txt", b"It is green.")
    assert told.value.line == 3
