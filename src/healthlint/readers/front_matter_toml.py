"""Reads TOML with the place of every value. Knows nothing of what the values mean.

An own reader, because no reader of the standard library tells places (and Python 3.10 has none at all).
"""

from __future__ import annotations

import re

from healthlint.readers.values import MAX_DEPTH, BrokenError, Scalar, unescaped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.readers.values import Node, Plain

_SPACE = re.compile(r"[ \t]*")
_LINES = re.compile(r"(?:[ \t\r\n]+|#[^\r\n]*)*")
_LINE_END = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?:\r\n?|\n|\Z)")
_KEY = re.compile(r"""[ \t]*(?:([A-Za-z0-9_-]+)|"((?:[^"\\\r\n]|\\[^\r\n])*)"|'([^'\r\n]*)')[ \t]*""")
_STRING = re.compile(
    r'"""(?:\r\n?|\n)?((?:[^"\\]|\\[\s\S]|"{1,2}(?!"))*"{0,2})"""|"((?:[^"\\\r\n]|\\[^\r\n])*)"'
    r"|'''(?:\r\n?|\n)?((?:[^']|'{1,2}(?!'))*'{0,2})'''|'([^'\r\n]*)'"
)
_PLAIN = re.compile(r"[A-Za-z0-9_.:+-]+(?: [0-9]{2}:[0-9.:+-]+Z?)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[Tt ][0-9:.]+(?:[Zz]|[+-][0-9:]+)?)?|[0-9]{2}:[0-9]{2}[0-9:.]*")
_FLOAT = re.compile(r"[+-]?[0-9_]+(?:\.[0-9_]+)?(?:[eE][+-]?[0-9_]+)?|[+-]?(?:inf|nan)")


def parse_toml(text: str, start: int, end: int) -> dict[str, Node]:
    """The document source[start:end]. Raises BrokenError."""
    return _Reading(text, end).document(start)


class _Reading:
    def __init__(self, text: str, end: int) -> None:
        self.text = text
        self.end = end

    def document(self, at: int) -> dict[str, Node]:
        root: dict[str, Node] = {}
        table = root
        while True:
            at = self.skip(_LINES, at)
            if at >= self.end:
                return root
            if self.text[at] == "[":
                table, at = self.header(root, at)
            else:
                at = self.pair(table, at, 0)
            line_end = _LINE_END.match(self.text, at, self.end)
            if line_end is None:
                raise BrokenError("not valid TOML: the line goes on behind the value", at)
            at = line_end.end()

    def skip(self, pattern: re.Pattern[str], at: int) -> int:
        match = pattern.match(self.text, at, self.end)
        return match.end() if match else at

    def header(self, root: dict[str, Node], at: int) -> tuple[dict[str, Node], int]:
        double = self.text.startswith("[[", at)
        path, end = self.path(at + 1 + double)
        closing = "]]" if double else "]"
        if not self.text.startswith(closing, end):
            raise BrokenError(f'not valid TOML: "{closing}" is missing', end)
        parent = self.inside(root, path[:-1], at)
        if double:
            tables = parent.setdefault(path[-1], [])
            if not isinstance(tables, list):
                raise BrokenError(f'not valid TOML: "{path[-1]}" is there already', at)
            tables.append({})
        return self.inside(parent, path[-1:], at), end + len(closing)

    def inside(self, table: dict[str, Node], path: list[str], at: int) -> dict[str, Node]:
        for key in path:
            node = table.setdefault(key, {})
            if isinstance(node, list) and node:
                node = node[-1]
            if not isinstance(node, dict):
                raise BrokenError(f'not valid TOML: "{key}" is not a table', at)
            table = node
        return table

    def path(self, at: int) -> tuple[list[str], int]:
        keys: list[str] = []
        while True:
            match = _KEY.match(self.text, at, self.end)
            if match is None or len(keys) > MAX_DEPTH:
                raise BrokenError("not valid TOML: a key is missing", at)
            bare, quoted, literal = match.groups()
            keys.append(bare or (literal if quoted is None else unescaped(quoted)) or "")
            at = match.end()
            if not self.text.startswith(".", at):
                return keys, at
            at += 1

    def pair(self, table: dict[str, Node], at: int, depth: int) -> int:
        path, equals = self.path(at)
        if not self.text.startswith("=", equals):
            raise BrokenError('not valid TOML: "=" is missing', equals)
        table = self.inside(table, path[:-1], at)
        if path[-1] in table:
            raise BrokenError(f'not valid TOML: "{path[-1]}" is there already', at)
        table[path[-1]], end = self.value(self.skip(_SPACE, equals + 1), depth)
        return end

    def value(self, at: int, depth: int) -> tuple[Node, int]:
        if depth > MAX_DEPTH:
            raise BrokenError(f"nested deeper than {MAX_DEPTH} levels", at)
        sign = self.text[at : at + 1]
        if sign == "[":
            return self.array(at + 1, depth + 1)
        if sign == "{":
            return self.table(at + 1, depth + 1)
        if sign in ('"', "'"):
            return self.string(at)
        match = _PLAIN.match(self.text, at, self.end)
        if match is None:
            raise BrokenError("not valid TOML: a value is missing", at)
        return Scalar(_plain(match.group(), at), "", at, match.end()), match.end()

    def string(self, at: int) -> tuple[Node, int]:
        match = _STRING.match(self.text, at, self.end)
        if match is None or match.lastindex is None:
            raise BrokenError("not valid TOML: a string is not closed", at)
        written = match.group(match.lastindex).replace("\r\n", "\n")
        escapes = match.lastindex < 3
        value = unescaped(written) if escapes else written
        return Scalar(value, '"' if escapes else "|", *match.span(match.lastindex)), match.end()

    def array(self, at: int, depth: int) -> tuple[Node, int]:
        found: list[Node] = []
        while True:
            at = self.skip(_LINES, at)
            if self.text.startswith("]", at):
                return found, at + 1
            node, at = self.value(at, depth)
            found.append(node)
            at = self.skip(_LINES, at)
            if self.text.startswith(",", at):
                at += 1
            elif not self.text.startswith("]", at):
                raise BrokenError('not valid TOML: "]" is missing', min(at, self.end - 1))

    def table(self, at: int, depth: int) -> tuple[Node, int]:
        found: dict[str, Node] = {}
        while True:
            at = self.skip(_LINES, at)
            if self.text.startswith("}", at):
                return found, at + 1
            at = self.skip(_LINES, self.pair(found, at, depth))
            if self.text.startswith(",", at):
                at += 1
            elif not self.text.startswith("}", at):
                raise BrokenError('not valid TOML: "}" is missing', min(at, self.end - 1))


def _plain(written: str, at: int) -> Plain:
    if written in ("true", "false"):
        return written == "true"
    if _DATE.fullmatch(written):
        return written
    digits = written.replace("_", "")
    try:
        return int(digits, 0)
    except ValueError:
        if _FLOAT.fullmatch(written):
            return float(digits)
    raise BrokenError(f'not valid TOML: "{written}" needs quotes', at)
