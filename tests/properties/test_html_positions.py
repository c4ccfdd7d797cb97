from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from healthlint.document import Document
from healthlint.readers import read
from healthlint.readers.builder import Builder
from healthlint.readers.html import read as read_html
from healthlint.readers.html_flow import HtmlFlow

SENTENCE = "Nobody has measured the seven blue kettles."

BLOCKS = st.sampled_from(
    [
        "p",
        "div",
        "section",
        "li",
        "ul",
        "blockquote",
        "td",
        "table",
        "tr",
        "h2",
        "figure",
        "figcaption",
        "dl",
        "dd",
        "form",
    ]
)
INLINES = st.sampled_from(["b", "em", "span", "a", "i", "small", "u", "x-tip", "label", "button", "strong", "mark"])
LINE_ENDS = st.sampled_from(["\n", "\r\n", "\r", " ", ""])
WORDS = st.sampled_from(
    ["plain words", "naïve café", "𝒜stral 🍵 tea", "5 < 6", "Q&A", "a < b and c", "", "tab\there", "x &; y"]
)
REFERENCES = st.sampled_from(
    ["&amp;", "&eacute;", "&#233;", "&#x1F375;", "&nbsp;", "&notanentity;", "&copy 2020", "&lt;p&gt;", "&"]
)
VALUES = st.sampled_from(
    [
        '="a > b"',
        "='it is'",
        "=bare",
        "",
        '="&quot;x&quot;"',
        '="it\'s"',
        ' = "spaced"',
        "={x > 1 ? 2 : 3}",
        '="line\nend"',
    ]
)
ATTRIBUTES = st.lists(
    st.tuples(st.sampled_from(["id", "data-x", "href", "onclick", "name", "aria-hidden"]), VALUES), max_size=3
).map(lambda pairs: "".join(f" {name}{value}" for name, value in pairs))
COMMENTS = st.sampled_from(
    [
        "<!-- note -->",
        "<!---->",
        "<!-->",
        "<!--[if IE]><p>old</p><![endif]-->",
        "<![if !IE]>",
        "<?x y?>",
        "<!-- a <b> --!>",
    ]
)
SKIPPED = st.sampled_from(
    [
        "<script>if (a<b) { c('</p>'); }</script>",
        "<style>p > b { x: y }</style>",
        "<svg><title>t</title></svg>",
        "<br>",
        "<hr/>",
    ]
)
STRAY = st.sampled_from(["</p>", "</b>", "</td>", "</li>", "</>", "</h1>", "</table>", "<>", "< p", "</ div >", "<3"])


