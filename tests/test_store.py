from __future__ import annotations

from marshal import dumps

import pytest

from healthlint.checker import Checker, Options
from healthlint.report import TALLY, FileReport, Problem, Report
from healthlint.store import Packer, Store

PAGE = b"""\
Our balm cures insomnia.

<!-- healthlint: ignore-next-line treats-disease reason="the label says so" -->
Our balm cures eczema.
"""


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(Options(cache=False))


@pytest.fixture
def store(checker: Checker) -> Store:
    """Three files: with findings, empty, not read."""
    made = Store(checker.packer, 3)
    lost = FileReport("c.md")
    lost.problems.append(Problem("is away", 3))
    for index, report in ((2, lost), (0, checker.check("a.md", PAGE)), (1, checker.check("b.md", b""))):
        made.put(index, checker.packer.pack(report))
    return made


def tally(store: Store) -> dict[str, int]:
    return Report(store, []).tally()


def test_reports_come_in_the_order_of_their_indices(store: Store) -> None:
    assert len(store) == 3
    assert [file.label for file in store] == ["a.md", "b.md", "c.md"]
    assert store[-1].problems[0].line == 3


def test_the_tally_is_that_of_the_unpacked_reports(store: Store) -> None:
    unpacked = [file for file in store if file.label]
    assert [file.tally() for file in store] == [file.tally() for file in unpacked]
    assert unpacked[0].tally() == tuple(tally(store)[name] - (name in ("read", "problems")) for name in TALLY)
    assert tally(store)["suppressed"] == 1
    assert (tally(store)["read"], tally(store)["problems"]) == (2, 1)


def test_a_report_is_unpacked_only_for_more_than_its_tally(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("unpacked")

    number = sum(finding.severity == "error" for finding in store[0].findings)
    monkeypatch.setattr(Packer, "fill", refuse)
    assert tally(store)["error"] == number
    with pytest.raises(AssertionError, match="unpacked"):
        assert store[0].findings


def test_who_changes_a_report_puts_it_back(store: Store) -> None:
    file = store[0]
    for finding in file.findings:
        finding.disposition = "baselined"
    file.set_aside()
    assert tally(store)["baselined"] == 0
    number = len(store[0].findings)
    store[0] = file
    assert store[0].findings == []
    assert tally(store)["baselined"] == number > 0
    store[0].take_back(("baselined",))
    assert store[0].findings == []


def test_a_report_is_the_same_however_often_it_is_taken_out(store: Store) -> None:
    first, second = store[0], store[0]
    assert first is not second
    assert [each.fingerprint for each in first.findings] == [each.fingerprint for each in second.findings]
    assert first.findings[0] is first.findings[0]
    assert first.findings[0].lines[0].text == "Our balm cures insomnia."


def test_reports_are_added_behind_the_last(store: Store) -> None:
    missing = FileReport("d.md")
    missing.problems.append(Problem("no such file or folder"))
    store.append(missing)
    assert [file.label for file in store] == ["a.md", "b.md", "c.md", "d.md"]
    assert tally(store)["problems"] == 2


def test_what_is_no_part_of_a_report_is_none(store: Store) -> None:
    with pytest.raises(AttributeError, match="colour"):
        store[0].colour  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize("counts", [(0,) * len(TALLY), (7,) * len(TALLY), tuple(range(2**31 - len(TALLY), 2**31))])
def test_every_tally_takes_the_same_room(counts: tuple[int, ...]) -> None:
    assert len(dumps(counts)) == len(dumps((0,) * len(TALLY)))
