"""The report in a real browser: that its script filters, that nothing is refused by its own policy, and that it is
readable without the script.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from healthlint.report import Problem, Report

from .markup import Node, read, written

BROWSER = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), "")
FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--enable-logging=stderr",
    "--virtual-time-budget=5000",
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not BROWSER, reason="no Chromium is installed"),
]


class Shown:
    """What became of a page in the browser: its elements and what the console says."""

    def __init__(self, tree: Node, console: list[str]) -> None:
        self.tree = tree
        self.console = console

    def cards(self) -> list[str]:
        return [node["id"] for node in self.tree.all("li", "card") if "off" not in node.classes]

    def off(self, class_: str) -> list[str]:
        return [node.get("id") or node["data-f"] for node in self.tree.all("", class_) if "off" in node.classes]


def show(file: Path, state: str = "") -> Shown:
    sandbox = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
    profile = file.parent / "profile"
    command = (BROWSER, *FLAGS, *sandbox, f"--user-data-dir={profile}", "--dump-dom", f"{file.as_uri()}{state}")
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    console = [line for line in done.stderr.splitlines() if re.search(r"CONSOLE|Refused|Content Security", line)]
    return Shown(read(done.stdout.replace("<!DOCTYPE html>", "")), console)


@pytest.fixture
def file(report: Report, tmp_path: Path) -> Path:
    clean = report.files[1]
    clean.problems.append(Problem("a rule failed"))
    path = tmp_path / "report.html"
    path.write_text(written(report, suppressed=True), encoding="utf-8")
    return path


def test_nothing_is_refused_and_everything_shown(file: Path) -> None:
    shown = show(file)
    assert shown.console == []
    assert shown.cards() == ["f3-1", "f3-2", "f3-3"]
    assert shown.tree.one("output").text == "3 of 3 findings on 1 page"
    assert shown.tree.one(id="by-script").get("hidden") is None
    assert shown.off("page") == []


@pytest.mark.parametrize(
    ("state", "cards", "count"),
    [
        ("#severity=error", ["f3-1"], "1 of 3 findings on 1 page"),
        ("#severity=warning,aside", ["f3-2", "f3-3"], "2 of 3 findings on 1 page"),
        ("#rule=plain-word", ["f3-2", "f3-3"], "2 of 3 findings on 1 page"),
        ("#rule=plain-word&severity=warning", ["f3-2"], "1 of 3 findings on 1 page"),
        ("#page=content/tea.md", ["f3-1", "f3-2", "f3-3"], "3 of 3 findings on 1 page"),
        ("#severity=info", [], "0 of 3 findings on 0 pages"),
        ("#f3-2", ["f3-1", "f3-2", "f3-3"], "3 of 3 findings on 1 page"),
    ],
)
def test_the_address_says_what_is_shown(file: Path, state: str, cards: list[str], count: str) -> None:
    shown = show(file, state)
    assert shown.console == []
    assert shown.cards() == cards
    assert shown.tree.one("output").text == count


def test_marks_rules_and_pages_follow_the_filter(file: Path) -> None:
    shown = show(file, "#rule=plain-word")
    assert shown.off("number") == ["m3-1"]
    assert [node["data-f"] for node in shown.tree.all("mark") if "off" in node.classes] == ["3-1"]
    assert shown.off("rule") == ["r1"]
    assert shown.off("page") == ["p1"]  # it has a problem and no finding
    assert shown.tree.one("section", "page", id="p1").one("h2").text == "content/water.txt"


def test_a_script_that_is_not_ours_is_refused_and_all_can_be_read_without(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    file.write_text(source.replace('"use strict";', '"use strict"; ', 1), encoding="utf-8")
    shown = show(file, "#severity=error")
    assert len(shown.console) == 1
    assert "Content Security Policy" in shown.console[0]
    assert shown.cards() == ["f3-1", "f3-2", "f3-3"]
    assert shown.tree.one(id="by-script").get("hidden") == ""
    assert shown.tree.one(id="by-rule").one(id="r1").one("ul").all("a", "number")[0]["href"] == "#f3-1"
