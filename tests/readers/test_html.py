from __future__ import annotations

import pytest

from healthlint.document import Document
from healthlint.readers.html import read as read_html

OBJECT = "\ufffc"


def load(source: str) -> Document:
    return read_html(Document("page.html", source))


def words(text: str) -> str:
    """Prose as matching sees it: white space runs are one space."""
    return " ".join(text.split())


def regions(document: Document) -> list[tuple[str, str]]:
    return [(region.scope, words(document.prose[region.start : region.end])) for region in document.regions]


def marks(document: Document) -> list[tuple[str, str, str]]:
    return [(mark.kind, document.prose[mark.start : mark.end], mark.value) for mark in document.marks]


SCOPES = [
    ("<p>One tree.</p>", [("paragraph", "One tree.")]),
    ("<div>One</div><section>Two</section>Three", [("paragraph", "One"), ("paragraph", "Two"), ("paragraph", "Three")]),
    ("<h3>Leaves</h3>", [("heading", "Leaves")]),
    ("<h2>Leaves</h3>after", [("heading", "Leaves"), ("paragraph", "after")]),
    ("<ul><li>One</li><li><p>Two</p></li></ul>", [("list-item", "One"), ("list-item", "Two")]),
    (
        "<dl><dt>Word<dd>Its sense</dl>after",
        [("list-item", "Word"), ("list-item", "Its sense"), ("paragraph", "after")],
    ),
    (
        "<table><caption>Sums</caption><tr><th>A</th><td>B</td></tr></table>",
        [("caption", "Sums"), ("table-cell", "A"), ("table-cell", "B")],
    ),
    ("<blockquote><p>One</p><p>Two</p></blockquote>", [("blockquote", "One"), ("blockquote", "Two")]),
    ("<figure><img alt='A cup'><figcaption>Ours</figcaption></figure>", [("alt-text", "A cup"), ("caption", "Ours")]),
    ("<fieldset><legend>Size</legend></fieldset>", [("caption", "Size")]),
    ("<details open><summary>Ask</summary>Answer</details>", [("paragraph", "Ask"), ("paragraph", "Answer")]),
    ("<p>Press <button>Go on</button> now", [("control", "Go on"), ("paragraph", "Press now")]),
    ("<label>Name <input value=Ann></label>", [("control", "Ann"), ("control", "Name")]),
    ("<input type=submit value='Send it'><input type=hidden value=no>", [("control", "Send it")]),
    ("<input type=email placeholder='Your address'>", [("control", "Your address")]),
    (
        "<select><option>Red<option selected>Blue</select>x",
        [("control", "Red"), ("control", "Blue"), ("paragraph", "x")],
    ),
    ("<select><optgroup label='Warm'><option>Red</select>", [("control", "Warm"), ("control", "Red")]),
    ("<textarea placeholder='Say it'>A <b> c</textarea>", [("control", "Say it"), ("control", "A <b> c")]),
    ("<p>See <img src=a.png alt='a tall tree'> here", [("alt-text", "a tall tree"), ("paragraph", "See here")]),
    ("<p><a href=x title='More of it'>Go</a></p>", [("alt-text", "More of it"), ("paragraph", "Go")]),
    ("<img alt='Same' title='Same'>", [("alt-text", "Same")]),
    ("<button aria-label='Close the box'>x</button>", [("alt-text", "Close the box"), ("control", "x")]),
    ("<svg aria-label='A leaf'><title>no</title><text>no</text></svg>", [("alt-text", "A leaf")]),
    ("<link title='no' rel=x><style title='no'>p{}</style>", []),
    ("<area alt='The north'>", [("alt-text", "The north")]),
    ("<Image alt={'In braces'} title={shown} />", [("alt-text", "In braces")]),
    ("<title>On <b>trees</title><p>x", [("title", "On <b>trees"), ("paragraph", "x")]),
    ("<meta name=description content='What &quot;it&quot; is'>", [("description", 'What "it" is')]),
    (
        "<meta property='og:description' content='A'><meta property=og:title content='B'>",
        [("description", "A"), ("title", "B")],
    ),
    ("<meta name=twitter:description content='A'><meta name=keywords content='B, C'>", [("description", "A")]),
    ("<p> \n </p><p>&nbsp;</p><div>\t</div>", []),
    ("<p>{{ text }}</p><p>https://example.org</p>", []),
    ("", []),
]


