from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from healthlint import output, readers
from healthlint.engine import check
from healthlint.finding import Finding, Related
from healthlint.narrowing import BaselineUse, ChangesUse
from healthlint.placing import place
from healthlint.report import FileReport, Problem, Report, RulesetStamp
from healthlint.rule import Reference, Rule
from healthlint.segmentation import Text
from healthlint.selection import Selection
from healthlint.words import Keys
from small_program import claim, make_program

from .conftest import CALM, WORD
from .markup import Node, page, written

TEA = """\
---
title: Evening tea
author: Eve
lang: en-GB
---
# Calm for all

Tea **calms *everyone*, always**. See `tea --help` and [the shop](https://shop.example).

- calms cats
  - and kittens

| cup | price |
|---|---|
| small | 2 |

> It healed me.

## Brewing

Pour it.[^1]

[^1]: Hot.

<!-- a note -->
"""

Make = Callable[..., Report]


def found(
    document: object, words: str, rule: Rule = CALM, severity: str = "error", end: str = "", disposition: str = "active"
) -> Finding:
    """A finding on the first occurrence of `words`, or from there to the end of the first `end` behind it."""
    source = document.text  # type: ignore[attr-defined]
    start = source.index(words)
    stop = source.index(end, start) + len(end) if end else start + len(words)
    finding = Finding(rule, start, stop, f"says {words}", severity)
    finding.disposition = disposition
    finding.reason = "agreed with legal" if disposition != "active" else ""
    return finding


@pytest.fixture
def make() -> Make:
    """Makes the report of one page with the findings that a function finds in its document."""

    def made(source: str, *wanted: dict[str, object], label: str = "content/tea.md", keep: bool = True) -> Report:
        document = readers.read(label, source.encode("utf-8", "surrogatepass"))
        findings = [found(document, **each) for each in wanted]  # type: ignore[arg-type]
        findings.sort(key=lambda finding: (finding.start, finding.end, finding.rule.id))
        file = FileReport(label, document)
        file.findings = [finding for finding in findings if finding.disposition == "active"]
        file.let_go = [finding for finding in findings if finding.disposition != "active"]
        place(document, Text(document, Keys()), findings)
        if not keep:
            file.document = None
        return Report([file], [RulesetStamp("claims/calm", "1.0.0", "ab" * 32)])

    return made


def marked(tree: Node) -> dict[str, str]:
    """The words of each mark in the text, by the key of its finding."""
    words: dict[str, str] = {}
    for mark in tree.all("mark"):
        if mark.get("data-f"):
            words[mark["data-f"]] = words.get(mark["data-f"], "") + mark.text
    return words


# -- the page


def test_the_ids_are_unique_and_every_link_inside_has_its_target(report: Report) -> None:
    tree = page(report, suppressed=True)
    ids = [node["id"] for node in tree.walk() if node.get("id")]
    assert len(ids) == len(set(ids))
    targets = [node["href"][1:] for node in tree.all("a") if node["href"].startswith("#")]
    assert targets
    assert set(targets) <= set(ids)
    labelled = [node[name] for node in tree.walk() for name in ("aria-labelledby",) if node.get(name)]
    assert set(labelled) <= set(ids)


def test_nothing_is_loaded_and_the_policy_names_what_is_inside(report: Report) -> None:
    tree = page(report)
    for node in tree.walk():
        assert not {"src", "style", "srcset", "action", "background"} & set(node.attributes), node.name
        assert not [name for name in node.attributes if name.startswith("on")], node.name
        assert node.name not in {"img", "link", "iframe", "object", "base"}
    policy = tree.one("meta", **{"http-equiv": "Content-Security-Policy"})["content"]
    for name in ("style", "script"):
        source = tree.one(name).text
        digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert policy.endswith("base-uri 'none'; form-action 'none'")
    assert "@import" not in tree.one("style").text
    assert "url(" not in tree.one("style").text


def test_the_files_inside_are_pure_ascii() -> None:
    for name in ("report.css", "report.js"):
        assert (Path(output.__file__).parent / name).read_bytes().isascii()


def test_headings_leave_out_no_level(report: Report, make: Make) -> None:
    deep = make("#### Deep\n\nTea calms.\n\n###### Deeper\n\n# High\n\nWell.\n", {"words": "calms"})
    for each in (report, deep):
        levels = [int(node.name[1]) for node in page(each).walk() if re.fullmatch("h[1-6]", node.name)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), levels


