"""What an HTML report says of the run as a whole: pages and rules as tables, and each rule with its findings."""

from __future__ import annotations

from healthlint.finding import SEVERITIES
from healthlint.output.html_cards import law
from healthlint.output.html_markup import begin, end, join, tag
from healthlint.output.html_scores import GRADE, figure
from healthlint.readability.scores import METHOD

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.output.html_contents import Contents, PageEntry, RuleEntry
    from healthlint.output.html_markup import Markup
    from healthlint.report import Report

_PAGE_COLUMNS = ("Errors", "Warnings", "Infos", "Set aside", "Grade", "Words")
_RULE_COLUMNS = ("Errors", "Warnings", "Infos", "Pages")


def pages(contents: Contents) -> Iterator[Markup]:
    """The table of all pages."""
    yield from _start("Pages", ("Page", *_PAGE_COLUMNS))
    for page in contents.pages:
        yield _page_row(page)
    yield from _finish()


def _page_row(page: PageEntry) -> Markup:
    label = tag("bdi", page.file.label)
    name = tag("a", label, href=f"#p{page.number}") if page.is_shown else label
    failed = (" ", tag("span", "not checked", class_="severity problem")) if page.file.problems else ()
    measures = page.file.measures
    return tag(
        "tr",
        tag("th", name, *failed, scope="row"),
        *[_number(page.count(severity), severity) for severity in SEVERITIES],
        _number(page.set_aside(), "aside"),
        tag("td", figure(measures, GRADE), class_="figure"),
        tag("td", figure(measures, "words"), class_="figure"),
    )


def rules(contents: Contents) -> Iterator[Markup]:
    """The table of the rules that found something."""
    if not contents.rules:
        return
    yield from _start("Rules", ("Rule", *_RULE_COLUMNS))
    for entry in contents.rules:
        yield tag(
            "tr",
            tag("th", tag("a", entry.rule.title or entry.rule.id, href=f"#r{entry.number}"), scope="row"),
            *[_number(entry.active[severity], severity) for severity in SEVERITIES],
            tag("td", str(len(entry.pages)), class_="figure"),
        )
    yield from _finish()


def _start(title: str, columns: tuple[str, ...]) -> Iterator[Markup]:
    first, *others = columns
    heads = [tag("th", first, scope="col"), *[tag("th", name, scope="col", class_="figure") for name in others]]
    anchor = title.lower()
    yield begin("section", id=anchor, aria_labelledby=f"{anchor}-title")
    yield tag("h2", title, id=f"{anchor}-title")
    yield begin("div", class_="wide", tabindex=0, role="region", aria_label=f"Table of {anchor}")
    yield join((begin("table", class_="overview"), tag("thead", tag("tr", *heads)), begin("tbody")))


def _finish() -> Iterator[Markup]:
    yield join((end("tbody"), end("table"), end("div"), end("section")))


def _number(number: int, severity: str) -> Markup:
    return tag("td", str(number), class_=f"figure {severity}" if number else "figure none")


def index(contents: Contents) -> Iterator[Markup]:
    """Each rule in full, with links to its findings: the way to all findings of a rule without a script."""
    if not contents.rules:
        return
    yield begin("section", id="by-rule", aria_labelledby="by-rule-title")
    yield tag("h2", "Findings by rule", id="by-rule-title")
    for entry in contents.rules:
        yield from _rule(entry)
    yield end("section")


def _rule(entry: RuleEntry) -> Iterator[Markup]:
    rule = entry.rule
    yield begin("section", id=f"r{entry.number}", class_="rule", data_rule=entry.number)
    yield tag("h3", rule.title or rule.id)
    parts = [part for part in (rule.id, rule.category, rule.kind if not rule.category else "", rule.ruleset) if part]
    yield tag("p", ", ".join(parts), class_="about")
    if rule.rationale:
        yield tag("p", rule.rationale)
    facts = []
    if rule.suggestion:
        facts.append(tag("div", tag("dt", "Instead"), tag("dd", rule.suggestion)))
    if rule.references:
        facts.append(tag("div", tag("dt", "Law"), *[tag("dd", law(each)) for each in rule.references]))
    if facts:
        yield tag("dl", *facts)
    yield begin("ul", class_="where")
    for page, findings in entry.pages:
        links = [
            tag("a", str(each.number), href=f"#f{each.key}", class_=f"number {each.severity}", aria_label=each.spoken)
            for each in findings
        ]
        yield tag("li", tag("a", tag("bdi", page.file.label), href=f"#p{page.number}"), ": ", join(links, " "))
    yield end("ul")
    yield end("section")


def rulesets(report: Report) -> Iterator[Markup]:
    """What the pages were checked against."""
    if not report.rulesets:
        return
    heads = [tag("th", name, scope="col") for name in ("Ruleset", "Version", "SHA-256")]
    rows = [
        tag("tr", tag("th", stamp.name, scope="row"), tag("td", stamp.version), tag("td", tag("code", stamp.sha256)))
        for stamp in report.rulesets
    ]
    table = tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *rows), class_="stamps")
    wide = tag("div", table, class_="wide", tabindex=0, role="region", aria_label="Table of rulesets")
    yield begin("section", id="rulesets", aria_labelledby="rulesets-title")
    yield tag("h2", "Rulesets", id="rulesets-title")
    yield tag("p", "The pages were checked with these versions of the rulesets, each named by the digest of its file.")
    yield tag("p", f"Readability is that of {METHOD}.")
    yield wide
    yield end("section")
