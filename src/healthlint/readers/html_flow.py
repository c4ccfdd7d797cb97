"""Follows the tags of HTML through a document: which text is what, what is hidden, where an element ends.

The HTML may come in runs with blocks of another format between them (HTML inside Markdown). It knows nothing of that
format nor of whole pages.
"""

from __future__ import annotations

import re

from healthlint.readers.html_elements import Element, OpenElements
from healthlint.readers.html_regions import HtmlRegions
from healthlint.readers.html_roles import (
    BREAKS_OUT,
    CELLS,
    HEADINGS,
    LISTS,
    RAISED,
    ROLES,
    TABLE_PARTS,
    UNKNOWN,
    UNREAD,
    Role,
    hidden_reason,
)
from healthlint.readers.html_scan import CLOSE, COMMENT, OPEN, RAW, TEXT, Attribute, Scanner, attributes
from healthlint.readers.html_text import OBJECT, write_html

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.readers.builder import Builder

_NO_LABELS = frozenset(("base", "link", "meta", "script", "style", "track", "param", "source"))
_TELLING = frozenset(("hidden", "display", "collapse", "label", "title", "alt", "itemprop", "itemtype", "screen"))
_TELLING |= {"sr-only", "sr_only", "sronly", "for-sr", "invisible"}
"""Words of which an attribute that matters on any element has one."""

_ALWAYS_READ = frozenset(("a", "details", "dialog", "html", "img", "input", "meta", "textarea"))
_HIDDEN_BY_NAME = ("details", "dialog", "template")
_REFERENCE = (
    r"<sup\b[^<>]*>\s*(?:<a\b[^<>]*>)?\s*([\[(]?[\d*†‡§¶#][\d*†‡§¶#,;\s\u2013-]{0,20}[\])]?|TM|SM)\s*(?:</a>)?\s*</sup>"
)
_QUANTITY = r"(?:^|[^A-Za-z])(?:[A-Za-z]|[cdkm]m|ft|in)$|\d$"


