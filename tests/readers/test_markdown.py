"""Markdown: which words become which region, and that each word maps to its place in the source."""

from __future__ import annotations

import html
import re

import pytest

from healthlint.document import Document
from healthlint.readers import markdown
from reading import place, regions


def read(source: str, label: str = "page.md") -> Document:
    document = markdown.read(Document(label, source))
    assert document.text == source
    return document


def assert_exact(document: Document) -> None:
    """Every piece as long in the prose as in the source says the same there; pieces keep the order of the prose."""
    done = 0
    for prose_start, prose_end, start, end in document.map.pieces():
        assert done <= prose_start < prose_end
        assert 0 <= start <= end <= len(document.text)
        done = prose_end
        if prose_end - prose_start == end - start > 1:
            assert document.prose[prose_start:prose_end] == document.text[start:end]
    for word in re.finditer(r"[A-Za-z]{3,}", document.prose):
        begin, end = document.span(*word.span())
        source = document.text[begin:end]
        # Escapes, entities and emphasis may stand inside a word, nothing else.
        assert re.sub(r"[\\*_~]|</?[a-z]+>|\]\([^)]*\)|\[", "", html.unescape(source)) == word.group()


REGIONS = [
    ("paragraph", "Ginger tea warms.", [("paragraph", "Ginger tea warms.")]),
    ("two paragraphs", "One cup.\n\nTwo cups.", [("paragraph", "One cup."), ("paragraph", "Two cups.")]),
    (
        "headings",
        "# Tea\n\nCups\n====\n\n### Sips ###\n",
        [("heading", "Tea"), ("heading", "Cups"), ("heading", "Sips")],
    ),
    ("heading attributes", "## Brew time {#brew .wide}\n", [("heading", "Brew time")]),
    ("soft wrap", "steep for\nten minutes", [("paragraph", "steep for ten minutes")]),
    ("indented wrap", "steep for\n   ten minutes", [("paragraph", "steep for ten minutes")]),
    ("space before the line end", "steep for \nten minutes", [("paragraph", "steep for ten minutes")]),
    ("hard break by spaces", "steep for  \nten minutes", [("paragraph", "steep for ten minutes")]),
    ("hard break by backslash", "steep for\\\nten minutes", [("paragraph", "steep for ten minutes")]),
    ("CRLF", "steep for\r\nten\r\n\r\nminutes\r\n", [("paragraph", "steep for ten"), ("paragraph", "minutes")]),
    ("CR", "steep for\rten\r\rminutes\r", [("paragraph", "steep for ten"), ("paragraph", "minutes")]),
    ("tab in text", "hot\ttea", [("paragraph", "hot\ttea")]),
    ("emphasis", "a *very* __hot__ ~~cold~~ tea", [("paragraph", "a very hot cold tea")]),
    ("emphasis in a word", "un*believ*able", [("paragraph", "unbelievable")]),
    ("emphasis over a wrap", "a *very\nhot* tea", [("paragraph", "a very hot tea")]),
    ("no emphasis", "2 * 3 * 4 snake_case_name", [("paragraph", "2 * 3 * 4 snake_case_name")]),
    ("link", "drink [ginger tea](/tea) daily", [("paragraph", "drink ginger tea daily")]),
    ("link over a wrap", "drink [ginger\ntea](/tea) daily", [("paragraph", "drink ginger tea daily")]),
    ("reference link", "drink [tea][t] or [t]\n\n[t]: /tea\n", [("paragraph", "drink tea or t")]),
    ("missing reference", "drink [tea][none]", [("paragraph", "drink [tea][none]")]),
    ("entity", "salt &amp; pepper&#33; &copy;", [("paragraph", "salt & pepper! ©")]),
    ("no entity", "salt &nothing; pepper", [("paragraph", "salt &nothing; pepper")]),
    ("escape", r"\*not\* \# strong \\ end", [("paragraph", "*not* # strong \\ end")]),
    ("escape after a wrap", "one\n\\*two", [("paragraph", "one *two")]),
    ("inline code", "run `brew` now", [("paragraph", "run \ufffc now")]),
    ("code with a wrap", "run ``brew\ntea`` now", [("paragraph", "run \ufffc now")]),
    ("fenced code", "before\n\n```text\ncures all\n```\n\nafter", [("paragraph", "before"), ("paragraph", "after")]),
    ("tilde fence", "~~~\ncures all\n~~~\nafter", [("paragraph", "after")]),
    ("indented code", "before\n\n    cures all\n\nafter", [("paragraph", "before"), ("paragraph", "after")]),
    ("autolink", "see <https://example.org/cure> here", [("paragraph", "see \ufffc here")]),
    ("mail autolink", "ask <tea@example.org> now", [("paragraph", "ask \ufffc now")]),
    ("bare address", "see https://example.org/cure_all, then", [("paragraph", "see \ufffc, then")]),
    ("bare address in parentheses", "tea (www.example.org/a) now", [("paragraph", "tea (\ufffc) now")]),
    ("bare mail address", "ask tea@example.org now", [("paragraph", "ask \ufffc now")]),
    ("tight list", "- one\n- two\n  more\n", [("list-item", "one"), ("list-item", "two more")]),
    ("lazy continuation", "- two\nmore\n", [("list-item", "two more")]),
    ("loose list", "1. one\n\n   more\n2. two\n", [("list-item", "one"), ("list-item", "more"), ("list-item", "two")]),
    ("nested list", "- one\n  - two\n", [("list-item", "one"), ("list-item", "two")]),
    ("list by tabs", "-\tone\n\n\tmore\n", [("list-item", "one"), ("list-item", "more")]),
    ("rule in an item", "- one\n  ***\n  two\n", [("list-item", "one"), ("list-item", "two")]),
    ("code in an item", "- one\n  ```\n  x\n  ```\n  two\n", [("list-item", "one"), ("list-item", "two")]),
    ("heading in an item", "- # one\n  two\n", [("heading", "one"), ("list-item", "two")]),
    ("tasks", "- [ ] brew\n- [x] *pour*\n", [("list-item", "brew"), ("list-item", "pour")]),
    ("quote", "> she said\n> it works\n", [("blockquote", "she said it works")]),
    ("lazy quote", "> she said\nit works\n", [("blockquote", "she said it works")]),
    ("list in a quote", "> - one\n>   two\n", [("list-item", "one two")]),
    ("quote in a list", "- > one\n  > two\n", [("blockquote", "one two")]),
    ("quotes in quotes", "> > one\n> > two\n", [("blockquote", "one two")]),
    ("alert", "> [!WARNING]\n> Hot water.\n", [("paragraph", "Hot water.")]),
    (
        "table",
        "| tea | cups |\n|---|:-:|\n| mint | *two* |\n",
        [("table-cell", w) for w in ("tea", "cups", "mint", "two")],
    ),
    ("pipe in a cell", "|a|\n|-|\n|one \\| two|\n", [("table-cell", "a"), ("table-cell", "one | two")]),
    ("footnote", "hot tea[^1]\n\n[^1]: with *mint*\n", [("paragraph", "hot tea"), ("footnote", "with mint")]),
    ("wrapped footnote", "tea[^a]\n\n[^a]: with\n    mint\n", [("paragraph", "tea"), ("footnote", "with mint")]),
    ("image", "a ![hot *tea*](t.png) cup", [("alt-text", "hot tea"), ("paragraph", "a  cup")]),
    ("wrapped alternative text", "![hot\ntea](t.png)", [("alt-text", "hot tea")]),
    ("image in a link", "[![hot tea](t.png)](/tea)", [("alt-text", "hot tea")]),
    ("link title", 'drink [tea](/t "hot & \\"sweet\\"")', [("alt-text", 'hot & "sweet"'), ("paragraph", "drink tea")]),
    ("title in parentheses", "[tea](/t (hot cup))", [("alt-text", "hot cup"), ("paragraph", "tea")]),
    (
        "title with entities",
        "[tea](/t 'hot &amp; s&#119;eet &eacute;')",
        [("alt-text", "hot & sweet é"), ("paragraph", "tea")],
    ),
    ("wrapped title", '> [tea](/t\n> "hot\n> cup")', [("alt-text", "hot cup"), ("blockquote", "tea")]),
    ("title of an image", "![tea](t.png 'hot cup')", [("alt-text", "tea"), ("alt-text", "hot cup")]),
    (
        "title of a definition",
        "[tea] [Tea]\n\n[tea]: /t 'hot cup'",
        [("alt-text", "hot cup"), ("paragraph", "tea Tea")],
    ),
    ("no smart punctuation", "\"tea\" -- 'hot'...", [("paragraph", "\"tea\" -- 'hot'...")]),
    ("emoji", "😀 *hot* 𝔘 tea", [("paragraph", "😀 hot 𝔘 tea")]),
    ("lone surrogate", "\ud83d *hot* tea", [("paragraph", "\ud83d hot tea")]),
    ("null", "hot\0 *tea*", [("paragraph", "hot\0 tea")]),
    ("nothing", "", []),
    ("only white space", " \n\t\n", []),
    ("unclosed everything", "**hot [tea](", [("paragraph", "**hot [tea](")]),
]


