"""What inserts an absent disclaimer: which wording, where, linked with which statements, in which dress."""

from __future__ import annotations

import pytest

from healthlint.finding import Finding
from healthlint.fixing.plan import Plan
from kinds.disclaimer_pages import CLAIM, MANY, ONE, make_program, run
from small_program import patterns_of

WORDINGS = [{"id": "one", "text": ONE, "statements": "one"}, {"id": "many", "text": MANY, "statements": "several"}]
BARE = make_program(wordings=WORDINGS, insert=True)
BOLD = make_program(wordings=WORDINGS, insert=True, bold=True)
LINKED = make_program(wordings=WORDINGS, insert=True, symbol=True, bold=True)
NEAR = make_program(wordings=WORDINGS, insert=True, place={"paragraphs": 2})
SECTION = make_program(wordings=WORDINGS, insert=True, place="section")


def mended(text: str, program: object = BARE, name: str = "page.md") -> str | None:
    """The text with the fix of its one finding made, None where it has none; the finding must be gone."""
    _, (finding,) = run(text, program, name)
    assert isinstance(finding, Finding)
    if finding.fix is None:
        return None
    fixed = Plan([finding]).apply(text)
    assert run(fixed, program, name)[1] == []
    return fixed


INSERTED = {
    "one statement": (BARE, f"{CLAIM}\n", f"{CLAIM}\n\n{ONE}\n"),
    "two statements": (BARE, "It supports calm. It supports sleep.", f"It supports calm. It supports sleep.\n\n{MANY}"),
    "two in one sentence": (
        BARE,
        "It supports calm and supports sleep.",
        f"It supports calm and supports sleep.\n\n{ONE}",
    ),
    "in bold": (BOLD, "It *supports calm*.\n", f"It *supports calm*.\n\n**{ONE}**\n"),
    "linked": (LINKED, "It supports calm. Buy.\n", f"It supports calm.\\* Buy.\n\n**\\*{ONE}**\n"),
    "linked at the end of the page": (LINKED, "It supports calm.\n", f"It supports calm.\\*\n\n**\\*{ONE}**\n"),
    "linked in a heading": (LINKED, "# It supports calm\n\nBuy.\n", f"# It supports calm\\*\n\nBuy.\n\n**\\*{ONE}**\n"),
    "linked in a link": (LINKED, "[It supports calm](/x)\n\nB\n", f"[It supports calm\\*](/x)\n\nB\n\n**\\*{ONE}**\n"),
    "the symbol stands already": (LINKED, "It supports calm.\\*\n", f"It supports calm.\\*\n\n**\\*{ONE}**\n"),
    "the symbol stands at one": (
        LINKED,
        "It supports calm.†\n\nIt supports sleep.\n",
        f"It supports calm.†\n\nIt supports sleep.†\n\n**†{MANY}**\n",
    ),
    "the symbol is that of another note": (
        LINKED,
        "It supports calm.\\*\n\n\\* On weekdays.\n",
        f"It supports calm.\\*†\n\n\\* On weekdays.\n\n**†{ONE}**\n",
    ),
    "the symbol stands elsewhere": (
        LINKED,
        "5 \\* 3. It supports calm.\n",
        f"5 \\* 3. It supports calm.†\n\n**†{ONE}**\n",
    ),
    "near": (
        NEAR,
        "It supports calm.\n\nA.\n\nB.\n\nC.\n\nIt supports sleep.\n",
        f"It supports calm.\n\n{MANY}\n\nA.\n\nB.\n\nC.\n\nIt supports sleep.\n\n{MANY}\n",
    ),
    "near enough to both": (
        NEAR,
        "It supports calm.\n\nA.\n\nIt supports sleep.\n",
        f"It supports calm.\n\n{MANY}\n\nA.\n\nIt supports sleep.\n",
    ),
    "in each section": (
        SECTION,
        "# A\n\nIt supports calm.\n\nIt supports focus.\n\n# B\n\nIt supports sleep.\n",
        f"# A\n\nIt supports calm.\n\n{MANY}\n\nIt supports focus.\n\n# B\n\nIt supports sleep.\n\n{MANY}\n",
    ),
}


@pytest.mark.parametrize(("program", "text", "wanted"), INSERTED.values(), ids=INSERTED)
def test_what_is_inserted(program: object, text: str, wanted: str) -> None:
    assert mended(text, program) == wanted


NOT_INSERTED = {
    "the rule does not say so": (make_program(wordings=WORDINGS), CLAIM, "page.md"),
    "the sentence ends in code": (LINKED, "It supports calm `x`", "page.md"),
    "all symbols are taken": (LINKED, "\\* † ‡ § It supports calm", "page.md"),
    "no paragraph in a list of HTML": (NEAR, "<ul><li>It supports calm</li></ul>", "page.html"),
}


@pytest.mark.parametrize(("program", "text", "name"), NOT_INSERTED.values(), ids=NOT_INSERTED)
def test_nothing_is_inserted_where_nobody_can_say_that_it_is_right(program: object, text: str, name: str) -> None:
    assert mended(text, program, name) is None


def test_html_and_plain_text_have_their_own_dress() -> None:
    page = "<main>\n  <p>It supports calm.</p>\n</main>\n"
    wanted = f"<main>\n  <p>It supports calm.*</p>\n  <p><strong>*{ONE}</strong></p>\n</main>\n"
    assert mended(page, LINKED, "page.html") == wanted
    assert mended("It supports calm.\r\n", LINKED, "page.txt") == f"It supports calm.*\r\n\r\n*{ONE}\r\n"


def test_what_is_less_sure_is_left_to_people() -> None:
    program = make_program(insert=True, needed={"categories": ["disease-treatment"]})
    for pattern in patterns_of(program):
        if pattern.text == "eases gout":
            pattern.points = 2.0
    _, (finding,) = run("Brewroot eases gout.", program)
    assert finding.confidence == "medium"
    assert finding.fix is None
