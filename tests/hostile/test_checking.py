"""Rules, suppressions and scores: work that grows with a text and not with its square."""

from __future__ import annotations

import pytest

from counted.counting import Sliced, steps
from healthlint import engine
from healthlint.checker import Checker, Options
from healthlint.document import Document
from healthlint.language.lists import Expanded
from healthlint.language.tags import Tags
from healthlint.readability import measure, syllables
from healthlint.readers import markdown
from healthlint.suppression.directive import MOST_FAULTS
from healthlint.suppression.reach import MOST_NESTED
from hostile.growth import (
    CLAIM,
    Make,
    assert_linear,
    assert_little_is_copied,
    numbered,
    suppressed,
)


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(Options(select=("treats-disease", "directives"), cache=False))


IGNORE = '<!-- healthlint: ignore treats-disease reason="#" -->\n\n'
SUPPRESSED = {
    "passages": suppressed(IGNORE),
    "passages that keep words": suppressed(IGNORE.replace(" -->", ' for="w#" -->')),
    "next lines": lambda size: (
        numbered(IGNORE.replace("ignore", "ignore-next-line").replace("\n\n", "\n"))(size) + CLAIM * size
    ),
    "files": lambda size: numbered(IGNORE.replace("ignore", "ignore-file"))(size) + CLAIM * size,
    "files that keep words": lambda size: (
        numbered(IGNORE.replace("ignore", "ignore-file").replace(" -->", ' for="w#" -->'))(size) + CLAIM * size
    ),
    "next lines for one line": lambda size: (
        numbered(IGNORE.replace("ignore", "ignore-next-line").replace(" -->\n\n", ' for="w#" -->\n'))(size)
        + "Kratom cures anxiety. " * size
    ),
    "mistakes in one": lambda size: f"<!-- healthlint: ignore-file {'! ' * size} -->\n\n",
    "attributes in one": lambda size: f"<!-- healthlint: ignore-file {'a=b ' * size} -->\n\n",
    "unknown rules": numbered("<!-- healthlint: ignore-file x# reason='a' -->\n\n"),
    "one of many rules": lambda size: f"<!-- healthlint: ignore-file {numbered('x# ')(size)} -->\n\n",
}


@pytest.mark.parametrize("make", SUPPRESSED.values(), ids=SUPPRESSED)
def test_suppressions(checker: Checker, make: Make) -> None:
    assert_linear(lambda size: checker.check("a.md", make(size).encode()), size=300)


def test_suppressions_in_one_line(checker: Checker) -> None:
    def work(text: Sliced) -> None:
        engine.check(markdown.read(Document("a.md", text)), checker.program, checker.selection)

    assert_little_is_copied(numbered(IGNORE.strip()), work)


def test_mistakes_of_one_suppression_are_told_up_to_a_number(checker: Checker) -> None:
    names = numbered("x# ")(MOST_FAULTS + 12)
    report = checker.check("a.md", f"<!-- healthlint: ignore-file {names} reason='a' -->\n\n{CLAIM}".encode())
    messages = [finding.message for finding in report.findings if finding.rule.kind == "directive"]
    assert sum(message.startswith("no rule is named x") for message in messages) == MOST_FAULTS
    assert [message for message in messages if "12 more mistakes behind the first ones" in message] == [
        "this suppression can't be read: 12 more mistakes behind the first ones"
    ]
    assert len(report.waivers) == MOST_FAULTS + 12


def test_passages_nest_a_hundred_deep(checker: Checker) -> None:
    size = MOST_NESTED + 5
    report = checker.check("a.md", suppressed(IGNORE)(size).encode())
    assert report.problems == []
    assert [waiver.state for waiver in report.waivers].count("broken") == 5
    assert report.waivers[MOST_NESTED - 1].held == size
    messages = [finding.message for finding in report.findings if finding.rule.kind == "directive"]
    assert sum(f"it stands inside {MOST_NESTED} others" in message for message in messages) == 5


def test_claims(checker: Checker) -> None:
    assert_linear(lambda size: checker.check("a.md", (CLAIM * size).encode()), size=100)
    assert_linear(lambda size: checker.check("a.txt", ("Kratom cures anxiety. " * size).encode()), size=100)


def test_lists_in_lists_in_lists() -> None:
    def work(size: int) -> None:
        lists = {f"l{number}": Expanded() for number in range(size)}
        for number, expanded in enumerate(lists.values()):
            expanded.add((f"word{number}",))
            expanded.includes = [f"l{number + 1}"] if number + 1 < size else []
        tags = Tags(lists)
        (tag,) = tags.of_list("l0")
        assert len(tags.sequences[tag]) == size
        assert tags.around(f"l{size - 1}") == (tag,)

    assert_linear(work, count=steps)


def test_readability() -> None:
    assert_linear(lambda size: measure([f"The miller counts sack {number} again." for number in range(size)]))
    assert_linear(lambda size: syllables.hyphenated("antidisestablishment" * size))
