"""What is measured: files laid out, commands put together, figures taken. Prints what it does as it goes."""

from __future__ import annotations

import os
import shutil
import sys

from benchmarks import corpus, rulesets
from benchmarks.measure import FailedError, Job, side_by_side
from benchmarks.peers import Peer
from benchmarks.table import BARE, OURS, Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

FEW, MANY = "50 own rules", "5,000 own rules"


class Site:
    """Everything that lies in the folder `work`: pages, rulesets, caches.

    `many` is the number of files of the large workloads, `runs` how often each command runs, `peers` the tools beside
    ours with the environment that they want.
    """

    def __init__(
        self, work: str, many: int, runs: int, peers: Mapping[str, Peer], environment: Mapping[str, str]
    ) -> None:
        self.work = work
        self.many = many
        self.runs = runs
        self.peers = dict(peers)
        self.environment = dict(environment)

    # -- files

    def pages(self, count: int, dense: bool = False) -> str:
        """A folder of so many pages, made where it is not there yet."""
        return self._made(f"pages-{count}{'-dense' * dense}", lambda path: corpus.write_pages(path, count, dense))

    def versions(self, count: int) -> str:
        """The same of so many pages in all versions of a site together."""
        return self._made(f"versions-{count}", lambda path: corpus.write_versions(path, count))

    def page(self) -> str:
        """A single page of 6 KB in a folder of its own."""
        return os.path.join(self.pages(1), "part000", "page00000.md")

    def text(self, size: int) -> str:
        """A plain text of so many bytes."""
        return self._made(f"text-{size}.txt", lambda path: corpus.write(path, corpus.text(size)))

    def ruleset(self, count: int) -> str:
        """A ruleset of a user with so many rules."""
        return self._made(f"own-{count}.yaml", lambda path: corpus.write(path, rulesets.ruleset(count)))

    def _made(self, name: str, make: Callable[[str], object]) -> str:
        path = os.path.join(self.work, name)
        if not os.path.exists(path):
            make(path)
        return path

    # -- commands

    def ours(self, path: str, *options: str, cache: str = "cache", before: Callable[[], object] | None = None) -> Job:
        """`healthlint check` on a path with a cache folder of this name."""
        program = shutil.which("healthlint", path=os.path.dirname(sys.executable))
        command = [program] if program else [sys.executable, "-m", "healthlint"]
        environment = {"HEALTHLINT_CACHE_DIR": self.cache(cache)}
        flags = ["--isolated", "--fail-on", "never", "--color", "never"]
        return Job([*command, "check", *flags, *options, path], self.work, environment, before)

    def cache(self, name: str) -> str:
        """The path of a cache folder."""
        return os.path.join(self.work, name)

    def forgetting(self, name: str) -> Callable[[], object]:
        """What empties a cache folder."""
        return lambda: shutil.rmtree(self.cache(name), ignore_errors=True)

    def knowing_rules(self, name: str, *options: str) -> Callable[[], object]:
        """What lets a cache folder hold the compiled rules, and nothing of any file that is measured."""
        kept = self.cache(f"{name}-rules")
        if not os.path.isdir(kept):
            other = self._made(f"other-{len(options)}.md", lambda path: corpus.write(path, "# Other\n\nA page.\n"))
            self.ours(other, *options, cache=f"{name}-rules").seconds()
            self.ours(other, *options, cache=f"{name}-rules").seconds()

        def restore() -> None:
            shutil.rmtree(self.cache(name), ignore_errors=True)
            shutil.copytree(kept, self.cache(name))

        return restore

    def bare(self) -> Job:
        """Python that does nothing."""
        return Job([sys.executable, "-c", "pass"], self.work)

    def beside(self, path: str, tools: Sequence[str] | None = None) -> dict[str, Job]:
        """The peers on a file or folder."""
        below = os.walk(path) if os.path.isdir(path) else []
        files = sorted(os.path.join(folder, name) for folder, _, names in below for name in names) or [path]
        return {
            name: Job(peer.over(files, path), self.work, self.environment, most=peer.most)
            for name, peer in self.peers.items()
            if tools is None or name in tools
        }


