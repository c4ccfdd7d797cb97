"""Reads the lines of AsciiDoc that are no blocks: comments, attributes, titles of blocks, conditions, rules.

Knows one line at a time, and keeps what is said of the block that comes.
"""

from __future__ import annotations

import re

from healthlint.readers.asciidoc_attributes import Attributes, is_plain
from healthlint.readers.keys import front_matter_scope
from healthlint.readers.lines import stretch_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.readers.asciidoc_page import AsciidocPage
    from healthlint.readers.lines import Lines

DIRECTIVE = re.compile(r"(?:ifn?def::[^\[\]]*\[(?P<text>.*)|(?:ifeval|endif|include)::[^\[\]]*\[.*)\]\Z")
"""A condition, with its text if it has one, or an inclusion."""

_BLOCK_ATTRIBUTES = re.compile(r"\[(?:|[\w.#%{,\"'].*|\[(?:|[^\W\d][^\[\]]*)\])\]\Z")
_ENTRY = re.compile(r":(!?[^\W_][\w-]*!?):(?:[ \t]+|\Z)")
_TITLE = re.compile(r"\.(?=\.?[^ \t.])")
_RULE = re.compile(r"(?:'{3,}|<{3,}|(?:- ?){2}-|(?:\* ?){2}\*|\+)\Z")


def is_block_attributes(words: str) -> bool:
    """Whether a line says something of the block that comes."""
    return _BLOCK_ATTRIBUTES.match(words) is not None


class AsciidocRemarks:
    """The lines of one run that are no blocks; `said` is what is said of the block that comes."""

    def __init__(self, page: AsciidocPage, lines: Lines) -> None:
        self.page = page
        self.lines = lines
        self.text = lines.text
        self.said: Attributes | None = None

    @property
    def style(self) -> str:
        """The style that is said of the block that comes."""
        return self.said.style if self.said else ""

    def read(self, at: int, last: int) -> int:
        """Read a line that is no block; the line behind it, `at` where it is one."""
        words = self.lines.words(at)
        sign = words[0]
        if self.lines.columns[at]:
            return at
        if self.is_comment(at):
            self.comment(at)
        elif sign == "[" and is_block_attributes(words):
            self._attributes(at, words)
        elif sign == "." and _TITLE.match(words):
            self.page.write(stretch_of(self.text, [(self.lines.starts[at] + 1, self.lines.ends[at])]), "caption")
        elif sign == ":" and _ENTRY.match(words):
            return self._value(at, last)
        elif sign in "ie" and (directive := DIRECTIVE.match(words)):
            if directive["text"]:
                self._conditional(at, directive.start("text"))
        elif _RULE.match(words):
            self.said = None
        else:
            return at
        return at + 1

    def _attributes(self, at: int, words: str) -> None:
        if words.startswith("[["):
            return
        self.said = Attributes(self.text, self.lines.starts[at] + 1, self.lines.ends[at] - 1)
        if self.said.value("title"):
            self.page.write(stretch_of(self.text, [self.said.named["title"]]), "caption")

    def _conditional(self, at: int, start: int) -> None:
        """A condition with its text in brackets; nobody knows here whether it is met."""
        lines = self.lines
        lines.starts[at] += start
        lines.ends[at] -= 1
        if self.is_entry(at):
            self._value(at, at + 1)
        else:
            self.page.write(lines.stretch(at, at + 1))

    # -- comments

    def is_comment(self, line: int) -> bool:
        """Whether a line is a comment."""
        start = self.lines.starts[line]
        is_stroke = self.text.startswith("//", start) and not self.text.startswith("///", start)
        return is_stroke and not self.lines.columns[line]

    def comment(self, line: int) -> None:
        """Keep the comment in a line."""
        start, end = self.lines.starts[line], self.lines.ends[line]
        self.page.builder.comment(start, end, start + 2, end)

    # -- attributes of the document

    def is_entry(self, line: int) -> bool:
        """Whether a line gives a value to an attribute of the document."""
        return _ENTRY.match(self.lines.words(line)) is not None

    def entry(self, at: int, last: int) -> tuple[str, int]:
        """Keep the attribute of the document in a line; its name, and the line behind it."""
        lines = self.lines
        entry = _ENTRY.match(lines.words(at))
        name = entry[1].lower() if entry else ""
        end = at + 1
        while end < last and lines.words(end - 1).endswith(" \\") and not lines.is_empty(end):
            end += 1
        lines.starts[at] += entry.end() if entry else 0
        for line in range(at, end - 1):
            lines.ends[line] = lines.starts[line] + len(lines.words(line).removesuffix("\\").rstrip())
        if "!" in name:
            self.page.values.drop(name.strip("!"))
        else:
            self.page.values.define(name, " ".join(lines.words(line) for line in range(at, end)))
        return name, end

    def _value(self, at: int, last: int) -> int:
        """An attribute below the header; its words are read here if references to it can't show them."""
        name, end = self.entry(at, last)
        value = self.page.values.value(name)
        if not is_plain(value) and front_matter_scope(name, value):
            self.page.write(self.lines.stretch(self.lines.next_filled(at, end), end), "field")
        return end
