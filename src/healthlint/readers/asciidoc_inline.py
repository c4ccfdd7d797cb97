"""Writes the words of AsciiDoc: formatting, quotes, passthroughs, escapes, entities, references to attributes.

Macros and links are the matter of `asciidoc_macros`. Knows one stretch of words at a time, no blocks.
"""

from __future__ import annotations

import re

from healthlint.readers.html_text import decode_reference
from healthlint.readers.lines import Words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.readers.asciidoc_page import AsciidocPage
    from healthlint.readers.lines import Stretch

_TOKEN = re.compile(r"\*\*?|__?|##?|``?|[\^~\\{&:]|\[(?=[.#%\w\[])|<<|\(\(|\((?=C\)|R\)|TM\))|[\"'](?=`)|\${2}|\+{1,3}")
_FORMATS = {"*": "strong", "_": "emphasis", "#": "", "^": "", "~": ""}
_CLOSINGS = {
    **{sign * 2: re.compile(re.escape(sign) * 2) for sign in "*_#"},
    **{sign: re.compile(rf"(?<=\S){re.escape(sign)}(?!\w)") for sign in "*_#"},
    "``''": re.compile(r"(?<=\S)''(?!\w)"),
    "``": re.compile("``(?!`)"),
    "`": re.compile(r"(?<=\S)`(?![\w\"'`])"),
    '"`': re.compile(r'(?<=\S)`"(?!\w)'),
    "'`": re.compile(r"(?<=\S)`'(?!\w)"),
    "^": re.compile(r"(?<=\S)\^"),
    "~": re.compile(r"(?<=\S)~"),
    "+": re.compile(r"(?<=\S)\+(?!\w)"),
    "++": re.compile(r"\+\+"),
    "+++": re.compile(r"\+\+\+"),
    "$$": re.compile(r"\$\$"),
}
_QUOTES = {"``''": "“”", '"`': "“”", "'`": "\u2018\u2019"}
_ROLE = re.compile(r"\[([^\[\]\r\n]{1,100})\](?=[*_#`^~])")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_REFERENCE = re.compile(r"\{(?:(?:set|counter2?):[^{}\r\n]{1,100}|[\w][\w-]{0,80})\}")
_SIGNS = {"(C)": "©", "(R)": "®", "(TM)": "™"}
_SIGN = re.compile(r"\((?:C|R|TM)\)")
_ESCAPED = re.compile(r"\\([*_#^~+`{<&|\[]|\((?=(?:C|R|TM)\))|[\"']`)")
_ESCAPED_MACRO = re.compile(r"\\(?=(?:[a-z][a-z0-9]{1,20}):)")
_HARD_BREAK = re.compile(r"[ \t]+\+(?=[ \t]*(?:[\r\n]|\Z))")
_TAG = re.compile(r"<[^<>]*>")
_NOT_BEFORE = "&;:}"
_DEPTH = 10
"""Formatting nested deeper is none."""


class AsciidocInline(Words):
    """The writing of one stretch."""

    __slots__ = ("_brackets", "page")

    def __init__(self, page: AsciidocPage, stretch: Stretch) -> None:
        super().__init__(page.builder, stretch)
        self.page = page
        self._brackets: dict[int, int] | None = None

    def write(self) -> None:
        """Write it to the open region."""
        self.write_range(self.stretch.start, self.stretch.end, 0)

    def write_range(self, start: int, end: int, depth: int) -> None:
        """Write a part of it, `depth` formats deep."""
        if depth > _DEPTH or not _TOKEN.search(self.text, start, end):
            self.run(start, end)
        else:
            Range(self, start, end, depth).write()

    def bracket_end(self, opening: int) -> int:
        """The place of the bracket that closes the one at `opening`, -1 where none does."""
        if self._brackets is None:
            self._brackets = _pairs(self.text, self.stretch.start, self.stretch.end)
        return self._brackets.get(opening, -1)

    def raw(self, start: int, end: int) -> None:
        """Write what is passed through as it is: its tags are no words."""
        done = start
        for tag in _TAG.finditer(self.text, start, end):
            self.run(done, tag.start())
            done = tag.end()
        self.run(done, end)


