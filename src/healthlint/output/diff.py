"""A unified diff of two texts of a file, as `patch -p0` and `git apply -p0` read it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.output.view import View

_STYLES = {"---": "bold", "+++": "bold", "@@ ": "info", "-": "error", "+": "added"}


def unified(label: str, before: str, after: str, view: View, safe: bool) -> Iterator[str]:
    """The lines of the diff without their line feeds; a carriage return in front of one stays.

    `safe` shows what a terminal must not be sent as escapes: then the diff is for eyes alone.
    """
    import difflib  # slow to import, and only diffs need it

    sides = [_lines(before), _lines(after)]
    for line in difflib.unified_diff(*sides, label, label, lineterm=""):
        body = line.rstrip("\n")
        if safe:
            body = view.clean(body.removesuffix("\r"))
        yield view.paint(body, next((style for start, style in _STYLES.items() if line.startswith(start)), ""))
        if line[0] in " -+" and not line.startswith(("---", "+++")) and not line.endswith("\n"):
            yield r"\ No newline at end of file"


def _lines(text: str) -> list[str]:
    """The lines with their line feeds: what other programs take for lines too."""
    lines = text.split("\n")
    return [*(f"{line}\n" for line in lines[:-1]), *(lines[-1:] if lines[-1] else [])]
