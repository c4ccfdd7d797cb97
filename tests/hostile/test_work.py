"""Work that grows with a text and not with its square: the calls that a page costs are counted, and counted again for
a page of twice its size."""

from __future__ import annotations

import pytest

from counted.counting import steps
from healthlint.document import Document
from healthlint.readers import LARGEST, markdown, rst
from healthlint.readers.builder import MOST_CONTAINERS
from healthlint.readers.data_prose import Keys
from hostile.growth import (
    Make,
    Reader,
    assert_linear,
    assert_little_is_copied,
    document,
    nested,
    numbered,
    times,
)
from reading import assert_exact, regions

READ: dict[str, tuple[str, Make]] = {
    **{f"{sign!a}.md": (".md", times(sign)) for sign in "[]()*_`~|!#<>&\\{$\n"},
    **{f"{sign!a}.html": (".html", times(sign)) for sign in "<>&\"'=/!-{\n"},
    **{f"{sign!a}.txt": (".txt", times(sign)) for sign in "a \n.->#\u0301\u200b"},
    **{f"{sign!a}.rst": (".rst", times(sign)) for sign in "*`|_:[\\=-+.\n"},
    **{f"{sign!a}.adoc": (".adoc", times(sign)) for sign in "*_`+\\{[<|.-=/:\n"},
    "links.md": (".md", times("[a](b) ")),
    "titles.md": (".md", numbered("[a#](b 'c') ")),
    "definitions.md": (".md", numbered("[a#]: b 'c'\n[a#]\n\n")),
    "notes.md": (".md", numbered("a[^#]\n\n[^#]: b\n\n")),
    "emphasis.md": (".md", nested("*a **b ", "c", " b** a*")),
    "quotations.md": (".md", times("> ")),
    "quotations apart.md": (".md", times("> a\n\n")),
    "lists.md": (".md", times("- a\n")),
    "lists in lists.md": (".md", times("- ")),
    "cells.md": (".md", lambda size: "|a|b|\n|-|-|\n" + "|c|d|\n" * size),
    "comments.md": (".md", times("<!-- a -->")),
    "open comments.md": (".md", times("<!--")),
    "shortcodes.md": (".md", times("{{< a >}}")),
    "elements.md": (".md", nested("<div>\n\n", "a", "\n\n</div>")),
    "components.mdx": (".mdx", times("<X>")),
    "closed components.mdx": (".mdx", times("</X>")),
    "expressions.mdx": (".mdx", times("{a}")),
    "keys.md": (".md", lambda size: "---\n" + numbered("k#: It is here.\n")(size) + "---\na\n"),
    "elements.html": (".html", nested("<div>", "a", "</div>")),
    "unclosed.html": (".html", times("<div><p><span>a")),
    "lists.html": (".html", times("<ul><li>a")),
    "quotations in lists.html": (".html", lambda size: "<ul><li>" * size + "<blockquote>a</blockquote>" * size),
    "tables.html": (".html", times("<table><tr><td>a")),
    "entities.html": (".html", times("&amp;")),
    "open comments.html": (".html", times("<!--")),
    "paragraphs.txt": (".txt", times("The miller counts.\n\n")),
    "lines.txt": (".txt", times("The miller counts.\n")),
    "headings.txt": (".txt", times("The mill\n\n")),
    "items.txt": (".txt", times("- a\n")),
    "quotations.txt": (".txt", times("> a\n\n")),
    "broken words.txt": (".txt", times("de-\n")),
    "names.rst": (".rst", numbered("a#_\n\n.. _a#: b\n\n")),
    "notes.rst": (".rst", times(".. note:: a\n\n")),
    "terms.rst": (".rst", times("a\n a\n")),
    "simple table.rst": (".rst", lambda size: "== " * size + "\n" + "a  " * size + "\n\na\n" * size + "== " * size),
    "empty lines in a table.rst": (".rst", lambda size: "== " * size + "\n" + "a  " * size + "\n" * size + "== ==\n"),
    "items.adoc": (".adoc", times("* a\n")),
    "roles.adoc": (".adoc", times("[x]~~a")),
    "anchors.adoc": (".adoc", times("[[a]]")),
    "objects.json": (".json", lambda size: "[" + ",".join(['{"text":"It is here."}'] * size) + "]"),
    "records.jsonl": (".jsonl", times('{"text":"It is here."}\n')),
    "broken records.jsonl": (".jsonl", times("[\n")),
    "items.yaml": (".yaml", times("- It is here.\n")),
    "anchors.yaml": (".yaml", numbered("- &a# It is here.\n- *a#\n")),
    "rows.csv": (".csv", lambda size: "title,text\n" + "A,It is here.\n" * size),
    "columns.csv": (".csv", lambda size: "a," * size),
}


