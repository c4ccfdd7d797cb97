"""The events of a YAML text with their places: the only room of the readers that knows PyYAML.

Knows nothing of what the values mean.
"""

from __future__ import annotations

import re

import yaml

from healthlint.readers.values import BrokenError, Scalar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from healthlint.readers.values import Plain

SCALAR, ALIAS, LIST, MAPPING, END, OTHER = range(6)
_KINDS: dict[Any, int] = {
    yaml.ScalarEvent: SCALAR,
    yaml.AliasEvent: ALIAS,
    yaml.SequenceStartEvent: LIST,
    yaml.MappingStartEvent: MAPPING,
    yaml.SequenceEndEvent: END,
    yaml.MappingEndEvent: END,
}

_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:[Zz]|[+-][0-9]{2}:[0-9]{2})?)?")
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
_HEADER = re.compile(r"[|>][0-9+-]*[ \t]*(?:#[^\r\n]*)?(?:\r\n?|\n)?\s*")


def yaml_events(text: str, start: int, end: int) -> Iterator[tuple[int, Any, Scalar | None]]:
    """The events of source[start:end] as (kind, event, the value of a scalar), without recursion.

    The marks of an event count from `start`. Raises BrokenError.
    """
    loader_type: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content = re.sub("[\ud800-\udfff]", "\ufffd", text[start:end])
    try:
        loader = loader_type(content)
        while loader.check_event():
            event = loader.get_event()
            kind = _KINDS.get(event.__class__, OTHER)
            yield kind, event, _scalar(loader, event, text, start) if kind == SCALAR else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise BrokenError(
            f"not valid YAML: {error.problem or error.context}", start + (mark.index if mark else 0)
        ) from None
    except yaml.YAMLError as error:
        position = getattr(error, "position", 0)
        if loader_type is not yaml.SafeLoader:  # the C library counts bytes
            position = len(content.encode()[:position].decode(errors="ignore"))
        raise BrokenError(f"not valid YAML: {getattr(error, 'reason', error)}", start + position) from None


def _scalar(loader: Any, event: Any, text: str, start: int) -> Scalar:
    begin, end = start + event.start_mark.index, start + event.end_mark.index
    properties = _PROPERTIES.match(text, begin, end) if event.anchor or event.tag else None
    if properties is not None:
        begin = properties.end()
    if event.style in ("'", '"'):
        return Scalar(event.value, event.style, begin + 1, end - 1)
    if event.style in ("|", ">"):
        header = _HEADER.match(text, begin, end)
        begin = header.end() if header else begin
        return Scalar(event.value, event.style, begin, max(begin, begin + len(text[begin:end].rstrip())))
    tag = event.tag or loader.resolve(yaml.ScalarNode, event.value, event.implicit)
    return Scalar(_resolved(loader, tag, event.value), "", begin, end)


def _resolved(loader: Any, tag: str, written: str) -> Plain:
    kind = tag.removeprefix("tag:yaml.org,2002:")
    if kind not in ("bool", "int", "float", "null", "timestamp") or _ISO_DATE.fullmatch(written):
        return written
    try:
        value = loader.yaml_constructors[tag](loader, yaml.ScalarNode(tag, written))
    except (ValueError, KeyError):
        return written  # looks like a number or a date and is none
    return value.isoformat() if kind == "timestamp" else value  # type: ignore[no-any-return]