@pytest.mark.parametrize(("source", "expected"), SCOPES)
def test_scopes(source: str, expected: list[tuple[str, str]]) -> None:
    assert regions(load(source)) == expected


SENTENCES = [
    ("<p>a <b>b</b><i>c</i> <em>d</em></p>", "a bc d"),
    ("<p>a <span>b</span> <sub>c</sub> <abbr>d</abbr> <q>e</q></p>", "a b c d “e”"),
    ("<p>one<br>two<br/>three</p>", "one two three"),
    ("<p>hy&shy;phen<wbr>ated</p>", "hy\xadphenated"),
    ("<p>use <code>a &lt; <b>b</b></code> here</p>", f"use {OBJECT} here"),
    ("<p>press <kbd>x</kbd></p>", f"press {OBJECT}"),
    ("<p>a<script>b</script>c<style>d</style>e<svg><path/>f</svg>g</p>", "aceg"),
    ("<p>a<!-- b -->c<!-->d<!--->e<!-- f --!>g</p>", "acdeg"),
    ("<p>a<?php echo 1 > 0; ?>b<?x y>c<![if IE]>d</p>", "abcd"),
    ("<p>5 < 6 and 7 > 6, <3, a <- b, < p></p>", "5 < 6 and 7 > 6, <3, a <- b, < p>"),
    ("<p>x <![CDATA[y]]></p>", "x y]]>"),
    ("<p>see https://example.org/a?b=1&amp;c. Or www.example.org, ok</p>", f"see {OBJECT}. Or {OBJECT}, ok"),
    ("<p>not-https://x.org but hhttps://x</p>", f"not-{OBJECT} but hhttps://x"),
    ("<p><a href=a>Home</a><a href=b>Shop</a></p>", "Home Shop"),
    ("<p data-x='a > b'>text</p", "text</p"),
    ("<p>text <!-- open", "text <!-- open"),
    ("<p>text <b class='open", "text <b class='open"),
    ("<p data-x='it>fine", "fine"),
    ("<p>a<b", "a<b"),
    ("<p>a</", "a</"),
    ("<p>{{ name }} is {% if x > 3 %}here{% endif %}</p>", f"{OBJECT} is here"),
    ("<p><%= name %> is <% if x > 3 %>here</p>", f"{OBJECT} is here"),
    ("<p>{not a tag} and {{ never closed</p>", "{not a tag} and {{ never closed"),
    ("<p {% if a > b %}class=x{% endif %}>in</p>", "in"),
    ("<noscript>Please turn it on</noscript>", "Please turn it on"),
    ("<svg><path d=''><p>after an unclosed drawing", "after an unclosed drawing"),
    ("<p>un<title>closed", "un closed"),
]


@pytest.mark.parametrize(("source", "expected"), SENTENCES)
def test_what_a_reader_sees(source: str, expected: str) -> None:
    assert words(load(source).prose) == expected


RAISED = [
    ("leaf<sup>1</sup> falls", "leaf falls"),
    ('leaf<sup id=a><a href="#n">[2]</a></sup> falls', "leaf falls"),
    ("leaf<sup>*</sup> falls", "leaf falls"),
    ("Brand<sup>TM</sup> falls", "Brand falls"),
    ("10<sup>6</sup> cells, 5 m<sup>2</sup>, vitamin B<sup>12</sup>", "106 cells, 5 m2, vitamin B12"),
    ("the 4<sup>th</sup> and M<sup>lle</sup>", "the 4th and Mlle"),
    ("leaf<sup>see the note</sup>", "leafsee the note"),
]


@pytest.mark.parametrize(("source", "expected"), RAISED)
def test_raised_references_are_no_part_of_the_word_before(source: str, expected: str) -> None:
    assert load(source).prose == expected


