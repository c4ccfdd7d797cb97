"""Where the body of a file starts. Front matter is read, and what reads it imported, only where there may be some."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.readers.builder import Builder

FENCES = ("---", "+++")
"""How front matter between two lines begins."""


def body_of(builder: Builder, openings: tuple[str, ...] = FENCES) -> int:
    """The offset behind the front matter of the document, which is read; 0 where it has none. `openings` are how it may
    begin in this format.
    """
    text = builder.document.text
    if not text.startswith(openings):
        return 0
    from healthlint.readers.front_matter import read_front_matter

    return read_front_matter(builder, text)
