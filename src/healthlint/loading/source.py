"""YAML files as trees of nodes that know their place: file, line, column, key, and the words as they were written.

Generic: rulesets and configurations are read through here, and nothing here knows what a key means. A file that
can't be read, or that would blow up while being read, is a mistake, never a traceback and never a long wait.
"""

from __future__ import annotations

import os
import re

from healthlint.errors import Mistake
from healthlint.language.data import Text
from healthlint.loading.slips import explain, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, NoReturn

MAXIMUM_BYTES = 5_000_000
MAXIMUM_NODES = 300_000
MAXIMUM_COPIES = 10_000
"""How many nodes all aliases of a file together may stand for."""
MAXIMUM_DEPTH = 50

_TOO_DEEP = f"is nested more than {MAXIMUM_DEPTH} levels deep"
_PARSERS_LIMIT = "exceeded maximum nesting depth"

_INVISIBLE = re.compile("[^\t\n\r -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,14})")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,14})?\.[0-9]{1,15}")
_PLAIN_ID = re.compile(r"[A-Za-z0-9_-]{1,80}")
_SORTS = {"int": "number", "float": "number", "bool": "flag", "timestamp": "date", "null": "nothing"}


class Node:
    """One value of a YAML file.

    `sort` is "text", "number", "flag", "date", "nothing", "list" or "map". `value` is a `Text`, an int or float (None
    where the number is not plain decimal), a bool, None, a list of nodes, or a dict of `Text` to node. `start` and
    `end` are its code points in `source`, the whole file. `size` counts the nodes and `height` the levels in it.
    """

    __slots__ = ("column", "end", "file", "height", "key", "line", "size", "sort", "source", "start", "value")

    def __init__(self, file: str, source: str, sort: str, value: Any, start: Any, end: Any) -> None:
        self.file = file
        self.source = source
        self.sort = sort
        self.value = value
        self.line: int = start.line + 1
        self.column: int = start.column + 1
        self.start: int = start.index
        self.end: int = end.index
        self.key = ""
        self.size = 1
        self.height = 1

    @property
    def written(self) -> str:
        """The value as it stands in the file."""
        return self.source[self.start : self.end].strip()

    @property
    def rest(self) -> str:
        """What stands behind the value on its last line."""
        return self.source[self.end :].partition("\n")[0].rstrip("\r")

    def mistake(self, message: str) -> Mistake:
        """A mistake at this place."""
        return Mistake(self.file, self.line, self.key, message, self.column)

    def plain(self) -> object:
        """The value with plain lists and dicts instead of nodes."""
        if self.sort == "list":
            return [item.plain() for item in self.value]
        if self.sort == "map":
            return {key: item.plain() for key, item in self.value.items()}
        return self.value


def read_yaml(path: str, label: str, mistakes: list[Mistake]) -> tuple[Node | None, bytes]:
    """The tree of a file and its bytes; what is wrong is added to `mistakes` under the name `label`."""
    try:
        if os.path.exists(path) and not (os.path.isfile(path) or os.path.isdir(path)):
            mistakes.append(Mistake(label, 0, "", "can't be read: it is a pipe or a device"))  # may have no end
            return None, b""
        with open(path, "rb") as file:
            data = file.read(MAXIMUM_BYTES + 1)
    except OSError as error:
        mistakes.append(Mistake(label, 0, "", f"can't be read: {error.strerror or error}"))
        return None, b""
    return parse_yaml(data, label, mistakes), data


def parse_yaml(data: bytes, label: str, mistakes: list[Mistake]) -> Node | None:
    """The tree of a file of these bytes; None where it can't be read. An empty file is a node of the sort "nothing"."""
    text = _decode(data, label, mistakes)
    if text is None:
        return None
    builder = _Builder(text, label, mistakes)
    root = builder.build()
    if root is not None:
        _name(root, "")
        mistakes += [_twice(node, key) for node, key in builder.twice]
    return root


def _twice(node: Node, key: Text) -> Mistake:
    first = next(other for other in node.value if other == key)
    key.key = first.key
    return key.mistake(f'the key "{key}" stands here twice: it was given in line {first.line}')


