from __future__ import annotations

import pytest

from healthlint.output import load
from healthlint.output.markdown import MOST_GRADES, shortened
from healthlint.output.markup import escaped, linked
from healthlint.output.view import View
from healthlint.report import FileReport, Report

from .shapes import rendered


def test_golden(report: Report) -> None:
    assert rendered("markdown", report, statistics=True, locate=lambda label: f"site/{label}") == (
        "## healthlint: checked 2 files: 1 error, 1 warning, 1 suppressed\n"
        "\n"
        "**1 problem: not everything was checked**\n"
        "\n"
        "### Not checked\n"
        "\n"
        "- site/gone.md: no such file or folder\n"
        "\n"
        "### site/content/tea.md\n"
        "\n"
        "| Severity | Place | Rule | Finding | Instead | Law |\n"
        "| --- | --- | --- | --- | --- | --- |\n"
        "| error | 3:10 | calm-promise | Promises calms everyone, always. | Say what the tea tastes like. "
        "| [1 TEA 2](<https://law.example/tea>) |\n"
        "| warning | 4:4 | plain-word | Says utilise for use. |  |  |\n"
        "\n"
        "### Rules\n"
        "\n"
        "| Findings | Severity | Rule |\n"
        "| --- | --- | --- |\n"
        "| 1 | error | calm-promise |\n"
        "| 1 | warning | plain-word |\n"
        "\n"
        "<details><summary>Readability</summary>\n"
        "\n"
        "| File | Grade | Reading ease | Words |\n"
        "| --- | --- | --- | --- |\n"
        "| site/content/tea.md | 4.5 | 70.2 | 9 |\n"
        "| site/content/water.txt | 1.0 | 70.2 | 3 |\n"
        "\n"
        "</details>\n"
    )
    assert "Readability" not in rendered("markdown", report, quiet=True)


def test_what_was_set_aside_is_told_when_asked_for(report: Report) -> None:
    assert "editor" not in rendered("markdown", report)
    row = "| suppressed info | 4:12 | plain-word | Says leaves. Suppressed: Agreed with the editor. |  |  |\n"
    assert row in rendered("markdown", report, suppressed=True)


def test_many_grades(report: Report) -> None:
    for number in range(MOST_GRADES + 3):
        file = FileReport(f"{number}.md")
        file.measures = report.files[1].measures
        report.files.append(file)
    assert "\nand 5 more: `healthlint score`\n" in rendered("markdown", report)


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("calm, always.", "calm, always."),
        ("a | b", r"a \| b"),
        ("<b onclick=x>&amp;", "&lt;b onclick=x&gt;&amp;amp;"),
        ("*a* _b_ `c` ~d~ [e](f) \\g", r"\*a\* \_b\_ \`c\` \~d\~ \[e\](f) \\g"),
        ("# a", r"\# a"),
        ("- a", r"\- a"),
        ("1. a", r"1\. a"),
        ("a - b 1. c", "a - b 1. c"),
        ("@all in #12", r"@<!-- -->all in \#<!-- -->12"),
        ("https://a.example www.a.example", "https:<!-- -->//a.example www<!-- -->.a.example"),
        (":tada: at 10:30", ":<!-- -->tada: at 10:30"),
        ("$1 to $2", "<span>$</span>1 to <span>$</span>2"),
        ("a\0b", "a\ufffdb"),
    ],
)
def test_text_is_shown_and_does_nothing(text: str, markdown: str) -> None:
    assert escaped(text) == markdown


def test_links() -> None:
    assert linked("a] | b", "https://a.example/(x)") == r"[a\] \| b](<https://a.example/(x)>)"


def test_a_file_name_is_no_markup(report: Report) -> None:
    report.files[0].label = "[x](y) <b>\n# |`.md"
    assert "\n### \\[x\\](y) &lt;b&gt;\\\\x0a\\# \\|\\`.md\n" in rendered("markdown", report)


def test_what_does_not_fit_is_counted(report: Report) -> None:
    report.files[0].findings *= 50
    lines = list(load("markdown")(report, View()))
    size = sum([len(line.encode()) + 1 for line in lines])
    assert list(shortened(lines, size + 200)) == lines
    cut = list(shortened(lines, 2_000))
    assert sum([len(line.encode()) + 1 for line in cut]) <= 2_000
    shown = len([line for line in cut if line.startswith(("| error", "| warning"))])
    assert 0 < shown < 100
    assert cut[-2:] == ["", f"**{100 - shown} findings left out: there is no room for more. The log has all.**"]


def test_no_room_at_all(report: Report) -> None:
    (_, note) = shortened(load("markdown")(report, View()), 0)
    assert note.startswith("**2 findings left out")
