"""What a report was made from, so that it can be known later whether it still holds: plain data, for `marshal`.

Knows one file alone; rules and configuration are the matter of whoever keeps reports.
"""

from __future__ import annotations

try:
    from _blake2 import blake2b  # half a millisecond, where hashlib takes fifteen
except ImportError:  # another Python than CPython
    from hashlib import blake2b

from healthlint import kept

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    from healthlint.kept import State

    Origin = tuple[State, bytes, str, str]

UNKNOWN: Origin = ((), b"", "", "")
"""The origin of a report that can't be kept."""


def origin_of(state: State, digest: bytes, untils: Iterable[str], day: str) -> Origin:
    """The origin of the report on a file: its state (see `stable_state`), the digest of its bytes, and the days between
    which the report holds: after the first and up to the second, "" where there is no such day.

    A report depends on the day only by suppressions that may be over: `untils` are their last days, `day` the one of
    the run.
    """
    over = [until for until in untils if until and until < day]
    holding = [until for until in untils if until and until >= day]
    return state, digest, max(over, default=""), min(holding, default="")


def stable_state(found: os.stat_result) -> State:
    """The state of a file that was looked at just now; () where it could be changed without a sign of it."""
    state = kept.state_of(found)
    return state if state and all(map(kept.is_settled, state[:2])) else ()


def digest_of(data: bytes) -> bytes:
    """What stands for the bytes of a file."""
    return blake2b(data, digest_size=20).digest()


def holds_on(day: str, origin: Origin) -> bool:
    """Whether a report with this origin is right on a day."""
    _, _, after, until = origin
    return (not after or after < day) and (not until or day <= until)
