"""Finds in Markdown what site builders replace: Hugo shortcodes, Liquid and Jinja, attribute lists, formulas.

Knows the notations, not what becomes of them on a page beyond this: something, nothing, or a comment.
"""

from __future__ import annotations

import re

from healthlint.readers.mask import BLANK, BLOCK, SHOWN, Ahead, Insert
from healthlint.readers.offsets import source_offsets
from healthlint.readers.parser import parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from healthlint.readers.mask import Mask

# Each alternative starts with a sign of its own: so the search skips whatever can't start one.
_OPENING = re.compile(r"\\[{$]|<!--|\{[{%#:]?|\$|:::")
_KINDS = {
    "<!--": "html",
    "{{": "output",
    "{%": "tag",
    "{#": "note",
    "{:": "kramdown",
    "{": "attributes",
    "$": "formula",
}
_FENCE = re.compile(r":{3,}[ \t]*[\w-]*[ \t]*(?:\[([^]\r\n]*)\])?(?:\{[^{}\r\n]*\})?[ \t]*([^\r\n]*)")
_KRAMDOWN = re.compile(r"\{:[^{}\r\n]*\}")
_ATTRIBUTES = re.compile(r"\{ *(?:[.#][\w:.-]+|[\w:.-]+=(?:\"[^\"\r\n]*\"|'[^'\r\n]*'|[\w%.:/#-]+))(?: [^{}\r\n]*)?\}")
_HEADING_ID = re.compile(r"\{#[\w:.-]+(?: [^{}\r\n]*)?\}")
_FORMULA = re.compile(
    r"\$\$(?=[^$]*[\\^_=])([^$]{1,5000}?)\$\$|(?<![\w$])\$(?![\s$])(?=[^$\r\n]*[\\^_=])[^$\r\n]{1,500}(?<![\s\\])\$(?![\w$])"
    r"|(?<![\w$])\$[A-Za-z]\$(?![\w$])"
)
_SHORT = {"kramdown": _KRAMDOWN, "attributes": _ATTRIBUTES, "formula": _FORMULA, "fence": _FENCE}
EMPTY_LINE = r"(?:\r\n|\r|\n)[ \t]*(?:[\r\n]|\Z)"
_BEFORE_ATTRIBUTES = tuple(")]`*_")
_NAME = re.compile(r"\{[{%][<%]?[-~]?\s*(/?)\s*([\w./-]*)")
_CLOSED = re.compile(r"\{\{[<%]\s*/\s*([\w./-]+)")
_CODE = frozenset(("chart", "code", "highlight", "katex", "math", "mermaid"))
_SHOWING = frozenset(
    (
        "cite",
        "figure",
        "image",
        "img",
        "include",
        "link",
        "picture",
        "post_url",
        "render",
        "responsive_image",
        "youtube",
    )
)
_PARAMETER = re.compile(
    r"(?<![\w.-])([A-Za-z][\w.-]*)\s*[=:]\s*"
    r"(?:\"((?:[^\"\\\r\n]|\\.)*)\"|'((?:[^'\\\r\n]|\\.)*)'|`([^`]*)`)"
)
SCOPES = {
    "alt": "alt-text",
    "aria-label": "alt-text",
    "caption": "caption",
    "content": "paragraph",
    "description": "paragraph",
    "heading": "caption",
    "headline": "caption",
    "message": "paragraph",
    "quote": "blockquote",
    "subtitle": "caption",
    "summary": "caption",
    "text": "paragraph",
    "title": "caption",
}


def find_templates(mask: Mask, body: int) -> None:
    """Put into `mask` what stands in its text from `body` on. Code and HTML comments are left as they are."""
    _Search(mask, body).run()


def parameters(mask: Mask, start: int, end: int) -> None:
    """Keep the strings of source[start:end] whose names say that they are for people."""
    for match in _PARAMETER.finditer(mask.text, start, end):
        scope = SCOPES.get(match.group(1).lower())
        if scope and match.lastindex and match.lastindex > 1:
            mask.inserts.append(Insert(scope, '"' if match.lastindex < 4 else "", *match.span(match.lastindex)))


