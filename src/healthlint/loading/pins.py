"""What a configuration demands of a ruleset that it names, a version or a checksum, and whether that was loaded.

Knows the stamps of a program, no file: what is compared is what runs.
"""

from __future__ import annotations

import os

from healthlint.loading import locate

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from healthlint.errors import Mistake
    from healthlint.language.data import Text

Stamp = tuple[str, str, str]
"""Name, version and checksum of a ruleset."""


class Pin:
    """A demand on the rulesets at `paths` (absolute, files and folders).

    `name` is what the configuration calls them, `version` what each ruleset must say of itself (that of a package is
    looked at before), `sha256` what `checksum` must give. `origin` tells one release of a package from another.
    """

    __slots__ = ("name", "origin", "paths", "sha256", "version")

    def __init__(
        self, name: Text, paths: Sequence[str], version: Text | None, sha256: Text | None, origin: str = ""
    ) -> None:
        self.name = name
        self.paths = list(paths)
        self.version = version
        self.sha256 = sha256
        self.origin = origin


def unmet(pins: Iterable[Pin], stamps: Mapping[str, Stamp]) -> list[Mistake]:
    """The demands that the loaded rulesets (their stamps by file) don't meet."""
    mistakes = []
    for pin in pins:
        if pin.version is not None:
            named = [stamps[file] for path in pin.paths for file in locate.own_files(path)]
            mistakes += [
                pin.version.mistake(f'the ruleset "{name}" is of version "{version}", not "{pin.version}"')
                for name, version, _ in named
                if version != pin.version
            ]
        if pin.sha256 is not None:
            actual = checksum(pin.paths, stamps)
            if actual != pin.sha256.lower():
                message = f"the checksum of {pin.name} is {actual}, not {pin.sha256}: look at what has changed in it, "
                mistakes.append(pin.sha256.mistake(message + "then write the new one here"))
    return mistakes


def checksum(paths: Sequence[str], stamps: Mapping[str, Stamp]) -> str:
    """The checksum of one ruleset file, or of all ruleset files in folders.

    That of a file is the SHA-256 of its bytes. That of folders is the SHA-256 of one line for each file, in the order
    of their paths: the checksum of the file, two spaces, its path inside its folder, a line feed.
    """
    if len(paths) == 1 and paths[0] in stamps:
        return stamps[paths[0]][2]
    from hashlib import sha256  # only a folder that is pinned, or shown

    lines = []
    for path in paths:
        files = {os.path.relpath(file, path).replace(os.sep, "/"): file for file in locate.own_files(path)}
        lines += [f"{stamps[files[name]][2]}  {name}\n" for name in sorted(files, key=os.fsencode)]
    return sha256("".join(lines).encode("utf-8", "surrogateescape")).hexdigest()
