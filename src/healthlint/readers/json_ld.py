"""Reads structured data (JSON-LD) in a page: what it says to people becomes regions of scope "data".

A scanner of its own keeps the place of every code point through escapes, without recursion. It knows JSON and the names
of schema.org, not HTML.
"""

from __future__ import annotations

import re

from healthlint.readers.html_text import OBJECT, write_plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.readers.builder import Builder

_PROSE = {
    "abstract",
    "alternativeheadline",
    "articlebody",
    "award",
    "caption",
    "description",
    "disambiguatingdescription",
}
_PROSE |= {"headline", "negativenotes", "positivenotes", "reviewbody", "slogan", "text"}
_NAMED = {"question", "review", "howto", "howtostep", "howtosection", "product", "dietarysupplement", "drug", "service"}
_NAMED |= {"article", "newsarticle", "blogposting", "webpage", "medicalwebpage", "videoobject", "imageobject", "offer"}
_MAX_TYPES = 500
_PRICES = ("price", "lowprice", "highprice")

_TOKEN = re.compile(
    r'[ \t\r\n\ufeff]*(?:("[^"\\]*(?:\\.[^"\\]*)*")|([{}\[\],:])'
    rf"|(-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null|{OBJECT}+)|(\Z))",
    re.DOTALL,
)
_WRAPPING = re.compile(r"\s*(?:(?:/\*\s*|//\s*)?<!\[CDATA\[(?:\s*\*/)?|<!--)")
_WRAPPING_END = re.compile(r"\s*(?:(?:/\*\s*|//\s*)?\]\]>(?:\s*\*/)?|(?://\s*)?-->)")
_ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.", re.DOTALL)
_SHORT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


_VALUE, _KEY, _COLON, _AFTER = range(4)
_EXPECTED = (
    "a value is expected here",
    "a name in quotes is expected here",
    "a colon is expected here",
    "a comma or a closing bracket is expected here",
)


class _Frame:
    """An open object or array. `state` is what has to come, `key` the name of the value (in an array, of the array)."""

    __slots__ = ("is_object", "key", "name", "named", "state")

    def __init__(self, is_object: bool, key: str) -> None:
        self.is_object = is_object
        self.key = key
        self.state = _KEY if is_object else _VALUE
        self.name: tuple[int, int] | None = None
        self.named = False


def read_json_ld(builder: Builder, text: str, start: int, end: int) -> None:
    """Read the script source[start:end]; `text` is the source with template tags overwritten.

    Keeps the types of things as `page.schema` and that there is a price as `page.price`; what is broken is a trouble,
    and what stands before it is read all the same.
    """
    scan = _Scan(text, start, end)
    problem = scan.run()
    for begin, stop in sorted(scan.found):
        builder.open("data")
        _write_string(builder, text, begin, stop)
        builder.close()
    keep_types(builder, scan.types)
    if scan.has_price:
        builder.document.meta["page.price"] = True
    if problem and text[start:end] == builder.document.text[start:end]:
        builder.trouble(f"the structured data is broken: {problem}", scan.position)


def keep_types(builder: Builder, types: list[str]) -> None:
    """Add types of things to `page.schema`, each once."""
    if types:
        known = builder.document.meta.get("page.schema")
        before = known if isinstance(known, list) else []
        if len(before) < _MAX_TYPES:
            builder.document.meta["page.schema"] = list(dict.fromkeys((*before, *types)))


class _Scan:
    """Walks one JSON text. `found` are the insides of the strings to read, `position` is where it is."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.end = end
        wrapping = _WRAPPING.match(text, start, end)
        self.position = wrapping.end() if wrapping else start
        self.frames = [_Frame(False, "")]
        self.found: list[tuple[int, int]] = []
        self.types: list[str] = []
        self.has_price = False

    def run(self) -> str:
        """Read to the end. Returns what is wrong at `position`, "" where nothing is."""
        while True:
            token = _TOKEN.match(self.text, self.position, self.end)
            if token is None:
                wrapped = len(self.frames) == 1 and _WRAPPING_END.match(self.text, self.position, self.end)
                return "" if wrapped else _EXPECTED[self.frames[-1].state]
            if token.lastindex == 4:
                return "" if len(self.frames) == 1 else "it ends before its brackets are closed"
            problem = self._sign(token.group(2)) if token.lastindex == 2 else self._scalar(token)
            if problem:
                return problem
            self.position = token.end()

    def _sign(self, sign: str) -> str:
        frame = self.frames[-1]
        if sign in "{[":
            if frame.state != _VALUE:
                return _EXPECTED[frame.state]
            frame.state = _AFTER
            self.frames.append(_Frame(sign == "{", frame.key))
        elif sign in "}]":
            if len(self.frames) == 1 or frame.is_object != (sign == "}"):
                return f"this {sign} closes nothing"
            if frame.is_object and frame.state in (_COLON, _VALUE):
                return _EXPECTED[frame.state]
            self.frames.pop()
            if frame.named and frame.name:
                self.found.append(frame.name)
        elif frame.state != (_AFTER if sign == "," else _COLON) or len(self.frames) == 1:
            return _EXPECTED[frame.state]
        else:
            frame.state = _KEY if sign == "," and frame.is_object else _VALUE
        return ""

    def _scalar(self, token: re.Match[str]) -> str:
        frame = self.frames[-1]
        start, end = token.start(1) + 1, token.end(1) - 1
        if frame.state == _KEY and token.lastindex == 1:
            frame.key = self.text[start:end].lower()
            frame.state = _COLON
            return ""
        if frame.state != _VALUE:
            return _EXPECTED[frame.state]
        frame.state = _AFTER
        if token.lastindex == 1:
            self._string(frame, start, end)
        elif frame.key in _PRICES and token.group(3) not in ("null", "false"):
            self.has_price = True
        return ""

    def _string(self, frame: _Frame, start: int, end: int) -> None:
        if frame.key in _PROSE:
            self.found.append((start, end))
        elif frame.key == "@type":
            kind = self.text[start:end].rpartition("/")[2]
            self.types.append(kind)
            owner = frame if frame.is_object else self.frames[-2]
            owner.named |= kind.lower() in _NAMED
        elif frame.key == "name" and frame.is_object:
            frame.name = (start, end)
        elif frame.key in _PRICES and start < end:
            self.has_price = True


def _write_string(builder: Builder, text: str, start: int, end: int) -> None:
    done = start
    for match in _ESCAPE.finditer(text, start, end):
        write_plain(builder, done, match.start(), text)
        builder.write(_unescaped(match.group()), *match.span())
        done = match.end()
    write_plain(builder, done, end, text)


def _unescaped(escape: str) -> str:
    if len(escape) == 2:
        return _SHORT.get(escape[1], escape[1])
    number = int(escape[2:6], 16)
    if len(escape) == 12:
        return chr(0x10000 + ((number - 0xD800) << 10) + int(escape[8:], 16) - 0xDC00)
    return "\ufffd" if 0xD800 <= number <= 0xDFFF else chr(number)
