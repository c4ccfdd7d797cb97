"""What was checked before is not checked again, unless something differs that its report depends on."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from healthlint import api, kept, results
from healthlint.checker import Options
from healthlint.config import Override
from healthlint.discover import find
from healthlint.results import settings, storage

from .conftest import RULES, Site

PAGE = "# Tea\n\nThis tea is surely calm. The victim drinks it.\n"
WAIVED = '<!-- healthlint: ignore-next-line wording reason="a quotation" until=2026-07-01 -->\nThe victim drinks it.\n'


@pytest.fixture
def known(site: Site) -> Site:
    """A site of three files, checked once."""
    site.write("a.md", PAGE)
    site.write("b.md", "Nothing here.\n")
    site.write("in/c.md", WAIVED)
    site.settle()
    site.check()
    assert site.checked == ["a.md", "b.md", "in/c.md"]
    return site


def test_nothing_is_checked_twice(known: Site) -> None:
    first = known.check(cache=False)
    assert '"rule": "calm-promise"' in first
    assert '"suppressed_by": {"reason": "a quotation"' in first
    assert known.check() == first
    assert known.checked == []


def test_an_unchanged_file_is_not_opened(known: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        pytest.fail("a file was read")

    monkeypatch.setattr(results, "read_with_state", fail)
    known.check()
    assert known.checked == []


def edit(site: Site) -> None:
    site.write("a.md", PAGE + "\nMore.\n")


def edit_without_a_sign(site: Site) -> None:
    """As `rsync` and archives can do it: another text of the same size, with the old time."""
    before = (site.folder / "a.md").stat()
    site.write("a.md", PAGE.replace("surely", "rarely"))
    os.utime("a.md", ns=(before.st_atime_ns, before.st_mtime_ns))


def replace(site: Site) -> None:
    before = (site.folder / "a.md").stat()
    site.write("new.txt", PAGE.replace("surely", "rarely"))
    os.utime("new.txt", ns=(before.st_atime_ns, before.st_mtime_ns))
    os.replace("new.txt", "a.md")


def lead_elsewhere(site: Site) -> None:
    os.unlink("a.md")
    os.symlink("../other.txt", "a.md")
    (site.folder.parent / "other.txt").write_text("Other words, no victim.\n")


@pytest.mark.parametrize("change", [edit, edit_without_a_sign, replace, lead_elsewhere])
def test_a_changed_file_is_checked(known: Site, change: Callable[[Site], None]) -> None:
    change(known)
    expected = known.check(cache=False)
    assert known.check() == expected
    assert known.checked == ["a.md"]


def touch(site: Site) -> None:
    os.utime("a.md")


def write_again(site: Site) -> None:
    site.write("a.md", PAGE)


def restore(site: Site) -> None:
    """As a version control system that goes to another branch and back."""
    os.unlink("a.md")
    site.write("a.md", PAGE)


@pytest.mark.parametrize("change", [touch, write_again, restore])
def test_a_file_with_the_same_bytes_is_not_checked(known: Site, change: Callable[[Site], None]) -> None:
    change(known)
    expected = known.check(cache=False)
    assert known.check() == expected
    assert known.checked == []


def test_a_moved_file_is_checked(known: Site) -> None:
    os.rename("a.md", "z.md")
    expected = known.check(cache=False)
    assert known.check() == expected
    assert known.checked == ["z.md"]


def other_rules(site: Site) -> None:
    site.rules = RULES.replace("promises", "swears")


def other_page(site: Site) -> None:
    site.config.page = {"context": ("commercial",)}


def other_severity(site: Site) -> None:
    site.config.severity = {"wording": "info"}


def other_override(site: Site) -> None:
    site.config.overrides = [Override(paths=("*.md",), ignore=("wording",))]


def other_front_matter(site: Site) -> None:
    site.config.overrides = [Override(front_matter={"draft": (True,)}, severity={"wording": "info"})]


def other_keys(site: Site) -> None:
    site.config.page = {"data.keys": ("title",)}


def other_selection(site: Site) -> None:
    site.select = ("wording",)


def other_ignored(site: Site) -> None:
    site.ignore = ("wording",)


CHANGES = [
    other_rules,
    other_page,
    other_severity,
    other_override,
    other_front_matter,
    other_keys,
    other_selection,
    other_ignored,
]


@pytest.mark.parametrize("change", CHANGES)
def test_other_settings_check_all(known: Site, change: Callable[[Site], None]) -> None:
    change(known)
    expected = known.check(cache=False)
    assert known.check() == expected
    assert known.checked == ["a.md", "b.md", "in/c.md"]


@pytest.mark.parametrize(
    ("module", "name", "value"),
    [(settings, "__version__", "9.9"), (settings.sys, "version", "4.0"), (settings, "_LIBRARIES", ("healthlint",))],
)
def test_another_release_checks_all(
    known: Site, monkeypatch: pytest.MonkeyPatch, module: object, name: str, value: object
) -> None:
    monkeypatch.setattr(module, name, value)
    known.check()
    assert known.checked == ["a.md", "b.md", "in/c.md"]


def test_changed_code_checks_all(known: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "healthlint" / "readers").mkdir(parents=True)
    monkeypatch.setattr(settings, "_OWN", str(tmp_path / "healthlint"))
    known.check()
    (tmp_path / "healthlint" / "readers" / "new.py").write_text("pass\n")
    known.check()
    assert known.checked == ["a.md", "b.md", "in/c.md"]
    known.check()
    assert known.checked == []


@pytest.mark.parametrize(
    ("day", "checked"), [("2026-06-02", []), ("2026-07-01", []), ("", []), ("2026-07-02", ["in/c.md"])]
)
def test_only_what_depends_on_the_day_is_checked_on_another(known: Site, day: str, checked: list[str]) -> None:
    known.day = day
    expected = known.check(cache=False)
    assert known.check() == expected
    assert known.checked == checked


def test_a_run_can_go_back_before_a_suppression_was_over(known: Site) -> None:
    known.day = "2026-08-01"
    known.check()
    for day, checked in (("2026-07-02", []), ("2026-07-01", ["in/c.md"]), ("", []), ("2026-08-01", ["in/c.md"])):
        known.day = day
        expected = known.check(cache=False)
        assert known.check() == expected
        assert known.checked == checked


def test_a_file_that_was_just_written_is_read_again(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may be changed once more within the same tick of the clock: nothing but its bytes tells."""
    path = site.write("a.md", PAGE)
    state = path.stat()
    monkeypatch.setattr(time, "time_ns", lambda: state.st_mtime_ns + 1_000)
    site.check()
    real = kept.state_of
    monkeypatch.setattr(kept, "state_of", lambda found: real(state) if real(found) else ())
    site.write("a.md", PAGE.replace("surely", "rarely"))
    expected = site.check(cache=False)
    assert site.check() == expected
    assert site.checked == ["a.md"]


