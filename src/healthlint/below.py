"""What files are called below a folder (of a baseline, of a repository), however a user named them."""

from __future__ import annotations

import os


class Below:
    """The names of files below `folder`: their paths relative to it, with "/" between the parts."""

    def __init__(self, folder: str) -> None:
        self.folder = os.path.realpath(folder)
        self._folders: dict[str, str] = {}

    def of(self, path: str) -> str:
        """The name of the file at `path`. Links on the way to it are followed; a link itself is a file."""
        folder, name = os.path.split(os.path.abspath(path))
        inside = self._folders.get(folder)
        if inside is None:
            real = os.path.realpath(folder)
            try:
                inside = os.path.relpath(real, self.folder).replace(os.sep, "/")
            except ValueError:  # another drive
                inside = real.replace(os.sep, "/")
            inside = self._folders[folder] = "" if inside == "." else f"{inside}/"
        return inside + name

    def exists(self, name: str) -> bool:
        """Whether there is a file of this name."""
        return os.path.lexists(os.path.join(self.folder, name))

    def is_inside(self, path: str) -> bool:
        """Whether the folder is `path` or lies inside it."""
        real = os.path.realpath(path)
        return os.path.isdir(real) and (self.folder == real or self.folder.startswith(real.rstrip(os.sep) + os.sep))
