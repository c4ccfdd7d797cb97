"""How paragraphs are written, and where a page has room for one."""

from __future__ import annotations

import pytest

from healthlint.notation import line_end, notation_of


def insert(name: str, text: str, words: str = "Note.", symbol: str = "", bold: bool = False) -> str:
    notation = notation_of(name)
    assert notation is not None
    room, paragraph = notation.at_end(text), notation.paragraph(words, symbol, bold)
    assert room is not None
    assert paragraph is not None
    return text[: room.offset] + room.before + paragraph + room.after + text[room.offset :]


AT_THE_END = {
    "markdown": [
        ("Tea.\n", "Tea.\n\nNote.\n"),
        ("Tea.", "Tea.\n\nNote."),
        ("Tea.\n\n\n", "Tea.\n\nNote.\n\n\n"),
        ("", "Note."),
        ("\n\n", "Note.\n\n"),
        ("Tea.\r\n", "Tea.\r\n\r\nNote.\r\n"),
        ("Tea.\rMore.\r", "Tea.\rMore.\r\rNote.\r"),
        ("- a\n- b\n", "- a\n- b\n\nNote.\n"),
        (
            "Tea.[^1]\n\n[^1]: A note.\n    Still the note.\n",
            "Tea.[^1]\n\nNote.\n\n[^1]: A note.\n    Still the note.\n",
        ),
        ("Tea.\n\n[x]: /y\n\n[z]: /w\n", "Tea.\n\nNote.\n\n[x]: /y\n\n[z]: /w\n"),
        ("Tea.\n[x]: no definition, but text\n", "Tea.\n[x]: no definition, but text\n\nNote.\n"),
        ("[x]: /y\n", "[x]: /y\n\nNote.\n"),
        ("| a |\n|---|\n| b |\n", "| a |\n|---|\n| b |\n\nNote.\n"),
    ],
    "plain": [("Tea.\n", "Tea.\n\nNote.\n"), ("Tea.\n[x]: y\n", "Tea.\n[x]: y\n\nNote.\n")],
    "rst": [
        ("Tea [1]_.\n\n.. [1] A note.\n   More of it.\n", "Tea [1]_.\n\nNote.\n\n.. [1] A note.\n   More of it.\n"),
        ("Tea.\n\n.. note::\n   In a box.\n", "Tea.\n\n.. note::\n   In a box.\n\nNote.\n"),
    ],
    "asciidoc": [("Tea.\n", "Tea.\n\nNote.\n")],
    "html": [
        ("<p>Tea.</p>\n", "<p>Tea.</p>\n<p>Note.</p>\n"),
        ("<p>Tea.</p>", "<p>Tea.</p>\n<p>Note.</p>"),
        ("<body><p>Tea.</p></body>", "<body><p>Tea.</p><p>Note.</p></body>"),
        ("<body>\r\n  <p>Tea.</p>\r\n</body>\r\n", "<body>\r\n  <p>Tea.</p>\r\n  <p>Note.</p>\r\n</body>\r\n"),
        (
            "<body>\n\t<main>\n\t\t<p>\n\t\t\tTea.\n\t\t</p>\n\t</main>\n\t<p>Foot.</p>\n</body>\n",
            "<body>\n\t<main>\n\t\t<p>\n\t\t\tTea.\n\t\t</p>\n\t\t<p>Note.</p>\n\t</main>\n\t<p>Foot.</p>\n</body>\n",
        ),
        (
            "<body><article>a</article><article>b</article></body>",
            "<body><article>a</article><article>b</article><p>Note.</p></body>",
        ),
        ("<main>Tea.<!-- </main> --></main>", "<main>Tea.<!-- </main> --><p>Note.</p></main>"),
        ("<MAIN>Tea.</MAIN><script>'</body>'</script>", "<MAIN>Tea.<p>Note.</p></MAIN><script>'</body>'</script>"),
        (
            "{% block x %}<main>\nTea.\n</main>{% endblock %}",
            "{% block x %}<main>\nTea.\n<p>Note.</p>\n</main>{% endblock %}",
        ),
    ],
}


