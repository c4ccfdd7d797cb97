"""Gathers the values of a data file: its strings with the keys that lead to them, and what the file says of itself.

A `Values` is told what stands in a file, in its order, by whoever knows the notation. It does not decide what is prose.
"""

from __future__ import annotations

from healthlint.readers.keys import PRICES
from healthlint.readers.values import BrokenError, Scalar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH = 100
_MAX_KEY = 100
_THING = ("@type", "@context")
_TO_US = "healthlint"


class Frame:
    """An open list or object; the outermost one is the file.

    `key` leads to it (to a list inside a list: that of the outer one), `path` is what stands before the keys in it.
    `is_thing`: it is an object of structured data (JSON-LD). `title` is the index of the region that names what it
    holds, -1 as long as there is none.
    """

    __slots__ = ("depth", "is_list", "is_thing", "items", "key", "meta", "parent", "path", "said", "title")

    def __init__(self, parent: Frame | None, key: str, is_list: bool) -> None:
        self.parent = parent
        self.key: str = parent.key if parent and parent.is_list and is_list else key
        self.is_list: bool = is_list
        self.depth: int = parent.depth + 1 if parent else 0
        self.path: str = (f"{parent.path}{key}." if key else parent.path) if parent else ""
        self.items = 0
        self.is_thing = False
        self.title = -1
        self.meta: str | None = None  # what stands before its keys in the meta of the document, if they belong there
        self.said: list[tuple[str, Scalar]] | None = [] if is_list else None  # None: it holds more than scalars

    def outwards(self) -> Iterator[Frame]:
        """The frame and those around it."""
        frame: Frame | None = self
        while frame is not None:
            yield frame
            frame = frame.parent


class Leaf:
    """A string, the frame that it stands in and its key there, in a list its number."""

    __slots__ = ("frame", "key", "scalar")

    def __init__(self, frame: Frame, key: str, scalar: Scalar) -> None:
        self.frame = frame
        self.key = key
        self.scalar = scalar

    @property
    def path(self) -> str:
        """The keys that lead to it, dotted."""
        return self.frame.path + self.key


class Values:
    """What a file holds.

    `leaves` are its strings. `meta` holds what it says of itself by dotted key: the scalars and lists of scalars at its
    top, and all that is said to healthlint, with the source spans of the latter in `places`. `types` are the types of
    the things of structured data, `has_things` whether there are any. `comments` are as in `Builder.comment`.
    `records`: the file holds one value after the other and says nothing of itself.
    """

    def __init__(self, records: bool = False) -> None:
        self.leaves: list[Leaf] = []
        self.meta: dict[str, object] = {}
        self.places: dict[str, tuple[int, int]] = {}
        self.types: list[str] = []
        self.has_things = False
        self.has_price = False
        self.comments: list[tuple[int, int, int, int]] = []
        self._records = records
        self._frame = Frame(None, "", is_list=False)
        self._key = ""

    def begin(self, is_list: bool, at: int) -> None:
        """A list or an object begins at this place. Raises BrokenError where it lies too deep."""
        outer = self._frame
        if outer.depth >= MAX_DEPTH:
            raise BrokenError(f"nested deeper than {MAX_DEPTH} levels", at)
        key = self._take_key()
        frame = Frame(outer, key, is_list)
        if outer.depth == 0:
            frame.meta = "" if not is_list and not self._records else None
        elif outer.meta is not None and (
            key == _TO_US or outer.meta.startswith(f"{_TO_US}.") or (is_list and not outer.meta)
        ):
            frame.meta = f"{outer.meta}{key}."
        self._tell_apart(outer)
        self._frame = frame

    def end(self) -> None:
        """The innermost of them ends."""
        frame = self._frame
        if frame.meta and frame.said is not None:
            self._keep(
                frame.meta[:-1], [scalar.value for _, scalar in frame.said], [scalar for _, scalar in frame.said]
            )
        self._frame = frame.parent or frame

    def key(self, name: str) -> None:
        """The name of the value that comes next."""
        self._key = name[:_MAX_KEY]

    def scalar(self, scalar: Scalar, again: bool = False) -> None:
        """A value that is neither; `again`: it stands elsewhere and was told there."""
        frame, value = self._frame, scalar.value
        key = self._take_key()
        name = (frame.key if frame.is_list else key).lower()
        if frame.meta is not None:
            if frame.said is not None:
                frame.said.append((key, scalar))
            else:
                self._keep(frame.meta + key, value, [scalar])
        if name in PRICES and value not in (None, False, ""):
            self.has_price = True
        if isinstance(value, str) and not again:
            self.leaves.append(Leaf(frame, key, scalar))
            if name in _THING:
                self._thing(frame, name, value)

    def comment(self, start: int, end: int, body_start: int, body_end: int) -> None:
        """A comment source[start:end] and what stands inside it."""
        self.comments.append((start, end, body_start, body_end))

    def abandon(self) -> None:
        """What is open is broken, and never ends: what comes stands at the top."""
        while self._frame.parent is not None:
            self._frame = self._frame.parent

    def _take_key(self) -> str:
        frame = self._frame
        if frame.is_list or (frame.depth == 0 and self._records):
            frame.items += 1
            return str(frame.items - 1)
        return self._key if frame.depth else ""

    def _tell_apart(self, frame: Frame) -> None:
        """A list that holds more than scalars: those before get keys of their own."""
        if frame.said is not None:
            if frame.meta is not None:
                for key, scalar in frame.said:
                    self._keep(frame.meta + key, scalar.value, [scalar])
            frame.said = None

    def _keep(self, path: str, value: object, scalars: list[Scalar]) -> None:
        if path not in self.meta:
            self.meta[path] = value
            if scalars and path.startswith(_TO_US):
                self.places[path] = scalars[0].start, scalars[-1].end

    def _thing(self, frame: Frame, name: str, value: str) -> None:
        owner = frame.parent if frame.is_list and frame.parent else frame
        owner.is_thing = self.has_things = True
        if name == "@type":
            self.types.append(value.rpartition("/")[2])
