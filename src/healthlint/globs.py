"""Patterns for paths as in `.gitignore`: one language for ignore files, for `include` and `exclude`, and for overrides.

Knows strings only: paths are relative to whatever the patterns belong to, with "/" between their parts.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class Globs:
    """An ordered list of patterns; the last one that matches decides.

    A pattern with a slash at its start or inside is relative to the folder, any other matches a name at any depth.
    `*` and `?` stay inside a name, `**` crosses folders, a slash at the end means folders only, `!` at the start
    takes back what an earlier pattern matched. Empty lines and those that start with `#` say nothing.
    """

    __slots__ = ("_any", "_loose", "_names", "_patterns")

    def __init__(self, lines: Iterable[str]) -> None:
        # Regular expressions, each with whether it is negated, and whether it is for folders only.
        self._patterns: list[tuple[str, bool, bool]] = []
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
            if (is_folder or not folders_only) and re.compile(pattern, re.DOTALL).fullmatch(path):
                return not negated
        return None

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


def _translate(body: str) -> str:
    """The regular expression of a pattern without its signs at the start and the end."""
    out = ""
    at = 0
    while at < len(body):
        char = body[at]
        rest = body[at:]
        if rest.startswith("**/") and (at == 0 or body[at - 1] == "/"):
            out += "(?:.*/)?"
            at += 3
        elif rest == "**" and at and body[at - 1] == "/":
            out += ".+"
            at += 2
        elif char == "*":
            out += "[^/]*"
            at += 1
        elif char == "?":
            out += "[^/]"
            at += 1
        elif char == "[" and (end := body.find("]", at + 3 if rest[1:2] in ("!", "^") else at + 2)) > 0:
            out += _set(body[at + 1 : end])
            at = end + 1
        elif char == "\\" and at + 1 < len(body):
            out += re.escape(body[at + 1])
            at += 2
        else:
            out += re.escape(char)
            at += 1
    return out


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
