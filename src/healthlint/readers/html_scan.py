"""Cuts HTML source into tags, comments and runs of text, each with its place.

Follows what browsers do, in linear time, and never loses text: what is not markup after all is text. It knows nothing
of what an element means, except which elements hold raw text.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT, OPEN, CLOSE, COMMENT, RAW, OTHER = range(6)
"""Kinds of tokens. RAW is the inside of a script or another element that has no markup inside; OTHER is a doctype, a
processing instruction or a tag that no browser understands."""

# A token is (kind, start, end, name): offsets of the whole token, the lower-case name of a tag, else "".

_RAW = ("script", "style", "iframe", "xmp", "noembed", "noframes")
_RAW_OR_TEXT = frozenset((*_RAW, "textarea", "title"))

_MARKUP = re.compile(r"<(?:(/?)([A-Za-z][^\s/>]*)(>?)|[!?/])")
_VALUE = r"""(?:"[^"]*"|'[^']*'|\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|(?!["'])[^\s>]*)"""
# The lookahead with the back reference keeps the pattern from trying a tag in more than one way.
_REST = re.compile(rf"(?=([^>=]*(?:=\s*{_VALUE}[^>=]*)*))\1>")
_ATTRIBUTE = re.compile(
    r"""([^\s/>="'][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|(\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\})|([^\s>]*)))?"""
)
_COMMENT_START = re.compile(r"<!--(-?>)?")
_COMMENT_END = re.compile(r"--!?>")
_CODE = re.compile(r"<\?(?:(php\b|=)|\s)", re.IGNORECASE)
_EMPTY_CLOSE = re.compile(r"</[ \t]{0,9}[A-Za-z0-9]{0,20}[ \t]{0,9}>")


class Attribute:
    """An attribute: `start` and `end` are the source offsets of its value without the quotes."""

    __slots__ = ("end", "raw", "start")

    def __init__(self, raw: str, start: int, end: int) -> None:
        self.raw = raw
        self.start = start
        self.end = end


def attributes(text: str, start: int, end: int) -> dict[str, Attribute]:
    """The attributes in source[start:end], the part of a tag after its name, by lower-case name; the first wins.

    `raw` is the value as written, with entities; "" where there is none. A braced value (JSX) that is one string
    literal is that string; any other keeps its braces.
    """
    found: dict[str, Attribute] = {}
    for match in _ATTRIBUTE.finditer(text, start, end):
        name = match.group(1).lower()
        if name in found or name[0] == "{":
            continue
        group = match.lastindex or 1
        if group == 1:
            found[name] = Attribute("", match.end(), match.end())
            continue
        value_start, value_end = match.span(group)
        if group == 4:
            value_start, value_end = _literal(text, value_start, value_end)
        elif group == 5 and value_end == end - 1 and text[value_end - 1 : end] == "/>" and value_end > value_start:
            value_end -= 1
        found[name] = Attribute(text[value_start:value_end], value_start, value_end)
    return found


_LITERAL = re.compile(r"""\{\s*(["'`])([^"'`\\$]*)\1\s*\}""")


def _literal(text: str, start: int, end: int) -> tuple[int, int]:
    literal = _LITERAL.fullmatch(text, start, end)
    return literal.span(2) if literal else (start, end)


