from __future__ import annotations

import pytest

from healthlint.document import Document
from healthlint.readers.plain import read as read_plain

OBJECT = "\ufffc"
WRAPPED = (
    "The old mill by the river was rebuilt in spring, and the wheel turns again in\n"
    "the afternoon, when the water is high enough to carry it round without much\n"
    "noise. Visitors come on Sundays.\n"
)


def load(source: str) -> Document:
    return read_plain(Document("page.txt", source))


def regions(source: str) -> list[tuple[str, int, str]]:
    document = load(source)
    return [(r.scope, r.level, document.prose[r.start : r.end]) for r in document.regions]


def paragraphs(*texts: str) -> list[tuple[str, int, str]]:
    return [("paragraph", 0, text) for text in texts]


LINES = [
    ("", []),
    (" \n\t\n", []),
    ("One.", paragraphs("One.")),
    ("One.\n\nTwo.\r\n\r\nThree.\r\rFour.", paragraphs("One.", "Two.", "Three.", "Four.")),
    (WRAPPED, paragraphs(WRAPPED.rstrip().replace("\n", " "))),
    (WRAPPED.replace("\n", "\r\n"), paragraphs(WRAPPED.rstrip().replace("\n", " "))),
    ("  " + WRAPPED.replace("\n", "\n  "), paragraphs(WRAPPED.rstrip().replace("\n", " "))),
    # The first word of the next line would have fitted: paragraphs of one line.
    (
        "Tea is warm.\nThe cup is blue and stands on the table.\n",
        paragraphs("Tea is warm.", "The cup is blue and stands on the table."),
    ),
    ("Twelve words\nFive letters there\n", paragraphs("Twelve words", "Five letters there")),
    ("Twelve words.\nSeventh\nLast of these words.", paragraphs("Twelve words. Seventh", "Last of these words.")),
    # A sentence goes on with a small letter.
    (
        "The leaf does not\ngrow in the shade of any of the trees there.\n",
        paragraphs("The leaf does not grow in the shade of any of the trees there."),
    ),
    ("Red\nblue, green and all the other colours\n", paragraphs("Red blue, green and all the other colours")),
    # Lists without bullets and rhymes stay apart.
    (
        "mugs\nkettles with lids\nthe spoons of the house\n",
        paragraphs("mugs", "kettles with lids", "the spoons of the house"),
    ),
    # Longer lines are never wrapped.
    (f"{'Long words. ' * 12}\nShort end.\nlast", paragraphs(("Long words. " * 12).strip(), "Short end.", "last")),
    ("It is a well-\nknown leaf of the south.\n", paragraphs("It is a well-known leaf of the south.")),
    ("It costs 5 -\nsix at most, they say here.\n", paragraphs("It costs 5 - six at most, they say here.")),
    ("Go to https://example.org/a?b=c. Or www.example.org\n", paragraphs(f"Go to {OBJECT}. Or {OBJECT}")),
    ("\u3000Wide\u2003spaces\u00a0in it\u3000", paragraphs("Wide\u2003spaces\u00a0in it")),
]


@pytest.mark.parametrize(("source", "expected"), LINES)
def test_paragraphs(source: str, expected: list[tuple[str, int, str]]) -> None:
    assert regions(source) == expected


HEADINGS = [
    ("Leaves\n======\n\nGreen.", [("heading", 1, "Leaves"), ("paragraph", 0, "Green.")]),
    ("Leaves, and more.\n---\nGreen.", [("heading", 2, "Leaves, and more."), ("paragraph", 0, "Green.")]),
    ("# Leaves\n\n## Roots\nGreen.", [("heading", 1, "Leaves"), ("heading", 2, "Roots"), ("paragraph", 0, "Green.")]),
    (
        "What it is\n\nA leaf is a part of a tree.",
        [("heading", 2, "What it is"), ("paragraph", 0, "A leaf is a part of a tree.")],
    ),
    (
        "What it is\nA leaf is a part of a tree.",
        [("heading", 2, "What it is"), ("paragraph", 0, "A leaf is a part of a tree.")],
    ),
    (
        "ALL ABOUT TEA\n\nWhat it is\n\nA leaf is a part of a tree.",
        [
            ("heading", 1, "ALL ABOUT TEA"),
            ("heading", 2, "What it is"),
            ("paragraph", 0, "A leaf is a part of a tree."),
        ],
    ),
    ("Our cups\n- red\n- blue", [("heading", 2, "Our cups"), ("list-item", 1, "red"), ("list-item", 1, "blue")]),
    ("What is it?\n\nA leaf is a part of a tree.", paragraphs("What is it?", "A leaf is a part of a tree.")),
    (
        "A leaf. It is green and\n\nA leaf is a part of a tree.",
        paragraphs("A leaf. It is green and", "A leaf is a part of a tree."),
    ),
    ("what it is\n\nA leaf is a part of a tree.", paragraphs("what it is", "A leaf is a part of a tree.")),
    ("A leaf is a part of a tree\n\nSo.", paragraphs("A leaf is a part of a tree", "So.")),
    ("Some leaves\n\nRed cups.", paragraphs("Some leaves", "Red cups.")),
    (
        "A leaf of a tree in spring\n\nMore of these\n\nA leaf is a part of a tree.",
        [
            ("heading", 2, "A leaf of a tree in spring"),
            ("heading", 2, "More of these"),
            ("paragraph", 0, "A leaf is a part of a tree."),
        ],
    ),
    (
        "Ann Lee.\n\nThe Mill\n\nMore of it\n\nA leaf is a part of a tree.",
        [
            ("paragraph", 0, "Ann Lee."),
            ("paragraph", 0, "The Mill"),
            ("heading", 2, "More of it"),
            ("paragraph", 0, "A leaf is a part of a tree."),
        ],
    ),
    ("The end\n", paragraphs("The end")),
    ("Red cups\nBlue cups with lids", paragraphs("Red cups", "Blue cups with lids")),
    ("Before\n\n* * *\n\n----------\nAfter it all.", [("heading", 2, "Before"), ("paragraph", 0, "After it all.")]),
]


