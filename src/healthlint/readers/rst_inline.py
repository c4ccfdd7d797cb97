"""Writes the words of reStructuredText: emphasis, literals, roles, links, references, and what is escaped.

Knows one stretch of words at a time, no blocks.
"""

from __future__ import annotations

import re

from healthlint.readers.lines import ESCAPE, Words
from healthlint.readers.rst_names import address

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.readers.builder import Builder
    from healthlint.readers.lines import Stretch
    from healthlint.readers.rst_names import Names

_END = r"(?=[\s\0'\")\]}>\-/\\:.,;!?]|[^\w\x00-\x7f]|\Z)"
_NAME = r"(?:(?!_)\w)+(?:[-._+:](?:(?!_)\w)+)*"
_TOKEN = re.compile(r"\*\*?|``?|_`|\||\[(?=[\w#*])|(?<=[^\W_])__?(?!\w)")
_CLOSINGS = {
    "*": re.compile(rf"(?<![\s\0])\*{_END}"),
    "**": re.compile(rf"(?<![\s\0])\*\*{_END}"),
    "``": re.compile(rf"(?<!\s)``{_END}"),
    "`": re.compile(rf"(?<![\s\0])`(?::(?P<role>{_NAME}):|(?P<reference>__?))?{_END}"),
    "_`": re.compile(rf"(?<![\s\0])`{_END}"),
    "|": re.compile(rf"(?<![\s\0])\|(?P<reference>__?)?{_END}"),
}
_ROLE_BEFORE = re.compile(rf"(?<!\w):({_NAME}):\Z")
_NAME_BEFORE = re.compile(rf"(?<!\w){_NAME}\Z")
_REFERENCE_END = re.compile(rf"_{{1,2}}{_END}")
_NOTE = re.compile(rf"\[([0-9]{{1,9}}|\*|#(?:{_NAME})?|{_NAME})\]_{_END}")
_LONGEST_NAME = 64
_LONGEST_NOTE = 100

_OPENERS = "'\"([{<-/:"
_PAIRS = {"'": "'", '"': '"', "(": ")", "[": "]", "{": "}", "<": ">", "\u2018": "\u2019", "\u201c": "\u201d"}

_MARKS = {"emphasis": "emphasis", "strong": "strong", "strike": "strike", "del": "strike"}
_CODE = frozenset(
    (
        *("code", "literal", "math", "command", "program", "file", "samp", "kbd", "envvar", "option", "regexp", "eq"),
        *("func", "meth", "class", "mod", "attr", "data", "exc", "obj", "const", "token", "manpage", "mimetype"),
        *("makevar", "newsgroup", "index"),
    )
)
_PLACES = frozenset(("ref", "numref", "term", "keyword", "any"))
_REFERENCES = frozenset((*_PLACES, "doc", "download", "link-badge", "pep", "rfc"))
_SHOWN_NAMES = frozenset(("term", "any"))
"""References that show the name of their target where no other words are given."""


class RstInline:
    """Writes the stretches of one document."""

    def __init__(self, builder: Builder, names: Names) -> None:
        self.builder = builder
        self.names = names

    def write(self, stretch: Stretch) -> None:
        """Write a stretch to the open region."""
        if _TOKEN.search(stretch.text, stretch.start, stretch.end):
            _Writing(self.builder, self.names, stretch).write()
        else:
            Words(self.builder, stretch).run(stretch.start, stretch.end)


