"""The open elements of an HTML page, by order and by name, each found in constant time.

Plain bookkeeping: it knows nothing of regions or of the builder.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.readers.html_roles import Role


class Element:
    """An open element.

    `scope` and `level` are those of text in it, `start` is the source offset of its start tag, `target` the value of
    its mark. `depth` is how many containers were open when its own had been entered (0: it entered none), `hidden`
    the reason given. `dead` is an element whose end tag came while others above it stay open. `details` is what a
    summary belongs to. `is_region` is one whose own region is open. `plain` is an element whose end changes nothing
    but the stack.
    """

    __slots__ = (
        "dead",
        "depth",
        "details",
        "hidden",
        "is_region",
        "level",
        "name",
        "plain",
        "role",
        "scope",
        "start",
        "target",
    )

    def __init__(self, name: str, role: Role, scope: str, level: int, start: int) -> None:
        self.name = name
        self.role = role
        self.scope = scope
        self.level = level
        self.start = start
        self.target = ""
        self.depth = 0
        self.hidden = ""
        self.dead = False
        self.plain = True
        self.is_region = False
        self.details: Element | None = None


class OpenElements:
    """A stack of elements. Nothing below `floor` is ever popped; `places` holds those of each name, the last on top."""

    __slots__ = ("_blocks", "_frames", "floor", "places", "stack")

    def __init__(self) -> None:
        self.stack: list[Element] = []
        self.floor = 0
        self.places: dict[str, list[int]] = {}
        self._blocks: list[int] = []
        self._frames: list[int] = []

    def push(self, element: Element) -> None:
        """Open an element."""
        place = len(self.stack)
        self.places.setdefault(element.name, []).append(place)
        if element.role.block:
            self._blocks.append(place)
        self.stack.append(element)

    def pop(self) -> Element:
        """Take the innermost element away."""
        element = self.stack.pop()
        if not element.dead:
            self.places[element.name].pop()
        if element.role.block:
            self._blocks.pop()
        return element

    def kill(self, place: int) -> Element:
        """End an element that others above keep on the stack; its text is its parent's from now on."""
        element = self.stack[place]
        element.dead = True
        places = self.places[element.name]
        if places[-1] == place:
            places.pop()
        else:
            places.remove(place)
        if place:
            element.scope, element.level = self.stack[place - 1].scope, self.stack[place - 1].level
        return element

    def last(self, name: str) -> int:
        """The place of the innermost open element of this name, -1 where there is none."""
        places = self.places.get(name)
        return places[-1] if places else -1

    def last_of(self, names: tuple[str, ...]) -> int:
        """The place of the innermost open element with one of these names, -1 where there is none."""
        return max(map(self.last, names), default=-1)

    @property
    def last_block(self) -> int:
        """The place of the innermost block element, -1 where there is none."""
        return self._blocks[-1] if self._blocks else -1

    def raise_floor(self) -> None:
        """Keep what is open now until the matching `lower_floor`."""
        self._frames.append(self.floor)
        self.floor = len(self.stack)

    def lower_floor(self) -> None:
        """Undo the innermost `raise_floor`."""
        self.floor = self._frames.pop() if self._frames else 0
