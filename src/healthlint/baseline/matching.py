"""Entries of a baseline and the findings of a run -> which entry holds which finding back, and what became of the rest.

Knows no files: whether one still exists is asked for.
"""

from __future__ import annotations

from healthlint.finding import SEVERITIES
from healthlint.fingerprint import identity_of, is_of_page
from healthlint.narrowing import pair

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from healthlint.baseline.entries import Entry
    from healthlint.finding import Finding

    _Identity = tuple[str, str]
    _Entries = dict[_Identity, list[Entry]]
    _Findings = dict[_Identity, list[tuple[str, Finding]]]

ALWAYS_NEW = "directive"
"""The kind of rule whose findings no baseline holds back: a mistaken suppression is mended, not accepted."""


class Checked:
    """A file of a run: what entries call it, and its findings in the order in which entries hold them back: those that
    a change brought (`fresh` holds their fingerprints) come last. It is not `whole` where something in it could not be
    checked.
    """

    __slots__ = ("findings", "name", "whole")

    def __init__(
        self, name: str, findings: Iterable[Finding], whole: bool = True, fresh: frozenset[str] = frozenset()
    ) -> None:
        able = [finding for finding in findings if finding.rule.kind != ALWAYS_NEW]
        self.name = name
        self.findings = sorted(able, key=lambda each: (each.fingerprint in fresh, _rank(each)))
        self.whole = whole


class Scope:
    """What a run looked at: the ids of its `rules`; whether a file of a name `exists`; whether it looked at `all` files
    of the project.
    """

    __slots__ = ("all", "exists", "rules")

    def __init__(self, rules: frozenset[str], exists: Callable[[str], bool], all: bool) -> None:
        self.rules = rules
        self.exists = exists
        self.all = all


class Outcome:
    """What became of findings and entries.

    `held` are findings that an entry holds back, each with the name of its file and that entry; where the two names
    differ the file has moved. `fresh` are the others, each with the name of its file, `graver` the entries whose
    finding is among them because it is graver than what was accepted. `gone` are entries that hold nothing back any
    more, `unjudged` those that the run can't say anything of.
    """

    __slots__ = ("fresh", "gone", "graver", "held", "unjudged")

    def __init__(self) -> None:
        self.held: list[tuple[str, Finding, Entry]] = []
        self.fresh: list[tuple[str, Finding]] = []
        self.graver: list[Entry] = []
        self.gone: list[Entry] = []
        self.unjudged: list[Entry] = []


def match(entries: Sequence[Entry], files: Sequence[Checked], scope: Scope) -> Outcome:
    """Match entries with findings of the same file, rule, words and sentence; then those of files that are gone with
    findings in files that have no entries: they were renamed. An entry holds one finding at most.
    """
    accepted: dict[str, list[Entry]] = {}
    for entry in entries:
        accepted.setdefault(entry.path, []).append(entry)
    matching = _Matching()
    unknown: dict[str, _Findings] = {}
    for file in files:
        found = _by_identity(file)
        if file.name not in accepted:
            unknown[file.name] = found
            continue
        for identity, own in _grouped(accepted[file.name]).items():
            matching.match(own, found.get(identity, []))
    judged = {file.name: file.whole for file in files}
    if scope.all or any(unknown.values()):
        gone = [name for name in accepted if name not in judged and not scope.exists(name)]
        judged.update(dict.fromkeys(gone, scope.all))
        _match_moved(matching, {name: _grouped(accepted[name]) for name in gone}, unknown)
    outcome = matching.outcome
    outcome.fresh = [
        (file.name, finding) for file in files for finding in file.findings if id(finding) not in matching.done
    ]
    for entry in entries:
        if id(entry) not in matching.done:
            is_gone = entry.rule in scope.rules and judged.get(entry.path, False)
            (outcome.gone if is_gone else outcome.unjudged).append(entry)
    return outcome


def _grouped(entries: list[Entry]) -> _Entries:
    groups: _Entries = {}
    for entry in entries:
        groups.setdefault(entry.identity, []).append(entry)
    return groups


def _by_identity(file: Checked) -> _Findings:
    found: _Findings = {}
    for finding in file.findings:
        found.setdefault((finding.rule.id, identity_of(finding.fingerprint)), []).append((file.name, finding))
    return found


def _rank(finding: Finding) -> int:
    return SEVERITIES.index(finding.severity)


class _Matching:
    """What was matched so far: `done` holds the `id` of each entry and finding that is settled."""

    def __init__(self) -> None:
        self.outcome = Outcome()
        self.done: set[int] = set()

    def match(self, entries: list[Entry], found: list[tuple[str, Finding]]) -> None:
        """Match entries and findings of one identity. Where both are left over, the findings outgrew the entries."""
        entries = [entry for entry in entries if id(entry) not in self.done]
        found = [each for each in found if id(each[1]) not in self.done]
        pairs = pair([entry.rank for entry in entries], [_rank(finding) for _, finding in found])
        for index, number in pairs.items():
            name, finding = found[index]
            self.outcome.held.append((name, finding, entries[number]))
            self.done.update((id(finding), id(entries[number])))
        left = [entry for entry in entries if id(entry) not in self.done]
        outgrown = left[: len(found) - len(pairs)]
        self.outcome.graver += outgrown
        self.done.update([id(entry) for entry in outgrown])


def _match_moved(matching: _Matching, gone: dict[str, _Entries], unknown: dict[str, _Findings]) -> None:
    """Match entries of files that are gone with findings of files without entries.

    A finding on a page as a whole doesn't tell one page from another: its entry moves only along with a passage.
    """
    lost: _Entries = {}
    for own in gone.values():
        for identity, entries in own.items():
            lost.setdefault(identity, []).extend(entries)
    passages: _Findings = {}
    for found in unknown.values():
        for identity, group in found.items():
            if identity in lost and not is_of_page(group[0][1]):
                passages.setdefault(identity, []).extend(group)
    for identity, group in passages.items():
        matching.match(lost[identity], group)
    moves = dict.fromkeys([(entry.path, name) for name, _, entry in matching.outcome.held if entry.path != name])
    for before, now in moves:
        for identity, group in unknown[now].items():
            if is_of_page(group[0][1]):
                matching.match(gone[before].get(identity, []), group)
