"""The document model: what a reader yields and everything later works on.

A document keeps the decoded text exactly as it stands in the file. What a person sees of the page is its *prose*: one
string for the whole document in which the regions stand one after the other, two line feeds apart, with a map of every
code point back to the source. Nothing here knows a file format or a rule.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from itertools import accumulate

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SEPARATOR = "\n\n"
"""What stands between two regions in `Document.prose`: no sentence crosses it."""

OFFSETS = "I"
"""The type code of arrays of offsets: four bytes each, where a list takes forty."""

_LINE_END = re.compile(r"\r\n|\r|\n")
_LINE_FEED = re.compile("\n")


class LineIndex:
    """Line and column of any offset of a text. Lines end at CRLF, CR or LF; `starts` are the offsets of all lines."""

    __slots__ = ("starts",)

    def __init__(self, text: str) -> None:
        ends = (_LINE_END if "\r" in text else _LINE_FEED).finditer(text)
        self.starts = array(OFFSETS, (0,))
        self.starts.extend(map(re.Match.end, ends))

    def position(self, offset: int) -> tuple[int, int]:
        """The 1-based line and column (in code points) of a code-point offset."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def line_start(self, line: int) -> int:
        """The offset at which a 1-based line starts."""
        return self.starts[line - 1]


class OffsetMap:
    """Where each code point of the prose stands in the source.

    Pieces in order of their prose offsets. A piece as long in the prose as in the source maps code point by code point;
    any other (an entity, an escape, a collapsed line end) is one unit: whatever touches it covers the whole of it.
    """

    __slots__ = ("_prose_ends", "_prose_starts", "_source_ends", "_source_starts")

    def __init__(self) -> None:
        self._prose_starts = array(OFFSETS)
        self._prose_ends = array(OFFSETS)
        self._source_starts = array(OFFSETS)
        self._source_ends = array(OFFSETS)

    def add(self, prose_start: int, prose_end: int, start: int, end: int) -> None:
        """Append a piece: `prose[prose_start:prose_end]` stands for `source[start:end]`.

        Both prose offsets must not lie before the end of the piece added last.
        """
        self._prose_starts.append(prose_start)
        self._prose_ends.append(prose_end)
        self._source_starts.append(start)
        self._source_ends.append(end)

    def add_row(self, prose_start: int, pieces: Sequence[str], starts: Sequence[int], ends: Sequence[int]) -> None:
        """Append pieces that stand in a row in the prose, the first at `prose_start`, for source[starts[i]:ends[i]]
        each.
        """
        bounds = [*accumulate(map(len, pieces), initial=prose_start)]
        self._prose_starts.extend(bounds[:-1])
        self._prose_ends.extend(bounds[1:])
        self._source_starts.extend(starts)
        self._source_ends.extend(ends)

    def start(self, offset: int) -> int:
        """The source offset at which the code point `prose[offset]` starts."""
        piece = max(bisect_right(self._prose_starts, offset) - 1, 0)
        if not self._prose_starts:
            return 0
        prose_start, start, end = self._prose_starts[piece], self._source_starts[piece], self._source_ends[piece]
        if self._prose_ends[piece] - prose_start == end - start:
            return min(max(start + offset - prose_start, start), end)
        return start if offset < self._prose_ends[piece] else end

    def end(self, offset: int) -> int:
        """The source offset at which the code point `prose[offset - 1]` ends (exclusive)."""
        piece = max(bisect_right(self._prose_starts, offset - 1) - 1, 0)
        if not self._prose_starts:
            return 0
        prose_start, start, end = self._prose_starts[piece], self._source_starts[piece], self._source_ends[piece]
        if self._prose_ends[piece] - prose_start == end - start:
            return min(max(start + offset - prose_start, start), end)
        return end if offset > prose_start else start

    def between(self, first: int, last: int) -> Iterator[tuple[int, int, int, int]]:
        """The pieces that hold prose[first:last], as `pieces` has them; what is no unit is cut to these bounds."""
        piece = max(bisect_right(self._prose_starts, first) - 1, 0)
        while piece < len(self._prose_starts) and self._prose_starts[piece] < last:
            low, high = self._prose_starts[piece], self._prose_ends[piece]
            start, end = self._source_starts[piece], self._source_ends[piece]
            begin, stop = max(low, first), min(high, last)
            if high - low == end - start:
                start, end = start + begin - low, end + stop - high
            if begin < stop:
                yield begin, stop, start, end
            piece += 1

    def pieces(self) -> Iterator[tuple[int, int, int, int]]:
        """Every piece as (prose start, prose end, source start, source end)."""
        return zip(self._prose_starts, self._prose_ends, self._source_starts, self._source_ends, strict=True)


