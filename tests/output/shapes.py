"""Whether a text is what the readers of a format take: by its schema, and by shape where there is none in JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema

from healthlint.output import load
from healthlint.output.view import View
from healthlint.report import Report

SCHEMAS = Path(__file__).resolve().parents[1] / "schemas"
SERVICES = ("sarif", "github", "gitlab", "rdjson", "junit", "checkstyle", "markdown")

_validators: dict[str, Any] = {}

# Of the schema that Jenkins reads JUnit by: element -> (attributes it must have, those it may have, children).
JUNIT = {
    "testsuites": ({"name"}, {"tests", "failures", "errors", "time"}, {"testsuite"}),
    "testsuite": ({"name", "tests", "failures", "errors"}, {"skipped", "file", "time"}, {"testcase"}),
    "testcase": ({"name"}, {"classname", "time"}, {"skipped", "error", "failure", "system-out"}),
    "failure": ({"message", "type"}, set(), set()),
    "error": ({"message", "type"}, set(), set()),
    "skipped": ({"message"}, set(), set()),
    "system-out": (set(), set(), set()),
}
# As Checkstyle writes it.
CHECKSTYLE = {
    "checkstyle": ({"version"}, set(), {"file"}),
    "file": ({"name"}, set(), {"error"}),
    "error": ({"line", "severity", "message", "source"}, {"column"}, set()),
}


def rendered(name: str, report: Report, **view: Any) -> str:
    """The report as a file holds it."""
    lines = [f"{line}\n" for line in load(name)(report, View(**view))]
    return "".join(lines).encode("utf-8", "backslashreplace").decode("utf-8")


def parsed(name: str, report: Report, **view: Any) -> Any:
    """The report as its reader sees it; fails where it is not valid."""
    text = rendered(name, report, **view)
    if name in ("junit", "checkstyle"):
        root = ET.fromstring(text)
        _shaped(root, JUNIT if name == "junit" else CHECKSTYLE)
        return root
    if name in ("sarif", "gitlab", "rdjson"):
        value = json.loads(text)
        _validator(name).validate(value)
        assert text.isascii()
        json.dumps(value, ensure_ascii=False).encode("utf-8")  # no half of a surrogate pair anywhere
        return value
    return text


def _validator(name: str) -> Any:
    if name not in _validators:
        file = {"sarif": "sarif-2.1.0.json", "gitlab": "gitlab-code-quality.json", "rdjson": "rdjson.json"}[name]
        schema = json.loads((SCHEMAS / file).read_text(encoding="utf-8"))
        _validators[name] = jsonschema.validators.validator_for(schema)(schema)
    return _validators[name]


def _shaped(element: ET.Element, shapes: dict[str, tuple[set[str], set[str], set[str]]]) -> None:
    needed, allowed, children = shapes[element.tag]
    assert needed <= set(element.attrib) <= needed | allowed, (element.tag, element.attrib)
    for child in element:
        assert child.tag in children, (element.tag, child.tag)
        _shaped(child, shapes)
