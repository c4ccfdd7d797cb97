"""Reads a JSON object at the start of a file, with the place of every value. Knows nothing of what the values mean."""

from __future__ import annotations

from healthlint.readers.json_scan import scan_json
from healthlint.readers.values import MAX_DEPTH, BrokenError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.readers.values import Node, Scalar


def parse_json(text: str, start: int) -> tuple[dict[str, Node], int]:
    """The object that starts at `start`, and the offset behind it. Raises BrokenError."""
    tree = _Tree()
    end = scan_json(text, start, len(text), tree)
    if not isinstance(tree.root, dict):
        raise BrokenError("front matter is not a JSON object", start)
    return tree.root, end


class _Tree:
    """Builds a tree of what it is told."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self._open: list[list[Node] | dict[str, Node]] = []
        self._keys: list[str] = []

    def begin(self, is_list: bool, at: int) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise BrokenError(f"nested deeper than {MAX_DEPTH} levels", at)
        node: list[Node] | dict[str, Node] = [] if is_list else {}
        self._put(node)
        self._open.append(node)
        self._keys.append("")

    def end(self) -> None:
        self._open.pop()
        self._keys.pop()

    def key(self, name: str) -> None:
        self._keys[-1] = name

    def scalar(self, scalar: Scalar) -> None:
        self._put(scalar)

    def comment(self, start: int, end: int, body_start: int, body_end: int) -> None:
        """Comments of front matter say nothing."""

    def _put(self, node: Node) -> None:
        if not self._open:
            self.root = node
        elif isinstance(self._open[-1], list):
            self._open[-1].append(node)
        else:
            self._open[-1][self._keys[-1]] = node
