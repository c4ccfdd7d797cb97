"""Writes the macros of AsciiDoc that stand inside sentences: links, cross-references, images, footnotes, terms.

Gets the place of the sign that may belong to one, and knows which names are macros.
"""

from __future__ import annotations

import re

from healthlint.readers.asciidoc_attributes import Attributes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from healthlint.readers.asciidoc_inline import Range

_SCHEME_BEFORE = re.compile(r"(?<![\w])(?:https?|ftp|irc)\Z")
_NAME_BEFORE = re.compile(r"(?<!\w)[a-z][a-z0-9]{1,20}\Z")
_REST = re.compile(r"//[^\s\[\]<>]{1,2000}")
_TARGET = re.compile(r"(?!:)[^\s\[\]]{0,1000}")
_REFERENCE = re.compile(r"<<([^<>,]{1,500})(?:,([^<>]{0,1000}))?>>")
_ANCHOR = re.compile(r"\[\[\[?[^\[\]\r\n]{1,500}\]\]\]?")
_TERM = re.compile(r"\(\(((?:[^()]|\([^()]*\)){1,500})\)\)")
_TRAILING = ".,;:!?)'\""
_LONGEST_NAME = 24

_CODE = ("kbd", "stem", "asciimath", "latexmath", "icon", "anchor")
_SILENT = ("indexterm",)
_SHOWN = ("btn", "menu", "indexterm2")
_LINKS = ("link", "xref", "mailto")


def read_macro(part: Range, sign: str, at: int) -> None:
    """Write the macro to which the sign at `at` belongs, if it belongs to one."""
    if sign == ":":
        _read_named(part, at)
    elif sign == "<<":
        _read_reference(part, at)
    elif sign == "((":
        _read_term(part, at)
    else:
        anchor = _ANCHOR.match(part.text, at, part.end)
        if anchor is not None:
            part.flush(at)
            part.done = anchor.end()


def _read_named(part: Range, colon: int) -> None:
    text = part.text
    low = max(part.done, colon - _LONGEST_NAME)
    if text.startswith("//", colon + 1):
        scheme = _SCHEME_BEFORE.search(text, low, colon)
        rest = _REST.match(text, colon + 1, part.end) if scheme else None
        if scheme is not None and rest is not None:
            _read_address(part, scheme.start(), rest.end())
        return
    name = _NAME_BEFORE.search(text, low, colon)
    target = _TARGET.match(text, colon + 1, part.end) if name and name.group() in _MACROS else None
    if name is None or target is None or not text.startswith("[", target.end()):
        return
    end = part.words.bracket_end(target.end())
    if 0 <= end < part.end:
        part.flush(name.start())
        _MACROS[name.group()](part, name.group(), target.group(), (name.start(), target.end() + 1, end))
        part.done = end + 1


def _read_address(part: Range, start: int, end: int) -> None:
    address = part.text[start:end]
    if part.text.startswith("[", end) and read_link(part, address, start, end):
        return
    stop = start + len(address.rstrip(_TRAILING))
    part.flush(start)
    part.words.address(start, stop)
    part.done = stop


def read_link(part: Range, target: str, start: int, opening: int) -> bool:
    """Write the words in the bracket at `opening` as a link; False where the bracket is never closed."""
    end = part.words.bracket_end(opening)
    if not 0 <= end < part.end:
        return False
    part.flush(start)
    _link(part, target, start, opening + 1, end)
    part.done = end + 1
    return True


def _link(part: Range, target: str, start: int, inside: int, end: int) -> None:
    text = part.text
    first, last = inside, end
    if "=" in text[inside:end] or text[inside : inside + 1] == '"':
        attributes = Attributes(text, inside, end)
        first, last = attributes.positional[0] if attributes.positional else (inside, inside)
    last = first + len(text[first:last].rstrip().removesuffix("^"))
    if first >= last:
        part.words.thing(start, end + 1, "link", target)
        return
    part.words.builder.begin_mark("link", target)
    part.nested(first, last)
    part.words.builder.end_mark("link")


def _read_reference(part: Range, at: int) -> None:
    """A cross-reference: <<place,words>>."""
    found = _REFERENCE.match(part.text, at, part.end)
    if found is None:
        return
    part.flush(at)
    place = found[1].strip()
    value = place if "#" in place or "." in place else "#" + place
    start, end = found.span(2)
    if start < 0 or not found[2].strip():
        part.words.thing(*found.span(), "link", value)
    else:
        start += len(found[2]) - len(found[2].lstrip())
        part.words.builder.begin_mark("link", value)
        part.nested(start, end)
        part.words.builder.end_mark("link")
    part.done = found.end()


def _read_term(part: Range, at: int) -> None:
    """A term of the index: two brackets show it, three do not."""
    found = _TERM.match(part.text, at, part.end)
    if found is None:
        return
    part.flush(at)
    if found[1][0] != "(":
        part.nested(*found.span(1))
    part.done = found.end()


# -- macros with a name; `places` are the start of the macro, of its brackets' inside and the end of that


def _read_link(part: Range, name: str, target: str, places: tuple[int, int, int]) -> None:
    if name == "xref":
        target = target if "#" in target or "." in target else "#" + target
    elif name == "mailto":
        target = "mailto:" + target
    start, inside, end = places
    _link(part, target, start, inside, end)


def _read_image(part: Range, _: str, target: str, places: tuple[int, int, int]) -> None:
    builder = part.words.builder
    builder.begin_mark("image", target)
    builder.end_mark("image")
    attributes = Attributes(part.text, *places[1:])
    first = attributes.positional[0] if attributes.positional else None
    for span in (attributes.named.get("alt", first), attributes.named.get("title")):
        if span is not None:
            builder.open("alt-text")
            part.words.run(*span)
            builder.close()


def _read_footnote(part: Range, name: str, target: str, places: tuple[int, int, int]) -> None:
    _, inside, end = places
    builder = part.words.builder
    if name == "footnoteref":
        label, comma, _ = part.text[inside:end].partition(",")
        target, inside = label.strip(), min(inside + len(label) + len(comma), end)
    builder.begin_mark("footnote-reference", target or part.words.page.next_note())
    builder.end_mark("footnote-reference")
    if part.text[inside:end].strip():
        builder.enter("footnote")
        builder.open("footnote")
        part.nested(inside + len(part.text[inside:end]) - len(part.text[inside:end].lstrip()), end)
        builder.close()
        builder.leave()


def _read_pass(part: Range, _: str, __: str, places: tuple[int, int, int]) -> None:
    part.words.raw(*places[1:])


def _read_code(part: Range, _: str, __: str, places: tuple[int, int, int]) -> None:
    part.words.thing(places[0], places[2] + 1, "code")


def _read_silent(*_: object) -> None:
    """Nothing of it is shown."""


def _read_shown(part: Range, name: str, target: str, places: tuple[int, int, int]) -> None:
    start, inside, end = places
    if name == "menu":
        part.words.run(start + len("menu:"), start + len("menu:") + len(target))
        part.words.unit(" ", inside - 1, inside)
    part.nested(inside, end)


_MACROS: dict[str, Callable[[Range, str, str, tuple[int, int, int]], None]] = {
    **dict.fromkeys(_LINKS, _read_link),
    **dict.fromkeys(_CODE, _read_code),
    **dict.fromkeys(_SHOWN, _read_shown),
    **dict.fromkeys(_SILENT, _read_silent),
    "image": _read_image,
    "footnote": _read_footnote,
    "footnoteref": _read_footnote,
    "pass": _read_pass,
}
