"""Pages that are made to take for ever, to overflow a stack or to hide a claim: each is checked to its end, in a process
that is stopped if it takes too long, and the claim that follows is found at its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from endtoend.command import make_command

LAST = "\n\nKratom cures anxiety.\n"
SIZE = 100_000
"""Code points of a page: work that grows with the square of it would not end in time."""

DEPTH = 10_000
"""Levels of nesting: more than any stack has."""

Make = Callable[[], str]


def repeated(unit: str, size: int = SIZE) -> Make:
    return lambda: unit * (size // len(unit))


def nested(opening: str, inside: str, closing: str, depth: int = DEPTH) -> Make:
    return lambda: opening * depth + inside + closing * depth


UNITS = {
    ".md": (
        *"[(<*_`|&.?\"'!#>-+~:;,\\/{}$%@^=a1 \n\t",
        *(
            "[a](",
            "![",
            "![a](",
            "[^1]",
            "[^a]: b\n",
            "[a]: b 'c'\n",
            "**a ",
            "_a *b ",
            "`a ``b",
            "~~a",
            "$a",
            "- ",
            "> ",
            "1. ",
        ),
        *(
            "- a\n",
            "# a\n",
            "a\n==\n",
            "|a|b\n",
            "a|b\n-|-\n",
            "<div>",
            "<b>",
            "<button>",
            "<details>\n\n",
            "</b>",
            "<!--",
        ),
        *(
            "<!-- a -->",
            "[//]: # (a\n",
            "{{<",
            "{{< a >}}",
            "{% a %}",
            "{{",
            "{#",
            ":::\n",
            "http://...",
            "www.a.",
            "a@b.",
        ),
        *(
            "&amp;",
            "&#x41;",
            "&notanentity;",
            "U.S. ",
            "1.1.",
            "it's",
            "a\u0301",
            "\u200b",
            "\u202e",
            "\U0001f33f",
            "e.g. ",
        ),
        *('said "no." ', "(a) ", "no ", "kratom ", "cures ", "It may not cure, ", "Does it? ", "$5 buy "),
    ),
    ".html": (
        *"<>&\"'=/!-.?[{a ",
        *(
            "<p>",
            "<p>a",
            "<b>",
            "<b><i>",
            "<a href=x>",
            "<a b='",
            "<a b={",
            "<a b ",
            "</p>",
            "</",
            "<!",
            "<!--",
            "<![CDATA[",
        ),
        *("<table><tr><td>", "<ul><li>", "<select><option>", "<button>", "<label>", "<q>", "<sup>1</sup>", "<br>"),
        *(
            "<details><summary>a",
            "<p hidden>",
            "<template>",
            "<span style='display:none'>",
            "<img alt=a>",
            "{{a",
            "{% a",
        ),
        *("<meta name=description content=a>", "&a", "&#1;", "http://a", "<title>a</title>", "<textarea>a</textarea>"),
        *('<script type="application/ld+json">{"description":"a"}</script>', "<x-y>", "<?a", "<%a"),
    ),
    ".mdx": (
        *"{}<>`*\\",
        *(
            "<X>",
            "<X a={",
            "<X a='b' ",
            "</X>",
            "{/*",
            "{/* a */}",
            "{'a",
            "{`",
            "import a\n\n",
            "export const a = {\n\n",
        ),
        *("<A\n", "<a.b ", "export const x = {"),
    ),
    ".adoc": (
        *"*_`+\\{[<|.-=/:\n",
        *(
            "*a ",
            "``a",
            '"`a',
            "[.a]#",
            "+++a",
            "((a",
            "<<a,",
            "[[a",
            "link:link:",
            "http://a[b",
            "footnote:[a",
            "image:a[",
        ),
        *(
            "{a",
            "&amp;",
            "* a\n",
            "* a\n+\n",
            "a:: b\n",
            "> a\n",
            "== a\n",
            "====\na\n",
            "++++\n<!--\n",
            "// a\n",
            "[a]\n",
        ),
        *(":a: {a}{a}\n", "|===\n|a\n", ',===\na,"b\n', "ifdef::a[ifdef::b[", "image::a[b]\n"),
    ),
    ".rst": (
        *"*`|_:[\\=-+.\n",
        *(
            "**",
            "``",
            "a_ ",
            "[1]_",
            " *a",
            "`a <b>`_ ",
            ":a:`",
            '"*"',
            "- a\n",
            "#. a\n",
            "a\n b\n",
            ":a: b\n",
            "-a  b\n",
        ),
        *(
            "| a\n",
            "a::\n\n b\n\n",
            "a\n==\n",
            "====\na\n",
            "+--+\n|a |\n",
            "== ==\n\n",
            "=== ===\na   b\n",
            ".. a\n",
            ".. a::\n",
        ),
        *(".. note:: a\n\n", ".. [1] a\n", ".. _a: b\n", ".. |a| replace:: b\n|a| ", '.. csv-table::\n\n   "a,'),
        *(".. list-table::\n\n   * - a\n\n", ".. raw:: html\n\n   <!--\n\n", ".. title: a\n"),
    ),
    ".txt": (
        *'.?!"a -\n#>*=',
        *("- a\n", "a\n", "a\n\n", "# a\n", "a\n---\n", "> a\n", "1. ", "(a) ", "A\n\n", "de-\n", "\u00ad", "http://a"),
    ),
}

SHAPES: dict[str, Make] = {
    **{f"{unit!a}{suffix}": repeated(unit) for suffix, units in UNITS.items() for unit in units},
    "quotations.md": nested("> ", "a", "", 5_000),
    "lists.md": lambda: "".join(f"{'  ' * level}- a\n" for level in range(300)),
    "brackets.md": nested("[", "a", "]"),
    "links.md": nested("[", "a", "](b)"),
    "images.md": nested("![", "a", "](b 'c')"),
    "emphasis.md": nested("*a **b ", "c", " b** a*"),
    "elements.md": nested("<div>\n\n", "a", "\n\n</div>"),
    "spans.md": nested("<b>", "a", "</b>"),
    "shortcodes.md": nested("{{< a >}}", "b", "{{< /a >}}"),
    "tags.md": nested("{% if a %}", "b", "{% endif %}"),
    "code.md": lambda: "".join("`" * length + "a " for length in range(1, 400)),
    "wide table.md": lambda: "|" + "a|" * 5_000 + "\n|" + "-|" * 5_000 + "\n" + "|b" * 20_000,
    "long table.md": lambda: "|a|b|\n|-|-|\n" + "|c|the mill|\n" * 6_000,
    "many definitions.md": lambda: "".join(f"[a{number}]: b 'c'\n[a{number}]\n\n" for number in range(4_000)),
    "many notes.md": lambda: "".join(f"a[^{number}]\n\n[^{number}]: b\n\n" for number in range(4_000)),
    "heading.md": lambda: "# " + "No evidence. " * 3_000 + "\n\n" + "It cures pain.\n\n" * 2_000,
    "elements.html": nested("<div>", "a", "</div>"),
    "unclosed.html": nested("<div><p><span>", "a", ""),
    "marks.html": nested("<b><i><a href=x>", "a", "</b></i></a>"),
    "hidden.html": nested("<div hidden>", "a", "</div>"),
    "details.html": nested("<details><summary>", "a", "</summary></details>"),
    "tables.html": nested("<table><tr><td>", "a", "</table>"),
    "lists.html": nested("<ul><li>", "a", "</ul>"),
    "strangers.html": lambda: "".join(f"<x{number}>" for number in range(DEPTH)) + "a",
    "attributes.html": lambda: "<p " + "a='b' " * 15_000 + ">",
    "braces.html": lambda: "<p a={" + "{b}" * 30_000 + "}>",
    "objects.html": lambda: (
        f'<script type="application/ld+json">{nested(chr(123) + chr(34) + "a" + chr(34) + ":", "1", "}")()}</script>'
    ),
    "arrays.html": lambda: f'<script type="application/ld+json">{nested("[", "", "]")()}</script>',
    "elements.mdx": nested("<X>\n", "a", "\n</X>"),
    "expressions.mdx": nested("{", "a", "}"),
    "attributes.mdx": nested("<X a={", "a", "}/>"),
    "formats.adoc": nested("*a _b ", "c", " b_ a*"),
    "links.adoc": nested("link:a[", "b", "]"),
    "delimiters.adoc": lambda: "".join("=" * (4 + level) + "\n" for level in range(300)) + "a",
    "markers.adoc": lambda: "".join("*" * (1 + number % 5) + " a\n" for number in range(10_000)),
    "wide table.adoc": lambda: "|===\n" + "|a" * 20_000 + "\n|===\n",
    "bullets.rst": nested("- ", "a", ""),
    "directives.rst": lambda: "".join(f"{'   ' * level}.. note::\n\n" for level in range(200)),
    "quotations.rst": lambda: "".join(f"{' ' * level}a\n\n" for level in range(400)),
    "wide grid.rst": lambda: "+--" * 5_000 + "+\n" + "|a " * 5_000 + "|\n" + "+--" * 5_000 + "+\n",
    "many names.rst": lambda: "".join(f"a{number}_\n\n.. _a{number}: b\n\n" for number in range(4_000)),
    "one word.txt": lambda: "a" * 1_000_000,
    "one sentence.txt": lambda: "the miller counts his sacks " * 50_000,
    "many lines.txt": lambda: "The miller counts.\n" * 20_000,
}

TOLD = frozenset(("'`'.adoc", "'+'.adoc", "'.'.adoc", "'-'.adoc", "'/'.adoc"))
"""Shapes in which something is told not to be read: a block that is never closed."""

SWALLOWED = frozenset(("'no '.md", "'`'.md", "'~'.md", "'`'.mdx", "'http://a'.html"))
"""Shapes in which the claim is code, or a part of the sentence before it."""


@pytest.fixture(scope="module", params=UNITS)
def reports(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, warm_cache: Any) -> Any:
    """The report of each shape of one format, from one process."""
    healthlint = make_command(tmp_path_factory.mktemp("shapes") / "work", warm_cache)
    names = {name: f"{number}{request.param}" for number, name in enumerate(SHAPES) if name.endswith(request.param)}
    for name, path in names.items():
        healthlint.write(path, SHAPES[name]() + LAST)
    report = healthlint.json("--jobs", "1", ".")
    files = {file["path"]: file for file in report["files"]}
    return {name: files[path] for name, path in names.items()}


def test_the_claim_behind_each_shape_is_found_or_what_hides_it_is_told(reports: Any) -> None:
    files = reports
    assert files
    for name, file in files.items():
        end = len(SHAPES[name]() + LAST) - len(".\n")
        found = any(finding["end"] == end and "cures" in finding["match"] for finding in file["findings"])
        told = [problem["message"] for problem in file["problems"]]
        assert bool(told) == (name in TOLD), (name, told)
        assert found or told or name in SWALLOWED, name
