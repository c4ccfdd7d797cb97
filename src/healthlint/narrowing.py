"""What narrows the findings of a run down: which baseline, which changes, as values for reports; and the one way in
which findings are set off against such as were there before.

Knows neither findings nor files.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class BaselineUse:
    """The baseline of a run. `label` names its file; `gone` counts the entries that hold nothing back any more,
    `graver` those whose finding is shown because it is graver than what was accepted.
    """

    __slots__ = ("gone", "graver", "label")

    def __init__(self, label: str, gone: int, graver: int) -> None:
        self.label = label
        self.gone = gone
        self.graver = graver


class ChangesUse:
    """The changes that a run was narrowed down to: `since` says what the files are compared with, `files` counts those
    that changed, of `total` that could have been checked.
    """

    __slots__ = ("files", "since", "total")

    def __init__(self, since: str, files: int, total: int) -> None:
        self.since = since
        self.files = files
        self.total = total


def pair(held: Iterable[int], asked: Iterable[int]) -> dict[int, int]:
    """Which of those `asked` for is covered by which of those `held`: index to index.

    Both are ranks of severities, 0 the gravest. What is held covers one that is no graver than itself. Those that come
    first in `asked` are served first, each by the least grave that covers it.
    """
    left: dict[int, list[int]] = {}
    for index, rank in enumerate(held):
        left.setdefault(rank, []).append(index)
    for indices in left.values():
        indices.reverse()
    result = {}
    for index, rank in enumerate(asked):
        cover = next((each for each in range(rank, -1, -1) if left.get(each)), None)
        if cover is not None:
            result[index] = left[cover].pop()
    return result
