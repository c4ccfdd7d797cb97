"""The fixes of one page: made together, one by one, in passes; and refused where the page would not be as meant."""

from __future__ import annotations

import pytest

from fixing.bench import Bench
from kinds.disclaimer_pages import CLAIM, FIRST, MANY, ONE, SECOND
from kinds.disclaimer_pages import make_program as with_disclaimer
from small_program import claim, make_program, terminology

TERMS = terminology(
    {"id": "sofa", "avoid": "sofa", "use": "couch", "fix": True},
    {"id": "lamp", "avoid": "lamp", "use": "light", "fix": True},
    {"id": "rug", "avoid": "rug", "use": "carpet of lies", "fix": True},
    {"id": "pot", "avoid": "pot", "use": "pan", "fix": True},
)
BENCH = Bench(
    make_program(
        TERMS,
        terminology({"avoid": "pan", "use": "pot", "fix": True}, id="back"),
        claim("carpet of lies", "the ...2 is soft", subject=["none", "other", "topic"], points=5),
    )
)


def test_all_fixes_of_a_page_are_made() -> None:
    fixed = BENCH.fix("A sofa, a lamp.\n\n> The *lamp* by the sofa.\n")
    assert fixed.now.data == b"A couch, a light.\n\n> The *light* by the couch.\n"
    assert (fixed.fixed, fixed.refused, fixed.missing) == (4, [], 0)
    assert fixed.now.report.findings == []


def test_a_fix_that_brings_something_new_is_left_out_and_told() -> None:
    fixed = BENCH.fix("A sofa, a rug, a lamp.")
    assert fixed.now.data == b"A couch, a rug, a light."
    (refused,) = fixed.refused
    assert refused.finding.match == "rug"
    assert refused.why == "bring about error claim in line 1: says carpet of lies"
    assert fixed.fixed == 2


def test_fixes_that_undo_each_other_are_not_made() -> None:
    fixed = BENCH.fix("A pot and a pan.")
    assert fixed.now.data == b"A pot and a pan."
    assert sorted(each.finding.match for each in fixed.refused) == ["pan", "pot"]
    assert fixed.fixed == 0


def test_only_what_is_wanted_is_fixed() -> None:
    fixed = BENCH.fix("A sofa and a lamp.", leave=("sofa",))
    assert fixed.now.data == b"A sofa and a light."
    assert [each.match for each in fixed.now.report.findings] == ["sofa"]


def test_a_page_that_is_no_longer_what_it_was_is_left_alone() -> None:
    from healthlint.fixing.page import Fixer

    fixer = Fixer(BENCH, "page.md", b"A sofa.", {("words", 2, 6), ("words", 20, 24)})  # type: ignore[arg-type]
    assert (fixer.missing, fixer.fixed, fixer.now.data) == (1, 0, b"A sofa.")


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encoding_mark_and_line_ends_stay(encoding: str, end: str) -> None:
    text = f"Grüße 🌿: a sofa, plainly written here for all.{end}{end}An old lamp.{end}"
    fixed = BENCH.fix(text.encode(encoding))
    wanted = text.replace("sofa", "couch").replace("lamp", "light").encode(encoding)
    assert fixed.now.data == wanted
    assert fixed.fixed == 2


def test_an_encoding_that_lacks_a_character_refuses() -> None:
    program = with_disclaimer(insert=True, symbol=True, wordings=[{"id": "one", "text": ONE}])
    head = '<meta charset="iso-8859-2"><main><p>* \xe9 It supports calm.</p></main>'
    fixed = Bench(program).fix(head.encode("iso-8859-2"), "page.html")
    assert fixed.fixed == 0
    (refused,) = fixed.refused
    assert refused.why == "need characters that ISO-8859-2 lacks"


def test_bytes_that_would_not_come_out_again_are_not_written() -> None:
    data = b'<meta charset="gb18030"><p>A sofa \x81\x30\x81\x30.</p>'
    assert BENCH.fix(data, "page.html").now.data.startswith(b'<meta charset="gb18030"><p>A ')


def test_a_restored_wording_may_still_lack_its_symbol() -> None:
    program = with_disclaimer(symbol=True)
    fixed = Bench(program).fix(f"{CLAIM} It is tea.\n\n{FIRST} {SECOND.replace('any disease', 'a disease')}\n")
    assert fixed.now.data.decode() == f"{CLAIM} It is tea.\n\n{ONE}\n"
    assert [each.pattern for each in fixed.now.report.findings] == ["unlinked"]
    assert fixed.fixed == 1


BROKEN = {
    "an open fence": f"{CLAIM}\n\n```\ncode\n",
    "collapsed details": f"<details>\n\n{CLAIM} <b>x</b>\n\n</details>\n\n<details>\n",
    "an open quotation of HTML": f"{CLAIM}\n\n<blockquote>\n",
    "an open block of HTML": f"{CLAIM}\n\n<div>\nwords\n",
    "an open list of HTML": f"{CLAIM}\n\n<ul><li>\n",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_no_disclaimer_is_put_where_nobody_would_take_it_for_one(text: str) -> None:
    fixed = Bench(with_disclaimer(insert=True)).fix(text)
    assert fixed.now.data.decode() == text
    assert [each.finding.rule.id for each in fixed.refused] == ["statement"]
    assert fixed.fixed == 0


SAFE = {
    "a list": "- a\n  - b\n",
    "a quotation": "> a\n",
    "a table": "| a |\n|---|\n| b |\n",
    "a closed fence": "```\ncode\n```\n",
    "a block of HTML": "<div>\nwords\n</div>\n",
    "a heading": "## More\n",
    "a rule": "Words\n\n---\n",
    "a shortcode": "{{< box >}}\nwords\n{{< /box >}}\n",
    "a comment": "<!-- words -->\n",
    "indented code": "    code\n",
    "a hard break": "words  \n",
}


@pytest.mark.parametrize("end", SAFE.values(), ids=SAFE)
def test_a_disclaimer_stands_on_its_own_behind_any_block(end: str) -> None:
    text = f"{CLAIM}\n\n{end}"
    fixed = Bench(with_disclaimer(insert=True)).fix(text)
    assert fixed.now.data.decode() == f"{text.rstrip(chr(10))}\n\n{ONE}\n"
    assert fixed.now.report.findings == []
    regions = fixed.now.document.regions
    assert (regions[-1].scope, regions[-1].containers) == ("paragraph", ())
    assert fixed.now.document.prose[regions[-1].start :] == ONE


def test_two_disclaimers_at_one_place_take_two_passes() -> None:
    first = {"id": "a", "kind": "disclaimer", "message": "a is {state}", "severity": "warning", "insert": True}
    needed = {"needed": {"phrases": ["supports calm"]}}
    second = {**first, "id": "b"}
    program = make_program(
        {**first, **needed, "wordings": [{"id": "one", "text": "Read the whole leaflet first."}]},
        {**second, **needed, "wordings": [{"id": "one", "text": "Nobody ever tested what this does."}]},
    )
    fixed = Bench(program).fix("Tea supports calm.\n")
    assert fixed.fixed == 2
    text = fixed.now.data.decode()
    assert text == "Tea supports calm.\n\nRead the whole leaflet first.\n\nNobody ever tested what this does.\n"


def test_several_statements_get_the_first_wording_where_none_is_for_several() -> None:
    fixed = Bench(with_disclaimer(insert=True)).fix("It supports calm. It supports sleep.")
    assert fixed.now.data.decode().endswith(ONE)
    assert MANY not in fixed.now.data.decode()
