from __future__ import annotations

import re

from healthlint import __version__
from healthlint.finding import Fix
from healthlint.output.rulebook import waiver
from healthlint.report import Report
from healthlint.rule import Reference, Rule
from healthlint.waiver import Waiver

from .conftest import CALM, LAW, WORD
from .shapes import parsed

DENIED = Rule(
    "denied-by-nobody",
    "claim",
    "claims/calm",
    "guarantee",
    title="Nobody | denies",
    message="denies {match}",
    severity={"affirmed": "info", "hedged": "error"},
    rationale="It *matters*",
    suggestion="Write <nothing>",
    references=(LAW, Reference("old", "Old law", "", "not an address")),
)


def run_of(report: Report, **view: object) -> dict[str, object]:
    value = parsed("sarif", report, **view)
    assert value["version"] == "2.1.0"
    (run,) = value["runs"]
    return run


def test_a_result(report: Report) -> None:
    run = run_of(report)
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["newlineSequences"] == ["\r\n", "\n", "\r"]
    first, second = run["results"]
    assert {name: value for name, value in first.items() if "ingerprints" not in name} == {
        "ruleId": "calm-promise",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "Promises calms everyone, always. Say what the tea tastes like."},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "content/tea.md", "uriBaseId": "%SRCROOT%"},
                    "region": {
                        "startLine": 3,
                        "startColumn": 10,
                        "endLine": 3,
                        "endColumn": 32,
                        "charOffset": 24,
                        "charLength": 22,
                        "byteOffset": 24,
                        "byteLength": 22,
                        "snippet": {"text": "calms everyone, always"},
                    },
                }
            }
        ],
        "relatedLocations": [
            {
                "id": 1,
                "message": {"text": "The heading names the product."},
                "physicalLocation": {
                    "artifactLocation": {"uri": "content/tea.md", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 1, "startColumn": 3, "endLine": 1, "endColumn": 14},
                },
            }
        ],
        "properties": {"confidence": "high", "stance": "affirmed", "subject": "This tea", "scope": "paragraph"},
    }
    assert second["level"] == "warning"
    assert second["fixes"] == [
        {
            "description": {"text": 'Write "use".'},
            "artifactChanges": [
                {
                    "artifactLocation": {"uri": "content/tea.md", "uriBaseId": "%SRCROOT%"},
                    "replacements": [
                        {
                            "deletedRegion": {"startLine": 4, "startColumn": 4, "endLine": 4, "endColumn": 11},
                            "insertedContent": {"text": "use"},
                        }
                    ],
                }
            ],
        }
    ]


def test_fingerprints_are_those_of_baselines_and_one_that_holds_over_all_files(report: Report) -> None:
    first, second = run_of(report)["results"]
    found = report.files[0].findings
    assert first["partialFingerprints"] == {"healthlint/v1": found[0].fingerprint}
    assert second["partialFingerprints"] == {"healthlint/v1": found[1].fingerprint}
    assert re.fullmatch("[0-9a-f]{32}", first["fingerprints"]["healthlintInRepository/v1"])
    report.files[0].label = "content/other.md"
    moved, _ = run_of(report)["results"]
    assert moved["partialFingerprints"] == first["partialFingerprints"]
    assert moved["fingerprints"] != first["fingerprints"]


def test_the_hash_that_github_computes_itself_is_not_given(report: Report) -> None:
    assert "primaryLocationLineHash" not in str(run_of(report))


def test_every_rule_has_what_github_needs_and_its_number(report: Report) -> None:
    report.rules = [DENIED, CALM]
    run = run_of(report)
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"], driver["semanticVersion"]) == ("healthlint", __version__, __version__)
    assert [rule["id"] for rule in driver["rules"]] == ["denied-by-nobody", "calm-promise", "plain-word"]
    assert [result["ruleIndex"] for result in run["results"]] == [1, 2]
    for rule in driver["rules"]:
        for key in ("shortDescription", "fullDescription", "help"):
            assert 0 < len(rule[key]["text"]) <= 1024
        assert rule["help"]["markdown"]
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
    assert driver["rules"][0] == {
        "id": "denied-by-nobody",
        "name": "DeniedByNobody",
        "shortDescription": {"text": "Nobody | denies."},
        "fullDescription": {"text": "It *matters*."},
        "help": {
            "text": "What it flags: Denies {match}.\n\nWhy: It *matters*.\n\nWhat to write instead: Write <nothing>.\n\n"
            "Law: Tea Act, 1 TEA 2, https://law.example/tea; Old law, not an address\n\n"
            + "\n\n".join([f"How to waive: {line}" for line in waiver(DENIED)]),
            "markdown": "## What it flags\n\nDenies {match}.\n\n## Why\n\nIt \\*matters\\*.\n\n"
            "## What to write instead\n\nWrite &lt;nothing&gt;.\n\n## Law\n\n"
            "- [Tea Act, 1 TEA 2](<https://law.example/tea>)\n"
            "- Old law, not an address\n\n## How to waive\n\n" + "\n\n".join(waiver(DENIED)),
        },
        "helpUri": "https://law.example/tea",
        "defaultConfiguration": {"level": "error"},
        "properties": {
            "kind": "claim",
            "category": "guarantee",
            "ruleset": "claims/calm",
            "tags": ["claim", "guarantee"],
            "problem.severity": "error",
            "precision": "medium",
        },
    }
    word = driver["rules"][2]
    assert (word["properties"]["precision"], word["properties"]["tags"]) == ("high", ["terminology"])
    assert "helpUri" not in word


