"""Where the disclaimer stands: seen or hidden, in its place, linked, in bold."""

from __future__ import annotations

import pytest

from kinds.disclaimer_pages import CLAIM, MANY, ONE, make_program, run, states, words

PROGRAM = make_program()
HTML = f"<h1>Tea</h1><p>{CLAIM}</p>"

HIDDEN = {
    "comment": (f"<!-- {ONE} -->", "a comment"),
    "comment with markup": (f"<!-- <p>{ONE.replace('Food', '<b>Food</b>')}</p> -->", "a comment"),
    "altered in a comment": (f"<!-- {ONE.replace('treat', 'heal')} -->", "a comment"),
    "attribute": (f"<p hidden>{ONE}</p>", "hidden text (hidden attribute)"),
    "style": (f"<div style='display: none'><p>{ONE}</p></div>", "hidden text (display:none)"),
    "altered and hidden": (
        f"<p hidden>{ONE.replace('treat', 'heal')}</p>",
        "hidden text (hidden attribute)",
    ),
    "details": (
        f"<details><summary>Small print</summary><p>{ONE}</p></details>",
        "hidden text (collapsed details)",
    ),
    "alternative text": (f"<img src='tea.png' alt='{ONE}'>", "an alternative text"),
    "structured data": (
        '<script type="application/ld+json">{"@type": "Product", "description": "' + ONE + '"}</script>',
        "the structured data of the page",
    ),
}


@pytest.mark.parametrize(("markup", "where"), HIDDEN.values(), ids=HIDDEN)
def test_what_nobody_sees_is_hidden(markup, where):
    document, (finding,) = run(HTML + markup, PROGRAM, "page.html")
    assert finding.pattern == "hidden"
    assert finding.message == f"the disclaimer is hidden: it stands only in {where}"
    assert words(document, finding) == "supports calm"
    (related,) = finding.related
    assert related.message == f"stands here, in {where}"
    assert words(document, related).startswith("This statement has not")


def test_the_description_of_a_page_is_not_on_it():
    head = f"<head><meta name='description' content='{ONE}'></head>"
    _, (finding,) = run(f"<html>{head}<body>{HTML}</body></html>", PROGRAM, "page.html")
    assert finding.message == "the disclaimer is hidden: it stands only in the description of the page"


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>{ONE}</p><p hidden>{ONE}</p>",
        f"<details open><summary>Small print</summary><p>{ONE}</p></details>",
        f"<footer><p>{ONE}</p></footer>",
        f"<table><tr><td>{ONE}</td></tr></table>",
    ],
)
def test_what_is_seen_is_not_hidden(markup):
    assert states(HTML + markup, PROGRAM, "page.html") == []


def test_who_opens_the_claim_sees_its_disclaimer():
    inside = f"<details><summary>Why tea?</summary><p>{CLAIM}</p><p>{ONE}</p></details>"
    assert states(f"<h1>Tea</h1>{inside}", PROGRAM, "page.html") == []
    apart = f"<details><summary>Why tea?</summary><p>{CLAIM}</p></details><p>A kettle.</p><p hidden>{ONE}</p>"
    assert states(f"<h1>Tea</h1>{apart}", PROGRAM, "page.html") == ["hidden"]


def test_an_alternative_text_may_hold_both():
    assert states(f"<p>Hello.</p><img src='tea.png' alt='{CLAIM} {ONE}'>", PROGRAM, "page.html") == []


def test_a_near_miss_that_is_seen_is_reported_before_a_hidden_disclaimer():
    assert states(f"{HTML}<p>{ONE.replace('treat', 'heal')}</p><!-- {ONE} -->", PROGRAM, "page.html") == ["near-miss"]


def test_an_accepted_phrase_in_a_comment_is_hidden():
    program = make_program(accept=["ask your grandmother"])
    assert states(f"{CLAIM} Ask your grandmother first.", program) == []
    document, (finding,) = run(f"{CLAIM}\n\n<!-- better ask your grandmother first -->", program)
    assert finding.pattern == "hidden"
    assert words(document, finding.related[0]) == "ask your grandmother"


def test_what_a_suppression_quotes_is_no_hidden_disclaimer():
    program = make_program(accept=["ask your grandmother"])
    directive = '<!-- healthlint: ignore-file x reason="we ask your grandmother" -->'
    _, (finding,) = run(f"{CLAIM}\n\n{directive}", program)
    assert finding.pattern == "absent"


