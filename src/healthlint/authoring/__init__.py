"""For those who write rules: the loaded rules with their examples, rulesets tested, and rulesets checked for
mistakes.
"""

from __future__ import annotations

from healthlint import programs, ruletest
from healthlint.authoring.coverage import Coverage, measure
from healthlint.checker import Checker
from healthlint.errors import Mistake, RulesetError
from healthlint.language.compiler import compile_rulesets
from healthlint.language.program import Program
from healthlint.loading import load_rulesets, locate, read_rulesets
from healthlint.loading.lint import lint_rulesets

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from healthlint.checker import Options
    from healthlint.language.data import ExampleData, RulesetData
    from healthlint.rule import Rule


class Validation:
    """The mistakes that keep rulesets from being used, the advice on those that can be, and how many of each were
    looked at.
    """

    __slots__ = ("advice", "mistakes", "rules", "rulesets")

    def __init__(self, rulesets: list[RulesetData], mistakes: list[Mistake], advice: list[Mistake]) -> None:
        self.rulesets = len(rulesets)
        self.rules = sum(len(data.rules) for data in rulesets)
        self.mistakes = mistakes
        self.advice = advice


def rules(options: Options) -> list[Rule]:
    """The rules that a check with these options would use, in the order of their rulesets, as grave as it would find
    them where no override holds. Jurisdictions narrow them down only where the call names some: pages may name others.
    """
    checker = Checker(options)
    rules = checker.program.with_severities(options.config.severity).rules
    places = options.jurisdictions
    chosen = [rules[index] for index in sorted(checker.selection.rules)]
    return [rule for rule in chosen if not places or rule.holds_in(places)]


def examples(id: str, options: Options) -> list[ExampleData]:
    """The examples of a rule, from its ruleset file."""
    files = programs.files(options.rulesets)
    found = [rule for data in load_rulesets(files) for rule in data.rules if rule.id == id]
    return next((rule.examples for rule in reversed(found) if rule.examples), [])


def test_rulesets(names: Sequence[str], *, only: bool, coverage: bool) -> tuple[ruletest.Outcome, Coverage | None]:
    """Run the examples of the rulesets named (`only` those), or of these and all built-in ones; what they reach, where
    `coverage` is asked for.

    Raises RulesetError where they can't be used.
    """
    files = programs.files(names)
    data = load_rulesets(files)
    program = Program(compile_rulesets(data))
    wanted = _named(names, files) if only else set(files)
    tested = [each for each, file in zip(data, files, strict=True) if file in wanted]
    return ruletest.run(program, tested), measure(program, data, tested) if coverage else None


def validate_rulesets(names: Sequence[str], *, only: bool) -> Validation:
    """Every mistake of the rulesets named and, where they can be used, advice on them; the built-in ones too unless
    `only`.
    """
    files = programs.files(names)
    wanted = _named(names, files) if only else set(files)
    data, mistakes = read_rulesets(files)
    shown = [each for each in data if each.label in wanted] if only else data
    if mistakes:
        return Validation(shown, mistakes, [])
    try:
        program = Program(compile_rulesets(data))
    except RulesetError as error:
        return Validation(shown, error.mistakes, [])
    advice = [each for each in lint_rulesets(data) if not only or each.file in wanted]
    advice += ruletest.run(program, shown).overlaps
    order = {file: index for index, file in enumerate(files)}
    return Validation(shown, [], sorted(advice, key=lambda each: (order.get(each.file, 0), each.line, each.column)))


def _named(names: Sequence[str], files: Sequence[str]) -> set[str]:
    named = {file for name in names for file in locate.own_files(name)}
    return named & set(files)
