"""Puts planned suppressions into a text: whole lines, with its own line ends and indentation. Knows no findings."""

from __future__ import annotations

import re

from healthlint.suppression.directive import END, FILE, PASSAGE
from healthlint.suppression.notation import directive

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.document import Document
    from healthlint.suppression.notation import Notation
    from healthlint.waiving.plan import Step

_LINE_END = re.compile(r"\r\n|\r|\n")
_INDENT = re.compile(r"[ \t]*")


def with_steps(document: Document, steps: list[Step], notation: Notation, reason: str) -> str:
    """The text of the document with the suppressions in it, each for this reason."""
    above: dict[int, list[str]] = {}
    below: dict[int, list[str]] = {}
    for step in steps:
        indent = "" if step.keyword == FILE else _indent(document, step.first)
        line = directive(step.keyword, step.rules, reason, step.words)
        above.setdefault(step.first, []).append(indent + notation.comment(line))
        if step.keyword == PASSAGE:
            # What begins last ends first. Set in deeper than the last line, it would become a part of that.
            outer = min(indent, _indent(document, step.last), key=len)
            below.setdefault(step.last + 1, []).insert(0, outer + notation.comment(f"healthlint: {END}"))
    return _inserted(document, above, below, notation.apart)


def _indent(document: Document, line: int) -> str:
    found = _INDENT.match(document.text, document.lines.starts[line - 1])
    return found.group() if found else ""


def _inserted(document: Document, above: dict[int, list[str]], below: dict[int, list[str]], apart: bool) -> str:
    """The text with lines before some of its 1-based lines; those that end a block come first."""
    text, starts = document.text, document.lines.starts
    found = _LINE_END.search(text)
    line_end = found.group() if found else "\n"
    parts: list[str] = []
    done = 0
    for line in sorted({*above, *below}):
        at = starts[line - 1] if line <= len(starts) else len(text)
        parts.append(text[done:at])
        if line > len(starts) and not text.endswith(("\r", "\n")):
            parts.append(line_end)
        behind = at < len(text) and text[at] not in "\r\n"
        new = _spaced(below.get(line, []), above.get(line, []), apart, before=at > 0, behind=behind)
        parts += [each + line_end for each in new]
        done = at
    return "".join((*parts, text[done:]))


def _spaced(ends: list[str], beginnings: list[str], apart: bool, before: bool, behind: bool) -> list[str]:
    """The lines to insert at one place, with blank ones where the format needs them."""
    lines = [*ends, *beginnings]
    if not apart:
        return lines
    spaced = [""] if ends and before else []
    for line in lines:
        spaced += [line, ""]
    return spaced if behind else spaced[:-1]
