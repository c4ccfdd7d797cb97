"""`html`: the whole report as one page for a browser: the text of each page with findings marked, beside it what is
wrong, and the run as tables. Needs no network, and a script only to filter.
"""

from __future__ import annotations

import base64
import hashlib
import os

from healthlint import __version__
from healthlint.finding import ASIDE, SEVERITIES
from healthlint.output import html_tables
from healthlint.output.html_contents import Contents
from healthlint.output.html_markup import begin, doctype, embedded, end, in_ascii, tag
from healthlint.output.html_page import page
from healthlint.output.summary import count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.output.html_markup import Markup
    from healthlint.output.view import View
    from healthlint.report import Report


def render(report: Report, view: View) -> Iterator[str]:
    """The lines of the page. Of files without findings and problems only the table tells."""
    for line in _lines(report, view):
        yield in_ascii(line) if view.encoding else line


def _lines(report: Report, view: View) -> Iterator[Markup]:
    contents = Contents(report, view)
    yield doctype()
    yield begin("html", lang="en")
    style, script = _source("report.css"), _source("report.js")
    yield from _head(report, style, script)
    yield begin("body")
    yield tag("a", "Skip to the findings", href="#findings", class_="skip")
    yield from _header(report, contents, view)
    yield from _filters(contents, view)
    yield begin("main")
    yield from _problems(report)
    yield from html_tables.pages(contents)
    yield from html_tables.rules(contents)
    yield begin("div", id="findings", tabindex=-1)
    for entry in contents.pages:
        if entry.is_shown:
            yield from page(entry, view)
    yield end("div")
    yield from html_tables.index(contents)
    yield from html_tables.rulesets(report)
    yield end("main")
    yield embedded("script", script)
    yield end("body")
    yield end("html")


def _head(report: Report, style: str, script: str) -> Iterator[Markup]:
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    yield begin("head")
    yield tag("meta", charset="utf-8")
    yield tag("meta", http_equiv="Content-Security-Policy", content=policy)
    yield tag("meta", name="viewport", content="width=device-width, initial-scale=1")
    yield tag("meta", name="referrer", content="no-referrer")
    yield tag("meta", name="robots", content="noindex")
    yield tag("meta", name="generator", content=f"healthlint {__version__}")
    yield tag("title", f"healthlint report: {_outcome(report)}")
    yield embedded("style", style)
    yield end("head")


def _source(name: str) -> str:
    with open(os.path.join(os.path.dirname(__file__), name), encoding="utf-8") as file:
        return file.read()


def _digest(source: str) -> str:
    """The name of an embedded element in the policy of the page."""
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()


def _outcome(report: Report) -> str:
    tally = report.tally()
    found = [count(tally[severity], severity) for severity in SEVERITIES if tally[severity]]
    checked = count(tally["read"], "page")
    return f"{', '.join(found) or 'no findings'} in {checked}"


def _header(report: Report, contents: Contents, view: View) -> Iterator[Markup]:
    tally = report.tally()
    aside = [name for name in ASIDE if tally[name]]
    tiles = [(tally[severity], f"{severity}s", severity) for severity in SEVERITIES]
    tiles += [(tally[name], name, "aside") for name in aside]
    tiles += [(tally["problems"], "problems", "problem")] if tally["problems"] else []
    hidden = [] if view.suppressed else aside
    yield begin("header")
    yield tag("h1", "Health content report")
    yield tag(
        "p",
        f"{count(tally['read'], 'page')} checked by healthlint {__version__} ",
        tag("a", f"with {count(len(report.rulesets), 'ruleset')}", href="#rulesets") if report.rulesets else "",
        ". A finding is a reason to look, for a person to judge; it is no legal advice.",
    )
    counted = [tag("div", tag("dt", name), tag("dd", str(number)), class_=style) for number, name, style in tiles]
    yield tag("dl", *counted, class_="tiles")
    yield from _narrowed(report)
    if hidden:
        names = " and ".join(hidden)
        yield tag("p", f"Findings that are {names} are counted, not shown: --show-suppressed shows them.")
    places = {"pages": "Pages", "rules": "Rules", "findings": "Findings", "by-rule": "Findings by rule"}
    if contents.rules:
        links = [tag("li", tag("a", name, href=f"#{anchor}")) for anchor, name in places.items()]
        yield tag("nav", tag("ul", *links), aria_label="Contents")
    yield end("header")


def _narrowed(report: Report) -> Iterator[Markup]:
    """What the run was narrowed down to: a report on a few changed pages is none on all."""
    changes, baseline = report.changes, report.baseline
    if changes is not None:
        files = f"{changes.files} of {count(changes.total, 'file')}"
        yield tag("p", f"Only what changed since {changes.since} was checked: {files}.")
    if baseline is not None:
        graver = f"; {count(baseline.graver, 'finding')} graver than accepted" if baseline.graver else ""
        gone = f"; {baseline.gone} of its entries gone" if baseline.gone else ""
        yield tag("p", "Held against the baseline ", tag("bdi", baseline.label), f"{graver}{gone}.")


def _problems(report: Report) -> Iterator[Markup]:
    """What was not checked, before anything else: a page that nobody read is not a clean one."""
    if not report.problems:
        return
    told = [
        tag("li", tag("bdi", file.label), f", line {problem.line}" if problem.line else "", f": {problem.message}")
        for file in report.with_problems()
        for problem in file.problems
    ]
    yield begin("section", id="problems", class_="problems", aria_labelledby="problems-title")
    yield tag("h2", "Not everything was checked", id="problems-title")
    yield tag("ul", *told)
    yield end("section")


def _filters(contents: Contents, view: View) -> Iterator[Markup]:
    """The controls. Those for severities work by style alone, the others are shown by the script."""
    names = {severity: f"{severity}s" for severity in SEVERITIES}
    if view.suppressed:
        names["aside"] = "set aside"
    boxes = [
        tag("label", tag("input", type="checkbox", id=f"show-{name}", value=name, checked=True), f" {shown}")
        for name, shown in names.items()
    ]
    rules = [(str(entry.number), entry.rule.id) for entry in contents.rules]
    pages = [(str(entry.number), entry.file.label) for entry in contents.pages if entry.findings]
    if not rules:
        return
    yield begin("form", id="filters", aria_label="Filter the findings")
    yield tag("fieldset", tag("legend", "Show"), *boxes)
    yield begin("div", id="by-script", hidden=True)
    yield _choice("rule", "Rule", "all rules", sorted(rules, key=lambda rule: rule[1]))
    yield _choice("page", "Page", "all pages", pages)
    yield tag("button", "Show all", type="reset")
    yield tag("output", id="shown", aria_live="polite")
    yield end("div")
    yield end("form")


def _choice(name: str, label: str, everything: str, values: list[tuple[str, str]]) -> Markup:
    options = [tag("option", everything, value=""), *[tag("option", shown, value=value) for value, shown in values]]
    return tag("label", f"{label} ", tag("select", *options, id=f"only-{name}"))
