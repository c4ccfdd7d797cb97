"""A unified diff of two texts of a file, as `patch -p0` and `git apply -p0` read it."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.output.view import View

_ODD = re.compile(r'[\x00-\x1f\x7f"\\\udc80-\udcff]')
"""What git escapes in names; the last are bytes that are no UTF-8."""

_HEAD = 2  # lines that name the file
_STYLES = {"@": "info", "-": "error", "+": "added"}


def unified(label: str, before: str, after: str, view: View, safe: bool) -> Iterator[str]:
    """The lines of the diff without their line feeds; a carriage return in front of one stays.

    `safe` shows what a terminal must not be sent as escapes: then the diff is for eyes alone.
    """
    import difflib  # slow to import, and only diffs need it

    name = _quoted(label)
    for number, line in enumerate(difflib.unified_diff(_lines(before), _lines(after), name, name, lineterm="")):
        body = line.removesuffix("\n")
        if safe:
            body = view.clean(body.removesuffix("\r"))
        style = "bold" if number < _HEAD else _STYLES.get(line[0], "")
        yield view.paint(body, style) if style else body
        if number >= _HEAD and line[0] in " -+" and not line.endswith("\n"):
            yield r"\ No newline at end of file"


def _quoted(name: str) -> str:
    """The name of a file as git writes it, so that it stays one name on one line."""
    if _ODD.search(name):
        return f'"{_ODD.sub(_escaped, name)}"'
    return f"{name}\t" if " " in name else name


def _escaped(found: re.Match[str]) -> str:
    sign = found.group()
    return f"\\{sign}" if sign in '"\\' else f"\\{ord(sign) & 0xFF:03o}"


def _lines(text: str) -> list[str]:
    """The lines with their line feeds: what other programs take for lines too."""
    lines = text.split("\n")
    return [*(f"{line}\n" for line in lines[:-1]), *(lines[-1:] if lines[-1] else [])]
