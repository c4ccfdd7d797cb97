"""How a paragraph is written in each notation, and where in a page there is room for one.

Knows the source text of pages, not how it is read: whether a paragraph is seen where it was put is for whoever puts it
there to find out.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


class Room:
    """A place for a paragraph: the offset in the source, and what has to stand before and behind it there."""

    __slots__ = ("after", "before", "offset")

    def __init__(self, offset: int, before: str, after: str = "") -> None:
        self.offset = offset
        self.before = before
        self.after = after


class Notation:
    """What writing in a notation takes.

    `symbols` maps the symbols that can link a statement with a note to how they are written. `paragraph` makes the
    source of a paragraph of words that begins with the source of a symbol ("" for none), in bold or not; None where the
    words can't be written. `end` and `next` find room at the end of a text and behind the block that holds an offset.
    """

    __slots__ = ("_end", "_next", "paragraph", "symbols")

    def __init__(
        self,
        symbols: dict[str, str],
        paragraph: Callable[[str, str, bool], str | None],
        end: Callable[[str], Room | None],
        next: Callable[[str, int], Room | None],
    ) -> None:
        self.symbols = symbols
        self.paragraph = paragraph
        self._end = end
        self._next = next

    def at_end(self, text: str) -> Room | None:
        """Room at the end of a page, None where there is none."""
        return _in_the_open(text, self._end(text))

    def behind(self, text: str, offset: int) -> Room | None:
        """Room behind the block of text that holds the offset, None where there is none."""
        return _in_the_open(text, self._next(text, offset))


def _in_the_open(text: str, room: Room | None) -> Room | None:
    """The room, but for one behind the start of a comment that has no end: what stands there is not shown."""
    if room is None or text.rfind("<!--", 0, room.offset) > text.rfind("-->", 0, room.offset):
        return None
    return room


def notation_of(name: str) -> Notation | None:
    """The notation of a document (`Document.notation`), None for one without paragraphs, such as a data file."""
    if name == "html":
        from healthlint.notation import html  # few runs insert anything

        return html.NOTATION
    from healthlint.notation import lines  # as above

    return lines.NOTATIONS.get(name)


def line_end(text: str, offset: int) -> str:
    """The line end that is written around the offset: that of the line before, else of the first line."""
    ends = (text.rfind("\n", 0, offset), text.rfind("\r", 0, offset))
    at = max(ends)
    if at < 0:
        found = [place for place in (text.find("\n"), text.find("\r")) if place >= 0]
        at = min(found, default=-1)
        if at >= 0 and text[at : at + 2] == "\r\n":
            return "\r\n"
    elif text[at] == "\n" and text[at - 1 : at] == "\r":
        return "\r\n"
    return text[at] if at >= 0 else "\n"
