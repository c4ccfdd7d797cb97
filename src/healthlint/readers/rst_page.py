"""What the blocks of one reStructuredText document share: names, styles of headings, lists that are tables.

Knows which module reads what, not how it looks.
"""

from __future__ import annotations

from healthlint.readers.lines import cut_lines
from healthlint.readers.markup_page import MarkupPage
from healthlint.readers.rst_blocks import RstBlocks
from healthlint.readers.rst_inline import RstInline

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from healthlint.readers.builder import Builder
    from healthlint.readers.rst_names import Names

TAB = 8
"""The width of a tabulator in reStructuredText."""


class RstPage(MarkupPage):
    """The reading of one document."""

    def __init__(self, builder: Builder, names: Names) -> None:
        super().__init__(builder, RstInline(builder, names).write)
        self.names = names
        self.table_lists = 0  # how many lists that come are rows and cells of a table
        self._styles: list[str] = []

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

    def begin_list(self) -> bool:
        """Go into a list; False where it is none but the rows or cells of a table."""
        if self.table_lists:
            self.table_lists -= 1
            return False
        self.enter_list()
        return True

    def end_list(self, entered: bool) -> None:
        """End the list begun last."""
        if entered:
            self.leave()
        else:
            self.table_lists += 1

    def explicit(self, blocks: RstBlocks, at: int, last: int) -> int:
        """Read the explicit markup that starts in a line; the line behind it."""
        # Imported only where there is any.
        from healthlint.readers.rst_explicit import read_explicit

        return read_explicit(blocks, at, last)