def one_file(site: Site) -> list[Row]:
    """One page of 6 KB: the first run after the installation, and later ones."""
    page = site.page()
    first = {BARE: site.bare(), OURS: site.ours(page, cache="first", before=site.forgetting("first"))}
    later = {BARE: site.bare(), OURS: site.ours(page), **site.beside(page)}
    return [
        Row("one file of 6 KB, first run", side_by_side(first, site.runs), 0.30),
        Row("one file of 6 KB, later", side_by_side(later, site.runs), 0.08, 5.0),
    ]


FAST = 10.0
"""Seconds for 1,000 files up to which a peer is also measured on more."""


def many_files(site: Site) -> list[Row]:
    """1,000 and `site.many` files without the result cache, and the latter where nothing has changed."""
    rows = []
    middle = min(1000, site.many)
    folder = site.pages(middle)
    jobs = {BARE: site.bare(), OURS: site.ours(folder, "--no-cache"), **site.beside(folder)}
    figures = side_by_side(jobs, site.runs)
    rows.append(Row(f"{middle:,} files, no cache", figures, 1.2 * middle / 1000))
    for what, folder in (
        (f"in {corpus.VERSIONS} versions", site.versions(middle)),
        ("dense with claims", site.pages(middle, dense=True)),
    ):
        job = site.ours(folder, "--no-cache")
        rows.append(Row(f"{middle:,} files {what}", side_by_side({OURS: job}, site.runs)))
    if site.many > middle:
        folder = site.pages(site.many)
        fast = [name for name, figure in figures.items() if figure <= FAST]
        runs = min(site.runs, 3)
        jobs = {OURS: site.ours(folder, "--no-cache"), **site.beside(folder, fast)}
        rows.append(Row(f"{site.many:,} files, no cache", side_by_side(jobs, runs), 9.0 * site.many / 10_000))
    site.knowing_rules("warm")()
    site.ours(folder, cache="warm").seconds()
    warm = side_by_side({BARE: site.bare(), OURS: site.ours(folder, cache="warm")}, site.runs)
    rows.append(Row(f"{site.many:,} files, nothing changed", warm, 0.6))
    return rows


def large_file(site: Site) -> list[Row]:
    """One long text: time and memory."""
    size = 20_000_000 if site.many >= 1000 else 2_000_000
    path = site.text(size)
    name = f"one text of {size // 1_000_000} MB"
    figures = side_by_side({BARE: site.bare(), OURS: site.ours(path, "--no-cache")}, min(site.runs, 3))
    rows = [Row(f"{name}, time", figures, 6.0 * size / 20_000_000)]
    return [*rows, *_memory(f"{name}, memory", site.ours(path, "--no-cache"), 400)]


def own_rules(site: Site) -> list[Row]:
    """5,000 rules of a user in place of 50, after the first run: on one file and on 1,000."""
    rows = []
    for path, name in (
        (site.page(), "one file"),
        (site.pages(min(1000, site.many)), f"{min(1000, site.many):,} files"),
    ):
        jobs = {}
        for label, count in ((FEW, 50), (MANY, 5000)):
            options = ("--ruleset", site.ruleset(count))
            cache = f"own-{count}"
            jobs[label] = site.ours(path, *options, cache=cache, before=site.knowing_rules(cache, *options))
        figures = side_by_side(jobs, site.runs)
        if MANY in figures:
            figures[OURS] = figures[MANY]
        rows.append(Row(f"{name}, {MANY}", figures, times=1.6, of=FEW))
    return rows


def memory(site: Site) -> list[Row]:
    """The memory of all processes together over the many files."""
    return _memory(f"{site.many:,} files, memory", site.ours(site.pages(site.many), "--no-cache"), 150)


def _memory(name: str, job: Job, limit: float) -> list[Row]:
    if not sys.platform.startswith("linux"):
        print("  memory is measured on Linux alone", flush=True)
        return []
    try:
        return [Row(name, {OURS: job.memory()}, limit, unit="MB")]
    except FailedError as error:
        print(f"  {error}", flush=True)
        return [Row(name, {}, limit, unit="MB")]


PARTS: dict[str, Callable[[Site], list[Row]]] = {
    "one": one_file,
    "many": many_files,
    "large": large_file,
    "rules": own_rules,
    "memory": memory,
}
"""The parts of a run by name."""
