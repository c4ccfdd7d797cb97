"""Work that grows with a text and not with its square: the calls that a page costs are counted, and counted again for
a page of twice its size."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from counted.counting import Sliced, all_calls, steps
from healthlint import engine
from healthlint.checker import Checker, Options
from healthlint.document import Document
from healthlint.language.lists import Expanded
from healthlint.language.tags import Tags
from healthlint.readability import measure, syllables
from healthlint.readers import LARGEST, markdown, read, rst
from healthlint.readers.builder import MOST_CONTAINERS
from healthlint.readers.data_prose import Keys
from healthlint.suppression.directive import MOST_FAULTS
from healthlint.suppression.reach import MOST_NESTED
from reading import assert_exact, regions

Make = Callable[[int], str]
Reader = Callable[[Document], Document]

SIZE = 400
CLAIM = "Kratom cures anxiety.\n\n"


def times(unit: str) -> Make:
    return lambda size: unit * size


def numbered(unit: str) -> Make:
    return lambda size: "".join(unit.replace("#", str(number)) for number in range(size))


def nested(opening: str, inside: str, closing: str) -> Make:
    return lambda size: opening * size + inside + closing * size


def suppressed(opening: str) -> Make:
    """Passages inside each other around as many claims."""
    end = "<!-- healthlint: ignore-end -->\n\n"
    return lambda size: numbered(opening)(size) + CLAIM * size + end * size


def assert_linear(
    work: Callable[[int], object], size: int = SIZE, count: Callable[[Callable[[], object]], int] = all_calls
) -> None:
    work(size // 4)  # what is made once
    once, twice = count(lambda: work(size)), count(lambda: work(2 * size))
    assert twice < 2.2 * once + 200, (once, twice)


def document(suffix: str, text: str) -> Document:
    return read(f"a{suffix}", text.encode())


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


def assert_little_is_copied(make: Make, work: Callable[[Sliced], object]) -> None:
    once, twice = (Sliced(make(size)) for size in (SIZE, 2 * SIZE))
    for text in (once, twice):
        work(text)
    assert twice.copied < 2.2 * once.copied + 200, (once.copied, twice.copied)


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


# -- suppressions, places, readability


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(Options(select=("treats-disease", "directives"), cache=False))


IGNORE = '<!-- healthlint: ignore treats-disease reason="#" -->\n\n'
SUPPRESSED = {
    "passages": suppressed(IGNORE),
    "passages that keep words": suppressed(IGNORE.replace(" -->", ' for="w#" -->')),
    "next lines": lambda size: (
        numbered(IGNORE.replace("ignore", "ignore-next-line").replace("\n\n", "\n"))(size) + CLAIM * size
    ),
    "files": lambda size: numbered(IGNORE.replace("ignore", "ignore-file"))(size) + CLAIM * size,
    "files that keep words": lambda size: (
        numbered(IGNORE.replace("ignore", "ignore-file").replace(" -->", ' for="w#" -->'))(size) + CLAIM * size
    ),
    "next lines for one line": lambda size: (
        numbered(IGNORE.replace("ignore", "ignore-next-line").replace(" -->\n\n", ' for="w#" -->\n'))(size)
        + "Kratom cures anxiety. " * size
    ),
    "mistakes in one": lambda size: f"<!-- healthlint: ignore-file {'! ' * size} -->\n\n",
    "attributes in one": lambda size: f"<!-- healthlint: ignore-file {'a=b ' * size} -->\n\n",
    "unknown rules": numbered("<!-- healthlint: ignore-file x# reason='a' -->\n\n"),
    "one of many rules": lambda size: f"<!-- healthlint: ignore-file {numbered('x# ')(size)} -->\n\n",
}


@pytest.mark.parametrize("make", SUPPRESSED.values(), ids=SUPPRESSED)
def test_suppressions(checker: Checker, make: Make) -> None:
    assert_linear(lambda size: checker.check("a.md", make(size).encode()), size=300)


def test_suppressions_in_one_line(checker: Checker) -> None:
    def work(text: Sliced) -> None:
        engine.check(markdown.read(Document("a.md", text)), checker.program, checker.selection)

    assert_little_is_copied(numbered(IGNORE.strip()), work)


def test_mistakes_of_one_suppression_are_told_up_to_a_number(checker: Checker) -> None:
    names = numbered("x# ")(MOST_FAULTS + 12)
    report = checker.check("a.md", f"<!-- healthlint: ignore-file {names} reason='a' -->\n\n{CLAIM}".encode())
    messages = [finding.message for finding in report.findings if finding.rule.kind == "directive"]
    assert sum(message.startswith("no rule is named x") for message in messages) == MOST_FAULTS
    assert [message for message in messages if "12 more mistakes behind the first ones" in message] == [
        "this suppression can't be read: 12 more mistakes behind the first ones"
    ]
    assert len(report.waivers) == MOST_FAULTS + 12


def test_passages_nest_a_hundred_deep(checker: Checker) -> None:
    size = MOST_NESTED + 5
    report = checker.check("a.md", suppressed(IGNORE)(size).encode())
    assert report.problems == []
    assert [waiver.state for waiver in report.waivers].count("broken") == 5
    assert report.waivers[MOST_NESTED - 1].held == size
    messages = [finding.message for finding in report.findings if finding.rule.kind == "directive"]
    assert sum(f"it stands inside {MOST_NESTED} others" in message for message in messages) == 5


def test_claims(checker: Checker) -> None:
    assert_linear(lambda size: checker.check("a.md", (CLAIM * size).encode()), size=100)
    assert_linear(lambda size: checker.check("a.txt", ("Kratom cures anxiety. " * size).encode()), size=100)


def test_lists_in_lists_in_lists() -> None:
    def work(size: int) -> None:
        lists = {f"l{number}": Expanded() for number in range(size)}
        for number, expanded in enumerate(lists.values()):
            expanded.add((f"word{number}",))
            expanded.includes = [f"l{number + 1}"] if number + 1 < size else []
        tags = Tags(lists)
        (tag,) = tags.of_list("l0")
        assert len(tags.sequences[tag]) == size
        assert tags.around(f"l{size - 1}") == (tag,)

    assert_linear(work, count=steps)


def test_readability() -> None:
    assert_linear(lambda size: measure([f"The miller counts sack {number} again." for number in range(size)]))
    assert_linear(lambda size: syllables.hyphenated("antidisestablishment" * size))
