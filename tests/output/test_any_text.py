"""Whatever stands in names, messages and pages: each output is valid and says the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthlint.document import Document, Region
from healthlint.finding import Finding, Fix, Related
from healthlint.report import FileReport, Problem, Report, RulesetStamp
from healthlint.rule import Reference, Rule

from .conftest import placed
from .shapes import SERVICES, parsed, rendered

ODD = st.sampled_from(
    ["\x00", "\x1b[2J", "\r\n", "]]>", "](1)", "::error::", "##[", "|", "`", "%0A", "\ud800", "\udcff"]
)
TEXT = st.lists(st.one_of(ODD, st.text(st.characters(), max_size=6)), max_size=4).map("".join)
NAMED = TEXT.filter(bool)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """A report of two files with everything that an output can show."""
    files = []
    reference = Reference("law", draw(TEXT), draw(TEXT), draw(st.one_of(TEXT, st.just("https://law.example/a"))))
    rule = Rule(
        "odd-rule",
        "claim",
        draw(NAMED),
        title=draw(TEXT),
        message=draw(TEXT),
        rationale=draw(TEXT),
        severity={"affirmed": "warning"},
        references=(reference,),
    )
    for number in (1, 2):
        text = f"{draw(TEXT)}calm{draw(TEXT)}."
        document = Document(f"{draw(NAMED)}{number}", text)
        document.prose = text
        document.map.add(0, len(text), 0, len(text))
        document.regions.append(Region("paragraph", 0, len(text)))
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, len(text)))
        finding = Finding(rule, start, end, f"says {draw(TEXT)}", draw(st.sampled_from(["error", "warning", "info"])))
        finding.suggestion, finding.subject = draw(TEXT), draw(TEXT)
        finding.fix = Fix(start, end, draw(TEXT), draw(st.sampled_from([(), (Fix(0, 0, "*"),)])))
        finding.related = [Related(draw(TEXT), 0, end)]
        aside = Finding(rule, end, end, f"says {draw(TEXT)}", "info")
        aside.disposition, aside.reason = draw(st.sampled_from(["suppressed", "baselined"])), draw(TEXT)
        file = FileReport(document.label, document)
        file.findings, file.let_go = placed(document, [finding]), placed(document, [aside])
        file.problems = [Problem(f"can't {draw(TEXT)}", draw(st.one_of(st.none(), st.integers(1, 9))))]
        file.measures = {"words": 1, "sentences": 1, "flesch_kincaid_grade": 1.0}
        files.append(file)
    return Report(files, [RulesetStamp(draw(NAMED), draw(NAMED), "00")], [rule])


@pytest.mark.parametrize("format", SERVICES)
@settings(max_examples=25, deadline=None)
@given(report=reports())
def test_every_output_is_valid(format: str, report: Report) -> None:
    assert parsed(format, report, suppressed=True, statistics=True) is not None
    assert rendered(format, report) == rendered(format, report)


@settings(max_examples=25, deadline=None)
@given(report=reports())
def test_every_output_tells_of_every_finding(report: Report) -> None:
    sarif = parsed("sarif", report)["runs"][0]
    assert (len(sarif["results"]), len(sarif["invocations"][0]["toolExecutionNotifications"])) == (2, 2)
    assert len(parsed("gitlab", report)) == len({entry["fingerprint"] for entry in parsed("gitlab", report)}) == 4
    assert len(parsed("rdjson", report)["diagnostics"]) == 4
    assert parsed("junit", report).attrib["tests"] == "4"
    assert len(list(parsed("checkstyle", report).iter("error"))) == 4
    rows = [
        line
        for line in rendered("markdown", report).split("\n")
        if line.startswith(("| error |", "| warning |", "| info |"))
    ]
    assert len(rows) == 2
    assert all(row.replace("\\|", "").count("|") == 7 for row in rows)


@settings(max_examples=25, deadline=None)
@given(report=reports())
def test_every_line_for_the_runner_is_whole(report: Report) -> None:
    lines = rendered("github", report).removesuffix("\n").split("\n")
    commands = [line for line in lines if line.startswith("::")]
    assert len(commands) == 4
    assert not any(char in line for line in lines for char in "\r\x1b")
    for line in commands:
        _, head, _ = line.split("::", 2)
        properties = dict(pair.split("=", 1) for pair in head.partition(" ")[2].split(","))
        assert set(properties) <= {"file", "line", "endLine", "col", "endColumn", "title"}
        assert {"file", "title"} <= set(properties)
    assert not any("##[" in line or line.lstrip().startswith("::") for line in lines if line not in commands)


@settings(max_examples=25, deadline=None)
@given(report=reports())
def test_the_same_places_everywhere(report: Report) -> None:
    for file in report.files:
        (finding,) = file.findings
        alone = Report([file], [], report.rules)
        place = finding.place
        (result,) = parsed("sarif", alone)["runs"][0]["results"]
        region = result["locations"][0]["physicalLocation"]["region"]
        assert (region["startLine"], region["startColumn"]) == (place.line, place.column)
        assert (region["charOffset"], region["charLength"]) == (finding.start, finding.end - finding.start)
        found = parsed("rdjson", alone)["diagnostics"][-1]["location"]["range"]
        line = file.document.text[finding.start - place.column + 1 : finding.start] if file.document else ""
        assert found["start"] == {"line": place.line, "column": len(line.encode("utf-8", "surrogatepass")) + 1}
        error = list(parsed("checkstyle", alone).iter("error"))[-1]
        assert (error.attrib["line"], error.attrib["column"]) == (str(place.line), str(place.column))
