"""Which strings of a data file are prose, by their keys, by what they hold, and by configuration.

Knows no notation. In doubt a string is read: what is no prose makes no claims.
"""

from __future__ import annotations

import re
from functools import lru_cache

from healthlint.globs import starred
from healthlint.readers.keys import key_scope

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_READ_BY_VALUE = frozenset(
    ("name", "label", "source", "event", "menu", "version", "topics", "series", "video", "image")
)
"""Keys that hold no prose in front matter, and both in data."""

_MARKUP = ("html", "markdown", "richtext", "bodyhtml")
"""Keys that hold prose in data, and none in front matter."""

_TECHNICAL = re.compile(
    r"(?:[a-z0-9]_?|\b_?)(?:(?:Url|URL|Uri|URI|Href|Src|Id|ID|Uuid|Class|ClassName|Color|Icon|Slug|Sku|Email|Css|Regex|Token|Hash)"
    r"|[_-](?:url|uri|href|src|id|uuid|class|color|icon|slug|sku|email|css|regex|token|hash))\Z"
    r"|\A(?:className|classname|handle|regex|pattern|selector|hash|sha\d*|token|uuid|guid|isbn|gtin|mpn|ean|upc|query|sql"
    r"|\$\w+|@(?:id|type|context)|__typename|_id|_type|_key|nodeType|mimeType|charset|viewport|command|cmd)\Z"
)
"""Keys that end in a word for something technical."""

_INNER = re.compile(r"rendered|[a-z]{2}[-_](?:[A-Z]{2}|[A-Z][a-z]{3})|da|de|en|es|fi|fr|it|ja|ko|nb|nl|pl|pt|sv|zh")
"""Keys that say nothing of what they hold, the key around them does: languages, and the field of WordPress."""

_NO_WORDS = re.compile(r"\s*(?:[a-zA-Z][\w+.-]*:(?://)?\S+|[\w.~-]*[/\\#?&=@|]\S*|[\w-]+\.\w+|[^\W\d]*\d\S*)\s*\Z")
"""One run of signs that is an address, a path, a file, a code."""

_WORD = r"(?<![\w/.@#=\\:-])[^\W\d_]{2,}(?:['\u2019-][^\W\d_]+){0,9}(?![\w/@#=\\-]|[.:]\w)"
_FIRST_WORD = re.compile(_WORD)
_NEXT_WORD = re.compile(rf"[\s;>][^\s\w]{{0,4}}{_WORD}")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]{4}")
"""A run of signs of a script without spaces."""

_CODE = re.compile(
    r"\s*(?:"
    r"[.#]?[\w-]+\s*\{(?:\s*[\w-]+\s*:[^{}]*(?:;|\}\s*(?:\Z|[.#@\w][^{}]*\{))|\s*(?:[.#@}]|\Z)|[ \t]*[\r\n])"
    r"|[a-z-]+:\s*[\w#%.(),-]+(?:\s[\w#%.(),-]+){0,3};\s*(?:[a-z-]+\s*:|\Z)"
    r"|(?:const|let|var)\s+\w+\s*=|import\s.{0,200}\bfrom\s+['\"]|(?:async\s+)?function\b\s*\w*\(|\([\w\s,]*\)\s*=>"
    r"|#!|<\?(?:php|=)"
    r"|(?:SELECT\s(?s:.{0,2000})\sFROM|INSERT INTO|UPDATE\s+\S+\s+SET|DELETE FROM|CREATE TABLE)\s"
    r")"
)
"""How style sheets, scripts and queries begin."""


class Keys:
    """What the configuration says of keys: patterns for those that are read, whatever they hold, and for those that are
    not.

    A pattern is keys and numbers of list items joined by dots. `*` is any one of them, `**` any number. It may stand
    anywhere in the path of a value, with a dot at its start only at the beginning. A pattern that is read must lead to
    the value itself or the list that holds it; one that is skipped holds for all below as well.
    """

    __slots__ = ("_read", "_skipped")

    def __init__(self, read: Sequence[str] = (), skipped: Sequence[str] = ()) -> None:
        self._read = [_compiled(pattern, r"(?:\.[0-9]+)*\Z") for pattern in read]
        self._skipped = [_compiled(pattern, r"(?:\.|\Z)") for pattern in skipped]

    def __bool__(self) -> bool:
        return bool(self._read or self._skipped)

    def decide(self, path: str) -> bool | None:
        """Whether the string at a path is read; None where nothing is said."""
        if any(pattern.search(path) for pattern in self._read):
            return True
        return False if any(pattern.search(path) for pattern in self._skipped) else None


def _compiled(pattern: str, end: str) -> re.Pattern[str]:
    """The expression of a pattern. What stands between two `**` is taken where it comes first, and nowhere else: no
    path can make the expression try all ways to share it out.
    """
    runs: list[list[str]] = [[]]
    for part in pattern.removeprefix(".").split("."):
        if part == "**":
            runs.append([])
        else:
            runs[-1].append(starred([re.escape(piece) for piece in part.split("*")], r"[^.]"))
    first, *others = (r"\.".join(run) for run in runs)
    out = r"\A" if pattern.startswith(".") else r"(?:\A|(?<=\.))"
    out += rf"{first}\." if others and runs[0] else first
    for run, keys in zip(runs[1:-1], others, strict=False):
        between = rf"\.{keys}\." if run else r"\."
        out += f"(?:(?!{between}).)*{between}"
    if others:
        out += rf".*\.{others[-1]}" if runs[-1] else ".*"
    return re.compile(out + end, re.DOTALL)


def is_inner(key: str) -> bool:
    """Whether not this key but the one around it says what a string is (`title: {en-US: …}`)."""
    return _INNER.fullmatch(key) is not None


def data_scope(path: str, key: str, value: str, keys: Keys) -> str:
    """The scope of the string `value` at the dotted `path`, "" if it is no prose.

    `key` is the last part of the path that is neither the number of a list item nor an inner key.
    """
    decision = keys.decide(path) if keys else None
    if decision is False or not value:
        return ""
    scope = _scope_of_key(path, key)
    if decision:
        return scope or "field"
    if scope == "":
        return ""
    if scope is None:
        return "field" if _has_words(value) and not _CODE.match(value) else ""
    return "" if _NO_WORDS.match(value) else scope


def _has_words(value: str) -> bool:
    first = _FIRST_WORD.search(value)
    if first is not None and _NEXT_WORD.search(value, first.end()):
        return True
    return not value.isascii() and _UNSPACED.search(value) is not None


def _scope_of_key(path: str, key: str) -> str | None:
    around, _, last = path.rpartition(".")
    if around and is_inner(last):
        path = around
    name = key.lower().replace("-", "").replace("_", "")
    if name in _MARKUP:
        return "field"
    if _is_technical(key):
        return ""
    scope = key_scope(path)
    return None if scope == "" and name in _READ_BY_VALUE else scope


@lru_cache(maxsize=500)
def _is_technical(key: str) -> bool:
    return _TECHNICAL.search(key) is not None
