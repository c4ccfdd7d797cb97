"""`baseline audit`: what a baseline holds back, and what became of its other entries; as text or as JSON."""

from __future__ import annotations

from healthlint.output.summary import count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from healthlint.baseline.entries import Entry
    from healthlint.baseline.matching import Outcome
    from healthlint.baseline.use import Baseline
    from healthlint.output.view import View

MOST_ROWS = 20
"""Rows of a table of counts; JSON has them all."""


def render(baseline: Baseline, outcome: Outcome, view: View) -> Iterator[str]:
    """Tables of what is held back, then every entry that is gone, was renamed or was outgrown."""
    entries = [entry for _, _, entry in outcome.held]
    files = len({name for name, _, _ in outcome.held})
    yield f"{view.clean(baseline.label)} holds back {count(len(entries), 'finding')} in {count(files, 'file')}"
    for title, counts in (
        ("by rule", _counts(entry.rule for entry in entries)),
        ("by file", _counts(name for name, _, _ in outcome.held)),
        ("by month of acceptance", dict(sorted(_counts(entry.since[:7] for entry in entries).items()))),
    ):
        yield from _table(title, counts, view)
    yield from _listed("gone: nothing is found there any more", [_row(entry, view) for entry in outcome.gone])
    yield from _listed(
        "renamed",
        [f"{_row(entry, view)}, now {view.clean(name)}" for name, _, entry in outcome.held if name != entry.path],
    )
    yield from _listed("shown again: graver than accepted", [_row(entry, view) for entry in outcome.graver])
    yield ""
    yield f"{count(len(outcome.fresh), 'finding')} not in the baseline: healthlint check shows what is new"
    if outcome.unjudged:
        number = len(outcome.unjudged)
        yield f"{number} of its entries not judged: their file was not checked, or their rule did not run"
    if outcome.gone or any(name != entry.path for name, _, entry in outcome.held):
        yield "to bring it up to date: healthlint baseline update"


def _counts(names: Iterable[str]) -> dict[str, int]:
    """How often each name occurs, the most frequent first."""
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _table(title: str, counts: dict[str, int], view: View) -> Iterator[str]:
    if not counts:
        return
    yield ""
    yield title
    for name, number in list(counts.items())[:MOST_ROWS]:
        yield f"{number:>7}  {view.clean(name)}"
    if len(counts) > MOST_ROWS:
        yield f"{'':>7}  and {len(counts) - MOST_ROWS} more: --format json"


def _listed(title: str, rows: list[str]) -> Iterator[str]:
    if rows:
        yield ""
        yield f"{len(rows)} {title}"
        yield from [f"  {row}" for row in rows]


def _row(entry: Entry, view: View) -> str:
    return f'{view.clean(entry.path)}: {entry.severity} {entry.rule} "{view.phrase(entry.words)}" since {entry.since}'


def as_json(baseline: Baseline, outcome: Outcome, _: View) -> Iterator[str]:
    """The same as an object over several lines, with all rows."""
    import json  # a table needs none

    entries = [entry for _, _, entry in outcome.held]
    result = {
        "format": 1,
        "baseline": baseline.label,
        "held": len(entries),
        "by_rule": _counts(entry.rule for entry in entries),
        "by_path": _counts(name for name, _, _ in outcome.held),
        "by_since": dict(sorted(_counts(entry.since for entry in entries).items())),
        "gone": [_object(entry) for entry in outcome.gone],
        "renamed": [{**_object(entry), "to": name} for name, _, entry in outcome.held if name != entry.path],
        "graver": [_object(entry) for entry in outcome.graver],
        "unjudged": [_object(entry) for entry in outcome.unjudged],
        "fresh": len(outcome.fresh),
    }
    yield from json.dumps(result, indent=1).split("\n")


def _object(entry: Entry) -> dict[str, str]:
    return {name: getattr(entry, name) for name in ("path", "rule", "fingerprint", "severity", "since", "words")}