@pytest.mark.parametrize(("source", "expected"), [case[1:] for case in REGIONS], ids=[case[0] for case in REGIONS])
def test_regions(source: str, expected: list[tuple[str, str]]) -> None:
    document = read(source)
    assert regions(document) == expected
    assert document.troubles == []
    assert_exact(document)


PLACES = [
    ("emphasis", "a *very **hot*** tea", "very hot tea", "very **hot*** tea"),
    ("strong inside a phrase", "no **side** effects", "no side effects", "no **side** effects"),
    ("soft wrap", "no side\n  effects", "side effects", "side\n  effects"),
    ("quote sign", "> no side\n> effects", "side effects", "side\n> effects"),
    ("nested quote in a list", "- > no side\n  > effects", "side effects", "side\n  > effects"),
    ("list continuation", "1. no side\r\n   effects", "side effects", "side\r\n   effects"),
    ("entity covers all of it", "salt &amp; tea", "&", "&amp;"),
    ("entity inside a phrase", "salt &amp; tea", "salt & tea", "salt &amp; tea"),
    ("escape covers its backslash", r"no \*side effects", "*side", r"\*side"),
    ("escaped backslash", r"no \\ side", "\\ side", r"\\ side"),
    ("backslash that escapes nothing", r"no \side", "\\side", r"\side"),
    ("link text", "no [side effects](/x) here", "side effects", "side effects"),
    ("through a link", "no [side](/x) effects", "no side effects", "no [side](/x) effects"),
    ("hard break", "no side  \neffects", "side effects", "side  \neffects"),
    ("after an emoji", "😀😀 no *side* effects", "side", "side"),
    ("after text of many widths", "é 漢字 😀 б no *side* effects", "side", "side"),
    ("after CR", "one\rtwo\rno *side* effects", "side", "side"),
    ("cell", "|a|\n|-|\n|no *side* effects|", "side", "side"),
    ("escaped pipe", "|a|\n|-|\n|no \\| side|", "| side", "\\| side"),
    ("footnote", "x[^1]\n\n[^1]: no\n  side", "no side", "no\n  side"),
    ("inline tag", "no <b>side</b> effects", "no side effects", "no <b>side</b> effects"),
    ("inline comment", "no side<!-- c --> effects", "side effects", "side<!-- c --> effects"),
    ("title", '[tea](/t "a \\"hot\\" cup")', '"hot"', '\\"hot\\"'),
    ("title in a definition", "[tea]\n\n[tea]: /t 'a hot cup'", "hot cup", "hot cup"),
    ("alternative text", "![a *hot* cup](x)", "hot", "hot"),
    ("inline code is a unit", "run `brew tea` now", "\ufffc", "`brew tea`"),
    ("address is a unit", "see https://example.org/a.", "\ufffc", "https://example.org/a"),
    ("heading with a wrap", "no side\neffects\n===", "side effects", "side\neffects"),
    ("HTML block", "<p>no <em>side</em> effects</p>", "no side effects", "no <em>side</em> effects"),
    ("quoted HTML block", "> <p>no\n> side</p>", "no", "no"),
    ("after a tag over two quoted lines", "> <b\n> title=>no side</b> effects\n", "side", "side"),
]


