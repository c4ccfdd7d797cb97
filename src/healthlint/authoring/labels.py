"""Labelled text as values: a text, what it says of its page, and the claims that must be found in it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

FORMATS = ("markdown", "html", "text")
"""How a text is read."""

PAGE = ("context", "topic", "product", "audience", "jurisdictions")
"""What a line may say of the page that its text stands on, in the words of a page's front matter."""


class Expected:
    """A claim that must be found: its category, the rule that must find it ("" for any), and its place in the text."""

    __slots__ = ("category", "end", "rule", "start")

    def __init__(self, category: str, rule: str, start: int, end: int) -> None:
        self.category = category
        self.rule = rule
        self.start = start
        self.end = end


class Labelled:
    """One line: its place, its `id` (the line number where it has none), text and form, and what must be found.

    `page` is what it says of the page, each a tuple of strings.
    """

    __slots__ = ("expect", "file", "format", "id", "line", "page", "text")

    def __init__(self, file: str, line: int) -> None:
        self.file = file
        self.line = line
        self.id = str(line)
        self.text = ""
        self.format = FORMATS[0]
        self.expect: list[Expected] = []
        self.page: dict[str, tuple[str, ...]] = {}


class Known:
    """The names that labels may use: claim rules with their categories, other rules with their kinds, jurisdictions."""

    __slots__ = ("claims", "jurisdictions", "others")

    def __init__(self, claims: dict[str, str], others: dict[str, str], jurisdictions: Iterable[str]) -> None:
        self.claims = claims
        self.others = others
        self.jurisdictions = frozenset(jurisdictions)
