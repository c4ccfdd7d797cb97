"""The public Python surface: options in, reports out. Composes reading, the engine and the rulesets; prints nothing."""

from __future__ import annotations

from healthlint import pool
from healthlint.checker import Checker, Options, read_document, read_file
from healthlint.errors import InputError
from healthlint.language.program import Program
from healthlint.report import Problem, Report
from healthlint.store import Store

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from healthlint.discover import Target
    from healthlint.document import Document
    from healthlint.fixing.files import Outcome
    from healthlint.output.scores import FileScores
    from healthlint.results import Results

FEW = 24
"""Files up to which it costs less to check them than to look up whether they were."""


def check_text(label: str, data: bytes, options: Options) -> Report:
    """Check the bytes of one file that is called `label`; its suffix says how to read it.

    Raises RulesetError, ConfigError or UsageError where the run can't begin.
    """
    return check_texts([(label, data)], options)


def check_texts(texts: Sequence[tuple[str, bytes]], options: Options) -> Report:
    """Check the bytes of files, each with its label (see `check_text`)."""
    checker = Checker(options)
    return Report([checker.check(label, data) for label, data in texts], checker.stamps(), checker.rules())


def check_paths(
    targets: Sequence[Target], options: Options, progress: Callable[[int, int], None] | None = None
) -> Report:
    """Check files, in their order. `progress` is called with how many are done and how many there are.

    Raises as `check_text` does; what is wrong with one file is a problem in its report.
    """
    checker = Checker(options)
    files = Store(checker.packer, len(targets))
    results = _results(checker, len(targets))
    left = results.fill(files, targets) if results else list(range(len(targets)))
    unknown = [targets[index] for index in left]
    try:
        for done, (number, packed) in enumerate(pool.check_all(checker, unknown, options.jobs), 1):
            files.put(left[number], packed)
            if results:
                results.add(unknown[number].label, packed)
            if progress:
                progress(len(targets) - len(left) + done, len(targets))
    finally:
        if results:
            results.save()
    return Report(files, checker.stamps(), checker.rules())


def _results(checker: Checker, number: int) -> Results | None:
    """What is known from earlier runs, None where a run over so many files can't use it."""
    options = checker.options
    if number <= FEW or not options.cache or options.documents or options.explain:
        return None
    from healthlint.results import Results  # a run over a few files needs none of it

    return Results(checker)


def fix_files(targets: Sequence[Target], report: Report, options: Options, *, write: bool) -> Outcome:
    """Mend what `report`, that of `check_paths` for these files, holds of active findings with a fix, or only find out
    what that would change (see `fixing.files`). A finding that is no longer in the report is left alone.

    The reports of files that were written are new ones: whoever takes findings out of reports does so again.
    """
    from healthlint.fixing.files import fix_files  # most runs write nothing

    return fix_files(Checker(options), targets, report, write)


def add_suppressions(
    targets: Sequence[Target], report: Report, options: Options, reason: str
) -> Iterator[tuple[str, int, str]]:
    """Write suppressions for the findings of a report into its files (see `waiving.files`)."""
    from healthlint.waiving import files  # few runs write

    return files.add_suppressions(Checker(options), targets, report, reason)


def score_text(
    label: str, data: bytes, options: Options, *, sections: bool = False, worst: int = 0, further: bool = False
) -> FileScores:
    """The readability of one file: with its sections, its `worst` hardest sentences, textstat's further measures."""
    from healthlint.output.scores import FileScores  # `check` has no use for it

    try:
        document = read_document(label, data, options.config)
    except InputError as error:
        return FileScores(label, problems=[Problem(error.message, error.line)])
    return _scores(document, sections=sections, worst=worst, further=further)


def score_paths(
    targets: Sequence[Target],
    options: Options,
    progress: Callable[[int, int], None] | None = None,
    *,
    sections: bool = False,
    worst: int = 0,
    further: bool = False,
) -> list[FileScores]:
    """The readability of files, in their order (see `score_text`)."""
    from healthlint.output.scores import FileScores  # as above

    result = []
    for done, target in enumerate(targets):
        if progress:
            progress(done, len(targets))
        try:
            data = read_file(target)
        except InputError as error:
            result.append(FileScores(target.label, problems=[Problem(error.message)]))
            continue
        result.append(score_text(target.label, data, options, sections=sections, worst=worst, further=further))
    return result


def _scores(document: Document, *, sections: bool, worst: int, further: bool) -> FileScores:
    from healthlint.kinds import readability
    from healthlint.matching.page import Page
    from healthlint.output.scores import FileScores, HardSentence
    from healthlint.readability import hardest

    page = Page(Program.empty(), document)
    whole = readability.whole(page)
    found = FileScores(document.label, whole.measure().as_dict())
    found.sections = readability.sections_of(page) if sections else []
    for position, grade, words_ in hardest((prose for _, prose in whole.sentences), worst) if worst else []:
        index, prose = whole.sentences[position]
        sentence = page.sentences[index]
        line, column = document.lines.position(page.span(sentence.first, sentence.last)[0])
        found.worst.append(HardSentence(line, column, " ".join(prose.split()), grade, words_))
    if further:
        from healthlint.readability import as_text
        from healthlint.readability.further import further_measures  # textstat is slow to import

        language = document.meta.get("lang", "en")
        found.further = further_measures(as_text(prose for _, prose in whole.sentences), str(language)[:2] or "en")
    found.problems += [
        Problem(trouble.message, document.lines.position(trouble.offset)[0]) for trouble in document.troubles
    ]
    return found