@pytest.mark.parametrize(
    ("source", "words", "expected"), [case[1:] for case in PLACES], ids=[case[0] for case in PLACES]
)
def test_places(source: str, words: str, expected: str) -> None:
    document = read(source)
    assert place(document, words) == expected
    assert_exact(document)


def test_the_right_one_of_equal_words_is_found() -> None:
    source = "calm `calm` [calm](calm 'calm') ![calm](calm) calm"
    document = read(source)
    found = [document.span(match.start(), match.end())[0] for match in re.finditer("calm", document.prose)]
    assert sorted(found) == [0, 13, 25, 34, 46]


def test_only_a_real_definition_gives_its_title() -> None:
    source = "[tea]\n\ncold\n[tea]: /a 'hot cup'\n\n```\n[tea]: /a 'hot cup'\n```\n\n> [tea]: /a 'hot cup'\n"
    document = read(source)
    assert document.troubles == []
    (title,) = (region for region in document.regions if region.scope == "alt-text")
    assert document.span(title.start, title.end)[0] == source.rindex("hot cup")


MARKS = [
    ("strong", "a **hot** tea", [("strong", "hot", "")]),
    ("emphasis in strong", "**a *hot* tea**", [("emphasis", "hot", ""), ("strong", "a hot tea", "")]),
    ("strike", "~~hot~~", [("strike", "hot", "")]),
    ("link", "[hot *tea*](/t)", [("emphasis", "tea", ""), ("link", "hot tea", "/t")]),
    ("reference link", "[tea][t]\n\n[t]: /t", [("link", "tea", "/t")]),
    ("autolink", "a <https://example.org>", [("link", "\ufffc", "https://example.org")]),
    ("bare address", "a https://example.org", [("link", "\ufffc", "https://example.org")]),
    ("code", "a `tea`", [("code", "\ufffc", "")]),
    ("image", "a ![hot](t.png)", [("image", "", "t.png")]),
    ("footnote", "tea[^n]\n\n[^n]: x", [("footnote-reference", "", "n")]),
    ("inline HTML", "a <strong>hot</strong> <a href='/t'>tea</a>", [("strong", "hot", ""), ("link", "tea", "/t")]),
]