TWO = f"# Tea\n\nGreen.\n\n## Calm\n\n{CLAIM}\n\nBrew it.\n\nDrink it."

PLACES = {
    "page, at the end": ("page", f"{TWO}\n\n# Small print\n\n{ONE}", []),
    "section, in it": ("section", f"{TWO}\n\n{ONE}", []),
    "section, below it": ("section", f"{TWO}\n\n### More\n\n{ONE}", []),
    "section, the one around it": ("section", f"# Tea\n\n{ONE}\n\n## Calm\n\n{CLAIM}", ["misplaced"]),
    "section, the next": ("section", f"{TWO}\n\n## Small print\n\n{ONE}", ["misplaced"]),
    "section, without headings": ("section", f"{CLAIM}\n\n{ONE}", []),
    "section, claim in its heading": ("section", f"# Supports calm\n\n{ONE}", []),
    "same paragraph": ({"paragraphs": 1}, f"{CLAIM} {ONE}", []),
    "next paragraph": ({"paragraphs": 1}, f"{CLAIM}\n\n{ONE}", []),
    "paragraph before": ({"paragraphs": 1}, f"{ONE}\n\n{CLAIM}", []),
    "a heading between": ({"paragraphs": 1}, f"{CLAIM}\n\n## Note\n\n{ONE}", []),
    "two paragraphs on": ({"paragraphs": 2}, f"{CLAIM}\n\nBrew it.\n\n{ONE}", []),
    "too far": ({"paragraphs": 2}, f"{TWO}\n\n{ONE}", ["misplaced"]),
    "once near enough": ({"paragraphs": 1}, f"{ONE}\n\nBrew it.\n\nDrink it.\n\n{CLAIM}\n\n{ONE}", []),
    "second claim too far": ({"paragraphs": 1}, f"{CLAIM}\n\n{ONE}\n\nBrew it.\n\nIt supports sleep.", ["misplaced"]),
}


@pytest.mark.parametrize(("place", "text", "expected"), PLACES.values(), ids=PLACES)
def test_places(place, text, expected):
    assert states(text, make_program(place=place)) == expected


def test_a_misplaced_disclaimer_is_named():
    document, (finding,) = run(f"{TWO}\n\n{ONE}", make_program(place={"paragraphs": 2}))
    assert finding.message == "the disclaimer is not in its place: it stands 3 paragraphs away"
    assert words(document, finding) == "supports calm"
    assert [(place.message, words(document, place)) for place in finding.related] == [("stands here", ONE[:-1])]
    _, (finding,) = run(f"{TWO}\n\n# Small print\n\n{ONE}", make_program(place="section"))
    assert finding.message == "the disclaimer is not in its place: it stands in another section"


LINKED = make_program(symbol=True)
FAR = "\n\nIt is green.\n\n"

