"""Puts new bytes in the place of a file's old ones: all of them or none. Knows nothing of what the bytes are."""

from __future__ import annotations

import os
import stat

from healthlint.errors import OutputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_PREFIX = ".healthlint-"


def replace_file(path: str, data: bytes) -> None:
    """As `replace_with`, for bytes that are at hand."""
    replace_with(path, (data,))


def replace_with(path: str, pieces: Iterable[bytes]) -> None:
    """Write the pieces to the file at `path`, new or not: whoever reads it sees the old bytes or all the new ones.

    Permissions stay as they are, as does the owner where the user may set one. A symbolic link stays, and the file that
    it leads to is replaced. Raises OutputError where that can't be done; the file is then unchanged.
    """
    target = os.path.realpath(path)
    try:
        before = os.stat(target) if os.path.lexists(target) else None
        if before is not None and not stat.S_ISREG(before.st_mode):
            raise OutputError(f"cannot write {path}: it is no regular file")
        if before is not None and not os.access(target, os.W_OK):  # renaming over it would go through all the same
            raise OutputError(f"cannot write {path}: it is write-protected")
        _replace(target, pieces, before)
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror or error}") from error


def _replace(target: str, pieces: Iterable[bytes], before: os.stat_result | None) -> None:
    from tempfile import mkstemp  # a run that only reads files has no use for it

    folder = os.path.dirname(target)
    handle, temporary = mkstemp(prefix=_PREFIX, dir=folder)
    try:
        with open(handle, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        if before is not None:
            _keep_owner(temporary, before)
        # last: a change of the owner takes bits away
        os.chmod(temporary, stat.S_IMODE(before.st_mode) if before is not None else _new_mode())
        os.replace(temporary, target)
    except BaseException:  # an interrupt too must not leave the file behind
        os.unlink(temporary)
        raise
    _settle(folder)


def _new_mode() -> int:
    """The permissions that this user gives new files."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _keep_owner(temporary: str, before: os.stat_result) -> None:
    """Give the new file the owner of the old one; a user who may not do that becomes its owner."""
    now = os.stat(temporary)
    if (now.st_uid, now.st_gid) != (before.st_uid, before.st_gid) and hasattr(os, "chown"):
        try:
            os.chown(temporary, before.st_uid, before.st_gid)
        except PermissionError:
            return


def _settle(folder: str) -> None:
    """Make the new name outlast a power failure, where folders can be synchronised: some systems know no such thing."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        return
    finally:
        os.close(handle)