def test_rulesets_are_extensions(report: Report) -> None:
    assert run_of(report)["tool"]["extensions"] == [
        {"name": "claims/calm", "version": "1.0.0", "properties": {"sha256": "ab" * 32}}
    ]


def test_problems_are_notifications_and_no_results(report: Report) -> None:
    report.files[0].problems.append(type(report.files[2].problems[0])("a rule failed", 4))
    (invocation,) = run_of(report)["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"] == [
        {
            "level": "error",
            "message": {"text": "Not checked: a rule failed"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "content/tea.md", "uriBaseId": "%SRCROOT%"},
                        "region": {"startLine": 4},
                    }
                }
            ],
        },
        {
            "level": "error",
            "message": {"text": "Not checked: no such file or folder"},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": "gone.md", "uriBaseId": "%SRCROOT%"}}}],
        },
    ]
    for file in report.files:
        file.problems.clear()
    assert run_of(report)["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]


def test_every_file_is_an_artifact(report: Report) -> None:
    shown = [artifact["location"]["uri"] for artifact in run_of(report)["artifacts"]]
    assert shown == ["content/tea.md", "content/water.txt", "gone.md"]


def test_what_was_set_aside_is_told_when_asked_for(report: Report) -> None:
    assert len(run_of(report)["results"]) == 2
    results = run_of(report, suppressed=True)["results"]
    assert [result.get("suppressions") for result in results] == [
        None,
        None,
        [{"kind": "inSource", "status": "accepted", "justification": "agreed with the editor"}],
    ]
    assert not any("baselineState" in result for result in results)
    accepted = report.files[0].let_go[0]
    accepted.disposition, accepted.reason = "baselined", ""
    results = run_of(report, suppressed=True)["results"]
    assert [result["baselineState"] for result in results] == ["unchanged", "new", "new", "new"]
    assert results[0]["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "no reason given"}
    ]


def test_a_suppression_says_where_it_stands_and_until_when_it_holds(report: Report) -> None:
    held = report.files[0].let_go[1]
    held.waiver = Waiver("ignore-next-line", "plain-word", held.reason, "legal", "2027-03-01", "", 0, 0, 3)
    (suppression,) = run_of(report, suppressed=True)["results"][2]["suppressions"]
    assert suppression["justification"] == (
        "agreed with the editor, by legal, until 2027-03-01, ignore-next-line in line 3"
    )
    assert suppression["location"]["physicalLocation"]["region"] == {"startLine": 3}


def test_a_fix_of_several_places_is_one_change(report: Report) -> None:
    fix = Fix(0, 0, "x ", (Fix(5, 5, "*"), Fix(9, 9, "*")))
    report.files[0].findings[0].fix = fix
    (found,) = run_of(report)["results"][0]["fixes"]
    assert found["description"] == {"text": 'Insert "x", and insert "*" at 2 places.'}
    assert [each["insertedContent"]["text"] for each in found["artifactChanges"][0]["replacements"]] == ["x ", "*", "*"]


def test_paths_are_addresses(report: Report) -> None:
    for label, location in {
        "a b/100%.md": {"uri": "a%20b/100%25.md", "uriBaseId": "%SRCROOT%"},
        "c:d#?.md": {"uri": "c%3Ad%23%3F.md", "uriBaseId": "%SRCROOT%"},
        "caf\u00e9\udcff.md": {"uri": "caf%C3%A9%FF.md", "uriBaseId": "%SRCROOT%"},
        "half\ud800.md": {"uri": "half%ED%A0%80.md", "uriBaseId": "%SRCROOT%"},
        "/else where/a.md": {"uri": "file:///else%20where/a.md"},
        "C:/else where/a.md": {"uri": "file:///C:/else%20where/a.md"},
    }.items():
        report.files[0].label = label
        assert run_of(report)["artifacts"][0]["location"] == location


def test_paths_are_below_the_root(report: Report) -> None:
    run = run_of(report, locate=lambda label: f"site/{label}")
    assert run["artifacts"][0]["location"]["uri"] == "site/content/tea.md"
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "site/content/tea.md", "uriBaseId": "%SRCROOT%"}
    assert list(run["originalUriBaseIds"]) == ["%SRCROOT%"]


def test_what_looks_like_a_link_in_a_message_is_none(report: Report) -> None:
    report.files[0].findings[0].message = r"says [calm](1) and \[so\]"
    report.files[0].findings[1].message = "says [use] or not"
    first, second = run_of(report)["results"]
    assert first["message"]["text"].startswith(r"Says \[calm\](1) and \\\[so\\\].")
    assert second["message"]["text"] == "Says [use] or not."


def test_a_long_span_has_no_snippet(report: Report) -> None:
    report.files[0].findings[0].match = "x" * 2_001
    assert "snippet" not in run_of(report)["results"][0]["locations"][0]["physicalLocation"]["region"]


def test_statistics(report: Report) -> None:
    assert "properties" not in run_of(report)
    assert run_of(report, statistics=True)["properties"]["statistics"] == [
        {"rule": "calm-promise", "severity": "error", "findings": 1},
        {"rule": "plain-word", "severity": "warning", "findings": 1},
    ]


def test_an_empty_report(report: Report) -> None:
    del report.files[:]
    run = run_of(report)
    assert (run["results"], run["artifacts"], run["tool"]["driver"]["rules"]) == ([], [], [])
    assert WORD not in report.rules
