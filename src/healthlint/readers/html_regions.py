"""Writes the regions, marks and containers of HTML to a builder that somebody else may be writing to as well.

It never closes a region and never leaves a container that it did not open itself. It knows elements, not tags.
"""

from __future__ import annotations

from healthlint.readers.html_roles import COLLAPSED
from healthlint.readers.html_text import write_html

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.readers.builder import Builder
    from healthlint.readers.html_elements import Element
    from healthlint.readers.html_scan import Attribute

_MAX_CONTAINERS = 64
"""Containers nested deeper are passed through: no page is so, and every region repeats its containers."""

_MAX_MARKS = 16
_BUTTONS = ("", "submit", "button", "reset", "text", "search", "image")


class HtmlRegions:
    """The regions that HTML opened in a builder."""

    def __init__(self, builder: Builder, text: str) -> None:
        self.builder = builder
        self._text = text
        self.open: list[Element | None] = []  # None: the region of running text; else that of an element inside
        self._marks: list[Element] = []
        self._pending: list[int] = []  # depths of containers to leave once nothing lies above them
        self.broken = False  # nothing but white space since the last line break

    @property
    def is_foreign(self) -> bool:
        """Whether the open region is somebody else's."""
        return not self.open and self.builder.is_open

    # -- text

    def write(self, start: int, end: int, scope: str, level: int) -> None:
        """Write the HTML text source[start:end]; where no region is open, words open one."""
        if self.broken or not self.open:
            is_open = self.builder.is_open
            if (self.broken or not is_open) and self._text[start:end].isspace():
                if is_open:
                    write_html(self.builder, start, end, text=self._text)
                return
            self.broken = False
            if not is_open:
                self._open(scope, level)
        write_html(self.builder, start, end, text=self._text)

    def unit(self, visible: str, start: int, end: int, scope: str, level: int, mark: str = "") -> None:
        """Write `visible` for source[start:end] as one unit, with a mark around it."""
        if not self.builder.is_open:
            self._open(scope, level)
        self.broken = False
        if mark:
            self.builder.begin_mark(mark)
        self.builder.write(visible, start, end)
        if mark:
            self.builder.end_mark(mark)

    def line_break(self, start: int, end: int) -> None:
        """Write a line break; two in a row end a paragraph of running text."""
        if not self.builder.is_open:
            return
        if self.broken and self.open == [None]:
            self.close_all()
        else:
            self.broken = True
            self.builder.space(start, end)

    def space(self, start: int, end: int) -> None:
        """Write a space for source[start:end] where a region is open."""
        if self.builder.is_open:
            self.builder.space(start, end)

    def _open(self, scope: str, level: int) -> None:
        self.builder.open(scope, level)
        self.open.append(None)
        for element in self._marks:
            self.builder.begin_mark(element.role.mark, element.target)

    # -- regions

    def open_nested(self, element: Element) -> None:
        """Open a region of its own for an element inside running text."""
        self.builder.open(element.scope, element.level)
        self.open.append(element)
        element.is_region = True
        self.broken = False

    def close_nested(self, element: Element) -> None:
        """Close the region of an element, if it is still open, with those inside it."""
        while element.is_region:
            self._close()

    def close_all(self) -> None:
        """Close every region of this flow."""
        suspended = []
        self.broken = False
        while self.open:
            element = self._close()
            if element is not None and element.depth and element.depth == self.builder.depth:
                self.builder.leave()  # the region around it is not in its container
                suspended.append(element)
        for element in reversed(suspended):
            self.builder.enter(element.role.container or "hidden", element.hidden)

    def _close(self) -> Element | None:
        """Close the innermost region of this flow."""
        element = self.open.pop()
        if element is not None:
            element.is_region = False
        self.builder.close()
        self.broken = False
        return element

    def label(self, attribute: Attribute | None, scope: str) -> None:
        """Write the value of an attribute that people see or hear as a region of its own."""
        if attribute is None or attribute.raw[:1] == "{" or not attribute.raw.strip():
            return
        self.builder.open(scope)
        write_html(self.builder, attribute.start, attribute.end, in_attribute=True, text=self._text)
        self.builder.close()

    def labels(self, name: str, found: dict[str, Attribute]) -> None:
        """Write what the attributes of a tag say to people."""
        alternative = found.get("alt")
        if name == "img" and self.builder.is_open:
            source = found.get("src")
            self.builder.begin_mark("image", source.raw if source else "")
            self.builder.end_mark("image")
        self.label(alternative, "alt-text")
        self.label(found.get("aria-label"), "alt-text")
        title = found.get("title")
        if title and not (alternative and alternative.raw == title.raw):
            self.label(title, "alt-text")
        if name in ("input", "textarea"):
            self.label(found.get("placeholder"), "control")
            kind = found.get("type")
            if name == "input" and (kind is None or kind.raw.lower() in _BUTTONS):
                self.label(found.get("value"), "control")
        elif name == "optgroup":
            self.label(found.get("label"), "control")

    # -- marks

    def begin_mark(self, element: Element) -> None:
        """Begin the mark of an element, in the open region and in those that open before it ends."""
        if len(self._marks) < _MAX_MARKS and (element.target or element.role.mark != "link"):
            self._marks.append(element)
            if self.builder.is_open:
                self.builder.begin_mark(element.role.mark, element.target)

    def end_mark(self, element: Element) -> None:
        """End the mark of an element."""
        if element in self._marks:
            self._marks.remove(element)
            self.builder.end_mark(element.role.mark)

    # -- containers

    def enter(self, element: Element) -> None:
        """Go into the container of an element."""
        if self.builder.depth < _MAX_CONTAINERS:
            self.builder.enter(element.role.container or "hidden", element.hidden)
            element.depth = self.builder.depth

    def leave(self, element: Element) -> None:
        """Leave the container of an element, at once or when what lies above it is left."""
        if element.depth:
            self._pending.append(element.depth)
            self._pending.sort()
            self.settle()

    def settle(self) -> None:
        """Leave the containers that had to wait for others above them."""
        while self._pending and self._pending[-1] >= self.builder.depth:
            if self._pending.pop() == self.builder.depth:
                self.builder.leave()

    def show(self, summary: Element, details: Element) -> None:
        """Show what stands in a summary though its details are hidden."""
        if details.hidden == COLLAPSED and details.depth == self.builder.depth:
            self.builder.leave()
            self.builder.enter("details", "")
            summary.details = details

    def hide_again(self, details: Element) -> None:
        """Hide what follows the summary of these details."""
        if details.depth == self.builder.depth:
            self.builder.leave()
            self.builder.enter("details", details.hidden)
