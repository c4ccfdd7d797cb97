"""Text inside Markdown as GitHub and GitLab show it: whatever a page or a file name holds is shown and does nothing."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"[\\`*_\[\]~|#]|^(?:[-+=]|\d+[.)])")
_TRIGGER = re.compile(
    r"[@#](?=\w)|:(?=//|[\w+-]+:)|www(?=\.)"
)  # mentions, numbers of issues, addresses, names of emoji
_ENTITIES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))
_BREAK = "<!-- -->"
_DOLLAR = "<span>$</span>"  # what GitHub asks for where it would else look for mathematics


def escaped(text: str) -> str:
    """One line of text as Markdown that shows it, in a paragraph, a heading or a cell of a table."""
    text = _TRIGGER.sub("\\g<0>\0", text.replace("\0", "\ufffd"))
    for char, entity in _ENTITIES:
        text = text.replace(char, entity)
    return _SPECIAL.sub(_guarded, text).replace("\0", _BREAK).replace("$", _DOLLAR)


def _guarded(match: re.Match[str]) -> str:
    mark = match[0]
    return f"{mark[:-1]}\\{mark[-1]}"


def linked(text: str, url: str) -> str:
    """A link on one line of text; `url` must be an address (see `wording.is_address`)."""
    return f"[{escaped(text)}](<{url}>)"
