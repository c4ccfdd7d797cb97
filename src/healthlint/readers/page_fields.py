"""Fields by which a page of markup speaks of itself: a name and a value on lines of its own at its beginning.

Knows no notation: readers find the fields and write their words.
"""

from __future__ import annotations

from healthlint.readers.keys import front_matter_scope

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.document import Document

_OURS = "healthlint"


def keep_field(document: Document, name: str, written: str) -> str:
    """Keep a field in the front matter of the document; the scope that its words have, "" if they are no prose.

    `healthlint-context` is the same as `healthlint.context`; what speaks to healthlint is a list where commas stand in
    it.
    """
    key = name.strip().lower()
    if key.startswith(f"{_OURS}-"):
        key = f"{_OURS}.{key.removeprefix(_OURS + '-')}"
    value = " ".join(written.split())
    is_list = key.startswith(_OURS) and "," in value
    document.meta[key] = [part.strip() for part in value.split(",") if part.strip()] if is_list else value
    return front_matter_scope(key, value) if value else ""
