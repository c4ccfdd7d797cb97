"""Reads the suppressions of front matter: `healthlint: {ignore: [{rule, reason, by, until, for}]}`, each for the file.

Works on the values that a reader kept, whatever the notation they were written in.
"""

from __future__ import annotations

from healthlint.suppression.directive import ATTRIBUTES, FRONT_MATTER, Directive, nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.document import Document

KEY = "healthlint.ignore"
"""The key of front matter that holds the suppressions."""

_KEYS = ("rule", *ATTRIBUTES)
_FORM = "write a list of entries {rule: …, reason: …}"


def is_entry(key: str) -> bool:
    """Whether a dotted key of front matter belongs to a suppression."""
    return key == KEY or key.startswith(f"{KEY}.")


def directives_in(document: Document) -> list[Directive]:
    """The entries in their order. Whatever can't be read is among the faults of an entry."""
    entries: dict[str, dict[str, object]] = {}
    loose = []
    for key, value in document.meta.items():
        if not is_entry(key):
            continue
        number, _, name = key[len(KEY) + 1 :].partition(".")
        if number.isdigit() and name:
            entries.setdefault(number, {})[name] = value
        elif value != []:
            loose.append(_loose(document, key, value))
    return [*loose, *(_entry(document, f"{KEY}.{number}.", values) for number, values in entries.items())]


def _loose(document: Document, key: str, value: object) -> Directive:
    directive = Directive(FRONT_MATTER, *_place(document, key))
    directive.blame("malformed", str(value), f"`{key.replace('.', ': ', 1)}` of the front matter: {_FORM}")
    return directive


def _entry(document: Document, before: str, values: dict[str, object]) -> Directive:
    places = {name: _place(document, before + name) for name in values}
    directive = Directive(FRONT_MATTER, *(places.get("rule") or min(places.values())))
    for name, value in values.items():
        if name == "rule":
            names = value if isinstance(value, list) else str(value).replace(",", " ").split()
            directive.rules = {str(each): places[name] for each in names}
        elif name in ATTRIBUTES:
            directive.take(name, "" if value is None else str(value), places[name])
        else:
            details = f"`{name}` is unknown{nearest(name, list(_KEYS)) or ': use ' + ', '.join(_KEYS)}"
            directive.blame("malformed", name, details, places[name])
    directive.settle()
    return directive


def _place(document: Document, key: str) -> tuple[int, int]:
    return document.places.get(key, (0, 0))
