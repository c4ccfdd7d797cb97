"""The readability of a page as figures, and of its sections as a table with a bar for each grade."""

from __future__ import annotations

from healthlint.output.html_markup import tag

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from healthlint.output.html_markup import Markup
    from healthlint.report import FileReport, Section

GRADE = "flesch_kincaid_grade"
"""The score that stands for the others where there is room for one."""

NAMES = {
    "words": "Words",
    "sentences": "Sentences",
    "flesch_reading_ease": "Flesch reading ease",
    "flesch_kincaid_grade": "Flesch-Kincaid grade",
    "smog_index": "SMOG",
    "gunning_fog": "Gunning fog",
    "coleman_liau_index": "Coleman-Liau",
    "automated_readability_index": "Automated readability",
    "dale_chall_readability_score": "Dale-Chall",
}
"""The measures in their order, in words."""

_COUNTS = ("words", "sentences")
_HARDEST = 20.0  # the grade whose bar fills its cell
_FEW = 12  # sections that are shown without being asked for


def figure(measures: Mapping[str, float], name: str) -> str:
    """A measure as it is written: counts whole, scores with one decimal, a dash where nothing was measured."""
    if name not in measures or not measures.get("sentences"):
        return "\N{EN DASH}"
    return f"{measures[name]:.0f}" if name in _COUNTS else f"{measures[name]:.1f}"


def scores(file: FileReport, anchors: Mapping[int, str]) -> Iterator[Markup]:
    """The figures of a page and, where it has several sections, their table. `anchors` are the ids of headings."""
    if not file.measures:
        return
    shown = [
        tag("div", tag("dt", label), tag("dd", figure(file.measures, name)))
        for name, label in NAMES.items()
        if name in file.measures
    ]
    figures = tag("dl", *shown, class_="figures")
    content = [figures, _chart(file, anchors)] if len(file.sections) > 1 else [figures]
    grade = figure(file.measures, GRADE)
    summary = tag("summary", f"Readability: grade {grade}")
    yield tag("details", summary, *content, class_="readability", open=len(file.sections) <= _FEW)


def _chart(file: FileReport, anchors: Mapping[int, str]) -> Markup:
    grade = file.measures.get(GRADE, 0.0)
    head = tag(
        "tr",
        tag("th", "Section", scope="col"),
        tag("th", "Words", scope="col", class_="figure"),
        tag("th", "Grade", scope="col", class_="figure"),
        tag("td", class_="bar"),
    )
    caption = f"Flesch-Kincaid grade by section; the line is that of the whole page, {grade:.1f}"
    rows = [_row(section, grade, anchors) for section in file.sections]
    table = tag("table", tag("caption", caption), tag("thead", head), tag("tbody", *rows), class_="chart")
    return tag("div", table, class_="wide", tabindex=0, role="region", aria_label="Readability by section")


def _row(section: Section, whole: float, anchors: Mapping[int, str]) -> Markup:
    heading = tag("bdi", section.heading or "Before the first heading")
    anchor = anchors.get(section.region)
    return tag(
        "tr",
        tag("th", tag("a", heading, href=f"#{anchor}") if anchor else heading, scope="row"),
        tag("td", figure(section.measures, "words"), class_="figure"),
        tag("td", figure(section.measures, GRADE), class_="figure"),
        tag("td", _bar(section.measures.get(GRADE, 0.0), whole), class_="bar"),
    )


def _bar(grade: float, whole: float) -> Markup:
    line = f"{_length(whole):.1f}"
    return tag(
        "svg",
        tag("rect", width=f"{_length(grade):.1f}", height=10),
        tag("line", x1=line, x2=line, y1=0, y2=10),
        viewBox="0 0 100 10",
        preserveAspectRatio="none",
        aria_hidden="true",
    )


def _length(grade: float) -> float:
    """How long the bar of a grade is, of 100."""
    return min(max(grade, 0.0), _HARDEST) * 100 / _HARDEST
