"""However many processes share the files and whatever is kept from earlier runs: the same bytes come out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks import corpus, rulesets
from endtoend.command import Command, make_command

PAGES = 110
"""Enough that a run takes more than one process by itself."""

ODD = {
    "odd/empty.md": b"",
    "odd/binary.md": b"# A\x00B\n",
    "odd/broken.txt": b"Kratom cures anxiety \xff\xfe\xfa",
    "odd/utf16.txt": "Kratom cures anxiety \U0001f33f. It heals.".encode("utf-16"),
    "odd/returns.md": b"Kratom *cures*\r\nanxiety.\r\n\r\n<!-- healthlint-ignore-next-line: treats-disease -- quoted -->\r\nIt cures pain.",
    "odd/page.html": b"<p>Our tea <b>cures</b> anx&#105;ety.<script>cures</script>",
    "odd/data.json": b'{"title": "Kratom cures anxiety for good and for ever."}',
}  # fmt: skip
FORMATS = ("json", "full", "sarif")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of generated pages, every tenth dense with claims, and of odd files."""
    folder = tmp_path_factory.mktemp("site") / "work"
    healthlint = make_command(folder, folder.parent / "cache")
    for number in range(PAGES):
        healthlint.write(f"in/part{number % 7}/page{number:03}.md", corpus.page(number, dense=number % 10 == 0))
    for name, data in ODD.items():
        healthlint.write(f"in/{name}", data)
    return folder


@pytest.fixture
def healthlint(site: Path, tmp_path: Path) -> Command:
    """The command on the site, with nothing kept yet."""
    return Command(site, tmp_path / "cache")


def output(healthlint: Command, form: str, *argv: str) -> tuple[int, str, str]:
    ended = healthlint("check", "--format", form, "in", *argv)
    return ended.code, ended.out, ended.err


def test_any_number_of_processes(healthlint: Command) -> None:
    plain = output(healthlint, "json", "--no-cache", "--jobs", "1")
    assert plain[0] == 3  # of the odd files some can't be read
    for jobs in ("2", "3", "7"):
        assert output(healthlint, "json", "--no-cache", "--jobs", jobs) == plain, jobs


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_kept_and_everything_kept(healthlint: Command, form: str) -> None:
    plain = output(healthlint, form, "--no-cache", "--jobs", "1")
    for run in range(3):
        assert output(healthlint, form) == plain, run
    assert output(healthlint, form, "--jobs", "3") == plain


def test_what_was_kept_of_a_file_that_changed(healthlint: Command, site: Path) -> None:
    before = [output(healthlint, "json") for _ in range(2)]
    page = site / "in/part3/page003.md"
    text = page.read_bytes()
    state = page.stat()
    try:
        page.write_bytes(text.replace(b"---\n\n# ", b"---\n\nKratom cures anxiety.\n\n# "))
        changed = output(healthlint, "json")
        assert changed == output(healthlint, "json", "--no-cache", "--jobs", "1")
        assert changed != before[0]
    finally:
        page.write_bytes(text)
        os.utime(page, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert output(healthlint, "json") == before[0] == before[1]


def test_what_was_kept_under_other_rules_and_settings(healthlint: Command, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    corpus.write(str(own), rulesets.ruleset(40))
    settings = ([], ["--ruleset", str(own)], ["--select", "treats-disease"], ["--jurisdiction", "UK"])
    plain = [output(healthlint, "json", "--no-cache", *argv) for argv in settings]
    assert len(set(plain)) == len(settings)
    for _ in range(2):
        assert [output(healthlint, "json", *argv) for argv in settings] == plain
    corpus.write(str(own), rulesets.ruleset(60))
    more = output(healthlint, "json", *settings[1])
    assert more != plain[1]
    assert more == output(healthlint, "json", "--no-cache", *settings[1])
