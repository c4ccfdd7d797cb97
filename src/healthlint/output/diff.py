"""A unified diff of two texts of a file, as `patch -p0` and `git apply -p0` read it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.output.view import View

_HEAD = 2  # lines that name the file
_STYLES = {"@": "info", "-": "error", "+": "added"}


def unified(label: str, before: str, after: str, view: View, safe: bool) -> Iterator[str]:
    """The lines of the diff without their line feeds; a carriage return in front of one stays.

    `safe` shows what a terminal must not be sent as escapes: then the diff is for eyes alone.
    """
    import difflib  # slow to import, and only diffs need it

    for number, line in enumerate(difflib.unified_diff(_lines(before), _lines(after), label, label, lineterm="")):
        body = line.removesuffix("\n")
        if safe:
            body = view.clean(body.removesuffix("\r"))
        style = "bold" if number < _HEAD else _STYLES.get(line[0], "")
        yield view.paint(body, style) if style else body
        if number >= _HEAD and line[0] in " -+" and not line.endswith("\n"):
            yield r"\ No newline at end of file"


def _lines(text: str) -> list[str]:
    """The lines with their line feeds: what other programs take for lines too."""
    lines = text.split("\n")
    return [*(f"{line}\n" for line in lines[:-1]), *(lines[-1:] if lines[-1] else [])]