REFERENCES = [
    ("&amp;", "&"),
    ("&AMP", "&"),
    ("&eacute;", "é"),
    ("&eacute", "é"),
    ("&NotEqualTilde;", "≂̸"),
    ("&notit;", "¬it;"),
    ("&#65;", "A"),
    ("&#x41", "A"),
    ("&#X1F375;", "🍵"),
    ("&#146;", "\u2019"),
    ("&#0;", "\ufffd"),
    ("&#xD800;", "\ufffd"),
    ("&#9999999;", "\ufffd"),
    ("&nothing-known;", "¬hing-known;"),
    ("&zzz;", "&zzz;"),
    ("& ", "& "),
    ("&#;", "&#;"),
]


@pytest.mark.parametrize(("written", "seen"), REFERENCES)
def test_character_references(written: str, seen: str) -> None:
    document = load(f"<p>x{written}y</p>")
    assert document.prose == f"x{seen}y"
    last = len(document.prose) - 1
    assert document.span(last, last + 1) == (len(written) + 4, len(written) + 5)


def test_a_reference_is_one_unit_of_the_map() -> None:
    document = load("<p>Tom &amp; Ann</p>")
    assert document.span(4, 5) == (7, 12)
    assert document.span(0, 9) == (3, 16)


def test_references_in_attributes_need_their_semicolon_before_an_equals_sign() -> None:
    document = load("<img alt='?a=1&copy=2 &copy; &copy &notit;'>")
    assert document.prose == "?a=1&copy=2 © © &notit;"


IMPLIED_ENDS = [
    ("<p>a<p>b<div>c</div>d", ["a", "b", "c", "d"]),
    ("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>e", ["a", "b", "c", "d", "e"]),
    ("<table><tr><td>a<td>b<tr><th>c<tbody><tr><td>d</table>e", ["a", "b", "c", "d", "e"]),
    ("<table><tr><td>a<table><tr><td>b</table>c<td>d</table>e", ["a", "b", "c", "d", "e"]),
    ("a</p>b</div>c", ["a", "b", "c"]),
    ("<div>a</b></i></td>b</div>", ["a", "b"]),
    ("a<hr>b", ["a", "b"]),
    ("<p>a<br><br>b<br> <br>c</p>", ["a", "b", "c"]),
    ("<p>a<br>b<br>c<br><q>d</q><br>e</p>", ["a b c “d” e"]),
    ("<br><br><p>a<br></p><br>b", ["a", "b"]),
    ("<p>a<br><button>b<br></button><br>c", ["b", "a c"]),
    ("<a name=x>a<ul><li>b<a name=y>c</a><li>d</ul>", ["a", "bc", "d"]),
]


@pytest.mark.parametrize(("source", "expected"), IMPLIED_ENDS)
def test_elements_end_without_end_tags(source: str, expected: list[str]) -> None:
    assert [text for _, text in regions(load(source))] == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>e", ["list-item", "list-item", "list-item", "list-item", "paragraph"]),
        ("<td>a<p>b</td>c", ["table-cell", "table-cell", "paragraph"]),
        ("<div><ul><li>a</div>b", ["list-item", "paragraph"]),
        ("<blockquote><div>a</blockquote>b", ["blockquote", "paragraph"]),
        ("<ul><li><b>a</li></b></ul>b", ["list-item", "paragraph"]),
        ("<h2>a<h3>b</h3>c", ["heading", "heading", "paragraph"]),
        ("<table><tr><td><ul><li>a</td><td>b</table>", ["list-item", "table-cell"]),
    ],
)
def test_scopes_after_implied_ends(source: str, expected: list[str]) -> None:
    assert [region.scope for region in load(source).regions] == expected


def test_levels_of_headings_and_depths_of_lists() -> None:
    document = load("<h1>a</h1><h4>b</h4><ul><li>c<ol><li>d</ol></ul><li>e")
    assert [(region.scope, region.level) for region in document.regions] == [
        ("heading", 1),
        ("heading", 4),
        ("list-item", 1),
        ("list-item", 2),
        ("list-item", 1),
    ]
    assert [region.heading for region in document.regions] == [-1, 0, 1, 1, 1]


