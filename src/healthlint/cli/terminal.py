"""What standard output and standard error take, and writing to them so that nothing a reader does ends in a
traceback.
"""

from __future__ import annotations

import os
import sys
import time

from healthlint.errors import OutputError
from healthlint.output.view import View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TextIO

DEFAULT_WIDTH = 100
"""Cells in a row where there is no terminal to ask."""

_NARROWEST = 40
_GLYPHS = "╭─│├╰·…"
_PATIENCE = 2.0  # seconds before progress is shown
_BEAT = 0.1  # seconds between two updates of it


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person watches this stream."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def view_of(stream: TextIO | None, colour: str | None, width: int | None = None) -> View:
    """How to write to `stream`; `colour` is auto, always or never, as the user said it (None: auto)."""
    encoding = (getattr(stream, "encoding", None) or "ascii").lower()
    holds_all = encoding.replace("-", "").replace("_", "").startswith("utf")
    plain = os.environ.get("TERM") == "dumb" and is_terminal(stream)
    return View(
        colour=_wants_colour(stream, colour or "auto"),
        unicode=not plain and (holds_all or _encodes(_GLYPHS, encoding)),
        encoding="" if holds_all else encoding,
        width=width or _width(stream),
    )


def _wants_colour(stream: TextIO | None, colour: str) -> bool:
    environment = os.environ
    if colour != "auto":
        return colour == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return environment.get("TERM") != "dumb" and is_terminal(stream) and _takes_escapes(stream)


def _takes_escapes(stream: TextIO | None) -> bool:
    """Whether the console understands escape sequences; an old one on Windows has to be asked to."""
    if sys.platform != "win32":
        return True
    import ctypes  # only Windows needs it

    kernel = ctypes.windll.kernel32
    handle = kernel.GetStdHandle(-12 if stream is sys.stderr else -11)
    mode = ctypes.c_ulong()
    return bool(kernel.GetConsoleMode(handle, ctypes.byref(mode)) and kernel.SetConsoleMode(handle, mode.value | 4))


def _encodes(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except (LookupError, UnicodeError):
        return False
    return True


def _width(stream: TextIO | None) -> int:
    try:
        columns = int(os.environ.get("COLUMNS", "0"))
        if columns <= 0 and stream is not None and stream.isatty():
            columns = os.get_terminal_size(stream.fileno()).columns
    except (ValueError, OSError):
        columns = 0
    return max(columns, _NARROWEST) if columns > 0 else DEFAULT_WIDTH


def write(lines: Iterable[str]) -> None:
    """Write lines to standard output. A reader who has gone away is no error; a full disk is an `OutputError`."""
    _write(sys.stdout, lines)


def tell(lines: Iterable[str]) -> None:
    """Write lines to standard error, where it is open."""
    try:
        _write(sys.stderr, lines)
    except OutputError:
        return  # there is no place left to say so


def _write(stream: TextIO | None, lines: Iterable[str]) -> None:
    if stream is None:
        return
    reconfigure: Callable[..., None] | None = getattr(stream, "reconfigure", None)
    try:
        if reconfigure:
            reconfigure(errors="backslashreplace")
        for line in lines:
            stream.write(f"{line}\n")
        stream.flush()
    except BrokenPipeError:
        _abandon(stream)
    except OSError as error:
        _abandon(stream)
        raise OutputError(f"cannot write the report: {error.strerror or error}") from error


def _abandon(stream: TextIO) -> None:
    """Send what is still buffered to nowhere, so that the interpreter doesn't fail on it at its end."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        return


class Progress:
    """A line on a terminal that says how many files are done, once that takes long enough to make one wonder; without a
    stream nobody sees it. At the end of its block it is taken away.
    """

    __slots__ = ("_next", "_shown", "_stream")

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream
        self._next = time.monotonic() + _PATIENCE
        self._shown = False

    def __call__(self, done: int, total: int) -> None:
        """Say that `done` of `total` files are checked."""
        now = time.monotonic()
        if self._stream is not None and now >= self._next:
            self._next = now + _BEAT
            self._shown = True
            self._stream.write(f"\r{done} of {total} files")
            self._stream.flush()

    def __enter__(self) -> Progress:  # noqa: PYI034 - Python 3.10 has no Self
        return self

    def __exit__(self, *_: object) -> None:
        if self._stream is not None and self._shown:
            self._shown = False
            self._stream.write("\r" + " " * 40 + "\r")
            self._stream.flush()
