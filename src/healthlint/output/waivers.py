"""The suppressions of files for who has to answer for them: a table, JSON (format 1) and CSV.

Knows waivers and the day of the run; no findings.
"""

from __future__ import annotations

from healthlint import __version__
from healthlint.output.cells import width_of
from healthlint.output.summary import count, file_problems

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.output.view import View
    from healthlint.report import Files
    from healthlint.waiver import Waiver

LISTINGS = ("text", "json", "csv")
"""How the suppressions can be listed."""

SOON = 30
"""Days before its last day from which on a suppression is told to end soon."""

_STATES = {
    "in-use": "in use",
    "ends-soon": f"ends within {SOON} days",
    "unused": "unused",
    "expired": "expired",
    "words-changed": "words changed",
    "not-judged": "rule not run",
    "broken": "broken",
}
_COLUMNS = ("path", "line", "rule", "directive", "state", "findings", "reason", "by", "until", "for")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet would take for the beginning of a formula, or skip before one."""


def render(listing: str, files: Files, day: str, view: View) -> Iterator[str]:
    """The suppressions of the files, in their order, as one of LISTINGS. `day` is that of the run, YYYY-MM-DD."""
    return {"text": _text, "json": _json, "csv": _csv}[listing](files, day, view)


def state_of(waiver: Waiver, day: str) -> str:
    """The state of a waiver on a day: one of WAIVER_STATES, or `ends-soon` for one that holds and soon no more."""
    from datetime import date  # only this listing reckons with days

    if waiver.state in ("expired", "broken") or not waiver.until:
        return waiver.state
    left = date.fromisoformat(waiver.until) - date.fromisoformat(day)
    return "ends-soon" if waiver.state == "in-use" and left.days <= SOON else waiver.state


def _rows(files: Files, day: str) -> Iterator[dict[str, str | int]]:
    for file in files:
        for waiver in file.waivers:
            yield {
                "path": file.label,
                "line": waiver.line,
                "rule": waiver.rule,
                "directive": waiver.directive,
                "state": state_of(waiver, day),
                "findings": waiver.held,
                "reason": waiver.reason,
                "by": waiver.by,
                "until": waiver.until,
                "for": waiver.words,
            }


def _text(files: Files, day: str, view: View) -> Iterator[str]:
    head = ("place", "rule", "directive", "state", "findings", "until", "by", "reason")
    table = [head, *(_cells(row, view) for row in _rows(files, day))]
    if len(table) > 1:
        widths = [max(width_of(row[column]) for row in table) for column in range(len(head) - 1)]
        for row in table:
            padded = [cell + " " * (width - width_of(cell)) for cell, width in zip(row, widths, strict=False)]
            line = "  ".join([*padded, row[-1]]).rstrip()
            yield view.paint(line, "bold") if row is head else line


def _cells(row: dict[str, str | int], view: View) -> tuple[str, ...]:
    reason = f"{row['reason'] or 'no reason given'}" + (f" (for “{row['for']}”)" if row["for"] else "")
    shown = (
        f"{row['path']}:{row['line']}",
        row["rule"] or "no rule",
        row["directive"],
        _STATES[str(row["state"])],
        row["findings"],
        row["until"] or "-",
        row["by"] or "-",
        reason,
    )
    return tuple(view.phrase(str(cell)) for cell in shown)


def _json(files: Files, day: str, _: View) -> Iterator[str]:
    """One JSON object over several lines, a line a suppression. Pure ASCII, so that any stream can hold it."""
    import json  # the other listings need none

    rows = list(_rows(files, day))
    problems = [
        {"path": file.label, "message": problem.message, "line": problem.line}
        for file in files
        for problem in file.problems
    ]
    yield '{"format": 1, "healthlint": ' + json.dumps(__version__) + ', "as_of": ' + json.dumps(day) + ","
    yield '"suppressions": ['
    for index, row in enumerate(rows):
        yield json.dumps({key: None if value == "" else value for key, value in row.items()}) + (
            "," if index < len(rows) - 1 else ""
        )
    yield "],"
    yield '"problems": ' + json.dumps(problems) + "}"


def _csv(files: Files, day: str, _: View) -> Iterator[str]:
    yield ",".join(_COLUMNS)
    for row in _rows(files, day):
        yield ",".join([_field(row[column]) for column in _COLUMNS])


def _field(value: str | int) -> str:
    """A field of RFC 4180. One that a spreadsheet would run as a formula gets an apostrophe, which makes it text."""
    text = str(value)
    if isinstance(value, str) and text.startswith(_FORMULA):
        text = f"'{text}"
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in ',"\r\n') else text


def problems(files: Files, view: View) -> Iterator[str]:
    """A line for each problem."""
    for file in files:
        yield from file_problems(file, view)


def summary(files: Files, day: str) -> Iterator[str]:
    """How many suppressions there are, and in which states."""
    states: dict[str, int] = {}
    for row in _rows(files, day):
        states[str(row["state"])] = states.get(str(row["state"]), 0) + 1
    told = ", ".join([f"{states[state]} {name}" for state, name in _STATES.items() if state in states])
    number = sum(states.values())
    where = count(sum([file.is_read for file in files]), "file")
    yield f"{count(number, 'suppression') if number else 'no suppressions'} in {where}" + (f": {told}" if told else "")