def test_the_paragraph_before_a_list_leads_it() -> None:
    document = load("<p>Among them:</p><ul><li>one</li><li>two</li></ul><p>x</p>")
    assert [region.lead for region in document.regions] == [-1, 0, 0, -1]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<blockquote><ul><li>a</blockquote>", ("blockquote", "list")),
        ("<table><tr><td>a", ("table",)),
        ("<footer><p>a", ("footer",)),
        ("<nav><ul><li>a", ("nav", "list")),
        ("<details open><aside>a", ("details", "aside")),
        ("<figure><figcaption>a", ("figure",)),
        ("<form><label>a", ("form",)),
        ("<div><section>a", ()),
        ("<ul></ul><table></table>a", ()),
    ],
)
def test_containers(source: str, expected: tuple[str, ...]) -> None:
    assert load(source).regions[0].containers == expected


HIDDEN = [
    ("<p hidden>x</p>", "hidden attribute"),
    ("<div hidden=''><p>x</p></div>", "hidden attribute"),
    ("<p hidden={false}>x</p>", ""),
    ("<p style='color:red; display : NONE'>x</p>", "display:none"),
    ("<p style='visibility:hidden'>x</p>", "visibility:hidden"),
    ("<p style='no-display:none; display:block'>x</p>", ""),
    ("<p aria-hidden=true>x</p>", ""),
    ("<details>x</details>", "collapsed details"),
    ("<details open>x</details>", ""),
    ("<details><summary>x</summary></details>", ""),
    ("<details hidden><summary>x</summary></details>", "hidden attribute"),
    ("<details><details open><summary>x</summary></details></details>", "collapsed details"),
    ("<template><p>x</p></template>", "template"),
    ("<dialog>x</dialog>", "closed dialog"),
    ("<dialog open>x</dialog>", ""),
    ("<span class='a sr-only'>x</span>", "visually hidden class"),
    ("<p class=Visually-Hidden>x</p>", "visually hidden class"),
    ("<p class=hidden-gems>x</p>", ""),
    ("<div hidden><ul><li>x</ul></div>", "hidden attribute"),
]


@pytest.mark.parametrize(("source", "reason"), HIDDEN)
def test_what_a_visitor_does_not_see_at_once(source: str, reason: str) -> None:
    assert [(region.hidden, load(source).prose) for region in load(source).regions] == [(reason, "x")]


def test_parts_side_by_side_and_deep_inside_each_other() -> None:
    assert load("<span hidden>" * 300 + "a" + "</span>" * 300 + "b").regions[-1].hidden == ""
    document = load("<ul><li>" * 300 + "a" + "</ul>" * 300 + "b")
    assert [(r.scope, len(r.containers)) for r in document.regions] == [("list-item", 64), ("paragraph", 0)]


def test_only_what_is_inside_is_hidden() -> None:
    document = load("<p>a <span hidden>b</span> c</p><div hidden>d</div>e<details><summary>f</summary>g</details>h")
    assert [(words(document.prose[r.start : r.end]), r.hidden) for r in document.regions] == [
        ("b", "hidden attribute"),
        ("a c", ""),
        ("d", "hidden attribute"),
        ("e", ""),
        ("f", ""),
        ("g", "collapsed details"),
        ("h", ""),
    ]


def test_a_hidden_part_of_a_sentence_that_holds_a_block() -> None:
    document = load("<div>a<span hidden>b<div>c</div></span>d</div>")
    assert [(words(document.prose[r.start : r.end]), r.hidden) for r in document.regions] == [
        ("b", "hidden attribute"),
        ("a", ""),
        ("c", "hidden attribute"),
        ("d", ""),
    ]


