"""AsciiDoc: which words become which region, and that each word maps to its place in the source."""

from __future__ import annotations

import pytest

from healthlint.document import Document
from healthlint.readers import asciidoc
from reading import assert_exact, marks, place, regions


def read(source: str) -> Document:
    document = asciidoc.read(Document("page.adoc", source))
    assert document.text == source
    return document


def cells(*words: str) -> list[tuple[str, str]]:
    return [("table-cell", word) for word in words]


REGIONS = [
    ("nothing", "", []),
    ("only white space", " \n\t\n", []),
    ("paragraphs", "One cup.\n\nTwo cups.", [("paragraph", "One cup."), ("paragraph", "Two cups.")]),
    ("soft wrap", "steep for \nten minutes\n", [("paragraph", "steep for ten minutes")]),
    ("hard break", "steep for +\nten minutes +\n", [("paragraph", "steep for ten minutes")]),
    ("CRLF", "steep for\r\nten\r\n\r\nminutes\r\n", [("paragraph", "steep for ten"), ("paragraph", "minutes")]),
    ("CR", "steep for\rten\r\rminutes\r", [("paragraph", "steep for ten"), ("paragraph", "minutes")]),
    ("comment in a paragraph", "hot\n// cold\ntea", [("paragraph", "hot tea")]),
    ("condition in a paragraph", "hot\nifdef::x[green]\ninclude::cup.adoc[]\nendif::[]\ntea", [("paragraph", "hot green tea")]),
    # headings
    ("headings", "x\n\n== Tea\n\n=== Hot *tea* ===\nCup\n", [("paragraph", "x"), ("heading", "Tea"), ("heading", "Hot tea"), ("paragraph", "Cup")]),
    ("heading of another kind", "x\n\n## Tea\n", [("paragraph", "x"), ("heading", "Tea")]),
    ("underlined headings", "x\n\nTea\n---\n\nhot\n", [("paragraph", "x"), ("heading", "Tea"), ("paragraph", "hot")]),
    ("header", "= Hot tea\nAnn Miller <a@example.org>; Bob\nv1.2, 2020-01-02: first\n:x: y\n\ncup\n", [("heading", "Hot tea"), ("paragraph", "cup")]),
    ("text below the title", "= Tea\nThis is what I think of hot tea.\n", [("heading", "Tea"), ("paragraph", "This is what I think of hot tea.")]),
    ("old header", "Hot tea\n=======\nAnn Miller\n:description: Cold\n\ncup\n", [("heading", "Hot tea"), ("description", "Cold"), ("paragraph", "cup")]),
    ("block titles", ".Hot tea\n* cup\n", [("caption", "Hot tea"), ("list-item", "cup")]),
    ("rules", "a\n\n'''\n\n<<<\n\n---\n\n* * *\n\nb\n", [("paragraph", "a"), ("paragraph", "b")]),
    # lists
    ("bullets", "* one\n* two\n  more\n- three\n", [("list-item", "one"), ("list-item", "two more"), ("list-item", "three")]),
    ("empty lines between", "* one\n\n\n* two\n\nthree\n", [("list-item", "one"), ("list-item", "two"), ("paragraph", "three")]),
    ("numbers", ". one\n.. two\n1. three\na. four\ni) five\n", [("list-item", w) for w in ("one", "two", "three", "four", "five")]),
    ("checks", "* [ ] one\n* [x] two\n", [("list-item", "one"), ("list-item", "two")]),
    ("callouts", "<1> one\n<.> two\n", [("list-item", "one"), ("list-item", "two")]),
    ("terms", "hot tea:: one\n*cup*::\n  two\n\nmug:::\n\nthree\n", [("list-item", w) for w in ("hot tea", "one", "cup", "two", "mug", "three")]),
    ("no term", "std::vector of tea", [("paragraph", "std::vector of tea")]),
    ("attached", "* one\n+\ntwo\n+\n----\ncures\n----\n+\n.Cup\n====\nthree\n====\n* four\n", [("list-item", "one"), ("list-item", "two"), ("caption", "Cup"), ("list-item", "three"), ("list-item", "four")]),
    ("literal in an item", "* one\n\n  cures\n\n* two\n", [("list-item", "one"), ("list-item", "two")]),
    # blocks
    ("literal paragraph", "a\n\n cures all\n still\n\nb\n", [("paragraph", "a"), ("paragraph", "b")]),
    ("listing", "[source,ruby]\n----\ncures\n----\n\n....\ncures\n....\n\n```js\ncures\n```\nb\n", [("paragraph", "b")]),
    ("code paragraph", "[source]\ncures\nall\n\nb\n", [("paragraph", "b")]),
    ("formula", "[stem]\n++++\ncures\n++++\nb\n", [("paragraph", "b")]),
    ("example", ".Cup\n====\nhot\n\n--\ntea\n--\n====\n", [("caption", "Cup"), ("paragraph", "hot"), ("paragraph", "tea")]),
    ("longer delimiter", "=====\nhot\n\n====\ntea\n====\n=====\n", [("paragraph", "hot"), ("paragraph", "tea")]),
    ("sidebar", "****\nhot\n****\n", [("paragraph", "hot")]),
    ("quotation", "[quote, Ann Miller, 'Hot tea']\n____\nit works\n____\n", [("blockquote", "it works"), ("caption", "Ann Miller"), ("caption", "Hot tea")]),
    ("quoted paragraph", '[quote]\nit works\n\n"so hot"\n-- Ann\n', [("blockquote", "it works"), ("blockquote", '"so hot" -- Ann')]),
    ("verse", "[verse]\n____\nhot\ntea\n____\n", [("blockquote", "hot tea")]),
    ("quotation of another kind", "> hot\n> tea\n", [("blockquote", "hot tea")]),
    ("notes", "NOTE: hot\ntea\n\n[WARNING]\ncold\n\n[TIP]\n====\ncup\n====\n", [("paragraph", "hot tea"), ("paragraph", "cold"), ("paragraph", "cup")]),
    ("abstract", "[abstract]\nhot\n\n[abstract]\n--\ncold\n--\n", [("paragraph", "hot"), ("paragraph", "cold")]),
    ("attributes end a paragraph", "hot\n[.wide]\ncold\n", [("paragraph", "hot"), ("paragraph", "cold")]),
    ("delimiters end a paragraph", "hot tea\n----\ncures\n----\ncold\n", [("paragraph", "hot tea"), ("paragraph", "cold")]),
    ("brackets that are words", "[&]\n\n[ 2019 was hot ]\n", [("paragraph", "[&]"), ("paragraph", "[ 2019 was hot ]")]),
    ("anchors", "[[a]]\n[#b.c%d]\nhot [[x]]tea\n", [("paragraph", "hot tea")]),
    ("image", 'image::t.png["Hot, green tea", 100, title="Big cup"]\n', [("alt-text", "Hot, green tea"), ("caption", "Big cup")]),
    ("image with a name for its text", "image::t.png[alt=Hot tea]\n", [("alt-text", "Hot tea")]),
    ("other macros", "video::t.mp4[width=9, title=Hot tea]\n\ntoc::[]\n\ninclude::cup.adoc[]\n", [("caption", "Hot tea")]),
    ("HTML", "++++\n<p>hot <b>tea</b></p>\n\n<p>cup\n++++\n", [("paragraph", "hot tea"), ("paragraph", "cup")]),
    ("conditions", "ifdef::x[]\nhot\nendif::[]\n\nifndef::x[cold tea]\nifeval::[1 < 2]\n", [("paragraph", "hot"), ("paragraph", "cold tea")]),
    # tables
    ("table", ".Hot teas\n[%header,cols=\"1,2\"]\n|===\n|one |*two*\n\n|three\n|four\nfive\n|===\n", [("caption", "Hot teas"), *cells("one", "two", "three", "four five")]),
    ("bars without spaces", "|===\n|a|b|c x|e\n|===\n", cells("a", "b", "c x", "e")),
    ("specifications of cells", "|===\n2+|one .2+^|two 3*>s|three\na|* four\nl|cures\n|===\n", [*cells("one", "two", "three"), ("list-item", "four")]),
    ("styles of columns", '[cols="1,2*a,m"]\n|===\n|a |* b |- c |cures\n|d |e |* f |cures\n|===\n', [("table-cell", "a"), ("list-item", "b"), ("list-item", "c"), *cells("d", "e"), ("list-item", "f")]),
    ("comment in a cell", "|===\n|one\n// c\ntwo\n|===\n", cells("one two")),
    ("paragraphs of a cell", "|===\n|one\n\ntwo\n|===\n", cells("one", "two")),
    ("bar in a cell", "|===\n|one \\| two\n|===\n", cells("one | two")),
    ("table in a table", "|===\na|\n!===\n!one !two\n!===\n|===\n", cells("one", "two")),
    ("comma-separated values", ',===\none,"two, ""three"""\n,===\n', cells("one", 'two, "three"')),
    ("empty values", ",===\n\n,one,,two\n\n,===\n,===\n,===\n", cells("one", "two")),
    ("formats", "[format=dsv]\n|===\none:two\n|===\n", cells("one", "two")),
    ("separator", "[separator=¦]\n|===\n¦one | two ¦three\n|===\n", cells("one | two", "three")),
    ("table without bars", "|===\nhot tea\n|===\n", cells("hot tea")),
    # words
    ("formats of words", "a *very* _hot_ #green# tea^1^ cup~2~", [("paragraph", "a very hot green tea1 cup2")]),
    ("formats inside words", "un**believ**able t__e__a", [("paragraph", "unbelievable tea")]),
    ("formats in formats", "*very _hot_ tea*", [("paragraph", "very hot tea")]),
    ("format over a wrap", "a *very\nhot* tea", [("paragraph", "a very hot tea")]),
    ("roles", "a [.red]#hot# [.line-through]#cold# [.x]*tea*", [("paragraph", "a hot cold tea")]),
    ("no formats", "2 * 3 * 4 a*b*c snake_case_name ^ a #b", [("paragraph", "2 * 3 * 4 a*b*c snake_case_name ^ a #b")]),
    ("unclosed", "*hot _tea `cold link:x[", [("paragraph", "*hot _tea `cold link:x[")]),
    ("escapes", r"\*not* \_hot_ \{x} \`tea` \https://x.org[cup] C:\tea", [("paragraph", r"*not* _hot_ {x} `tea` https://x.org[cup] C:\tea")]),
    ("code", "run `brew` or ``te``a and `+x+`", [("paragraph", "run \ufffc or \ufffca and \ufffc")]),
    ("passed through", "+*hot*+ ++te*a*++ +++<u>cup</u>+++ pass:q[<b>mug</b>] $$*x*$$", [("paragraph", "*hot* te*a* cup mug *x*")]),
    ("curved quotes", "\"`hot *tea*`\" '`cup`' Ann`'s", [("paragraph", "“hot tea” \u2018cup\u2019 Ann\u2019s")]),
    ("old quotes", "Old page\n========\n\n``hot tea'' `cup`\n", [("heading", "Old page"), ("paragraph", "“hot tea” \ufffc")]),
    ("entities", "salt &amp; pepper&#33; &copy; (C) (R)(TM) &nothing; (c)", [("paragraph", "salt & pepper! © © ®™ &nothing; (c)")]),
    ("links", "see https://example.org/a_b[the *cup*^], link:/t[tea,window=_blank] or mailto:a@example.org[Ann]", [("paragraph", "see the cup, tea or Ann")]),
    ("link text in quotes", 'https://example.org["hot, green", role=x] link:x[]', [("paragraph", "hot, green \ufffc")]),
    ("addresses", "see https://example.org/a_b_c, (http://example.org) or tea@example.org.", [("paragraph", "see \ufffc, (\ufffc) or \ufffc.")]),
    ("cross-references", "<<cup,the *cup*>> xref:a.adoc#b[the tea] <<mug>>", [("paragraph", "the cup the tea \ufffc")]),
    ("inline image", "a image:t.png[hot tea] cup", [("alt-text", "hot tea"), ("paragraph", "a  cup")]),
    ("footnotes", "tea.footnote:[hot *green* https://example.org[x].] cup", [("footnote", "hot green x."), ("paragraph", "tea. cup")]),
    ("named footnotes", "tea footnote:a[hot] footnote:a[] footnoteref:[b,cold]", [("footnote", "hot"), ("footnote", "cold"), ("paragraph", "tea   ")]),
    ("keys and formulas", "press kbd:[Ctrl] for stem:[x] btn:[Hot tea] menu:Cup[Big]", [("paragraph", "press \ufffc for \ufffc Hot tea Cup Big")]),
    ("terms of the index", "((hot tea))(((cup,mug))) indexterm2:[green] indexterm:[x]", [("paragraph", "hot tea green ")]),
    ("attributes", ":tea: Green tea\n:b: *hot*\n\n{tea} {b} {none} cup{empty}s {cpp}", [("field", "hot"), ("paragraph", "Green tea \ufffc \ufffc cups C++")][1:]),
    ("attributes in attributes", ":a: Green\n:tea: {a} tea\n\n{tea}", [("paragraph", "Green tea")]),
    ("attribute that changes", ":tea: hot\n\n{tea}\n\n:tea: cold\n\n{tea}\n\n:tea!:\n\n{tea} cup", [("paragraph", "hot"), ("paragraph", "cold"), ("paragraph", "\ufffc cup")]),
    ("address in an attribute", ":u: https://example.org\n\n{u}[hot tea]", [("paragraph", "hot tea")]),
    ("emoji", "😀 *hot* 𝔘 tea", [("paragraph", "😀 hot 𝔘 tea")]),
    # what a page says of itself
    ("front matter", "---\ntitle: Hot tea\n---\n\ncold\n", [("title", "Hot tea"), ("paragraph", "cold")]),
    ("description", "= Tea\n:description: Cold \\\n  *tea*\n:keywords: a, b\n\ncup\n", [("heading", "Tea"), ("description", "Cold tea"), ("paragraph", "cup")]),
    ("value below the header that nothing can show", "x\n\n:claim: A *hot* cup of tea\n:icons: font\n", [("paragraph", "x"), ("field", "A hot cup of tea")]),
    ("value that nothing can show", ":claim: A *hot* cup of tea\n\n{claim} x", [("field", "A hot cup of tea"), ("paragraph", "\ufffc x")]),
]  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), [case[1:] for case in REGIONS], ids=[case[0] for case in REGIONS])
def test_regions(source: str, expected: list[tuple[str, str]]) -> None:
    document = read(source)
    assert regions(document) == expected
    assert document.troubles == []
    assert_exact(document, resolved="{" in source)


