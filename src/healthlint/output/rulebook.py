"""The list of rules, and one rule in full. Shows rules as they were loaded; runs none."""

from __future__ import annotations

from healthlint.finding import SEVERITIES
from healthlint.output.summary import count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from healthlint.language.data import ExampleData
    from healthlint.output.view import View
    from healthlint.rule import Reference, Rule

EXAMPLES = {"flag": "Flagged", "pass": "Not flagged", "gap": "Known gaps"}
"""The kinds of examples, each with its title."""


def table(rules: Sequence[Rule], view: View) -> Iterator[str]:
    """One line a rule, by ruleset: id, kind and category, gravest severity, title."""
    rulesets: dict[str, list[Rule]] = {}
    for rule in rules:
        rulesets.setdefault(rule.ruleset, []).append(rule)
    width = max([len(rule.id) for rule in rules], default=0)
    sorts = max([len(_sort(rule)) for rule in rules], default=0)
    for ruleset, members in rulesets.items():
        yield view.paint(view.clean(ruleset), "path")
        for rule in members:
            severity = gravest(rule)
            shown = view.paint(f"{severity:<7}", severity) if severity else " " * 7
            yield f"  {rule.id:<{width}}  {_sort(rule):<{sorts}}  {shown}  {view.phrase(rule.title)}".rstrip()
        yield ""
    yield f"{count(len(rules), 'rule')} in {count(len(rulesets), 'ruleset')}"


def gravest(rule: Rule) -> str:
    """The gravest severity that a rule can give, "" where it gives none."""
    return min(rule.severity.values(), key=SEVERITIES.index, default="")


def _sort(rule: Rule) -> str:
    return f"{rule.kind} {rule.category}".rstrip()


def explain(rule: Rule, examples: Sequence[ExampleData], view: View) -> Iterator[str]:
    """What a rule is, why it is, what to write instead, on which authority, and its examples."""
    yield view.paint(rule.id, "bold") + f"  {view.phrase(rule.title)}".rstrip()
    yield f"{_sort(rule)}, ruleset {view.clean(rule.ruleset)}" + (f", since {rule.since}" if rule.since else "")
    yield ""
    for name, text in facts(rule):
        yield from _paragraph(f"{name:<11}", text, view)
    yield from _chapter("Why", [rule.rationale], view)
    for kind, title in EXAMPLES.items():
        yield from _chapter(title, [f"- {marked(example)}" for example in examples if example.kind == kind], view)
    yield from _chapter("What to write instead", [rule.suggestion], view)
    yield from _chapter("Law", [f"{authority(each)}{looked_up(each)}" for each in rule.references], view)
    yield from _chapter("How to waive", waiver(rule), view)


def facts(rule: Rule) -> Iterator[tuple[str, str]]:
    """What a rule flags, each fact with its name; those that there are none of are left out."""
    severity = [f"{severity} when {stance}" if stance else severity for stance, severity in rule.severity.items()]
    found = {
        "message": rule.message,
        "severity": ", ".join(severity),
        "about": ", ".join(rule.subjects),
        "in": ", ".join(rule.scopes),
        "on pages": ", ".join(rule.contexts),
        "for": rule.audience,
        "holds in": ", ".join(rule.jurisdictions),
        "refines": ", ".join(rule.refines),
    }
    yield from ((name, text) for name, text in found.items() if text)


def waiver(rule: Rule) -> list[str]:
    """How to do without a rule."""
    configured = f"leave it out with `ignore: [{rule.id}]`, or lower it with `severity: {{{rule.id}: info}}`"
    ways = f"In .healthlint.yaml {configured}. For one run: `healthlint check --ignore {rule.id}`."
    if rule.kind == "directive":
        return [ways]
    directive = f'`<!-- healthlint: ignore-next-line {rule.id} reason="…" -->`'
    return [f"At one place: {directive} in the line above, or around a passage or for a whole file.", ways]


def _chapter(title: str, texts: Sequence[str], view: View) -> Iterator[str]:
    if any(texts):
        yield ""
        yield view.paint(title, "bold")
        for text in texts:
            yield from _paragraph("", text, view)


def _paragraph(name: str, text: str, view: View) -> Iterator[str]:
    hang = " " * len(name)
    for index, line in enumerate(view.wrap(text, max(view.width - len(name) - 3, 20))):
        yield f"  {hang if index else name}{line}"


def authority(reference: Reference) -> str:
    """An authority in words."""
    return ", ".join([part for part in (reference.title, reference.citation, reference.url) if part])


def looked_up(reference: Reference) -> str:
    """When an authority was looked up, in brackets behind a space; "" where nothing says so."""
    if not reference.read:
        return ""
    return " (not looked up there)" if reference.read == "unread" else f" (read {reference.read})"


def marked(example: ExampleData) -> str:
    """An example with the marks for the words that must be found, and what it shows."""
    text, end = "", len(example.text)
    for start, stop in sorted(example.spans, reverse=True):
        text = f"[[{example.text[start:stop]}]]{example.text[stop:end]}{text}"
        end = start
    text = example.text[:end] + text
    return text + (f" ({example.why})" if example.why else "")
