"""Walks JSON with the place of every value, without recursion, and tells a receiver what it meets.

It takes what JSON5 and JSON with comments add: only what keeps text from being read is an error. It knows nothing of
what the values mean.
"""

from __future__ import annotations

import re

from healthlint.readers.values import BrokenError, Scalar, unescaped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    class Receiver(Protocol):
        """Who is told what stands in a text, in its order."""

        def begin(self, is_list: bool, at: int) -> None:
            """A list or an object begins."""

        def end(self) -> None:
            """The innermost of them ends."""

        def key(self, name: str) -> None:
            """The name of the value that comes next."""

        def scalar(self, scalar: Scalar) -> None:
            """A value that is neither."""

        def comment(self, start: int, end: int, body_start: int, body_end: int) -> None:
            """A comment and what stands inside it."""


_GAP = re.compile(r"[\s\ufeff]*(?:(//[^\r\n\u2028\u2029]*)|(/\*(?:[^*]|\*(?!/))*\*/))?")
_NUMBER = r"[-+]?(?:0[xX][0-9a-fA-F]+|(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?|Infinity|NaN)(?![\w$.])"
_TOKEN = re.compile(
    r"[ \t\r\n]*(?:([{}\[\],:])"
    r'|"([^"\\\r\n]*(?:\\(?:\r\n|[\s\S])[^"\\\r\n]*)*)"'
    r"|'([^'\\\r\n]*(?:\\(?:\r\n|[\s\S])[^'\\\r\n]*)*)'"
    rf"|({_NUMBER})|([^\W\d][\w$]*|\$[\w$]*))"
)
_SIGN, _DOUBLE, _SINGLE, _DIGITS, _NAME = range(1, 6)
_WORDS = {"true": True, "false": False, "null": None}

_VALUE, _KEY, _COLON, _AFTER = range(4)


def scan_json(text: str, start: int, end: int, receiver: Receiver) -> int:
    """Tell `receiver` of the value that starts at or behind `start`, and return the offset behind it.

    Where nothing but space and comments is left that is `end`. Raises BrokenError.
    """
    return _Scan(text, end, receiver).run(start)


class _Scan:
    """Where a walk is: `state` is what has to come, `open` the lists (True) and objects around it."""

    def __init__(self, text: str, end: int, receiver: Receiver) -> None:
        self.text = text
        self.end = end
        self.receiver = receiver
        self.open: list[bool] = []
        self.state = _VALUE

    def run(self, at: int) -> int:
        while True:
            token = _TOKEN.match(self.text, at, self.end)
            if token is None:
                gap = self._gap(at)
                if gap == self.end and not self.open:
                    return gap
                if gap == self.end:
                    raise BrokenError(self._missing(), at)
                if gap == at:
                    raise BrokenError(f"not valid JSON: {_wrong(self.text, at)}", at)
                at = gap
                continue
            group = token.lastindex or 0
            if group == _SIGN:
                self._sign(token.group(_SIGN), token.end() - 1)
            elif self.state == _KEY and group != _DIGITS:
                name = token.group(group)
                self.receiver.key(unescaped(name) if group != _NAME else name)
                self.state = _COLON
            elif self.state == _VALUE:
                self.receiver.scalar(_scalar(token, group))
                self.state = _AFTER
            else:
                raise BrokenError(self._missing(), token.start(group) - (group in (_DOUBLE, _SINGLE)))
            at = token.end()
            if self.state == _AFTER and not self.open:
                return at

    def _gap(self, at: int) -> int:
        while True:
            gap = _GAP.match(self.text, at, self.end)
            if gap is None or gap.lastindex is None:
                return gap.end() if gap else at
            start, at = gap.span(gap.lastindex)
            self.receiver.comment(start, at, start + 2, at - 2 if gap.lastindex == 2 else at)

    def _sign(self, sign: str, at: int) -> None:
        state = self.state
        if sign in "{[" and state == _VALUE:
            self.receiver.begin(sign == "[", at)
            self.open.append(sign == "[")
            self.state = _VALUE if sign == "[" else _KEY
        elif sign in "}]" and self._may_close(sign):
            self.receiver.end()
            self.open.pop()
            self.state = _AFTER
        elif sign == "," and state == _AFTER and self.open:
            self.state = _VALUE if self.open[-1] else _KEY
        elif sign == ":" and state == _COLON:
            self.state = _VALUE
        else:
            raise BrokenError(self._missing(), at)

    def _may_close(self, sign: str) -> bool:
        if not self.open or self.open[-1] != (sign == "]"):
            return False
        return self.state in ((_VALUE, _AFTER) if sign == "]" else (_KEY, _AFTER))

    def _missing(self) -> str:
        what = ("a value", "a key in double quotes", '":"', '"," or "}"')[self.state]
        if self.state == _AFTER and self.open and self.open[-1]:
            what = '"," or "]"'
        return f"not valid JSON: {what} is missing"


def _wrong(text: str, at: int) -> str:
    """What is wrong with what stands at a place where nothing can be read."""
    if text[at] in "\"'":
        return r"a string is not closed on its line (a line end in it is written \n)"
    if text.startswith("/*", at):
        return "a comment is not closed"
    return f'"{text[at]}" does not belong here'


def _scalar(token: re.Match[str], group: int) -> Scalar:
    written = token.group(group)
    if group in (_DOUBLE, _SINGLE):
        return Scalar(unescaped(written), '"', *token.span(group))
    if group == _DIGITS:
        return Scalar(_number(written), "", *token.span(group))
    if written not in _WORDS:
        raise BrokenError(f'not valid JSON: "{written[:40]}" needs quotes', token.start(group))
    return Scalar(_WORDS[written], "", *token.span(group))


def _number(written: str) -> int | float | str:
    if "x" in written or "X" in written:
        return int(written, 16)
    if written.lstrip("+-").isdigit():
        return int(written) if len(written) < 4000 else written
    return float(written)