def _decode(data: bytes, label: str, mistakes: list[Mistake]) -> str | None:
    message = ""
    before = ""
    if len(data) > MAXIMUM_BYTES:
        message = f"is larger than {MAXIMUM_BYTES // 1_000_000} MB: split it into several files"
    elif data.startswith((b"\xff\xfe", b"\xfe\xff")):
        message = "is stored as UTF-16: save it as UTF-8"
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            # The position counts from behind a byte order mark, as `error.object` does.
            before = error.object[: error.start].decode("utf-8")
            message = f"is not UTF-8 (byte 0x{error.object[error.start]:02x}): save it as UTF-8"
        else:
            odd = _INVISIBLE.search(text)
            if odd is None:
                return text
            before = text[: odd.start()]
            message = f"holds the invisible character U+{ord(odd.group()):04X}: take it out"
    line = before.count("\n") + 1 if before else 1
    mistakes.append(Mistake(label, line, "", message, len(before) - before.rfind("\n")))
    return None


class _StopError(Exception):
    """The rest of the file can't be read; the mistake has been told."""


class _Builder:
    """Makes a tree from the events of a YAML parser, so that nothing grows beyond our limits before we see it."""

    def __init__(self, text: str, label: str, mistakes: list[Mistake]) -> None:
        # yaml costs 20 ms of start-up: only a file that has to be parsed pays for it.
        import yaml

        self.yaml = yaml
        self.text = text
        self.label = label
        self.mistakes = mistakes
        self.loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
        self.told: Any = None
        self.anchors: dict[str, Node | None] = {}
        self.unused: dict[str, Mistake] = {}
        self.twice: list[tuple[Node, Text]] = []
        self.nodes = 0
        self.copies = 0

    def build(self) -> Node | None:
        try:
            return self._document()
        except _StopError:
            return None
        except self.yaml.YAMLError as error:
            slip = explain(error, self.text, self.label)
            if not any(told.line == slip.line and told.file == slip.file for told in self.mistakes):
                self.mistakes.append(slip)
            return None
        finally:
            self.loader.dispose()

    def _document(self) -> Node:
        self._event(0)
        event = self._event(0)
        if isinstance(event, self.yaml.StreamEndEvent):
            return Node(self.label, self.text, "nothing", None, event.start_mark, event.end_mark)
        root = self._node(self._event(0), 1)
        self._event(0)
        event = self._event(0)
        if not isinstance(event, self.yaml.StreamEndEvent):
            self._stop(event, 'a second document starts here: take the "---" out, or make it a file of its own')
        self.mistakes.extend(self.unused.values())
        return root

    def _event(self, depth: int) -> Any:
        """What the parser tells next, inside a value that is `depth` levels deep."""
        try:
            self.told = self.loader.get_event()
        except self.yaml.MarkedYAMLError as error:
            if _PARSERS_LIMIT in str(error):
                self._stop_in_brackets(depth, error.problem_mark)
            raise
        return self.told

    def _stop_in_brackets(self, depth: int, mark: Any) -> NoReturn:
        """Tell of the level that is too deep where the parser stopped before it told of it.

        The C parser has a limit of its own for brackets in brackets, and reads up to 1,024 characters of a line ahead,
        as a bracket may start a key: those that it has not told of stand behind the last event, in the line of `mark`.
        """
        for at in range(self.told.end_mark.index, len(self.text)):
            depth += (self.text[at] in "[{") - (self.text[at] in "]}")
            if depth > MAXIMUM_DEPTH:
                break
        column = at - (mark.index - mark.column) + 1
        self.mistakes.append(Mistake(self.label, mark.line + 1, "", _TOO_DEEP, column))
        raise _StopError

    def _node(self, event: Any, depth: int) -> Node:
        if isinstance(event, self.yaml.AliasEvent):
            return self._alias(event, depth)
        self.nodes += 1
        if self.nodes > MAXIMUM_NODES:
            self._stop(event, f"the file holds more than {MAXIMUM_NODES:,} values: split it into several files")
        if depth > MAXIMUM_DEPTH:
            self._stop(event, _TOO_DEEP)
        if event.tag is not None:
            self._refuse_tag(event)
        if event.anchor is not None:
            self._anchor(event)
        if isinstance(event, self.yaml.ScalarEvent):
            node = self._scalar(event)
        elif isinstance(event, self.yaml.SequenceStartEvent):
            node = self._list(event, depth)
        else:
            node = self._map(event, depth)
        if event.anchor is not None:
            self.anchors[event.anchor] = node
        return node

    def _scalar(self, event: Any) -> Node:
        value = event.value
        sort = "text"
        if event.implicit[0] and event.tag is None:
            tag = self.loader.resolve(self.yaml.ScalarNode, value, event.implicit)
            sort = _SORTS.get(tag.rpartition(":")[2], "text")
        node = Node(self.label, self.text, sort, _plain_value(sort, value), event.start_mark, event.end_mark)
        if sort == "text":
            node.value = Text.at(value, self.label, node.line, node.column)
        return node

    def _list(self, event: Any, depth: int) -> Node:
        items = []
        while not isinstance(inner := self._event(depth), self.yaml.SequenceEndEvent):
            items.append(self._node(inner, depth + 1))
        return self._whole(Node(self.label, self.text, "list", items, event.start_mark, inner.end_mark), items)

    def _map(self, event: Any, depth: int) -> Node:
        items: dict[Text, Node] = {}
        twice = []
        while not isinstance(inner := self._event(depth), self.yaml.MappingEndEvent):
            key = self._key(inner, depth + 1)
            value = self._node(self._event(depth), depth + 1)
            if key in items:
                twice.append(key)
            elif key is not None:
                items[key] = value
        node = Node(self.label, self.text, "map", items, event.start_mark, inner.end_mark)
        self.twice += [(node, key) for key in twice]
        return self._whole(node, items.values())

    def _key(self, event: Any, depth: int) -> Any:
        node = self._node(event, depth)
        if node.sort == "text" and node.value != "<<":
            return node.value
        written = node.written.partition("\n")[0]
        if node.sort == "text":
            message = 'merge keys ("<<") are not supported: write the keys out'
        elif node.sort in {"list", "map"}:
            message = f'a key must be a single word, not "{written}": is a quote missing?'
        elif node.sort == "nothing":
            message = "a key is missing in front of the colon"
        else:
            message = f'YAML does not read the key {written} as text: quote it: "{written}"'
        self.mistakes.append(node.mistake(message))
        return None

    def _alias(self, event: Any, depth: int) -> Node:
        name = event.anchor
        if name not in self.anchors:
            message = f"a value that starts with * repeats an anchor in YAML, and there is no &{name}: quote it: "
            self._stop(event, message + quoted(self._line_from(event)))
        node = self.anchors[name]
        if node is None:
            self._stop(event, f"the alias *{name} stands inside what it repeats")
        self.unused.pop(name, None)
        self.copies += node.size
        if self.copies > MAXIMUM_COPIES:
            self._stop(event, f"the aliases of this file stand for more than {MAXIMUM_COPIES:,} values: write them out")
        if depth + node.height > MAXIMUM_DEPTH:
            self._stop(event, _TOO_DEEP)
        return node

    def _anchor(self, event: Any) -> None:
        name = event.anchor
        message = (
            f"a value that starts with & is an anchor in YAML, and no *{name} uses it: "
            f'quote the value if "&{name}" belongs to it'
        )
        self.unused.setdefault(name, self._mistake(event, message))
        self.anchors[name] = None

    def _refuse_tag(self, event: Any) -> None:
        message = (
            "a value that starts with ! is a tag in YAML, and tags are not allowed: "
            f"quote the value if the ! belongs to it: {quoted(self._line_from(event))}"
        )
        self.mistakes.append(self._mistake(event, message))

    def _line_from(self, event: Any) -> str:
        return self.text[event.start_mark.index :].partition("\n")[0].strip()[:200]

    def _mistake(self, event: Any, message: str) -> Mistake:
        return Mistake(self.label, event.start_mark.line + 1, "", message, event.start_mark.column + 1)

    def _stop(self, event: Any, message: str) -> NoReturn:
        self.mistakes.append(self._mistake(event, message))
        raise _StopError

    @staticmethod
    def _whole(node: Node, items: Any) -> Node:
        node.size = 1 + sum(item.size for item in items)
        node.height = 1 + max((item.height for item in items), default=0)
        return node


def _plain_value(sort: str, value: str) -> object:
    if sort == "flag":
        return value.lower() in {"yes", "true", "on"}
    if sort == "number" and _INTEGER.fullmatch(value):
        return int(value)
    if sort == "number" and _DECIMAL.fullmatch(value):
        return float(value)
    return None


def _name(node: Node, key: str) -> None:
    """Give a node and all below it their dotted keys. An item of a list that has an `id` goes by it."""
    if node.key:
        return  # an alias: what it repeats has its name
    node.key = key
    if node.sort == "text":
        node.value.key = key
    for inner, item in _children(node):
        _name(item, f"{key}{inner}" if key else inner.lstrip("."))


def _children(node: Node) -> Iterator[tuple[str, Node]]:
    if node.sort == "map":
        for key, item in node.value.items():
            key.key = f"{node.key}.{key}" if node.key else str(key)
            yield f".{key}", item
    elif node.sort == "list":
        for index, item in enumerate(node.value):
            name = item.value.get("id") if item.sort == "map" else None
            if name is not None and name.sort == "text" and _PLAIN_ID.fullmatch(name.value):
                yield f".{name.value}", item
            else:
                yield f"[{index}]", item
