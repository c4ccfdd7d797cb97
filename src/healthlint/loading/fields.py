"""Checks of single values: what may stand behind a key, and a sentence for what stands there instead.

A check takes a node and the list of mistakes; it returns the plain value, or None after it has added a mistake.
Generic: rulesets and configurations build their tables from these, and nothing here knows a key of either.
"""

from __future__ import annotations

import re

from healthlint.language.data import Text
from healthlint.loading.slips import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from healthlint.errors import Mistake
    from healthlint.loading.source import Node

    Check = Callable[[Node, list[Mistake]], object]
    RecordCheck = Callable[[Node, list[Mistake]], dict[str, Any] | None]
    WordCheck = Callable[[Text, list[Mistake]], bool]

KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_VERSION = re.compile(r"[0-9][0-9A-Za-z.+-]*")
_WORDS = {
    "text": "text",
    "number": "a number",
    "flag": "true or false",
    "date": "a date",
    "nothing": "empty",
    "list": "a list",
    "map": "keys with values",
}
_CURLY = "\u201c\u201d\u201e\u2018\u2019"
_MANY = 200
"""After so many mistakes nobody reads the guesses any more, which are slow to make."""


def guess(word: str, allowed: Iterable[str]) -> str:
    """` (did you mean "…"?)` for a word that is close to an allowed one, else ""."""
    import difflib  # slow to import, and only a mistake needs it

    if len(word) > 60:
        return ""
    close = difflib.get_close_matches(word, list(allowed), 1, 0.65)
    return f' (did you mean "{close[0]}"?)' if close else ""


def expect(node: Node, sort: str, mistakes: list[Mistake]) -> bool:
    """Whether a node has the wanted sort; else the mistake says how to write it."""
    if node.sort == sort:
        return True
    if node.sort == "nothing" and node.start == node.end:
        hint = (
            ': YAML takes what stands behind "#" for a comment: quote it' if node.rest.lstrip().startswith("#") else ""
        )
        message = f"has no value{hint}"
    else:
        message = f"must be {_WORDS[sort]}, {_instead(node, sort)}"
    mistakes.append(node.mistake(message))
    return False


def _instead(node: Node, sort: str) -> str:
    written = node.written
    line = written.partition("\n")[0]
    if sort == "text":
        if "\n" in written or len(written) > 300:
            return f"not {_WORDS[node.sort]}"
        reads = {"flag": "true or false", "nothing": "nothing"}.get(node.sort, _WORDS[node.sort])
        return f"but YAML reads {line} as {reads}: quote it: {quoted(written)}"
    if node.sort == "text":
        if sort == "list":
            return 'not text: put a space behind each "-"' if written.startswith("-") else f"not text: write [{line}]"
        if sort in {"number", "flag"} and written[:1] in {'"', "'"}:
            return f"not text: take the quotes away from {line}"
    return f"not {_WORDS[node.sort]}"


def text(node: Node, mistakes: list[Mistake]) -> Text | None:
    """Any text but an empty one; white space around it goes."""
    if not expect(node, "text", mistakes):
        return None
    value: Text = node.value
    bare = value.strip()
    if not bare:
        mistakes.append(node.mistake("has no value"))
        return None
    return value if bare == value else Text.at(bare, value.file, value.line, value.column, value.key)


def phrase(node: Node, mistakes: list[Mistake]) -> Text | None:
    """A text in which a stray comment or a typographer's quotes would change what is matched."""
    if node.sort == "text" and node.source[node.end : node.end + 3] == " # " and node.written[:1] not in {'"', "'"}:
        mistakes.append(
            node.mistake(
                f'YAML takes what stands behind "#" for a comment: quote the whole value if # means a number, '
                f"else put two spaces in front of it: {node.written} # …"
            )
        )
        return None
    value = text(node, mistakes)
    if value is not None and value[0] in _CURLY and value[-1] in _CURLY:
        mistakes.append(node.mistake(f'stands in typographic quotes: use straight ones: "{value[1:-1]}"'))
        return None
    return value


def formed(pattern: re.Pattern[str], wanted: str) -> WordCheck:
    """Words that fully match `pattern`; `wanted` says what they must be."""

    def fits(value: Text, mistakes: list[Mistake]) -> bool:
        if pattern.fullmatch(value):
            return True
        mistakes.append(value.mistake(f'must be {wanted}, not "{value[:60]}"'))
        return False

    return fits


def among(allowed: tuple[str, ...]) -> WordCheck:
    """The words of a closed set."""

    def fits(value: Text, mistakes: list[Mistake]) -> bool:
        if value in allowed:
            return True
        close = guess(value, allowed) if len(mistakes) < _MANY else ""
        mistakes.append(value.mistake(f'must be one of {", ".join(allowed)}, not "{value[:60]}"{close}'))
        return False

    return fits


def word(fits: WordCheck) -> Check:
    """A text that fits."""

    def check(node: Node, mistakes: list[Mistake]) -> Text | None:
        if node.sort in {"list", "map"}:
            mistakes.append(node.mistake(f"must be a single word, not {_WORDS[node.sort]}"))
            return None
        value = text(node, mistakes)
        return value if value is not None and fits(value, mistakes) else None

    return check


def one_of(allowed: tuple[str, ...]) -> Check:
    """One word of a closed set."""
    return word(among(allowed))


