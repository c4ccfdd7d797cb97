from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from healthlint.checker import Checker, Options
from healthlint.discover import Target

if TYPE_CHECKING:
    from collections.abc import Callable

    Pages = Callable[[int], list[Target]]

WORDS = (
    "The clinic is open on Monday.",
    "Our balm cures insomnia.",
    "Ask the nurse before you take more of it.",
    "This oil is clinically proven to heal *eczema*.",
    "Most people sleep for seven hours.",
)


@pytest.fixture(scope="session")
def checker() -> Checker:
    return Checker(Options(cache=False))


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    """Writes pages of various lengths, some of them empty."""

    def write(number: int) -> list[Target]:
        targets = []
        for index in range(number):
            path = tmp_path / f"{index:03}.md"
            path.write_text(
                "\n\n".join([WORDS[(index + line) % 5] for line in range(index * 7 % 23)]), encoding="utf-8"
            )
            targets.append(Target(path.name, str(path)))
        return targets

    return write


@pytest.fixture
def forking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets workers be forked although the runner of the tests may have threads of its own, which hold nothing that
    matters here.
    """
    monkeypatch.setattr(threading, "active_count", lambda: 1)