class Region:
    """A piece of prose with one role on the page.

    `scope` is one of SCOPES. `start` and `end` are offsets into `Document.prose`. `level` is the level of a heading
    (1 to 6) or the depth of a list item (from 1), else 0. `containers` are the roles around it from the outside in,
    for instance `("blockquote", "list")`. `hidden` says why a visitor does not see it at once ("" when he does):
    "hidden attribute", "display:none", "collapsed details", "template". `lead` is the index of the region that
    introduces it (the paragraph before a list), `heading` that of the heading above it; -1 where there is none.
    """

    __slots__ = ("containers", "end", "heading", "hidden", "lead", "level", "scope", "start")

    def __init__(
        self,
        scope: str,
        start: int,
        end: int,
        level: int = 0,
        containers: tuple[str, ...] = (),
        hidden: str = "",
        lead: int = -1,
        heading: int = -1,
    ) -> None:
        self.scope = scope
        self.start = start
        self.end = end
        self.level = level
        self.containers = containers
        self.hidden = hidden
        self.lead = lead
        self.heading = heading

    def __repr__(self) -> str:
        return f"Region({self.scope!r}, {self.start}, {self.end})"


SCOPES = (
    "title",  # front matter `title`, <title>
    "description",  # front matter `description`, meta description, og:description
    "heading",
    "paragraph",
    "list-item",
    "table-cell",
    "blockquote",
    "caption",
    "alt-text",  # alt of an image, aria-label, title attribute of an image or link
    "footnote",
    "control",  # the words on buttons and options of forms
    "data",  # a description inside structured data (JSON-LD)
    "field",  # a string of front matter or of a data file that is prose but neither title nor description
)
"""The roles that a region can have. `link-text` and `emphasis` are marks inside regions."""


class Mark:
    """A run of words with a role inside a region.

    `kind` is "link" (`value` is its target), "strong", "emphasis", "strike", "footnote-reference" (`value` is its
    label), "code" or "image" (`value` is its source; empty run). `start` and `end` are offsets into `Document.prose`.
    """

    __slots__ = ("end", "kind", "start", "value")

    def __init__(self, kind: str, start: int, end: int, value: str = "") -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.value = value

    def __repr__(self) -> str:
        return f"Mark({self.kind!r}, {self.start}, {self.end}, {self.value!r})"


class Comment:
    """A comment of the source: not prose, but the place for directives. `text` is what stands inside it; `start` and
    `end` are source offsets of the whole comment, `body` that of the first code point inside. `below` is the span of
    the line below it, where the lines of the source don't tell: in a string that is written on one of them.
    """

    __slots__ = ("below", "body", "end", "start", "text")

    def __init__(self, start: int, end: int, body: int, text: str) -> None:
        self.start = start
        self.end = end
        self.body = body
        self.text = text
        self.below: tuple[int, int] | None = None


class Trouble:
    """What kept a part of a document from being read: `message` says why, `offset` where in the source."""

    __slots__ = ("message", "offset")

    def __init__(self, message: str, offset: int) -> None:
        self.message = message
        self.offset = offset


class Document:
    """A file as read: its text, its prose, and the map between the two.

    `label` names it in reports (a path as the user gave it). `text` is the decoded source without a byte order mark;
    it is never changed. `encoding` and `mark_size` (bytes of the byte order mark) say how to turn offsets into bytes.
    `meta` holds the values of its front matter by dotted key, each a str, int, float, bool, None or list of these;
    `places` where those stand that speak to healthlint, as source spans by the same keys.
    `notation` is the name of the reader that it was read with, "" where none was.
    """

    __slots__ = (
        "_lines",
        "comments",
        "encoding",
        "label",
        "map",
        "mark_size",
        "marks",
        "meta",
        "notation",
        "places",
        "prose",
        "regions",
        "text",
        "troubles",
    )

    def __init__(self, label: str, text: str, encoding: str = "utf-8", mark_size: int = 0) -> None:
        self.label = label
        self.text = text
        self.encoding = encoding
        self.mark_size = mark_size
        self.prose = ""
        self.map = OffsetMap()
        self.regions: list[Region] = []
        self.marks: list[Mark] = []
        self.comments: list[Comment] = []
        self.troubles: list[Trouble] = []
        self.meta: dict[str, object] = {}
        self.places: dict[str, tuple[int, int]] = {}
        self.notation = ""
        self._lines: LineIndex | None = None

    @property
    def lines(self) -> LineIndex:
        """The line index of `text`, made when first asked for."""
        if self._lines is None:
            self._lines = LineIndex(self.text)
        return self._lines

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source span of the prose span `start:end` (start < end): code-point offsets, end exclusive."""
        return self.map.start(start), self.map.end(end)

    def region_at(self, offset: int) -> int:
        """The index of the region that holds the prose offset `offset`."""
        return bisect_right(self.regions, offset, key=_region_start) - 1

    def byte_offset(self, offset: int) -> int:
        """The byte offset in the file of a code-point offset of `text`."""
        if self.encoding == "utf-8" and self.text.isascii():
            return offset + self.mark_size
        return len(self.text[:offset].encode(self.encoding, "surrogatepass")) + self.mark_size


def _region_start(region: Region) -> int:
    return region.start
