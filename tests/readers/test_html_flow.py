from __future__ import annotations

from healthlint.document import Document
from healthlint.readers.builder import Builder
from healthlint.readers.html_flow import HtmlFlow

OBJECT = "\ufffc"


class Runs:
    """Drives a flow as a reader of another format does, over pieces that make up the source."""

    def __init__(self, *pieces: str) -> None:
        self.document = Document("page.md", "".join(pieces))
        self.builder = Builder(self.document)
        self.flow = HtmlFlow(self.builder)
        self._spans: list[tuple[int, int]] = []
        offset = 0
        for piece in pieces:
            self._spans.append((offset, offset + len(piece)))
            offset += len(piece)

    def next(self) -> tuple[int, int]:
        return self._spans.pop(0)

    def paragraph(self, *kinds: str) -> None:
        """A paragraph of the caller: its pieces are "text" or "tag"."""
        self.flow.block_boundary()
        self.builder.open(*self.flow.context)
        for kind in kinds:
            start, end = self.next()
            if kind == "tag":
                self.flow.inline(start, end)
            elif not self.flow.silent:
                self.builder.copy(start, end)
        self.flow.block_boundary()
        self.builder.close()

    def finish(self) -> list[tuple[str, str, str, tuple[str, ...]]]:
        self.flow.finish()
        assert self.builder.depth == 0
        document = self.builder.finish()
        return [(r.scope, document.prose[r.start : r.end], r.hidden, r.containers) for r in document.regions]


def test_elements_stay_open_between_runs() -> None:
    runs = Runs("<details>\n<summary>Ask</summary>\n", "Answer", "</details>", "After")
    runs.flow.feed(*runs.next())
    runs.paragraph("text")
    runs.flow.feed(*runs.next())
    runs.paragraph("text")
    assert runs.finish() == [
        ("paragraph", "Ask", "", ("details",)),
        ("paragraph", "Answer", "collapsed details", ("details",)),
        ("paragraph", "After", "", ()),
    ]


def test_the_scope_of_a_paragraph_inside_elements() -> None:
    runs = Runs("<table><tr><td>", "Cell", "</td></tr></table>", "After")
    runs.flow.feed(*runs.next())
    runs.paragraph("text")
    runs.flow.feed(*runs.next())
    runs.paragraph("text")
    assert [(scope, text) for scope, text, _, _ in runs.finish()] == [("table-cell", "Cell"), ("paragraph", "After")]


def test_tags_inside_a_paragraph_of_the_caller() -> None:
    runs = Runs(
        "a ",
        "<b>",
        "b",
        "</b>",
        "<br>",
        "c ",
        "<code>",
        "no",
        "</code>",
        "<span hidden>",
        "d",
        "</span>",
        "<img alt=e>",
        "<!-- f -->",
    )
    text, tag = "text", "tag"
    runs.paragraph(text, tag, text, tag, tag, text, tag, text, tag, tag, text, tag, tag, tag)
    assert [region[:3] for region in runs.finish()] == [
        ("paragraph", "d", "hidden attribute"),
        ("alt-text", "e", ""),
        ("paragraph", f"a b c {OBJECT}", ""),
    ]
    assert ("strong", 2) in [(mark.kind, mark.start - runs.document.prose.index("a b")) for mark in runs.document.marks]
    assert [comment.text for comment in runs.document.comments] == [" f "]


def test_what_a_paragraph_leaves_open_ends_with_it() -> None:
    runs = Runs("<span hidden>", "a", "b", "<svg>", "no", "c")
    runs.paragraph("tag", "text")
    runs.paragraph("text", "tag", "text")
    runs.paragraph("text")
    assert [region[1:3] for region in runs.finish()] == [("a", "hidden attribute"), ("b", ""), ("c", "")]


def test_an_end_tag_inside_a_paragraph_ends_the_element_around_it_afterwards() -> None:
    runs = Runs("<div hidden>", "a", "</div>", "b")
    runs.flow.feed(*runs.next())
    runs.paragraph("text", "tag")
    runs.paragraph("text")
    assert [region[1:3] for region in runs.finish()] == [("a ", "hidden attribute"), ("b", "")]


def test_elements_end_with_the_container_of_the_caller() -> None:
    runs = Runs("<details>", "a", "b")
    runs.flow.enter("list")
    runs.flow.feed(*runs.next())
    runs.paragraph("text")
    runs.flow.leave()
    runs.paragraph("text")
    assert runs.finish() == [
        ("paragraph", "a", "collapsed details", ("list", "details")),
        ("paragraph", "b", "", ()),
    ]


def test_an_end_tag_does_not_reach_out_of_the_container_of_the_caller() -> None:
    runs = Runs("<details>", "</details>", "a", "b")
    runs.flow.feed(*runs.next())
    runs.flow.enter("blockquote")
    runs.flow.feed(*runs.next())
    runs.paragraph("text")
    runs.flow.leave()
    runs.paragraph("text")
    assert [(text, containers) for _, text, _, containers in runs.finish()] == [
        ("a", ("details", "blockquote")),
        ("b", ()),
    ]


def test_attributes_as_components_write_them() -> None:
    runs = Runs(
        "<div style={{ display: 'none' }} onClick={() => a > b}>a</div>",
        "<Box hidden {...rest}>b</Box>",
        "<X a={b} />c",
    )
    for _ in range(3):
        runs.flow.feed(*runs.next())
    assert [region[1:3] for region in runs.finish()] == [("a", "display:none"), ("b", "hidden attribute"), ("c", "")]


