"""Finds in MDX what is no Markdown: imports and exports, expressions, comments, JSX tags, and indentation inside them.

Knows the notation, not what becomes of it on a page beyond this: something, nothing, or a comment.
"""

from __future__ import annotations

import re

from healthlint.readers.mask import BLANK, BLOCK, SILENT, Ahead, Insert
from healthlint.readers.templates import EMPTY_LINE, SCOPES, parameters

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.readers.mask import Mask

_TOKEN = re.compile(
    r"^(?P<imports>import|export)(?=[ \t{*\"'])"
    r"|^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})"
    r"|(?P<ticks>`+)|\\.|(?P<comment><!--)|(?P<tag></?(?=[A-Za-z_$>]))|(?P<expression>\{)",
    re.MULTILINE,
)
_INSIDE_BRACES = re.compile(
    r"[{}]|\\.|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|/\*|(?<!:)//[^\n]*",
    re.DOTALL,
)
_COMMENT = re.compile(r"\{\s*/\*(.*)\*/\s*\}", re.DOTALL)
_LITERAL = re.compile(r"""\{\s*(["'`])((?:(?!\1)[^\\$\r\n])*)\1\s*\}""")
_NAME = re.compile(r"</?([A-Za-z_$][\w.:$-]*)?")
_ATTRIBUTE = re.compile(
    r"\s+([A-Za-z_$][\w.:$-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|(\{)))?|\s*(\{)|\s*(/?>)",
)
_VOID = " area base br col embed hr img input link meta param source track wbr "
_IN_SENTENCES = (
    " a abbr b bdi bdo br button cite code data del dfn em font i img input ins kbd label mark q s samp small span "
    "strike strong sub sup svg time tt u var wbr "
)
_RAW = " iframe noembed noframes plaintext script style textarea title xmp "
"""Elements whose inside is raw text in HTML; in MDX it is MDX."""

_INDENTED = re.compile(r"^[ \t]*(?=[^ \t\r\n])", re.MULTILINE)
_LONGEST_TICKS = 16
_MOST_UNCLOSED = 50


def find_mdx(mask: Mask, body: int) -> None:
    """Put into `mask` what stands in its text from `body` on. Code and HTML comments are left as they are."""
    search = _Search(mask, body)
    search.run()
    mask.cuts = search.indentation()


