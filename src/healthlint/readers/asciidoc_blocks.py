"""Finds the blocks of AsciiDoc by their lines: headings, paragraphs, delimited blocks, and what is said of them.

Lists and tables have modules of their own; how words are written is the matter of `asciidoc_inline`.
"""

from __future__ import annotations

import re

from healthlint.readers.asciidoc_attributes import Attributes
from healthlint.readers.asciidoc_lists import AsciidocLists
from healthlint.readers.asciidoc_remarks import DIRECTIVE, AsciidocRemarks, is_block_attributes
from healthlint.readers.lines import stretch_of
from healthlint.readers.markup_page import MAX_DEPTH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.readers.asciidoc_page import AsciidocPage
    from healthlint.readers.lines import Lines

_DELIMITER = re.compile(r"(?:([-=.*_+/])\1{3,}|--|`{3,}[^`]*|~{4,}|[|,:!]={3,})\Z")
_DELIMITING = "-=.*_+/`~|,:!"
_SECTION = re.compile(r"(={1,6}|#{1,6})[ \t]+(?=\S)")
_MACRO = re.compile(r"(image|video|audio|toc)::([^\[]*)\[(.*)\]\Z")
_ADMONITION = re.compile(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+(?=\S)")
_QUOTED = re.compile(r">(?:[ \t]|\Z)")
_ATTRIBUTION = re.compile(r"--[ \t]+(?=\S)")

_BOXES = ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION", "sidebar", "example")
_QUOTES = ("quote", "verse")
_CODE = ("source", "listing", "literal", "stem", "latexmath", "asciimath", "mermaid", "plantuml", "graphviz", "ditaa")


class AsciidocBlocks:
    """The blocks of one run of lines: those of the document, or of a cell of a table."""

    def __init__(self, page: AsciidocPage, lines: Lines) -> None:
        self.page = page
        self.lines = lines
        self.text = lines.text
        self.remarks = AsciidocRemarks(page, lines)
        self._lists = AsciidocLists(self)

    def read(self, first: int, last: int) -> None:
        """Read the lines `first` to `last` (exclusive)."""
        lines, page = self.lines, self.page
        page.depth += 1
        said, self.remarks.said = self.remarks.said, None
        at = first
        while at < last:
            if lines.is_empty(at):
                at += 1
            elif page.depth > MAX_DEPTH:
                at = self._paragraph(at, last)
            else:
                at = self.block(at, last)
        self.remarks.said = said
        page.depth -= 1

    def block(self, at: int, last: int) -> int:
        """Read what starts in a line that is not empty, a block or what is said of one; the line behind it."""
        words = self.lines.words(at)
        sign = words[0]
        if sign in _DELIMITING and not self.lines.columns[at] and _DELIMITER.match(words):
            return self._delimited(at, last, words)
        end = self.remarks.read(at, last)
        if end > at:
            return end
        end = self._lists.read(at, last)
        if end == at:
            end = self._single(at, last, words)
        self.remarks.said = None
        return end

    # -- delimited blocks

    def _delimited(self, at: int, last: int, delimiter: str) -> int:
        lines = self.lines
        closing = delimiter if delimiter[0] != "`" else "`" * (len(delimiter) - len(delimiter.lstrip("`")))
        end = next((line for line in range(at + 1, last) if self._closes(line, closing)), last)
        said, self.remarks.said = self.remarks.said, None
        style = said.style if said else ""
        sign = delimiter[0]
        if sign == "/" or style == "comment":
            stop = lines.ends[min(end, last - 1)]
            body = lines.ends[at]
            self.page.builder.comment(
                lines.starts[at], stop, body, max(lines.starts[end] if end < last else stop, body)
            )
        elif sign in "|,:!" and len(delimiter) > 2:
            from healthlint.readers.asciidoc_tables import read_table  # imported only where there is one

            read_table(self, at + 1, end, sign, said)
        elif sign == "+" and style not in _CODE:
            first = lines.next_filled(at + 1, end)
            if first < end:
                self.page.feed_html(lines.stretch(first, end))
        elif sign in "=*_~" or (delimiter == "--" and style not in _CODE) or (sign in "-." and style in _QUOTES):
            self._compound(at + 1, end, sign, style, said)
            return min(end + 1, last)
        if end == last and sign not in "|,:!":
            self.page.builder.trouble(f"{delimiter[:8]} is never closed: what follows was not read", lines.starts[at])
        return min(end + 1, last)

    def _closes(self, line: int, delimiter: str) -> bool:
        start = self.lines.starts[line]
        return self.lines.ends[line] - start == len(delimiter) and self.text.startswith(delimiter, start)

    def _compound(self, first: int, last: int, sign: str, style: str, said: Attributes | None) -> None:
        if sign == "_" or style in _QUOTES:
            self.page.enter("blockquote", "blockquote")
            self.read(first, last)
            self._attribution(said)
            self.page.leave()
        elif said is not None and "collapsible" in said.options:
            self.page.enter("details", "paragraph", hidden="" if "open" in said.options else "collapsed details")
            self.read(first, last)
            self.page.leave()
        elif style in _BOXES or sign == "*":
            self.page.enter("note", "paragraph")
            self.read(first, last)
            self.page.leave()
        else:
            self.read(first, last)

    def _attribution(self, said: Attributes | None) -> None:
        """Who is quoted and from where."""
        for start, end in said.positional[1:3] if said else ():
            if start < end:
                self.page.write(stretch_of(self.text, [(start, end)]), "caption")

    # -- headings, macros, paragraphs

    def _single(self, at: int, last: int, words: str) -> int:
        lines = self.lines
        style = self.remarks.style
        if style in _CODE or style == "comment" or (lines.columns[at] and not style):
            end = self.paragraph_end(at, last)
            if style == "comment":
                self.page.builder.comment(lines.starts[at], lines.ends[end - 1], lines.starts[at], lines.ends[end - 1])
            return end
        section = _SECTION.match(words)
        if section is not None:
            start = lines.starts[at] + section.end()
            closing = re.compile(rf"[ \t]+{section[1]}\Z").search(words, section.end())
            end = lines.ends[at] - (len(closing.group()) if closing else 0)
            self.page.write(stretch_of(self.text, [(start, end)]), "heading", min(len(section[1]), 6))
            return at + 1
        if self.is_underlined(at, last):
            self.page.write(lines.stretch(at, at + 1), "heading", "=-~^+".index(lines.words(at + 1)[0]) + 1)
            return at + 2
        macro = _MACRO.match(words)
        if macro is not None:
            self._macro(macro, lines.starts[at])
            return at + 1
        return self._styled(at, last, words, style)

    def is_underlined(self, line: int, last: int) -> bool:
        """Whether a line is a heading by the line below it."""
        words, below = self.lines.words(line), self.lines.words(line + 1) if line + 1 < last else ""
        is_rule = below[:1] in ("=", "-", "~", "^", "+") and below.strip(below[0]) == "" and len(below) > 1
        return is_rule and abs(len(below) - len(words)) < 2 and any(map(str.isalnum, words))

    def _macro(self, macro: re.Match[str], start: int) -> None:
        """An image, of which the alternative text and the title are prose; of others the title is."""
        attributes = Attributes(self.text, start + macro.start(3), start + macro.end(3))
        first = attributes.positional[0] if attributes.positional and macro[1] == "image" else None
        for span, scope in (
            (attributes.named.get("alt", first), "alt-text"),
            (attributes.named.get("title"), "caption"),
        ):
            if span is not None and span[0] < span[1]:
                self.page.write(stretch_of(self.text, [span]), scope)

    def _styled(self, at: int, last: int, words: str, style: str) -> int:
        """A paragraph in a box or a quotation, or a plain one."""
        admonition = _ADMONITION.match(words)
        if admonition is not None:
            self.lines.starts[at] += admonition.end()
        if admonition is not None or style in _BOXES:
            self.page.enter("note", "paragraph")
            at = self._paragraph(at, last)
            self.page.leave()
            return at
        if _QUOTED.match(words):
            return self._markdown_quotation(at, last)
        if style in _QUOTES or self._is_attributed(at, last):
            said = self.remarks.said
            self.page.enter("blockquote", "blockquote")
            at = self._paragraph(at, last)
            self._attribution(said)
            self.page.leave()
            return at
        return self._paragraph(at, last)

    def _is_attributed(self, at: int, last: int) -> bool:
        """Whether a paragraph in quotation marks ends with a line that says by whom it is."""
        if self.text[self.lines.starts[at]] != '"':
            return False
        end = self.paragraph_end(at, last)
        return end - at > 1 and _ATTRIBUTION.match(self.lines.words(end - 1)) is not None

    def _markdown_quotation(self, at: int, last: int) -> int:
        """Lines behind ">" signs."""
        lines = self.lines
        end = lines.filled_end(at, last)
        for line in range(at, end):
            quoted = _QUOTED.match(lines.words(line))
            if quoted is not None:
                lines.starts[line] = min(lines.starts[line] + quoted.end(), lines.ends[line])
                lines.columns[line] = 0
        self.page.enter("blockquote", "blockquote")
        self.read(at, end)
        self.page.leave()
        return end

    def _paragraph(self, at: int, last: int) -> int:
        end = self.paragraph_end(at, last)
        self.write(at, end)
        return end

    def paragraph_end(self, at: int, last: int) -> int:
        """The line behind the paragraph whose first line is `at`."""
        lines = self.lines
        end = at + 1
        while end < last and not lines.is_empty(end) and not self.breaks(end):
            end += 1
        return end

    def breaks(self, line: int) -> bool:
        """Whether a line ends the paragraph before it."""
        words = self.lines.words(line)
        sign = words[0]
        if self.lines.columns[line]:
            return False
        if sign == "[":
            return is_block_attributes(words)
        return words == "+" or (sign in _DELIMITING and _DELIMITER.match(words) is not None)

    def write(self, first: int, last: int) -> None:
        """Write the lines `first` to `last` (exclusive) as a region, without comments and directives."""
        lines = self.lines
        spans: list[tuple[int, int]] = []
        for line in range(first, last):
            start, end = lines.starts[line], lines.ends[line]
            if self.remarks.is_comment(line):
                self.remarks.comment(line)
                continue
            directive = DIRECTIVE.match(self.text, start, end) if self.text[start : start + 1] in ("i", "e") else None
            if directive is not None:
                start, end = directive.span("text")
            if start < end:
                spans.append((start, end))
        if spans:
            self.page.write(stretch_of(self.text, spans))
