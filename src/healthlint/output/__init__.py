"""The outputs of `check`: one module a format, each with `render(report, view) -> Iterator[str]`, lines without line
ends.

An output shows a report. It never decides the exit code, reads no file and knows nothing of streams.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from healthlint.finding import Report
    from healthlint.output.view import View

    Render = Callable[[Report, View], Iterator[str]]

OUTPUTS = {
    "full": "healthlint.output.full",
    "concise": "healthlint.output.concise",
    "json": "healthlint.output.json_v1",
    "jsonl": "healthlint.output.jsonl",
    "html": "healthlint.output.html",
}
"""Format to module."""

WITH_SUMMARY = ("full", "json", "jsonl", "html")
"""The formats that hold the summary themselves; beside the others it goes to standard error."""

WITH_DOCUMENTS = ("html",)
"""The formats that show the text of pages: reports must keep the documents for them."""


def load(name: str) -> Render:
    """The render function of the format `name`, a key of OUTPUTS."""
    module = __import__(OUTPUTS[name], fromlist=("render",))  # `importlib` would be loaded for this one call
    render: Render = module.render
    return render
