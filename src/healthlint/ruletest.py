"""The examples that rules carry, run as tests. `healthlint test` and the project's own tests share this."""

from __future__ import annotations

from healthlint import engine
from healthlint.document import Document
from healthlint.page_meta import Meta
from healthlint.readers import markdown
from healthlint.rule import HOME
from healthlint.selection import Selection

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.errors import Mistake
    from healthlint.finding import Finding
    from healthlint.language.data import ExampleData, RulesetData
    from healthlint.language.program import Program
    from healthlint.report import FileReport


DAY = "2026-01-01"
"""The day on which examples are read: suppressions in them may be over."""


class Outcome:
    """What came of the examples: how many rules and examples ran, what failed, and the flag examples in which two rules
    find the same words and nothing says that this is right, each at its place.
    """

    __slots__ = ("examples", "failures", "overlaps", "rules")

    def __init__(self) -> None:
        self.rules = 0
        self.examples = 0
        self.failures: list[Mistake] = []
        self.overlaps: list[Mistake] = []


def run(program: Program, rulesets: list[RulesetData]) -> Outcome:
    """Run the examples of all rules of the rulesets, which `program` was compiled from (among others)."""
    outcome = Outcome()
    indexes = {rule.id: index for index, rule in enumerate(program.rules)}
    everything = Selection.all_of(program)
    for data in rulesets:
        for rule in data.rules:
            index = indexes[str(rule.id)]
            outcome.rules += 1
            for example in rule.examples:
                outcome.examples += 1
                report = check_example(program, everything, index, example)
                outcome.failures += [
                    example.source.mistake(f"{example.kind}: {message}")
                    for message in failures(program, index, example, report)
                ]
                if example.kind == "flag":
                    outcome.overlaps += [
                        example.source.mistake(message) for message in overlaps(program, index, example, report)
                    ]
    return outcome


def document_of(example: ExampleData) -> Document:
    """The example as a document: it is read as Markdown."""
    return markdown.read(Document("example.md", example.text))


def check_example(program: Program, selection: Selection, index: int, example: ExampleData) -> FileReport:
    """The report of an example on a page that says of itself what the example says."""
    meta: Meta = {name: (str(value),) for name, value in example.page.items()}
    meta.setdefault("jurisdictions", program.rules[index].jurisdictions or (HOME,))
    return engine.check(document_of(example), program, selection, meta, day=DAY, reasons=True)


def _of(program: Program, index: int, report: FileReport) -> list[Finding]:
    """The findings of a rule, those too that gave way to another rule on the same words."""
    rule = program.rules[index]
    return [finding for finding in report.findings if finding.rule is rule or rule in finding.also]


def failures(program: Program, index: int, example: ExampleData, report: FileReport) -> Iterator[str]:
    """What the report of an example of the rule `index` does not hold that it should, or holds that it should not."""
    for problem in report.problems:
        yield problem.message
    own = _of(program, index, report)
    if example.kind == "flag":
        yield from _flag_failures(program, index, example, report, own)
    elif example.kind == "gap":
        if own:
            yield f"the known miss is found now (“{_words(report, own[0])}”): move it to flag"
    else:
        loud = own if example.only else [*own, *[each for each in report.findings if each.rule.kind == "claim"]]
        for finding in {id(each): each for each in loud}.values():
            yield f"must stay silent, but {finding.rule.id} fires on “{_words(report, finding)}”"


def _flag_failures(
    program: Program, index: int, example: ExampleData, report: FileReport, own: list[Finding]
) -> Iterator[str]:
    spans = example.spans or [(0, len(example.text))]
    for start, end in spans:
        here = [finding for finding in own if finding.start < end and start < finding.end]
        if not here:
            yield f"“{example.text[start:end]}” is not found{_why(program, index, report)}"
        for finding in here:
            yield from _unexpected(example, finding)
    for name in example.also:
        if not any(name in [rule.id for rule in (finding.rule, *finding.also)] for finding in own):
            yield f"also: {name} does not find the same words"
    for finding in own:
        if not any(finding.start < end and start < finding.end for start, end in spans):
            yield f"fires on “{_words(report, finding)}” too, which is not marked"


def overlaps(program: Program, index: int, example: ExampleData, report: FileReport) -> Iterator[str]:
    """The other rules that find the words of a flag example of the rule `index`, where neither refines the other and
    the example does not say that this is right.
    """
    rule = program.rules[index]
    for finding in _of(program, index, report):
        for other in (finding.rule, *finding.also):
            # Rules of other kinds say other things: which of them is told is the matter of the kind.
            if other is rule or other.kind != rule.kind or other.id in example.also:
                continue
            if rule.id in other.refines or other.id in rule.refines:
                continue
            yield (
                f"the rule {other.id} finds “{_words(report, finding)}” too: say which of the two is the more specific "
                f"(refines: [{other.id}] in {rule.id}, or the reverse), or in the example that both are right "
                f"(also: [{other.id}])"
            )


def _unexpected(example: ExampleData, finding: Finding) -> Iterator[str]:
    for name, wanted in example.expect.items():
        got = {
            "stance": finding.stance,
            "severity": finding.severity,
            "confidence": finding.confidence,
            "subject": finding.subject_class,
        }[name]
        if got != wanted:
            yield f"{name} is {got or 'none'}, not {wanted}"


def _why(program: Program, index: int, report: FileReport) -> str:
    rule = program.rules[index]
    reasons = [finding.reason for finding in report.let_go if finding.rule is rule]
    return f" (let go: {'; '.join(dict.fromkeys(reasons))})" if reasons else ""


def _words(report: FileReport, finding: Finding) -> str:
    document = report.document
    return " ".join(document.text[finding.start : finding.end].split()) if document else ""
