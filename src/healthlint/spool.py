"""Bytes that are put aside and fetched by number, however many: in memory while they are few, else in a file without a
name that is gone with the process.
"""

from __future__ import annotations

from io import BytesIO

from healthlint.errors import OutputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO

IN_MEMORY = 8 * 1024 * 1024
"""Bytes up to which no file is needed."""


class Spool:
    """What was put aside so far. Raises OutputError where the file can't be written."""

    __slots__ = ("_ends", "_file", "_most")

    def __init__(self, most: int = IN_MEMORY) -> None:
        self._file: BinaryIO = BytesIO()
        self._ends = [0]
        self._most = most

    def put(self, data: bytes) -> int:
        """Put `data` aside; the number to fetch it by."""
        start = self._ends[-1]
        end = start + len(data)
        try:
            if start <= self._most < end:
                self._file = _on_disk(self._file)
            self._file.seek(start)
            self._file.write(data)
        except OSError as error:
            raise _full(error) from error
        self._ends.append(end)
        return len(self._ends) - 2

    def get(self, number: int) -> bytes:
        """What was put aside under this number."""
        start, end = self._ends[number : number + 2]
        try:
            self._file.seek(start)
            return self._file.read(end - start)
        except OSError as error:
            raise _full(error) from error

    def __del__(self) -> None:
        """Nobody else has a reason to close it."""
        self._file.close()


def _on_disk(file: BinaryIO) -> BinaryIO:
    from tempfile import TemporaryFile  # 15 ms that only large runs pay for

    file.seek(0)
    disk = TemporaryFile("w+b", prefix="healthlint-")  # noqa: SIM115 - closed with the spool
    disk.write(file.read())
    return disk


def _full(error: OSError) -> OutputError:
    from tempfile import gettempdir  # as above

    why = error.strerror or str(error)
    return OutputError(
        f"what was found can't be kept in {gettempdir()}: {why}: make room, or set TMPDIR to a folder with more"
    )