def test_it_says_what_was_checked_and_against_what(report: Report) -> None:
    tree = page(report)
    assert tree.one("title").text == "healthlint report: 1 error, 1 warning in 2 pages"
    tiles = [(node.one("dd").text, node.one("dt").text) for node in tree.one("dl", "tiles").all("div")]
    assert tiles == [("1", "errors"), ("1", "warnings"), ("0", "infos"), ("1", "suppressed"), ("1", "problems")]
    assert "Findings that are suppressed are counted, not shown" in tree.one("header").text
    rows = [[cell.text for cell in row.children if isinstance(cell, Node)] for row in tree.one(id="rulesets").all("tr")]
    assert rows == [["Ruleset", "Version", "SHA-256"], ["claims/calm", "1.0.0", "ab" * 32]]


def test_problems_come_first(report: Report) -> None:
    tree = page(report)
    banner = tree.one("main").children[1]
    assert isinstance(banner, Node)
    assert banner.one("h2").text == "Not everything was checked"
    assert banner.one("li").text == "gone.md: no such file or folder"
    assert not tree.all("section", id="p1")  # nothing more is to be told of a file that could not be read


def test_a_page_says_what_of_it_was_not_checked(make: Make) -> None:
    report = make("Tea calms.")
    report.files[0].problems = [Problem("the comment does not end", 3), Problem("a rule failed")]
    tree = page(report)
    assert [node.text for node in tree.one("section", "page").one("div", "problems").all("li")] == [
        "line 3: the comment does not end",
        "a rule failed",
    ]
    assert [node.text for node in tree.one("section", id="problems").all("li")] == [
        "content/tea.md, line 3: the comment does not end",
        "content/tea.md: a rule failed",
    ]
    assert tree.one("div", "text").text == "Tea calms."


def test_the_tables_hold_every_page_and_every_rule(report: Report) -> None:
    tree = page(report)
    rows = [[cell.text for cell in row.children if isinstance(cell, Node)] for row in tree.one(id="pages").all("tr")]
    assert rows == [
        ["Page", "Errors", "Warnings", "Infos", "Set aside", "Grade", "Words"],
        ["gone.md not checked", "0", "0", "0", "0", "\N{EN DASH}", "\N{EN DASH}"],
        ["content/tea.md", "1", "1", "0", "1", "4.5", "9"],
        ["content/water.txt", "0", "0", "0", "0", "1.0", "3"],
    ]
    rows = [[cell.text for cell in row.children if isinstance(cell, Node)] for row in tree.one(id="rules").all("tr")]
    assert rows == [
        ["Rule", "Errors", "Warnings", "Infos", "Pages"],
        ["Promise of calm", "1", "0", "0", "1"],
        ["Plain words", "0", "1", "0", "1"],
    ]
    assert [node["id"] for node in tree.all("section", "page")] == ["p2"]  # nothing is to be told of water


def test_each_rule_names_its_law_and_its_findings(report: Report) -> None:
    rule = page(report).all("section", "rule")[0]
    assert rule.one("h3").text == "Promise of calm"
    assert rule.one("p", "about").text == "calm-promise, guarantee, claims/calm"
    assert rule.one("dl").text == "LawTea Act, 1 TEA 2 (read 2026-01-02)"
    assert [node["href"] for node in rule.one("ul", "where").all("a")] == ["#p2", "#f2-1"]


# -- cards


def test_a_card_tells_everything(report: Report) -> None:
    card = page(report).one("li", id="f2-1")
    assert card.classes == {"card", "error"}
    assert card.one("p", "headline").text == "1 error Promise of calm"
    assert card.one("p", "message").text == "promises calms everyone, always"
    facts = [(node.one("dt").text, node.one("dd").text) for node in card.one("dl").all("div")]
    assert facts == [
        ("Instead", "Say what the tea tastes like."),
        ("See", "line 1: the heading names the product “Evening tea”"),
        ("Judged", "about This tea (product), affirmed, high confidence"),
        ("Law", "1 TEA 2"),
        ("Also", "plain-word"),
        ("Place", f"line 3, column 10; {card.one('span', 'fingerprint').text}"),
    ]
    assert re.fullmatch("[0-9a-f]{24}", card.one("span", "fingerprint").text)
    assert [node["href"] for node in card.all("a")] == ["#m2-1", "#r1", "#b2-0", "https://law.example/tea"]
    assert [node.text for node in page(report).one("ul", "laws").all("li")] == ["Tea Act, 1 TEA 2 (read 2026-01-02)"]