LINKS = {
    "next to each other": (f"{CLAIM} {ONE}", []),
    "next paragraph": (f"{CLAIM}\n\n{ONE}", []),
    "in front": (f"{ONE}\n\n{CLAIM}", []),
    "several statements in a row": (f"- supports calm\n- supports sleep\n- supports focus\n\n{MANY}", []),
    "apart": (f"{CLAIM}{FAR}{ONE}", ["unlinked"]),
    "asterisks": (f"{CLAIM}*{FAR}\\*{ONE}", []),
    "asterisk before the full stop": (f"Our tea supports calm\\*.{FAR}\\*{ONE}", []),
    "asterisk inside the statement": (f"Our tea supports calm\\* and more.{FAR}\\*{ONE}", []),
    "asterisk with a space": (f"{CLAIM}*{FAR}\\* {ONE}", []),
    "asterisk before a label": (f"{CLAIM}*{FAR}\\*Note: {ONE}", []),
    "bold disclaimer": (f"{CLAIM}*{FAR}**\\*{ONE}**", []),
    "dagger": (f"{CLAIM}†{FAR}† {ONE}", []),
    "double dagger, raised": (f"Our tea supports calm<sup>‡</sup>.{FAR}<sup>‡</sup>{ONE}", []),
    "raised asterisk": (f"{CLAIM}<sup>*</sup>{FAR}<sup>*</sup> {ONE}", []),
    "raised asterisk in front": (f"{CLAIM}<sup>*</sup>{FAR}<sup><a href='#top'>*</a></sup>{ONE}", []),
    "other raised symbol": (f"{CLAIM}<sup>*</sup>{FAR}<sup>†</sup>{ONE}", ["unlinked"]),
    "raised here, plain there": (f"{CLAIM}<sup>*</sup>{FAR}\\*{ONE}", []),
    "section sign": (f"{CLAIM}§{FAR}§{ONE}", []),
    "number sign": (f"{CLAIM}#{FAR}\\#{ONE}", []),
    "another symbol": (f"{CLAIM}†{FAR}\\*{ONE}", ["unlinked"]),
    "twice is another symbol": (f"{CLAIM}\\*\\*{FAR}\\*{ONE}", ["unlinked"]),
    "no symbol on the statement": (f"{CLAIM}{FAR}\\*{ONE}", ["unlinked"]),
    "no symbol on the disclaimer": (f"{CLAIM}*{FAR}{ONE}", ["unlinked"]),
    "symbol of the next sentence": (f"{CLAIM} It is green\\*.{FAR}\\*{ONE}", ["unlinked"]),
    "one of two statements": (f"{CLAIM}* It is green. It supports sleep.{FAR}\\*{MANY}", ["unlinked"]),
    "each of two statements": (f"{CLAIM}* It is green. It supports sleep.*{FAR}\\*{MANY}", []),
    "footnote": (f"{CLAIM}[^1]{FAR}[^1]: {ONE}", []),
    "footnote of another sentence": (f"{CLAIM} It is green.[^1]{FAR}[^1]: {ONE}", ["unlinked"]),
    "second disclaimer is linked": (f"{CLAIM}*{FAR}{ONE}{FAR}\\*{ONE}", []),
    "heading": (f"# Supports calm\\*{FAR}\\*{ONE}", []),
    "heading without a symbol": (f"# Supports calm{FAR}{ONE}", ["unlinked"]),
    "a picture's words need none": (f"![supports calm](tea.png){FAR}{ONE}", []),
}


@pytest.mark.parametrize(("text", "expected"), LINKS.values(), ids=LINKS)
def test_links(text, expected):
    assert states(text, LINKED) == expected


def test_the_link_is_sought_in_the_place_asked_for():
    linked = make_program(symbol=True, place="section")
    first = f"# One\n\n{CLAIM}\\*{FAR}\\*{ONE}"
    second = f"# Two\n\n{CLAIM}\\*{FAR}"
    assert states(f"{first}\n\n{second}{ONE}", linked) == ["unlinked"]
    assert states(f"{second}{ONE}\n\n{first}", linked) == ["unlinked"]
    assert states(f"{first}\n\n{second}\\*{ONE}", linked) == []


def test_an_unlinked_statement_is_named():
    document, (finding,) = run(f"{CLAIM}* It is green. It supports sleep.{FAR}\\*{MANY}", LINKED)
    assert finding.message == "the disclaimer is not linked by a symbol: “supports sleep” stands apart from it"
    assert words(document, finding) == "supports sleep"
    assert [(place.message, words(document, place)) for place in finding.related] == [("stands here", MANY[:-1])]


BOLD = make_program(bold=True, severity={"absent": "warning", "not-bold": "info"})

FACES = {
    "bold": (f"{CLAIM}\n\n**{ONE}**", []),
    "bold in pieces": (f"{CLAIM}\n\n**{ONE.replace('. ', '.** **')}**", []),
    "bold with more": (f"{CLAIM}\n\n**Note: {ONE} Thank you.**", []),
    "a heading": (f"{CLAIM}\n\n*Brew* it.\n\n## {ONE}", []),
    "not bold": (f"Our **tea** supports calm.\n\n{ONE}", ["not-bold"]),
    "half bold": (f"{CLAIM}\n\n{ONE.replace('Food', '**Food').replace('disease', 'disease**')}", ["not-bold"]),
    "emphasis": (f"{CLAIM}\n\n*{ONE}*", ["not-bold"]),
    "one of two is bold": (f"{CLAIM}\n\n{ONE}\n\n**{ONE}**", []),
    "plain text has no bold": (f"{CLAIM}\n\n{ONE}", []),
}


@pytest.mark.parametrize(("text", "expected"), FACES.values(), ids=FACES)
def test_bold(text, expected):
    assert states(text, BOLD) == expected