def test_a_file_with_whole_seconds_is_trusted_late(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.write("a.md", PAGE)
    second = int(time.time()) * 10**9
    monkeypatch.setattr(kept, "state_of", lambda found: (second, second, found.st_size, 1, 1))
    for later, is_stable in ((1_900_000_000, False), (2_100_000_000, True)):
        monkeypatch.setattr(time, "time_ns", lambda later=later: second + later)
        site.check()
        origin = storage.load(str(site.results()), site.about()).table["a.md"][0]
        assert bool(origin[0]) == is_stable


def test_what_could_not_be_checked_is_tried_again(site: Site) -> None:
    site.write("a.md", PAGE)
    site.write("b.md", "Text.\0\n")
    for _ in range(2):
        assert '"problems": [{"message"' in site.check()
        assert "b.md" in site.checked


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser reads everything")
def test_a_file_that_can_not_be_read_any_more_is_a_problem(known: Site) -> None:
    os.chmod("a.md", 0)
    expected = known.check(cache=False)
    assert known.check() == expected


def test_a_file_that_is_gone_after_it_was_found_is_a_problem(known: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    targets = find(["."]).targets
    os.unlink("a.md")
    report = api.check_paths(targets, Options(config=known.config, day=known.day, jobs=1))
    assert [problem.message for problem in report.files[0].problems] == ["can't be read: No such file or directory"]


def test_without_cache_nothing_is_read_or_written(known: Site) -> None:
    before = known.results().read_bytes()
    known.write("a.md", PAGE + "\nMore.\n")
    known.check(cache=False)
    assert known.checked == ["a.md", "b.md", "in/c.md"]
    assert known.results().read_bytes() == before


def test_few_files_are_not_kept(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "FEW", 2)
    site.write("a.md", PAGE)
    site.write("b.md", PAGE)
    site.check()
    assert os.listdir(kept.folder()) == []
    site.write("c.md", PAGE)
    site.check()
    assert len(os.listdir(kept.folder())) == 1


def test_results_of_another_folder_below_stay(known: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    known.write("in/d.md", PAGE)
    api.check_paths(find(["in"]).targets, Options(config=known.config, day=known.day, jobs=1))
    known.check()
    assert known.checked == []


def test_reports_for_which_nobody_asks_are_dropped(known: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    os.unlink("b.md")
    now = time.time()
    for days, number in ((29, 4), (31, 4)):
        known.write(f"new{days}.md", PAGE)
        monkeypatch.setattr(time, "time", lambda days=days: now + days * 86_400)
        known.check()
        assert storage.describe(str(known.results())) == (str(known.folder), number)


def test_no_more_reports_are_kept_than_allowed(known: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "MOST", 3)
    os.unlink("b.md")
    known.write("d.md", PAGE)
    known.check()
    assert storage.describe(str(known.results())) == (str(known.folder), 3)
    known.check()
    assert known.checked == []
