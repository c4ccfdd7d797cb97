from __future__ import annotations

import pytest

from healthlint.document import Document
from healthlint.errors import InputError
from healthlint.readers.decode import decode

TEXT = "Grün 🍵\r\ntea – x"

READABLE = [
    (TEXT.encode(), "utf-8", 0),
    (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8", 3),
    (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le", 2),
    (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be", 2),
    (b"\xff\xfe\x00\x00" + TEXT.encode("utf-32-le"), "utf-32-le", 4),
    (b"\x00\x00\xfe\xff" + TEXT.encode("utf-32-be"), "utf-32-be", 4),
]


@pytest.mark.parametrize(("data", "encoding", "mark_size"), READABLE)
def test_encodings(data: bytes, encoding: str, mark_size: int) -> None:
    assert decode("a.txt", data) == (TEXT, encoding, mark_size)


@pytest.mark.parametrize(("data", "encoding", "mark_size"), READABLE)
def test_byte_offsets_lead_to_the_same_words(data: bytes, encoding: str, mark_size: int) -> None:
    text, encoding, mark_size = decode("a.txt", data)
    document = Document("a.txt", text, encoding, mark_size)
    for start, end in ((0, 4), (5, 6), (8, 11), (12, 15), (len(text), len(text))):
        raw = data[document.byte_offset(start) : document.byte_offset(end)]
        assert raw.decode(encoding) == text[start:end]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_text_without_a_mark(encoding: str) -> None:
    text = "Plain words on a line.\nAnd another.\n"
    assert decode("a.txt", text.encode(encoding)) == (text, encoding, 0)


@pytest.mark.parametrize("data", [b"", b"\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_text(data: bytes) -> None:
    assert decode("a.txt", data)[0] == data.decode("utf-8-sig")


@pytest.mark.parametrize(
    ("data", "message", "line"),
    [
        (b"%PDF-1.7\nx", "is a binary file (a PDF document): only text can be checked", None),
        (b"PK\x03\x04xx", "is a binary file (a ZIP archive or an office document): only text can be checked", None),
        (b"{\\rtf1 x}", "is a binary file (a rich text (RTF) document): only text can be checked", None),
        (b"one\ntwo\r\nth\x00ree", "is a binary file (a NUL byte at offset 11): only text can be checked", 3),
        (b"\x00\x01\x02\x03" * 9, "is a binary file (a NUL byte at offset 0): only text can be checked", 1),
        (
            b"one\rtwo\r\nna\xefve",
            "is not UTF-8: the byte 0xef at offset 11 (line 3) does not fit; save it as UTF-8",
            3,
        ),
        (b"cut \xe2\x80", "is not UTF-8: the byte 0xe2 at offset 4 (line 1) does not fit; save it as UTF-8", 1),
        (b"\xed\xa0\x80", "is not UTF-8: the byte 0xed at offset 0 (line 1) does not fit; save it as UTF-8", 1),
        (b"\xef\xbb\xbfa\xff", "is not UTF-8: the byte 0xff at offset 4 (line 1) does not fit; save it as UTF-8", 1),
        (b"\xff\xfea\x00b", "is not UTF-16-LE: the byte 0x62 at offset 4 does not fit; save it as UTF-8", None),
        (b"\xfe\xff\xd8\x00\x00a", "is not UTF-16-BE: the byte 0xd8 at offset 2 does not fit; save it as UTF-8", None),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, message: str, line: int | None) -> None:
    with pytest.raises(InputError) as caught:
        decode("a.txt", data)
    assert (caught.value.label, caught.value.message, caught.value.line) == ("a.txt", message, line)


DECLARED = [
    (b"<meta charset=windows-1252>na\xefve \x93x\x94", "<meta charset=windows-1252>naïve “x”", "cp1252"),
    (b"<meta http-equiv=x content='text/html; charset=ISO-8859-1'>\xe9", None, "cp1252"),
    (b"<?xml version='1.0' encoding='ISO-8859-2'?>\xb3", "<?xml version='1.0' encoding='ISO-8859-2'?>ł", "iso-8859-2"),
    ("<meta charset=latin1>é".encode(), "<meta charset=latin1>é", "utf-8"),
]


@pytest.mark.parametrize(("data", "text", "encoding"), DECLARED)
def test_a_page_may_declare_its_encoding(data: bytes, text: str | None, encoding: str) -> None:
    decoded, name, mark_size = decode("a.html", data, may_declare=True)
    assert (name, mark_size) == (encoding, 0)
    assert decoded == (text or data.decode("cp1252"))
    assert Document("a.html", decoded, name).byte_offset(len(decoded)) == len(data)


@pytest.mark.parametrize(
    ("data", "may_declare"),
    [
        (b"<meta charset=windows-1252>\xe9", False),
        (b"<meta charset=utf-8>\xe9", True),
        (b"<meta charset=rot13>\xe9", True),
        (b"<meta charset=windows-1252>\x81", True),
        (b"<p>\xe9", True),
    ],
)
def test_nothing_is_guessed(data: bytes, may_declare: bool) -> None:
    with pytest.raises(InputError, match="save it as UTF-8"):
        decode("a.html", data, may_declare) if may_declare else decode("a.html", data)
