"""The file of a baseline: a line that says its format, then one JSON object a line for each entry, sorted.

Lines depend on nothing but their finding, so that two branches that change different findings merge without a conflict.
Whatever is not as `render` writes it is a mistake with its line: a baseline that is half understood would hide or show
the wrong findings.
"""

from __future__ import annotations

import json
import re

from healthlint.baseline.entries import Entry
from healthlint.errors import BaselineError, Mistake, UsageError
from healthlint.finding import SEVERITIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

FORMAT = 1
"""The number of the format that is written and read."""

_MARK = "healthlint-baseline"
_KEYS = ("path", "rule", "fingerprint", "severity", "since", "words")
_CONFLICT = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
_NAMES = frozenset(_KEYS)
_is_fingerprint = re.compile(r"[0-9a-f]{24,}").fullmatch


def render(entries: Iterable[Entry]) -> bytes:
    """The bytes of a baseline with these entries, the same whatever their order."""
    lines = [json.dumps({_MARK: FORMAT})]
    lines += [_line(entry) for entry in sorted(entries, key=lambda each: each.key)]
    return "".join([f"{line}\n" for line in lines]).encode()


def _line(entry: Entry) -> str:
    data = {key: getattr(entry, key) for key in _KEYS}
    line = json.dumps(data, ensure_ascii=False)
    return line if line.isprintable() else json.dumps(data)


def read(path: str, label: str) -> list[Entry]:
    """The entries of the file at `path`, which messages call `label`.

    Raises UsageError where it can't be opened, BaselineError with all its mistakes.
    """
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        raise UsageError(f"the baseline {label} can't be read: {error.strerror or error}") from error
    return parse(data, label)


def parse(data: bytes, label: str) -> list[Entry]:
    """The entries of a baseline. Raises BaselineError with all its mistakes."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BaselineError([Mistake(label, line, "", f"is not UTF-8; {_RESTORE}")]) from error
    lines = text.replace("\r\n", "\n").split("\n")
    if not lines[-1]:
        lines.pop()
    try:
        _refuse_other_format(lines[0] if lines else "", label)
        return _entries(lines, label)
    except BaselineError as error:
        conflicts = [number for number, line in enumerate(lines, 1) if line.startswith(_CONFLICT)]
        if conflicts:
            raise BaselineError([Mistake(label, number, "", _UNRESOLVED) for number in conflicts]) from error
        raise


_RESTORE = "take the file from the version control again, or delete it and write it anew: healthlint baseline create"
_UNRESOLVED = "a merge was not finished: take this line out, keep the entries of both sides"
_BROKEN = "is no entry of a baseline: take the line out, or take it from the version control again"


def _refuse_other_format(line: str, label: str) -> None:
    head = _object(line)
    number = head.get(_MARK) if head is not None and len(head) == 1 else None
    if number == FORMAT and not isinstance(number, bool):
        return
    if isinstance(number, int) and number > FORMAT:
        message = f"is of format {number}, this healthlint reads format {FORMAT}: use a newer healthlint"
    else:
        message = f"is no baseline: the first line must be {json.dumps({_MARK: FORMAT})}; {_RESTORE}"
    raise BaselineError([Mistake(label, 1, "", message)])


def _object(line: str) -> dict[str, object] | None:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def _entries(lines: list[str], label: str) -> list[Entry]:
    mistakes: list[Mistake] = []
    seen: dict[tuple[str, str, str], int] = {}
    result: list[Entry] = []
    for number, data in enumerate(_objects(lines[1:]), 2):
        message = _BROKEN if data is None else _fault(data)
        if data is not None and not message:
            entry = Entry(*[data[key] for key in _KEYS])  # type: ignore[arg-type]  # _fault has looked at the values
            first = seen.setdefault(entry.key, number)
            if first == number:
                result.append(entry)
                continue
            message = f"is the same entry as line {first}: take one of the two lines out"
        mistakes.append(Mistake(label, number, "", message))
    if mistakes:
        raise BaselineError(mistakes)
    return result


def _objects(lines: list[str]) -> list[dict[str, object] | None]:
    """What each line holds. All at once, which is ten times faster, unless one of them is broken."""
    try:
        values = json.loads(f"[{','.join(lines)}]")
    except (ValueError, RecursionError):
        values = []
    if len(values) == len(lines) and all(lines):
        return [value if isinstance(value, dict) else None for value in values]
    return [_object(line) for line in lines]


def _fault(data: dict[str, object]) -> str:
    """What is wrong with an entry, "" where nothing is."""
    if data.keys() != _NAMES:
        missing = [key for key in _KEYS if key not in data]
        unknown = [key for key in data if key not in _KEYS]
        what = f"`{missing[0]}` is missing" if missing else f"`{unknown[0]}` is unknown"
        return f"{what}: an entry has {', '.join(_KEYS)}"
    for key, value in data.items():
        if value.__class__ is not str:
            return f"`{key}` must be a string"
    if not data["path"] or not data["rule"]:
        return "`path` and `rule` can't be empty"
    if not _is_fingerprint(str(data["fingerprint"])):
        return "`fingerprint` must be 24 hexadecimal digits in lower case"
    if data["severity"] not in SEVERITIES:
        return f"`severity` must be one of {', '.join(SEVERITIES)}"
    return ""
