"""The outputs of `check`: one module a format, each with `render(report, view) -> Iterator[str]`, lines without line
ends.

An output shows a report. It never decides the exit code, reads no file and knows nothing of streams.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from healthlint.output.view import View
    from healthlint.report import Report

    Render = Callable[[Report, View], Iterator[str]]

OUTPUTS = {
    "full": "healthlint.output.full",
    "concise": "healthlint.output.concise",
    "json": "healthlint.output.json_v1",
    "jsonl": "healthlint.output.jsonl",
    "sarif": "healthlint.output.sarif",
    "github": "healthlint.output.github",
    "gitlab": "healthlint.output.gitlab",
    "rdjson": "healthlint.output.rdjson",
    "junit": "healthlint.output.junit",
    "checkstyle": "healthlint.output.checkstyle",
    "markdown": "healthlint.output.markdown",
    "html": "healthlint.output.html",
}
"""Format to module."""

HOOK = "hook"
"""What a commit hook shows unless another format is asked for; none of those that a user names."""

WITH_SUMMARY = ("full", "json", "jsonl", "github", "markdown", "html", HOOK)
"""The formats that hold the summary themselves; beside the others it goes to standard error."""

WITH_PROBLEMS = ("full", "github", HOOK)
"""The formats for people that show problems themselves; beside the others they go to standard error too."""

WITH_DOCUMENTS = ("html",)
"""The formats that show the text of pages: reports must keep the documents for them."""


def load(name: str) -> Render:
    """The render function of the format `name`, a key of OUTPUTS or HOOK."""
    module = __import__(
        OUTPUTS.get(name) or f"healthlint.output.{name}", fromlist=("render",)
    )  # `importlib` would be loaded for this one call
    render: Render = module.render
    return render
