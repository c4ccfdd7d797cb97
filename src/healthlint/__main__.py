"""`python -m healthlint` and the command `healthlint`."""

from __future__ import annotations

import gc
import sys

from healthlint.cli import main

RARELY = (100_000, 50, 100)
"""How often the collector runs: rules are many small objects that live as long as the process, and walking through
them again and again is half of the time of a short run.
"""


def run() -> int:
    """Do what the arguments of the process say; the exit code."""
    gc.set_threshold(*RARELY)
    return main()


if __name__ == "__main__":
    sys.exit(run())