in_kebab_case = formed(KEBAB, "small letters, digits and single hyphens (kebab-case)")
kebab = word(in_kebab_case)
version = word(formed(_VERSION, 'a version such as "1.0.0"'))
url = word(formed(re.compile(r"https?://[^\s<>\"]+"), "an address that starts with https://"))


UNREAD = "unread"
"""Stands for the day of a reference that nobody has looked up there: said, not hidden."""


def day(node: Node, mistakes: list[Mistake]) -> Text | None:
    """A day as quoted text, year first, or the word UNREAD."""
    value = text(node, mistakes)
    if value is None or value == UNREAD:
        return value
    from datetime import date  # needed only while a ruleset is read

    try:
        date.fromisoformat(value if _DATE.fullmatch(value) else "")
    except ValueError:
        mistakes.append(node.mistake(f'must be a day such as "2026-11-21", or {UNREAD}, not "{value[:60]}"'))
        return None
    return value


def flag(node: Node, mistakes: list[Mistake]) -> bool | None:
    """True or false."""
    return bool(node.value) if expect(node, "flag", mistakes) else None


def number(low: float, high: float, whole: bool = False) -> Check:
    """A plain decimal number from `low` to `high`."""

    def check(node: Node, mistakes: list[Mistake]) -> float | None:
        if not expect(node, "number", mistakes):
            return None
        value: float | None = node.value
        if value is not None and low <= value <= high and not (whole and isinstance(value, float)):
            return value
        kind = "a whole number" if whole else "a number"
        mistakes.append(node.mistake(f"must be {kind} from {low} to {high}, not {node.written[:60]}"))
        return None

    return check


def list_of(item: Check) -> Check:
    """A list of at least one item, none of them twice."""

    def check(node: Node, mistakes: list[Mistake]) -> list[object] | None:
        if not expect(node, "list", mistakes):
            return None
        if not node.value:
            mistakes.append(node.mistake("is an empty list: fill it, or leave the key out"))
        seen: dict[Text, Text] = {}
        values = []
        for inner in node.value:
            value = item(inner, mistakes)
            if isinstance(value, Text):
                first = seen.setdefault(value, value)
                if first is not value:
                    mistakes.append(inner.mistake(f'"{value[:60]}" stands here twice: first in line {first.line}'))
            if value is not None:
                values.append(value)
        return values

    return check


def unknown(key: Text, allowed: Iterable[str], mistakes: list[Mistake]) -> Mistake:
    """The mistake for a key that a table does not know. `mistakes` are those told so far."""
    names = list(allowed)
    close = guess(key, names) if len(mistakes) < _MANY else ""
    return key.mistake(f'unknown key "{key[:60]}"{close}: allowed are {", ".join(names)}')


def record(
    table: Mapping[str, Check],
    required: tuple[str, ...] = (),
    stranger: Callable[[Text, Iterable[str], list[Mistake]], Mistake] = unknown,
) -> RecordCheck:
    """Keys with values: only the keys of the table, all of the required ones.

    `stranger` words the mistake for any other key.
    """

    def check(node: Node, mistakes: list[Mistake]) -> dict[str, Any] | None:
        if not expect(node, "map", mistakes):
            return None
        values: dict[str, object] = {}
        for key, inner in node.value.items():
            if key not in table:
                mistakes.append(stranger(key, table, mistakes))
            elif (value := table[key](inner, mistakes)) is not None:
                values[key] = value
        missing = [key for key in required if key not in node.value]
        if missing:
            mistakes.append(
                node.mistake(f"must have the {'key' if len(missing) == 1 else 'keys'} {', '.join(missing)}")
            )
        elif not node.value:
            mistakes.append(node.mistake(f"is empty: give one of {', '.join(table)}, or leave the key out"))
        return values

    return check


def names_to(fits: WordCheck, item: Check) -> Check:
    """Keys that a person chooses, each with a value; `fits` says which keys may be chosen."""

    def check(node: Node, mistakes: list[Mistake]) -> dict[str, object] | None:
        if not expect(node, "map", mistakes):
            return None
        if not node.value:
            mistakes.append(node.mistake("is empty: fill it, or leave the key out"))
        values: dict[str, object] = {}
        for key, inner in node.value.items():
            fit = fits(key, mistakes)
            value = item(inner, mistakes)
            if fit and value is not None:
                values[key] = value
        return values

    return check


def by_sort(**checks: Check) -> Check:
    """Another check for each sort of node (`text=`, `map=`, `number=` …)."""
    wanted = " or ".join(_WORDS[sort] for sort in checks)

    def check(node: Node, mistakes: list[Mistake]) -> object:
        if node.sort in checks:
            return checks[node.sort](node, mistakes)
        if node.sort not in {"list", "map"} and "text" in checks:
            return checks["text"](node, mistakes)
        mistakes.append(node.mistake(f"must be {wanted}, not {_WORDS[node.sort]}"))
        return None

    return check


def text_or_record(item: Check, table: Mapping[str, Check], required: tuple[str, ...] = ()) -> Check:
    """A text that passes `item`, or the same with more said about it, under keys."""
    as_record = record(table, required)

    def check(node: Node, mistakes: list[Mistake]) -> object:
        if node.sort != "map":
            return item(node, mistakes)
        # `- {list}` and `- word: word` are keys with values to YAML, but were meant as text.
        slip = "\n" not in node.written and not any(key in table for key in node.value)
        return item(node, mistakes) if slip else as_record(node, mistakes)

    return check
