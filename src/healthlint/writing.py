"""Puts new bytes in the place of a file's old ones, or into a new file: all of them or none. Knows nothing of what the
bytes are.
"""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager

from healthlint.errors import OutputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PREFIX, _SUFFIX = ".healthlint-", ".tmp"  # of what a process that is killed leaves behind


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


def create_file(path: str, data: bytes) -> None:
    """Write `data` to a new file at `path`, which is never seen with a part of it. Raises OutputError where that can't
    be done, or where something is there already: it stays as it is.
    """
    target = os.path.abspath(path)
    try:
        folder = os.path.dirname(target)
        temporary = _write_beside(folder, (data,))
        with _removed_on_failure(temporary):
            os.chmod(temporary, _new_mode())
            _name(temporary, target)
        _settle(folder)
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror or error}") from error


def _name(temporary: str, target: str) -> None:
    """Give a file its name, where nothing else has it."""
    try:
        os.link(temporary, target)  # unlike a change of the name, never over a file
    except FileExistsError:
        raise
    except (OSError, AttributeError):  # the file system knows no links
        if os.path.lexists(target):
            raise
        os.rename(temporary, target)
    else:
        os.unlink(temporary)


def _replace(target: str, pieces: Iterable[bytes], before: os.stat_result | None) -> None:
    folder = os.path.dirname(target)
    temporary = _write_beside(folder, pieces)
    with _removed_on_failure(temporary):
        if before is not None:
            _keep_owner(temporary, before)
        # last: a change of the owner takes bits away
        os.chmod(temporary, stat.S_IMODE(before.st_mode) if before is not None else _new_mode())
        os.replace(temporary, target)
    _settle(folder)


def _write_beside(folder: str, pieces: Iterable[bytes]) -> str:
    """The path of a temporary file in `folder` with these bytes."""
    from tempfile import mkstemp  # a run that only reads files has no use for it

    handle, temporary = mkstemp(_SUFFIX, _PREFIX, folder)
    with _removed_on_failure(temporary), open(handle, "wb") as file:
        file.writelines(pieces)
        file.flush()
        os.fsync(file.fileno())
    return temporary


@contextmanager
def _removed_on_failure(temporary: str) -> Iterator[None]:
    """Take a temporary file away where something fails: an interruption too must not leave it behind."""
    try:
        yield
    except BaseException:
        os.unlink(temporary)
        raise


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
