"""Writes docs/rules from the rulesets that come with healthlint; see healthlint.authoring.ruledoc.

python3 scripts/rule_docs.py            write what has changed, take away what is no page any more
python3 scripts/rule_docs.py --check    only tell what differs; 1 where something does
"""

from __future__ import annotations

import os
import sys

from healthlint.authoring.ruledoc import pages
from healthlint.language.compiler import compile_rulesets
from healthlint.language.program import Program
from healthlint.loading import load_rulesets, locate

FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "docs", "rules")


def wanted() -> dict[str, str]:
    """Every page by its file name."""
    files = locate.builtin_files()
    rulesets = load_rulesets(files)
    names = {file: os.path.relpath(file, locate.builtin_folder()).replace(os.sep, "/") for file in files}
    return pages(Program(compile_rulesets(rulesets)), rulesets, names)


def present(folder: str) -> dict[str, str]:
    """The pages that are there."""
    found = {}
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
        with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
            found[name] = file.read().replace("\r\n", "\n")
    return found


def write(folder: str, new: dict[str, str], old: dict[str, str]) -> None:
    """Make the folder hold the new pages and nothing else."""
    os.makedirs(folder, exist_ok=True)
    for name in old.keys() - new.keys():
        os.remove(os.path.join(folder, name))
    for name, text in new.items():
        if old.get(name) != text:
            with open(os.path.join(folder, name), "w", encoding="utf-8", newline="\n") as file:
                file.write(text)


def main(arguments: list[str], folder: str = FOLDER) -> int:
    """Write or check the pages; the exit code."""
    if arguments not in ([], ["--check"]):
        print("the only option is --check", file=sys.stderr)
        return 2
    new, old = wanted(), present(folder)
    differing = sorted(name for name in new.keys() | old.keys() if new.get(name) != old.get(name))
    if not arguments:
        write(folder, new, old)
        print(f"{len(new)} pages, {len(differing)} changed")
        return 0
    for name in differing:
        print(f"docs/rules/{name} differs from the rulesets: run python3 scripts/rule_docs.py")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
