"""Which findings a suppression holds back, where it stands in which format, and what becomes of it."""

from __future__ import annotations

import pytest

from suppression.pages import check, held, lines, states, told

REASON = 'reason="from the letter"'
NEXT = f"<!-- healthlint: ignore-next-line tireless {REASON} -->"
OPEN = f"<!-- healthlint: ignore tireless {REASON} -->"
END = "<!-- healthlint: ignore-end -->"
FORM = "write a list of entries {rule: …, reason: …}"
WHOLE = f"<!-- healthlint: ignore-file tireless {REASON} -->"


@pytest.mark.parametrize(
    ("text", "expected", "active"),
    [
        (f"{NEXT}\nIt never tires.\n", [("tireless", 2, 1)], []),
        (f"{NEXT}\n\n \t\nIt never tires.\n", [("tireless", 4, 1)], []),
        (f"{NEXT}\r\n\r\nIt never tires.\r\n", [("tireless", 3, 1)], []),
        (f"{NEXT}\r\rIt never tires.\r", [("tireless", 3, 1)], []),
        (f"\ufeff{NEXT}\nIt never tires.", [("tireless", 2, 1)], []),
        (f"{NEXT}\nIt never\ntires at all.\n", [("tireless", 2, 1)], []),
        (f"It never {NEXT}\ntires at all.\n", [("tireless", 1, 1)], []),
        (f"{NEXT}\nTea.\n\nIt never tires.\n", [], [("tireless", 4, 4), ("suppression-unused", 1, 1)]),
        (f"It never tires.\n\n{NEXT}\n", [], [("tireless", 1, 4), ("suppression-unused", 3, 1)]),
        (f"> {NEXT}\n>\n> It never tires.\n", [("tireless", 3, 1)], []),
        (f"{NEXT}\n\n- It never tires.\n- It never tires.\n", [("tireless", 3, 1)], [("tireless", 4, 6)]),
        (f"{OPEN}\n\nIt never tires.\n\n- It never tires.\n\n{END}\n", [("tireless", 3, 1), ("tireless", 5, 1)], []),
        (f"{OPEN}\nTea. It never {END}\ntires at all.\n", [("tireless", 2, 1)], []),
        (f"Tea. It never {OPEN}\ntires at all. {END}\n", [], [("tireless", 1, 9), ("suppression-unused", 1, 15)]),
        (f"It never tires.\n\n{WHOLE}\n\nIt never tires.\n", [("tireless", 1, 3), ("tireless", 5, 3)], []),
        (f"\U0001f375 {NEXT}\nIt never tires.\n", [("tireless", 2, 1)], []),
    ],
)
def test_what_is_held_back(text, expected, active):
    report = check(text)
    assert report.problems == []
    assert held(report) == expected
    assert sorted(lines(report.findings)) == sorted(active)


def test_a_line_may_have_several_suppressions_above_it():
    other = f"<!-- healthlint: ignore-next-line plain {REASON} -->"
    report = check(f"{NEXT}\n\n{other}\nUtilise tea that never tires.\n")
    assert held(report) == [("plain", 4, 3), ("tireless", 4, 1)]
    assert report.findings == []


def test_a_suppression_may_name_several_rules():
    report = check(f"<!-- healthlint: ignore-next-line plain, tireless {REASON} -->\nUtilise tea that never tires.\n")
    assert held(report) == [("plain", 2, 1), ("tireless", 2, 1)]
    assert states(report) == [("plain", 1, "in-use", 1), ("tireless", 1, "in-use", 1)]


def test_the_suppression_of_the_least_text_holds_a_finding_and_the_others_are_unused():
    report = check(f"{WHOLE}\n\n{OPEN}\n\n{NEXT}\nIt never tires.\n\n{END}\n")
    assert held(report) == [("tireless", 6, 5)]
    assert states(report) == [("tireless", 1, "unused", 0), ("tireless", 3, "unused", 0), ("tireless", 5, "in-use", 1)]


def test_passages_nest():
    inner = f"<!-- healthlint: ignore plain {REASON} -->"
    report = check(
        f"{OPEN}\n\nUtilise it.\n\n{inner}\n\nUtilise it.\n\n{END}\n\nIt never tires.\n\n{END}\n\nUtilise it.\n"
    )
    assert held(report) == [("plain", 7, 5), ("tireless", 11, 1)]
    assert lines(report.findings) == [("plain", 3, 1), ("plain", 15, 1)]


