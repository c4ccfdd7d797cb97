"""Writes the values of a data file as regions, and keeps what the file says of itself.

Knows no notation: `json_file`, `yaml_file` and `csv_file` do.
"""

from __future__ import annotations

from healthlint.readers.data_prose import data_scope
from healthlint.readers.inner import write_string
from healthlint.readers.values import contents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.readers.builder import Builder
    from healthlint.readers.data_prose import Keys
    from healthlint.readers.data_values import Frame, Leaf, Values
    from healthlint.readers.values import BrokenError

_NAMES = frozenset(("title", "name", "headline", "heading", "question"))
"""Keys of that which names the object it stands in."""


def write_values(builder: Builder, values: Values, keys: Keys) -> None:
    """Write every string that is prose as a region, or as those of the document that it holds."""
    document = builder.document
    document.meta.update(values.meta)
    if values.types:
        from healthlint.readers.json_ld import keep_types  # few files hold structured data

        keep_types(builder, values.types)
    if values.has_price:
        document.meta["page.price"] = True
    for comment in values.comments:
        builder.comment(*comment)
    for leaf in values.leaves:
        _write(builder, leaf, keys, bool(values.types))


def write_broken(builder: Builder, error: BrokenError, more: int = 0) -> None:
    """Keep what kept the rest of a file, or this line and so many `more`, from being read."""
    others = f" (and {more} more line{'s' if more > 1 else ''} like it)" if more else ""
    hint = "what follows was not read; a file that is no content is left out by `exclude` in the configuration"
    builder.trouble(f"{error.message}{others}: {hint}", error.offset)


def _write(builder: Builder, leaf: Leaf, keys: Keys, has_things: bool) -> None:
    frame = leaf.frame
    key = _last_key(leaf)
    scope = data_scope(leaf.path, key, str(leaf.scalar.value), keys)
    if not scope:
        return
    if has_things and any(each.is_thing for each in frame.outwards()):
        scope = "data"  # nobody sees it on the page
    builder.under = _heading(frame)
    before = len(builder.document.regions)
    write_string(builder, scope, contents(builder.document.text, leaf.scalar))
    if frame.title < 0 and key.lower() in _NAMES and len(builder.document.regions) == before + 1:
        frame.title = before


def _last_key(leaf: Leaf) -> str:
    """The key of the string, or that of the list around it."""
    if not leaf.frame.is_list:
        return leaf.key
    return next((frame.key for frame in leaf.frame.outwards() if not (frame.parent and frame.parent.is_list)), "")


def _heading(frame: Frame) -> int:
    """The region that names the object, or else what is around it."""
    return next((each.title for each in frame.outwards() if each.title >= 0), -1)
