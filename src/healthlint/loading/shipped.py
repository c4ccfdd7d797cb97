"""The program of the built-in rulesets that comes with healthlint.

It is compiled when the package is built, so that the first run does not have to, nor any run where no cache can be
kept. It holds for exactly the rulesets and the code that it was made from, by what is in these files: times mean
nothing on another machine. Where one of them was changed, it counts as absent.
"""

from __future__ import annotations

import os
from zlib import crc32

from healthlint import __version__
from healthlint.loading import locate, store

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

NAME = "rulesets.bin"
"""The file in the folder of the package. The build makes it; it is never in the repository."""


def load(files: list[str]) -> object | None:
    """The program of these ruleset files that came with healthlint; None where there is none for just these files as
    they are now.
    """
    try:
        with open(os.path.join(store.package(), NAME), "rb") as file:
            data = file.read()
        return store.unpack(_head(files), data)
    except OSError:
        return None  # a checkout that was never installed; a ruleset that can't be read is told by whoever compiles it


def pack(files: list[str], program: Any) -> bytes:
    """A program that was made of these files, as `load` wants it. Raises OSError where one can't be read."""
    return store.pack(_head(files), program)


def _head(files: list[str]) -> bytes:
    lines = [f"healthlint {__version__} program {store.FORMAT}"]
    for folder, paths in ((locate.builtin_folder(), files), (store.package(), store.makers())):
        for path in paths:
            with open(path, "rb") as file:
                data = file.read()
            name = os.path.relpath(path, folder).replace(os.sep, "/")
            lines.append(f"{name!r} {len(data)} {crc32(data):08x}")
    return "\n".join(lines).encode() + b"\0"
