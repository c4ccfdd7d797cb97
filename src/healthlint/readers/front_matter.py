"""Front matter: finds it (YAML, TOML, JSON), keeps its values as `meta` and writes those that people read as regions.

Knows the keys of the usual site builders, not the notations themselves.
"""

from __future__ import annotations

import re

from healthlint.readers.keys import front_matter_scope
from healthlint.readers.values import MAX_DEPTH, MAX_NODES, BrokenError, Scalar, pieces

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.readers.builder import Builder
    from healthlint.readers.values import Node

# A page has front matter in one notation or none: each pattern is compiled where it is first used, and kept by `re`.
_OPENING = r"(?:---|\+\+\+)[ \t]*(?=[\r\n])|\{\s*[\"}]"
_CLOSING = {
    "-": r"(?:\r\n?|\n)(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)",
    "+": r"(?:\r\n?|\n)\+\+\+[ \t]*(?:\r\n?|\n|\Z)",
    "{": r"(?:\r\n?|\n)\}[ \t]*(?:\r\n?|\n|\Z)",
}
_TOML_FIRST = r"\s*(?:#[^\r\n]*\s*)*(?:[\w.\"'-]+\s*=|\[)"
_CONTENT = r"[\r\n][ \t]*([^\s#][^\r\n]*)"
_KEY = r"[^\r\n]*:(?:\s|\Z)|[{?&!]"


def read_front_matter(builder: Builder, text: str) -> int:
    """The offset where the body of `text` starts, 0 where it has no front matter.

    Fills `meta` of the document by dotted key and writes regions for the values that people read. What is broken
    becomes a trouble; the body then starts behind the closing fence.
    """
    sign = text[:1]
    opening = re.match(_OPENING, text) if sign in _FORMATS else None
    if opening is None:
        return 0
    try:
        tree, body = _FORMATS[sign](text, opening.end())
    except BrokenError as error:
        builder.trouble(f"front matter: {error.message}", error.offset)
        return _behind(text, sign)
    if body:
        _Writing(builder, text).mapping(tree, "", 0)
    return body


def _yaml(text: str, start: int) -> tuple[dict[str, Node], int]:
    closing = re.compile(_CLOSING["-"]).search(text, start)
    content = re.compile(_CONTENT).search(text, start, closing.start()) if closing else None
    if closing is None or (content is not None and not re.match(_KEY, content.group(1))):
        return {}, 0  # a thematic break
    # Imported here, as the other notations are: most files need one of them or none.
    from healthlint.readers.front_matter_yaml import parse_yaml

    start += 2 if text.startswith("\r\n", start) else 1
    return parse_yaml(text, start, max(start, closing.start())), closing.end()


def _toml(text: str, start: int) -> tuple[dict[str, Node], int]:
    closing = re.compile(_CLOSING["+"]).search(text, start)
    if closing is None:
        if re.compile(_TOML_FIRST).match(text, start):
            raise BrokenError("the closing +++ is missing", 0)
        return {}, 0
    from healthlint.readers.front_matter_toml import parse_toml

    return parse_toml(text, start, closing.start()), closing.end()


def _json(text: str, _: int) -> tuple[dict[str, Node], int]:
    from healthlint.readers.front_matter_json import parse_json

    return parse_json(text, 0)


_FORMATS = {"-": _yaml, "+": _toml, "{": _json}


def _behind(text: str, sign: str) -> int:
    closing = re.search(_CLOSING[sign], text)
    return closing.end() if closing else 0


class _Writing:
    """Walks a tree of values. Aliases may make it endless: depth and number are bounded."""

    def __init__(self, builder: Builder, text: str) -> None:
        self.builder = builder
        self.text = text
        self.left = MAX_NODES

    def mapping(self, tree: dict[str, Node], before: str, depth: int) -> None:
        for key, node in tree.items():
            self.node(node, before + key, depth)

    def node(self, node: Node, path: str, depth: int) -> None:
        if not self.counted(depth):
            return
        if isinstance(node, Scalar):
            self.keep(path, node.value, node, node)
            self.prose(node, path)
        elif isinstance(node, dict):
            self.mapping(node, path + ".", depth + 1)
        elif all(isinstance(item, Scalar) for item in node):
            scalars = [item for item in node if isinstance(item, Scalar)]
            self.keep(path, [scalar.value for scalar in scalars], *(scalars[:1] + scalars[-1:]))
            for scalar in scalars:
                if self.counted(depth):
                    self.prose(scalar, path)
        else:
            for index, item in enumerate(node):
                self.node(item, f"{path}.{index}", depth + 1)

    def keep(self, path: str, value: object, *ends: Scalar) -> None:
        """Keep a value, and its place from the first to the last of its scalars where it speaks to healthlint."""
        document = self.builder.document
        document.meta[path] = value
        if ends and path.startswith("healthlint"):
            document.places[path] = ends[0].start, ends[-1].end

    def counted(self, depth: int) -> bool:
        self.left -= 1
        if self.left > 0 and depth <= MAX_DEPTH:
            return True
        if self.left > -1:
            self.builder.trouble(f"front matter: more than {MAX_NODES} values or {MAX_DEPTH} levels", 0)
            self.left = -1
        return False

    def prose(self, scalar: Scalar, path: str) -> None:
        if not isinstance(scalar.value, str):
            return
        scope = front_matter_scope(path, scalar.value)
        if not scope:
            return
        builder = self.builder
        builder.open(scope)
        for visible, start, end in pieces(self.text, scalar):
            if visible == "\n\n":
                builder.close()
                builder.open(scope)
            else:
                builder.write(visible, start, end)
        builder.close()