@pytest.mark.parametrize(("source", "expected"), [case[1:] for case in MARKS], ids=[case[0] for case in MARKS])
def test_marks(source: str, expected: list[tuple[str, str, str]]) -> None:
    document = read(source)
    assert [(mark.kind, document.prose[mark.start : mark.end], mark.value) for mark in document.marks] == expected


CONTAINERS = [
    ("none", "tea", [(0, ())]),
    ("list", "- tea\n  - cup\n", [(1, ("list",)), (2, ("list", "list"))]),
    ("list in a quote", "> - tea", [(1, ("blockquote", "list"))]),
    ("quote in a list", "- > tea", [(0, ("list", "blockquote"))]),
    ("table", "|tea|\n|-|\n", [(0, ("table",))]),
    ("footnote", "[^1]\n\n[^1]: tea\n", [(0, ("footnote",))]),
    ("list in a footnote", "[^1]\n\n[^1]: - tea\n", [(1, ("footnote", "list"))]),
    ("alert", "> [!NOTE]\n> tea", [(0, ("note",))]),
    ("headings", "# tea\n## cup\n", [(1, ()), (2, ())]),
    ("after a list", "- tea\n\ncup\n", [(1, ("list",)), (0, ())]),
]


@pytest.mark.parametrize(
    ("source", "expected"), [case[1:] for case in CONTAINERS], ids=[case[0] for case in CONTAINERS]
)
def test_levels_and_containers(source: str, expected: list[tuple[int, tuple[str, ...]]]) -> None:
    assert [(region.level, region.containers) for region in read(source).regions] == expected