@pytest.mark.parametrize(("text", "told"), [("use", "write “use”"), ("", "take the words out")])
def test_a_fix_is_told(report: Report, text: str, told: str) -> None:
    fix = report.files[0].findings[1].fix
    assert fix
    fix.text = text
    facts = {
        node.one("dt").text: node.one("dd").text for node in page(report).one("li", id="f2-2").one("dl").all("div")
    }
    assert facts["Fix"] == told
    assert "Judged" not in facts


def test_what_the_run_was_narrowed_down_to(report: Report) -> None:
    assert "Only what changed" not in page(report).one("header").text
    report.changes = ChangesUse("main (1a2b3c4)", 3, 40)
    report.baseline = BaselineUse("<b>.jsonl", gone=2, graver=1)
    head = page(report).one("header").text
    assert "Only what changed since main (1a2b3c4) was checked: 3 of 40 files." in head
    assert "Held against the baseline <b>.jsonl; 1 finding graver than accepted; 2 of its entries gone." in head


def test_what_was_set_aside_is_shown_only_if_asked_for(report: Report) -> None:
    assert "agreed with the editor" not in written(report)
    assert "1 set aside, not shown" in page(report).one(id="p2").one("p", "about").text
    tree = page(report, suppressed=True)
    card = tree.one("li", id="f2-3")
    assert card.classes == {"card", "aside"}
    assert card.one("p", "headline").text == "3 suppressed info Plain words"
    assert card.one("dl").all("div")[0].text == "Reasonagreed with the editor"
    assert tree.one("a", id="m2-3")["aria-label"] == "3, suppressed info"
    assert "negated" not in tree.text  # what was let go by judgement is for `explain`
    assert [node["value"] for node in tree.one("form").all("input")] == ["error", "warning", "info", "aside"]


def test_what_is_set_aside_is_marked_in_the_text_too(make: Make) -> None:
    report = make(TEA, {"words": "calms cats", "disposition": "baselined"})
    tree = page(report, suppressed=True)
    assert marked(tree) == {"1-1": "calms cats"}
    assert tree.one("mark").classes == {"aside"}
    assert tree.one("li", id="f1-1").one("dl").all("div")[0].text == "Reasonagreed with legal"
    assert tree.one(id="rules").all("tr")[1].text == "Promise of calm0001"


def test_an_address_that_runs_code_is_no_link(make: Make) -> None:
    rule = Rule("x", "claim", "own/x", references=(Reference("l", "Act", "1 ACT", "javascript:alert(1)"),))
    tree = page(make(TEA, {"words": "calms", "rule": rule}))
    assert [node["href"] for node in tree.all("a") if not node["href"].startswith("#")] == []
    assert tree.one("ul", "laws").text == "Act, 1 ACT"


# -- the text


def test_the_text_is_that_which_visitors_read(make: Make) -> None:
    text = page(make(TEA, {"words": "calms cats"})).one("div", "rows")
    assert text.one("h3").text == "Calm for all"
    assert text.one("h4").text == "Brewing"
    assert text.all("p")[0].text == "TitleEvening tea"
    paragraph = next(node for node in text.all("p") if "shop" in node.text)
    assert paragraph.text == "Tea calms everyone, always. See tea --help and the shop."
    assert [node.text for node in paragraph.all("strong")] == ["calms ", "everyone", ", always"]
    assert [node.text for node in paragraph.all("em")] == ["everyone"]
    assert paragraph.one("code").text == "tea --help"
    assert paragraph.one("span", "link").text == "the shop"
    assert [(node.text, node["class"]) for node in text.all("li") if "card" not in node.classes] == [
        ("1calms cats", "depth-1"),
        ("and kittens", "depth-2"),
    ]
    assert [[cell.text for cell in row.all("div", "cell")] for row in text.all("div", "cells")] == [
        ["cup", "price"],
        ["small", "2"],
    ]
    assert text.one("blockquote").text == "It healed me."
    assert text.one("sup").text == "[1]"
    assert {node["lang"] for node in text.all("div", "text")} == {"en-GB"}


def test_marks_and_cards_lead_to_each_other(make: Make) -> None:
    report = make(
        TEA,
        {"words": "calms", "end": "always"},
        {"words": "everyone", "rule": WORD, "severity": "warning"},
        {"words": "It healed me"},
    )
    tree = page(report)
    assert marked(tree) == {"1-1": "calms everyone, always", "1-2": "everyone", "1-3": "It healed me"}
    for key in ("1-1", "1-2", "1-3"):
        assert tree.one("a", id=f"m{key}")["href"] == f"#f{key}"
        assert tree.one("li", id=f"f{key}").one("a", "number")["href"] == f"#m{key}"
    assert tree.one("a", id="m1-1")["aria-label"] == "1, error"