@pytest.mark.parametrize(
    ("label", "text", "line"),
    [
        ("a.md", f"{{# healthlint: ignore-next-line tireless {REASON} #}}\nIt never tires.\n", 2),
        (
            "a.md",
            f"{{% comment %}} healthlint: ignore-next-line tireless {REASON} {{% endcomment %}}\nIt never tires.\n",
            2,
        ),
        ("a.md", f"{{{{/* healthlint: ignore-next-line tireless {REASON} */}}}}\nIt never tires.\n", 2),
        ("a.md", f"[//]: # (healthlint: ignore-next-line tireless {REASON})\n\nIt never tires.\n", 3),
        ("a.md", "[comment]: <> (healthlint: ignore-next-line tireless reason='a \\(b\\)')\n\nIt never tires.\n", 3),
        ("a.mdx", f"{{/* healthlint: ignore-next-line tireless {REASON} */}}\n\nIt never tires.\n", 3),
        ("a.html", f"<p>{NEXT}\nIt never <b>tires</b>.</p>\n", 2),
        ("a.html", f"{{{{!-- healthlint: ignore-next-line tireless {REASON} --}}}}\n<p>It never tires.</p>\n", 2),
        ("a.html", f"<%-- healthlint: ignore-next-line tireless {REASON} --%>\n<p>It never tires.</p>\n", 2),
        ("a.rst", f".. healthlint: ignore-next-line tireless {REASON}\n\nIt never tires.\n", 3),
        ("a.rst", f"..\n   healthlint: ignore-next-line\n   tireless {REASON}\n\nIt never tires.\n", 5),
        ("a.adoc", f"// healthlint: ignore-next-line tireless {REASON}\nIt never tires.\n", 2),
        ("a.adoc", f"Tea.\n// healthlint: ignore-next-line tireless {REASON}\nIt never tires.\n", 3),
        ("a.adoc", f"////\nhealthlint: ignore-next-line tireless {REASON}\n////\nIt never tires.\n", 4),
        ("a.yaml", f"# healthlint: ignore-next-line tireless {REASON}\ntext: It never tires.\n", 2),
        ("a.jsonc", f'{{\n// healthlint: ignore-next-line tireless {REASON}\n"text": "It never tires."}}\n', 3),
        ("a.json5", f'{{\n/* healthlint: ignore-next-line tireless {REASON} */\ntext: "It never tires."}}\n', 3),
        ("a.html", f"<!doctype html>\n<body>\n{NEXT}\n<p>It never tires.</p>\n", 4),
        ("a.html", f"<p>Tea.\n{{# healthlint: ignore-next-line tireless {REASON} #}}\n<p>It never tires.</p>\n", 3),
    ],
)
def test_each_notation_of_comments(label, text, line):
    report = check(text, label)
    assert [(rule, at) for rule, at, _ in held(report)] == [("tireless", line)]
    assert report.findings == []


@pytest.mark.parametrize("fence", ["```", "~~~~", "```markdown"])
def test_a_directive_in_code_is_none(fence):
    report = check(f"{fence}\n{NEXT}\n{fence.rstrip('markdown')}\nIt never tires.\n")
    assert lines(report.findings) == [("tireless", 4, 4)]
    assert report.waivers == []


FRONT = [
    "---\nhealthlint:\n  ignore:\n    - rule: tireless\n      reason: from the letter\n---\n",
    "---\nhealthlint: {ignore: [{rule: [tireless], reason: from the letter, by: legal, until: 2026-07-01}]}\n---\n",
    '+++\n[[healthlint.ignore]]\nreason = "from the letter"\nrule = "tireless"\nuntil = 2026-07-01\n+++\n',
    '{"healthlint": {"ignore": [\n{"rule": "tireless", "reason": "from the letter", "for": "never"}]}}\n',
]


