"""Wherever a sentence stands in a reStructuredText page, its words are found, in one region, at their places."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from healthlint.document import Document
from healthlint.readers import rst
from reading import assert_exact, assert_found

ANY = settings(deadline=None, max_examples=250)
WORDS = ("Ginger", "calms", "the", "upset", "stomach", "within", "minutes")
CLAIM = " ".join(WORDS)
DRESSES = ["{}"] * 6 + ["*{}*", "**{}**", "{} [1]_", "`{} <https://example.org/a>`_", ":sup:`{}`", "`{}`_", "_`{}`"]


@st.composite
def sentences(draw: st.DrawFn) -> list[str]:
    """The claim as the lines of a paragraph, with marks around some of its words."""
    words = [draw(st.sampled_from(DRESSES)).format(word) for word in WORDS]
    if draw(st.booleans()):
        words = ["**" + WORDS[0], *WORDS[1:-1], WORDS[-1] + "**"]
    lines = [words[0]]
    for word in words[1:]:
        if draw(st.integers(0, 3)) == 0:
            lines.append(word)
        else:
            lines[-1] += " " + word
    return lines


BLOCKS = [
    ("- ", "  "),
    ("10. ", "    "),
    ("(a) ", "    "),
    ("   ", "   "),
    (":dose: ", "   "),
    ("tea\n   ", "   "),
    (".. note:: ", "   "),
    (".. warning::\n\n   ", "   "),
    (".. custom:: x\n   :a: b\n\n   ", "   "),
    (".. [1] ", "   "),
    (".. figure:: t.png\n   :alt: cup\n\n   ", "   "),
    ("-a  ", "    "),
    ("| ", "| "),
]
HANGING = (":dose: ", ".. note:: ", ".. [1] ", "-a  ", "| ")
BEFORE = [
    "",
    "Tea 😀\n======\n\n",
    "é 漢字 𝔘 *hot*.\n\n",
    "x::\n\n  cup\n\n",
    ".. comment\n\n",
    "---\ntitle: Tea\n---\n\n",
]


def grid(lines: list[str]) -> list[str]:
    """The lines in a cell of a table."""
    width = max(map(len, lines))
    rule = f"+-----+-{'-' * width}-+"
    return [rule, *(f"| é   | {line.ljust(width)} |" for line in lines), rule]


def simple(lines: list[str]) -> list[str]:
    rule = "===  " + "=" * max(map(len, lines))
    return [rule, *(f"{'' if index else 'cup':5}{line}" for index, line in enumerate(lines)), rule]


@st.composite
def pages(draw: st.DrawFn) -> str:
    lines = draw(sentences())
    for _ in range(draw(st.integers(0, 3))):
        lines = draw(st.sampled_from([grid, simple, list, list]))(lines)
        first, rest = draw(st.sampled_from(BLOCKS))
        # The least indentation of the other lines is that of these bodies, so no list can start on their first line.
        if first not in HANGING or lines[0][0] in "G*`_":
            lines = "\n".join((rest if index else first) + line for index, line in enumerate(lines)).split("\n")
    after = draw(st.sampled_from(["", "\nmore\n", "\nMore\n----\n", "\n.. end\n"]))
    page = "x\n\n" + draw(st.sampled_from(BEFORE[:-1])) + "y\n\n" + "\n".join(lines) + "\n" + after
    if draw(st.integers(0, 4)) == 0:
        page = BEFORE[-1] + page
    return page.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n", "\r"])))


@ANY
@given(pages())
def test_the_claim_is_found_at_its_place(page: str) -> None:
    document = rst.read(Document("page.rst", page))
    assert_exact(document)
    assert document.troubles == []
    assert_found(document, CLAIM)


SIGNS = [
    *"*|`_:<>[]\\-+=.#^~'\"(){}/@",
    *("**", "``", "`_", "`__", "_`", "|a|", "[1]_", "a_", ":a:`", "::", "::\n\n  x", ">>> ", "-a  ", "| ", "- ", "1. "),
    *("+--+", "|a |", "=== ===", "====", "----", "\n", "\n\n", "\n  ", "\n    ", "\r", "\r\n", "\t", "\\ ", "\\\n"),
    *(".. ", "..", ".. note:: ", ".. [1] ", ".. _a: ", ".. |a| replace:: b", ".. csv-table::\n\n   ", ".. raw:: html\n\n   "),
    *(".. list-table::\n\n   * - ", ".. figure:: x\n   :alt: ", ":a: ", ".. title: ", "<b>", "</b>", "<!--", "-->", "---\n"),
    *("https://example.org/a_", "a@example.org", "tea", "hot cup", "é", "😀", "漢", "\ud83d", "\0", "\ufffc", "\x85", "\u2028"),
]  # fmt: skip


@ANY
@given(st.lists(st.sampled_from(SIGNS), max_size=40).map("".join))
def test_no_text_breaks_the_map(source: str) -> None:
    document = rst.read(Document("page.rst", source))
    assert document.text == source
    assert_exact(document, resolved=True)


@ANY
@given(st.lists(st.sampled_from([r"\*", "\\\\", "\\ ", "é", "😀", "tea", " ", r"\a", "!"]), max_size=20))
def test_escapes_are_units(parts: list[str]) -> None:
    shown = {"\\ ": "", **{part: part[1] for part in (r"\*", "\\\\", r"\a")}}
    source = "a" + "".join(parts) + "z"
    document = rst.read(Document("page.rst", source))
    assert document.prose == "".join(shown.get(part, part) for part in ("a", *parts, "z"))
    done = at = 0
    for part in ("a", *parts, "z"):
        if words := shown.get(part, part):
            assert document.span(done, done + len(words)) == (at, at + len(part))
        done, at = done + len(words), at + len(part)
