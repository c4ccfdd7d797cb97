"""Rulesets from their YAML files: found, read, checked key by key, and kept compiled between runs.

Nothing here compiles a phrase or runs a rule. `check` comes through here on every start, so that this module imports
nothing until a ruleset really has to be read.
"""

from __future__ import annotations

from healthlint.errors import RulesetError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.errors import Mistake
    from healthlint.language.data import RulesetData

__all__ = ["RulesetError", "load_rulesets", "read_rulesets"]


def load_rulesets(paths: list[str]) -> list[RulesetData]:
    """The rulesets of these files, in this order.

    Raises RulesetError with all mistakes of all files.
    """
    rulesets, mistakes = read_rulesets(paths)
    if mistakes:
        raise RulesetError(mistakes)
    return rulesets


def read_rulesets(paths: list[str]) -> tuple[list[RulesetData], list[Mistake]]:
    """What could be read of the rulesets of these files, and all their mistakes in the order of files and lines."""
    from hashlib import sha256  # slow imports, needed only where no compiled program is at hand

    from healthlint.loading.assemble import assemble
    from healthlint.loading.names import Census, check_messages, check_phrases, check_uses
    from healthlint.loading.source import read_yaml

    mistakes: list[Mistake] = []
    roots = []
    for path in paths:
        root, data = read_yaml(path, path, mistakes)
        if root is not None:
            roots.append((root, sha256(data).hexdigest()))
    census = Census()
    for root, _ in roots:
        census.count(root, mistakes)
    made = [assemble(root, digest, census.kinds, mistakes) for root, digest in roots]
    rulesets = [ruleset for ruleset in made if ruleset is not None]
    if len(roots) == len(paths):  # else a name that is missing may stand in the file that could not be read
        census.check_changes(mistakes)
        check_uses(rulesets, census, mistakes)
    check_messages(rulesets, mistakes)
    if mistakes:  # else the compiler tells them
        check_phrases(rulesets, mistakes)
    return rulesets, _in_order(mistakes, paths)


def _in_order(mistakes: list[Mistake], paths: list[str]) -> list[Mistake]:
    order = {path: index for index, path in enumerate(paths)}
    once = {str(mistake): mistake for mistake in mistakes}
    return sorted(once.values(), key=lambda mistake: (order.get(mistake.file, 0), mistake.line, mistake.column))
