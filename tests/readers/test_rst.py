"""reStructuredText: which words become which region, and that each word maps to its place in the source."""

from __future__ import annotations

import pytest

from healthlint.document import Document
from healthlint.readers import rst
from reading import assert_exact, marks, place, regions


def read(source: str) -> Document:
    document = rst.read(Document("page.rst", source))
    assert document.text == source
    return document


def cells(*words: str) -> list[tuple[str, str]]:
    return [("table-cell", word) for word in words]


REGIONS = [
    ("nothing", "", []),
    ("only white space", " \n\t\n", []),
    ("paragraphs", "One cup.\n\nTwo cups.", [("paragraph", "One cup."), ("paragraph", "Two cups.")]),
    ("soft wrap", "steep for \nten minutes\n", [("paragraph", "steep for ten minutes")]),
    ("CRLF", "steep for\r\nten\r\n\r\nminutes\r\n", [("paragraph", "steep for ten"), ("paragraph", "minutes")]),
    ("CR", "steep for\rten\r\rminutes\r", [("paragraph", "steep for ten"), ("paragraph", "minutes")]),
    # headings
    ("underline", "Tea\n===\n\nhot\n", [("heading", "Tea"), ("paragraph", "hot")]),
    ("overline", "=====\n Tea\n=====\n\nhot\n", [("heading", "Tea"), ("paragraph", "hot")]),
    ("heading without an empty line", "Tea\n---\nhot\n", [("heading", "Tea"), ("paragraph", "hot")]),
    ("underline too short", "Ginger tea\n==\n", [("paragraph", "Ginger tea ==")]),
    ("short underline that counts", "Ginger tea\n====\n", [("heading", "Ginger tea")]),
    ("numbered heading", "1. Tea\n======\n", [("heading", "1. Tea")]),
    ("rule", "one\n\n----\n\ntwo\n", [("paragraph", "one"), ("paragraph", "two")]),
    ("rubric", ".. rubric:: Hot tea\n", [("heading", "Hot tea")]),
    # lists
    ("bullets", "- one\n- two\n  more\n", [("list-item", "one"), ("list-item", "two more")]),
    ("items of paragraphs", "* one\n\n  more\n", [("list-item", "one"), ("list-item", "more")]),
    ("bullet alone on its line", "-\n  one\n", [("list-item", "one")]),
    ("item set in too little", "-   one\n  more\n", [("list-item", "one more")]),
    ("bullets in bullets", "- - one\n  - two\n", [("list-item", "one"), ("list-item", "two")]),
    ("no list without an empty line", "tea\n- one\n", [("paragraph", "tea - one")]),
    ("numbers", "1. one\n2. two\n#. three\n", [("list-item", w) for w in ("one", "two", "three")]),
    ("letters", "a) one\nb) two\n(c) three\n", [("list-item", w) for w in ("one", "two", "three")]),
    ("roman numbers", "iv. one\nv. two\n", [("list-item", "one"), ("list-item", "two")]),
    ("an initial is no number", "A. Miller drank\nhot tea\n", [("paragraph", "A. Miller drank hot tea")]),
    ("definitions", "tea : hot\n  a drink\n  of leaves\n", [("list-item", "tea : hot"), ("list-item", "a drink of leaves")]),
    ("fields", "tea\n\n:Dose of it: two\n   cups\n", [("paragraph", "tea"), ("list-item", "Dose of it"), ("list-item", "two cups")]),
    ("parameters", "tea\n\n:param int x: the cups\n", [("paragraph", "tea"), ("list-item", "the cups")]),
    ("options", "-a          one\n--cups=N    two\n            more\n/V  three\n", [("list-item", w) for w in ("one", "two more", "three")]),
    ("options that nothing is said of", "--cups option\n", [("paragraph", "--cups option")]),
    ("lines", "| hot\n| tea\n  leaves\n|\n| cold\n", [("paragraph", "hot tea leaves"), ("paragraph", "cold")]),
    # set in
    ("quotation", "tea\n\n  she said\n  it works\n\n  -- Ann\n", [("paragraph", "tea"), ("blockquote", "she said it works"), ("blockquote", "-- Ann")]),
    ("a list set in is no quotation", "tea\n\n  * one\n  * two\n", [("paragraph", "tea"), ("list-item", "one"), ("list-item", "two")]),
    ("literal block", "tea::\n\n  cures all\n\n  still\n\nhot\n", [("paragraph", "tea:"), ("paragraph", "hot")]),
    ("literal block behind a space", "tea ::\n\n  cures all\n\nhot\n", [("paragraph", "tea"), ("paragraph", "hot")]),
    ("literal block alone", "::\n\n  cures all\n\nhot\n", [("paragraph", "hot")]),
    ("quoted literal block", "tea::\n\n> cures all\n> still\n\nhot\n", [("paragraph", "tea:"), ("paragraph", "hot")]),
    ("points without a block", "tea::\n\nhot\n", [("paragraph", "tea:"), ("paragraph", "hot")]),
    ("doctest", ">>> cures('all')\nyes\n\nhot\n", [("paragraph", "hot")]),
    # tables
    ("grid", "+----+-----+\n| a  | b c |\n|    | *d* |\n+====+=====+\n| e  |     |\n+----+-----+\n", cells("a", "b c d", "e")),
    ("grid with spans", "+---+---+\n| a b   |\n+---+---+\n| c | d |\n|   +---+\n| e | f |\n+---+---+\nhot\n", [*cells("a b", "d", "c", "e", "f"), ("paragraph", "hot")]),
    ("list in a grid", "+-----+\n| - a |\n|   b |\n|     |\n| c   |\n+-----+\n", [("list-item", "a b"), ("table-cell", "c")]),
    ("grid with wide signs", "+------+-----+\n| 漢字 | hot |\n+------+-----+\n", cells("漢字", "hot")),
    ("grid without its last border", "+---+---+\n| a | hot tea\n+---+---+\n", cells("a", "hot tea")),
    ("simple table", "===  =====\na    b\n===  =====\nc d  hot tea\n     more\ne\n===  =====\n", cells("a", "b", "c d", "hot tea more", "e")),
    ("simple table with spans", "===  ===\nhot  tea\n--------\na    b\n===  ===\n", cells("hot", "tea", "a", "b")),
    ("text over the columns", "===  ===\nhot teas\na    b\n===  ===\n", cells("hot teas", "a", "b")),
    ("simple table without an end", "===  ===\na    b\n", [("paragraph", "===  === a    b")]),
    ("comma-separated values", '.. csv-table:: Hot teas\n   :header: one, "two"\n\n   "a, ""b""", c\n   d,"e\n   f"\n', [("caption", "Hot teas"), *cells("one", "two", 'a, "b"', "c", "d", "e f")]),
    ("other separator", ".. csv-table::\n   :delim: ;\n\n   a, b; c\n", cells("a, b", "c")),
    ("table of lists", ".. list-table:: Hot teas\n   :header-rows: 1\n\n   * - a\n     - b\n   * - c\n\n       - d\n     - e\n", [("caption", "Hot teas"), *cells("a", "b", "c"), ("list-item", "d"), *cells("e")]),
    ("titled table", ".. table:: Hot teas\n\n   ===  ===\n   a    b\n   ===  ===\n", [("caption", "Hot teas"), *cells("a", "b")]),
    # directives
    ("note", ".. note:: hot\n   tea\n\n   cold\n", [("paragraph", "hot tea"), ("paragraph", "cold")]),
    ("note on the next line", ".. warning::\n   :class: big\n\n   hot\n", [("paragraph", "hot")]),
    ("titled note", ".. admonition:: Hot tea\n\n   cold\n", [("caption", "Hot tea"), ("paragraph", "cold")]),
    ("figure", ".. figure:: t.png\n   :alt: hot\n      tea\n   :width: 9\n\n   The *cup*.\n\n   More of it.\n", [("alt-text", "hot tea"), ("caption", "The cup."), ("paragraph", "More of it.")]),
    ("image", ".. image:: t.png\n   :alt: hot tea\n", [("alt-text", "hot tea")]),
    ("image of a substitution", "a |t| cup\n\n.. |t| image:: t.png\n   :alt: hot tea\n", [("paragraph", "a \ufffc cup"), ("alt-text", "hot tea")]),
    ("code", ".. code-block:: python\n   :caption: How it works\n\n   cures()\n\nhot\n", [("caption", "How it works"), ("paragraph", "hot")]),
    ("contents", ".. contents:: All of it\n.. toctree::\n   :maxdepth: 1\n\n   hot tea <tea>\n", []),
    ("container", ".. container:: wide box\n\n   hot\n", [("paragraph", "hot")]),
    ("change", ".. versionadded:: 1.2 hot tea\n.. deprecated:: 2\n   cold tea\n", [("paragraph", "hot tea"), ("paragraph", "cold tea")]),
    ("epigraph", ".. epigraph::\n\n   hot\n\n   -- Ann\n", [("blockquote", "hot"), ("blockquote", "-- Ann")]),
    ("glossary", ".. glossary::\n\n   tea\n      a drink\n", [("list-item", "tea"), ("list-item", "a drink")]),
    ("described function", ".. py:function:: cure(all)\n\n   hot\n", [("paragraph", "hot")]),
    ("unknown", ".. brew:: hot tea here\n   :caption: big cup\n\n   cold\n", [("caption", "big cup"), ("caption", "hot tea here"), ("paragraph", "cold")]),
    ("unknown without words", ".. brew:: x/y.png 12 30\n\n   cold\n", [("paragraph", "cold")]),
    ("unknown on the next line", ".. brew::\n   hot tea\n", [("paragraph", "hot tea")]),
    ("HTML", ".. raw:: html\n\n   <p>hot <b>tea</b></p>\n\ncold\n", [("paragraph", "hot tea"), ("paragraph", "cold")]),
    ("raw", ".. raw:: latex\n\n   cures\n\ncold\n", [("paragraph", "cold")]),
    ("head of the page", ".. meta::\n   :description: hot\n      tea\n   :keywords: a, b c\n   :property=og:title: Cold tea\n\nx\n", [("description", "hot tea"), ("title", "Cold tea"), ("paragraph", "x")]),
    ("title of the page", ".. title:: Hot tea\n", [("title", "Hot tea")]),
    # other explicit markup
    ("footnotes", ".. [1] hot\n   tea\n.. [#] cold\n.. [#n]\n   cup\n.. [Ann99] mug\n", [("footnote", w) for w in ("hot tea", "cold", "cup", "mug")]),
    ("targets", ".. _tea: https://example.org/a\n.. _`hot: tea`: x\n   y\n.. _here:\n\n__ https://example.org\n\nhot\n", [("paragraph", "hot")]),
    ("two points alone", "tea\n\n..\n\n  hot\n", [("paragraph", "tea"), ("blockquote", "hot")]),
    # words
    ("marks", "a *very* **hot** tea", [("paragraph", "a very hot tea")]),
    ("mark over a wrap", "a *very\nhot* tea", [("paragraph", "a very hot tea")]),
    ("no marks", "2 * 3 * 4, a*b*c, '*', (*) snake_case x__y", [("paragraph", "2 * 3 * 4, a*b*c, '*', (*) snake_case x__y")]),
    ("unclosed", "**hot *tea `cold", [("paragraph", "**hot *tea `cold")]),
    ("escapes", r"\*not\* *hot\ * a\_ \\ te\ a", [("paragraph", r"*not* *hot* a_ \ tea")]),
    ("escaped line end", "hot\\\ntea", [("paragraph", "hottea")]),
    ("literal", r"run ``brew\`` now", [("paragraph", "run \ufffc now")]),
    ("roles", ":sup:`hot` tea :code:`x` and `cold`:strong: :py:func:`y` cup", [("paragraph", "hot tea \ufffc and cold \ufffc cup")]),
    ("references", "`hot tea`_ and tea_, see :ref:`the cup <cup>` or :doc:`x`", [("paragraph", "hot tea and tea, see the cup or \ufffc")]),
    ("links", "drink `hot tea <https://example.org/a>`__ or `<https://example.org>`_", [("paragraph", "drink hot tea or \ufffc")]),
    ("addresses", "see https://example.org/a_b, ask tea@example.org.", [("paragraph", "see \ufffc, ask \ufffc.")]),
    ("notes", "hot tea [1]_. Cold [#n]_ [*]_ tea [Ann99]_", [("paragraph", "hot tea. Cold tea")]),
    ("no notes", "hot [1] tea a[1]_", [("paragraph", "hot [1] tea a[1]_")]),
    ("target inside", "a _`hot tea` cup", [("paragraph", "a hot tea cup")]),
    ("substitutions", "|x| tea |y| |z|\n\n.. |x| replace:: Hot green\n.. |y| unicode:: U+2122 .. sign\n", [("paragraph", "Hot green tea ™ \ufffc")]),
    ("emoji", "😀 *hot* 𝔘 tea", [("paragraph", "😀 hot 𝔘 tea")]),
    # what a page says of itself
    ("front matter", "---\ntitle: Hot tea\n---\n\ncold\n", [("title", "Hot tea"), ("paragraph", "cold")]),
    ("fields at the top", ":title: Hot *tea*\n:author: Ann\n:summary: Cold\n   tea\n\ncup\n", [("title", "Hot tea"), ("description", "Cold tea"), ("paragraph", "cup")]),
    ("fields below the title", "Tea\n===\n\n.. cup\n\n:description: Cold tea\n:date: x\n\ncup\n", [("description", "Cold tea"), ("heading", "Tea"), ("paragraph", "cup")]),
    ("abstract", ":Abstract: hot\n\n  cold\n", [("paragraph", "hot"), ("paragraph", "cold")]),
    ("comments of Nikola", ".. title: Hot tea\n.. slug: hot-tea\n.. description: Cold tea\n\ncup\n", [("title", "Hot tea"), ("description", "Cold tea"), ("paragraph", "cup")]),
]  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), [case[1:] for case in REGIONS], ids=[case[0] for case in REGIONS])
def test_regions(source: str, expected: list[tuple[str, str]]) -> None:
    document = read(source)
    assert regions(document) == expected
    assert document.troubles == []
    assert_exact(document, resolved="|" in source)