PLACES = [
    ("strong inside a phrase", "no *side* effects", "no side effects", "no *side* effects"),
    ("soft wrap", "* no side \r\n  effects", "side effects", "side \r\n  effects"),
    ("hard break", "no side +\neffects", "side effects", "side +\neffects"),
    ("over a comment", "no side\n// c\neffects", "side effects", "side\n// c\neffects"),
    ("escape covers its backslash", r"no \*side effects", "*side", r"\*side"),
    ("entity covers all of it", "salt &amp; tea", "&", "&amp;"),
    ("through a link", "no link:x[side] effects", "no side effects", "no link:x[side] effects"),
    ("code is a unit", "run `brew tea` now", "\ufffc", "`brew tea`"),
    ("attribute is a unit", ":x: Hot green\n\n{x} tea", "green tea", "{x} tea"),
    ("after an emoji", "😀😀 no *side* effects", "side", "side"),
    ("cell", "|===\n|a |no *side* effects\n|===\n", "side effects", "side* effects"),
    ("over the lines of a cell", "|===\na|no\nside\n|===\n", "no side", "no\nside"),
    ("quoted value", ',===\n"no ""side"" x",y\n,===\n', 'no "side" x', 'no ""side"" x'),
    ("quotation", "> no\n> side\n", "no side", "no\n> side"),
    ("description", ":description: no \\\n  side\n", "no side", "no \\\n  side"),
    ("footnote", "x.footnote:[no\nside]", "no side", "no\nside"),
    ("HTML", "++++\n<p>no <em>side</em> effects</p>\n++++\n", "no side effects", "no <em>side</em> effects"),
    ("alternative text", "image::t.png[no side]", "no side", "no side"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "words", "expected"), [case[1:] for case in PLACES], ids=[case[0] for case in PLACES]
)
def test_places(source: str, words: str, expected: str) -> None:
    document = read(source)
    assert place(document, words) == expected
    assert_exact(document, resolved="{" in source)