def _pairs(text: str, start: int, end: int) -> dict[int, int]:
    """The brackets that close each other."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for sign in re.compile(r"\\\]|[\[\]]").finditer(text, start, end):
        if sign.group() == "[":
            opened.append(sign.start())
        elif sign.group() == "]" and opened:
            pairs[opened.pop()] = sign.start()
    return pairs


class Range:
    """A part of a stretch between two places; all before `done` is written."""

    def __init__(self, words: AsciidocInline, start: int, end: int, depth: int) -> None:
        self.words = words
        self.text = words.text
        self.start = self.done = start
        self.end = end
        self.depth = depth
        self.unclosed: set[str] = set()

    def write(self) -> None:
        """Write it."""
        at = self.start
        while token := _TOKEN.search(self.text, at, self.end):
            self.token(token.group(), token.start())
            at = max(self.done, token.end())
        self.flush(self.end)

    def flush(self, end: int) -> None:
        """Write the words before `end` that are not yet written."""
        start, self.done = self.done, end
        if "+" in self.text[start:end]:
            for hard in _HARD_BREAK.finditer(self.text, start, end):
                self.words.run(start, hard.start())
                start = hard.end()
        self.words.run(start, end)

    def nested(self, start: int, end: int) -> None:
        """Write what stands inside a format or a macro."""
        self.words.write_range(start, end, self.depth + 1)

    def token(self, sign: str, at: int) -> None:
        """Write what the sign at a place starts, if it starts something."""
        first = sign[0]
        if first in "*_#^~":
            self.format(sign, at, at)
        elif sign == "``" and self.words.page.is_legacy:
            self.quotes("``''", at)
        elif first == "`":
            self.code(sign, at)
        elif sign in (":", "<<", "((") or self.text.startswith("[[", at):
            # Imported only where one may be.
            from healthlint.readers.asciidoc_macros import read_macro

            read_macro(self, sign, at)
        elif first == "[":
            role = _ROLE.match(self.text, at, self.end)
            if role is not None and self.is_open(at):
                following = role.end()
                sign = self.text[following]
                if sign * 2 in _CLOSINGS and self.text.startswith(sign * 2, following):
                    sign *= 2
                self.format(sign, following, at, role[1])
        elif first == "\\":
            self.escape(at)
        elif first in "+$":
            self.passed(sign, at)
        elif first in "\"'":
            self.quotes(self.text[at : at + 2], at)
        else:
            self.unit(first, at)

    # -- formatting

    def is_open(self, at: int) -> bool:
        """Whether a single sign at this place can start something."""
        before = self.text[at - 1] if at > self.words.stretch.start else " "
        return not (before.isalnum() or before == "_" or before in _NOT_BEFORE)

    def closing(self, sign: str, inside: int) -> int:
        """Where the closing sign of what starts at `inside` stands, -1 where there is none."""
        if sign in self.unclosed:
            return -1
        found = _CLOSINGS[sign].search(self.text, inside + 1, self.end)
        if found is None:
            self.unclosed.add(sign)
            return -1
        return found.start()

    def span(self, sign: str, at: int) -> tuple[int, int]:
        """Where the inside of a format starts and ends, (-1, -1) where there is none."""
        if len(sign) == 2:
            end = self.closing(sign, at + 2)
            if end > 0:
                return at + 2, end
            sign = sign[0]
        inside = at + 1
        if inside >= self.end or self.text[inside].isspace() or not (sign in "^~" or self.is_open(at)):
            return -1, -1
        end = self.closing(sign, inside)
        if end > 0 and sign in "^~" and any(space in self.text[inside:end] for space in " \t\r\n"):
            return -1, -1
        return (inside, end) if end > 0 else (-1, -1)

    def format(self, sign: str, at: int, start: int, role: str = "") -> None:
        """Words with a format, whose role stands at `start`."""
        if sign[0] == "`":
            self.code(sign, at, start)
            return
        inside, end = self.span(sign, at)
        if inside < 0:
            return
        self.flush(start)
        mark = _FORMATS[sign[0]] or ("strike" if "line-through" in role else "")
        if mark:
            self.words.builder.begin_mark(mark)
        self.nested(inside, end)
        if mark:
            self.words.builder.end_mark(mark)
        self.done = end + inside - at

    def code(self, sign: str, at: int, start: int = -1) -> None:
        """Code, whose role stands at `start` if it has one; or an apostrophe."""
        if len(sign) == 1 and self.text.startswith("`'", at):
            self.flush(at)
            self.words.unit("\u2019", at, at + 2)
            self.done = at + 2
            return
        inside, end = self.span(sign, at)
        if inside < 0:
            return
        self.flush(at if start < 0 else start)
        self.words.thing(at, end + inside - at, "code")
        self.done = end + inside - at

    def quotes(self, sign: str, at: int) -> None:
        """Words between curved quotes: "`words`", or in old documents ``words''."""
        if at + 2 >= self.end or self.text[at + 2].isspace() or not self.is_open(at):
            return
        end = self.closing(sign, at + 2)
        if end < 0:
            return
        self.flush(at)
        self.words.unit(_QUOTES[sign][0], at, at + 2)
        self.nested(at + 2, end)
        self.words.unit(_QUOTES[sign][1], end, end + 2)
        self.done = end + 2

    # -- what is no format

    def passed(self, sign: str, at: int) -> None:
        """Words that are passed through without formatting."""
        inside = at + len(sign)
        if sign == "+" and (inside >= self.end or self.text[inside].isspace() or not self.is_open(at)):
            return
        end = self.closing(sign, inside)
        if end < 0:
            return
        self.flush(at)
        if sign == "+++":
            self.words.raw(inside, end)
        else:
            self.words.run(inside, end)
        self.done = end + len(sign)

    def escape(self, at: int) -> None:
        """A backslash: what follows is no markup, if it would be some."""
        found = _ESCAPED.match(self.text, at, self.end)
        if found is not None:
            self.flush(at)
            self.words.unit(found[1], *found.span())
            self.done = found.end()
        elif _ESCAPED_MACRO.match(self.text, at, self.end):
            self.flush(at)
            colon = self.text.index(":", at)
            self.words.run(at + 1, colon + 1)
            self.done = colon + 1

    def unit(self, first: str, at: int) -> None:
        """An entity, a sign that is written in letters, or a reference to an attribute."""
        found = {"&": _ENTITY, "(": _SIGN, "{": _REFERENCE}[first].match(self.text, at, self.end)
        if found is None:
            return
        if first == "{":
            self.attribute(found)
            return
        visible = _SIGNS.get(found.group())
        if first == "&":
            decoded = decode_reference(found.group())
            visible = decoded[0] if decoded is not None and decoded[1] == len(found.group()) else None
        if visible:
            self.flush(at)
            self.words.unit(visible, *found.span())
            self.done = found.end()

    def attribute(self, found: re.Match[str]) -> None:
        """A reference to an attribute: its words, its address as a link, or a thing that is no words."""
        name, values = found.group()[1:-1].partition(":")[0], self.words.page.values
        value = values.value(name)
        if "://" in value and self.text.startswith("[", found.end()):
            from healthlint.readers.asciidoc_macros import read_link

            if read_link(self, value, found.start(), found.end()):
                return
        self.flush(found.start())
        words = values.words(name)
        if words is None:
            self.words.thing(*found.span())
        else:
            self.words.unit(words, *found.span())
        self.done = found.end()
