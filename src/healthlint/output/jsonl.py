"""`jsonl`: a JSON object a line, `type` first: every finding, every problem, then the summary. For streams and `jq`."""

from __future__ import annotations

import json

from healthlint import __version__
from healthlint.output.json_v1 import counts, finding_object, rulesets, statistics_objects

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.output.view import View
    from healthlint.report import Report


def render(report: Report, view: View) -> Iterator[str]:
    """A line each; a stream without the line of type `summary` was cut off."""
    for file in report.files:
        for finding in file.findings:
            yield json.dumps({"type": "finding", "path": file.label, **finding_object(finding)})
        for problem in file.problems:
            yield json.dumps({"type": "problem", "path": file.label, "message": problem.message, "line": problem.line})
    head = {"type": "summary", "format": 1, "healthlint": __version__}
    asked = {"statistics": statistics_objects(report)} if view.statistics else {}
    yield json.dumps({**head, "rulesets": rulesets(report), **counts(report), **asked})