MARKS = [
    ("strong", "a *hot* t**e**a", [("strong", "hot", ""), ("strong", "e", "")]),
    ("emphasis in strong", "*a _hot_ tea*", [("emphasis", "hot", ""), ("strong", "a hot tea", "")]),
    ("strike", "[.line-through]#hot# #tea#", [("strike", "hot", "")]),
    ("code", "a `tea` kbd:[x]", [("code", "\ufffc", ""), ("code", "\ufffc", "")]),
    ("role of code", "a [.x]`cup` tea", [("code", "\ufffc", "")]),
    ("links", "https://example.org/a[hot] link:/t[tea] mailto:a@b.org[Ann]", [("link", "hot", "https://example.org/a"), ("link", "tea", "/t"), ("link", "Ann", "mailto:a@b.org")]),
    ("address", "see https://example.org/a.", [("link", "\ufffc", "https://example.org/a")]),
    ("cross-references", "<<a,tea>> xref:b[cup] <<c.adoc#d,mug>>", [("link", "tea", "#a"), ("link", "cup", "#b"), ("link", "mug", "c.adoc#d")]),
    ("attribute", ":u: https://example.org\n\n{u}[tea]", [("link", "tea", "https://example.org")]),
    ("footnotes", "a footnote:[x] footnote:n[y] footnote:n[]", [("footnote-reference", "", n) for n in ("1", "n", "n")]),
    ("image", "a image:t.png[hot]", [("image", "", "t.png")]),
]  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), [case[1:] for case in MARKS], ids=[case[0] for case in MARKS])
def test_marks(source: str, expected: list[tuple[str, str, str]]) -> None:
    assert marks(read(source)) == expected


