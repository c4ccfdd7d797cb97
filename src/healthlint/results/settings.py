"""All that the report on a file depends on but the file itself: rules, configuration, code.

Whatever is missing here makes a run tell what is not so. Who adds something that a report depends on adds it here.
"""

from __future__ import annotations

import os
import sys

from healthlint import __version__
from healthlint.origin import digest_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.checker import Checker, Options

_LIBRARIES = ("pyromark", "yaml", "_yaml", "regex")
"""The packages that readers and rules use: what they find changes with their release."""

_OWN = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def name_of(options: Options) -> str:
    """What the results of a run are called: the folder and the call. One with other rules takes their place."""
    config = options.config
    return repr(
        (
            os.getcwd(),
            config.folder,
            config.label,
            options.rulesets,
            options.select,
            options.ignore,
            options.jurisdictions,
        )
    )


def about(checker: Checker) -> bytes:
    """What a file of results is for: the folder, then what stands for all that its reports depend on."""
    options = checker.options
    config = options.config
    said = (
        __version__,
        sys.version,
        sys.implementation.cache_tag,
        sys.byteorder,
        checker.program.stamps,
        sorted(checker.selection.rules),
        options.jurisdictions,
        os.getcwd(),
        config.folder,
        config.page,
        config.severity,
        [(each.paths, each.front_matter, each.page, each.ignore, each.severity) for each in config.overrides],
        list(_code()),
    )
    return os.fsencode(os.getcwd()) + b"\0" + digest_of(repr(said).encode())


def _code() -> Iterator[tuple[str, int, int]]:
    """The files of healthlint and of the libraries, each with size and time: a version says too little of a checkout,
    and a library is updated on its own.
    """
    yield from _files(_OWN)
    for name in _LIBRARIES:
        for folder in sys.path:
            path = os.path.join(folder, name)
            if os.path.isdir(path):
                yield from _files(path)
                break


def _files(folder: str) -> Iterator[tuple[str, int, int]]:
    """The files below a folder but for what Python makes of them; none where it is inside of an archive."""
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _files(entry.path)
        else:
            found = entry.stat()
            yield entry.path, found.st_size, found.st_mtime_ns
