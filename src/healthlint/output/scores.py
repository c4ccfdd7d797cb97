"""`score`: readability as a table or as JSON. Holds the values that it shows; who measures is not known here."""

from __future__ import annotations

from healthlint import __version__
from healthlint.output.cells import width_of
from healthlint.output.summary import count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from healthlint.output.view import View
    from healthlint.report import Problem, Section

COLUMNS = {
    "words": "WORDS",
    "sentences": "SENTENCES",
    "flesch_reading_ease": " EASE",
    "flesch_kincaid_grade": "GRADE",
    "smog_index": " SMOG",
    "gunning_fog": "  FOG",
    "coleman_liau_index": "COLEMAN",
    "automated_readability_index": "  ARI",
    "dale_chall_readability_score": "DALE-CHALL",
}
"""The measures in their order, each with the head of its column."""

_COUNTS = ("words", "sentences")


class HardSentence:
    """A sentence that is hard to read: its place (1-based), words as a visitor sees them, Flesch-Kincaid grade and
    number of words.
    """

    __slots__ = ("column", "grade", "line", "text", "words")

    def __init__(self, line: int, column: int, text: str, grade: float, words: int) -> None:
        self.line = line
        self.column = column
        self.text = text
        self.grade = grade
        self.words = words


class FileScores:
    """The readability of one file. `measures` has the keys of COLUMNS, `further` other measures by name; both are
    empty where the file could not be read, and `problems` says why.
    """

    __slots__ = ("further", "label", "measures", "problems", "sections", "worst")

    def __init__(
        self,
        label: str,
        measures: Mapping[str, float] | None = None,
        sections: Sequence[Section] = (),
        worst: Sequence[HardSentence] = (),
        further: Mapping[str, float] | None = None,
        problems: Sequence[Problem] = (),
    ) -> None:
        self.label = label
        self.measures = measures or {}
        self.sections = list(sections)
        self.worst = list(worst)
        self.further = further or {}
        self.problems = list(problems)


def render(files: list[FileScores], view: View) -> Iterator[str]:
    """The table, then the further measures and the hardest sentences of each file."""
    rows: list[tuple[str, Mapping[str, float]]] = []
    for file in files:
        if file.measures:
            rows.append((view.clean(file.label), file.measures))
            rows += [(_section(section, view), section.measures) for section in file.sections]
    if rows:
        width = max([4, *[width_of(label) for label, _ in rows]])
        yield view.paint(f"{'FILE':<{width}}  {'  '.join(COLUMNS.values())}", "bold")
        for label, measures in rows:
            yield f"{label}{' ' * (width - width_of(label))}  {_figures(measures)}"
    for file in files:
        yield from _further(file, view)
        yield from _worst(file, view)


def _section(section: Section, view: View) -> str:
    heading = view.phrase(section.heading) or "(above the first heading)"
    return f"{'  ' * max(section.level, 1)}{heading}"


def _figures(measures: Mapping[str, float]) -> str:
    figures = []
    for name, head in COLUMNS.items():
        value = measures.get(name)
        if value is None or (not measures.get("sentences") and name not in _COUNTS):
            shown = "-"
        else:
            shown = f"{value:.0f}" if name in _COUNTS else f"{value:.1f}"
        figures.append(f"{shown:>{len(head)}}")
    return "  ".join(figures)


def _further(file: FileScores, view: View) -> Iterator[str]:
    if file.further:
        yield ""
        yield view.paint(view.clean(file.label), "path")
        width = max(len(name) for name in file.further)
        for name, value in file.further.items():
            yield f"  {name:<{width}}  {value:8.2f}"


def _worst(file: FileScores, view: View) -> Iterator[str]:
    if file.worst:
        yield ""
        yield view.paint(f"hardest sentences of {view.clean(file.label)}", "bold")
        for sentence in file.worst:
            place = f"{view.clean(file.label)}:{sentence.line}:{sentence.column}"
            yield f"{place}  grade {sentence.grade:.1f}, {count(sentence.words, 'word')}"
            for line in view.wrap(sentence.text, max(view.width - 4, 20)):
                yield f"    {line}"


def problems(files: list[FileScores], view: View) -> Iterator[str]:
    """A line for each problem."""
    for file in files:
        for problem in file.problems:
            place = view.clean(file.label) + (f":{problem.line}" if problem.line else "")
            yield f"{view.paint('not measured', 'problem')} {place}: {view.phrase(problem.message)}"


def summary(files: list[FileScores]) -> Iterator[str]:
    """How many files were measured."""
    measured = sum([bool(file.measures) for file in files])
    yield f"measured {count(measured, 'file') if measured else 'no file'}"


def as_json(files: list[FileScores], _: View) -> Iterator[str]:
    """One JSON object over several lines, a line a file. Pure ASCII, so that any stream can hold it."""
    import json  # the table needs none

    yield '{"format": 1, "healthlint": ' + json.dumps(__version__) + ","
    yield '"files": ['
    for index, file in enumerate(files):
        yield json.dumps(_file(file)) + ("," if index < len(files) - 1 else "")
    yield "]}"


def _file(file: FileScores) -> dict[str, object]:
    return {
        "path": file.label,
        "readability": dict(file.measures) or None,
        "further": dict(file.further),
        "sections": [
            {
                "heading": section.heading,
                "level": section.level,
                "line": section.line,
                "readability": dict(section.measures),
            }
            for section in file.sections
        ],
        "worst": [
            {
                "line": sentence.line,
                "column": sentence.column,
                "text": sentence.text,
                "flesch_kincaid_grade": sentence.grade,
                "words": sentence.words,
            }
            for sentence in file.worst
        ],
        "problems": [{"message": problem.message, "line": problem.line} for problem in file.problems],
    }