CONTAINERS = [
    ("none", "tea", [(0, (), "")]),
    ("lists", "* tea\n** cup\n. mug\n* pot\n", [(1, ("list",), ""), (2, ("list",) * 2, ""), (3, ("list",) * 3, ""), (1, ("list",), "")]),
    ("list in a quotation", "____\n* tea\n____\n", [(1, ("blockquote", "list"), "")]),
    ("attached to an item", "* tea\n+\n--\ncup\n--\n", [(1, ("list",), ""), (1, ("list",), "")]),
    ("table", "|===\n|tea\n|===\n", [(0, ("table",), "")]),
    ("footnote", "tea footnote:[cup]", [(0, ("footnote",), ""), (0, (), "")]),
    ("note", "TIP: tea", [(0, ("note",), "")]),
    ("headings", "= A\n\n== B\n\n[discrete]\n=== C\n", [(1, (), ""), (2, (), ""), (3, (), "")]),
    ("box that is shut", ".Tea\n[%collapsible]\n====\ncup\n====\n", [(0, (), ""), (0, ("details",), "collapsed details")]),
    ("box that is open", "[%collapsible%open]\n====\ncup\n====\n", [(0, ("details",), "")]),
    ("HTML that is shut", "++++\n<details><p>tea</p></details>\n++++\n", [(0, ("details",), "collapsed details")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "expected"), [case[1:] for case in CONTAINERS], ids=[case[0] for case in CONTAINERS]
)
def test_levels_and_containers(source: str, expected: list[tuple[int, tuple[str, ...], str]]) -> None:
    assert [(region.level, region.containers, region.hidden) for region in read(source).regions] == expected


def test_lead_and_heading() -> None:
    document = read("= Why\n\nGinger helps with:\n\n* nausea\n\n== How\n\nBrew it.\n")
    assert [(region.lead, region.heading) for region in document.regions] == [
        (-1, -1),
        (-1, 0),
        (1, 0),
        (-1, 0),
        (-1, 3),
    ]


COMMENTS = [
    ("one line", "// healthlint: a\n\ntea", ["// healthlint: a"], [" healthlint: a"]),
    ("block", "tea\n\n////\nhealthlint: a\n\nb\n////\n\ncup\n", ["////\nhealthlint: a\n\nb\n////"], ["\nhealthlint: a\n\nb\n"]),
    ("unclosed block", "////\na", ["////\na"], ["\na"]),
    ("paragraph", "[comment]\na\nb\n\ntea", ["a\nb"], ["a\nb"]),
    ("in a paragraph", "tea\n// a\ncup\n", ["// a"], [" a"]),
    ("in an item", "* tea\n// a\n+\n// b\ncup\n", ["// a", "// b"], [" a", " b"]),
    ("in the header", "// a\n= Tea\n// b\n:c: d\n\ncup\n", ["// a", "// b"], [" a", " b"]),
    ("in HTML", "++++\n<!-- a -->\n++++\n", ["<!-- a -->"], [" a "]),
    ("set in it is code", "tea\n\n // a\n", [], []),
    ("in a listing", "----\n// a\n----\n", [], []),
    ("three strokes are words", "/// a\n", [], []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "whole", "inside"), [case[1:] for case in COMMENTS], ids=[case[0] for case in COMMENTS]
)
def test_comments(source: str, whole: list[str], inside: list[str]) -> None:
    document = read(source)
    assert [source[comment.start : comment.end] for comment in document.comments] == whole
    assert [comment.text for comment in document.comments] == inside
    assert_exact(document)


META = [
    ("header", "= Tea\n:Lang: en\n:healthlint-context: editorial\n", {"lang": "en", "healthlint.context": "editorial"}),
    ("list", ":healthlint-topic: tea, cups\n", {"healthlint.topic": ["tea", "cups"]}),
    ("front matter", "---\nhealthlint:\n  context: editorial\n---\n", {"healthlint.context": "editorial"}),
    ("not in the header", "tea\n\n:healthlint-context: editorial\n", {}),
]  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), [case[1:] for case in META], ids=[case[0] for case in META])
def test_what_a_page_says_of_itself(source: str, expected: dict[str, object]) -> None:
    assert read(source).meta == expected


