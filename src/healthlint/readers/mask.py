"""Takes out of a Markdown source what is neither Markdown nor prose, without moving anything: templates, MDX, formulas.

What is taken out is overwritten by as many other characters. Which stretches these are, `templates` and `mdx` find;
this room only overwrites, and knows nothing of documents.
"""

from __future__ import annotations

import re
from bisect import bisect_right

OBJECT = "\ufffc"
"""What stands in the prose for a thing that is no words."""

SHOWN, SILENT, BLOCK, BLANK = range(4)
"""What a stretch leaves on the page: a thing that is no words (SHOWN, BLOCK) or nothing (SILENT, BLANK). Alone on their
lines BLOCK and BLANK leave an empty line."""

_SILENT_SIGNS = "\u2bff\u2bfe\u2bfd\u2bfc\u2bfb\u2bfa\u2bf9\u2bf8"
# Compiled where a page first needs one, and kept by `re`.
_NOT_LINE_END = r"[^\r\n]"
_AFTER = r"[ \t]*(?:[\r\n]|\Z)"
_HTML_RUN = r"(?m)^[ \t]{0,3}<[A-Za-z/][^\n]*(?:\n(?![ \t\r]*$)[^\n]*)*"


class Insert:
    """Something to write on the way: a region from source[start:end] with this scope and style of quotes.

    Styles are those of `values.Scalar`; "&" is an attribute with entities, "<" a run of HTML to follow.
    """

    __slots__ = ("end", "scope", "start", "style")

    def __init__(self, scope: str, style: str, start: int, end: int) -> None:
        self.scope = scope
        self.style = style
        self.start = start
        self.end = end

    def __repr__(self) -> str:
        return f"Insert({self.scope!r}, {self.style!r}, {self.start}, {self.end})"