class _Writing(Words):
    """The writing of one stretch: all before `done` is written."""

    __slots__ = ("done", "end", "names", "start", "unclosed")

    def __init__(self, builder: Builder, names: Names, stretch: Stretch) -> None:
        super().__init__(builder, stretch)
        self.names = names
        self.start = self.done = stretch.start
        self.end = stretch.end
        self.unclosed: set[str] = set()

    def write(self) -> None:
        at = self.start
        while token := _TOKEN.search(self.text, at, self.end):
            at = token.start()
            sign = token.group()
            if sign[0] == "_" and sign != "_`":
                self.name(at)
            elif sign == "[":
                self.note(at)
            elif sign == "`":
                self.interpreted(at)
            elif self.opens(at, token.end()):
                self.enclosed(sign, at, token.end())
            at = max(self.done, token.end())
        self.run(self.done, self.end)

    # -- where markup starts and ends

    def opens(self, start: int, inside: int) -> bool:
        """Whether markup can start with text[start:inside]."""
        text = self.text
        before = text[start - 1] if start > self.start else " "
        after = text[inside] if inside < self.end else " "
        if after.isspace() or _PAIRS.get(before, "") == after:
            return False
        return before.isspace() or before in _OPENERS or (before > "\x7f" and not before.isalnum())

    def closing(self, sign: str, inside: int) -> re.Match[str] | None:
        """The end of markup that started with `sign`, whose inside starts at `inside`."""
        if sign in self.unclosed:
            return None
        found = _CLOSINGS[sign].search(self.text, inside + 1, self.end)
        if found is None:
            self.unclosed.add(sign)
        return found

    def before(self, pattern: re.Pattern[str], at: int) -> re.Match[str] | None:
        """The match of `pattern` in what is not yet written and ends at `at`."""
        low = max(self.done, at - _LONGEST_NAME)
        return pattern.search(self.text, low, at)

    # -- markup

    def enclosed(self, sign: str, start: int, inside: int) -> None:
        found = self.closing(sign, inside)
        if found is None:
            return
        self.run(self.done, start)
        end = found.start()
        if sign == "``":
            self.thing(start, found.end(), "code")
        elif sign == "|":
            self.substitution(start, inside, found)
        elif sign == "_`":
            self.run(inside, end)
        else:
            self.marked(inside, end, "strong" if sign == "**" else "emphasis")
        self.done = found.end()

    def substitution(self, start: int, inside: int, found: re.Match[str]) -> None:
        name, reference = self.text[inside : found.start()], found["reference"]
        words = self.names.words(name)
        if reference:
            self.builder.begin_mark("link", self.target(name, reference))
        if words:
            self.unit(words, start, found.end())
        else:
            self.thing(start, found.end())
        if reference:
            self.builder.end_mark("link")

    def name(self, at: int) -> None:
        """A word that is a link: `word_`."""
        closing, word = _REFERENCE_END.match(self.text, at, self.end), self.before(_NAME_BEFORE, at)
        if closing is None or word is None or not self.opens(word.start(), word.start()):
            return
        start = word.start()
        self.run(self.done, start)
        self.marked(start, at, "link", self.target(self.text[start:at], closing.group()))
        self.done = closing.end()

    def note(self, at: int) -> None:
        """A reference to a footnote or a citation."""
        found = _NOTE.match(self.text, at, min(self.end, at + _LONGEST_NOTE))
        if found is None or not self.opens(at, at):
            return
        before = self.text[self.done : at].rstrip()
        self.run(self.done, self.done + len(before))
        self.refer(found.group(1))
        self.done = found.end()

    def refer(self, label: str) -> None:
        self.builder.begin_mark("footnote-reference", label)
        self.builder.end_mark("footnote-reference")

    def target(self, name: str, reference: str) -> str:
        return self.names.next_anonymous() if reference == "__" else self.names.target(name)

    # -- roles and links

    def interpreted(self, at: int) -> None:
        """Text between single backticks, with its role in front or behind, or a link."""
        role = self.before(_ROLE_BEFORE, at) if self.text[at - 1 : at] == ":" else None
        start = role.start() if role else at
        if not self.opens(start, at + 1):
            return
        found = self.closing("`", at + 1)
        if found is None:
            return
        self.run(self.done, start)
        inside, end = at + 1, found.start()
        if found["reference"] and role is None:
            self.link(start, inside, end, found)
        else:
            self.role((role.group(1) if role else found["role"] or "").lower(), start, inside, end, found.end())
        self.done = found.end()

    def titled(self, inside: int, end: int) -> tuple[int, str]:
        """Where the words of `words <target>` end, and the target ("" where there is none)."""
        text = self.text
        opening = text.rfind("<", inside, end) if text[end - 1] == ">" else -1
        if opening < 0 or text[end - 2] == ESCAPE or not (opening == inside or text[opening - 1].isspace()):
            return end, ""
        return inside + len(text[inside:opening].rstrip()), address(text[opening + 1 : end - 1])

    def link(self, start: int, inside: int, end: int, found: re.Match[str]) -> None:
        last, target = self.titled(inside, end)
        if not target:
            self.marked(inside, end, "link", self.target(self.text[inside:end], found["reference"]))
        elif last <= inside:
            self.thing(start, found.end(), "link", target)
        else:
            name = self.text[inside:last]
            target = self.names.target(target[:-1].strip("`")) if target.endswith("_") else target
            self.names.define(name, target)
            self.marked(inside, last, "link", target)

    def role(self, name: str, start: int, inside: int, end: int, after: int) -> None:
        domain, _, last = name.rpartition(":")
        if "cite" in name:
            self.refer(self.text[inside:end])
        elif last in _REFERENCES and domain in ("", "std"):
            self.reference(last, start, inside, end, after)
        elif domain or last in _CODE or last.startswith("raw"):
            self.thing(start, after, "code")
        elif last in _MARKS:
            self.marked(inside, end, _MARKS[last])
        elif name:
            self.run(inside, end)
        else:
            self.marked(inside, end, "emphasis")

    def reference(self, name: str, start: int, inside: int, end: int, after: int) -> None:
        last, target = self.titled(inside, end)
        value = ("#" if name in _PLACES else "") + (target or address(self.text[inside:end]))
        if target and last > inside:
            self.marked(inside, last, "link", value)
        elif name in _SHOWN_NAMES:
            self.marked(inside, end, "link", value)
        else:
            self.thing(start, after, "link", value)