PLACES = [
    ("strong inside a phrase", "no **side** effects", "no side effects", "no **side** effects"),
    ("soft wrap", "- no side \r\n  effects", "side effects", "side \r\n  effects"),
    ("escape covers its backslash", r"no \*side effects", "*side", r"\*side"),
    ("escaped space", r"no *side*\ s", "sides", r"side*\ s"),
    ("through a link", "no `side <x>`_ effects", "no side effects", "no `side <x>`_ effects"),
    ("literal is a unit", "run ``brew tea`` now", "\ufffc", "``brew tea``"),
    ("role is a unit", "run :kbd:`brew tea` now", "\ufffc", ":kbd:`brew tea`"),
    ("substitution is a unit", "|x| tea\n\n.. |x| replace:: Hot green\n", "green tea", "|x| tea"),
    ("after an emoji", "😀😀 no *side* effects", "side", "side"),
    ("cell", "+------+\n| no   |\n| *side* effects |\n+------+\n", "side", "side"),
    ("over the lines of a cell", "+------+---+\n| no   | x |\n| side | y |\n+------+---+\n", "no side", "no   | x |\n| side"),
    ("quoted value", '.. csv-table::\n\n   "no ""side"" x", y\n', 'no "side" x', 'no ""side"" x'),
    ("lines", "| no\n| side\n", "no side", "no\n| side"),
    ("description", ".. meta::\n   :description: no\n     side\n", "no side", "no\n     side"),
    ("footnote", ".. [#] no\n   side", "no side", "no\n   side"),
    ("HTML", ".. raw:: html\n\n  <p>no <em>side</em> effects</p>\n", "no side effects", "no <em>side</em> effects"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "words", "expected"), [case[1:] for case in PLACES], ids=[case[0] for case in PLACES]
)
def test_places(source: str, words: str, expected: str) -> None:
    document = read(source)
    assert place(document, words) == expected
    assert_exact(document, resolved="|x|" in source)