class HtmlFlow:
    """The state of the HTML of one document.

    A reader of another format that holds HTML calls `feed` for each run of block HTML and `inline` for each tag inside
    a region of its own. Before it opens or closes a region of its own it calls `block_boundary`. It goes into its own
    containers and out of them with `enter` and `leave` of this class, so that elements left open inside end there. It
    asks `silent` before it writes text. `outer` is the scope and level of text that no element around it gives one.

    `text` is the source with what is no HTML overwritten by as many spaces, or by U+FFFC where it shows something; ""
    is the source itself.
    """

    def __init__(self, builder: Builder, text: str = "") -> None:
        self.builder = builder
        self.outer: tuple[str, int] = ("paragraph", 0)
        self.text = text or builder.document.text
        self._scanner = Scanner(self.text)
        self._regions = HtmlRegions(builder, self.text)
        self._elements = OpenElements()
        self._silent_at = -1  # the place of the element whose inside is no prose
        self._inline_floor = -1  # how many elements were open before the first tag inside a region of the caller
        self._late: list[str] = []  # end tags that stood inside such a region but end an element around it

    # -- what callers use

    @property
    def silent(self) -> bool:
        """Whether text at this place is no prose: it stands inside code, a script, a drawing."""
        return self._silent_at >= 0

    @property
    def context(self) -> tuple[str, int]:
        """The scope and level that text at this place has by the elements around it."""
        elements = self._elements
        if len(elements.stack) > elements.floor:
            return elements.stack[-1].scope, elements.stack[-1].level
        return self.outer

    def feed(self, start: int, end: int) -> None:
        """Read the run of HTML source[start:end]; regions open and close by its elements."""
        regions = self._regions
        regions.settle()
        inline = regions.is_foreign
        if inline and self._inline_floor < 0:
            self._inline_floor = len(self._elements.stack)
        opened = start
        for kind, begin, stop, name in self._scanner.scan(start, end):
            if kind == TEXT:
                if self._silent_at >= 0:
                    continue
                if regions.open and not regions.broken:
                    write_html(self.builder, begin, stop, text=self.text)
                else:
                    regions.write(begin, stop, *self.context)
            elif kind == OPEN:
                opened = begin
                self._start_tag(name, begin, stop, inline)
            elif kind == CLOSE:
                self._end_tag(name, begin, stop, inline)
            elif kind == COMMENT:
                self.builder.comment(begin, stop, *self._scanner.comment_body(begin, stop))
            elif kind == RAW and name == "script":
                self.script(attributes(self.text, opened + len("<script"), begin), begin, stop)

    def inline(self, start: int, end: int) -> None:
        """Read the one tag or comment source[start:end] inside a region that the caller opened."""
        self._regions.settle()
        kind, _, _, name = self._scanner.single(start, end)
        if kind == COMMENT:
            self.builder.comment(start, end, *self._scanner.comment_body(start, end))
        elif kind == OPEN:
            if self._inline_floor < 0:
                self._inline_floor = len(self._elements.stack)
            self._start_tag(name, start, end, inline=True)
        elif kind == CLOSE:
            self._end_tag(name, start, end, inline=True)

    def block_boundary(self) -> None:
        """The caller is about to start or to end a block of its own: end what HTML text left open."""
        if self._inline_floor >= 0:
            self._pop_to(self._inline_floor)
            self._inline_floor = -1
        self._regions.close_all()
        if self._late and not self.builder.is_open:
            late, self._late = self._late, []
            for name in late:
                self._end_tag(name, 0, 0, inline=False)
        self._regions.settle()

    def enter(self, container: str, hidden: str = "") -> None:
        """Go into a container of the caller's own (see `Builder.enter`)."""
        self.block_boundary()
        self.builder.enter(container, hidden)
        self._elements.raise_floor()

    def leave(self) -> None:
        """Leave the innermost container of the caller; the elements opened in it end."""
        self.block_boundary()
        self._pop_to(self._elements.floor)
        self._elements.lower_floor()
        self.builder.leave()
        self._sweep()

    def finish(self) -> None:
        """End everything that is open."""
        self.block_boundary()
        if self._silent_at >= 0:
            element = self._elements.stack[self._silent_at]
            self.builder.trouble(f"<{element.name}> is never closed: what follows was not read", element.start)
        self._elements.floor = 0
        self._pop_to(0)

    # -- for a reader of whole pages

    def script(self, found: dict[str, Attribute], start: int, end: int) -> None:
        """Called with the attributes of each script and the place of what stands inside."""

    def notable(self, name: str, found: dict[str, Attribute]) -> None:
        """Called with the attributes of each <html>, each <meta> and each tag with `itemprop` or `itemtype`."""

    # -- tags

    def _start_tag(self, name: str, begin: int, stop: int, inline: bool) -> None:
        role = ROLES.get(name, UNKNOWN)
        closed = role.void or self.text[stop - 2] == "/"
        if self._silent_at >= 0 and not (name in BREAKS_OUT and self._leave_drawing()):
            if not closed:
                self._elements.push(Element(name, UNKNOWN, *self.context, begin))
            return
        if role.block or role.ends:
            self._make_way(role, begin, stop, inline)
        found = self._attributes(name, begin, stop)
        if found and (name in ("html", "meta") or "itemprop" in found or "itemtype" in found):
            self.notable(name, found)
        if not closed:
            hidden = hidden_reason(name, found) if found or name in _HIDDEN_BY_NAME else ""
            if hidden or inline or not role.plain:
                self._open_element(name, role, begin, stop, hidden, found, inline)
            elif role is not UNKNOWN or self._elements.places.get(name):
                self._push(name, role, begin)
        elif name == "br":
            self._regions.line_break(begin, stop)
        if found and name not in _NO_LABELS:
            self._regions.labels(name, found)

    def _make_way(self, role: Role, begin: int, stop: int, inline: bool) -> None:
        """End what the start tag of an element with this role ends."""
        if not inline:
            if role.block and self._regions.open:
                self._regions.close_all()
            places = self._elements.places
            for name in role.ends:
                if places.get(name):
                    self._end_implied(role)
                    break
        elif role.block:
            self._regions.space(begin, stop)
        if not role.block and self.text.startswith("</a>", max(begin - 4, 0)):
            self._regions.space(begin, stop)  # two links side by side are never one word

    def _attributes(self, name: str, begin: int, stop: int) -> dict[str, Attribute]:
        """The attributes of a tag if they can matter."""
        start = begin + 1 + len(name)
        if stop - start < 3:
            return {}
        if name not in _ALWAYS_READ and not any(map(self.text[start:stop].lower().__contains__, _TELLING)):
            return {}
        return attributes(self.text, start, stop)

    def _open_element(
        self, name: str, role: Role, begin: int, stop: int, hidden: str, found: dict[str, Attribute], inline: bool
    ) -> None:
        regions, elements = self._regions, self._elements
        if name == "sup":
            role = self._raised(begin, stop)
        element = self._push(name, role, begin, inline)
        target = found.get("href")
        if target is not None:
            element.target = target.raw.replace("&amp;", "&")
        element.plain = role.plain and not hidden
        if role.silent:
            self._silent_at = len(elements.stack) - 1
            return
        if hidden or (role.container and not inline):
            element.hidden = hidden
            regions.enter(element)
        if role.nested or (hidden and (inline or not role.block)):
            regions.open_nested(element)
        if role.mark:
            regions.begin_mark(element)
        elif name == "q":
            regions.unit("“", begin, stop, *self.context)
        elif name == "summary" and elements.last("details") >= 0 and not inline:
            regions.show(element, elements.stack[elements.last("details")])

    def _push(self, name: str, role: Role, begin: int, inline: bool = False) -> Element:
        """Put an element on the stack, with the scope that its text gets."""
        scope, level = self.context
        if role.scope and not (inline and role.block):
            scope, level = role.scope, role.level
            if scope == "list-item":
                level = max(self.builder.list_depth, 1)
        element = Element(name, role, scope, level, begin)
        self._elements.push(element)
        return element

    def _raised(self, begin: int, stop: int) -> Role:
        """The role of a <sup>: a reference to a footnote or a trade mark sign is no part of the word before it."""
        reference = re.compile(_REFERENCE, re.IGNORECASE).match(self.text, begin, stop + 400)
        if reference is None or re.search(_QUANTITY, self.text[max(begin - 4, 0) : begin], re.IGNORECASE):
            return RAISED
        label = reference.group(1)
        if self.builder.is_open and not label.isalpha():
            self.builder.begin_mark("footnote-reference", label.strip("[] ()"))
            self.builder.end_mark("footnote-reference")
        return UNREAD

    def _end_tag(self, name: str, begin: int, stop: int, inline: bool) -> None:
        elements = self._elements
        stack = elements.stack
        if not inline and len(stack) > elements.floor and stack[-1].name == name and stack[-1].plain:
            if self._regions.open and stack[-1].role.block:
                self._regions.close_all()
            elements.pop()
            if stack and stack[-1].dead:
                self._sweep()
            return
        role = ROLES.get(name, UNKNOWN)
        place = elements.last_of(HEADINGS) if name in HEADINGS else elements.last(name)
        if inline:
            if role.block and self._silent_at < 0:
                self._regions.space(begin, stop)
            if 0 <= place < self._inline_floor or (place >= 0 > self._inline_floor):
                self._end_outside(name, place)
                return
        elif role.block and self._silent_at < 0:
            self._regions.close_all()
        if place >= max(self._bound(name), 0):
            self._end_element(place, begin, stop)

    def _end_element(self, place: int, begin: int, stop: int) -> None:
        """End the element at a place for its end tag source[begin:stop]."""
        elements = self._elements
        element = elements.stack[place]
        role = element.role
        if place < elements.floor or (not role.block and place < elements.last_block):
            if place < self._silent_at < elements.floor:
                self._kill(self._silent_at)
            self._kill(place)
        elif role.mark == "code" and place == self._silent_at:
            self._pop_to(place)
            self._regions.unit(OBJECT, element.start, stop, *self.context, "code")
        else:
            if element.name == "q" and self._silent_at < 0:
                self._regions.unit("”", begin, stop, *self.context)
            self._pop_to(place)

    def _end_outside(self, name: str, place: int) -> None:
        """An end tag inside a region of the caller ends an element that was opened around the region."""
        element = self._elements.stack[place]
        if element.depth or element.role.block:
            self._late.append(name)
        else:
            self._kill(place)

    def _bound(self, name: str) -> int:
        """The place of the element that an end tag of this name can't reach beyond."""
        if name in TABLE_PARTS:
            return self._elements.last("table")
        if name in ("table", "template", "body", "html"):
            return -1
        return self._elements.last_of((*CELLS, *LISTS) if name == "li" else CELLS)

    def _end_implied(self, role: Role) -> None:
        """End the open elements that a start tag ends without their own end tags."""
        elements = self._elements
        bound = -2
        for name in role.ends:
            place = elements.last(name)
            if place >= elements.floor:
                if bound == -2:
                    bound = elements.last_of(role.within)
                if place < elements.last_block and not role.block:
                    self._kill(place)
                elif place > bound:
                    self._pop_to(place)

    def _leave_drawing(self) -> bool:
        """End an unclosed drawing or formula; False where the place is inside something else."""
        if self._elements.stack[self._silent_at].name not in ("svg", "math"):
            return False
        self._pop_to(self._silent_at)
        return self._silent_at < 0

    # -- the end of elements

    def _pop_to(self, count: int) -> None:
        """End elements from the innermost until `count` are left."""
        elements = self._elements
        count = max(count, elements.floor)
        while len(elements.stack) > count:
            self._release(elements.pop(), len(elements.stack))
        self._sweep()

    def _sweep(self) -> None:
        elements = self._elements
        while len(elements.stack) > elements.floor and elements.stack[-1].dead:
            self._release(elements.pop(), len(elements.stack))
        self._regions.settle()

    def _kill(self, place: int) -> None:
        element = self._elements.kill(place)
        if element.role.mark:
            self._regions.end_mark(element)
        if place == self._silent_at:
            self._silent_at = -1

    def _release(self, element: Element, place: int) -> None:
        if place == self._silent_at:
            self._silent_at = -1
        if element.role.nested or element.hidden:
            self._regions.close_nested(element)
        if element.role.mark and not element.dead:
            self._regions.end_mark(element)
        if element.details is not None:
            self._regions.hide_again(element.details)
        self._regions.leave(element)
