"""HTML that is safe by construction: whatever is no `Markup` is text and is escaped where it is put into an element.

Only this module makes `Markup`. Knows no findings and no report.
"""

from __future__ import annotations

from healthlint.output.cells import cells, clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    Value = str | int | bool | None

_VOID = frozenset(("br", "input", "meta"))
_SPACES = dict.fromkeys(map(ord, "\t\n\xa0"), " ")  # not printable, and nothing to hide
_LINKED = ("https://", "http://")


class Markup(str):
    """HTML that may be written as it is. Joined with a plain string it is one itself, and is escaped again."""

    __slots__ = ()


def text(value: str) -> Markup:
    """`value` as text. What a visitor could not see (control characters, marks of direction) is written as an escape
    in an element of its own, so that it can't be taken for letters of the page.
    """
    if value.isprintable() or value.translate(_SPACES).isprintable():
        return Markup(_escape(value))
    shown = zip(value, cells(value, expand=False), strict=True)
    return Markup("".join([_visible(char, cell) for char, (cell, _) in shown]))


def _visible(char: str, cell: str) -> str:
    return _escape(char) if char == cell or ord(char) in _SPACES else f'<span class="control">{cell}</span>'


def join(parts: Iterable[str], between: str = "") -> Markup:
    """The parts one after the other, with `between` in between, each escaped unless it is `Markup`."""
    return Markup(_safe(between).join([_safe(part) for part in parts]))


def tag(name: str, /, *children: str, **attributes: Value) -> Markup:
    """An element. An underscore in the name of an attribute is a hyphen, one at its end is left out (`class_`); an
    attribute that is None or False is left out, True has no value.
    """
    if name in _VOID:
        return begin(name, **attributes)
    return Markup(f"{begin(name, **attributes)}{''.join([_safe(child) for child in children])}</{name}>")


def begin(name: str, /, **attributes: Value) -> Markup:
    """The start tag of an element that is written in pieces; attributes as in `tag`."""
    written = [_attribute(key, value) for key, value in attributes.items() if value is not None and value is not False]
    return Markup(f"<{name}{''.join(written)}>")


def end(name: str) -> Markup:
    """The end tag of an element."""
    return Markup(f"</{name}>")


def link(address: str, /, *children: str, **attributes: Value) -> Markup:
    """A link to a page on the web; what is no such address is no link, whoever wrote it."""
    if not address.lower().startswith(_LINKED):
        return join(children)
    return tag("a", *children, href=address, **attributes)


def embedded(name: str, source: str) -> Markup:
    """A `style` or `script` element with a file of this package, which is not escaped.

    Raises ValueError for a source that would end its element.
    """
    if "</" in source or "<!--" in source:
        raise ValueError(f"the source of a {name} element must hold neither </ nor <!--")
    return Markup(f"<{name}>{source}</{name}>")


def doctype() -> Markup:
    """The first line of a page."""
    return Markup("<!doctype html>")


def in_ascii(line: Markup) -> Markup:
    """The same with a reference for each character beyond ASCII, for streams of any encoding."""
    return Markup(line.encode("ascii", "xmlcharrefreplace").decode("ascii"))


def _safe(value: str) -> str:
    return value if isinstance(value, Markup) else text(value)


def _attribute(key: str, value: str | int) -> str:
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{_escape(clean(str(value)))}"'


def _escape(value: str) -> str:
    """For text, and for the values of attributes, which stand in double quotes."""
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