def test_the_scope_that_the_caller_gives() -> None:
    runs = Runs("<b>a</b>", "<p>b</p>", "<h2>c</h2>")
    runs.flow.outer = ("list-item", 2)
    for _ in range(3):
        runs.flow.feed(*runs.next())
    assert [(scope, text) for scope, text, _, _ in runs.finish()] == [
        ("list-item", "a"),
        ("list-item", "b"),
        ("heading", "c"),
    ]


def test_a_comment_that_ends_in_a_later_run() -> None:
    runs = Runs("<!-- a", "\n> ", "b --><p>c</p>")
    first, _, last = runs.next(), runs.next(), runs.next()
    runs.flow.feed(*first)
    runs.flow.feed(*last)
    assert [text for _, text, _, _ in runs.finish()] == ["c"]
    assert [comment.text for comment in runs.document.comments] == [" a\n> b "]


def test_a_source_with_parts_overwritten() -> None:
    source = "<p>a {{< b >}} c {% d %} e</p>"
    document = Document("page.md", source)
    builder = Builder(document)
    page = source.replace("{{< b >}}", OBJECT * 9).replace("{% d %}", " " * 7)
    flow = HtmlFlow(builder, page)
    flow.feed(0, len(source))
    flow.finish()
    builder.finish()
    assert document.prose == f"a {OBJECT} c e"
    assert source[slice(*document.span(2, 3))] == "{{< b >}}"
    assert source[slice(*document.span(6, 7))] == "e"


def test_html_in_a_region_of_the_caller_stays_in_it() -> None:
    runs = Runs("a ", "<b>b<div>c</div>d", "e", "f")
    runs.flow.block_boundary()
    runs.builder.open("footnote")
    runs.builder.copy(*runs.next())
    runs.flow.feed(*runs.next())
    runs.builder.copy(*runs.next())
    runs.flow.block_boundary()
    runs.builder.close()
    runs.paragraph("text")
    assert [(scope, text) for scope, text, _, _ in runs.finish()] == [("footnote", "a b c de"), ("paragraph", "f")]
    assert [(mark.kind, runs.document.prose[mark.start : mark.end]) for mark in runs.document.marks] == [
        ("strong", "b c de")
    ]


def test_a_mark_from_around_ends_inside_a_paragraph_of_the_caller() -> None:
    runs = Runs("<div><b>", "a", "</b>", "b", "c")
    runs.flow.feed(*runs.next())
    runs.paragraph("text", "tag", "text")
    runs.flow.feed(*runs.next())
    assert [text for _, text, _, _ in runs.finish()] == ["ab", "c"]
    assert runs.document.marks == []


def test_elements_around_outlast_the_tags_inside_a_paragraph() -> None:
    runs = Runs("<b>", "a", "<div hidden>", "b", "<i>", "c", "d")
    runs.paragraph("tag", "text")
    runs.flow.feed(*runs.next())
    runs.paragraph("text", "tag", "text")
    runs.paragraph("text")
    assert [region[1:3] for region in runs.finish()] == [
        ("a", ""),
        ("bc", "hidden attribute"),
        ("d", "hidden attribute"),
    ]


def test_text_left_open_stands_before_the_container_of_the_caller() -> None:
    runs = Runs("<div>a", "b")
    runs.flow.feed(*runs.next())
    runs.flow.enter("list")
    runs.flow.feed(*runs.next())
    runs.flow.leave()
    assert [(text, containers) for _, text, _, containers in runs.finish()] == [("a", ()), ("b", ("list",))]


def test_text_inside_code_is_silent_until_it_ends() -> None:
    runs = Runs("<div><svg>", "</div>", "<p>a</p>")
    runs.flow.feed(*runs.next())
    assert runs.flow.silent
    runs.flow.enter("list")
    runs.flow.feed(*runs.next())
    assert not runs.flow.silent
    runs.flow.feed(*runs.next())
    runs.flow.leave()
    assert [text for _, text, _, _ in runs.finish()] == ["a"]


def test_what_stands_open_in_a_container_is_ended_before_it_is_left() -> None:
    runs = Runs("<div hidden><p>a", "b")
    runs.flow.enter("list")
    runs.flow.feed(*runs.next())
    runs.flow.leave()
    runs.paragraph("text")
    assert runs.finish() == [("paragraph", "a", "hidden attribute", ("list", "hidden")), ("paragraph", "b", "", ())]


def test_containers_left_in_another_order_than_entered() -> None:
    """A caller that goes past the flow gets its containers back; those of HTML wait until they are on top."""
    runs = Runs("<details open>", "</details>", "<p>a</p>", "<p>b</p>")
    runs.flow.feed(*runs.next())
    runs.builder.enter("list")
    runs.flow.feed(*runs.next())
    runs.flow.feed(*runs.next())
    runs.flow.block_boundary()
    runs.builder.leave()
    runs.flow.feed(*runs.next())
    assert [(text, containers) for _, text, _, containers in runs.finish()] == [("a", ("details", "list")), ("b", ())]


def test_the_scope_around_an_element_that_ended_below_others() -> None:
    runs = Runs("<ul><li>", "</li>", "a", "b")
    runs.flow.feed(*runs.next())
    runs.flow.enter("blockquote")
    runs.flow.feed(*runs.next())
    runs.paragraph("text")
    runs.flow.leave()
    runs.paragraph("text")
    assert [(scope, text) for scope, text, _, _ in runs.finish()] == [("paragraph", "a"), ("paragraph", "b")]
