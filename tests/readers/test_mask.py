"""What site builders replace in Markdown: it is no prose, moves nothing, and keeps the words for people in it."""

from __future__ import annotations

import pytest

from healthlint.document import Document
from healthlint.readers import markdown
from healthlint.readers.mask import OBJECT, mask

READ = [
    # Hugo
    ("shortcode alone", "{{< toc >}}\n\nhot tea", [("paragraph", "hot tea")]),
    ("shortcode in a sentence", 'a {{< ref "t.md" >}} tea', [("paragraph", f"a {OBJECT} tea")]),
    ("paired shortcode", "{{% note %}}\nhot *tea*\n{{% /note %}}\n", [("paragraph", "hot tea")]),
    ("paired on one line", "no {{< hl >}}side{{< /hl >}} effects", [("paragraph", "no side effects")]),
    ("closed by itself", "a {{< icon tea />}} cup", [("paragraph", f"a {OBJECT} cup")]),
    ("figure", '{{< figure src="t" alt="hot tea" caption="a cup" >}}', [("alt-text", "hot tea"), ("caption", "a cup")]),
    (
        "figure over lines",
        '{{< figure\n  src="t"\n  alt="hot tea"\n>}}\n\ncup',
        [("alt-text", "hot tea"), ("paragraph", "cup")],
    ),
    ("escaped quotes", '{{< figure caption="a \\"hot\\" cup" >}}', [("caption", 'a "hot" cup')]),
    ("backquoted", "{{< figure caption=`a \\hot cup` >}}", [("caption", "a \\hot cup")]),
    ("code shortcode", "{{< highlight py >}}\ncures = 1\n{{< /highlight >}}\n\ntea", [("paragraph", "tea")]),
    ("in a link", 'hot [tea]({{< ref "t.md" >}}) cup', [("paragraph", "hot tea cup")]),
    ("in a list", "- hot\n  {{< br >}}\n- tea", [("list-item", "hot"), ("list-item", "tea")]),
    ("in a heading", "# hot {{< icon >}} tea", [("heading", f"hot {OBJECT} tea")]),
    ("in a cell", "|hot {{< icon >}}|\n|-|\n", [("table-cell", f"hot {OBJECT}")]),
    ("lines around a paired one", "hot\n{{< a >}}\ntea\n{{< /a >}}\n", [("paragraph", "hot"), ("paragraph", "tea")]),
    # Liquid and Jinja
    ("output", "hot {{ page.title | upcase }} tea", [("paragraph", f"hot {OBJECT} tea")]),
    ("output in emphasis", "*{{ page.title }}* tea", [("paragraph", f"{OBJECT} tea")]),
    ("output in a link", '[tea]({{ site.url }}/t "hot")', [("alt-text", "hot"), ("paragraph", "tea")]),
    (
        "output in a title",
        "[tea](/t 'hot {{ a }} cup{% b %}s')",
        [("alt-text", f"hot {OBJECT} cups"), ("paragraph", "tea")],
    ),
    ("triple output", "hot {{{ raw }}} tea", [("paragraph", f"hot {OBJECT} tea")]),
    ("tag", "{% if a %}\nhot tea\n{% else %}\ncold\n{% endif %}\n", [("paragraph", "hot tea"), ("paragraph", "cold")]),
    ("tag in a word", "tea{% if a %}s{% endif %} hot", [("paragraph", "teas hot")]),
    (
        "tag between items",
        "- hot\n{% for x in y %}\n- tea\n{% endfor %}\n",
        [("list-item", "hot"), ("list-item", "tea")],
    ),
    ("tag in HTML", "<div>\n{% if a %}\n    <p>hot tea</p>\n{% endif %}\n</div>\n", [("paragraph", "hot tea")]),
    ("output in HTML", "<p>hot {{ a }} tea</p>", [("paragraph", f"hot {OBJECT} tea")]),
    ("tag in an attribute", '<p class="{% if a > b %}x{% endif %}">tea</p>', [("paragraph", "tea")]),
    (
        "include",
        "{% include figure.html caption='hot tea' alt=\"cup\" %}",
        [("caption", "hot tea"), ("alt-text", "cup")],
    ),
    ("highlight", "{% highlight py %}\ncures = 1\n{% endhighlight %}\n\ntea", [("paragraph", "tea")]),
    ("raw", "{% raw %}hot{% endraw %} tea", [("paragraph", "hot tea")]),
    # kramdown, goldmark
    ("block attributes", "hot tea\n{: .wide #t}\n", [("paragraph", "hot tea")]),
    ("span attributes", "*hot*{: .red} tea", [("paragraph", "hot tea")]),
    ("heading attributes", "# hot tea\n{: #t}\n\ncup", [("heading", "hot tea"), ("paragraph", "cup")]),
    ("extension", '{::options a="b" /}\n\ntea', [("paragraph", "tea")]),
    ("attributes of an image", "![tea](t.png){width=50% .left} hot", [("alt-text", "tea"), ("paragraph", " hot")]),
    ("attributes of a block", "hot tea\n{.wide}\n", [("paragraph", "hot tea")]),
    ("heading id", "# hot tea {#t}\n", [("heading", "hot tea")]),
    ("admonition", ":::note\nhot tea\n:::\n", [("paragraph", "hot tea")]),
    ("admonition with a title", "::: tip hot tea\ncup\n:::\n", [("caption", "hot tea"), ("paragraph", "cup")]),
    (
        "admonition with a bracketed title",
        ":::note[hot tea]\n\ncup\n\n:::\n",
        [("caption", "hot tea"), ("paragraph", "cup")],
    ),
    # formulas
    ("formula", "dose $x_1 = 2$ daily", [("paragraph", f"dose {OBJECT} daily")]),
    ("display formula", "dose\n\n$$\n\\frac{a}{b}\n$$\n\ndaily", [("paragraph", "dose"), ("paragraph", "daily")]),
    ("prices", "was $20, (now $10) or $5-$6", [("paragraph", "was $20, (now $10) or $5-$6")]),
    # what only looks like one
    ("unclosed output", "hot {{ tea\n\ncup }}", [("paragraph", "hot {{ tea"), ("paragraph", "cup }}")]),
    ("unclosed tag", "hot {% tea", [("paragraph", "hot {% tea")]),
    ("braces", "hot {tea} {a=b}", [("paragraph", "hot {tea} {a=b}")]),
    ("escaped brace", "hot \\{{ tea }}", [("paragraph", "hot {{ tea }}")]),
    ("code keeps it", "`{{ tea }}` hot", [("paragraph", f"{OBJECT} hot")]),
    ("fence keeps it", '```\n{{< figure alt="tea" >}}\n```\n\nhot', [("paragraph", "hot")]),
    (
        "front matter keeps it",
        "---\ntitle: hot {{ tea }}\n---\ncup",
        [("title", "hot {{ tea }}"), ("paragraph", "cup")],
    ),
]


