"""What the blocks of one AsciiDoc document share: the values of its attributes, the numbers of its footnotes.

Knows which module reads what, not how it looks.
"""

from __future__ import annotations

from healthlint.readers.asciidoc_attributes import Values
from healthlint.readers.asciidoc_inline import AsciidocInline
from healthlint.readers.markup_page import MarkupPage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.readers.builder import Builder
    from healthlint.readers.lines import Stretch


class AsciidocPage(MarkupPage):
    """The reading of one document."""

    def __init__(self, builder: Builder) -> None:
        super().__init__(builder, self._write_words)
        self.values = Values(builder.document.text)
        self.is_legacy = False  # whether the title is underlined: then some signs have the meaning that they once had
        self._notes = 0

    def _write_words(self, stretch: Stretch) -> None:
        AsciidocInline(self, stretch).write()

    def next_note(self) -> str:
        """The number of the next footnote."""
        self._notes += 1
        return str(self._notes)