MARKS = [
    ("strong", "a **hot** tea", [("strong", "hot", "")]),
    ("emphasis", "a *hot* `tea`", [("emphasis", "hot", ""), ("emphasis", "tea", "")]),
    ("code", "a ``tea`` :code:`cup`", [("code", "\ufffc", ""), ("code", "\ufffc", "")]),
    ("link", "`hot tea <https://example.org/a b>`_", [("link", "hot tea", "https://example.org/ab")]),
    ("named link", "Tea_ `hot  tea`_\n\n.. _tea: /t\n.. _Hot Tea: /h\n", [("link", "Tea", "/t"), ("link", "hot  tea", "/h")]),
    ("name of another name", "tea_ `cup <tea_>`_\n\n.. _tea: cup_\n.. _cup: /c\n", [("link", "tea", "/c"), ("link", "cup", "/c")]),
    ("name given in a link", "`tea </t>`_ tea_", [("link", "tea", "/t"), ("link", "tea", "/t")]),
    ("anonymous links", "tea__ `cup`__\n\n__ /t\n.. __: /c\n", [("link", "tea", "/t"), ("link", "cup", "/c")]),
    ("name on the page", "tea_\n\n.. _tea:\n", [("link", "tea", "#tea")]),
    ("address", "see https://example.org/a.", [("link", "\ufffc", "https://example.org/a")]),
    ("reference to a place", ":ref:`hot tea <t>` :term:`cup`", [("link", "hot tea", "#t"), ("link", "cup", "#cup")]),
    ("reference to a page", ":doc:`hot tea </t>` :doc:`cup`", [("link", "hot tea", "/t"), ("link", "\ufffc", "cup")]),
    ("notes", "tea [1]_ [#n]_ [A99]_ :cite:`b`", [("footnote-reference", "", n) for n in ("1", "#n", "A99", "b")]),
]  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), [case[1:] for case in MARKS], ids=[case[0] for case in MARKS])
def test_marks(source: str, expected: list[tuple[str, str, str]]) -> None:
    assert marks(read(source)) == expected


