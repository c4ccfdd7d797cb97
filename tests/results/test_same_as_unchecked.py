"""A run that takes what it can from earlier ones reports the same as one that checks everything, to the bit, whatever
was done to files, rules and options in between.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from healthlint import kept
from healthlint.config import Override

from .conftest import RULES, Site

WORDS = (
    "This tea is surely calm.",
    "The victim drinks tea.",
    "It is surely calm, they say.",
    "Nothing to see.",
    "Caf\u00e9 \U0001f642 and a victim.",
    '<!-- healthlint: ignore-next-line wording reason="a quotation" until=DAY -->',
    '<!-- healthlint: ignore-file calm-promise reason="a name" -->',
    "<!-- healthlint: ignore wording -->",
    "",
)
NAMES = ("a.md", "b.md", "in/a.md", "in/deep/c.html", "d.txt", "data.json", "e.md")
DAYS = ("2026-05-31", "2026-06-01", "2026-06-02", "2026-12-31", "")


def text(chance: random.Random, name: str) -> str:
    lines = [chance.choice(WORDS).replace("DAY", chance.choice(DAYS[:4])) for _ in range(chance.randrange(8))]
    if name.endswith(".json"):
        pairs = [f'"body{at}": "{line}"' for at, line in enumerate(lines) if '"' not in line]
        return "{" + ", ".join(pairs) + "}"
    front = "---\ndraft: true\n---\n\n" if chance.random() < 0.2 else ""
    return front + chance.choice(("\n", "\r\n")).join(lines)


def write(site: Site, chance: random.Random) -> None:
    name = chance.choice(NAMES)
    if (site.folder / name).is_symlink():
        os.unlink(name)
    site.write(name, text(chance, name))


def edit_in_place(site: Site, chance: random.Random) -> None:
    """The same size, and the old time."""
    path = chance.choice(files(site))
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"victim", b"person").replace(b"surely", b"hardly"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def rename(site: Site, chance: random.Random) -> None:
    chance.choice(files(site)).rename(site.folder / chance.choice(NAMES[:2]))


def exchange(site: Site, chance: random.Random) -> None:
    one, other = site.folder / "a.md", site.folder / "b.md"
    if one.exists() and other.exists():
        one.rename(site.folder / "x")
        other.rename(one)
        (site.folder / "x").rename(other)


def delete(site: Site, chance: random.Random) -> None:
    if len(files(site)) > 2:
        chance.choice(files(site)).unlink()


def touch(site: Site, chance: random.Random) -> None:
    os.utime(chance.choice(files(site)), ns=(1, chance.choice((1, 10**18, 10**18 + 1))))


def link(site: Site, chance: random.Random) -> None:
    target = chance.choice(files(site))
    path = site.folder / "e.md"
    if target != path:
        path.unlink(missing_ok=True)
        path.symlink_to(target)


def change_rules(site: Site, chance: random.Random) -> None:
    site.rules = RULES.replace("surely calm", chance.choice(("surely calm", "hardly calm")))


def change_config(site: Site, chance: random.Random) -> None:
    site.config.page = chance.choice(({}, {"context": ("commercial",)}, {"data.skip-keys": ("body1",)}))
    site.config.severity = chance.choice(({}, {"wording": "info"}))
    overrides = (
        Override(paths=("in/",), severity={"wording": "error"}),
        Override(front_matter={"draft": (True,)}, ignore=("wording",)),
    )
    site.config.overrides = chance.sample(overrides, chance.randrange(3))


def change_options(site: Site, chance: random.Random) -> None:
    site.select = chance.choice(((), (), ("wording",), ("guarantee",)))
    site.ignore = chance.choice(((), (), ("directive",)))


def change_day(site: Site, chance: random.Random) -> None:
    site.day = chance.choice(DAYS)


def wait(site: Site, chance: random.Random) -> None:
    site.settle()


def files(site: Site) -> list[Path]:
    return sorted(path for path in site.folder.rglob("*.*") if not path.is_symlink())


STEPS: tuple[Callable[[Site, random.Random], None], ...] = (
    *(write, write, edit_in_place, rename, exchange, delete, touch, link),
    *(change_rules, change_config, change_options, change_day, change_day, wait, wait, wait),
)


@pytest.mark.parametrize("seed", range(12))
def test_every_run_tells_the_same_as_one_that_checks_everything(site: Site, seed: int) -> None:
    chance = random.Random(seed)
    for name in NAMES[:6]:
        site.write(name, text(chance, name))
    taken = 0
    for _ in range(30):
        expected = site.check(cache=False)
        assert site.check() == expected
        taken += len(files(site)) - len(site.checked)
        for _ in range(chance.randrange(3)):
            chance.choice(STEPS)(site, chance)
    assert taken > 30


def test_the_number_of_processes_makes_no_difference(site: Site) -> None:
    chance = random.Random(99)
    for number in range(40):
        site.write(f"{number}.md", text(chance, "a.md"))
    site.settle()
    expected = site.check(cache=False)
    site.jobs = 2
    assert site.check() == expected
    assert site.check() == expected
    site.jobs = 1
    assert site.check() == expected
    assert site.checked == []


RUN = """
import random, sys
from healthlint import api
from healthlint.checker import Options
from healthlint.config import Config
from healthlint.discover import find
api.FEW = 0
from results.conftest import RULES, Site
from pathlib import Path
import healthlint.programs
site = Site(Path.cwd(), Path(sys.argv[1]))
program = site.program()
healthlint.programs.load = lambda *_: program
expected = site.check(cache=False)
print(sum(site.check() != expected for _ in range(30)))
"""


def test_processes_may_run_at_once(site: Site, tmp_path: Path) -> None:
    """Each changes what is kept under the eyes of the others: they are set up for different days."""
    chance = random.Random(7)
    for number in range(20):
        site.write(f"{number}.md", text(chance, "a.md"))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    running = []
    for number in range(4):
        outside = tmp_path / f"outside{number}"
        outside.mkdir()
        code = RUN.replace("expected =", f"site.day = {DAYS[number]!r}\nexpected =")
        running.append(
            subprocess.Popen(
                [sys.executable, "-c", code, str(outside)],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                env=environment,
            )
        )
    ended = [process.communicate() for process in running]
    assert ended == [("0\n", "")] * 4
    assert all(name.endswith(".bin") for name in os.listdir(kept.folder()))
