"""The examples of a rule: texts in which `[[...]]` marks the words that must be found. Nothing here runs a rule."""

from __future__ import annotations

import re

from healthlint.finding import CONFIDENCES, SEVERITIES, STANCES
from healthlint.language.data import ExampleData, Text
from healthlint.loading.fields import flag, kebab, list_of, one_of, record, text, text_or_record
from healthlint.rule import CONTEXTS, SUBJECTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from healthlint.errors import Mistake
    from healthlint.loading.fields import Check
    from healthlint.loading.source import Node

_TOKEN = re.compile(r"\\(?:\[\[|\]\])|\[\[|\]{2,}")


def marked(source: Text) -> tuple[str, list[tuple[int, int]], str]:
    r"""The text without its marks, the marked spans (code points of that text), and what is wrong with the marks.

    `\[[` and `\]]` stand for the brackets themselves. Of a longer run of closing brackets the last two close the mark,
    so that a mark can hold a link.
    """
    parts: list[str] = []
    spans = []
    length = last = 0
    start = -1
    for token in _TOKEN.finditer(source):
        parts.append(source[last : token.start()])
        length += len(parts[-1])
        last = token.end()
        found = token.group()
        kept = found[1:] if found[0] == "\\" else found[:-2]
        parts.append(kept)
        length += len(kept)
        if found[0] == "\\":
            continue
        if (found == "[[") == (start >= 0):
            return source, [], _broken(source, token.start(), start >= 0)
        if found == "[[":
            start = length
        elif start == length:
            return source, [], "a mark [[ ]] holds no words"
        else:
            spans.append((start, length))
            start = -1
    if start >= 0:
        return source, [], "a mark [[ is never closed by ]]"
    parts.append(source[last:])
    return "".join(parts), spans, ""


def _broken(source: str, at: int, nested: bool) -> str:
    words = source[max(at - 15, 0) : at + 15].strip()
    if nested:
        return f'a mark [[ stands inside another, near "{words}"'
    return rf'a mark is closed by ]] but was not opened, near "{words}": write \]] for the brackets themselves'


PAGE_KEYS: dict[str, Check] = {"context": one_of(CONTEXTS), "topic": text, "product": kebab, "audience": kebab}
"""What an example can say about the page that it stands on."""

FLAG_KEYS: dict[str, Check] = {
    "text": text,
    "why": text,
    "stance": one_of(STANCES),
    "severity": one_of(SEVERITIES),
    "confidence": one_of(CONFIDENCES),
    "subject": one_of(SUBJECTS),
    "also": list_of(kebab),
    **PAGE_KEYS,
}
PASS_KEYS: dict[str, Check] = {
    "text": text,
    "why": text,
    "only": flag,
    **PAGE_KEYS,
}
GAP_KEYS: dict[str, Check] = {"text": text, "why": text, **PAGE_KEYS}
_EXPECTED = ("stance", "severity", "confidence", "subject")


def examples(marks: bool) -> Check:
    """The value of the key `examples`, as a list of `ExampleData`. `marks`: a flag example must mark words."""
    table = {
        "flag": list_of(_example("flag", FLAG_KEYS, marks)),
        "pass": list_of(_example("pass", PASS_KEYS, marks=False)),
        "gap": list_of(_example("gap", GAP_KEYS, marks=False)),
    }

    def check(node: Node, mistakes: list[Mistake]) -> list[ExampleData] | None:
        values = record(table)(node, mistakes)
        return None if values is None else [example for group in values.values() for example in group]

    return check


def _example(kind: str, keys: dict[str, Check], marks: bool) -> Check:
    fields = text_or_record(text, keys, ("text",))

    def check(node: Node, mistakes: list[Mistake]) -> ExampleData | None:
        found = fields(node, mistakes)
        values: dict[str, Any] = found if isinstance(found, dict) else {"text": found}
        source = values.get("text")
        if not isinstance(source, Text):
            return None
        plain, spans, wrong = marked(source)
        if not wrong and marks and not spans:
            wrong = "a flag example marks the words that must be found: put them into [[ ]]"
        if not wrong and spans and kind == "pass":
            wrong = (
                r"a pass example marks no words: nothing is found in it (write \[[ and \]] for the brackets themselves)"
            )
        if wrong:
            mistakes.append(source.mistake(wrong))
            return None
        return ExampleData(
            kind,
            source,
            plain,
            spans,
            {key: values[key] for key in _EXPECTED if key in values},
            {key: values[key] for key in PAGE_KEYS if key in values},
            values.get("why", ""),
            bool(values.get("only")),
            values.get("also"),
        )

    return check
