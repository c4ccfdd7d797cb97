"""What all blocks of one reStructuredText document share: its builder, its names, the styles of its headings.

Knows the order in which blocks of other modules call each other, not how they look.
"""

from __future__ import annotations

from healthlint.readers.lines import cut_lines
from healthlint.readers.rst_blocks import RstBlocks
from healthlint.readers.rst_inline import RstInline

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from healthlint.readers.builder import Builder
    from healthlint.readers.html_flow import HtmlFlow
    from healthlint.readers.lines import Stretch
    from healthlint.readers.rst_names import Names

TAB = 8
"""The width of a tabulator in reStructuredText."""


class RstPage:
    """The reading of one document. `depth` is that of the blocks that are being read."""

    def __init__(self, builder: Builder, names: Names) -> None:
        self.builder = builder
        self.names = names
        self.depth = 0
        self.table_lists = 0  # how many lists that come are rows and cells of a table
        self._inline = RstInline(builder, names)
        self._styles: list[str] = []
        self._scopes = [("paragraph", 0)]
        self._flow: HtmlFlow | None = None

    # -- regions

    def write(self, stretch: Stretch, scope: str = "", level: int = 0) -> None:
        """Write a region, by default with the scope and level that text has at this place."""
        if not scope:
            scope, level = self._scopes[-1]
        self.builder.open(scope, level)
        self._inline.write(stretch)
        self.builder.close()

    def write_cells(self, text: str, cells: Iterable[Sequence[tuple[int, int]]]) -> None:
        """Write a table; each cell is given by the spans of its lines in `text`."""
        self.enter("table", "table-cell")
        for spans in cells:
            lines = cut_lines(text, spans, TAB)
            RstBlocks(self, lines).read(0, len(lines))
        self.leave()

    def heading_level(self, style: str) -> int:
        """The level of headings with this adornment: styles count in the order in which they first occur."""
        if style not in self._styles:
            self._styles.append(style)
        return min(self._styles.index(style) + 1, 6)

    # -- containers

    def enter(self, container: str, scope: str, level: int = 0, hidden: str = "") -> None:
        """Go into a container whose text has this scope and level."""
        self.builder.enter(container, hidden)
        self._scopes.append((scope, level))

    def enter_list(self) -> bool:
        """Go into a list; False where it is none but the rows or cells of a table."""
        if self.table_lists:
            self.table_lists -= 1
            return False
        self.enter("list", "list-item", self.builder.list_depth + 1)
        return True

    def leave(self, entered: bool = True) -> None:
        """Leave the container or list entered last."""
        if entered:
            self.builder.leave()
            self._scopes.pop()
        else:
            self.table_lists += 1

    # -- what other modules read

    def explicit(self, blocks: RstBlocks, at: int, last: int) -> int:
        """Read the explicit markup that starts in a line; the line behind it."""
        # Imported only where there is any.
        from healthlint.readers.rst_explicit import read_explicit

        return read_explicit(blocks, at, last)

    def feed_html(self, start: int, end: int) -> None:
        """Read source[start:end] as HTML."""
        if self._flow is None:
            from healthlint.readers.html_flow import HtmlFlow

            self._flow = HtmlFlow(self.builder)
        self._flow.outer = self._scopes[-1]
        self._flow.feed(start, end)
        self._flow.finish()