class _Search:
    def __init__(self, mask: Mask, body: int) -> None:
        self.mask = mask
        self.text = mask.text
        self.body = body
        self._braces: dict[int, int] = {}
        self._scanned = 0
        self._last_comment = self.text.rfind("*/")
        self._ahead: dict[str, Ahead] = {}
        self._esm_end = body  # where the imports and exports read last end
        self._open: list[tuple[str, int]] = []  # the open elements: name, indentation
        self._nesting: list[
            tuple[int, int, bool]
        ] = []  # behind each tag: offset, outermost indentation, leads its line

    def run(self) -> None:
        at = self.body
        while token := _TOKEN.search(self.text, at):
            kind = token.lastgroup
            if kind == "expression":
                end = self.expression(token.start())
            elif kind == "tag":
                end = self.tag(token.start())
            elif kind == "imports":
                end = self.imports(token.start())
            elif kind == "comment":
                end = self.end_of("-->", token.end())
            else:
                end = self.code(kind, token)
            at = max(end, token.end())

    def end_of(self, pattern: str, at: int) -> int:
        """Where the next match of `pattern` ends, 0 where there is none."""
        match = self.next(pattern, at)
        return match.end() if match else 0

    def next(self, pattern: str, at: int) -> re.Match[str] | None:
        if pattern not in self._ahead:
            self._ahead[pattern] = Ahead(pattern, self.text)
        return self._ahead[pattern].after(at)

    # -- what is no tag

    def code(self, kind: str | None, token: re.Match[str]) -> int:
        if kind == "fence":
            signs = token.group("fence")
            closing = rf"(?m)^[ \t>]*{signs[0]}{{{len(signs)},}}[ \t\r]*$"
            return self.end_of(closing, token.end()) or len(self.text)
        count = len(token.group("ticks") or "")
        if not 0 < count <= _LONGEST_TICKS:
            return 0
        last = self.next(rf"(?<!`)`{{{count}}}(?!`)", token.end())
        empty = self.next(EMPTY_LINE, token.start())
        return last.end() if last and (empty is None or last.end() <= empty.start()) else 0

    def imports(self, start: int) -> int:
        """Imports and exports follow an empty line and end at one outside their braces."""
        text = self.text
        line_before = text[max(text.rfind("\n", self.body, start - 1), self.body - 1) + 1 : max(start - 1, self.body)]
        if line_before.strip():
            return 0
        at, end = start, start - 1
        while end < at:
            empty = self.next(EMPTY_LINE, at)
            end = empty.start() if empty else len(text)
            brace = text.find("{", at, end)
            while brace >= 0:
                at = self.brace_end(brace) or brace + 1
                brace = text.find("{", at, end)
        self.mask.hide(start, end, BLANK)
        parameters(self.mask, start, end)
        return end

    def expression(self, start: int) -> int:
        end = self.brace_end(start)
        if not end:
            return 0
        comment = _COMMENT.fullmatch(self.text, start, end)
        literal = _LITERAL.fullmatch(self.text, start, end)
        if comment:
            self.mask.comment(start, end, *comment.span(1))
        elif literal:
            self.mask.hide(start, literal.start(2), SILENT)
            self.mask.hide(literal.end(2), end, SILENT)
        else:
            self.mask.hide(start, end, BLOCK)
        return end

    def brace_end(self, start: int) -> int:
        """Where the braces that open at `start` are closed, 0 where they never are. No place is scanned twice."""
        at = start
        stack: list[int] = []
        while start >= self._scanned:
            sign = _INSIDE_BRACES.search(self.text, at)
            if sign is None:
                self._scanned = len(self.text)
                break
            at = sign.end()
            if sign.group() == "{":
                stack.append(sign.start())
            elif sign.group() == "}":
                self._braces[stack.pop()] = at
                if not stack:
                    self._scanned = at
            elif sign.group() == "/*" and at <= self._last_comment:
                at = self.text.index("*/", at) + 2
        return self._braces.get(start, 0)

    # -- tags

    def tag(self, start: int) -> int:
        """A tag of HTML stays for the HTML reader; of one of a component only the words for people are kept."""
        name = _NAME.match(self.text, start)
        attributes: list[tuple[str, int, int]] = []
        end = self.attributes(name.end(), attributes) if name else 0
        if not name or not end:
            return 0
        word = name.group(1) or ""
        closes, ends = self.text[start + 1] == "/", self.text[end - 2] == "/"
        if word[:1].islower() and "." not in word and f" {word} " not in _RAW:
            self.mask.tag(start, end, block=f" {word} " not in _IN_SENTENCES)
        else:
            for attribute, value, value_end in attributes:
                if attribute.lower() in SCOPES:
                    self.mask.inserts.append(self.words(attribute, value, value_end))
            self.mask.hide(start, end, BLOCK if ends and not closes else BLANK)
        self.nest(start, end, word, closes, ends or f" {word} " in _VOID)
        return end

    def attributes(self, at: int, found: list[tuple[str, int, int]]) -> int:
        """Where the tag ends whose attributes start at `at`, 0 if it is none; attributes with values go to `found`."""
        while attribute := _ATTRIBUTE.match(self.text, at):
            kind = attribute.lastindex
            at = attribute.end()
            if kind == 6:
                return at
            if kind in (4, 5):
                at = self.brace_end(at - 1)
                if not at:
                    return 0
            if kind in (2, 3, 4):
                span = attribute.span(kind) if kind < 4 else (attribute.end() - 1, at)
                found.append((attribute.group(1), *span))
        return 0

    def words(self, attribute: str, start: int, end: int) -> Insert:
        scope = SCOPES[attribute.lower()]
        literal = _LITERAL.fullmatch(self.text, start, end)
        return Insert(scope, "", *literal.span(2)) if literal else Insert(scope, "&", start, end)

    # -- indentation

    def nest(self, start: int, end: int, name: str, closes: bool, ends: bool) -> None:
        """Keep how deep the text behind a tag is set in."""
        line = self.text.rfind("\n", max(start - 200, 0), start) + 1
        leads = line > 0 and not self.text[line:start].strip(" \t")
        if closes:
            for place in range(len(self._open) - 1, max(len(self._open) - _MOST_UNCLOSED, 0) - 1, -1):
                if self._open[place][0] == name:
                    del self._open[place:]
                    break
        elif not ends:
            self._open.append((name, start - line if leads else 0))
        self._nesting.append((end, self._open[0][1] if self._open else -1, leads))

    def indentation(self) -> list[tuple[int, int]]:
        """The white space at line starts that is there only because elements are set in.

        MDX knows no code by indentation, the Markdown parser does. Lines lose what the first line behind the last tag
        is set in further than the outermost element.
        """
        cuts: list[tuple[int, int]] = []
        base = -1
        ends = [end for end, _, _ in self._nesting[1:]]
        for (start, outer, leads), end in zip(self._nesting, [*ends, len(self.text)], strict=False):
            if leads:
                base = -1
            for line in _INDENTED.finditer(self.text, start, end) if outer >= 0 else ():
                if base < 0:
                    base = len(line.group())
                cut = min(len(line.group()), base - outer)
                if cut > 0:
                    cuts.append((line.start(), line.start() + cut))
        return cuts
