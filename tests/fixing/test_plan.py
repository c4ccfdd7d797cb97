"""Which fixes go together, and where other places are afterwards."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counted.counting import steps
from healthlint.finding import Finding, Fix
from healthlint.fixing.plan import Plan, choose
from healthlint.rule import Rule


def fixing(start: int, end: int, text: str, *along: tuple[int, int, str]) -> Finding:
    finding = Finding(Rule(f"at-{start}", "terminology", "own/x"), start, end, "", "info")
    finding.fix = Fix(start, end, text, tuple(Fix(*each) for each in along))
    return finding


@pytest.mark.parametrize(
    ("fixes", "chosen"),
    [
        ([(0, 2, "x"), (3, 5, "y")], [0, 3]),
        ([(3, 5, "y"), (0, 4, "x")], [0]),
        ([(0, 2, "x"), (2, 4, "y")], [0]),  # they touch
        ([(4, 4, "x"), (4, 4, "y")], [4]),
        ([(5, 5, "x", (1, 1, "*")), (1, 2, "y"), (7, 8, "z")], [5, 7]),
    ],
)
def test_of_fixes_that_touch_the_first_counts(fixes: list[tuple[int, int, str]], chosen: list[int]) -> None:
    assert [each.start for each in choose([fixing(*fix) for fix in fixes])] == chosen


@given(st.data())
def test_places_outside_of_changes_hold_the_same_words(data: st.DataObject) -> None:
    text = "".join(chr(ord("a") + at % 26) for at in range(40))
    edges = data.draw(st.lists(st.integers(0, 40), unique=True, max_size=10).map(sorted))
    fixes = [
        fixing(start, end, data.draw(st.text(alphabet="XYZ", max_size=5)))
        for start, end in zip(edges[::2], edges[1::2], strict=False)
    ]
    plan = Plan(choose(fixes))
    changed = plan.apply(text)
    last = 0
    for (start, end), (new_start, new_end), change in zip(plan.before, plan.after, plan.changes, strict=True):
        assert changed[new_start:new_end] == change.text
        for low in range(last, start):
            for high in range(low + 1, start + 1):
                moved = plan.moved(low, high)
                assert changed[moved[0] : moved[1]] == text[low:high]
        last = end


def test_a_span_grows_with_what_is_changed_inside_it_and_not_with_what_is_put_at_its_edges() -> None:
    plan = Plan([fixing(0, 0, "<<"), fixing(3, 4, "xyz"), fixing(8, 8, ">>")])
    assert plan.apply("abcdefgh") == "<<abcxyzefgh>>"
    assert plan.moved(0, 8) == (2, 12)


def choosing(fixes: list[Finding]) -> None:
    assert choose(fixes) == fixes


def moving(fixes: list[Finding]) -> None:
    plan = Plan(fixes)
    assert [plan.moved(fix.start, fix.end)[0] for fix in fixes] == [start for start, _ in plan.after]


@pytest.mark.parametrize("work", [choosing, moving])
def test_twice_the_fixes_are_twice_the_work(work: Callable[[list[Finding]], None]) -> None:
    once, twice = ([fixing(9 * number, 9 * number + 5, "new") for number in range(size)] for size in (200, 400))
    assert steps(lambda: work(twice)) < 2.2 * steps(lambda: work(once))
