"""`python -m healthlint` and the command `healthlint`."""

from __future__ import annotations

import gc
import os
import sys

from healthlint.cli import main

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

RARELY = (100_000, 50, 100)
"""How often the collector runs: rules are many small objects that live as long as the process, and walking through
them again and again is half of the time of a short run.
"""


def run() -> NoReturn:
    """Do what the arguments of the process say, and end it with the exit code."""
    gc.set_threshold(*RARELY)
    code = main()
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        sys.exit(code)  # the interpreter knows how to end with a stream that takes nothing more
    # Everything is written. To free all rules one by one would take as long as to load them.
    os._exit(code)


if __name__ == "__main__":
    run()
