"""Writes the words of Markdown: runs of plain text, escapes, line ends, code, addresses, and marks around them.

Knows one region at a time; blocks and the parser's events are the matter of `markdown_events`.
"""

from __future__ import annotations

import re

from healthlint.readers.mask import OBJECT
from healthlint.readers.parser import encodable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.readers.builder import Builder
    from healthlint.readers.html_flow import HtmlFlow
    from healthlint.readers.mask import Mask

_ADDRESS = (
    r"(?:\b(?:https?|ftp)://|\bwww\.)[^\s<>\ufffc]{0,2000}[^\s<>\ufffc?!.,:*_~'\")\]}]"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"
)


class MarkdownText:
    """The words of one body.

    `silent` says that text at this place is no prose. `flow` follows the HTML of the body, if it has any.
    """

    def __init__(self, builder: Builder, masked: Mask) -> None:
        self.builder = builder
        self.flow = _flow(builder, masked.page)
        self.silent = False
        self._text = masked.parsed
        self._tags = masked.tags
        self._nothing = masked.silent
        self._signs = _signs(masked)
        self._unit = _unit(masked.silent)
        self._write = builder.write
        self._has_escapes = "\\" in self._text
        self._last = 0  # where the last words ended
        self._gap = -1  # the line end that is not written yet
        self._gap_end = -1
        self._opened = False
        self._skipping = self._raw = False
        self._images = 0
        self._scopes = [("paragraph", 0)]
        self._context = self._scopes[0]
        self._touched = False  # whether HTML was followed since the last boundary

    # -- regions

    def push(self, scope: str, level: int) -> None:
        """Text that no region is opened for has this scope and level from now on."""
        self._scopes.append((scope, level))
        self.follow()

    def pop(self) -> None:
        """Take back the last `push`."""
        self._scopes.pop()
        self.follow()

    def follow(self) -> None:
        """The HTML around has changed."""
        self._context = self._scopes[-1]
        if self.flow:
            self.flow.outer = self._context
            self.silent = self.flow.silent
            self._context = self.flow.context

    def inline(self, start: int, end: int) -> None:
        """Follow the tag or comment source[start:end] inside the open region."""
        if self.flow:
            self.flow.inline(start, end)
            self.silent = self.flow.silent
            self._touched = True

    def feed(self, start: int, end: int) -> None:
        """Follow the block of HTML source[start:end]."""
        if self.flow:
            self.flow.feed(start, end)
            self._touched = True
            self.follow()

    def boundary(self) -> None:
        """A block starts or ends: end what HTML left open inside it."""
        if self._touched and self.flow:
            self._touched = False
            self.flow.block_boundary()
            self.follow()

    def open(self, scope: str = "", level: int = 0) -> None:
        """Open a region, by default with the scope and level that text has at this place."""
        if self._touched:
            self.boundary()
        if not scope:
            scope, level = self._context
        self.builder.open(scope, level)
        self._opened = True

    def close(self) -> None:
        """Close the open region, if there is one."""
        if not self._opened:
            return
        if self._touched:
            self.boundary()
            self._touched = True  # end tags of what lies around the region wait until it is closed
        self.builder.close()
        self._opened = False
        self._gap = -1

    def skip(self, skipping: bool, raw: bool = False) -> None:
        """Whether words that come are code or an address; `raw`: they only look like code, and are as in the source."""
        self._skipping = skipping
        self._raw = raw

    # -- words

    def words(self, visible: str, start: int, end: int) -> None:
        """Plain words, or a character reference; a backslash before them escapes the first."""
        if self._skipping or start == end:
            if self._raw:
                self._line(start, end)
            return
        literal = end - start == len(visible)
        escaped = self._has_escapes and literal and start > self._last and self._text[start - 1] == "\\"
        self._last = end
        if not self._opened or self._gap >= 0:
            self._reach(start - escaped)
        if escaped:
            if not self.silent:
                self._write(visible[0], start - 1, start + 1)
            visible = visible[1:]
            start += 1
        if literal and self._signs:
            for sign in self._signs:
                if sign in visible:
                    self._write_units(start, end)
                    return
        if not self.silent:
            self._write(visible, start, end)

    def _line(self, start: int, end: int) -> None:
        """A line as it stands in the source, with its end."""
        words = start + len(self._text[start:end].rstrip())
        if start < words:
            self._reach(start)
            self._write_units(start, words)
        if self._opened and self._gap < 0:
            self.line_end(words, end)

    def line_end(self, start: int, end: int) -> None:
        """A line end inside a region: one space, with the indentation and the quote signs of the next line."""
        self._gap, self._gap_end = start, end

    def _reach(self, start: int) -> None:
        """Something comes at `start`: write what waits before it."""
        if not self._opened:
            self.open()
        if self._gap >= 0:
            if not self.silent:
                self.builder.space(self._gap, start)
            self._gap = -1

    def _write_line_end(self) -> None:
        if self._gap >= 0 and not self.silent:
            self.builder.space(self._gap, self._gap_end)
        self._gap = -1

    def _write_units(self, start: int, end: int) -> None:
        """Write words with addresses and with what was taken out between them."""
        text = self._text
        done = start
        units = re.compile(self._unit).finditer(text, start, end) if self._signs else ()
        for unit in units:
            begin, stop = unit.span()
            if not self.silent:
                self._write(text[done:begin], done, begin)
                if unit.lastgroup:
                    self._write_thing(unit)
            if text[begin] == self._nothing:
                self._follow_tags(begin, stop)
            done = stop
        if not self.silent:
            self._write(text[done:end], done, end)

    def _write_thing(self, unit: re.Match[str]) -> None:
        address = unit.group("address")
        if address:
            self.builder.begin_mark("link", address)
        self.builder.write(OBJECT, *unit.span())
        if address:
            self.builder.end_mark("link")

    def _follow_tags(self, start: int, end: int) -> None:
        """Tags of MDX were taken out of source[start:end]: those of HTML still mean something."""
        while start < end:
            stop = self._tags.get(start, 0)
            if stop and not self._images:
                self.inline(start, stop)
            start = stop or start + 1

    # -- what is no words

    def thing(self, start: int, end: int) -> None:
        """Something at source[start:end] that is no words."""
        self._reach(start)
        if not self.silent:
            self.builder.write(OBJECT, start, end)

    def code(self, start: int, end: int) -> None:
        """Code inside a sentence."""
        self._reach(start)
        if not self.silent:
            self.builder.begin_mark("code")
            self._write(OBJECT, start, end)
            self.builder.end_mark("code")

    def reference(self, label: str, start: int) -> None:
        """A reference to a footnote."""
        self.begin_mark("footnote-reference", start, label)
        self.end_mark("footnote-reference")

    def html(self, start: int, end: int) -> None:
        """A tag or a comment of HTML inside a sentence. Inside the alternative text of an image tags mean nothing."""
        self._reach(start)
        if not self._images or self._text.startswith("<!--", start):
            self.inline(start, end)

    # -- marks

    def begin_mark(self, kind: str, start: int, value: str = "") -> None:
        """A mark begins with what stands at `start`."""
        if not self._opened or self._gap >= 0:
            self._reach(start)
        self.builder.begin_mark(kind, value)

    def end_mark(self, kind: str) -> None:
        """The innermost mark of this kind ends."""
        if self._gap >= 0:
            self._write_line_end()
        self.builder.end_mark(kind)

    def begin_image(self, start: int, source: str) -> None:
        """An image starts: what comes is its alternative text."""
        self.begin_mark("image", start, source)
        self.builder.end_mark("image")
        self.builder.open("alt-text")
        self._images += 1

    def end_image(self) -> None:
        """The alternative text is over."""
        self._write_line_end()
        self.builder.close()
        self._images -= 1


def _signs(masked: Mask) -> tuple[str, ...]:
    """What shows that a run of words has to be looked at."""
    signs = ["://", "www.", "@", OBJECT]
    if masked.silent:
        signs.append(masked.silent)
    found = tuple(sign for sign in signs if sign in masked.parsed)
    # The parser tells of a lone surrogate by another sign.
    return found if encodable(masked.parsed) == masked.parsed else (*found, "\ufffd")


def _unit(silent: str) -> str:
    """What in a run of words is no words: an address, or what was taken out of the source.

    Compiled where such a run first comes, and kept by `re`.
    """
    address = _ADDRESS.replace(OBJECT, OBJECT + silent)
    nothing = f"|{silent}+" if silent else ""
    return rf"(?P<address>{address})|(?P<object>{OBJECT}+){nothing}"


def _flow(builder: Builder, page: str) -> HtmlFlow | None:
    if "<" not in page:
        return None
    # Imported only for documents with tags.
    from healthlint.readers.html_flow import HtmlFlow

    return HtmlFlow(builder, page)