class Scanner:
    """Scans runs of one source text.

    A comment or a script that starts in a run may end behind it; `position` is where the last token ended, and a later
    run that starts before that goes on from there.
    """

    __slots__ = ("_code_limit", "_comment_limit", "_unclosed", "position", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self._code_limit: int | None = None
        self._comment_limit = -1
        self._unclosed: set[str] = set()

    def scan(self, start: int, end: int) -> Iterator[tuple[int, int, int, str]]:
        """The tokens of source[start:end] in order."""
        text = self.text
        search, rest = _MARKUP.search, _REST.match
        done = at = min(max(start, self.position), end)  # the text before `done` is told
        last = text.rfind(">", at, end)
        broken = False  # a quote ran to the end: from there on any ">" ends a tag
        while at < last:
            match = search(text, at, end)
            if match is None or match.start() > last:
                break
            begin = match.start()
            name = match.group(2)
            if name is None:
                kind, stop = self._declaration(begin, last)
                if stop < 0:
                    at = begin + 1
                    continue
                name = ""
            else:
                kind = CLOSE if match.group(1) else OPEN
                name = name.lower()
                if match.group(3):
                    stop = match.end()
                else:
                    whole = None if broken else rest(text, match.end(), end)
                    broken = whole is None
                    stop = whole.end() if whole else text.find(">", match.end(), end) + 1
            if begin > done:
                yield TEXT, done, begin, ""
            yield kind, begin, stop, name
            done = at = stop
            if kind == OPEN and name in _RAW_OR_TEXT and text[stop - 2] != "/":
                done = at = self._raw_end(name, stop)
                if at > stop:
                    yield (RAW if name in _RAW else TEXT), stop, at, name
        if done < end:
            yield from self._tail(done, end)
        self.position = max(self.position, done, end)

    def _tail(self, start: int, end: int) -> Iterator[tuple[int, int, int, str]]:
        """The text source[start:end] at the end of a run, with a comment in it that ends behind the run."""
        begin = self.text.find("<!--", start, end)
        stop = self._comment_end(begin) if begin >= 0 else -1
        if stop < end:
            yield TEXT, start, end, ""
            return
        if begin > start:
            yield TEXT, start, begin, ""
        yield COMMENT, begin, stop, ""
        self.position = stop

    def single(self, start: int, end: int) -> tuple[int, int, int, str]:
        """The one tag or comment source[start:end]; OTHER where it is neither."""
        match = _MARKUP.match(self.text, start, end)
        if match is None:
            return OTHER, start, end, ""
        name = match.group(2)
        if name is not None:
            return (CLOSE if match.group(1) else OPEN), start, end, name.lower()
        comment = self.text.startswith("<!--", start)
        return (COMMENT if comment else OTHER), start, end, ""

    def comment_body(self, start: int, end: int) -> tuple[int, int]:
        """The inside of the comment source[start:end]."""
        body = start + 4
        for closing in ("--!>", "-->", "->", ">"):
            if self.text.endswith(closing, body, end):
                return body, end - len(closing)
        return min(body, end), end

    def _declaration(self, begin: int, last: int) -> tuple[int, int]:
        """The kind and the end of what starts with "<!", "<?" or "</"; an end of -1 where it is text after all."""
        text = self.text
        if text.startswith("<!--", begin):
            return COMMENT, self._comment_end(begin)
        if text.startswith("<![CDATA[", begin):
            return OTHER, begin + 9  # what stands inside is text
        code = _CODE.match(text, begin)
        if code is not None:
            if self._code_limit is None:
                self._code_limit = text.rfind("?>")
            if begin < self._code_limit:
                return OTHER, text.find("?>", begin) + 2
            if code.group(1):
                return OTHER, len(text)
        if text.startswith("</", begin):
            empty = _EMPTY_CLOSE.match(text, begin)
            return OTHER, empty.end() if empty else -1
        return OTHER, text.find(">", begin, last + 1) + 1

    def _comment_end(self, begin: int) -> int:
        """Where the comment that starts at `begin` ends, -1 where it never does."""
        text = self.text
        opening = _COMMENT_START.match(text, begin)
        if opening is not None and opening.group(1):
            return opening.end()
        if self._comment_limit < 0:
            self._comment_limit = max(text.rfind("-->"), text.rfind("--!>"), 0)
        if begin + 4 > self._comment_limit:
            return -1
        closing = _COMMENT_END.search(text, begin + 4)
        return closing.end() if closing else -1

    def _raw_end(self, name: str, start: int) -> int:
        """Where the inside of a raw text element that starts at `start` ends; `start` where nothing closes it."""
        if name in self._unclosed:
            return start
        closing = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(self.text, start)
        if closing is None:
            self._unclosed.add(name)
            return start
        return closing.start()