def test_lead_and_heading() -> None:
    document = read("# Why\n\nGinger helps with:\n\n- nausea\n- cold\n  - and\n    wind\n\n## How\n\nBrew it.\n")
    found = [
        (words, region.lead, region.heading)
        for (_, words), region in zip(regions(document), document.regions, strict=True)
    ]
    assert found == [
        ("Why", -1, -1),
        ("Ginger helps with:", -1, 0),
        ("nausea", 1, 0),
        ("cold", 1, 0),
        ("and wind", 3, 0),
        ("How", -1, 0),
        ("Brew it.", -1, 5),
    ]


HIDDEN = [
    ("details", "<details>\n\nhot tea\n\n</details>\n\ncold tea", ["collapsed details", ""]),
    ("open details", "<details open>\n\nhot tea\n\n</details>", [""]),
    ("summary", "<details><summary>tea</summary>\n\nhot\n\n</details>", ["", "collapsed details"]),
    (
        "hidden element",
        "<div hidden>\n\n> hot tea\n\n- cup\n\n</div>\n\ntea",
        ["hidden attribute", "hidden attribute", ""],
    ),
    ("display", '<div style="display:none">\n\nhot tea\n</div>', ["display:none"]),
    ("template", "<template>\n\nhot tea\n\n</template>", ["template"]),
    ("details in a list end with it", "- tea\n\n  <details>\n\n  hot\n\ncold", ["", "collapsed details", ""]),
]


@pytest.mark.parametrize(("source", "expected"), [case[1:] for case in HIDDEN], ids=[case[0] for case in HIDDEN])
def test_hidden_parts(source: str, expected: list[str]) -> None:
    document = read(source)
    assert [region.hidden for region in document.regions] == expected
    assert_exact(document)


HTML = [
    ("block", "<div>hot <b>tea</b></div>\n", [("paragraph", "hot tea")]),
    ("caption", "<figure>\n<figcaption>hot tea</figcaption>\n</figure>\n", [("caption", "hot tea")]),
    ("Markdown in an element", "<figcaption>\n\nhot *tea*\n\n</figcaption>\n", [("caption", "hot tea")]),
    ("script", "<script>\ncures()\n</script>\n\ntea", [("paragraph", "tea")]),
    ("style", "<style>\np {}\n</style>\n\ntea", [("paragraph", "tea")]),
    ("line break", "hot<br>tea", [("paragraph", "hot tea")]),
    ("inline code", "run <code>brew</code> now", [("paragraph", "run \ufffc now")]),
    ("image", 'a <img src="t.png" alt="hot tea"> cup', [("alt-text", "hot tea"), ("paragraph", "a  cup")]),
    ("unclosed tag ends with its paragraph", "a <b>hot\n\ntea", [("paragraph", "a hot"), ("paragraph", "tea")]),
    ("tag in an alternative text", "![hot <b>tea](t.png) cup", [("alt-text", "hot tea"), ("paragraph", " cup")]),
    ("less-than", "if 5 < 6 then tea", [("paragraph", "if 5 < 6 then tea")]),
]


@pytest.mark.parametrize(("source", "expected"), [case[1:] for case in HTML], ids=[case[0] for case in HTML])
def test_html(source: str, expected: list[tuple[str, str]]) -> None:
    document = read(source)
    assert regions(document) == expected
    assert_exact(document)