@pytest.mark.parametrize(
    ("name", "text", "wanted"), [(name, *pair) for name, pairs in AT_THE_END.items() for pair in pairs]
)
def test_room_at_the_end_of_a_page(name: str, text: str, wanted: str) -> None:
    assert insert(name, text) == wanted


@pytest.mark.parametrize(
    "text", ["{% block x %}<p>Tea.</p>{% endblock %}", "<?php x() ?><p>Tea.</p>", "{{ define }}<p>Tea"]
)
def test_a_template_without_a_main_part_has_no_room(text: str) -> None:
    notation = notation_of("html")
    assert notation is not None
    assert notation.at_end(text) is None


@pytest.mark.parametrize(
    ("name", "words", "symbol", "bold", "written"),
    [
        ("markdown", "Not *all* a_b [x] <b>.", r"\*", True, r"**\*Not \*all\* a\_b \[x\] \<b\>.**"),
        ("markdown", "A & B &amp; C", "", False, r"A & B \&amp; C"),
        ("html", "A & B < C", "*", True, "<p><strong>*A &amp; B &lt; C</strong></p>"),
        ("html", "A", "", False, "<p>A</p>"),
        ("plain", "A *b*", "*", True, "*A *b*"),
        ("rst", "A *b* c_", r"\*", True, r"**\*A \*b\* c\_**"),
        ("asciidoc", "A b.", "†", True, "*†A b.*"),
        ("asciidoc", "A *b*.", "†", True, None),
    ],
)
def test_how_a_paragraph_is_written(name: str, words: str, symbol: str, bold: bool, written: str | None) -> None:
    notation = notation_of(name)
    assert notation is not None
    assert notation.paragraph(words, symbol, bold) == written


BEHIND = [
    ("markdown", "Tea |here.\n\nMore.\n", "Tea here.\n\n#\n\nMore.\n"),
    ("markdown", "Tea |here.\n", "Tea here.\n\n#\n"),
    ("markdown", "- Tea |here.\n\n- More.\n\nLast.\n", "- Tea here.\n\n- More.\n\n#\n\nLast.\n"),
    ("markdown", "Tea |here.\nand\n\n    code\n\nLast.", "Tea here.\nand\n\n    code\n\n#\n\nLast."),
    ("html", "<p>Tea <b>here|</b>.</p>\n", None),
    ("html", "  <p>Tea <b>here.|</b></p>\n  <p>x</p>", "  <p>Tea <b>here.</b></p>\n  #\n  <p>x</p>"),
    ("html", "<h2>Tea|</h2><p>x</p>", "<h2>Tea</h2>\n#<p>x</p>"),
    ("html", "<ul><li>Tea|</li></ul>", None),
]


@pytest.mark.parametrize(("name", "text", "wanted"), BEHIND)
def test_room_behind_a_block(name: str, text: str, wanted: str | None) -> None:
    notation = notation_of(name)
    assert notation is not None
    at = text.index("|")
    text = text.replace("|", "")
    room = notation.behind(text, at)
    assert (room and text[: room.offset] + room.before + "#" + room.after + text[room.offset :]) == wanted


@pytest.mark.parametrize("name", ["markdown", "html"])
def test_there_is_no_room_in_a_comment_without_end(name: str) -> None:
    notation = notation_of(name)
    assert notation is not None
    assert notation.at_end("<p>Tea.</p>\n\n<!-- <p>More.</p>\n") is None
    assert notation.at_end("<p>Tea.</p>\n\n<!-- More. -->\n") is not None


def test_data_files_have_no_paragraphs() -> None:
    assert [notation_of(name) for name in ("", "json", "csv")] == [None] * 3


@pytest.mark.parametrize(
    ("text", "offset", "end"),
    [
        ("", 0, "\n"),
        ("a", 1, "\n"),
        ("a\r\nb", 0, "\r\n"),
        ("a\rb\nc", 5, "\n"),
        ("a\rb\nc", 3, "\r"),
        ("a\r\nb", 4, "\r\n"),
    ],
)
def test_the_line_end_around_a_place(text: str, offset: int, end: str) -> None:
    assert line_end(text, offset) == end