def test_the_gravest_of_marks_on_the_same_words_is_innermost(make: Make) -> None:
    report = make(
        "Tea calms all.",
        {"words": "calms", "rule": WORD, "severity": "info"},
        {"words": "calms"},
        {"words": "Tea calms all", "rule": WORD, "severity": "warning"},
    )
    tree = page(report)
    middle = [node for node in tree.all("mark") if node.text == "calms"]
    assert [node["class"] for node in middle] == ["info", "warning", "error"]
    assert marked(tree) == {"1-1": "Tea calms all", "1-2": "calms", "1-3": "calms"}


def test_numbers_stand_in_front_of_their_words_in_order(make: Make) -> None:
    report = make("Tea calms all.", {"words": "calms"}, {"words": "calms", "rule": WORD}, {"words": "calms all"})
    paragraph = page(report).one("div", "text").one("p")
    assert paragraph.text == "Tea 123calms all."


def test_a_finding_across_regions_is_marked_in_each_and_numbered_once(make: Make) -> None:
    tree = page(make("Tea calms\n\nall of us.\n", {"words": "calms", "end": "all"}))
    assert [node.text for node in tree.all("mark")] == ["calms", "all"]
    assert len(tree.all("a", **{"data-f": "1-1"})) == 1


@pytest.mark.parametrize("words", ["Eve", "a note"])
def test_what_nobody_reads_is_shown_as_it_stands_in_the_source(make: Make, words: str) -> None:
    tree = page(make(TEA.replace("title: Evening tea\n", ""), {"words": words}))
    card = tree.one("ol", "general").one("li", id="f1-1")
    assert card.one("pre", "source").one("mark").text == words
    assert not card.all("a", "number")
    assert not tree.all("a", id="m1-1")


def test_findings_of_the_whole_page_stand_before_the_text(make: Make) -> None:
    rule = Rule("warn", "disclaimer", "own/x", title="No warning")
    tree = page(make(TEA, {"words": "calms cats", "rule": rule}, {"words": "It healed me"}))
    assert [node["id"] for node in tree.one("ol", "general").all("li")] == ["f1-1"]
    assert tree.one("li", id="f1-1").one("a", "number")["href"] == "#m1-1"
    assert [node["id"] for node in tree.one("div", "rows").all("li", "card")] == ["f1-2"]


def test_without_the_document_the_cards_show_the_source(make: Make) -> None:
    tree = page(make(TEA, {"words": "**calms", "end": "always**"}, keep=False))
    card = tree.one("li", id="f1-1")
    assert card.one("pre").text.startswith("8 Tea **calms *everyone*, always**. See")
    assert card.one("mark").text == "**calms *everyone*, always**"
    assert not tree.all("div", "rows")


def test_hidden_text_says_so(make: Make) -> None:
    tree = page(make("<p hidden>Tea calms</p><p>Well.", {"words": "calms"}, label="a.html"))
    hidden = tree.one("p", "hidden-region")
    assert hidden.one("span", "role").text == "not visible at once: hidden attribute"


def test_related_places_are_quoted_and_lead_into_the_text(make: Make) -> None:
    report = make(TEA, {"words": "calms cats"})
    file = report.files[0]
    assert file.document
    start = file.document.text.index("It healed")
    long = Related("told here", start, start + len("It healed me"))
    nowhere = Related("said here", 4, 9)
    file.findings[0].related = [long, nowhere]
    tree = page(report)
    told = [node.text for node in tree.one("li", id="f1-1").all("dd")]
    assert told[:2] == ["line 1: told here “It healed me”", "line 1: said here"]
    (target,) = [node["href"][1:] for node in tree.one("li", id="f1-1").all("a") if node["href"].startswith("#b")]
    assert tree.one(id=target).name == "blockquote"


NASTY = [
    "</script><script>alert(1)</script>",
    "<!-- <img src=x onerror=alert(1)>",
    "\u202etxet lufmrah\u202c",
    "&lt;b&gt; &amp;amp; ' \" `",
    "\x1b[31m \x07 \x7f",
    "]]> <![CDATA[ <?php",
]


