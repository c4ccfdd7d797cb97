"""The folders around a folder, up to the top of its repository. Looks for `.git` and at nothing else."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def upward(folder: str) -> Iterator[str]:
    """A folder (an absolute path) and those around it, up to the top of the repository or else of the disk."""
    while True:
        yield folder
        above = os.path.dirname(folder)
        if above == folder or is_top(folder):
            return
        folder = above


def is_top(folder: str) -> bool:
    """Whether a folder is the top of a repository: of one that is linked to another, too."""
    return os.path.exists(os.path.join(folder, ".git"))


def top_of(folder: str) -> str:
    """The top of the repository around `folder` (an absolute path), "" where it is in none."""
    *_, last = upward(folder)
    return last if is_top(last) else ""
