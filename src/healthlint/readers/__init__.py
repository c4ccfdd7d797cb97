"""The readers: one for each file format, found by the suffix of the file's name.

A reader is a function `read(document) -> document`. It gets a document that holds the decoded text and nothing else,
and fills it through a `Builder` with regions of prose, marks, comments and front matter, each tied to its place in the
text; it changes neither the text nor the label. What it can't make sense of it keeps as a trouble or raises
InputError: it never drops text in silence. It sees no rule and opens no file. Readers of data (JSON, YAML, CSV) are
told as well which keys hold prose.

A new format is a module with such a function and a line in `READERS` for each suffix.
"""

from __future__ import annotations

import os.path

from healthlint.document import Document
from healthlint.errors import HealthlintError, InputError
from healthlint.readers.decode import decode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_MARKDOWN = ("markdown", "read")
_HTML = ("html", "read")
_PLAIN = ("plain", "read")
_RST = ("rst", "read")
_ASCIIDOC = ("asciidoc", "read")
_JSON = ("json_file", "read")
_JSON_LINES = ("json_file", "read_lines")
_YAML = ("yaml_file", "read")
_CSV = ("csv_file", "read")
_DATA = ("json_file", "yaml_file", "csv_file")
"""The modules whose readers are told which keys hold prose."""

READERS: dict[str, tuple[str, str]] = {
    ".md": _MARKDOWN,
    ".markdown": _MARKDOWN,
    ".mdown": _MARKDOWN,
    ".mkd": _MARKDOWN,
    ".mdx": _MARKDOWN,
    ".html": _HTML,
    ".htm": _HTML,
    ".xhtml": _HTML,
    ".adoc": _ASCIIDOC,
    ".asciidoc": _ASCIIDOC,
    ".rst": _RST,
    ".rest": _RST,
    ".txt": _PLAIN,
    ".text": _PLAIN,
    ".json": _JSON,
    ".jsonc": _JSON,
    ".json5": _JSON,
    ".jsonl": _JSON_LINES,
    ".ndjson": _JSON_LINES,
    ".yaml": _YAML,
    ".yml": _YAML,
    ".csv": _CSV,
    ".tsv": _CSV,
}
"""The module in this room and the function in it that read files with a suffix (lower case, with its full stop)."""


LARGEST = 64_000_000
"""Bytes of a file at most: a text of Latin letters takes about five times its size in memory while it is read."""


def is_known(label: str) -> bool:
    """Whether there is a reader for files with the suffix of `label`, whatever its case."""
    return _suffix(label) in READERS


def read(label: str, data: bytes, keys: Sequence[str] = (), skip_keys: Sequence[str] = ()) -> Document:
    """Read the bytes of the file named `label` with the reader of its suffix, or as plain text where it has none.

    `keys` and `skip_keys` are patterns for the keys of data files whose strings are read, or not, in any case (see
    `data_prose.Keys`). Raises InputError for a binary file, for one that can't be decoded, for one of more than LARGEST
    bytes, and for one at which the reader fails: the other files of the run are checked all the same.
    """
    if len(data) > LARGEST:
        raise InputError(label, f"is larger than {LARGEST // 1_000_000} MB and was not checked: split it")
    module, function = READERS.get(_suffix(label), _PLAIN)
    text, encoding, mark_size = decode(label, data, may_declare=module == "html")
    document = Document(label, text, encoding, mark_size)
    document.notation = module
    reader = _load(module, function)
    told = _keys(keys, skip_keys) if module in _DATA else ()
    try:
        return reader(document, *told)
    except HealthlintError:
        raise
    except Exception as error:
        failed = f"was not checked, its reader failed: {type(error).__name__}: {error}; please report it with the file"
        raise InputError(label, failed) from error


def _keys(keys: Sequence[str], skip_keys: Sequence[str]) -> tuple[object, ...]:
    from healthlint.readers.data_prose import Keys  # only data has keys

    return (Keys(keys, skip_keys),)


def _suffix(label: str) -> str:
    return os.path.splitext(label)[1].lower()


def _load(module: str, function: str) -> Callable[..., Document]:
    """Import a reader when the first file of its format comes: most runs need one of them."""
    reader: Callable[..., Document] = getattr(
        __import__(f"healthlint.readers.{module}", fromlist=(function,)), function
    )
    return reader
