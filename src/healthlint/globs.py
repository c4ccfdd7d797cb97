"""Patterns for paths as in `.gitignore`: one language for ignore files, for `include` and `exclude`, and for overrides.

Knows strings only: paths are relative to whatever the patterns belong to, with "/" between their parts.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


LONGEST = 4_096
"""Characters of a pattern at most, for who reads them from files: paths are no longer, and to read one takes time."""


class Globs:
    """An ordered list of patterns; the last one that matches decides.

    A pattern with a slash at its start or inside is relative to the folder, any other matches a name at any depth.
    `*` and `?` stay inside a name, `**` crosses folders, a slash at the end means folders only, `!` at the start
    takes back what an earlier pattern matched. Empty lines and those that start with `#` say nothing.
    """

    __slots__ = ("_any", "_compiled", "_loose", "_names", "_patterns")

    def __init__(self, lines: Iterable[str]) -> None:
        # Regular expressions, each with whether it is negated, and whether it is for folders only.
        self._patterns: list[tuple[str, bool, bool]] = []
        self._compiled: dict[str, re.Pattern[str]] = {}  # those asked for: `re` keeps few
        # What any match needs: one of these names, or one of these expressions. They are looked up by the character
        # that names begin with, "" where it can be any; those under _WHOLE are for paths.
        self._names: set[str] = set()
        self._loose: dict[str, list[str]] = {}
        self._any: dict[str, re.Pattern[str]] = {}
        for line in lines:
            pattern = line.rstrip("\r\n")
            if not pattern.endswith("\\ "):
                pattern = pattern.rstrip(" ")
            if pattern and not pattern.startswith("#"):
                self._add(pattern)

    def __bool__(self) -> bool:
        return bool(self._patterns)

    def _add(self, pattern: str) -> None:
        negated = pattern.startswith("!")
        body = pattern[1:] if negated else pattern
        folders_only = body.endswith("/")
        body = body.rstrip("/") if folders_only else body
        anchored = "/" in body
        body = body.lstrip("/")
        if not body:
            return
        expression = _translate(body)
        if anchored or not _SIGNS.isdisjoint(body):
            start = _WHOLE if anchored else "" if body[0] in _SIGNS else body[0]
            self._loose.setdefault(start, []).append(expression)
        else:
            self._names.add(body)
        self._patterns.append((expression if anchored else f"(?:.*/)?{expression}", negated, folders_only))

    def decide(self, path: str, is_folder: bool = False) -> bool | None:
        """Whether `path` is matched; None where no pattern says anything."""
        if not self._may_match(path):
            return None
        for pattern, negated, folders_only in reversed(self._patterns):
            if (is_folder or not folders_only) and self._expression(pattern).fullmatch(path):
                return not negated
        return None

    def _expression(self, pattern: str) -> re.Pattern[str]:
        found = self._compiled.get(pattern)
        if found is None:
            found = self._compiled[pattern] = re.compile(pattern, re.DOTALL)
        return found

    def _may_match(self, path: str) -> bool:
        """Whether any pattern can match: nearly no path of a project is matched by any of a hundred patterns."""
        name = path[path.rfind("/") + 1 :]
        if name in self._names:
            return True
        for start, subject in (("", name), (name[:1], name), (_WHOLE, path)):
            if start in self._loose:
                if start not in self._any:
                    self._any[start] = re.compile("|".join(self._loose[start]), re.DOTALL)
                if self._any[start].fullmatch(subject):
                    return True
        return False

    def covers(self, path: str) -> bool:
        """Whether the file `path` or one of the folders around it is matched.

        A pattern with `!` for the file itself takes it out again.
        """
        parts = path.split("/")
        folders = ["/".join(parts[:depth]) for depth in range(1, len(parts))]
        own = self.decide(path)
        return own if own is not None else any(self.decide(folder, is_folder=True) for folder in folders)


_SIGNS = frozenset("*?[\\")
"""What makes of a name a pattern."""

_WHOLE = "/"
"""Stands for paths: no name begins with it."""


_ANY_DEPTH, _STAR, _SLASH, _REST = "**/", "*", "/", ".+"


def _translate(body: str) -> str:
    """The regular expression of a pattern without its signs at the start and the end.

    What stands between two stars is taken where it comes first, and nowhere else: whatever matches then matches so, and
    no path can make the expression try all ways to share it out.
    """
    *before, last = _split(list(_parts(body)), _ANY_DEPTH)
    out = _names(before[0]) if before else ""
    for part in map(_names, before[1:]):
        out += f"(?:(?!{part})[^/]*/)*{part}" if part else ""
    return f"{out}(?:.*/)?{_names(last)}" if before else _names(last)


def starred(pieces: list[str], sign: str) -> str:
    """The expression of pieces with a star between each two of them, which stands for any number of `sign`. Its length
    is known of each piece, and what follows the last one is no `sign`.
    """
    first, *between = pieces
    if not between:
        return first
    middle = [f"(?:(?!{piece}){sign})*{piece}" for piece in between[:-1] if piece]
    return "".join((first, *middle, f"{sign}*{between[-1]}"))


def _names(parts: list[str]) -> str:
    """The expression of a part of a pattern that has no `**/`."""
    names = ([*map("".join, _split(name, _STAR))] for name in _split(parts, _SLASH))
    return "/".join(starred(pieces, "[^/]") for pieces in names)


def _split(parts: list[str], sign: str) -> list[list[str]]:
    """The parts between those that are `sign`."""
    found: list[list[str]] = [[]]
    for part in parts:
        if part == sign:
            found.append([])
        else:
            found[-1].append(part)
    return found


def _parts(body: str) -> Iterator[str]:
    """The signs of a pattern that stand for more than one character, and between them expressions for one each."""
    at, last = 0, body.rfind("]")
    while at < len(body):
        char = body[at]
        starts_name = at == 0 or body[at - 1] == "/"
        if char == "*" and starts_name and body.startswith("**/", at):
            yield _ANY_DEPTH
            at += 3
        elif char == "*" and starts_name and at and at + 2 == len(body) and body.endswith("**"):
            yield _REST
            at += 2
        elif char in "*/":
            yield char
            at += 1
        elif char == "?":
            yield "[^/]"
            at += 1
        elif char == "[" and (end := _set_end(body, at, last)) > 0:
            yield _set(body[at + 1 : end])
            at = end + 1
        else:
            at += char == "\\" and at + 1 < len(body)
            yield re.escape(body[at])
            at += 1


def _set_end(body: str, at: int, last: int) -> int:
    """Where the set that opens at `at` is closed, -1 where it is not; the last sign that closes one is at `last`."""
    first = at + (3 if body[at + 1 : at + 2] in ("!", "^") else 2)
    return body.find("]", first) if first <= last else -1


def _set(inside: str) -> str:
    negated = inside[:1] in ("!", "^")
    chars = re.sub(r"([\\\[&~|^])", r"\\\1", inside[1:] if negated else inside)
    expression = f"[^/{chars}]" if negated else f"(?!/)[{chars}]"
    try:
        re.compile(expression)
    except re.error:  # a range from its end to its start
        return _NOTHING
    return expression


_NOTHING = "(?!)"
