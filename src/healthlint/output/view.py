"""How text is to look: colours, glyphs and width. Whether a terminal takes them is found out in `cli`."""

from __future__ import annotations

from healthlint.output.cells import clean, width_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_CODES = {
    "bold": "1",
    "dim": "2",
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "problem": "1;35",
    "added": "1;32",
    "path": "1;4",
}

_UNICODE = {"corner": "╭─", "bar": "│", "branch": "├", "last": "╰", "cut": "…"}
_ASCII = {"corner": "-->", "bar": "|", "branch": "=", "last": "=", "cut": "..."}


class View:
    """What an output may use, and what it shall show.

    `colour` and `unicode` say what the terminal takes; `encoding` is that of the stream where it cannot hold every
    character, else "". `width` is the number of cells in a row. `suppressed` shows suppressed and baselined findings
    too, `statistics` adds a count a rule, `quiet` leaves out everything but findings and problems. `fail_on` is the
    least severity that makes the run fail, or "never". `locate` makes of the label of a file its path below the root
    of the repository, for services that know no other folder.
    """

    __slots__ = ("colour", "encoding", "fail_on", "glyphs", "locate", "quiet", "statistics", "suppressed", "width")

    def __init__(
        self,
        colour: bool = False,
        unicode: bool = True,
        encoding: str = "",
        width: int = 100,
        suppressed: bool = False,
        statistics: bool = False,
        quiet: bool = False,
        fail_on: str = "error",
        locate: Callable[[str], str] = str,
    ) -> None:
        self.colour = colour
        self.encoding = encoding
        self.glyphs = _UNICODE if unicode else _ASCII
        self.width = width
        self.suppressed = suppressed
        self.statistics = statistics
        self.quiet = quiet
        self.fail_on = fail_on
        self.locate = locate

    def paint(self, text: str, style: str) -> str:
        """`text` in a style of the table above, as it is where there is no colour."""
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if self.colour and text else text

    def clean(self, text: str) -> str:
        """`text` made safe for a terminal: nothing in it moves the cursor, changes colours or hides words."""
        return clean(text, self.encoding)

    def phrase(self, text: str) -> str:
        """`text` made safe, on one line, with single spaces."""
        return clean(" ".join(text.split()), self.encoding)

    def wrap(self, text: str, width: int) -> list[str]:
        """`text` made safe, in lines of at most `width` cells; a longer word gets a line of its own."""
        lines: list[str] = []
        used = 0
        for word in text.split():
            safe = clean(word, self.encoding)
            cells = width_of(safe)
            if lines and used + 1 + cells <= width:
                lines[-1] += f" {safe}"
                used += 1 + cells
            else:
                lines.append(safe)
                used = cells
        return lines