@pytest.mark.parametrize(("front", "line", "column"), list(zip(FRONT, (4, 2, 4, 2), (13, 31, 9, 11), strict=True)))
def test_front_matter_holds_for_the_file(front, line, column):
    report = check(f"{front}\nIt never tires.\n\nIt never tires.\n")
    assert report.problems == []
    assert report.findings == []
    assert [at for _, _, at in held(report)] == [line, line]
    (waiver,) = report.waivers
    assert (waiver.directive, waiver.reason, waiver.held) == ("front matter", "from the letter", 2)
    unused = check(f"{front}\nTea.\n")
    assert lines(unused.findings) == [("suppression-unused", line, column)]


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ("[{rule: tireless}]", (2, 30, 'a suppression needs a reason: write reason="…"')),
        (
            "[{reason: b}]",
            (2, 32, "this suppression can't be read: it names no rule: write the id of the rule behind the keyword"),
        ),
        ("[{rule: tirless, reason: b}]", (2, 30, "no rule is named tirless: did you mean `tireless`?")),
        (
            "[{rule: tireless, reason: b, till: 2027-01-01}]",
            (2, 57, "this suppression can't be read: `till` is unknown: did you mean `until`?"),
        ),
        (
            "[{rule: tireless, reason: b, until: 2027}]",
            (2, 58, "this suppression can't be read: `2027` is no day: write until=YYYY-MM-DD"),
        ),
        (
            "[tireless]",
            (
                2,
                23,
                f"this suppression can't be read: `healthlint: ignore` of the front matter: {FORM}",
            ),
        ),
        (
            "tireless",
            (
                2,
                22,
                f"this suppression can't be read: `healthlint: ignore` of the front matter: {FORM}",
            ),
        ),
        (
            "{rule: tireless, reason: b}",
            (
                2,
                29,
                f"this suppression can't be read: `healthlint: ignore.rule` of the front matter: {FORM}",
            ),
        ),
    ],
)
def test_mistakes_in_front_matter(entries, expected):
    report = check(f"---\nhealthlint: {{ignore: {entries}}}\n---\nIt never tires.\n")
    assert told(report)[0] == expected
    assert ("tireless", 4, 4) in lines(report.findings)


@pytest.mark.parametrize(
    ("directive", "place", "message"),
    [
        ("ignore-file tirless reason=b", 30, "no rule is named tirless: did you mean `tireless`?"),
        ("ignore-file guarantee reason=b", 30, "no rule is named guarantee; `healthlint rules` lists them"),
        (
            "ignore-file suppression-unused reason=b",
            30,
            "no rule is named suppression-unused: what is wrong with a suppression can't be suppressed, repair it",
        ),
        ("ignore-file tireless", 1, 'a suppression needs a reason: write reason="…"'),
        (
            "ignore-files tireless reason=b",
            18,
            "this suppression can't be read: `ignore-files` is unknown: did you mean `ignore-file`?",
        ),
        ("ignore tireless reason=b", 1, "there is no ignore-end after this ignore: add one below the passage"),
        ("ignore-end", 1, "there is no ignore before this ignore-end: take it out"),
        ("ignore-file tireless reason=b until=2026-06-14", 1, "this suppression of tireless held until 2026-06-14"),
    ],
)
def test_what_is_wrong_holds_nothing_back(directive, place, message):
    report = check(f"<!-- healthlint: {directive} -->\n\nIt never tires.\n")
    assert told(report) == [(1, place, message)]
    assert held(report) == []
    assert ("tireless", 3, 4) in lines(report.findings)


def test_a_faulty_beginning_still_has_its_end():
    report = check(f"<!-- healthlint: ignore tireless -->\n\nIt never tires.\n\n{END}\n")
    assert [message for _, _, message in told(report)] == ['a suppression needs a reason: write reason="…"']


def test_severities_and_kinds():
    report = check(f"{WHOLE}\n\n{END}\n")
    assert [(each.rule.id, each.severity, each.rule.kind, each.scope) for each in report.findings] == [
        ("suppression-unused", "warning", "directive", "comment"),
        ("suppression-unclosed", "error", "directive", "comment"),
    ]


