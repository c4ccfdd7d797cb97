"""Texts of any size, and whether what is done with them grows with the size and not with its square."""

from __future__ import annotations

from collections.abc import Callable

from counted.counting import Sliced, all_calls
from healthlint.document import Document
from healthlint.readers import read

Make = Callable[[int], str]
Reader = Callable[[Document], Document]

SIZE = 400
CLAIM = "Kratom cures anxiety.\n\n"


def times(unit: str) -> Make:
    return lambda size: unit * size


def numbered(unit: str) -> Make:
    return lambda size: "".join(unit.replace("#", str(number)) for number in range(size))


def nested(opening: str, inside: str, closing: str) -> Make:
    return lambda size: opening * size + inside + closing * size


def suppressed(opening: str) -> Make:
    """Passages inside each other around as many claims."""
    end = "<!-- healthlint: ignore-end -->\n\n"
    return lambda size: numbered(opening)(size) + CLAIM * size + end * size


def assert_linear(
    work: Callable[[int], object], size: int = SIZE, count: Callable[[Callable[[], object]], int] = all_calls
) -> None:
    work(size // 4)  # what is made once
    once, twice = count(lambda: work(size)), count(lambda: work(2 * size))
    assert twice < 2.2 * once + 200, (once, twice)


def document(suffix: str, text: str) -> Document:
    return read(f"a{suffix}", text.encode())


def assert_little_is_copied(make: Make, work: Callable[[Sliced], object]) -> None:
    once, twice = (Sliced(make(size)) for size in (SIZE, 2 * SIZE))
    for text in (once, twice):
        work(text)
    assert twice.copied < 2.2 * once.copied + 200, (once.copied, twice.copied)
