"""What a run found -> the entries that a baseline holds from now on."""

from __future__ import annotations

from healthlint.baseline.entries import accept, settled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.baseline.entries import Entry
    from healthlint.baseline.matching import Outcome


def shrunk(outcome: Outcome) -> list[Entry]:
    """The entries without those that are gone; of files that were renamed under the new name. Accepts nothing new."""
    held = [entry.at(name) for name, _, entry in outcome.held]
    return settled([*held, *outcome.graver, *outcome.unjudged])


def grown(outcome: Outcome, day: str) -> list[Entry]:
    """The same, and an entry for each finding that none holds back; those that it outgrew are replaced."""
    held = [entry.at(name) for name, _, entry in outcome.held]
    fresh = [accept(name, finding, day) for name, finding in outcome.fresh]
    return settled([*held, *fresh, *outcome.unjudged])
