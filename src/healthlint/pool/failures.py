"""How sharing work over processes fails where that is no matter of a single file."""

from __future__ import annotations

from healthlint.errors import HealthlintError


class StartError(HealthlintError):
    """Worker processes can't be started."""

    exit_code = 3

    def __init__(self, why: str) -> None:
        super().__init__(f"worker processes can't be started ({why}): try again with --jobs 1")


class WorkError(Exception):
    """A defect: the work raised in a worker. The text is the traceback there."""