MARKS = [
    ("<p>a <b>b</b> <strong>c</strong></p>", [("strong", "b", ""), ("strong", "c", "")]),
    (
        "<p><em>a</em> <i>b</i> <mark>c</mark></p>",
        [("emphasis", "a", ""), ("emphasis", "b", ""), ("emphasis", "c", "")],
    ),
    ("<p><s>a</s> <del>b</del></p>", [("strike", "a", ""), ("strike", "b", "")]),
    ("<p><a href='/x?a&amp;b'>a <b>b</b></a></p>", [("strong", "b", ""), ("link", "a b", "/x?a&b")]),
    ("<p><a name=x>a</a></p>", []),
    ("<p>a<img src=b.png alt=c></p>", [("image", "", "b.png")]),
    ("<p>a <code>b</code></p>", [("code", OBJECT, "")]),
    ("<p>leaf<sup>[3]</sup></p>", [("footnote-reference", "", "3")]),
    ("<b>a<p>b</p></b>c", [("strong", "a", ""), ("strong", "b", "")]),
    ("<p><b>a<p>b", [("strong", "a", "")]),
    ("<div><b>a<p>b</div>", [("strong", "a", ""), ("strong", "b", "")]),
    ("<a href=x><div>a</div><div>b</div></a>c", [("link", "a", "x"), ("link", "b", "x")]),
]


@pytest.mark.parametrize(("source", "expected"), MARKS)
def test_marks(source: str, expected: list[tuple[str, str, str]]) -> None:
    assert marks(load(source)) == expected


def test_places_in_the_source() -> None:
    source = "<!doctype html>\r\n<p class=a>It can <b>help</b> &mdash; with\r\n<a href='x'>the 🍵 cup</a>."
    document = load(source)
    assert words(document.prose) == "It can help — with the 🍵 cup."
    for wanted in ("It can ", "help", "with\r\n", "the 🍵 cup", "."):
        place = document.prose.index(wanted)
        begin, end = document.span(place, place + len(wanted))
        assert source[begin:end] == wanted
    dash = document.prose.index("—")
    assert source[slice(*document.span(dash, dash + 1))] == "&mdash;"
    start = document.prose.index("help")
    assert source[slice(*document.span(start, document.prose.index("with") + 4))] == "help</b> &mdash; with"


def test_comments_are_kept_for_directives() -> None:
    source = "<!-- one --><p>a<!--two--></p>{# three #}{{!-- four --}}<script>// <!-- no -->\n</script>"
    document = load(source)
    assert [comment.text for comment in document.comments] == [" one ", "two", " three ", " four "]
    assert [source[comment.start : comment.end] for comment in document.comments] == [
        "<!-- one -->",
        "<!--two-->",
        "{# three #}",
        "{{!-- four --}}",
    ]
    assert [source[comment.body :][: len(comment.text)] for comment in document.comments] == [
        comment.text for comment in document.comments
    ]


def test_a_comment_of_a_template_hides_what_it_holds() -> None:
    document = load("a {% comment %} not <p>this</p> {% endcomment %} b")
    assert words(document.prose) == "a b"
    assert document.comments[0].text == " not <p>this</p> "


def test_front_matter_of_a_site_builder() -> None:
    document = load("---\ntitle: On trees\n---\n<p>They grow.</p>")
    assert regions(document) == [("title", "On trees"), ("paragraph", "They grow.")]
    assert document.meta["title"] == "On trees"
    assert document.span(document.prose.index("They"), len(document.prose)) == (27, 37)


def test_what_a_page_says_about_itself() -> None:
    source = (
        "<html lang=en-GB><meta property=og:type content=Product><meta property='product:price:amount' content=9>"
        "<div itemscope itemtype='https://schema.org/Offer'></div>"
    )
    meta = load(source).meta
    assert meta == {"lang": "en-GB", "page.type": "product", "page.price": True, "page.schema": ["Offer"]}
    assert load("<span itemprop=price>9</span>").meta == {"page.price": True}
    assert load("<p lang=fr>x</p><meta name=price lang=fr>").meta == {}


def test_an_unclosed_script_is_told() -> None:
    document = load("<p>a</p><script>let b = '<p>c</p>'")
    assert regions(document) == [("paragraph", "a")]
    assert [(trouble.message, trouble.offset) for trouble in document.troubles] == [
        ("<script> is never closed: what follows was not read", 8)
    ]