CONTAINERS = [
    ("none", "tea", [(0, (), "")]),
    ("lists", "- tea\n\n  1. cup\n", [(1, ("list",), ""), (2, ("list", "list"), "")]),
    ("list in a quotation", "a\n\n  b\n\n  - tea\n", [(0, (), ""), (0, ("blockquote",), ""), (1, ("blockquote", "list"), "")]),
    ("table", "===  ===\na    b\n===  ===\n", [(0, ("table",), "")] * 2),
    ("footnote", ".. [1] tea", [(0, ("footnote",), "")]),
    ("note", ".. tip:: tea", [(0, ("note",), "")]),
    ("headings", "=\nA\n=\n\nB\n=\n\nC\n-\n\nD\n=\n", [(n, (), "") for n in (1, 2, 3, 2)]),
    ("box that is shut", ".. dropdown:: Tea\n\n   cup\n", [(0, (), ""), (0, ("details",), "collapsed details")]),
    ("box that is open", ".. dropdown:: Tea\n   :open:\n\n   cup\n", [(0, (), ""), (0, ("details",), "")]),
    ("HTML that is shut", ".. raw:: html\n\n  <details><p>tea</p></details>\n", [(0, ("details",), "collapsed details")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "expected"), [case[1:] for case in CONTAINERS], ids=[case[0] for case in CONTAINERS]
)
def test_levels_and_containers(source: str, expected: list[tuple[int, tuple[str, ...], str]]) -> None:
    assert [(region.level, region.containers, region.hidden) for region in read(source).regions] == expected


def test_lead_and_heading() -> None:
    document = read("Why\n===\n\nGinger helps with:\n\n- nausea\n\nHow\n---\n\nBrew it.\n")
    assert [(region.lead, region.heading) for region in document.regions] == [
        (-1, -1),
        (-1, 0),
        (1, 0),
        (-1, 0),
        (-1, 3),
    ]


COMMENTS = [
    ("one line", ".. healthlint: a\n\ntea", [".. healthlint: a"], ["healthlint: a"]),
    ("more lines", "tea\n\n.. healthlint: a\n   b\n\n   c\n\ncup\n", [".. healthlint: a\n   b\n\n   c"], ["healthlint: a\n   b\n\n   c"]),
    ("on the next line", "..\n   healthlint: a\n", ["..\n   healthlint: a"], ["\n   healthlint: a"]),
    ("in an item", "- .. a b\n\n  tea\n", [".. a b"], ["a b"]),
    ("in a note", ".. note::\n\n   .. a b\n\n   tea\n", [".. a b"], ["a b"]),
    ("with a backslash", r".. a \* b", [r".. a \* b"], [r"a \* b"]),
    ("between paragraphs", "tea\n\n.. a\n.. b\n\ncup", [".. a", ".. b"], ["a", "b"]),
    ("in HTML", ".. raw:: html\n\n   <!-- a -->\n", ["<!-- a -->"], [" a "]),
    ("inside a paragraph it is text", "tea\n.. a\n", [], []),
    ("in a literal block", "tea::\n\n  .. a\n", [], []),
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
    ("fields", ":Title: Tea\n:healthlint-context: editorial\n", {"title": "Tea", "healthlint.context": "editorial"}),
    ("points", "Tea\n===\n\n:healthlint.topic: tea, cups\n", {"healthlint.topic": ["tea", "cups"]}),
    ("Nikola", ".. title: Tea\n.. healthlint.audience: patients\n", {"title": "Tea", "healthlint.audience": "patients"}),
    ("front matter", "---\nhealthlint:\n  context: editorial\n---\n", {"healthlint.context": "editorial"}),
    ("not at the top", "tea\n\n:healthlint-context: editorial\n", {}),
]  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), [case[1:] for case in META], ids=[case[0] for case in META])
def test_what_a_page_says_of_itself(source: str, expected: dict[str, object]) -> None:
    assert read(source).meta == expected