@pytest.mark.parametrize(
    ("day", "holds"), [("2026-06-14", True), ("2026-06-15", True), ("2026-06-16", False), ("", True)]
)
def test_the_last_day_is_included(day, holds):
    report = check(f"<!-- healthlint: ignore-file tireless {REASON} until=2026-06-15 -->\n\nIt never tires.\n", day=day)
    assert held(report) == ([("tireless", 3, 1)] if holds else [])
    assert lines(report.findings) == ([] if holds else [("suppression-expired", 1, 1), ("tireless", 3, 4)])


def test_only_rules_that_ran_can_be_unused():
    text = f"<!-- healthlint: ignore-file works, tireless, plain {REASON} -->\n\nTea.\n"
    report = check(text, without=("plain",))
    assert told(report) == [(1, 1, "this suppression of tireless holds nothing back: take it out")]
    assert states(report) == [
        ("works", 1, "not-judged", 0),
        ("tireless", 1, "unused", 0),
        ("plain", 1, "not-judged", 0),
    ]


def test_rules_that_are_not_selected_tell_nothing():
    report = check(f"{WHOLE}\n\nTea.\n", without=("suppression-unused",))
    assert report.findings == []


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("never tires", "It never tires."),
        ("NEVER  tires", "Tea of ours never\n*tires* you."),
        ("(never)", "It (never) never tires."),
    ],
)
def test_words_that_are_kept(words, text):
    report = check(f'<!-- healthlint: ignore-next-line tireless {REASON} for="{words}" -->\n{text}\n')
    assert [rule for rule, _, _ in held(report)] == ["tireless"]
    assert report.findings == []


@pytest.mark.parametrize("keyword", ["ignore-next-line", "ignore-file"])
def test_words_that_have_gone(keyword):
    report = check(f'<!-- healthlint: {keyword} tireless {REASON} for="never ti" -->\nIt never tires. Never ti!\n')
    (finding,) = report.findings
    assert lines([finding]) == [("tireless", 2, 4)]
    (related,) = finding.related
    assert related.message == "the suppression here holds only while the sentence says “never ti”"
    assert (related.place.line, related.place.column) == (1, 1)
    assert states(report) == [("tireless", 1, "words-changed", 0)]


def test_a_suppression_of_the_file_for_some_words_leaves_other_sentences_alone():
    text = f'<!-- healthlint: ignore-file tireless {REASON} for="black tea" -->\n\nBlack tea never tires. It tires nobody.\n'
    report = check(text)
    assert [(finding.match, finding.related) for finding in report.findings] == [("tires nobody", [])]
    assert held(report) == [("tireless", 3, 1)]


def test_each_suppression_whose_words_are_missing_is_told_from_one_without_a_finding():
    text = "\n".join(
        (
            f'<!-- healthlint: ignore-next-line tireless {REASON} for="black tea" -->',
            "It never",
            "tires.",
            "",
            f'<!-- healthlint: ignore tireless {REASON} for="green tea" -->',
            f'<!-- healthlint: ignore-next-line tireless {REASON} for="red tea" -->',
            "Tea.",
            "<!-- healthlint: ignore-end -->",
            f'<!-- healthlint: ignore tireless {REASON} for="any tea" -->',
            "It tires nobody.",
            "<!-- healthlint: ignore-end -->",
            "",
        )
    )
    report = check(text)
    assert [finding.place.line for finding in report.findings if finding.rule.id == "tireless"] == [2, 10]
    assert states(report) == [
        ("tireless", 1, "words-changed", 0),
        ("tireless", 5, "unused", 0),
        ("tireless", 6, "unused", 0),
        ("tireless", 9, "words-changed", 0),
    ]


def test_a_finding_that_begins_before_the_next_line_and_ends_behind_it_touches_it():
    text = f'It never <!-- healthlint: ignore-next-line tireless {REASON} for="black tea" -->\n\ttires us.\n'
    assert states(check(text)) == [("tireless", 1, "words-changed", 0)]


def test_a_finding_tells_what_holds_it_back():
    report = check(f"<!-- healthlint: ignore-file tireless {REASON} by=legal until=2026-12-31 -->\n\nIt never tires.\n")
    (finding,) = report.let_go
    waiver = finding.waiver
    assert (finding.disposition, finding.reason) == ("suppressed", "from the letter")
    assert (waiver.directive, waiver.by, waiver.until, waiver.line) == ("ignore-file", "legal", "2026-12-31", 1)
