"""The card of a finding: what is wrong, why, by which law, and what to write instead."""

from __future__ import annotations

from healthlint.output.full import judged
from healthlint.output.html_markup import join, link, tag
from healthlint.output.rulebook import looked_up
from healthlint.output.summary import why_aside

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from healthlint.finding import Finding, Line, Related
    from healthlint.output.html_contents import Numbered
    from healthlint.output.html_markup import Markup
    from healthlint.rule import Reference

    Quote = Callable[[Related], tuple[str, str]]


def card(entry: Numbered, in_text: bool, quote: Quote) -> Markup:
    """The card of a finding. `in_text` says whether the text has a mark to link to: else the card shows the lines of
    the source. `quote` gives for a related place the id of its region and its words, each "" where there are none.
    """
    finding = entry.finding
    source = () if in_text else (tag("pre", *_source(finding), class_="source", dir="auto"),)
    return tag(
        "li",
        _headline(entry, in_text),
        tag("p", finding.message, class_="message"),
        *source,
        tag("dl", *_facts(finding, quote)),
        id=f"f{entry.key}",
        class_=f"card {entry.severity}",
        data_rule=entry.rule,
        data_severity=entry.severity,
    )


def _headline(entry: Numbered, in_text: bool) -> Markup:
    label = f"{entry.number}, back to the text"
    number = (
        tag("a", str(entry.number), href=f"#m{entry.key}", class_="number", aria_label=label)
        if in_text
        else tag("span", str(entry.number), class_="number")
    )
    rule = entry.finding.rule
    return tag(
        "p",
        number,
        " ",
        tag("span", entry.severity_name, class_="severity"),
        " ",
        tag("a", rule.title or rule.id, href=f"#r{entry.rule}"),
        class_="headline",
    )


def _facts(finding: Finding, quote: Quote) -> Iterator[Markup]:
    if finding.disposition != "active":
        yield _fact("Reason", why_aside(finding))
    if finding.suggestion:
        yield _fact("Instead", finding.suggestion)
    if finding.fix:
        yield _fact("Fix", f"write “{finding.fix.text}”" if finding.fix.text else "take the words out")
    if finding.related:
        yield _fact("See", *[_related(related, quote) for related in finding.related])
    if finding.stance or finding.subject or finding.confidence != "high":
        yield _fact("Judged", judged(finding))
    if finding.rule.references:
        yield _fact("Law", join([_citation(reference) for reference in finding.rule.references], "; "))
    if finding.also:
        yield _fact("Also", ", ".join([rule.id for rule in finding.also]))
    place = f"line {finding.place.line}, column {finding.place.column}"
    yield _fact("Place", join((place, "; ", tag("span", finding.fingerprint, class_="fingerprint"))))


def _fact(name: str, *values: str) -> Markup:
    return tag("div", tag("dt", name), *[tag("dd", value) for value in values])


def _related(related: Related, quote: Quote) -> Markup:
    anchor, words = quote(related)
    place = f"line {related.place.line}"
    where = tag("a", place, href=f"#{anchor}") if anchor else place
    return join((where, f": {related.message}", f" “{words}”" if words else ""))


def _citation(reference: Reference) -> Markup:
    return link(reference.url, reference.citation or reference.title)


def law(reference: Reference) -> Markup:
    """An authority in full: title, citation, and the day on which it was read; linked where it has an address."""
    title = f"{reference.title}, " if reference.title and reference.citation else ""
    return join((title, _citation(reference), looked_up(reference)))


def _source(finding: Finding) -> Iterator[str]:
    """The lines of the source with the words of the finding marked."""
    before = 0
    for line in finding.lines:
        if before and line.number > before + 1:
            yield "…\n"
        before = line.number
        yield tag("span", f"{line.number} ", class_="line")
        yield from _line(line, finding)
        yield "\n"


def _line(line: Line, finding: Finding) -> Iterator[str]:
    place, length = finding.place, len(line.text)
    start = place.column - 1 - line.skipped if line.number == place.line else 0
    stop = place.end_column - 1 - line.skipped if line.number == place.end_line else length
    yield line.text[:start]
    if start < stop:
        yield tag("mark", line.text[start:stop])
    yield line.text[stop:]
