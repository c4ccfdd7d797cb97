from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint import output
from healthlint.output.html_markup import Markup, begin, embedded, end, in_ascii, join, link, tag, text

from .markup import read

ANY = st.text(st.characters(), max_size=40) | st.sampled_from(
    [
        "</script>",
        "<!--",
        "-->",
        "]]>",
        "<?x",
        "<b onclick=1>",
        '" x="',
        "' x='",
        "&amp;",
        "&#0;",
        "\ud800",
        "\u202eevil",
    ]
)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("tea & <b>", "tea &amp; &lt;b&gt;"),
        ('say "tea"', "say &quot;tea&quot;"),
        ("two\nlines\tand\xa0a space", "two\nlines\tand\xa0a space"),
        ("é 茶 🍵", "é 茶 🍵"),
        ("a\u202eb", 'a<span class="control">\\u202e</span>b'),
        ("a\x1b[31m", 'a<span class="control">\\x1b</span>[31m'),
        ("a\x00b", 'a<span class="control">\\x00</span>b'),
        ("soft\xadhyphen", 'soft<span class="control">\\xad</span>hyphen'),
        ("\ud800<", '<span class="control">\\ud800</span>&lt;'),
        ("family 👩\u200d👧", "family 👩\u200d👧"),
        ("\r<", '<span class="control">\\x0d</span>&lt;'),
    ],
)
def test_text(given: str, shown: str) -> None:
    assert text(given) == shown


def test_elements_escape_all_but_markup() -> None:
    assert tag("p", "a < b", tag("b", "&"), class_="x") == '<p class="x">a &lt; b<b>&amp;</b></p>'
    assert join(("<", tag("b"), "&"), "<br>") == "&lt;&lt;br&gt;<b></b>&lt;br&gt;&amp;"


def test_markup_joined_with_strings_is_text_again() -> None:
    assert tag("p", tag("b", "x") + "<i>") == "<p>&lt;b&gt;x&lt;/b&gt;&lt;i&gt;</p>"
    assert tag("p", f"{tag('b', 'x')}") == "<p>&lt;b&gt;x&lt;/b&gt;</p>"
    assert tag("p", "%s" % tag("b", "x")) == "<p>&lt;b&gt;x&lt;/b&gt;</p>"  # noqa: UP031


def test_attributes() -> None:
    written = begin(
        "a", class_="x", aria_label='say "<b>"', hidden=True, open=False, id=None, tabindex=0, title="\u202e"
    )
    assert written == '<a class="x" aria-label="say &quot;&lt;b&gt;&quot;" hidden tabindex="0" title="\\u202e">'
    assert tag("meta", name="x", content="y") == '<meta name="x" content="y">'
    assert end("a") == "</a>"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " https://x.example",
        "data:text/html,x",
        "//x.example",
        "/etc",
        "",
        "java\nscript:x",
        "file:///x",
    ],
)
def test_what_is_no_address_on_the_web_is_no_link(address: str) -> None:
    assert link(address, "the <law>") == "the &lt;law&gt;"


def test_an_address_is_a_link() -> None:
    assert link('HTTPS://x.example/?a="b"&c', "law") == '<a href="HTTPS://x.example/?a=&quot;b&quot;&amp;c">law</a>'


@pytest.mark.parametrize("source", ["x</script>", "<!-- x"])
def test_embedded_files_must_not_end_their_element(source: str) -> None:
    with pytest.raises(ValueError, match="must hold neither </ nor <!--"):
        embedded("script", source)


def test_in_ascii() -> None:
    assert in_ascii(tag("p", "é 🍵 &")) == "<p>&#233; &#127861; &amp;</p>"


@given(ANY, ANY)
def test_nothing_gets_out_of_text_and_attributes(value: str, other: str) -> None:
    written = tag("p", value, tag("b", other, title=value), other, title=other)
    written.encode("utf-8")
    paragraph = read(written).one("p")
    assert [node.name for node in paragraph.walk() if node.name != "span"] == ["p", "b"]
    assert set(paragraph.attributes) == {"title"}
    assert all(node.attributes == {"class": "control"} for node in paragraph.all("span"))
    if value.isprintable() and other.isprintable():
        assert paragraph.text == value + other + other


def test_only_one_module_makes_markup() -> None:
    folder = Path(output.__file__).parent
    makers = {path.name for path in folder.glob("*.py") if re.search(r"\bMarkup\(", path.read_text(encoding="utf-8"))}
    assert makers == {"html_markup.py"}
    assert Markup.__mro__[1] is str
