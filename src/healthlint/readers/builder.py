"""How a reader writes down what it reads: regions, marks and comments, with their places in the source.

A reader calls the builder in the order of the source. The builder joins the prose and keeps the map; it knows no
format.
"""

from __future__ import annotations

from itertools import accumulate

from healthlint.document import SEPARATOR, Comment, Document, Mark, OffsetMap, Region, Trouble

MOST_CONTAINERS = 200
"""Containers that a region names at most, the outermost ones: a page may open them without end."""

_NO_BLOCK = frozenset(("alt-text", "control", "caption", "footnote"))
"""Scopes of regions that introduce nothing."""


class Builder:
    """Collects the prose of one document.

    Regions nest: one that is opened inside another (an image's alternative text inside a paragraph) is written out
    when it is closed and the outer one goes on where it was. A region without a word is dropped.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.scope = ""
        """The scope of the innermost open region, "" outside."""
        self.under = -1
        """The index of the region that is the heading of what comes, -1: the headings in the order of the source."""
        self._level = 0
        self._begin()
        self._outer: list[tuple[str, int, list[str], list[int], list[int], list[Mark], list[Mark]]] = []
        self._parts: list[str] = []
        self._length = 0
        self._containers: list[str] = []
        self._told: tuple[str, ...] | None = ()  # the containers as regions have them, None after a change
        self._hidden = [""]  # by container why it is hidden, by itself or by one around it
        self._leads = [-1]  # by list the region before it
        self._headings = [-1]  # the headings that are around what comes, and their levels
        self._levels = [-1]
        self._last_block = -1

    def _begin(self) -> None:
        """Make room for a region: its pieces, and where each stands in the source. Its marks count in pieces."""
        self._pieces: list[str] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._marks: list[Mark] = []
        self._opened: list[Mark] = []

    # -- regions

    @property
    def is_open(self) -> bool:
        """Whether a region is being written."""
        return self.scope != ""

    def open(self, scope: str, level: int = 0) -> None:
        """Begin a region. `scope` is one of `document.SCOPES`; `level` as in `Region`."""
        if self.scope:
            written = self._pieces, self._starts, self._ends, self._marks, self._opened
            self._outer.append((self.scope, self._level, *written))
            self._begin()
        self.scope = scope
        self._level = level

    def copy(self, start: int, end: int) -> None:
        """Write source[start:end] as it stands."""
        if start < end:
            self.write(self.document.text[start:end], start, end)

    def write(self, visible: str, start: int, end: int) -> None:
        """Write `visible`, which stands for source[start:end] (an entity, an escape, or the source itself)."""
        if visible:
            self._pieces.append(visible)
            self._starts.append(start)
            self._ends.append(end)

    def space(self, start: int, end: int) -> None:
        """Write one space for the soft line end (with its indentation or quote markers) at source[start:end]."""
        self.write(" ", start, end)

    def begin_mark(self, kind: str, value: str = "") -> None:
        """Begin a run with a role inside the open region (see `document.Mark`)."""
        self._opened.append(Mark(kind, len(self._pieces), 0, value))

    def end_mark(self, kind: str) -> None:
        """End the innermost open run of this kind; nothing happens where there is none."""
        opened = self._opened
        for index in range(len(opened) - 1, -1, -1):
            if opened[index].kind == kind:
                mark = opened.pop(index)
                mark.end = len(self._pieces)
                self._marks.append(mark)
                return

    def close(self) -> None:
        """End the innermost region and write it to the document."""
        pieces = self._pieces
        prose = pieces[0] if len(pieces) == 1 else "".join(pieces)
        if prose.replace("\ufffc", " ").strip():
            self._add(prose)
        if self._outer:
            self.scope, self._level, self._pieces, self._starts, self._ends, self._marks, self._opened = (
                self._outer.pop()
            )
        else:
            self.scope = ""
            self._begin()

    def _add(self, prose: str) -> None:
        """Add the innermost region, whose words are `prose`, to the document."""
        document, pieces, scope = self.document, self._pieces, self.scope
        base = self._length + len(SEPARATOR) if self._parts else 0
        end = self._length = base + len(prose)
        self._parts.append(prose)
        if len(pieces) == 1:
            document.map.add(base, end, self._starts[0], self._ends[0])
        else:
            document.map.add_row(base, pieces, self._starts, self._ends)
        if self._marks or self._opened:
            self._add_marks(base)
        index, level = len(document.regions), self._level
        if scope == "heading":
            while self._levels[-1] >= level:
                self._levels.pop()
                self._headings.pop()
        document.regions.append(
            Region(
                scope,
                base,
                end,
                level,
                self._around() if self._told is None else self._told,
                self._hidden[-1],
                self._leads[-1],
                self._headings[-1] if self.under < 0 else self.under,
            )
        )
        if scope == "heading":
            self._levels.append(level)
            self._headings.append(index)
        if scope not in _NO_BLOCK:
            self._last_block = index

    def _add_marks(self, base: int) -> None:
        """Add the marks of the innermost region, whose prose starts at `base`; those that are open end with it."""
        bounds = [*accumulate(map(len, self._pieces), initial=base)]
        for mark in self._opened:
            mark.end = len(self._pieces)
        marks = self._marks + self._opened
        for mark in marks:
            mark.start, mark.end = bounds[mark.start], bounds[mark.end]
        self.document.marks += marks

    # -- what stands around regions

    def enter(self, container: str, hidden: str = "") -> None:
        """Go into a container ("blockquote", "list", "table", "details", "section" ...), which may be hidden for a
        reason.
        """
        self._containers.append(container)
        self._told = None
        self._hidden.append(self._hidden[-1] or hidden)
        if container == "list":
            self._leads.append(self._last_block)

    def leave(self) -> None:
        """Leave the innermost container."""
        if self._containers.pop() == "list":
            self._leads.pop()
        self._told = None
        self._hidden.pop()

    def _around(self) -> tuple[str, ...]:
        """The open containers, as regions have them."""
        if self._told is None:
            self._told = tuple(self._containers[:MOST_CONTAINERS])
        return self._told

    @property
    def depth(self) -> int:
        """How many containers are open."""
        return len(self._containers)

    @property
    def list_depth(self) -> int:
        """How many lists are open."""
        return len(self._leads) - 1

    # -- documents inside the document

    def adopt(self, inner: Document, place: OffsetMap, scope: str) -> None:
        """Write what a reader made of a text that stands inside this source: `place` maps it to the source.

        Its paragraphs get the scope `scope`; no region may be open.
        """
        document = self.document
        for comment in inner.comments:
            start, end = place.start(comment.start), place.end(comment.end)
            kept = Comment(start, end, place.start(comment.body), comment.text)
            if comment.below is not None:
                kept.below = place.start(comment.below[0]), place.end(comment.below[1])
            document.comments.append(kept)
        for trouble in inner.troubles:
            self.trouble(trouble.message, place.start(trouble.offset))
        if not inner.regions:
            return
        base, first = self._length + len(SEPARATOR) if self._parts else 0, len(document.regions)
        self._parts.append(inner.prose)
        self._length = base + len(inner.prose)
        add = document.map.add
        for low, high, start, end in inner.map.pieces():
            if high - low == end - start:
                for begin, stop, source_start, source_end in place.between(start, end):
                    add(base + low + begin - start, base + low + stop - start, source_start, source_end)
            else:
                add(base + low, base + high, place.start(start), place.end(end))
        document.marks += [Mark(mark.kind, base + mark.start, base + mark.end, mark.value) for mark in inner.marks]
        containers = self._around()
        for region in inner.regions:
            document.regions.append(
                Region(
                    scope if region.scope == "paragraph" else region.scope,
                    base + region.start,
                    base + region.end,
                    region.level,
                    (*containers, *region.containers),
                    region.hidden,
                    region.lead + first if region.lead >= 0 else -1,
                    region.heading + first if region.heading >= 0 else self.under,
                )
            )

    # -- what is not prose

    def comment(self, start: int, end: int, body_start: int, body_end: int) -> None:
        """Keep the comment source[start:end] whose inside is source[body_start:body_end]."""
        text = self.document.text[body_start:body_end]
        self.document.comments.append(Comment(start, end, body_start, text))

    def trouble(self, message: str, offset: int) -> None:
        """Keep what could not be read, and where in the source."""
        self.document.troubles.append(Trouble(message, offset))

    def finish(self) -> Document:
        """Close what is still open and hand over the document, its comments in order."""
        while self.scope:
            self.close()
        self.document.comments.sort(key=lambda comment: comment.start)
        self.document.prose = SEPARATOR.join(self._parts)
        return self.document
