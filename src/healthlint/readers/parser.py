"""The Markdown parser: which dialect is read, and its events. The only room that knows pyromark."""

from __future__ import annotations

import re

from pyromark import Options, events_with_range

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_OPTIONS = (
    Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_HEADING_ATTRIBUTES
    | Options.ENABLE_GFM
)


def parse(text: str) -> Iterator[tuple[Any, Any]]:
    """The events of a Markdown text, each with its range of UTF-8 bytes ("start" and "end").

    A lone surrogate counts as one U+FFFD.
    """
    return events_with_range(encodable(text), options=_OPTIONS)


def encodable(text: str) -> str:
    """The text with U+FFFD, which takes as many bytes, for lone surrogates."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return re.sub("[\ud800-\udfff]", "\ufffd", text)
    return text
