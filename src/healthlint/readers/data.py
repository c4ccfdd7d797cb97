"""Writes the values of a data file as regions, and keeps what the file says of itself.

Knows no notation: `json_file`, `yaml_file` and `csv_file` do.
"""

from __future__ import annotations

import re

from healthlint.readers.data_prose import data_scope, is_inner
from healthlint.readers.inner import write_string
from healthlint.readers.values import contents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.readers.builder import Builder
    from healthlint.readers.data_prose import Keys
    from healthlint.readers.data_values import Frame, Leaf, Values
    from healthlint.readers.values import BrokenError, Scalar

_NAMES = frozenset(("title", "name", "headline", "heading", "question"))
"""The last words of the keys of that which names the object or the row it stands in."""
_NOT_WORD = re.compile(r"[\W_]+")


def write_values(builder: Builder, values: Values, keys: Keys) -> None:
    """Write every string that is prose as a region, or as those of the document that it holds."""
    document = builder.document
    document.meta.update(values.meta)
    document.places.update(values.places)
    if values.types:
        from healthlint.readers.json_ld import keep_types  # few files hold structured data

        keep_types(builder, values.types)
    if values.has_price:
        document.meta["page.price"] = True
    for comment in values.comments:
        builder.comment(*comment)
    for leaf in values.leaves:
        _write(builder, leaf, keys, values.has_things)


def write_broken(builder: Builder, error: BrokenError, unread: str = "what follows") -> None:
    """Keep what kept `unread` from being read."""
    hint = "a file that is no content is left out by `exclude` in the configuration"
    builder.trouble(f"{error.message}: {unread} was not read; {hint}", error.offset)


def _write(builder: Builder, leaf: Leaf, keys: Keys, has_things: bool) -> None:
    frame = leaf.frame
    owner, key = _owner(leaf)
    scope = data_scope(leaf.path, key, str(leaf.scalar.value), keys)
    if not scope:
        return
    if has_things and any(each.is_thing for each in frame.outwards()):
        scope = "data"  # nobody sees it on the page
    title = next((each.title for each in frame.outwards() if each.title >= 0), -1)
    named = write_value(builder, key, scope, leaf.scalar, title)
    if owner.title < 0:
        owner.title = named


def _owner(leaf: Leaf) -> tuple[Frame, str]:
    """The frame that a string says something of, and the key that says what."""
    frame = leaf.frame
    if frame.is_list:
        return frame, frame.key
    if frame.parent is not None and is_inner(leaf.key):
        return frame.parent, frame.key
    return frame, leaf.key


def write_value(builder: Builder, key: str, scope: str, scalar: Scalar, title: int = -1) -> int:
    """Write a string that is prose; the region `title` is what names the object or the row that it stands in.

    Returns its own region where it is such a name by its key, else -1.
    """
    before = len(builder.document.regions)
    builder.under = title
    write_string(builder, scope, contents(builder.document.text, scalar))
    is_name = _NOT_WORD.split(key.lower())[-1] in _NAMES and len(builder.document.regions) == before + 1
    return before if is_name else -1
