from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from healthlint.output import xml
from healthlint.report import Problem, Report

from .shapes import parsed, rendered


def test_junit_golden(report: Report) -> None:
    assert rendered("junit", report) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<testsuites name="healthlint" tests="4" failures="1" errors="1">\n'
        '  <testsuite name="content/tea.md" tests="2" failures="1" errors="0" skipped="0">\n'
        '    <testcase name="calm-promise (3:10)" classname="content/tea.md">\n'
        '      <failure type="calm-promise" message="promises calms everyone, always">'
        "content/tea.md:3:10: error: promises calms everyone, always\n"
        "Instead: Say what the tea tastes like.\n"
        "Law: 1 TEA 2</failure>\n"
        "    </testcase>\n"
        '    <testcase name="plain-word (4:4)" classname="content/tea.md">\n'
        "      <system-out>content/tea.md:4:4: warning: says utilise for use</system-out>\n"
        "    </testcase>\n"
        "  </testsuite>\n"
        '  <testsuite name="content/water.txt" tests="1" failures="0" errors="0" skipped="0">\n'
        '    <testcase name="healthlint" classname="content/water.txt"/>\n'
        "  </testsuite>\n"
        '  <testsuite name="gone.md" tests="1" failures="0" errors="1" skipped="0">\n'
        '    <testcase name="not-checked" classname="gone.md">\n'
        '      <error type="not-checked" message="no such file or folder"/>\n'
        "    </testcase>\n"
        "  </testsuite>\n"
        "</testsuites>\n"
    )


@pytest.mark.parametrize(("fail_on", "failures"), [("never", 0), ("error", 1), ("warning", 2), ("info", 2)])
def test_what_fails_is_what_the_exit_code_says(report: Report, fail_on: str, failures: int) -> None:
    root = parsed("junit", report, fail_on=fail_on)
    assert root.attrib["failures"] == str(failures) == str(len(list(root.iter("failure"))))
    assert len(list(root.iter("system-out"))) == 2 - failures


def test_junit_counts_add_up_and_what_was_set_aside_is_skipped(report: Report) -> None:
    report.files[0].problems.append(Problem("bad", 3))
    root = parsed("junit", report, suppressed=True)
    for suite in root:
        cases = list(suite)
        assert suite.attrib["tests"] == str(len(cases))
        for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert suite.attrib[name] == str(len(list(suite.iter(tag))))
    (skipped,) = root.iter("skipped")
    assert skipped.attrib["message"] == "suppressed: agreed with the editor"
    assert root[0][0].attrib["name"] == "not-checked (line 3)"


def test_checkstyle_golden(report: Report) -> None:
    assert rendered("checkstyle", report) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<checkstyle version="4.3">\n'
        '  <file name="content/tea.md">\n'
        '    <error line="3" column="10" severity="error" message="Promises calms everyone, always. Instead: Say what '
        'the tea tastes like. Law: 1 TEA 2" source="healthlint.calm-promise"/>\n'
        '    <error line="4" column="4" severity="warning" message="Says utilise for use." '
        'source="healthlint.plain-word"/>\n'
        "  </file>\n"
        '  <file name="content/water.txt">\n'
        "  </file>\n"
        '  <file name="gone.md">\n'
        '    <error line="1" severity="error" message="Not checked: no such file or folder" '
        'source="healthlint.not-checked"/>\n'
        "  </file>\n"
        "</checkstyle>\n"
    )


@pytest.mark.parametrize("format", ["junit", "checkstyle"])
def test_markup_in_words_stays_words(report: Report, format: str) -> None:
    report.files[0].label = "a]]><b>&\"'\x01\udcff\n.md"
    report.files[0].findings[0].message = 'says <b> & "c" ]]> \x1b[31m \ufffe \ud800'
    root = parsed(format, report)
    assert root[0].attrib["name"] == "a]]><b>&\"'\\x01\\udcff\n.md"
    (told,) = [each.attrib["message"] for each in root.iter() if "<b>" in each.attrib.get("message", "")]
    assert told.lower().startswith('says <b> & "c" ]]> \\x1b[31m \\ufffe \\ud800')


def test_values_survive_a_parser() -> None:
    value = "a\tb\nc\r\nd <&>\"'"
    root = ET.fromstring(f"<{xml.element('x', {'y': value})}>{xml.text(value)}</x>")
    assert root.attrib["y"] == value
    assert root.text == value
