"""Notations in which blank lines part paragraphs: Markdown, plain text, reStructuredText, AsciiDoc."""

from __future__ import annotations

import re

from healthlint.notation import Notation, Room, line_end

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_NO_PARAGRAPH = re.compile(r"[ \t]|[-*+>|:<]|\d+[.)]")
"""How a line begins that goes on with a block, or may: nothing is put in front of it."""

_MARKDOWN_SIGNS = re.compile(r"([\\`*_\[\]<>~|{}]|&(?=#?\w+;))")
_RST_SIGNS = re.compile(r"([\\`*_|])")
_ASCIIDOC_SIGNS = re.compile(r"[\\`*_#~^+|{}<>\[\]]|--|\(\(|::")


def _markdown(words: str) -> str | None:
    return _MARKDOWN_SIGNS.sub(r"\\\1", words)


def _plain(words: str) -> str | None:
    return words


def _rst(words: str) -> str | None:
    return _RST_SIGNS.sub(r"\\\1", words)


def _asciidoc(words: str) -> str | None:
    return None if _ASCIIDOC_SIGNS.search(words) else words


def _lines_behind(text: str, offset: int) -> list[tuple[int, int]]:
    """The (start, end without line end) of the lines from that of `offset` on."""
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    found = []
    while start < len(text):
        line = _LINE.match(text, start)
        if line is None or line.end() == start:
            break
        found.append((start, start + len(line.group().rstrip("\r\n"))))
        start = line.end()
    return found


def _is_blank(text: str, line: tuple[int, int]) -> bool:
    return not text[line[0] : line[1]].strip()


def _room(text: str, offset: int) -> Room:
    """Room behind the block that ends at `offset`."""
    if not text[:offset].strip():
        return Room(offset, "")
    end = line_end(text, offset)
    return Room(offset, end * 2)


def _at_end(definition: re.Pattern[str]) -> Callable[[str], Room | None]:
    def at_end(text: str) -> Room | None:
        """Room behind the last block, in front of the definitions that end the page."""
        lines = _lines_behind(text, 0)
        last = len(lines)
        at = last - 1
        while at >= 0:
            line = text[lines[at][0] : lines[at][1]]
            if definition.match(line):
                last = at
            elif line.strip() and line[:1] not in " \t":  # an indented line may go on with a definition above it
                break
            at -= 1
        if not last or not _is_blank(text, lines[last - 1]):
            last = len(lines)  # nothing stands above, or words right above: then they are no definitions but text
        while last > 0 and _is_blank(text, lines[last - 1]):
            last -= 1
        return _room(text, lines[last - 1][1] if last else 0)

    return at_end


def _behind(text: str, offset: int) -> Room | None:
    """Room behind the paragraph that holds the offset: in front of the next line that begins a block of its own."""
    lines = _lines_behind(text, offset)
    blank = -1
    end = len(text)
    for line in lines:
        if _is_blank(text, line):
            blank = end if blank < 0 else blank
        elif blank >= 0 and not _NO_PARAGRAPH.match(text, line[0]):
            return _room(text, blank)
        else:
            blank, end = -1, line[1]
    return _room(text, end if blank < 0 else blank)


def _notation(
    symbols: dict[str, str], bold: str, escaped: Callable[[str], str | None], definition: str = r"(?!)"
) -> Notation:
    def paragraph(words: str, symbol: str, is_bold: bool) -> str | None:
        written = escaped(words)
        mark = bold if is_bold else ""
        return None if written is None else f"{mark}{symbol}{written}{mark}"

    return Notation(symbols, paragraph, _at_end(re.compile(definition)), _behind)


_DAGGERS = {"†": "†", "‡": "‡", "§": "§"}

NOTATIONS = {
    "markdown": _notation({"*": r"\*", **_DAGGERS}, "**", _markdown, r" {0,3}\[[^\]\r\n]+\]:"),
    "plain": _notation({"*": "*", **_DAGGERS}, "", _plain),
    "rst": _notation({"*": r"\*", **_DAGGERS}, "**", _rst, r"\.\. (?:\[[^\]\r\n]+\]|_[^:\r\n]+:|\|[^|\r\n]+\|)"),
    "asciidoc": _notation(_DAGGERS, "*", _asciidoc),
}
"""The notations by the names of their readers."""
