"""How a reader writes down what it reads: regions, marks and comments, with their places in the source.

A reader calls the builder in the order of the source. The builder joins the prose and keeps the map; it knows no
format.
"""

from __future__ import annotations

from healthlint.document import SEPARATOR, Comment, Document, Mark, OffsetMap, Region, Trouble


class _Open:
    """A region that is being written."""

    __slots__ = ("length", "level", "marks", "opened", "parts", "pieces", "scope")

    def __init__(self, scope: str, level: int) -> None:
        self.scope = scope
        self.level = level
        self.parts: list[str] = []
        self.pieces: list[tuple[int, int, int, int]] = []
        self.marks: list[Mark] = []
        self.opened: list[Mark] = []
        self.length = 0


class Builder:
    """Collects the prose of one document.

    Regions nest: one that is opened inside another (an image's alternative text inside a paragraph) is written out
    when it is closed and the outer one goes on where it was. A region without a word is dropped.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self._open: list[_Open] = []
        self._parts: list[str] = []
        self._length = 0
        self._containers: list[str] = []
        self._hidden: list[str] = []
        self._leads: list[int] = []
        self._headings: list[int] = []
        self._last_block = -1
        self.under = -1
        """The index of the region that is the heading of what comes, -1: the headings in the order of the source."""

    # -- regions

    @property
    def is_open(self) -> bool:
        """Whether a region is being written."""
        return bool(self._open)

    @property
    def scope(self) -> str:
        """The scope of the innermost open region, "" outside."""
        return self._open[-1].scope if self._open else ""

    def open(self, scope: str, level: int = 0) -> None:
        """Begin a region. `scope` is one of `document.SCOPES`; `level` as in `Region`."""
        self._open.append(_Open(scope, level))

    def copy(self, start: int, end: int) -> None:
        """Write source[start:end] as it stands."""
        if start < end:
            self.write(self.document.text[start:end], start, end)

    def write(self, visible: str, start: int, end: int) -> None:
        """Write `visible`, which stands for source[start:end] (an entity, an escape, or the source itself)."""
        if not visible:
            return
        region = self._open[-1]
        region.parts.append(visible)
        region.pieces.append((region.length, region.length + len(visible), start, end))
        region.length += len(visible)

    def space(self, start: int, end: int) -> None:
        """Write one space for the soft line end (with its indentation or quote markers) at source[start:end]."""
        self.write(" ", start, end)

    def begin_mark(self, kind: str, value: str = "") -> None:
        """Begin a run with a role inside the open region (see `document.Mark`)."""
        region = self._open[-1]
        region.opened.append(Mark(kind, region.length, region.length, value))

    def end_mark(self, kind: str) -> None:
        """End the innermost open run of this kind; nothing happens where there is none."""
        opened = self._open[-1].opened if self._open else []
        for index in range(len(opened) - 1, -1, -1):
            if opened[index].kind == kind:
                mark = opened.pop(index)
                mark.end = self._open[-1].length
                self._open[-1].marks.append(mark)
                return

    def close(self) -> None:
        """End the innermost region and write it to the document."""
        region = self._open.pop()
        prose = "".join(region.parts)
        if not prose.replace("\ufffc", " ").strip():
            return
        for mark in region.opened:
            mark.end = region.length
        document = self.document
        if self._parts:
            self._parts.append(SEPARATOR)
            self._length += len(SEPARATOR)
        base = self._length
        self._parts.append(prose)
        self._length += len(prose)
        add = document.map.add
        for prose_start, prose_end, start, end in region.pieces:
            add(base + prose_start, base + prose_end, start, end)
        for mark in (*region.marks, *region.opened):
            mark.start += base
            mark.end += base
            document.marks.append(mark)
        self._record(region, base)

    def _record(self, region: _Open, base: int) -> None:
        regions = self.document.regions
        index = len(regions)
        containers = tuple(self._containers)
        if region.scope == "heading":
            while self._headings and regions[self._headings[-1]].level >= region.level:
                self._headings.pop()
        heading = self.under if self.under >= 0 else self._headings[-1] if self._headings else -1
        lead = self._leads[-1] if self._leads else -1
        hidden = next((reason for reason in self._hidden if reason), "")
        regions.append(
            Region(region.scope, base, self._length, region.level, containers, hidden, lead, heading),
        )
        if region.scope == "heading":
            self._headings.append(index)
        if region.scope not in ("alt-text", "control", "caption", "footnote"):
            self._last_block = index

    # -- what stands around regions

    def enter(self, container: str, hidden: str = "") -> None:
        """Go into a container ("blockquote", "list", "table", "details", "section" ...), which may be hidden for a
        reason.
        """
        self._containers.append(container)
        self._hidden.append(hidden)
        if container == "list":
            self._leads.append(self._last_block)

    def leave(self) -> None:
        """Leave the innermost container."""
        if self._containers.pop() == "list":
            self._leads.pop()
        self._hidden.pop()

    @property
    def depth(self) -> int:
        """How many containers are open."""
        return len(self._containers)

    @property
    def list_depth(self) -> int:
        """How many lists are open."""
        return len(self._leads)

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
        if self._parts:
            self._parts.append(SEPARATOR)
            self._length += len(SEPARATOR)
        base, first = self._length, len(document.regions)
        self._parts.append(inner.prose)
        self._length += len(inner.prose)
        add = document.map.add
        for low, high, start, end in inner.map.pieces():
            if high - low == end - start:
                for begin, stop, source_start, source_end in place.between(start, end):
                    add(base + low + begin - start, base + low + stop - start, source_start, source_end)
            else:
                add(base + low, base + high, place.start(start), place.end(end))
        document.marks += [Mark(mark.kind, base + mark.start, base + mark.end, mark.value) for mark in inner.marks]
        containers = tuple(self._containers)
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
        while self._open:
            self.close()
        self.document.comments.sort(key=lambda comment: comment.start)
        self.document.prose = "".join(self._parts)
        return self.document
