"""Takes template tags out of HTML sources (Liquid, Jinja, Handlebars, ERB): overwrites them, and keeps their comments.

Knows the notations only. A tag may hold a ">" that ends no HTML tag, and its words are no prose.
"""

from __future__ import annotations

import re

from healthlint.readers.html_text import OBJECT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.readers.builder import Builder

_OPENING = re.compile(r"\{\{(?:!--|!|/\*|\{)?|\{%|\{#(?=[\s-]|healthlint)|<%(?:--|=)?")
_CLOSINGS = {
    "{{": "}}",
    "{{{": "}}}",
    "{{!": "}}",
    "{{!--": "--}}",
    "{{/*": "*/}}",
    "{%": "%}",
    "{#": "#}",
    "<%": "%>",
    "<%=": "%>",
    "<%--": "--%>",
}
_COMMENTS = ("{{!", "{{!--", "{{/*", "{#", "<%--")
_SHOWN = ("{{", "{{{", "<%=")
_COMMENT_TAG = re.compile(r"\{%-?\s{0,9}comment\b")
_COMMENT_END = re.compile(r"\{%-?\s{0,9}endcomment\s{0,9}-?%\}")
_NOT_LINE_END = re.compile(r"[^\r\n]")
_LONGEST = 2000
"""Code points of a tag or comment: what does not end within so many is text."""


def overwrite_templates(builder: Builder, start: int) -> str:
    """The source with the template tags behind `start` overwritten, code point by code point.

    A tag that shows a value becomes `OBJECT` signs, any other spaces. The comments are kept in the document.
    """
    text = builder.document.text
    parts: list[str] = []
    done = 0
    for match in _OPENING.finditer(text, start):
        begin, opening = match.start(), match.group()
        if begin < done:
            continue
        inside = match.end()
        closing = _CLOSINGS[opening]
        end = text.find(closing, inside, inside + _LONGEST)
        if end < 0:
            continue
        stop = end + len(closing)
        if opening in _COMMENTS:
            builder.comment(begin, stop, inside, end)
        elif _COMMENT_TAG.match(text, begin):
            last = _COMMENT_END.search(text, stop, stop + _LONGEST)
            if last is not None:
                builder.comment(begin, last.end(), stop, last.start())
                stop = last.end()
        sign = OBJECT if opening in _SHOWN else " "
        parts += (text[done:begin], _NOT_LINE_END.sub(sign, text[begin:stop]))
        done = stop
    return "".join((*parts, text[done:]))
