"""A table of a TOML file as a tree of nodes, the form in which configurations are checked.

The TOML parser knows no places: they are looked up in the text, which is right for files as people write them; where
a key is not found, its table stands for it.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right

from healthlint.errors import ConfigError, Mistake
from healthlint.language.data import Text
from healthlint.loading.source import Node

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

_HEADER = re.compile(r"\s*\[(\[?)([^\[\]]+)\]?\]")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=\s*""")
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")

_Path = tuple[str, ...]


_NEAR = 10_000
"""How far behind its key, or behind the item before it, a text is looked for: one that is written with escapes is never
found.
"""

_DEEP = re.compile(r"""(?m)(?:^|[\[{,])[ \t]*(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){200}""")
"""A dotted key that no configuration has: the time that the parser takes for one grows with the square of its parts."""


class _Mark:
    """A place: 0-based line, column and index; `starts` are those of all lines."""

    def __init__(self, starts: Sequence[int], index: int) -> None:
        self.index = index
        self.line = bisect_right(starts, index) - 1
        self.column = index - starts[self.line]


def read_toml(path: str, label: str, table: _Path, mistakes: list[Mistake]) -> Node | None:
    """The node of the table with this path of keys, () for the whole file; None where it is missing or the file can't
    be read.
    """
    tomllib = _parser(label)
    try:
        with open(path, "rb") as file:
            text = file.read().decode("utf-8-sig")
        value = _parsed(tomllib, text)
    except OSError as error:
        mistakes.append(Mistake(label, 0, "", f"can't be read: {error.strerror or error}"))
        return None
    except RecursionError:
        mistakes.append(Mistake(label, 0, "", "is not TOML that can be read: it is nested too deep"))
        return None
    except ValueError as error:  # not UTF-8, or not TOML
        line = re.search(r"line (\d+)", str(error))
        mistakes.append(Mistake(label, int(line[1]) if line else 0, "", f"is not TOML: {error}"))
        return None
    for key in table:
        value = value.get(key) if isinstance(value, dict) else None
    if value is None:
        return None
    return _Tree(label, text).node(value, table, 0)


def _parser(label: str) -> Any:
    name = "tomllib" if sys.version_info >= (3, 11) else "tomli"
    try:
        return __import__(name)  # 12 ms: only a project that is configured in TOML pays for it
    except ImportError:
        message = "reading TOML needs Python 3.11 or the package tomli: or write .healthlint.yaml instead"
        raise ConfigError([Mistake(label, 0, "", message)]) from None


def _parsed(tomllib: Any, text: str) -> Any:
    """The values of a text. Raises RecursionError for dotted keys too, where the parser would only take long."""
    if _DEEP.search(text):
        raise RecursionError
    return tomllib.loads(text)


class _Tree:
    """Makes nodes of values, with the places that the text gives for their keys."""

    def __init__(self, label: str, text: str) -> None:
        self._label = label
        self._text = text
        self._places = _places(text)
        self._starts = [0, *(line_end.end() for line_end in re.finditer("\n", text))]

    def node(self, value: Any, path: _Path, index: int) -> Node:
        """The node of a value at a path of keys; `index` is where its parent stands."""
        index = self._places.get(path, index)
        if isinstance(value, str):
            return self._text_node(value, path, index)
        if isinstance(value, dict):
            items = {}
            for name, inner in value.items():
                child = self.node(inner, (*path, name), index)
                items[Text.at(name, self._label, child.line, child.column, _dotted((*path, name)))] = child
            return self._made("map", items, path, index)
        if isinstance(value, list):
            nodes = []
            behind = index
            for at, inner in enumerate(value):
                is_text = isinstance(inner, str)
                nodes.append(self.node(inner, (*path, f"[{at}]"), behind if is_text else index))
                behind = max(behind, nodes[-1].start + 1) if is_text else behind
            return self._made("list", nodes, path, index)
        if isinstance(value, bool):
            return self._made("flag", value, path, index)
        if isinstance(value, int | float):
            return self._made("number", value, path, index)
        return self._made("date", None, path, index)

    def _text_node(self, value: str, path: _Path, index: int) -> Node:
        written = [f"{quote}{value}{quote}" for quote in "\"'"]
        found = [at for each in written if (at := self._text.find(each, index, index + len(each) + _NEAR)) >= 0]
        node = self._made("text", None, path, min(found, default=index))
        node.value = Text.at(value, self._label, node.line, node.column, node.key)
        return node

    def _made(self, sort: str, value: object, path: _Path, index: int) -> Node:
        start = _Mark(self._starts, index)
        following = start.line + 1
        end = self._starts[following] - 1 if following < len(self._starts) else len(self._text)
        node = Node(self._label, self._text, sort, value, start, _Mark(self._starts, end))
        node.key = _dotted(path)
        return node


def _dotted(path: _Path) -> str:
    return ".".join(path).replace(".[", "[")


def _places(text: str) -> dict[_Path, int]:
    """Where the value (of a table: its header) of each path of keys starts."""
    places: dict[_Path, int] = {}
    table: _Path = ()
    counts: dict[_Path, int] = {}
    index = 0
    for line in text.splitlines(keepends=True):
        if header := _HEADER.match(line):
            table = _parts(header[2])
            if header[1]:
                counts[table] = counts.get(table, -1) + 1
                table = (*table, f"[{counts[table]}]")
            places[table] = index + line.index("[")
        elif key := _KEY.match(line):
            places.setdefault((*table, *_parts(key[1])), index + key.end())
        index += len(line)
    return places


def _parts(dotted: str) -> _Path:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))
