"""Settings with their origins as YAML: a comment behind each says where it comes from. Stable, to be compared and
pasted.
"""

from __future__ import annotations

import json
import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_COLUMN = 44
"""Where comments start, unless the value is longer."""

_WIDTH = 100
"""Characters that a list in one line may have."""

_PLAIN = re.compile(r"(?:[A-Za-z_/]|\.{1,2}/)(?:[\w./@-]| (?=[\w./@-]))*", re.ASCII)
_WORDS = frozenset(("true", "false", "yes", "no", "on", "off", "null", "y", "n"))
"""What YAML takes for something else than text."""


class Setting:
    """A value with its origin, for people ("" where its parts have origins of their own).

    `value` is None, a plain value, a list of them or of settings without a key, settings in a tuple, or a dict of plain
    values that stands in one line.
    """

    __slots__ = ("key", "origin", "value")

    def __init__(self, key: str, value: object, origin: str = "") -> None:
        self.key = key
        self.value = value
        self.origin = origin


def render(settings: Iterable[Setting], indent: str = "") -> Iterator[str]:
    """The lines of settings, in their order."""
    for setting in settings:
        yield from _one(setting, indent)


def _one(setting: Setting, indent: str) -> Iterator[str]:
    head = f"{indent}{scalar(setting.key)}:"
    value = setting.value
    if isinstance(value, tuple) and value:
        yield _commented(head, setting.origin)
        yield from render(value, indent + "  ")
    elif isinstance(value, list) and (any(isinstance(item, Setting) for item in value) or len(_flow(value)) > _WIDTH):
        yield _commented(head, setting.origin)
        for item in value:
            yield from _item(item, indent + "  ")
    else:
        yield _commented(f"{head} {_flow(value)}", setting.origin)


def _item(item: object, indent: str) -> Iterator[str]:
    if not isinstance(item, Setting):
        yield f"{indent}- {_flow(item)}"
    elif isinstance(item.value, tuple):
        first, *rest = render(item.value, indent + "  ")
        yield f"{indent}- {first[len(indent) + 2 :]}"
        yield from rest
    else:
        yield _commented(f"{indent}- {_flow(item.value)}", item.origin)


def _commented(text: str, origin: str) -> str:
    return f"{text:<{_COLUMN}}  # {origin}" if origin else text


def _flow(value: object) -> str:
    if isinstance(value, tuple):
        return "{}"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_flow(each)}' for key, each in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(_flow(each) for each in value)}]"
    if value is None:
        return "null"
    return scalar(value) if isinstance(value, str) else json.dumps(value)


def scalar(text: str) -> str:
    """A text as YAML reads it, quoted where it has to be."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return str(text)
    return json.dumps(str(text), ensure_ascii=False)