@pytest.mark.parametrize(("source", "expected"), HEADINGS)
def test_headings(source: str, expected: list[tuple[str, int, str]]) -> None:
    assert regions(source) == expected


def items(*texts: str) -> list[tuple[str, int, str]]:
    return [("list-item", 1, text) for text in texts]


LISTS = [
    ("- one\n- two\n", items("one", "two")),
    ("* one\n\n* two\n", items("one", "two")),
    ("\u2022 one\n\u2013 two\n\u2705 three\n\u2714\ufe0f four", items("one", "two", "three", "four")),
    ("1. one\n2) two\n(3) three\na) four", items("one", "two", "three", "four")),
    ("  o one\n  o two", items("one", "two")),
    ("o one", paragraphs("o one")),
    ("- one that goes\n  on here\n- two", items("one that goes on here", "two")),
    ("- one\n\n  more of it\n\nAfter", [*items("one", "more of it"), ("paragraph", 0, "After")]),
    (
        "- one\n  - inner\n    - innermost\n- two",
        [("list-item", 1, "one"), ("list-item", 2, "inner"), ("list-item", 3, "innermost"), ("list-item", 1, "two")],
    ),
    ("  - one\n   - two\n  - three\n - four", items("one", "two", "three", "four")),
    (
        "- one\n  - inner\n  - also inner\n- two",
        [("list-item", 1, "one"), ("list-item", 2, "inner"), ("list-item", 2, "also inner"), ("list-item", 1, "two")],
    ),
    (
        "- one\n\nRoots\n\n- two grows in the shade.",
        [*items("one"), ("heading", 2, "Roots"), *items("two grows in the shade.")],
    ),
    ("Take:\n1. water\n2. leaves", [("paragraph", 0, "Take:"), *items("water", "leaves")]),
    ("(C) 2020 The Mill", paragraphs("(C) 2020 The Mill")),
    ("(a) one\n(b) two\n(c) three", items("one", "two", "three")),
    ("-5 degrees, -no list", paragraphs("-5 degrees, -no list")),
    ("2024. It was a year.", paragraphs("2024. It was a year.")),
    (
        "They say that in the long run the number of all these cups is higher than\n20. Then they stop.",
        paragraphs("They say that in the long run the number of all these cups is higher than 20. Then they stop."),
    ),
    (
        "The kettle that stands by the door of the house\n\u2014 the blue one \u2014 is old.",
        paragraphs("The kettle that stands by the door of the house \u2014 the blue one \u2014 is old."),
    ),
]


@pytest.mark.parametrize(("source", "expected"), LISTS)
def test_lists(source: str, expected: list[tuple[str, int, str]]) -> None:
    assert regions(source) == expected


def test_the_paragraph_before_a_list_leads_it() -> None:
    document = load("Among them:\n- one\n- two\n\nAfter.")
    assert [(r.lead, r.containers) for r in document.regions] == [(-1, ()), (0, ("list",)), (0, ("list",)), (-1, ())]


QUOTATIONS = [
    ("> One here.\n> Two.\n\nAfter.", [("blockquote", 0, "One here. Two."), ("paragraph", 0, "After.")]),
    ("Before.\n> One.\nAfter.", [("paragraph", 0, "Before."), ("blockquote", 0, "One."), ("paragraph", 0, "After.")]),
    ("> One.\n>\n> > Two.", [("blockquote", 0, "One."), ("blockquote", 0, "Two.")]),
    ("> - one", [("list-item", 1, "one")]),
    ("> 5 mg\n\n>5 mg", paragraphs("> 5 mg", ">5 mg")),
    (">", []),
]


@pytest.mark.parametrize(("source", "expected"), QUOTATIONS)
def test_quotations(source: str, expected: list[tuple[str, int, str]]) -> None:
    assert regions(source) == expected


def test_quotations_are_containers() -> None:
    document = load("- a\n> b\n> - c\n\n> d\n\ne")
    assert [r.containers for r in document.regions] == [
        ("list",),
        ("blockquote",),
        ("blockquote", "list"),
        ("blockquote",),
        (),
    ]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_places_in_the_source(line_end: str) -> None:
    source = line_end.join(
        ["TEA", "===", "- 🍵 warm", "  cup, see", "\twww.example.org now", "", "> > quoted", ">  words"]
    )
    document = load(source)
    for wanted in ("TEA", "🍵 warm", "cup, see", "now", "quoted", "words"):
        place = document.prose.index(wanted)
        begin, end = document.span(place, place + len(wanted))
        assert source[begin:end] == wanted
    place = document.prose.index("warm cup")
    assert source[slice(*document.span(place, place + 8))] == f"warm{line_end}  cup"
    place = document.prose.index(OBJECT)
    assert source[slice(*document.span(place, place + 1))] == "www.example.org"
