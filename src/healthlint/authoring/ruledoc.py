"""The pages of docs/rules: one for each rule, an index, and what rules share. Written from the rulesets; never by hand.

`scripts/rule_docs.py` writes them and tells where they differ. Knows Markdown and nothing of files.
"""

from __future__ import annotations

import re

from healthlint.language.merge import merge
from healthlint.output.rulebook import EXAMPLES, authority, facts, gravest, looked_up, marked, waiver
from healthlint.output.summary import count
from healthlint.rule import CATEGORIES, KINDS, Reference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from healthlint.language.data import CueData, ExampleData, ListData, RulesetData
    from healthlint.language.merge import Merged
    from healthlint.language.program import Program
    from healthlint.rule import Rule

NOTICE = "<!-- Written by scripts/rule_docs.py from the rulesets: change these. -->"

_MARKUP = re.compile(r"[\\`*_\[\]<>#|~&\n]|^(?:[-+=]|\d+[.)])")
"""What Markdown would not show as it stands."""

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_RULESETS = "../../rulesets"


def pages(program: Program, rulesets: Sequence[RulesetData], files: dict[str, str]) -> dict[str, str]:
    """Every page by its name; `files` are the paths of the rulesets below their folder, by their labels."""
    merged = merge(list(rulesets))
    written = {str(rule.id): rule for rule in merged.rules}
    made = {
        f"{rule.id}.md": _rule(rule, written[rule.id].examples, files[written[rule.id].id.file])
        for rule in program.rules
    }
    made["README.md"] = _index(program.rules)
    made["shared-references.md"] = _references(merged, program.rules)
    made["shared-lists.md"] = _lists(merged, files)
    made["shared-cues.md"] = _cues(merged, files)
    return {name: "\n".join([NOTICE, "", *lines]) + "\n" for name, lines in made.items()}


def _rule(rule: Rule, examples: Sequence[ExampleData], file: str) -> Iterator[str]:
    yield f"# {rule.title or rule.id}"
    yield ""
    kind = f"{rule.kind}, {rule.category}" if rule.category else rule.kind
    since = f", since {rule.since}" if rule.since else ""
    yield f"`{rule.id}`: {kind}{since} · [{file}]({_RULESETS}/{file}) · [all rules](README.md)"
    yield from _chapter("What it flags", _what(rule))
    yield from _chapter("Why", [rule.rationale])
    for kind_, title in EXAMPLES.items():
        shown = [line for example in examples if example.kind == kind_ for line in _example(example)]
        yield from _chapter(title, shown[:-1])
    yield from _chapter("What to write instead", [rule.suggestion])
    yield from _chapter("Law", [f"- {_linked(reference)}" for reference in rule.references])
    yield from _chapter("How to waive", waiver(rule))


def _what(rule: Rule) -> Iterator[str]:
    yield from (f"- {name}: {_links(name, text)}" for name, text in facts(rule))


def _links(name: str, text: str) -> str:
    if name != "refines":
        return _PLACEHOLDER.sub(r"*\1*", text)
    return ", ".join([f"[{id_}]({id_}.md)" for id_ in text.split(", ")])


def _chapter(title: str, lines: Iterator[str] | Sequence[str]) -> Iterator[str]:
    shown = list(lines)
    if any(shown):
        yield from ("", f"## {title}", "", *shown)


def _example(example: ExampleData) -> Iterator[str]:
    """An example as a quotation, its words in bold; as it is written where it holds markup of its own."""
    page = ", ".join([f"{name} {value}" for name, value in example.page.items()])
    note = "; ".join([text for text in (example.why, f"page: {page}" if page else "") if text])
    if _MARKUP.search(example.text.strip()):
        fence = "`" * max([2, *[len(run) for run in re.findall(r"`+", example.text)]]) + "`"
        text = marked(example).removesuffix(f" ({example.why})") if example.why else marked(example)
        yield from (f"{fence}markdown", *text.strip("\n").split("\n"), fence)
    else:
        text = example.text
        for start, end in sorted(example.spans, reverse=True):
            text = f"{text[:start]}**{text[start:end]}**{text[end:]}"
        yield f"> {text}"
    if note:
        yield from ("", f"*{note}*")
    yield ""


def _linked(reference: Reference) -> str:
    bare = Reference(reference.id, reference.title, reference.citation, "")
    words = authority(bare)
    return (f"[{words}]({reference.url})" if reference.url else words) + looked_up(reference)


def _index(rules: Sequence[Rule]) -> Iterator[str]:
    yield "# Rules"
    yield ""
    shared = ", ".join([f"[{name}](shared-{name}.md)" for name in ("references", "lists", "cues")])
    yield f"{count(len(rules), 'rule')}. What they share: {shared}."
    groups = [(category, [rule for rule in rules if rule.category == category]) for category in CATEGORIES]
    others = [rule for rule in rules if not rule.category]
    groups += [(kind, [rule for rule in others if rule.kind == kind]) for kind in KINDS]
    for name, members in groups:
        if members:
            yield from ("", f"## {name}", "", "| rule | | severity | ruleset |", "|---|---|---|---|")
            for rule in members:
                where = f" ({', '.join(rule.jurisdictions)})" if rule.jurisdictions else ""
                yield _row(f"[{rule.id}]({rule.id}.md)", rule.title + where, gravest(rule), rule.ruleset)


def _row(*cells: str) -> str:
    shown = [" ".join(cell.replace("|", "\\|").replace("<", "\\<").split()) for cell in cells]
    return f"| {' | '.join(shown)} |"


def _references(merged: Merged, rules: Sequence[Rule]) -> Iterator[str]:
    yield from ("# References", "", "The authorities that rules cite.", "")
    yield from ("| id | authority | cited by |", "|---|---|---|")
    for id_, fields in merged.references.items():
        reference = Reference(id_, *[fields.get(key, "") for key in ("title", "citation", "url", "read")])
        cited = [f"[{rule.id}]({rule.id}.md)" for rule in rules if id_ in [each.id for each in rule.references]]
        yield _row(id_, _linked(reference), ", ".join(cited))


def _lists(merged: Merged, files: dict[str, str]) -> Iterator[str]:
    yield from ("# Lists", "", "The word lists that rules and cues share, as `{name}` in a phrase.", "")
    yield from ("| list | holds | entries | inflected as | subject | source |", "|---|---|---|---|---|---|")
    for name, parts in merged.lists.items():
        first: ListData = parts[0]
        entries = sum([len(part.entries) for part in parts])
        inflect = "" if first.inflect == "none" else first.inflect
        source = ", ".join([text for text in (first.source, first.licence) if text])
        yield _row(_defined(name, first.name.file, files), first.about, str(entries), inflect, first.subject, source)


def _cues(merged: Merged, files: dict[str, str]) -> Iterator[str]:
    yield from ("# Cues", "", "Words around a match that change what it means.", "")
    yield from ("| cue | is | stands | makes it | phrases |", "|---|---|---|---|---|")
    for cue in merged.cues:
        where = cue.where + (f", within {cue.within} words" if cue.within else "")
        yield _row(_defined(cue.id, cue.id.file, files), cue.about, where, _effect(cue), str(len(cue.phrases)))


def _effect(cue: CueData) -> str:
    parts = [cue.stance]
    parts += [f"{cue.points:+g} points"] if cue.points else []
    parts += [f"{cue.vote:+g} vote {cue.context}".rstrip()] if cue.vote else []
    return ", ".join([part for part in parts if part])


def _defined(name: str, file: str, files: dict[str, str]) -> str:
    return f"[{name}]({_RULESETS}/{files[file]})"
