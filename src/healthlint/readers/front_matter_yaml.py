"""Reads YAML with the place of every value. Knows nothing of what the values mean.

The common flat form is read here; whatever is richer goes to PyYAML's event stream, which is exact but slow to import.
"""

from __future__ import annotations

import re

from healthlint.readers.values import MAX_DEPTH, MAX_NODES, BrokenError, Scalar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from healthlint.readers.values import Node

# These patterns see printable text only.
_VALUE = (
    r"""'((?:[^'\t\r\n]|'')*)'|"([^"\\\t\r\n]*)"|([^\x00-@\[-`{-\x7f][^\t\r\n]*)"""
    r"|(0|[1-9][0-9]{0,14})|([0-9]{4}-[0-9]{2}-[0-9]{2})|\[([^][{}\r\n]*)\]"
)
_LINE = re.compile(
    rf"(?:(?:([A-Za-z_][A-Za-z0-9_-]{{0,99}}):|( {{0,9}})-)(?: +(?:{_VALUE}))? *|#[^\r\n]*| *)(?:\r\n?|\n|\Z)"
)
_FLOW_ITEM = r""" *(?:([A-Za-z](?:[A-Za-z0-9_.-]| (?=[A-Za-z0-9_.]))*)|'([A-Za-z0-9 _.-]*)'|"([A-Za-z0-9 _.-]*)") *"""
_WORDS = frozenset(("yes", "no", "true", "false", "on", "off", "null"))


def parse_yaml(text: str, start: int, end: int) -> dict[str, Node]:
    """The mapping source[start:end]; an empty one where nothing stands. Raises BrokenError."""
    flat = parse_flat(text, start, end)
    return parse_rich(text, start, end) if flat is None else flat


def parse_flat(text: str, start: int, end: int) -> dict[str, Node] | None:
    """The mapping source[start:end] if all of it is in the flat form, else None.

    The flat form: each line is a key with a simple value on it, an item of the list under the last key, or a comment.
    """
    if not text[start:end].replace("\n", "").replace("\r", "").replace("\t", "").isprintable():
        return None
    found: dict[str, Node] = {}
    items: list[Node] | None = None
    indent = key = ""
    while start < end:
        line = _LINE.match(text, start, end)
        if line is None:
            return None
        start = line.end()
        if line.group(1) is not None:
            key, items, indent = line.group(1), None, "none"
            node = _flat_value(line)
            if node is None or key.lower() in _WORDS:
                return None
            found[key] = node
            if line.lastindex == 1:
                items = []
        elif line.group(2) is not None:
            node = _flat_value(line)
            if items is None or not isinstance(node, Scalar) or line.lastindex == 2:
                return None
            if not items:
                found[key], indent = items, line.group(2)
            if line.group(2) != indent:
                return None
            items.append(node)
    return found


def _flat_value(line: re.Match[str]) -> Node | None:
    group = line.lastindex or 0
    if group < 3:
        return Scalar(None, "", line.end(), line.end())
    written, (start, end) = line.group(group), line.span(group)
    if group == 5:
        return _flat_words(written.rstrip(" "), start)
    if group == 8:
        return _flat_list(line.string, start, end)
    value = int(written) if group == 6 else written.replace("''", "'") if group == 3 else written
    return Scalar(value, ("'", '"', "", "", "")[group - 3], start, end)


def _flat_words(value: str, start: int) -> Node | None:
    end = start + len(value)
    if value in ("true", "false"):
        return Scalar(value == "true", "", start, end)
    if ": " in value or value[-1] == ":" or " #" in value or value.lower() in _WORDS:
        return None
    return Scalar(value, "", start, end)


def _flat_list(text: str, start: int, end: int) -> Node | None:
    found: list[Node] = []
    if not text[start:end].strip(" "):
        return found
    pattern = re.compile(_FLOW_ITEM)
    while True:
        item = pattern.match(text, start, end)
        group = item.lastindex if item else None
        if item is None or group is None or (group == 1 and item.group(1).lower() in _WORDS):
            return None
        found.append(Scalar(item.group(group), ("", "", "'", '"')[group], *item.span(group)))
        if item.end() == end:
            return found
        if text[item.end()] != ",":
            return None
        start = item.end() + 1


def parse_rich(text: str, start: int, end: int) -> dict[str, Node]:
    """As `parse_yaml`, by PyYAML alone."""
    # Imported only for front matter that the flat form does not cover: it takes 20 ms.
    from healthlint.readers.yaml_events import ALIAS, END, LIST, MAPPING, SCALAR, yaml_events

    tree = _Tree(text, start)
    for kind, event, scalar in yaml_events(text, start, end):
        if kind == SCALAR and scalar is not None:
            tree.put(scalar, event)
        elif kind == ALIAS:
            tree.alias(event)
        elif kind in (LIST, MAPPING):
            tree.begin([] if kind == LIST else {}, event)
        elif kind == END:
            tree.end()
    if tree.root is None:
        return {}
    if not isinstance(tree.root, dict):
        raise BrokenError("front matter is not a mapping of keys to values", start)
    return tree.root


class _Tree:
    """Builds the tree from events, without recursion."""

    def __init__(self, text: str, start: int) -> None:
        self.root: Node | None = None
        self.text = text
        self.start = start
        self.open: list[list[Node] | dict[str, Node]] = []
        self.keys: list[str | None] = []
        self.anchors: dict[str, Node] = {}
        self.count = 0

    def begin(self, node: list[Node] | dict[str, Node], event: Any) -> None:
        self.put(node, event)
        if len(self.open) >= MAX_DEPTH:
            raise BrokenError(f"nested deeper than {MAX_DEPTH} levels", self.start + event.start_mark.index)
        self.open.append(node)
        self.keys.append(None)

    def end(self) -> None:
        self.open.pop()
        self.keys.pop()

    def alias(self, event: Any) -> None:
        if event.anchor not in self.anchors:
            raise BrokenError(f'there is no "&{event.anchor}" for this alias', self.start + event.start_mark.index)
        self.put(self.anchors[event.anchor], event, anchor=None)

    def put(self, node: Node, event: Any, anchor: str | None = "") -> None:
        self.count += 1
        if self.count > MAX_NODES:
            raise BrokenError(f"more than {MAX_NODES} values", self.start + event.start_mark.index)
        if anchor == "" and event.anchor:
            self.anchors[event.anchor] = node
        if not self.open:
            self.root = node
            return
        inside = self.open[-1]
        if isinstance(inside, list):
            inside.append(node)
            return
        key = self.keys[-1]
        if key is None:
            # A key counts as it is written: "no", "2024".
            self.keys[-1] = self.text[node.start : node.end] if isinstance(node, Scalar) else "?"
            return
        self.keys[-1] = None
        if key == "<<" and isinstance(node, dict):
            for name, merged in node.items():
                inside.setdefault(name, merged)
        else:
            inside[key] = node
