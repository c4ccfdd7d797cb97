"""Turns the events of the Markdown parser into regions and marks.

Knows the events and what HTML around Markdown means for it; how words are written is the matter of `markdown_text`.
"""

from __future__ import annotations

from healthlint.readers.markdown_text import MarkdownText
from healthlint.readers.parser import parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeAlias

    from healthlint.readers.builder import Builder
    from healthlint.readers.link_titles import LinkTitles
    from healthlint.readers.mask import Insert, Mask

    Handler: TypeAlias = Callable[[Any, int, int], None]

_MARKS = {"Strong": "strong", "Emphasis": "emphasis", "Strikethrough": "strike"}


class MarkdownEvents:
    """The reading of one body.

    `parsed` is what the parser gets, `point` turns its byte offsets into offsets of the source. Afterwards `opaque`
    holds the source spans of the blocks of code and HTML.
    """

    def __init__(self, builder: Builder, masked: Mask, parsed: str, point: Callable[[int], int]) -> None:
        self.builder = builder
        self.masked = masked
        self.parsed = parsed
        self.point = point
        self.opaque: list[tuple[int, int]] = []
        self.text = MarkdownText(builder, masked)
        self.flow = self.text.flow
        self._titles: LinkTitles | None = None
        self._links: list[dict[str, str]] = []
        self._inserts = iter(masked.inserts)
        self._insert = next(self._inserts, None)

    def read(self) -> None:
        """Read it all."""
        point, words, line_end = self.point, self.text.words, self.text.line_end
        starts, ends, others = self._starts(), self._ends(), self._others()
        for event, span in parse(self.parsed):
            start, end = span.values()
            if event.__class__ is str:
                if event == "Rule":
                    self._block(start)
                else:
                    line_end(point(start), point(end))
                continue
            kind, value = event.popitem()  # the one that it has
            if kind == "Text":
                words(value, point(start), point(end))
                continue
            handlers = starts if kind == "Start" else ends if kind == "End" else others
            if value.__class__ is dict:
                kind, value = value.popitem()
            elif handlers is not others:
                kind = value
            if kind in handlers:
                handlers[kind](value, start, end)
        self.text.close()
        self._write_inserts(len(self.masked.text) + 1)
        if self.flow:
            self.flow.finish()

    def _starts(self) -> dict[str, Handler]:
        return {
            **({"Paragraph": self._start_block} if self._insert else {}),
            "Heading": self._start_heading,
            "BlockQuote": self._start_quote,
            "List": self._start_list,
            "Item": self._start_item,
            "FootnoteDefinition": self._start_footnote,
            "Table": self._start_table,
            "TableCell": self._start_cell,
            "CodeBlock": self._start_code,
            "HtmlBlock": self._html,
            "Link": self._start_link,
            "Image": self._start_image,
            **{name: self._mark_start(mark) for name, mark in _MARKS.items()},
        }

    def _ends(self) -> dict[str, Handler]:
        return {
            **dict.fromkeys(("Paragraph", "Heading", "TableCell"), self._end_block),
            **dict.fromkeys(("BlockQuote", "List", "FootnoteDefinition", "Table"), self._leave),
            "Item": self._end_item,
            "CodeBlock": self._end_code,
            "Link": self._end_link,
            "Image": self._end_image,
            **{name: self._mark_end(mark) for name, mark in _MARKS.items()},
        }

    def _others(self) -> dict[str, Handler]:
        point, text = self.point, self.text
        return {
            "Code": lambda _, start, end: text.code(point(start), point(end)),
            "InlineHtml": lambda _, start, end: text.html(point(start), point(end)),
            "FootnoteReference": lambda label, start, _: text.reference(label, point(start)),
        }

    # -- blocks. All that follow get the bytes at which something starts and ends.

    def _block(self, start: int) -> None:
        """A block starts or ends at `start`: what stood before it is over."""
        self.text.close()
        if self._insert:
            self._write_inserts(self.point(start))

    def _write_inserts(self, end: int) -> None:
        while self._insert and self._insert.start <= end:
            self._write_insert(self._insert)
            self._insert = next(self._inserts, None)

    def _start_block(self, _: Any, start: int, __: int) -> None:
        self._block(start)

    def _end_block(self, _: Any, __: int, ___: int) -> None:
        self.text.close()

    def _start_heading(self, heading: Any, start: int, _: int) -> None:
        self._block(start)
        self.text.open("heading", int(heading["level"][1]))

    def _start_cell(self, _: Any, start: int, __: int) -> None:
        self._block(start)
        self.text.open("table-cell", 0)

    def _enter(self, container: str, scope: str, start: int) -> None:
        self._block(start)
        if self.flow:
            self.flow.enter(container)
        else:
            self.builder.enter(container)
        self.text.push(scope, 0)

    def _leave(self, _: Any, __: int, end: int) -> None:
        self._block(end)
        if self.flow:
            self.flow.leave()
        else:
            self.builder.leave()
        self.text.pop()

    def _start_quote(self, kind: str | None, start: int, _: int) -> None:
        if kind is None:
            self._enter("blockquote", "blockquote", start)
        else:
            self._enter("note", "paragraph", start)  # a box of the author's own, such as "[!WARNING]"

    def _start_list(self, _: Any, start: int, __: int) -> None:
        self._enter("list", "list-item", start)

    def _start_footnote(self, _: Any, start: int, __: int) -> None:
        self._enter("footnote", "footnote", start)

    def _start_table(self, _: Any, start: int, __: int) -> None:
        self._enter("table", "table-cell", start)

    def _start_item(self, _: Any, start: int, __: int) -> None:
        self._block(start)
        self.text.push("list-item", self.builder.list_depth)

    def _end_item(self, _: Any, __: int, end: int) -> None:
        self._block(end)
        self.text.pop()

    def _start_code(self, kind: Any, start: int, end: int) -> None:
        self._block(start)
        if kind == "Indented" and self.masked.mdx:
            self.text.skip(True, raw=True)  # MDX has no such code: these are paragraphs set in
            return
        self.opaque.append((self.point(start), self.point(end)))
        self.text.skip(True)

    def _end_code(self, _: Any, __: int, ___: int) -> None:
        self.text.close()
        self.text.skip(False)

    def _html(self, _: Any, start: int, end: int) -> None:
        self._block(start)
        span = self.point(start), self.point(end)
        self.opaque.append(span)
        self.text.feed(*span)

    # -- marks, links and images

    def _mark_start(self, mark: str) -> Handler:
        point, begin_mark = self.point, self.text.begin_mark
        return lambda _, start, __: begin_mark(mark, point(start))

    def _mark_end(self, mark: str) -> Handler:
        end_mark = self.text.end_mark
        return lambda _, __, ___: end_mark(mark)

    def _start_link(self, link: dict[str, str], start: int, end: int) -> None:
        self._links.append(link)
        self.text.begin_mark("link", self.point(start), link["dest_url"])
        if link["link_type"] in ("Autolink", "Email"):
            self.text.thing(self.point(start), self.point(end))
            self.text.skip(True)

    def _end_link(self, _: Any, start: int, end: int) -> None:
        self.text.skip(False)
        self.text.end_mark("link")
        self._write_title(start, end)

    def _start_image(self, image: dict[str, str], start: int, _: int) -> None:
        self._links.append(image)
        self.text.begin_image(self.point(start), image["dest_url"])

    def _end_image(self, _: Any, start: int, end: int) -> None:
        self.text.end_image()
        self._write_title(start, end)

    def _write_title(self, start: int, end: int) -> None:
        link = self._links.pop()
        if not link["title"].strip() or self.text.silent:
            return
        if self._titles is None:
            # Imported only for titles: few links have one.
            from healthlint.readers.link_titles import LinkTitles

            self._titles = LinkTitles(self.builder, self.masked, self.parsed, self.point)
        self._titles.write(link, self.point(start), self.point(end))

    # -- what stood in templates

    def _write_insert(self, insert: Insert) -> None:
        if insert.style == "<":
            self.text.feed(insert.start, insert.end)
            return
        self.builder.open(insert.scope)
        if insert.style == "&":
            from healthlint.readers.html_text import write_html  # imported by `html_flow` in any case

            write_html(self.builder, insert.start, insert.end, in_attribute=True)
        else:
            from healthlint.readers.values import Scalar, pieces  # imported only where templates hold words

            for visible, start, end in pieces(self.masked.text, Scalar("", insert.style, insert.start, insert.end)):
                self.builder.write(visible, start, end)
        self.builder.close()
