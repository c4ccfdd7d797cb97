"""Wherever a sentence stands in a Markdown page, its words are found, in one region, at their places."""

from __future__ import annotations

import itertools
import json
import os
import tarfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthlint.document import Document
from healthlint.readers import markdown

ANY = settings(deadline=None, max_examples=250)
WORDS = ("Ginger", "calms", "the", "upset", "stomach", "within", "minutes")
CLAIM = " ".join(WORDS)


def assert_exact(document: Document) -> None:
    """Pieces are in order, do not overlap in the source, and those as long as their source are their source."""
    done = 0
    spans = []
    for prose_start, prose_end, start, end in document.map.pieces():
        assert done <= prose_start < prose_end
        assert 0 <= start <= end <= len(document.text)
        done = prose_end
        prose = document.prose[prose_start:prose_end]
        if prose_end - prose_start == end - start and prose not in (" ", "\ufffc"):
            assert prose == document.text[start:end]
        if prose not in (" ", "\ufffc"):
            spans.append((start, end))
    spans.sort()
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    for region in document.regions:
        assert 0 <= region.start < region.end <= len(document.prose)


@st.composite
def sentences(draw: st.DrawFn) -> list[str]:
    """The claim as the lines of a paragraph, with marks around some of its words."""
    words = list(WORDS)
    first = draw(st.integers(0, 6))
    last = draw(st.integers(first, 6))
    for index in range(len(words)):
        if index not in (first, last):
            dress = draw(
                st.sampled_from(
                    ["{}"] * 6 + ["*{}*", "**{}**", "~~{}~~", "[{}](/x 'cup')", "<b>{}</b>", "{}<!-- c -->"]
                )
            )
            words[index] = dress.format(words[index])
    sign = draw(st.sampled_from(["", "", "~~", "__", "_"]))
    words[first] = sign + words[first]
    words[last] += sign
    lines = [""]
    for word in words:
        lines[-1] += word
        if draw(st.integers(0, 3)) == 0 and word is not words[-1]:
            lines[-1] += draw(st.sampled_from(["", "", "  ", "\\"]))
            lines.append("")
        else:
            lines[-1] += " "
    return [line.rstrip(" ") if index == len(lines) - 1 else line for index, line in enumerate(lines)]


BEFORE = st.sampled_from(
    [
        "",
        "# Tea 😀\n\n",
        "é 漢字 𝔘 <b>hot</b>.\n\n",
        "```\ncup\n```\n\n",
        "- one\n- two\n\n***\n\n",
        "{{< toc >}}\n\n",
        "[//]: # (c)\n\n",
    ]
)


@st.composite
def pages(draw: st.DrawFn) -> str:
    lines = draw(sentences())
    for _ in range(draw(st.integers(0, 4))):
        first, rest = draw(st.sampled_from([("> ", "> "), ("- ", "  "), ("10. ", "    "), ("* ", "  "), ("-\t", "\t")]))
        lines = [(rest if index else first) + line for index, line in enumerate(lines)]
    kind = draw(st.sampled_from(["as it is", "footnote", "details", "shortcode", "front matter"]))
    body = "\n".join(lines) + "\n"
    if kind == "footnote":
        body = "[^1]\n\n" + "".join(("    " if index else "[^1]: ") + line + "\n" for index, line in enumerate(lines))
    elif kind == "details":
        body = f"<details>\n\n{body}\n</details>\n"
    elif kind == "shortcode":
        body = f"{{{{% note %}}}}\n\n{body}\n{{{{% /note %}}}}\n"
    page = draw(BEFORE) + body + draw(st.sampled_from(["", "\nmore\n", "\n## More\n"]))
    if kind == "front matter":
        page = "---\ntitle: Tea é\n---\n" + page
    return page.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n", "\r"])))


@ANY
@given(pages())
def test_the_claim_is_found_at_its_place(page: str) -> None:
    document = markdown.read(Document("page.md", page))
    assert_exact(document)
    start = document.prose.find(CLAIM)
    assert start >= 0, document.prose
    region = document.regions[document.region_at(start)]
    assert start + len(CLAIM) <= region.end
    for word in WORDS:
        place = document.prose.index(word, start)
        begin, end = document.span(place, place + len(word))
        assert page[begin:end] == word
    begin, end = document.span(start, start + len(CLAIM))
    assert page[begin:].startswith("Ginger")
    assert page[:end].endswith("minutes")


@ANY
@given(
    st.lists(
        st.sampled_from(["&amp;", "\\*", "\\\\", "&#233;", "é", "😀", "tea", " ", "&bogus;", "\\a", "!"]),
        max_size=20,
    )
)
def test_escapes_and_entities_are_units(parts: list[str]) -> None:
    shown = {"&amp;": "&", "\\*": "*", "\\\\": "\\", "&#233;": "é"}
    source = "a" + "".join(parts) + "z"
    document = markdown.read(Document("page.md", source))
    assert_exact(document)
    prose = ""
    for part in ("a", *parts, "z"):
        begin, end = document.span(len(prose), len(prose) + len(shown.get(part, part)))
        assert source[begin:end] == part
        prose += shown.get(part, part)
    assert document.prose == prose


SIGNS = """
*|**|_|`|``|```|~~|~~~|[|]|(|)|](u)|](u "t")|![|>|> |- |1. |    |\t|<b>|</b>|<div>|</div>|<details>|<!--|-->|&amp;|\\|
| a | b |||#|---|+++|===|{{< a >}}|{{|}}|{%|%}|{#|#}|{: .a}|{|}|$|<A b={c}>|</A>|{/* c */}|import a from 'b'|[^1]|[^1]: |
[//]: # (c)|https://example.org/a|a@example.org|<p>|<br>|<img alt='x'>|:::|[r]: /u 'T'|[r]|title: |"|'|tea|hot cup
"""
PARTS = [
    *SIGNS.strip().replace("\n", "").split("|"),
    "|",
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    "é",
    "😀",
    "\ud83d",
    "\0",
    "\ufffc",
    "\x85",
]


@ANY
@given(st.lists(st.sampled_from(PARTS), max_size=40).map("".join), st.sampled_from(["page.md", "page.mdx"]))
def test_no_text_breaks_the_map(source: str, label: str) -> None:
    document = markdown.read(Document(label, source))
    assert document.text == source
    assert_exact(document)
    for comment in document.comments:
        assert source.startswith(comment.text, comment.body)
        assert comment.start <= comment.body <= comment.end


def spec_examples() -> list[str]:
    """The examples of the CommonMark specification; the variable names a JSON file of them or a source archive with one."""
    path = os.environ.get("COMMONMARK_EXAMPLES", "")
    if not path:
        pytest.skip(
            "COMMONMARK_EXAMPLES does not name a commonmark.json (or an archive, such as mistletoe's, that has one)"
        )
    if path.endswith(".json"):
        with open(path, encoding="utf-8") as file:
            return [example["markdown"] for example in json.load(file)]
    with tarfile.open(path) as archive:
        member = next(member for member in archive if member.name.endswith("/commonmark.json"))
        file = archive.extractfile(member)
        assert file is not None
        return [example["markdown"] for example in json.load(file)]


def test_the_examples_of_the_specification() -> None:
    examples = spec_examples()
    assert len(examples) > 600
    for source in examples:
        for line_end in ("\n", "\r\n", "\r"):
            page = source.replace("\n", line_end)
            assert_exact(markdown.read(Document("page.md", page)))
            assert_exact(markdown.read(Document("page.mdx", page)))
