"""Wherever a sentence stands in an AsciiDoc page, its words are found, in one region, at their places."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from healthlint.document import Document
from healthlint.readers import asciidoc
from reading import assert_exact, assert_found

ANY = settings(deadline=None, max_examples=250)
WORDS = ("Ginger", "calms", "the", "upset", "stomach", "within", "minutes")
CLAIM = " ".join(WORDS)
DRESSES = [
    *["{}"] * 6,
    *("*{}*", "_{}_", "**{}**", "#{}#", "[.x]#{}#", "*_{}_*", "link:/x[{}]", "https://example.org/a_b[{}^]"),
    *("<<x,{}>>", "(({}))", "+{}+", "{}(((x)))", "[[x]]{}"),
]


@st.composite
def sentences(draw: st.DrawFn) -> list[str]:
    """The claim as the lines of a paragraph, with marks around some of its words."""
    words = [draw(st.sampled_from(DRESSES)).format(word) for word in WORDS]
    if draw(st.booleans()):
        words = ["*" + WORDS[0], *words[1:-1], WORDS[-1] + "*"]
        words = [word if not word.startswith("*") or index == 0 else WORDS[index] for index, word in enumerate(words)]
    # A line in brackets might be what is said of a block.
    words = [word if word[0] != "[" or index else WORDS[0] for index, word in enumerate(words)]
    lines = [words[0]]
    for word in words[1:]:
        if draw(st.integers(0, 3)) == 0 and word[0] != "[":
            lines[-1] += draw(st.sampled_from(["", "", " ", " +", "\n// comment", "\nifdef::x[]"]))
            lines.append(word)
        else:
            lines[-1] += " " + word
    return lines


BLOCKS = [
    "{}",
    "* {}",
    ". one\n.. {}",
    "cup:: {}",
    "cup::\n{}",
    "* one\n+\n{}",
    "NOTE: {}",
    "[quote, Ann]\n{}",
    "image::t.png[hot]\n\n{}",
    ".Cup\n{}",
    "[.wide]\n{}",
    "|===\n|one |two\n\n|three |{}\n|===",
    '[cols="1,a"]\n|===\n|one |{}\n|===',
    "x.footnote:[{}]",
]
WRAPS = [
    "====\n{}\n====",
    "****\n{}\n****",
    "[WARNING]\n--\n{}\n--",
    "____\n{}\n____",
    "[%collapsible]\n=====\n{}\n=====",
]
BEFORE = [
    "",
    "= Tea 😀\n:x: y\n\n",
    "é 漢字 𝔘 *hot*.\n\n",
    "----\ncup\n----\n\n",
    "// comment\n\n",
    "---\ntitle: Tea\n---\n\n",
]


@st.composite
def pages(draw: st.DrawFn) -> str:
    body = draw(st.sampled_from(BLOCKS)).format("\n".join(draw(sentences())))
    for wrap in draw(st.lists(st.sampled_from(WRAPS), max_size=3, unique=True)):
        body = wrap.format(body)
    after = draw(st.sampled_from(["", "\nmore\n", "\n== More\n", "\n// end\n", "\n----\nx\n----\n"]))
    page = draw(st.sampled_from(BEFORE)) + body + "\n" + after
    return page.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n", "\r"])))


@ANY
@given(pages())
def test_the_claim_is_found_at_its_place(page: str) -> None:
    document = asciidoc.read(Document("page.adoc", page))
    assert_exact(document)
    assert document.troubles == []
    assert_found(document, CLAIM)


SIGNS = [
    *"*_#`^~+\\{}[]<>()|.-=/:;!',\"&",
    *("**", "__", "##", "``", "++", "+++", "$$", '"`', "`\"", "`'", "<<", ">>", "((", "))", "[[", "]]", " +\n", "{sp}", "{a}"),
    *("* ", "** ", ". ", "1. ", "a:: ", "<1> ", "+\n", "= ", "== ", ".a\n", "[a]\n", "[quote,a]\n", "[.a]#", "[%collapsible]\n"),
    *("----\n", "....\n", "====\n", "=====\n", "****\n", "____\n", "++++\n", "--\n", "////\n", "```\n", "|===\n", ",===\n", "!===\n"),
    *("|", "a|", "2+|", "// a\n", ":a: b\n", ":a: {a}\n", "ifdef::a[b]\n", "include::a[]\n", "image::a[b]\n", "NOTE: ", "> "),
    *("link:a[", "https://a.org[", "xref:a[", "footnote:[", "image:a[", "kbd:[", "pass:[", "&amp;", "(C)", "\\*", "'''\n"),
    *("\n", "\n\n", "\n ", "\r", "\r\n", "\t", "<b>", "</b>", "<!--", "-->", "---\n", "tea", "hot cup", "é", "😀", "\ud83d"),
    *("a@example.org", "https://example.org/a_", "\0", "\ufffc", "\x85", "\u2028"),
]  # fmt: skip


@ANY
@given(st.lists(st.sampled_from(SIGNS), max_size=40).map("".join))
def test_no_text_breaks_the_map(source: str) -> None:
    document = asciidoc.read(Document("page.adoc", source))
    assert document.text == source
    assert_exact(document, resolved=True)


@ANY
@given(
    st.lists(st.sampled_from(["&amp;", "\\*", "&#233;", "é", "😀", "tea", " ", "&bogus;", "\\a", "(R)"]), max_size=20)
)
def test_escapes_and_entities_are_units(parts: list[str]) -> None:
    shown = {"&amp;": "&", "\\*": "*", "&#233;": "é", "(R)": "®"}
    source = "a" + "".join(parts) + "z"
    document = asciidoc.read(Document("page.adoc", source))
    assert document.prose == "".join(shown.get(part, part) for part in ("a", *parts, "z"))
    done = at = 0
    for part in ("a", *parts, "z"):
        words = shown.get(part, part)
        assert document.span(done, done + len(words)) == (at, at + len(part))
        done, at = done + len(words), at + len(part)