@pytest.mark.parametrize("delimiter", ["----", ".....", "```", "++++"])
def test_an_unclosed_block_is_told(delimiter: str) -> None:
    document = read(f"tea\n\n{delimiter}\ncures all\n")
    expected = f"{delimiter} is never closed: what follows was not read"
    assert delimiter == "++++" or "cures" not in document.prose
    assert [(trouble.message, trouble.offset) for trouble in document.troubles] == [(expected, 5)]


FLOODS = [
    ("stars", "*" * 200_000 + " tea"),
    ("opening stars", "*a " * 100_000 + " tea"),
    ("backticks", "``a " * 50_001 + " tea"),
    ("formats in formats", "*a _b " * 10_000 + "tea" + " b_ a*" * 10_000),
    ("links in links", "link:a[" * 20_000 + "tea" + "]" * 20_000),
    ("footnotes in footnotes", "footnote:[" * 20_000 + "tea" + "]" * 20_000),
    ("references", "<<a," * 50_000 + "tea"),
    ("brackets", "[" * 100_000 + "tea"),
    ("values", ":a: " + "b " * 90 + "\n\n" + "{a} " * 50_000 + "tea"),
    ("values in values", ":a: {a}{a}\n" * 5_000 + "\n{a} tea"),
    ("delimiters in delimiters", "".join("=" * (4 + level) + "\n" for level in range(500)) + "tea"),
    ("attached blocks", "* a\n+\n" * 5_000 + "tea"),
    ("quotations", "> " * 5_000 + "tea"),
    ("conditions", "ifdef::a[" * 5_000 + "tea" + "]" * 5_000),
    ("cells", "|===\n" + "|a" * 50_000 + "|tea\n|==="),
    ("columns", '[cols="100000*"]\n|===\n|tea\n|==='),
    ("open quotes", ',===\na,"b\n' * 10_000 + "\ntea"),
    ("one long line", "tea " * 250_000),
    ("spaces", "tea" + " " * 500_000 + "cup"),
]


@pytest.mark.parametrize("source", [case[1] for case in FLOODS], ids=[case[0] for case in FLOODS])
def test_floods_are_read_to_the_end(source: str) -> None:
    document = read(source)
    assert "tea" in document.prose
    assert len(document.prose) < 2 * len(source) + 200_000