@pytest.mark.parametrize(("source", "expected"), [case[1:] for case in READ], ids=[case[0] for case in READ])
def test_regions(source: str, expected: list[tuple[str, str]]) -> None:
    document = markdown.read(Document("page.md", source))
    assert [(region.scope, document.prose[region.start : region.end]) for region in document.regions] == expected
    assert document.troubles == []
    for word in ("hot", "tea", "cup", "side", "effects"):
        if word in document.prose:
            start, end = document.span(document.prose.index(word), document.prose.index(word) + len(word))
            assert source[start:end] == word


COMMENTS = [
    ("Jinja", "hot {# a b #} tea", ["{# a b #}"], [" a b "]),
    ("Jinja over empty lines", "tea\n\n{# a\n\nb #}\n", ["{# a\n\nb #}"], [" a\n\nb "]),
    ("Liquid", "{% comment %} a {% endcomment %}\n\ntea", ["{% comment %} a {% endcomment %}"], [" a "]),
    ("Hugo", "{{/* a */}}\n\ntea", ["{{/* a */}}"], [" a "]),
    ("Handlebars", "{{!-- a --}} tea", ["{{!-- a --}}"], [" a "]),
    ("kramdown", "{::comment}\na\n{:/comment}\n\ntea", ["{::comment}\na\n{:/comment}"], ["\na\n"]),
    ("with output inside", "<!-- {{ a }} -->\n\ntea", ["<!-- {{ a }} -->"], [" {{ a }} "]),
    ("unclosed", "{# tea", [], []),
    ("in code", "`{# a #}` tea", [], []),
    ("in a fence", "~~~\n{# a #}\n~~~\ntea", [], []),
    ("id of a heading", "# tea {#a}\n\n{#b}\n", [], []),
]


@pytest.mark.parametrize(
    ("source", "whole", "inside"), [case[1:] for case in COMMENTS], ids=[case[0] for case in COMMENTS]
)
def test_comments(source: str, whole: list[str], inside: list[str]) -> None:
    document = markdown.read(Document("page.md", source))
    assert [source[comment.start : comment.end] for comment in document.comments] == whole
    assert [comment.text for comment in document.comments] == inside
    assert all(source.startswith(comment.text, comment.body) for comment in document.comments)
    assert "a" not in document.prose.replace("tea", "").replace("{# ", "")


def test_nothing_moves() -> None:
    source = "hot {{ a\nb }} tea\n\n{% if x %}\n\n  {{< b >}} cup {: .c}\n\n<p>{% d %}</p>\n"
    found = mask(source, 0, mdx=False)
    assert len(found.parsed) == len(found.page) == len(source)
    for overwritten in (found.parsed, found.page):
        for place, sign in enumerate(overwritten):
            assert sign == source[place] or sign in (" ", OBJECT, found.silent)
    assert source.replace("\n", "").isascii()


def test_text_without_templates_is_left_alone() -> None:
    source = "hot tea for $2 and { more }\n"
    found = mask(source, 0, mdx=False)
    assert found.parsed is source
    assert found.page is source


def test_the_filler_is_no_sign_of_the_source() -> None:
    source = "\u2bff tea{% a %} \u2bff hot"
    document = markdown.read(Document("page.md", source))
    assert document.prose == "\u2bff tea \u2bff hot"


def test_words_of_a_shortcode_keep_the_heading_above() -> None:
    document = markdown.read(Document("page.md", '# hot\n\n{{< figure alt="tea" >}}\n\n# cup\n'))
    assert [(region.scope, region.heading) for region in document.regions] == [
        ("heading", -1),
        ("alt-text", 0),
        ("heading", -1),
    ]
