"""What the blocks of one document of line-based markup share: its builder, the scope of text at a place, raw HTML.

Knows no notation.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from healthlint.readers.builder import Builder
    from healthlint.readers.html_flow import HtmlFlow
    from healthlint.readers.lines import Stretch

MAX_DEPTH = 40
"""Blocks nested deeper are read as paragraphs: no page is so, and a stack has an end."""


class MarkupPage:
    """The reading of one document. `write_words` writes the words of a stretch to the open region; `depth` is that of
    the blocks that are being read.
    """

    def __init__(self, builder: Builder, write_words: Callable[[Stretch], None]) -> None:
        self.builder = builder
        self.write_words = write_words
        self.depth = 0
        self._scopes = [("paragraph", 0)]
        self._flow: HtmlFlow | None = None

    def write(self, stretch: Stretch, scope: str = "", level: int = 0) -> None:
        """Write a region, by default with the scope and level that text has at this place."""
        if not scope:
            scope, level = self._scopes[-1]
        self.builder.open(scope, level)
        self.write_words(stretch)
        self.builder.close()

    def enter(self, container: str, scope: str, level: int = 0, hidden: str = "") -> None:
        """Go into a container whose text has this scope and level."""
        self.builder.enter(container, hidden)
        self._scopes.append((scope, level))

    def leave(self) -> None:
        """Leave the container entered last."""
        self.builder.leave()
        self._scopes.pop()

    def enter_list(self) -> None:
        """Go into a list."""
        self.enter("list", "list-item", self.builder.list_depth + 1)

    def feed_html(self, stretch: Stretch) -> None:
        """Read a stretch as HTML; where it is made of parts, each part for itself."""
        if self._flow is None:
            # Imported only where there is any.
            from healthlint.readers.html_flow import HtmlFlow

            self._flow = HtmlFlow(self.builder)
        self._flow.outer = self._scopes[-1]
        for start, end in stretch.parts(stretch.start, stretch.end):
            self._flow.feed(stretch.source_start(start), stretch.source_end(end))
        self._flow.finish()
