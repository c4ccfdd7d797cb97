"""Whole-process times of `healthlint check` and of peers on the same generated pages, side by side.

    python benchmarks/speed.py                        # healthlint alone, and the peers that are on the PATH
    python benchmarks/speed.py --peer 'mine=my-linter {path}'
    python benchmarks/speed.py --write                # save the table as benchmarks/results.md

The pages are generated, always the same: Markdown of about 6.4 KB with front matter, headings, lists, links and one
claim in ten sentences. Each figure is the median of several runs after a first one, in seconds of wall clock.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PEERS = {
    "proselint": "proselint check {path}",
    "write-good": "write-good {files}",
}
PLAIN = (
    "The garden behind the clinic is open to visitors in the afternoon.",
    "Talk to your doctor before you change the dose of a medicine.",
    "Most people sleep between seven and nine hours a night.",
    "The leaflet lists side effects that were seen in trials.",
    "There is no evidence that this tea treats any disease.",
    "Our nurses answer the phone from Monday to Friday.",
    "Insulin lowers blood sugar and has to be stored in the fridge.",
    "A walk after lunch is a good start for people who sit all day.",
    "The study followed two hundred adults for a year.",
)
CLAIMS = (
    "Kratom eases opioid withdrawal without the risk of addiction.",
    "This *natural remedy* relieves [chronic pain](https://example.org/pain) in minutes.",
    "Our drops are clinically proven to cure insomnia.",
)


def page(number: int, size: int = 6400) -> str:
    """One page of about `size` characters."""
    chance = random.Random(number)
    lines = ["---", f"title: Page {number}", "description: What visitors ask", "---", "", f"# Page {number}", ""]
    length = 0
    while length < size:
        if chance.random() < 0.15:
            lines += ["", f"## Part {len(lines)}", ""]
        sentences = [chance.choice(CLAIMS if chance.random() < 0.1 else PLAIN) for _ in range(chance.randint(2, 6))]
        text = "- " * (chance.random() < 0.2) + " ".join(sentences)
        lines += [text, ""]
        length += len(text)
    return "\n".join(lines)


def timed(command: str, runs: int, cwd: str) -> float:
    """The median wall time of a shell command, after one run that does not count."""
    seconds = []
    for run in range(runs + 1):
        start = time.perf_counter()
        subprocess.run(command, shell=True, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        if run:
            seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=COMMAND")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    ours = f'"{sys.executable}" -m healthlint check --isolated --fail-on never {{path}}'
    tools = {"healthlint": ours, **{name: command for name, command in PEERS.items() if shutil.which(name)}}
    tools.update(peer.split("=", 1) for peer in args.peer)
    rows = [("bare Python", timed(f'"{sys.executable}" -c pass', args.runs, ROOT), None)]
    with tempfile.TemporaryDirectory() as folder:
        names = [f"page{number:05}.md" for number in range(args.files)]
        for number, name in enumerate(names):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(page(number))
        for tool, command in tools.items():
            one = timed(command.format(path=names[0], files=names[0]), args.runs, folder)
            many = timed(command.format(path=".", files="*.md"), max(args.runs // 3, 1), folder)
            rows.append((tool, one, many))
    lines = [f"| tool | one file of 6.4 KB | {args.files} files |", "|---|---|---|"]
    lines += [f"| {tool} | {one:.3f} s | {'' if many is None else f'{many:.2f} s'} |" for tool, one, many in rows]
    machine = (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"
    )
    print(f"{machine}\n\n" + "\n".join(lines))
    if args.write:
        with open(os.path.join(ROOT, "benchmarks", "results.md"), "w", encoding="utf-8") as file:
            file.write(
                f"# Results\n\n`python benchmarks/speed.py --write` on {machine}, {time.strftime('%Y-%m-%d')}.\n\n"
            )
            file.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