class Mask:
    """The stretches to overwrite in `text`, in order, and what else was found in them.

    `parsed` is what the Markdown parser gets, `page` what an HTML reader gets. `cuts` are stretches of white space that
    the parser must not see at all. `comments` are (start, end, start of the inside, its end). `silent` is the sign that
    stands in `parsed` for what leaves nothing on the page. `tags` are the
    places of inline HTML tags of MDX by their start.
    """

    def __init__(self, text: str, mdx: bool = False) -> None:
        self.text = text
        self.mdx = mdx
        self.parsed = text
        self.page = text
        self.silent = ""
        self.cuts: list[tuple[int, int]] = []
        self.tags: dict[int, int] = {}
        self.inserts: list[Insert] = []
        self.comments: list[tuple[int, int, int, int]] = []
        self._block_tags: dict[int, int] = {}
        self._edits: list[tuple[int, int, int]] = []

    def hide(self, start: int, end: int, way: int) -> None:
        """Overwrite source[start:end] in this way; stretches come in order and do not overlap."""
        if start < end:
            self._edits.append((start, end, way))

    def comment(self, start: int, end: int, body_start: int, body_end: int) -> None:
        """Hide a comment and keep it."""
        self.comments.append((start, end, body_start, body_end))
        self.hide(start, end, BLANK)

    def tag(self, start: int, end: int, block: bool) -> None:
        """Hide a tag of HTML from the Markdown parser only; `block`: its element is none inside a sentence."""
        (self._block_tags if block else self.tags)[start] = end
        self.hide(start, end, BLANK)

    def apply(self) -> None:
        """Overwrite."""
        if not self._edits:
            return
        text = self.text
        self.silent = next((sign for sign in _SILENT_SIGNS if sign not in text), _SILENT_SIGNS[0])
        signs = {SHOWN: OBJECT, SILENT: self.silent, BLANK: " "}
        parsed: list[str] = []
        page: list[str] = []
        done = 0
        tags = {*self.tags, *self._block_tags}
        for start, end, way in self._settled():
            between = text[done:start]
            parsed += (between, _fill(text[start:end], signs[way]))
            sign = OBJECT if way == SHOWN else " "
            page += (between, text[start:end] if start in tags else _fill(text[start:end], sign))
            done = end
        self.parsed = "".join((*parsed, text[done:]))
        self.page = "".join((*page, text[done:]))
        self.tags.update(self._block_tags)
        self.cuts = self._outside(self.cuts)
        self.inserts.sort(key=_insert_start)

    def _outside(self, cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
        starts = [start for start, _, _ in self._edits]
        before = (bisect_right(starts, start) - 1 for start, _ in cuts)
        return [cut for cut, edit in zip(cuts, before, strict=True) if edit < 0 or self._edits[edit][1] <= cut[0]]

    def _settled(self) -> list[tuple[int, int, int]]:
        """The stretches; those alone on lines that are not inside a block of HTML lines are BLANK, no other."""
        runs = [run.span() for run in re.finditer(_HTML_RUN, self.text)] if not self.mdx and "<" in self.text else []
        settled: list[tuple[int, int, int]] = []
        done = run = 0
        for group in self._groups():
            start, end = group[0][0], group[-1][1]
            while run < len(runs) and runs[run][1] <= start:
                run += 1
            in_html = run < len(runs) and runs[run][0] < start
            leads, trails = self._leads(done, start), re.compile(_AFTER).match(self.text, end) is not None
            blank = leads and trails and not in_html and all(way >= BLOCK for _, _, way in group)
            ways = (SHOWN, SILENT, BLANK, BLANK) if blank else (SHOWN, SILENT, SHOWN, SILENT)
            for begin, stop, way in group:
                settled.append((begin, stop, ways[way]))
                if (blank and self.tags.pop(begin, 0)) or ((leads or trails) and self._block_tags.pop(begin, 0)):
                    self.inserts.append(Insert("", "<", begin, stop))
            done = end
        return settled

    def _groups(self) -> list[list[tuple[int, int, int]]]:
        """The stretches, those with nothing but spaces between them together."""
        groups: list[list[tuple[int, int, int]]] = []
        for edit in self._edits:
            if groups and not self.text[groups[-1][-1][1] : edit[0]].strip(" \t"):
                groups[-1].append(edit)
            else:
                groups.append([edit])
        return groups

    def _leads(self, done: int, start: int) -> bool:
        """Whether `start` is the first on its line; the stretches before end at `done`."""
        between = self.text[done:start]
        line = max(between.rfind("\n"), between.rfind("\r")) + 1
        return (line > 0 or done == 0) and not between[line:].strip(" \t>")


class Ahead:
    """Finds the next match of a pattern in a text, in linear time over ascending positions."""

    __slots__ = ("_match", "_over", "_pattern", "_text")

    def __init__(self, pattern: str, text: str) -> None:
        self._pattern = re.compile(pattern)
        self._text = text
        self._match: re.Match[str] | None = None
        self._over = False

    def after(self, position: int) -> re.Match[str] | None:
        """The first match that starts at or after `position`. Positions must ascend."""
        if not self._over and (self._match is None or self._match.start() < position):
            self._match = self._pattern.search(self._text, position)
            self._over = self._match is None
        return self._match


def _insert_start(insert: Insert) -> int:
    return insert.start


def _fill(stretch: str, sign: str) -> str:
    # Only empty lines stay lines: a stretch inside a sentence must not break it.
    has_lines = sign == " " and ("\n" in stretch or "\r" in stretch)
    return re.sub(_NOT_LINE_END, sign, stretch) if has_lines else sign * len(stretch)


def mask(text: str, body: int, mdx: bool) -> Mask:
    """The mask of `text` from the offset `body` on."""
    found = Mask(text, mdx)
    if mdx:
        # Imported only where such a thing can be: most files hold none of it.
        from healthlint.readers.mdx import find_mdx

        find_mdx(found, body)
    elif "{" in text or ":::" in text or text.count("$") > 1:
        from healthlint.readers.templates import find_templates

        find_templates(found, body)
    found.apply()
    return found
