"""Where files stand in their repository, for services that know no current folder. Looks at folders, reads no file."""

from __future__ import annotations

import os

from healthlint.around import top_of
from healthlint.cli.sources import UNNAMED

_PROVIDED = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")  # where a service put files that it did not fetch with git


class Root:
    """Makes labels of files to paths below the root of the repository that the current folder is in. Looks for it when
    it is first asked.
    """

    __slots__ = ("_folder", "_root")

    def __init__(self) -> None:
        self._folder = ""
        self._root = ""

    def path(self, label: str) -> str:
        """The path of a file below the root, with "/" between its parts; the whole path where it is not below it."""
        if label == UNNAMED:
            return label
        if not self._folder:
            self._folder = os.getcwd()
            self._root = _root(self._folder)
        path = os.path.normpath(os.path.join(self._folder, label))
        inner = _below(path, self._root)
        if inner is None and os.path.isabs(label):  # perhaps it leads into the repository by way of a link
            folder = os.path.realpath(os.path.dirname(path))
            inner = _below(os.path.join(folder, os.path.basename(path)), os.path.realpath(self._root))
        return (path if inner is None else inner).replace(os.sep, "/")


def _root(folder: str) -> str:
    provided = (root for root in map(os.environ.get, _PROVIDED) if root and _below(folder, root))
    return top_of(folder) or next(provided, folder)


def _below(path: str, root: str) -> str | None:
    """The part of `path` inside `root`, "." for the root itself; None where it is outside."""
    if os.path.normcase(path) == os.path.normcase(root):
        return "."
    prefix = root.rstrip(os.sep) + os.sep
    return path[len(prefix) :] if os.path.normcase(path).startswith(os.path.normcase(prefix)) else None