@pytest.mark.parametrize("nasty", NASTY)
@pytest.mark.parametrize("label", ["a.md", "a.txt", "a.html", "a\"b<c>'&.md"])
def test_nothing_of_a_page_gets_out(make: Make, nasty: str, label: str) -> None:
    report = make(f"Tea calms {nasty} all.\n\nTea calms.", {"words": "calms", "end": "all"}, label=label)
    finding = report.files[0].findings[0]
    finding.message = finding.suggestion = finding.subject = nasty
    finding.related = [Related(nasty, 0, 9)]
    report.files[0].context, report.files[0].context_reason = "commercial", nasty
    report.files[0].problems.append(Problem(nasty, 1))
    text = written(report)
    text.encode("utf-8")
    assert "\u202e" not in text
    tree = page(report)
    assert [node.name for node in tree.walk() if node.name in {"script", "style", "img"}] == ["style", "script"]
    assert tree.one("li", id="f1-1")
    assert marked(tree)["1-1"].startswith("calms")


def test_any_stream_can_hold_it(make: Make) -> None:
    report = make("Tee beruhigt \U0001f375 alle – immer.", {"words": "beruhigt"})
    assert written(report, encoding="ascii").isascii()
    assert marked(page(report, encoding="ascii")) == marked(page(report))
    assert "\U0001f375 alle –" in written(report)


def test_an_empty_report_and_a_clean_one() -> None:
    assert page(Report([], [])).one("title").text == "healthlint report: no findings in 0 pages"
    clean = FileReport("water.md", readers.read("water.md", b"Water is wet."))
    tree = page(Report([clean], []))
    assert not tree.all("form")
    assert not tree.all("section", "page")
    assert tree.one(id="pages").all("tr")[1].one("th").text == "water.md"


# -- readability


def test_sections_are_drawn_and_told() -> None:
    source = "Few words here now.\n\n# Tea\n\nThe cat sat on the mat today.\n\n## Methods\n\nInternational organisations recommend comprehensive investigations regularly.\n\n# Bare\n\nTea calms.\n"
    document = readers.read("a.md", source.encode())
    program = make_program(claim("tea calms"))
    report = Report([check(document, program, Selection.all_of(program), sections=True)], [])
    chart = page(report).one("table", "chart")
    rows = [[cell.text for cell in row.children if isinstance(cell, Node)][:3] for row in chart.one("tbody").all("tr")]
    assert rows == [
        ["Before the first heading", "4", rows[0][2]],
        ["Tea", "7", rows[1][2]],
        ["Methods", "6", rows[2][2]],
        ["Bare", "\N{EN DASH}", "\N{EN DASH}"],
    ]
    assert float(rows[2][2]) > 20
    bars = [float(node["width"]) for node in chart.all("rect")]
    assert bars[2:] == [100.0, 0.0]
    assert all(0 <= bar <= 100 for bar in bars)
    assert all(node["aria-hidden"] == "true" for node in chart.all("svg"))
    headings = [node["href"][1:] for node in chart.all("a")]
    assert [page(report).one(id=heading).text for heading in headings] == ["Tea", "Methods", "Bare"]


def test_one_section_is_no_chart() -> None:
    program = make_program(claim("tea calms"))
    document = readers.read("a.md", b"# Tea\n\nAll of our tea calms everybody.\n")
    report = Report([check(document, program, Selection.all_of(program), sections=True)], [])
    tree = page(report)
    assert not tree.all("table", "chart")
    assert tree.one("dl", "figures").all("div")[0].text == "Words6"


def test_the_same_report_gives_the_same_bytes(report: Report) -> None:
    assert written(report, suppressed=True) == written(report, suppressed=True)


# -- colours


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join([digit * 2 for digit in digits]) if len(digits) == 3 else digits
    parts = [int(digits[index : index + 2], 16) / 255 for index in (0, 2, 4)]
    red, green, blue = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1])
def test_every_text_has_a_contrast_of_four_and_a_half(scheme: int) -> None:
    style = (Path(output.__file__).parent / "report.css").read_text(encoding="utf-8")
    roots = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    colours = dict(re.findall(r"--([\w-]+): (#\w+);", roots[scheme]))
    pairs = [(ink, ground) for ink in ("ink", "quiet", "accent") for ground in ("paper", "ground")]
    pairs += [(name, "paper") for name in ("error", "warning", "info", "aside")]  # words on paper, numbers in reverse
    pairs += [("ink", f"{name}-tint") for name in ("error", "warning", "info", "aside")]
    pairs += [("aside", "ground"), ("quiet", "error-tint")]
    for ink, ground in pairs:
        lighter, darker = sorted((_luminance(colours[ink]), _luminance(colours[ground])), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5, (scheme, ink, ground)