def opened(names: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(lambda name, attributes, end: f"<{name}{attributes}{end}>", names, ATTRIBUTES, LINE_ENDS)


LEAVES = st.one_of(WORDS, REFERENCES, COMMENTS, SKIPPED, STRAY, LINE_ENDS, opened(BLOCKS), opened(INLINES))


def wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def closed(name: str, attributes: str, parts: list[str]) -> str:
        return f"<{name}{attributes}>{''.join(parts)}</{name}>"

    return st.builds(closed, st.one_of(BLOCKS, INLINES), ATTRIBUTES, st.lists(inner, max_size=4))


HTML = st.lists(st.recursive(LEAVES, wrapped, max_leaves=12), max_size=6).map("".join)
PIECES = st.sampled_from(
    [
        *(
            "<",
            ">",
            "</",
            "/>",
            '"',
            "'",
            "=",
            "&",
            ";",
            "<!--",
            "-->",
            "<!",
            "<?",
            "?>",
            "]]>",
            "<![CDATA[",
            "{",
            "}",
            "{{",
            "}}",
        ),
        *(
            "<p",
            "<b>",
            "</b>",
            "<script",
            "<script>",
            "</script",
            "<title>",
            "<textarea>",
            "<svg>",
            "</svg>",
            "<math>",
            "<pre>",
        ),
        *(
            "<details>",
            "<summary>",
            "</summary>",
            "<span hidden>",
            "<button>",
            "<option>",
            "<select>",
            "<td>",
            "<table>",
            "<li>",
        ),
        *(
            "<ul>",
            "</ul>",
            "<sup>",
            "1",
            "</sup>",
            "<code>",
            "</code>",
            "<q>",
            "</q>",
            "<br>",
            "<a href=x>",
            "<img alt='",
            "<h1>",
        ),
        *(
            " ",
            "\n",
            "\r\n",
            "word",
            "🍵",
            "&amp;",
            "&#",
            "&#x110000;",
            "&#0;",
            "hidden",
            " style='display:none'",
            "{%",
            "%}",
        ),
        *(
            "<meta name=description content='",
            "<dialog>",
            "<template>",
            "http://x.org",
            "www.",
            "\x00",
            "\ufffc",
            "https://",
        ),
        *(
            '<script type="application/ld+json">',
            '{"description":"',
            "\\u12",
            "\\",
            "]",
            "[",
            ":",
            ",",
            "---\n",
            "title: x\n",
        ),
    ]
)


def check_map(document: Document) -> None:
    """The pieces of the map are in order, do not overlap, and the exact ones say what stands in the source."""
    last = 0
    for prose_start, prose_end, start, end in document.map.pieces():
        assert last <= prose_start < prose_end <= len(document.prose)
        assert 0 <= start < end <= len(document.text)
        last = prose_end
        if prose_end - prose_start == end - start:
            seen, source = document.prose[prose_start:prose_end], document.text[start:end]
            assert seen == source or (seen == " " and source.isspace())
    last = 0
    for region in document.regions:
        assert last <= region.start < region.end <= len(document.prose)
        last = region.end
    for mark in document.marks:
        assert 0 <= mark.start <= mark.end <= len(document.prose)
    for comment in document.comments:
        assert document.text[comment.body : comment.body + len(comment.text)] == comment.text


def check_place(document: Document, offset: int, written: str) -> None:
    """The sentence stands in the prose and leads back to what was written at `offset`."""
    place = document.prose.find(SENTENCE)
    assert place >= 0
    assert document.span(place, place + len(SENTENCE)) == (offset, offset + len(written))


@settings(max_examples=300, deadline=None)
@given(before=HTML, opening=st.one_of(opened(BLOCKS), opened(INLINES), st.just("")), after=HTML)
def test_a_sentence_is_found_where_it_stands(before: str, opening: str, after: str) -> None:
    source = before + opening + SENTENCE + after
    document = read("page.html", source.encode())
    check_map(document)
    check_place(document, len(before) + len(opening), SENTENCE)


@settings(max_examples=150, deadline=None)
@given(before=HTML, after=HTML)
def test_a_sentence_with_tags_and_references_inside_is_one_span(before: str, after: str) -> None:
    inside = "Nobody <b>has</b> measured&#32;the <a href='x'>sev<i>en</i></a> blu&#101; kettles."
    document = read("page.html", f"{before}<p>{inside}</p>{after}".encode())
    check_map(document)
    check_place(document, len(before) + 3, inside)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_garbage_is_read_without_harm(source: str) -> None:
    check_map(read_html(Document("page.html", source)))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["feed", "inline", "text", "enter", "leave", "open", "close"]), PIECES), max_size=25
    )
)
def test_runs_of_html_never_disturb_the_caller(steps: list[tuple[str, str]]) -> None:
    """Whatever HTML says, the containers and regions of the caller are his."""
    document = Document("page.md", "".join(piece for _, piece in steps))
    builder = Builder(document)
    flow = HtmlFlow(builder)
    containers = 0
    is_open = False
    offset = 0
    for step, piece in steps:
        end = offset + len(piece)
        if step == "text" and is_open:
            builder.copy(offset, end)
        elif step == "inline" and is_open:
            flow.inline(offset, end)
        elif step == "feed" and not is_open:
            flow.feed(offset, end)
        elif step == "enter" and not is_open:
            flow.enter("list" if len(piece) % 2 else "blockquote")
            containers += 1
        elif step == "leave" and not is_open and containers:
            flow.leave()
            containers -= 1
        elif step in ("open", "close") and (step == "close") == is_open:
            flow.block_boundary()
            if is_open:
                builder.close()
            else:
                builder.open("paragraph")
            is_open = not is_open
        offset = end
        assert builder.depth >= containers
        assert is_open <= builder.is_open
    if is_open:
        flow.block_boundary()
        builder.close()
    for _ in range(containers):
        flow.leave()
    flow.finish()
    assert builder.depth == 0
    assert not builder.is_open
    check_map(builder.finish())
