"""Where an installed package keeps its rulesets: the folder that its entry point names. Nothing of the package is
imported: a ruleset is data, and no code of whoever wrote it runs.
"""

from __future__ import annotations

import os
from importlib import metadata
from importlib.util import find_spec

from healthlint.loading.fields import guess

TYPE_CHECKING = False
if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "healthlint.rulesets"
"""The entry points whose values are packages that hold rulesets."""


class PackageError(Exception):
    """A package that can't be used: why, and what to do."""


class Package:
    """An installed package: its version, and the folders of its rulesets in the order of its entry points."""

    __slots__ = ("folders", "version")

    def __init__(self, version: str, folders: list[str]) -> None:
        self.version = version
        self.folders = folders


def find_package(name: str) -> Package:
    """The installed package of this name (as package indexes know it). Raises PackageError."""
    try:
        found = metadata.distribution(name)
    except (metadata.PackageNotFoundError, ValueError):
        raise PackageError(f'no package "{name}" is installed here{_close(name)}: {_INSTALL}') from None
    points = sorted((point for point in found.entry_points if point.group == GROUP), key=lambda point: point.name)
    if not points:
        raise PackageError(f'the package "{name}" {found.version} offers no rulesets: it has no entry point "{GROUP}"')
    return Package(found.version, [_folder(point) for point in points])


_INSTALL = "install it beside healthlint (for a hook of pre-commit in additional_dependencies)"


def _folder(point: EntryPoint) -> str:
    """The folder of the package that an entry point names."""
    where = f'the entry point "{point.name}" is {point.value}'
    if ":" in point.value:
        raise PackageError(f"{where}, which names code: it must name a package, the folder of which holds the rulesets")
    top, *inner = point.value.split(".")
    try:
        spec = find_spec(top)  # of the inner ones it would import those around them
    except ValueError:  # a module that was made by hand
        spec = None
    places = (spec and spec.submodule_search_locations) or ()
    for place in places:
        folder = os.path.join(place, *inner)
        if os.path.isdir(folder):
            return folder
    raise PackageError(f"{where}, and there is no such package with a folder of its own: install it anew, unpacked")


def _close(name: str) -> str:
    offering = (point.dist.name for point in metadata.entry_points(group=GROUP) if point.dist is not None)
    return guess(name, sorted(set(offering)))
