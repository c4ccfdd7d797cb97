"""Reads a directive from a comment: `healthlint: ignore-next-line RULE reason="…" by=… until=… for="…"`.

Knows the notation inside a comment, not how a format writes comments.
"""

from __future__ import annotations

import re

from healthlint.suppression.directive import ATTRIBUTES, END, KEYWORDS, Directive, nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.document import Comment

_OPENING = re.compile(r"[\s*-]*healthlint(?:\s*:|(?=\s+(?:ignore|disable)\b))\s*", re.IGNORECASE)
"""With the signs that some notations put beside their brackets: `{#-`, `/**`."""

_KEYWORD = re.compile(r"[^\s,]+")
_TOKEN = re.compile(
    r"""(?P<name>[\w-]+)\s*=\s*(?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>(?:[^'\\]|\\.)*)'|(?P<bare>[^\s"',]+))"""
    r"""(?=[\s,]|\Z)|(?P<word>[^\s,]+)""",
    re.DOTALL,
)
_RULE = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def directive_of(comment: Comment) -> Directive | None:
    """The directive in a comment, None where it holds none. Whatever can't be read is among its faults."""
    opening = _OPENING.match(comment.text)
    if opening is None:
        return None
    end = len(comment.text.rstrip().rstrip("-*").rstrip())
    keyword = _KEYWORD.match(comment.text, opening.end(), max(end, opening.end()))
    word = keyword.group().lower() if keyword else ""
    directive = Directive(word if word in KEYWORDS else "", comment.start, comment.end)
    directive.below = comment.below
    if ":" not in opening.group():
        directive.blame("malformed", details="a colon is missing: write `healthlint: ignore…`")
    elif keyword is None:
        directive.blame("malformed", details=f"write one of {', '.join(KEYWORDS)} behind `healthlint:`")
    elif not directive.keyword:
        details = f"`{word}` is unknown{nearest(word, list(KEYWORDS)) or ': use one of ' + ', '.join(KEYWORDS)}"
        place = comment.body + keyword.start(), comment.body + keyword.end()
        directive.blame("malformed", word, details, place)
    if keyword is None or directive.faults:
        return directive
    for token in _TOKEN.finditer(comment.text, keyword.end(), max(end, keyword.end())):
        _take(directive, token, comment.body)
    if directive.keyword != END:
        directive.settle()
    return directive


def _take(directive: Directive, token: re.Match[str], body: int) -> None:
    place = body + token.start(), body + token.end()
    name, word = token.group("name"), token.group("word")
    if directive.keyword == END:
        directive.blame(
            "malformed", token.group(), f"nothing stands behind {END}: it ends the last {KEYWORDS[1]}", place
        )
    elif name is not None:
        _take_attribute(directive, name.lower(), token, place)
    elif _RULE.fullmatch(word):
        directive.rules[word] = place
    elif "=" in word:
        details = f'`{word}` can\'t be read: write {word.partition("=")[0] or "reason"}="words"'
        directive.blame("malformed", word, details, place)
    else:
        directive.blame("malformed", word, f"`{word}` is neither a rule nor an attribute", place)


def _take_attribute(directive: Directive, name: str, token: re.Match[str], place: tuple[int, int]) -> None:
    if name not in ATTRIBUTES:
        known = ", ".join(ATTRIBUTES)
        details = f"`{name}` is unknown{nearest(name, list(ATTRIBUTES)) or ': use ' + known}"
        directive.blame("malformed", name, details, place)
    elif getattr(directive, ATTRIBUTES[name]):
        directive.blame("malformed", name, f"`{name}` is given twice: keep one", place)
    else:
        quoted = token.group("double") if token.group("single") is None else token.group("single")
        value = token.group("bare") if quoted is None else _ESCAPED.sub(r"\1", quoted)
        directive.take(name, value, place)