@pytest.mark.parametrize(("suffix", "make"), READ.values(), ids=READ)
def test_reading(suffix: str, make: Make) -> None:
    assert_linear(lambda size: document(suffix, make(size)))


STEPPED: dict[str, tuple[str, Make]] = {
    "wide grid.rst": (".rst", lambda size: "+--" * size + "+\n" + "|a " * size + "|\n" + "+--" * size + "+\n"),
    "grid of short rows.rst": (".rst", lambda size: "+--" * size + "+\n" + "|a " * size + "|\n" + "+-+\n" * size),
}


@pytest.mark.parametrize(("suffix", "make"), STEPPED.values(), ids=STEPPED)
def test_loops_of_reading(suffix: str, make: Make) -> None:
    assert_linear(lambda size: document(suffix, make(size)), count=steps)


COPIED: dict[str, tuple[Reader, Make]] = {
    "components.mdx": (markdown.read, times("<X>")),
    "components in words.mdx": (markdown.read, times("a <X>b</X> ")),
    "wide grid.rst": (rst.read, lambda size: "+--" * size + "+\n" + ("|a " * size + "|\n") * 3 + "+--" * size + "+\n"),
}


@pytest.mark.parametrize("name", COPIED)
def test_what_is_copied_while_reading(name: str) -> None:
    read, make = COPIED[name]
    assert_little_is_copied(make, lambda text: read(Document(name, text)))


@pytest.mark.parametrize(
    ("suffix", "make", "scope"),
    [
        (".md", times("a\n\n"), "paragraph"),
        (".md", times("- a\n"), "list-item"),
        (".html", times("<p>a"), "paragraph"),
        (".txt", times("a\n\n"), "paragraph"),
        (".rst", times("a\n\n"), "paragraph"),
        (".adoc", times("a\n\n"), "paragraph"),
        (".jsonl", times('{"text":"It is."}\n'), "paragraph"),
    ],
)
def test_nothing_is_dropped(suffix: str, make: Make, scope: str) -> None:
    found = document(suffix, make(20_000))
    assert found.troubles == []
    assert [region.scope for region in found.regions] == [scope] * 20_000
    last = found.regions[-1]
    assert found.span(last.start, last.end)[1] > len(found.text) - 8
    assert_exact(found)


DEEP = {
    "arrays.json": (".json", nested("[", "1", "]"), "nested deeper than 100 levels: what follows was not read; "),
    "objects.json": (".json", nested('{"a":', "1", "}"), "nested deeper than 100 levels: what follows was not read; "),
    "flow.yaml": (
        ".yaml",
        nested("[", "a", "]"),
        "not valid YAML: exceeded maximum nesting depth: what follows was not ",
    ),
    "front matter.md": (
        ".md",
        lambda size: "---\na: " + "[" * size + "]" * size + "\n---\n",
        "front matter: not valid YAML: exceeded maximum nesting depth",
    ),
}


@pytest.mark.parametrize(("suffix", "make", "message"), DEEP.values(), ids=DEEP)
def test_what_is_nested_too_deep_is_told(suffix: str, make: Make, message: str) -> None:
    (trouble,) = document(suffix, make(3_000)).troubles
    assert trouble.message.startswith(message)


def test_aliases_that_multiply_are_read_once() -> None:
    levels = "".join(f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]\n" for level in range(1, 60))
    found = document(".yaml", f"a0: &a0 [It is here.]\n{levels}")
    assert regions(found) == [("paragraph", "It is here.")]
    (trouble,) = document(".md", f"---\na0: &a0 [x]\n{levels}---\nThe mill.\n").troubles
    assert trouble.message == "front matter: more than 10000 values or 50 levels"


@pytest.mark.parametrize(("pattern", "path"), [("*a" * 40 + "b", "a" * 250), ("**.a." * 40 + "b", "a." * 90 + "c")])
def test_no_key_makes_stars_try_all_ways(pattern: str, path: str) -> None:
    """Ways without number: a test that fails does not end."""
    assert Keys([pattern]).decide(path) is None
    assert Keys([pattern]).decide(path[:-1] + "b") is True


def test_containers_without_end() -> None:
    found = document(".md", "> " * (2 * MOST_CONTAINERS) + "The mill.")
    assert regions(found) == [("blockquote", "The mill.")]
    assert found.regions[0].containers == ("blockquote",) * MOST_CONTAINERS


def test_the_limit_is_told_in_bytes() -> None:
    assert LARGEST == 64_000_000
