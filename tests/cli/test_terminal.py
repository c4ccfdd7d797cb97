from __future__ import annotations

import io
import os
import sys

import pytest

from healthlint.cli.terminal import DEFAULT_WIDTH, Progress, is_terminal, view_of

from .conftest import SCRUBBED, Fake, Run


@pytest.fixture(autouse=True)
def scrubbed(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SCRUBBED:
        monkeypatch.delenv(name, raising=False)


class Watched(io.StringIO):
    """A stream that a person watches."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


class Ascii(Watched):
    encoding = "us-ascii"


class Console(Watched):
    encoding = "cp437"


@pytest.mark.parametrize(
    ("environment", "asked", "watched", "colour"),
    [
        ({}, None, True, True),
        ({}, None, False, False),
        ({}, "auto", True, True),
        ({}, "never", True, False),
        ({}, "always", False, True),
        ({"NO_COLOR": "1"}, None, True, False),
        ({"NO_COLOR": ""}, None, True, True),
        ({"NO_COLOR": "1"}, "always", True, True),
        ({"FORCE_COLOR": "1"}, None, False, True),
        ({"FORCE_COLOR": "0"}, None, False, False),
        ({"FORCE_COLOR": "1"}, "never", True, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, None, True, False),
        ({"TERM": "dumb"}, None, True, False),
        ({"TERM": "xterm"}, None, True, True),
    ],
)
def test_colour(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], asked: str | None, watched: bool, colour: bool
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert view_of(Watched() if watched else io.StringIO(), asked).colour is colour


def test_glyphs_and_encoding(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream, bar, encoding in ((Watched(), "\u2502", ""), (Ascii(), "|", "us-ascii"), (Console(), "|", "cp437")):
        view = view_of(stream, None)
        assert (view.glyphs["bar"], view.encoding) == (bar, encoding)
    monkeypatch.setenv("TERM", "dumb")
    assert view_of(Watched(), None).glyphs["bar"] == "|"


def test_width(monkeypatch: pytest.MonkeyPatch) -> None:
    assert view_of(io.StringIO(), None).width == DEFAULT_WIDTH
    for columns, width in (("72", 72), ("7", 40), ("0", DEFAULT_WIDTH), ("x", DEFAULT_WIDTH)):
        monkeypatch.setenv("COLUMNS", columns)
        assert view_of(io.StringIO(), None).width == width


def test_no_stream() -> None:
    assert not is_terminal(None)
    closed = io.StringIO()
    closed.close()
    assert not is_terminal(closed)
    assert view_of(None, None).width == DEFAULT_WIDTH


def test_progress_waits_and_cleans_up(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("healthlint.cli.terminal.time.monotonic", lambda: now[0])
    stream = Watched()
    with Progress(stream) as progress:
        progress(1, 10)
        now[0] += 1.9
        progress(2, 10)
    assert stream.getvalue() == ""
    with progress:
        now[0] += 0.2
        progress(3, 10)
        progress(4, 10)
        now[0] += 0.2
        progress(5, 10)
        assert stream.getvalue() == "\r3 of 10 files\r5 of 10 files"
    assert stream.getvalue().endswith("\r" + " " * 40 + "\r")


def test_progress_that_nobody_sees(monkeypatch: pytest.MonkeyPatch) -> None:
    now = iter((100.0, 200.0))
    monkeypatch.setattr("healthlint.cli.terminal.time.monotonic", lambda: next(now))
    with Progress(None) as progress:
        progress(1, 10)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
def test_a_terminal_gets_the_full_format_in_colour(run: Run, fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    import pty

    from healthlint.cli import main

    with open("a.md", "w", encoding="utf-8") as file:
        file.write("So calm.")
    ours, theirs = pty.openpty()
    with open(theirs, "w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        assert main(["check", "a.md"]) == 1
        shown = ""
        while "checked" not in shown:
            shown += os.read(ours, 10_000).decode()
    os.close(ours)
    assert "\x1b[1;31merror[calm-promise]\x1b[0m" in shown
    assert "checked 1 file" in shown
