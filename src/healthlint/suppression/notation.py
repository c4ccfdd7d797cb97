"""How each format writes a comment, and a suppression in it. The reverse of `comments`; knows no documents."""

from __future__ import annotations

import os.path
import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


class Notation:
    """How a format writes a comment on lines of its own: what opens and closes it, and whether blank lines must stand
    around it.
    """

    __slots__ = ("apart", "closing", "opening")

    def __init__(self, opening: str, closing: str = "", apart: bool = False) -> None:
        self.opening = opening
        self.closing = closing
        self.apart = apart

    def comment(self, inside: str) -> str:
        """The line of a comment."""
        return f"{self.opening} {inside} {self.closing}".rstrip()


_HTML = Notation("<!--", "-->")
_RST = Notation("..", apart=True)
_ASCIIDOC = Notation("//", apart=True)
_YAML = Notation("#")
_SLASHES = Notation("//")
_NOTATIONS = {
    ".md": _HTML,
    ".markdown": _HTML,
    ".mdown": _HTML,
    ".mkd": _HTML,
    ".mdx": Notation("{/*", "*/}", apart=True),
    ".html": _HTML,
    ".htm": _HTML,
    ".xhtml": _HTML,
    ".rst": _RST,
    ".rest": _RST,
    ".adoc": _ASCIIDOC,
    ".asciidoc": _ASCIIDOC,
    ".yaml": _YAML,
    ".yml": _YAML,
    ".jsonc": _SLASHES,
    ".json5": _SLASHES,
}

_PARTS = re.compile(r"""["\\]|(?<=-)-|(?<=[-!])>|(?<=\*)/|(?<=[{<])[{%#]|(?<=[%#}])\}""")
"""What would end the value, the comment, or begin or end a tag of a template in it."""


def notation_of(label: str) -> Notation | None:
    """How the format of the file `label` writes comments; None where it has none."""
    return _NOTATIONS.get(os.path.splitext(label)[1].lower())


def directive(keyword: str, rules: Sequence[str], reason: str, words: str = "") -> str:
    """A suppression as it stands in a comment; `words` are what the sentence must keep ("" for none)."""
    kept = f" for={quoted(words)}" if words else ""
    return f"healthlint: {keyword} {' '.join(rules)} reason={quoted(reason)}{kept}"


def quoted(value: str) -> str:
    """A value in quotes, on one line; nothing in it ends the quotes or the comment around them, in any format."""
    return '"' + _PARTS.sub(r"\\\g<0>", " ".join(value.split())) + '"'
