"""What a YAML syntax error most likely means, in words for somebody who writes rules and not programs.

The two parsers of PyYAML word their errors differently, so the guess rests on the text at the place of the error and
only on those words of the message that both share. Nothing here knows a key of a ruleset.
"""

from __future__ import annotations

import re

from healthlint.errors import Mistake

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_VALUE = re.compile(r"""\s*(?:-\s+)*(?:["']?[\w-]+["']?:\s+)?(?P<value>\S.*)?""")
_LONGEST = 120
_COMMENT = re.compile(r"\s+#.*")


class _Place:
    """A place in the text: 0-based line and column, and the line itself."""

    __slots__ = ("column", "line", "text")

    column: int
    line: int
    text: str

    def __init__(self, mark: Any, lines: list[str]) -> None:
        self.line = min(mark.line, len(lines) - 1)
        self.text = lines[self.line]
        self.column = mark.column if mark.line == self.line else len(self.text)

    @property
    def character(self) -> str:
        """The character at this place, "" at the end of the line."""
        return self.text[self.column : self.column + 1]

    def value(self) -> tuple[int, str]:
        """The column at which the value of this line starts, and the value."""
        found = _VALUE.match(self.text)
        value: str = (found and found["value"]) or ""
        start = found.start("value") if found and value else len(self.text)
        return start, value if value[:1] in {'"', "'"} else _COMMENT.sub("", value)


def quoted(value: str) -> str:
    """A value as it is written with quotes in YAML."""
    value = value.strip()
    if len(value) > _LONGEST:
        value = f"{value[:_LONGEST]}…"
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'


def explain(error: Any, text: str, label: str) -> Mistake:
    """The mistake that a YAML error (of PyYAML) stands for. `text` is the whole file."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return Mistake(label, 0, "", f"YAML can't read this file: {error}")
    lines = text.splitlines() or [""]
    place = _Place(mark, lines)
    context = _Place(error.context_mark, lines) if error.context_mark else None
    problem, about = error.problem or "", error.context or ""
    where, message = (
        _in_quotes(problem, about, place, context)
        or _at_character(problem, about, place, context)
        or _in_brackets(problem, about, place, context)
        or _with_colons(problem, place, lines)
        or _behind_value(place)
        or _by_indent(problem, place, context)
        or (place, f"YAML can't read this: {problem}")
    )
    return Mistake(label, where.line + 1, "", message, where.column + 1)


def _in_quotes(problem: str, about: str, place: _Place, context: _Place | None) -> tuple[_Place, str] | None:
    if "scalar" not in about or context is None or context.character not in {'"', "'"}:
        return None
    if "escape" in problem or "hex" in problem:
        return place, (
            'a backslash inside "..." has a meaning of its own in YAML: '
            "put the value into single quotes, or write each \\ twice"
        )
    return context, f"the quote {context.character} that opens here is never closed"


def _at_character(problem: str, about: str, place: _Place, context: _Place | None) -> tuple[_Place, str] | None:
    indent = place.text[: len(place.text) - len(place.text.lstrip())]
    if "\t" in indent or place.character == "\t":
        return place, "there is a tab here: YAML takes only spaces"
    if "block scalar" in about:
        return place, "behind | or > the text starts on the next line: quote the value if the | or > belongs to it"
    start = context if context and ("alias" in about or "anchor" in about or "tag" in about) else place
    refused = "cannot start any token" in problem or "node content" in problem
    if start is place and not refused:
        return None
    if not start.character:
        return start, "a value is missing here"
    if start.character == "-":
        return start, "a list item can't stand here: is a bracket or quote above it not closed?"
    value = _COMMENT.sub("", start.text[start.column :]).strip()
    return start, f"a value can't start with {start.character} in YAML: quote it: {quoted(value)}"


def _in_brackets(problem: str, about: str, place: _Place, context: _Place | None) -> tuple[_Place, str] | None:
    if "flow" not in about or context is None:
        return None
    bracket = context.character
    closing = {"[": "]", "{": "}"}.get(bracket, "")
    if not closing:
        return None
    if "," in problem and place.line == context.line and place.character in {"[", "{"}:
        return place, f"the words around this {place.character} need quotes, as they stand inside {bracket} {closing}"
    if "," in problem and place.line == context.line and place.character not in {"", ":", "]", "}"}:
        return (
            place,
            f'a comma is missing in front of "{place.text[place.column :][:20].strip()}", or a quote around the words',
        )
    return (
        context,
        f"the {bracket} here is not closed by {closing}: quote the whole value if the {bracket} belongs to it",
    )


def _with_colons(problem: str, place: _Place, lines: list[str]) -> tuple[_Place, str] | None:
    if "sequence entries are not allowed" in problem:
        return place, "a list starts on the line below its key; quote the value if the dash belongs to it"
    if "mapping values are not allowed" not in problem:
        return None
    start, value = place.value()
    if start < place.column:
        return (
            place,
            f'": " separates a key from its value and can stand only once in a line: quote the value: {quoted(value)}',
        )
    above = next((line for line in reversed(lines[: place.line]) if line.strip()), "")
    if re.match(r"\s*(?:-\s+)?[\w-]+:\S", above) or ":" not in above:
        return (
            place,
            f'the line above is not finished ("{above.strip()[:60]}"): a key is followed by a colon and a space',
        )
    return place, "this line is indented too far, or the value of the line above needs quotes"


def _behind_value(place: _Place) -> tuple[_Place, str] | None:
    start, value = place.value()
    if start >= place.column or value[:1] not in {'"', "'", "{", "["}:
        return None
    if value[0] == "'" and place.text[place.column - 1] == "'":
        inner = value.strip("'").replace("''", "'")
        return place, f"an apostrophe ends a value in single quotes: put it into double quotes: {quoted(inner)}"
    if value[0] in {"{", "["}:
        return place, f"a value that starts with {value[0]} must be quoted as a whole: {quoted(value)}"
    return place, f"the value goes on behind its closing quote: quote it as a whole: {quoted(value)}"


def _by_indent(problem: str, place: _Place, context: _Place | None) -> tuple[_Place, str] | None:
    if "':'" in problem and context is not None:
        return context, f'this line is neither "key: value" nor "- item": "{context.text.strip()[:60]}"'
    if "document start" in problem:
        return place, "the file's keys must all start in the same column"
    if place.text[: place.column].strip() == "":
        spaces = "one space" if place.column == 1 else f"{place.column or 'no'} spaces"
        return place, f"this line is indented by {spaces}, which fits none of the lines above it"
    return None