FLOODS = [
    ("stars", "*" * 200_000 + " tea"),
    ("opening stars", " *a" * 100_000 + " tea"),
    ("backticks", " ``a" * 50_000 + " tea"),
    ("roles", ":a:`b " * 50_000 + "tea"),
    ("underscores", "a_ " * 100_000 + "tea"),
    ("notes", "[1]_" * 50_000 + " tea"),
    ("bullets in bullets", "- " * 10_000 + "tea"),
    ("steps", "".join(" " * level + "tea\n" for level in range(500))),
    ("quotations", "".join("   " * level + "tea\n\n" for level in range(300))),
    (
        "directives in directives",
        "".join("   " * level + ".. note::\n\n" for level in range(300)) + "   " * 300 + "tea",
    ),
    ("substitutions", ".. |a| replace:: " + "b" * 150 + "\n\n" + "|a| " * 50_000 + "tea"),
    ("borders", "+--" * 20_000 + "+\n| tea"),
    ("columns", "=  " * 20_000 + "=\ntea"),
    ("tables without an end", "==  ==\ntea\n\n" * 10_000),
    ("one long line", "tea " * 250_000),
    ("spaces", "tea" + " " * 500_000 + "cup"),
    ("raw HTML", ".. raw:: html\n\n   <!-- tea\n\n" * 3_000 + "tea"),
]


@pytest.mark.parametrize("source", [case[1] for case in FLOODS], ids=[case[0] for case in FLOODS])
def test_floods_are_read_to_the_end(source: str) -> None:
    document = read(source)
    assert "tea" in document.prose
    assert len(document.prose) < 2 * len(source) + 200_000
