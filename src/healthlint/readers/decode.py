"""Turns the bytes of a file into text, or says why it is none.

It never guesses: UTF-8, what a byte order mark says, UTF-16 that can be nothing else, or what an HTML page declares.
"""

from __future__ import annotations

from healthlint.errors import InputError

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_BINARY = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich text (RTF) document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
)
_DECLARED = (
    rb"""<\?xml\b[^>]{0,200}\bencoding\s{0,9}=\s{0,9}["']([\w:.-]{1,40})""",
    rb"""<meta\b[^>]{0,200}\bcharset\s{0,9}=\s{0,9}["']?\s{0,9}([\w:.-]{1,40})""",
)
_LATIN = ("iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1", "ascii", "us-ascii", "cp1252", "windows-1252")
_KNOWN = (
    r"(?:windows-|cp)125[0-8]|iso-8859-(?:[2-9]|1[0-6])|koi8-[ru]|macintosh|gb2312|gbk|gb18030|big5|euc-jp|euc-kr"
    r"|shift[_-]jis"
)
_PROBE = 4096


def decode(label: str, data: bytes, may_declare: bool = False) -> tuple[str, str, int]:
    """The text of `data`, the name of its encoding and the size in bytes of its byte order mark.

    `label` names the file in errors; `may_declare` says that a declaration of the encoding inside the text counts
    where the bytes are not UTF-8. Raises InputError for a binary file and for bytes that do not fit the encoding.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(label, data, encoding, len(mark)), encoding, len(mark)
    for magic, kind in _BINARY:
        if data.startswith(magic):
            raise InputError(label, f"is a binary file ({kind}): only text can be checked")
    null = data.find(b"\0")
    if null >= 0:
        encoding = _wide_encoding(data)
        if not encoding:
            message = f"is a binary file (a NUL byte at offset {null}): only text can be checked"
            raise InputError(label, message, _line(data, null))
        return _strictly(label, data, encoding, 0), encoding, 0
    try:
        return data.decode(), "utf-8", 0
    except UnicodeDecodeError:
        encoding = (_declared(data) if may_declare else "") or "utf-8"
    return _strictly(label, data, encoding, 0), encoding, 0


def _strictly(label: str, data: bytes, encoding: str, mark_size: int) -> str:
    try:
        return data[mark_size:].decode(encoding)
    except UnicodeDecodeError as error:
        offset = error.start + mark_size
        line = _line(data, offset) if "-16" not in encoding and "-32" not in encoding else None
        place = f"offset {offset}" + (f" (line {line})" if line else "")
        message = f"is not {encoding.upper()}: the byte 0x{data[offset]:02x} at {place} does not fit; save it as UTF-8"
        raise InputError(label, message, line) from None


def _line(data: bytes, offset: int) -> int:
    """The 1-based line of a byte offset."""
    return 1 + data.count(b"\n", 0, offset) + data.count(b"\r", 0, offset) - data.count(b"\r\n", 0, offset)


def _wide_encoding(data: bytes) -> str:
    """UTF-16 without a mark, where most of the text is Latin: every other byte is NUL and none of those between."""
    probe = data[:_PROBE]
    even, odd = probe[::2].count(0), probe[1::2].count(0)
    if len(data) % 2 or max(even, odd) * 10 < len(probe) // 2 * 7 or min(even, odd):
        return ""
    return "utf-16-le" if odd else "utf-16-be"


def _declared(data: bytes) -> str:
    """The encoding that an HTML or XML text declares for itself, "" where it declares none that is known."""
    # Imported only for files that are not UTF-8.
    import re

    probe = data[:_PROBE]
    match = re.match(_DECLARED[0], probe) or re.search(_DECLARED[1], probe, re.IGNORECASE)
    if match is None:
        return ""
    name = match.group(1).decode("ascii", "replace").lower()
    if name in _LATIN:
        return "cp1252"
    return name if re.fullmatch(_KNOWN, name) else ""
