"""The rules of a run as SARIF knows them, with all that a service shows beside an alert."""

from __future__ import annotations

from healthlint.output.markup import escaped, linked
from healthlint.output.rulebook import authority, gravest, waiver
from healthlint.output.wording import address, is_address, sentence, whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.output.view import View
    from healthlint.report import Report
    from healthlint.rule import Reference, Rule

LEVELS = {"error": "error", "warning": "warning", "info": "note"}
"""Severity to level."""

_PROBLEM = {"error": "error", "warning": "warning", "info": "recommendation"}
_WEIGHED = ("claim", "evidence")  # kinds whose findings rest on a judgement of what surrounds the words


def rules_of(report: Report) -> list[Rule]:
    """The rules that were used, and those of findings that come from no ruleset; each id once."""
    rules = {rule.id: rule for rule in report.rules}
    for file in report.files:
        for finding in (*file.findings, *file.let_go):
            rules.setdefault(finding.rule.id, finding.rule)
    return list(rules.values())


def rule_object(rule: Rule, view: View) -> dict[str, object]:
    """A rule as a `reportingDescriptor`."""
    severity = gravest(rule) or "warning"
    title = view.phrase(rule.title) or rule.id
    found: dict[str, object] = {
        "id": rule.id,
        "name": "".join([part[:1].upper() + part[1:] for part in rule.id.split("-")]),
        "shortDescription": {"text": sentence(title)},
        "fullDescription": {"text": sentence(view.phrase(rule.rationale) or title)},
        "help": {"text": "\n\n".join(_help(rule, view)), "markdown": "\n\n".join(_markdown(rule, view))},
        "defaultConfiguration": {"level": LEVELS[severity]},
        "properties": {
            "kind": rule.kind,
            "category": rule.category,
            "ruleset": whole(rule.ruleset),
            "tags": list(dict.fromkeys(filter(None, (rule.kind, rule.category)))),
            "problem.severity": _PROBLEM[severity],
            "precision": "medium" if rule.kind in _WEIGHED else "high",
        },
    }
    if url := address(rule):
        found["helpUri"] = url
    return found


def _help(rule: Rule, view: View) -> Iterator[str]:
    laws = "; ".join([view.phrase(authority(reference)) for reference in rule.references])
    for name, text in _chapters(rule, view):
        yield f"{name}: {text}"
    if laws:
        yield f"Law: {laws}"
    yield from (f"How to waive: {line}" for line in waiver(rule))


def _markdown(rule: Rule, view: View) -> Iterator[str]:
    for name, text in _chapters(rule, view):
        yield f"## {name}"
        yield escaped(text)
    if rule.references:
        yield "## Law"
        yield "\n".join([f"- {_law(reference, view)}" for reference in rule.references])
    yield "## How to waive"
    yield from waiver(rule)


def _law(reference: Reference, view: View) -> str:
    if is_address(reference.url):
        words = ", ".join(filter(None, (reference.title, reference.citation))) or reference.url
        return linked(view.phrase(words), reference.url)
    return escaped(view.phrase(authority(reference)))


def _chapters(rule: Rule, view: View) -> Iterator[tuple[str, str]]:
    chapters = {"What it flags": rule.message, "Why": rule.rationale, "What to write instead": rule.suggestion}
    for name, text in chapters.items():
        if text:
            yield name, sentence(view.phrase(text))