COMMENTS = [
    ("block", "<!-- healthlint: a -->\n\ntea", ["<!-- healthlint: a -->"], [" healthlint: a "]),
    ("many lines", "tea\n\n<!-- a\n\nb -->\n", ["<!-- a\n\nb -->"], [" a\n\nb "]),
    ("inline", "hot <!-- a --> tea", ["<!-- a -->"], [" a "]),
    ("in an item", "- <!-- a -->\n  tea", ["<!-- a -->"], [" a "]),
    ("in an alternative text", "![hot <!-- a --> tea](x)", ["<!-- a -->"], [" a "]),
    ("definition", "tea\n\n[//]: # (a b)\n", ["[//]: # (a b)"], ["a b"]),
    ("definition in quotes", 'tea\n\n[//]: # "a b"\n', ['[//]: # "a b"'], ["a b"]),
    ("named definition", "[comment]: <> 'a b'\r\n", ["[comment]: <> 'a b'"], ["a b"]),
    ("definition over two lines", "[//]: # (a\nb)\n", ["[//]: # (a\nb)"], ["a\nb"]),
    ("two definitions", "[//]: # (a)\n[//]: # (b)\n", ["[//]: # (a)", "[//]: # (b)"], ["a", "b"]),
    ("definition after CR", "tea\r\r[//]: # (a)\r", ["[//]: # (a)"], ["a"]),
    ("definition in a quote", "> tea\n>\n> [//]: # (a)\n", ["[//]: # (a)"], ["a"]),
    ("shown in a paragraph", "tea\n[//]: # (a)\n", [], []),
    ("in a fence", "```\n[//]: # (a)\n<!-- b -->\n```\n", [], []),
    ("in indented code", "tea\n\n    [//]: # (a)\n    <!-- b -->\n", [], []),
    ("in inline code", "`<!-- a -->`", [], []),
    ("inside an HTML comment", "<!--\n[//]: # (a)\n-->\n", ["<!--\n[//]: # (a)\n-->"], ["\n[//]: # (a)\n"]),
    (
        "in order",
        "[//]: # (a)\n\n<!-- b -->\n\n[//]: # (c)\n",
        ["[//]: # (a)", "<!-- b -->", "[//]: # (c)"],
        ["a", " b ", "c"],
    ),
]


@pytest.mark.parametrize(
    ("source", "whole", "inside"), [case[1:] for case in COMMENTS], ids=[case[0] for case in COMMENTS]
)
def test_comments(source: str, whole: list[str], inside: list[str]) -> None:
    document = read(source)
    assert [source[comment.start : comment.end] for comment in document.comments] == whole
    assert [comment.text for comment in document.comments] == inside
    assert all(source.startswith(comment.text, comment.body) for comment in document.comments)
    if inside:
        assert re.sub(r"\s", "", document.prose) in ("", "tea", "hottea")


def test_an_unfound_title_is_told_not_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    from healthlint.readers import link_titles

    monkeypatch.setattr(link_titles, "_title_place", lambda *_: (0, 1))
    document = read("drink [tea](/t 'hot cup')")
    assert [(trouble.message, trouble.offset) for trouble in document.troubles] == [
        ("the title of a link was not found in its source", 6)
    ]


FLOODS = [
    ("quotes", ">" * 10_000 + " tea"),
    ("brackets", "[" * 10_000 + "tea"),
    ("images", "![" * 10_000 + "tea"),
    ("link starts", "[a](" * 10_000 + "tea"),
    ("lists", "- " * 10_000 + "tea"),
    ("stars", "*" * 20_000 + "tea" + "*" * 20_000),
    ("tags", "<b>" * 10_000 + "tea"),
    ("tag starts", "<a " * 20_000 + "tea"),
    ("comment starts", "tea <!-- " * 10_000),
    ("one long line", "tea " * 250_000),
    ("backticks", " ".join("`" * count for count in range(1, 300)) + " tea"),
    ("titles", "[a](b '" + "\\'" * 20_000 + "tea"),
    ("template starts", "{{ tea {% {# {: " * 10_000),
    ("pipes", "|tea" * 5_000 + "\n" + "|-" * 5_000),
]


@pytest.mark.parametrize("label", ["page.md", "page.mdx"])
@pytest.mark.parametrize("source", [case[1] for case in FLOODS], ids=[case[0] for case in FLOODS])
def test_floods_are_read_to_the_end(source: str, label: str) -> None:
    document = read(source, label)
    assert "tea" in document.prose
    assert document.troubles == []
