"""JSON written piece by piece, so that a large report need not be held as one text."""

from __future__ import annotations

import json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def listed(values: Iterable[object]) -> Iterator[str]:
    """The entries of an array, a line each, with the commas between them."""
    before = ""
    for value in values:
        if before:
            yield f"{before},"
        before = json.dumps(value)
    if before:
        yield before