class _Search:
    def __init__(self, mask: Mask, body: int) -> None:
        self.mask = mask
        self.text = mask.text
        self.body = body
        self._code: list[tuple[int, int]] | None = None
        self._code_at = 0
        self._closed: frozenset[str] | None = None
        self._ahead: dict[str, Ahead] = {}

    def run(self) -> None:
        done = self.body
        for opening in _OPENING.finditer(self.text, self.body):
            start, signs = opening.span()[0], opening.group()
            if start < done or signs[0] == "\\":
                continue
            kind = _KINDS.get(signs, "fence")
            end = self.end(kind, start, opening.end())
            if end > start:
                inside = self.code_end(start)
                done = inside if inside >= 0 else self.keep(kind, start, end)

    # -- where a stretch ends

    def end(self, kind: str, start: int, opened: int) -> int:
        """Where the stretch of this kind ends, -1 where it is none."""
        if kind == "html":
            return self.find("-->", opened)
        if kind == "tag":
            return self.within_paragraph(start, self.find(r"%\}", opened))
        if kind == "note":
            return self.note_end(start, opened)
        if kind == "output":
            return self.output_end(start)
        if (kind == "attributes" and not self.may_have_attributes(start)) or (
            kind == "fence" and not self.starts_line(start)
        ):
            return -1
        match = _SHORT[kind].match(self.text, start)
        return self.within_paragraph(start, match.end()) if match else -1

    def note_end(self, start: int, opened: int) -> int:
        name = _HEADING_ID.match(self.text, start)
        if name is None:
            return self.find(r"#\}", opened)
        # Behind the words of a heading the parser takes it.
        return name.end() if self.may_have_attributes(start) else -1

    def may_have_attributes(self, start: int) -> bool:
        return self.text[start - 1 : start] in _BEFORE_ATTRIBUTES or self.starts_line(start)

    def starts_line(self, start: int) -> bool:
        before = self.text[max(start - 12, self.body) : start].rstrip(" \t>")
        return before[-1:] in "\r\n" and (before != "" or start - self.body < 12)

    def output_end(self, start: int) -> int:
        if self.text.startswith(("{{!--", "{{/*"), start):
            return self.find(r"--\}\}" if self.text[start + 2] == "!" else r"\*/\}\}", start + 3)
        closing = {"<": r">\}\}", "%": r"%\}\}", "{": r"\}\}\}"}.get(self.text[start + 2 : start + 3], r"\}\}")
        return self.within_paragraph(start, self.find(closing, start + 2))

    def find(self, pattern: str, position: int) -> int:
        """The end of the next match of `pattern`, -1 where there is none."""
        match = self.next(pattern, position)
        return match.end() if match else -1

    def next(self, pattern: str, position: int) -> re.Match[str] | None:
        if pattern not in self._ahead:
            self._ahead[pattern] = Ahead(pattern, self.text)
        return self._ahead[pattern].after(position)

    def within_paragraph(self, start: int, end: int) -> int:
        """`end`, or -1 if an empty line lies before it: an opening that is never closed must not swallow the page."""
        line = self.next(EMPTY_LINE, start)
        return end if line is None or end <= line.start() else -1

    # -- what a stretch leaves

    def keep(self, kind: str, start: int, end: int) -> int:
        """Put a stretch into the mask; where to go on."""
        mask, text = self.mask, self.text
        if kind == "output":
            return self.keep_output(start, end)
        if kind == "tag":
            return self.keep_tag(start, end)
        if kind == "kramdown" and text.startswith("{::comment}", start):
            return self.keep_through(start, end, r"\{:/(?:comment)?\}", comment=True)
        if kind == "note" and text.endswith("#}", start, end):
            mask.comment(start, end, start + 2, end - 2)
        elif kind == "fence":
            title = _FENCE.match(text, start)
            for group in (1, 2) if title else ():
                if title and title.group(group):
                    mask.inserts.append(Insert("caption", "", *title.span(group)))
            mask.hide(start, end, BLANK)
        elif kind != "html":
            mask.hide(start, end, BLOCK if kind == "formula" else BLANK)
        return end

    def keep_output(self, start: int, end: int) -> int:
        mask, text = self.mask, self.text
        sign = text[start + 2]
        if text.startswith(("{{!--", "{{/*"), start):
            mask.comment(start, end, start + (5 if sign == "!" else 4), end - 4)
            return end
        if sign not in "<%":
            mask.hide(start, end, SHOWN)
            return end
        if self._closed is None:
            self._closed = frozenset(_CLOSED.findall(text))
        closes, name = self.name(start)
        parameters(mask, start, end)
        if name in _CODE and not closes and name in self._closed:
            return self.keep_through(start, end, rf"\{{\{{[<%]\s*/\s*{name}\s*[%>]\}}\}}", comment=False)
        mask.hide(start, end, BLANK if closes or name in self._closed else BLOCK)
        return end

    def keep_tag(self, start: int, end: int) -> int:
        _, name = self.name(start)
        if name in ("comment", "highlight"):
            return self.keep_through(start, end, rf"\{{%-?\s*end{name}\s*-?%\}}", comment=name == "comment")
        parameters(self.mask, start, end)
        self.mask.hide(start, end, BLOCK if name in _SHOWING else BLANK)
        return end

    def name(self, start: int) -> tuple[bool, str]:
        """Whether the tag at `start` closes, and its name."""
        match = _NAME.match(self.text, start)
        return (match.group(1) == "/", match.group(2)) if match else (False, "")

    def keep_through(self, start: int, end: int, closing: str, comment: bool) -> int:
        """Hide all from the opening source[start:end] to the next match of `closing`; without one only the opening."""
        last = self.next(closing, end)
        if last is None:
            self.mask.hide(start, end, BLANK)
            return end
        if comment:
            self.mask.comment(start, last.end(), end, last.start())
        else:
            self.mask.hide(start, last.end(), BLOCK)
        return last.end()

    # -- code

    def code_end(self, offset: int) -> int:
        """Where the code ends that `offset` stands in, -1 outside code."""
        if self._code is None:
            self._code = _code_ranges(self.text, self.body)
        code = self._code
        while self._code_at < len(code) and code[self._code_at][1] <= offset:
            self._code_at += 1
        if self._code_at < len(code) and code[self._code_at][0] <= offset:
            return code[self._code_at][1]
        return -1


def _code_ranges(text: str, body: int) -> list[tuple[int, int]]:
    """The fenced and inline code of a Markdown text from `body` on."""
    if "`" not in text and "~~~" not in text:
        return []
    ranges = []
    point = source_offsets(text, body)
    for event, span in parse(text[body:]):
        if event.__class__ is dict and ("Code" in event or _is_fence(event)):
            ranges.append((point(span["start"]), point(span["end"])))
    return ranges


def _is_fence(event: Any) -> bool:
    start = event.get("Start")
    return start.__class__ is dict and start.get("CodeBlock", "Indented") != "Indented"
