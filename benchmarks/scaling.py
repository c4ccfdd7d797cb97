"""How the time of a run grows: with files, bytes, rules of a user, and processes."""

from __future__ import annotations

import os

from benchmarks.measure import Job, side_by_side
from benchmarks.picture import Curve
from benchmarks.workloads import Site

FILES = (10, 100, 1_000, 10_000)
BYTES = (6_000, 60_000, 600_000, 6_000_000, 20_000_000)
RULES = (0, 50, 500, 5_000)
JOBS = (1, 2, 3, 4, 6, 8)
_ON = 100
"""Files on which rules are counted up."""


def curves(site: Site) -> list[Curve]:
    """All curves; fewer points where the site is small."""
    most = site.many
    files = {size: site.ours(site.pages(size), "--no-cache") for size in FILES if size <= most}
    texts = {size: site.ours(site.text(size), "--no-cache") for size in BYTES if size <= most * 6_000}
    rules = {size: _with_rules(site, size) for size in RULES}
    several = min(1_000, most)
    jobs = {
        size: site.ours(site.pages(several), "--no-cache", "--jobs", str(size))
        for size in JOBS
        if size <= 2 * (os.cpu_count() or 1)
    }
    return [
        _curve(site, "files of 6 KB", files, slope=1),
        _curve(site, "bytes of one text", texts, slope=1),
        _curve(site, f"own rules, {_ON} files", rules, slope=0),
        _curve(site, f"processes, {several:,} files", jobs, slope=-1),
    ]


def _with_rules(site: Site, count: int) -> Job:
    options = ("--ruleset", site.ruleset(count)) if count else ()
    cache = f"rules-{count}"
    return site.ours(site.pages(_ON), *options, cache=cache, before=site.knowing_rules(cache, *options))


def _curve(site: Site, name: str, jobs: dict[int, Job], slope: int) -> Curve:
    print(f"  {name}", flush=True)
    figures = side_by_side({str(size): job for size, job in jobs.items()}, min(site.runs, 3))
    return Curve(name, [(float(size), figure) for size, figure in figures.items()], slope)
