"""Reads a JSON object at the start of a file, with the place of every value. Knows nothing of what the values mean."""

from __future__ import annotations

import re

from healthlint.readers.values import MAX_DEPTH, BrokenError, Scalar, unescaped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.readers.values import Node

_TOKEN = re.compile(
    r'[ \t\r\n]*(?:([{}\[\],:])|"((?:[^"\\\x00-\x1f]|\\.)*)"'
    r"|(-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?)|(true|false|null)(?![A-Za-z]))"
)
_SPACE = re.compile(r"[ \t\r\n]*")
_WORDS = {"true": True, "false": False, "null": None}


def parse_json(text: str, start: int) -> tuple[dict[str, Node], int]:
    """The object that starts at `start`, and the offset behind it. Raises BrokenError."""
    node, end = _Reading(text).value(start, 0)
    if not isinstance(node, dict):
        raise BrokenError("front matter is not a JSON object", start)
    return node, end


class _Reading:
    def __init__(self, text: str) -> None:
        self.text = text

    def token(self, at: int) -> re.Match[str]:
        match = _TOKEN.match(self.text, at)
        if match is None:
            space = _SPACE.match(self.text, at)
            raise BrokenError("not valid JSON", space.end() if space else at)
        return match

    def value(self, at: int, depth: int) -> tuple[Node, int]:
        token = self.token(at)
        if depth > MAX_DEPTH:
            raise BrokenError(f"nested deeper than {MAX_DEPTH} levels", token.start())
        if token.group(2) is not None:
            return Scalar(unescaped(token.group(2)), '"', *token.span(2)), token.end()
        if token.group(3) is not None:
            return Scalar(_number(token), "", *token.span(3)), token.end()
        if token.group(6):
            return Scalar(_WORDS[token.group(6)], "", *token.span(6)), token.end()
        if token.group(1) == "{":
            return self.members(token.end(), depth)
        if token.group(1) == "[":
            return self.items(token.end(), depth)
        raise BrokenError("not valid JSON: a value is missing", token.start(1))

    def members(self, at: int, depth: int) -> tuple[dict[str, Node], int]:
        found: dict[str, Node] = {}
        token = self.token(at)
        if token.group(1) == "}":
            return found, token.end()
        while True:
            if token.group(2) is None:
                raise BrokenError("not valid JSON: a key in double quotes is missing", token.end() - 1)
            colon = self.token(token.end())
            if colon.group(1) != ":":
                raise BrokenError('not valid JSON: ":" is missing', colon.end() - 1)
            found[unescaped(token.group(2))], at = self.value(colon.end(), depth + 1)
            token = self.token(at)
            if token.group(1) == "}":
                return found, token.end()
            if token.group(1) != ",":
                raise BrokenError('not valid JSON: "," or "}" is missing', token.end() - 1)
            token = self.token(token.end())

    def items(self, at: int, depth: int) -> tuple[list[Node], int]:
        found: list[Node] = []
        token = self.token(at)
        if token.group(1) == "]":
            return found, token.end()
        while True:
            node, at = self.value(at, depth + 1)
            found.append(node)
            token = self.token(at)
            if token.group(1) == "]":
                return found, token.end()
            if token.group(1) != ",":
                raise BrokenError('not valid JSON: "," or "]" is missing', token.end() - 1)
            at = token.end()


def _number(token: re.Match[str]) -> int | float | str:
    written = token.group(3)
    if token.group(4) or token.group(5):
        return float(written)
    return int(written) if len(written) < 4000 else written
